//! The property `authSchemes` of endpoints, as rule sets of AWS services set it.

use super::EndpointAuthScheme;
use crate::Document;
use crate::auth::AuthScheme;
use crate::endpoint::Endpoint;
use serde_json::json;

fn endpoint(schemes: Document) -> Endpoint {
    let endpoint = Endpoint::new("https://a.b").unwrap();
    endpoint.property("authSchemes", schemes)
}

#[test]
fn an_endpoint_without_the_property_has_no_schemes_of_its_own() {
    let endpoint = Endpoint::new("https://a.b").unwrap();
    assert_eq!(endpoint.auth_schemes().unwrap(), None);
}

#[test]
fn schemes_have_their_properties_and_unknown_ones_are_skipped() {
    let endpoint = Endpoint::new("https://a.b")
        .unwrap()
        .auth_scheme("sigv5", [("signingName", "other")])
        .auth_scheme(
            "sigv4",
            [
                ("signingName", Document::from("organizations")),
                ("signingRegion", Document::from("US-East-1")),
                ("disableDoubleEncoding", Document::from(true)),
            ],
        )
        .auth_scheme("smithy.api#httpBearerAuth", [("unknown", "property")])
        .auth_scheme("sigv4", [("signingName", "later")]);
    let plain = EndpointAuthScheme::from(AuthScheme::SigV4);
    assert_eq!(
        endpoint.auth_schemes().unwrap().unwrap(),
        [
            EndpointAuthScheme {
                signing_name: Some("organizations"),
                signing_region: Some("us-east-1".to_owned()),
                disable_double_encoding: true,
                ..plain.clone()
            },
            AuthScheme::Bearer.into(),
            EndpointAuthScheme {
                signing_name: Some("later"),
                ..plain
            },
        ]
    );
}

#[test]
fn schemes_that_are_all_unsupported_are_an_error() {
    for schemes in [
        json!([{ "name": "sigv5" }]),
        json!([{ "signingName": "s3" }]),
        json!([{ "name": 4 }]),
        json!([]),
        json!("sigv4"),
    ] {
        let endpoint = endpoint(schemes.clone());
        let error = endpoint.auth_schemes().unwrap_err();
        let message = format!(
            "it requires one of the authentication schemes {schemes}: none of them is supported"
        );
        assert_eq!(error.message(), message);
    }
}

#[cfg(not(feature = "sigv4a"))]
#[test]
fn a_scheme_that_needs_a_feature_is_skipped_and_alone_names_the_feature() {
    let of_event_bridge = json!([{ "name": "sigv4a", "signingRegionSet": ["*"] }]);
    let error = endpoint(of_event_bridge).auth_schemes().unwrap_err();
    assert!(
        error
            .message()
            .ends_with(": for sigv4a enable the feature `sigv4a` of the runtime"),
        "{error}"
    );
    let with_another = json!([{ "name": "sigv4a" }, { "name": "sigv4" }]);
    let endpoint = endpoint(with_another);
    let schemes = endpoint.auth_schemes().unwrap().unwrap();
    assert_eq!(schemes, [AuthScheme::SigV4.into()]);
}

#[cfg(feature = "sigv4a")]
#[test]
fn a_set_of_regions_is_a_list() {
    let regions = |set: Document| {
        let endpoint = endpoint(json!([{ "name": "sigv4a", "signingRegionSet": set }]));
        let schemes = endpoint.auth_schemes().map_err(|error| error.to_string())?;
        Ok::<_, String>(schemes.unwrap().remove(0).signing_region)
    };
    assert_eq!(regions(json!(["*"])), Ok(Some("*".to_owned())));
    let several = regions(json!(["us-east-1", "US-West-2"]));
    assert_eq!(several, Ok(Some("us-east-1,us-west-2".to_owned())));
    for set in [
        json!("*"),
        json!([]),
        json!([1]),
        json!(["a b"]),
        json!(["a\r\nx: y"]),
    ] {
        let error = regions(set).unwrap_err();
        assert!(error.contains("`signingRegionSet`"), "{error}");
    }
}

#[test]
fn a_region_and_a_name_of_the_rules_are_checked() {
    let read = |key: &'static str, value: &str| {
        let endpoint = endpoint(json!([{ "name": "sigv4", key: value }]));
        let schemes = endpoint.auth_schemes()?;
        let scheme = schemes.unwrap().remove(0);
        let name = scheme.signing_name.map(str::to_owned);
        Ok::<_, crate::endpoint::EndpointError>(scheme.signing_region.or(name))
    };
    for region in [
        "",
        "us_west_2",
        "a/b",
        "x@evil.example",
        "*",
        "us-west-2\nx",
    ] {
        let error = read("signingRegion", region).unwrap_err();
        let got = "`signingRegion`: expected a region such as us-east-1: 1 to 63";
        assert!(error.message().contains(got), "{error}");
        assert!(
            error.message().ends_with(&format!("got {region:?}")),
            "{error}"
        );
    }
    for name in ["s3", "execute-api", "s3-object-lambda", "a.b_c"] {
        assert_eq!(read("signingName", name).unwrap().as_deref(), Some(name));
    }
    for name in ["", "s3/us-east-1", "s 3", "s3,", "s3\n", "é"] {
        let error = read("signingName", name).unwrap_err();
        assert!(error.message().contains("`signingName`"), "{error}");
    }
}
