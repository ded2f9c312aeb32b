//! Endpoints as the rule sets of STS, IAM Identity Center, SSO OIDC and sign-in have them, and pseudo regions, which they do not know.

use super::{SSO, SSO_OIDC, STS, Service, ServiceEndpoint, default_region};
use crate::config::ServiceSettings;

fn resolve(
    service: &Service,
    region: &str,
    [use_fips, use_dual_stack]: [bool; 2],
    url: Option<&str>,
) -> Result<[String; 2], String> {
    let settings = ServiceSettings {
        region: None,
        use_fips,
        use_dual_stack,
        endpoint_url: url.map(|url| url.parse().unwrap()),
    };
    let endpoint = ServiceEndpoint::new(service, region, &settings)?;
    Ok([endpoint.url("/"), endpoint.region])
}

const PLAIN: [bool; 2] = [false, false];
const FIPS: [bool; 2] = [true, false];
const DUAL: [bool; 2] = [false, true];
const BOTH: [bool; 2] = [true, true];

/// From the endpoint tests in the models of `sts`, `sso` and `sso-oidc` (`smithy.rules#endpointTests`), but for the pseudo regions other
/// than `aws-global`: of those, the region is the one that AWS publishes for a partition's global services.
const TABLE: [(&str, [bool; 2], &str, &str); 30] = [
    (
        "us-east-1",
        PLAIN,
        "sts.us-east-1.amazonaws.com",
        "us-east-1",
    ),
    (
        "ap-southeast-3",
        PLAIN,
        "sts.ap-southeast-3.amazonaws.com",
        "ap-southeast-3",
    ),
    (
        "us-east-2",
        FIPS,
        "sts-fips.us-east-2.amazonaws.com",
        "us-east-2",
    ),
    ("us-east-1", DUAL, "sts.us-east-1.api.aws", "us-east-1"),
    ("us-east-1", BOTH, "sts-fips.us-east-1.api.aws", "us-east-1"),
    (
        "cn-north-1",
        PLAIN,
        "sts.cn-north-1.amazonaws.com.cn",
        "cn-north-1",
    ),
    (
        "cn-north-1",
        FIPS,
        "sts-fips.cn-north-1.amazonaws.com.cn",
        "cn-north-1",
    ),
    (
        "cn-north-1",
        DUAL,
        "sts.cn-north-1.api.amazonwebservices.com.cn",
        "cn-north-1",
    ),
    (
        "cn-north-1",
        BOTH,
        "sts-fips.cn-north-1.api.amazonwebservices.com.cn",
        "cn-north-1",
    ),
    (
        "us-gov-east-1",
        PLAIN,
        "sts.us-gov-east-1.amazonaws.com",
        "us-gov-east-1",
    ),
    (
        "us-gov-east-1",
        FIPS,
        "sts.us-gov-east-1.amazonaws.com",
        "us-gov-east-1",
    ),
    (
        "us-gov-east-1",
        DUAL,
        "sts.us-gov-east-1.api.aws",
        "us-gov-east-1",
    ),
    (
        "us-gov-east-1",
        BOTH,
        "sts-fips.us-gov-east-1.api.aws",
        "us-gov-east-1",
    ),
    (
        "us-iso-west-1",
        PLAIN,
        "sts.us-iso-west-1.c2s.ic.gov",
        "us-iso-west-1",
    ),
    (
        "us-iso-east-1",
        FIPS,
        "sts-fips.us-iso-east-1.c2s.ic.gov",
        "us-iso-east-1",
    ),
    (
        "us-isob-east-1",
        PLAIN,
        "sts.us-isob-east-1.sc2s.sgov.gov",
        "us-isob-east-1",
    ),
    (
        "us-isob-east-1",
        FIPS,
        "sts-fips.us-isob-east-1.sc2s.sgov.gov",
        "us-isob-east-1",
    ),
    (
        "eu-isoe-west-1",
        PLAIN,
        "sts.eu-isoe-west-1.cloud.adc-e.uk",
        "eu-isoe-west-1",
    ),
    (
        "us-isof-south-1",
        PLAIN,
        "sts.us-isof-south-1.csp.hci.ic.gov",
        "us-isof-south-1",
    ),
    (
        "eusc-de-east-1",
        PLAIN,
        "sts.eusc-de-east-1.amazonaws.eu",
        "eusc-de-east-1",
    ),
    (
        "eusc-de-east-1",
        DUAL,
        "sts.eusc-de-east-1.api.amazonwebservices.eu",
        "eusc-de-east-1",
    ),
    ("aws-global", PLAIN, "sts.amazonaws.com", "us-east-1"),
    (
        "aws-global",
        FIPS,
        "sts-fips.us-east-1.amazonaws.com",
        "us-east-1",
    ),
    ("aws-global", DUAL, "sts.us-east-1.api.aws", "us-east-1"),
    (
        "aws-cn-global",
        PLAIN,
        "sts.cn-northwest-1.amazonaws.com.cn",
        "cn-northwest-1",
    ),
    (
        "aws-us-gov-global",
        PLAIN,
        "sts.us-gov-west-1.amazonaws.com",
        "us-gov-west-1",
    ),
    (
        "aws-us-gov-global",
        BOTH,
        "sts-fips.us-gov-west-1.api.aws",
        "us-gov-west-1",
    ),
    (
        "aws-iso-global",
        PLAIN,
        "sts.us-iso-east-1.c2s.ic.gov",
        "us-iso-east-1",
    ),
    (
        "aws-iso-b-global",
        PLAIN,
        "sts.us-isob-east-1.sc2s.sgov.gov",
        "us-isob-east-1",
    ),
    ("xx-new-1", PLAIN, "sts.xx-new-1.amazonaws.com", "xx-new-1"),
];

#[test]
fn every_region_of_every_partition_has_its_endpoint() {
    for (region, settings, host, signed_for) in TABLE {
        let expected = [format!("https://{host}/"), signed_for.to_owned()];
        assert_eq!(
            resolve(&STS, region, settings, None),
            Ok(expected),
            "{region}"
        );
        if region != "aws-global" {
            // The rule sets differ in the first labels.
            for (service, label) in [(&SSO, "portal.sso"), (&SSO_OIDC, "oidc")] {
                let host = host.replacen("sts", label, 1);
                let expected = [format!("https://{host}/"), signed_for.to_owned()];
                let resolved = resolve(service, region, settings, None);
                assert_eq!(resolved, Ok(expected), "{region}");
            }
        }
    }
}

/// From the rule set of `signin` (2023-01-01).
#[cfg(feature = "login")]
const SIGN_IN: [(&str, [bool; 2], &str); 15] = [
    ("us-east-1", PLAIN, "us-east-1.signin.aws.amazon.com"),
    ("cn-north-1", PLAIN, "cn-north-1.signin.amazonaws.cn"),
    (
        "us-gov-east-1",
        PLAIN,
        "us-gov-east-1.signin.amazonaws-us-gov.com",
    ),
    (
        "us-iso-east-1",
        PLAIN,
        "us-iso-east-1.signin.c2shome.ic.gov",
    ),
    (
        "us-isob-east-1",
        PLAIN,
        "us-isob-east-1.signin.sc2shome.sgov.gov",
    ),
    (
        "us-isof-south-1",
        PLAIN,
        "us-isof-south-1.signin.csphome.hci.ic.gov",
    ),
    (
        "eu-isoe-west-1",
        PLAIN,
        "eu-isoe-west-1.signin.csphome.adc-e.uk",
    ),
    (
        "eusc-de-east-1",
        PLAIN,
        "eusc-de-east-1.signin.amazonaws-eusc.eu",
    ),
    ("us-east-1", FIPS, "signin-fips.us-east-1.amazonaws.com"),
    ("us-gov-west-1", FIPS, "signin-fips.amazonaws-us-gov.com"),
    (
        "us-gov-east-1",
        FIPS,
        "us-gov-east-1.signin-fips.amazonaws-us-gov.com",
    ),
    ("us-east-1", DUAL, "signin.us-east-1.api.aws"),
    ("us-gov-west-1", DUAL, "signin.us-gov-west-1.api.aws"),
    (
        "cn-north-1",
        BOTH,
        "signin-fips.cn-north-1.api.amazonwebservices.com.cn",
    ),
    ("us-gov-west-1", BOTH, "signin-fips.us-gov-west-1.api.aws"),
];

#[cfg(feature = "login")]
#[test]
fn sign_in_has_a_domain_of_its_own_in_each_partition() {
    for (region, settings, host) in SIGN_IN {
        let expected = [format!("https://{host}/"), region.to_owned()];
        let resolved = resolve(&super::SIGNIN, region, settings, None);
        assert_eq!(resolved, Ok(expected), "{region}");
    }
}

#[test]
fn a_configured_url_is_taken_as_it_is_unless_fips_or_dual_stack_are_wanted_too() {
    for (region, url, expected) in [
        (
            "eu-west-1",
            "http://localhost:4566",
            ["http://localhost:4566/", "eu-west-1"],
        ),
        (
            "aws-global",
            "https://sts.example/base/",
            ["https://sts.example/base/", "us-east-1"],
        ),
        (
            "aws-cn-global",
            "http://127.0.0.1:1/",
            ["http://127.0.0.1:1/", "cn-northwest-1"],
        ),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(resolve(&STS, region, PLAIN, Some(url)), Ok(expected));
        for settings in [FIPS, DUAL, BOTH] {
            let error = resolve(&STS, region, settings, Some(url)).unwrap_err();
            assert!(
                error.starts_with("STS has a configured endpoint URL"),
                "{error}"
            );
        }
    }
}

#[test]
fn without_a_region_a_role_is_assumed_in_its_partition() {
    for (arn, region) in [
        ("arn:aws:iam::123456789012:role/r", "aws-global"),
        ("arn:aws-cn:iam::123456789012:role/r", "cn-northwest-1"),
        ("arn:aws-us-gov:iam::123456789012:role/r", "us-gov-west-1"),
        ("arn:aws-new:iam::123456789012:role/r", "aws-global"),
        ("role", "aws-global"),
    ] {
        assert_eq!(default_region(arn), region, "{arn}");
    }
}
