//! The kind of protocol of a service: with or without HTTP bindings.

use super::ast::Shape;
use super::traits::TraitsExt;

/// Protocols that bind operations and members to HTTP.
const REST: [&str; 2] = ["aws.protocols#restJson1", "aws.protocols#restXml"];

/// Protocols without bindings, which are preferred to those with them. The AWS query and EC2 query protocols are not.
const RPC: [&str; 3] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "smithy.protocols#rpcv2Cbor",
];

/// Returns whether `service` is called by a protocol with HTTP bindings: by the one that is `wanted`, else by the preferred
/// one.
pub(crate) fn is_rest(service: &Shape, wanted: Option<&str>) -> bool {
    let has = |id: &&str| service.traits.has(id) && wanted.is_none_or(|it| is_called(id, it));
    REST.iter().any(has) && !RPC.iter().any(has)
}

/// Returns whether operations of `service` can have event streams: by each protocol but the AWS query and EC2 query ones.
pub(crate) fn has_events(service: &Shape, wanted: Option<&str>) -> bool {
    let has = |id: &&str| service.traits.has(id) && wanted.is_none_or(|it| is_called(id, it));
    REST.iter().chain(&RPC).any(has)
}

/// Returns whether `name` is the id of a protocol's trait, or that without its namespace.
pub(crate) fn is_called(id: &str, name: &str) -> bool {
    id == name || id.ends_with(&format!("#{name}"))
}
