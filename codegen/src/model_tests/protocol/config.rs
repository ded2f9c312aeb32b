//! Configuration of the client of a case: its vendor parameters, of the shape `aws.protocoltests.config#AwsConfig`.

use super::case::Case;
use crate::ir::{Service, TestConfig};
use crate::smithy::json::Node;
use crate::smithy::report::Report;

/// Reads the configuration of `case`, if it has one. Parameters that are not known are reported.
pub(super) fn read(
    case: &Case<'_>,
    service: &Service,
    report: &mut Report<'_>,
) -> Option<TestConfig> {
    let vendor = case.get("vendorParams")?;
    if vendor.as_object().is_some_and(<[_]>::is_empty) {
        return None;
    }
    let config = of_node(vendor).filter(|_| service.endpoint.is_some());
    if config.is_none() {
        let message = "vendor parameters that change the request are not supported";
        let help = "remove them, or the case";
        report.error(&case.place("vendorParams"), message, help);
    }
    config
}

/// Returns the configuration that all parameters are part of.
fn of_node(vendor: &Node) -> Option<TestConfig> {
    let client = only(only(vendor, "scopedConfig")?, "client")?;
    let mut config = TestConfig::default();
    for (key, node) in client.as_object()? {
        match key.as_str() {
            "region" => config.region = node.as_str()?.to_owned(),
            "s3" => {
                for (key, node) in node.as_object()? {
                    of_s3(&mut config, key, node)?;
                }
            }
            _ => return None,
        }
    }
    Some(config)
}

/// Returns the value of the only key of an object.
fn only<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match node.as_object()? {
        [(only, value)] if only == key => Some(value),
        _ => None,
    }
}

/// Adds a parameter of Amazon S3.
fn of_s3(config: &mut TestConfig, key: &str, node: &Node) -> Option<()> {
    match (key, node) {
        ("addressing_style", node) => match node.as_str()? {
            "path" => config.parameters.push("ForcePathStyle"),
            "virtual" => {}
            _ => return None,
        },
        ("use_dualstack_endpoint", Node::Bool(value)) => config.dual_stack = *value,
        ("use_accelerate_endpoint", Node::Bool(true)) => config.parameters.push("Accelerate"),
        _ => return None,
    }
    Some(())
}
