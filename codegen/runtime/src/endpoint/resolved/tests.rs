//! Endpoints: their URLs and headers.

use super::Endpoint;
use crate::endpoint::EndpointError;

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
