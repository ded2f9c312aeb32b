//! The region: one check, wherever it comes from.

use super::{NO_VARIABLES, builder};
use crate::config::Config;

/// All sources of a region, each with the start of its error.
fn sources(region: &str) -> Vec<(crate::config::ConfigBuilder, &'static str)> {
    let file = format!("[default]\nregion = {region}");
    vec![
        (
            Config::builder().region(region),
            "ConfigBuilder::region: expected a region ",
        ),
        (
            builder([("AWS_REGION", region)], ""),
            "environment variable AWS_REGION: expected a region ",
        ),
        (
            builder([("AWS_DEFAULT_REGION", region)], ""),
            "environment variable AWS_DEFAULT_REGION: expected a region ",
        ),
        (
            builder(NO_VARIABLES, &file),
            "/config, line 2: profile \"default\", key region: expected a region ",
        ),
    ]
}

#[test]
fn capitals_are_made_lower_case() {
    for (region, expected) in [
        ("eu-west-1", "eu-west-1"),
        ("EU-West-1", "eu-west-1"),
        ("AWS-Global", "aws-global"),
        ("CN-NORTH-1", "cn-north-1"),
    ] {
        for (builder, source) in sources(region) {
            let config = builder.build().unwrap();
            assert_eq!(config.region(), Some(expected), "{source}");
        }
    }
}

#[test]
fn what_would_lead_requests_elsewhere_is_rejected() {
    for region in [
        "evil.example/",
        "evil.example:8443/x",
        "x@evil.example/",
        "us-east-1.evil.example?",
        "../..",
        "us_east_1",
        "-",
        "1",
    ] {
        for (builder, start) in sources(region) {
            let error = builder.build().unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
            assert!(error.ends_with(&format!(", got {region:?}")), "{error}");
        }
    }
}
