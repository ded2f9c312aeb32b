//! Endpoints: their URLs, headers and what they say of signing.

use super::{Endpoint, Signing};
use crate::endpoint::EndpointError;
use serde_json::json;

#[test]
fn an_endpoint_has_a_url_in_normal_form() {
    for (url, expected) in [
        ("https://a.b", "https://a.b/"),
        ("http://localhost:8000/x/y", "http://localhost:8000/x/y"),
        ("https://[::1]:1", "https://[::1]:1/"),
        ("HTTPS://A.b:443/X", "https://a.b/X"),
        ("http://127.1:8000", "http://127.0.0.1:8000/"),
    ] {
        assert_eq!(Endpoint::new(url).unwrap().url(), expected);
    }
    for url in ["", "a.b", "/x", "https://", "https://a b", "localhost:80"] {
        let error = Endpoint::new(url).unwrap_err();
        let start = format!("`{url}` is not a valid endpoint URL: ");
        assert!(error.message().starts_with(&start), "{error}");
    }
    for url in [
        "https://svc.x:hidden@evil.example:8443/#.amazonaws.com",
        "https://a/?token=hidden",
    ] {
        let error = Endpoint::new(url).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error}");
    }
}

#[test]
fn a_prefix_comes_before_the_host_and_leaves_the_rest() {
    let prefixed = |url: &str, prefix: &str| {
        let endpoint = Endpoint::new(url).unwrap().prefixed(prefix);
        endpoint.map(|endpoint| endpoint.url().to_string())
    };
    for (url, prefix, expected) in [
        ("https://example.com", "", "https://example.com/"),
        ("https://example.com", "foo.", "https://foo.example.com/"),
        ("https://a.b:8443/c/d", "data-", "https://data-a.b:8443/c/d"),
        ("http://localhost:1", "x.y.", "http://x.y.localhost:1/"),
        ("https://a.b.", "foo.", "https://foo.a.b./"),
        ("https://a.b", "Foo.", "https://foo.a.b/"),
    ] {
        assert_eq!(prefixed(url, prefix).as_deref(), Ok(expected));
    }
    let long = "p".repeat(62) + ".";
    assert!(prefixed("https://a.b", &long).is_ok());
    let longer = "p".repeat(62) + "-";
    for (url, prefix, why) in [
        ("http://127.0.0.1:8000", "foo.", "`127.0.0.1`"),
        ("http://[::1]:8000", "foo.", "`[::1]`"),
        (
            "https://a.b",
            "evil.example/",
            "characters that a host must not have",
        ),
        (
            "https://a.b",
            "x@evil.example",
            "characters that a host must not have",
        ),
        (
            "https://a.b",
            "evil:1.",
            "characters that a host must not have",
        ),
        ("https://a.b", "foo..", "empty label"),
        ("https://ab.c", longer.as_str(), "too long"),
        ("https://a.b", &long.repeat(4), "too long"),
    ] {
        let error = prefixed(url, prefix).unwrap_err();
        assert!(error.message().contains(why), "{error}");
        assert!(!error.message().contains(prefix), "{error}");
    }
}

#[test]
fn headers_have_several_values_and_only_valid_ones() {
    let endpoint = Endpoint::new("https://a.b").unwrap();
    let endpoint = endpoint.header("x-multi", "*").unwrap();
    let endpoint = endpoint.header("X-Multi", "b").unwrap();
    let values: Vec<_> = endpoint.headers().get_all("x-multi").iter().collect();
    assert_eq!(values, ["*", "b"]);
    assert!(endpoint.clone().header("a b", "c").is_err());
    assert!(endpoint.header("a", "line\nbreak").is_err());
}

#[test]
fn the_first_supported_scheme_says_how_to_sign() {
    let endpoint = || Endpoint::new("https://a.b").unwrap();
    assert_eq!(endpoint().signing().unwrap(), Signing::default());
    let endpoint = endpoint()
        .auth_scheme("bearer", [("signingName", "first")])
        .auth_scheme(
            "sigv4",
            [
                ("signingName", "organizations"),
                ("signingRegion", "us-east-1"),
            ],
        )
        .auth_scheme("sigv4", [("signingName", "later")]);
    assert_eq!(
        endpoint.properties()["authSchemes"],
        json!([
            { "name": "bearer", "signingName": "first" },
            { "name": "sigv4", "signingName": "organizations", "signingRegion": "us-east-1" },
            { "name": "sigv4", "signingName": "later" },
        ])
    );
    let signing = endpoint.signing().unwrap();
    assert_eq!(signing.name, Some("organizations"));
    assert_eq!(signing.region.as_deref(), Some("us-east-1"));
    assert!(!signing.sigv4a);
}

#[test]
fn schemes_that_are_all_unsupported_are_an_error() {
    let endpoint = Endpoint::new("https://a.b").unwrap();
    let endpoint = endpoint.auth_scheme::<&str>("bearer", []);
    let error = endpoint.signing().unwrap_err();
    let message =
        r#"it requires one of the authentication schemes [{"name":"bearer"}], and only sigv4"#;
    assert!(error.message().starts_with(message), "{error}");
}

#[cfg(feature = "sigv4a")]
#[test]
fn sigv4a_has_a_set_of_regions() {
    let endpoint = |set: serde_json::Value| {
        let endpoint = Endpoint::new("https://a.b").unwrap();
        endpoint.auth_scheme("sigv4a", [("signingRegionSet", set)])
    };
    for (set, expected) in [
        (json!(["*"]), "*"),
        (json!(["US-East-1", "eu-*"]), "us-east-1,eu-*"),
    ] {
        let endpoint = endpoint(set);
        let signing = endpoint.signing().unwrap();
        assert!(signing.sigv4a);
        assert_eq!(signing.region_set.as_deref(), Some(expected));
    }
    for set in [
        json!([]),
        json!("*"),
        json!([1]),
        json!(["a\nb"]),
        json!([""]),
    ] {
        let endpoint = endpoint(set);
        let error = endpoint.signing().unwrap_err();
        let expected = "its property `signingRegionSet`: expected regions separated by commas";
        assert!(error.message().starts_with(expected), "{error}");
    }
}

#[test]
fn a_region_and_a_name_of_the_rules_are_checked() {
    let signing = |key: &'static str, value: &str| {
        let endpoint = Endpoint::new("https://a.b").unwrap();
        let endpoint = endpoint.auth_scheme("sigv4", [(key, value)]);
        let signing = endpoint.signing();
        signing.map(|it| it.region.or(it.name.map(str::to_owned)))
    };
    let region = signing("signingRegion", "US-West-2").unwrap();
    assert_eq!(region.as_deref(), Some("us-west-2"));
    for region in [
        "",
        "us_west_2",
        "a/b",
        "x@evil.example",
        "*",
        "us-west-2\nx",
    ] {
        let error = signing("signingRegion", region).unwrap_err();
        let got = "`signingRegion`: expected a region such as us-east-1: 1 to 63";
        assert!(error.message().contains(got), "{error}");
        assert!(
            error.message().ends_with(&format!("got {region:?}")),
            "{error}"
        );
    }
    for name in ["s3", "execute-api", "s3-object-lambda", "a.b_c"] {
        let found = signing("signingName", name).unwrap();
        assert_eq!(found.as_deref(), Some(name));
    }
    for name in ["", "s3/us-east-1", "s 3", "s3,", "s3\n", "é"] {
        let error = signing("signingName", name).unwrap_err();
        assert!(error.message().contains("`signingName`"), "{error}");
    }
}

#[test]
fn an_endpoint_moves_to_a_url_of_an_input() {
    let moved = |from: &str, to: &str| {
        let endpoint = Endpoint::new(from).unwrap().header("x-a", "1").unwrap();
        let moved = endpoint.moved_to("Where", to)?;
        assert_eq!(moved.headers()["x-a"], "1");
        Ok(moved.url().to_string())
    };
    for (from, to, expected) in [
        ("https://a.b", "https://c.d", "https://c.d/"),
        ("https://a.b/x", "https://C.d:443/e", "https://c.d/e"),
        ("http://localhost:1", "http://c.d", "http://c.d/"),
        ("http://localhost:1", "https://c.d", "https://c.d/"),
    ] {
        assert_eq!(moved(from, to).as_deref(), Ok(expected));
    }
    for blank in ["", " "] {
        let error: EndpointError = moved("https://a.b", blank).unwrap_err();
        assert_eq!(
            error.message(),
            "`Where`, which the endpoint depends on, is empty"
        );
    }
    for (to, why) in [
        ("c.d", "it does not begin with https:// or http://"),
        ("http://c.d", "it must be https"),
        ("https://c.d?hidden", "it has a query"),
        ("https://hidden@c.d", "it has a user"),
        ("https://c.d/../e", "segment"),
        ("https://c.d\r\nx: y", "a character other than"),
    ] {
        let error: EndpointError = moved("https://a.b", to).unwrap_err();
        let start = "`Where`, which is the URL of the request: ";
        assert!(error.message().starts_with(start), "{error}");
        assert!(error.message().contains(why), "{error}");
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
}

#[test]
fn what_is_put_into_a_host_does_not_end_it() {
    let of_host = |part: &str| Endpoint::of_host(format!("https://svc.{part}.example"));
    let endpoint = of_host("Us-East-1").unwrap();
    assert_eq!(endpoint.url(), "https://svc.us-east-1.example/");
    for part in [
        "evil.example/",
        "evil.example:8443/x",
        "x@evil.example/",
        "x@evil.example:8443/#",
        "evil.example?",
        "evil.example#",
        "evil.example\\",
        "evil.example:80",
        "../..",
        "a b",
        "a\r\nb",
        "",
    ] {
        of_host(part).unwrap_err();
    }
    let error = of_host("evil.example/").unwrap_err();
    let why = "is not a valid endpoint URL: a value that the rules insert ends its host";
    assert!(error.message().ends_with(why), "{error}");
}
