//! URLs that are endpoints and such that are not. The normal forms are those of the URL Standard; with the feature
//! `reqwest` they are also held against the crate `url`, by which its clients send.

use super::{for_rules, http_url, may_hold_secret};

/// As they are written, and in normal form.
const VALID: [(&str, &str); 38] = [
    ("https://example.com", "https://example.com/"),
    ("https://example.com/", "https://example.com/"),
    ("HTTPS://Example.COM/Path", "https://example.com/Path"),
    ("http://a", "http://a/"),
    ("http://my_service:4566", "http://my_service:4566/"),
    ("https://99_ab-.com", "https://99_ab-.com/"),
    ("https://-a.example", "https://-a.example/"),
    (
        "https://xn--mnchen-3ya.example",
        "https://xn--mnchen-3ya.example/",
    ),
    (
        "https://XN--MNCHEN-3YA.example",
        "https://xn--mnchen-3ya.example/",
    ),
    // A name that is absolute already stays so.
    ("https://example.com.", "https://example.com./"),
    ("https://example.com.:8443", "https://example.com.:8443/"),
    // Ports.
    ("https://example.com:443", "https://example.com/"),
    ("https://example.com:0443/x", "https://example.com/x"),
    ("http://example.com:80", "http://example.com/"),
    ("http://example.com:443", "http://example.com:443/"),
    ("https://example.com:80", "https://example.com:80/"),
    ("https://example.com:08443", "https://example.com:8443/"),
    ("https://example.com:65535", "https://example.com:65535/"),
    // IPv4 in every spelling.
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
    ("http://127.1", "http://127.0.0.1/"),
    ("http://127.0.1:1", "http://127.0.0.1:1/"),
    ("http://127.65535", "http://127.0.255.255/"),
    ("http://2130706433", "http://127.0.0.1/"),
    ("http://0x7f.1", "http://127.0.0.1/"),
    ("http://0X7F000001", "http://127.0.0.1/"),
    ("http://0177.0.0.01", "http://127.0.0.1/"),
    ("http://127.0.0.1.", "http://127.0.0.1/"),
    ("http://0x", "http://0.0.0.0/"),
    ("http://4294967295", "http://255.255.255.255/"),
    // IPv6.
    ("http://[::1]:80/a/b", "http://[::1]/a/b"),
    ("http://[0:0:0:0:0:0:0:1]:81", "http://[::1]:81/"),
    ("http://[::FFFF:127.0.0.1]", "http://[::ffff:7f00:1]/"),
    ("http://[FD00:EC2::23]/x", "http://[fd00:ec2::23]/x"),
    ("http://[1:0:0:2:0:0:0:3]", "http://[1:0:0:2::3]/"),
    // Paths stay as they are.
    ("https://a.b//c/", "https://a.b//c/"),
    ("https://a.b/c%20d/%C3%A9", "https://a.b/c%20d/%C3%A9"),
    ("https://a.b/...", "https://a.b/..."),
    (
        "https://a.b/-._~!$&'()*+,;=:@",
        "https://a.b/-._~!$&'()*+,;=:@",
    ),
];

#[test]
fn a_url_gets_its_normal_form() {
    for (text, expected) in VALID {
        let url = http_url(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(url.to_string(), expected, "{text}");
        assert_eq!(http_url(expected).unwrap(), url, "it is one already");
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn the_normal_form_is_that_of_reqwest() {
    for (text, expected) in VALID {
        for text in [text, expected] {
            let sent: reqwest::Url = text.parse().unwrap();
            assert_eq!(sent.as_str(), expected, "{text}");
        }
    }
}

const NO_SCHEME: &str = "it does not begin with https:// or http://";
const HOST: &str =
    "its host has a character other than letters, digits, hyphens, underscores and dots";
const NOT_IPV4: &str = "its host ends in a number and is not an IPv4 address";
const NOT_IPV6: &str = "its host is not an IPv6 address in brackets";
const PORT: &str = "its port is not a number from 0 to 65535";
const TOO_LONG: &str = "its host is too long: a label has at most 63 characters, and a host 253";
const DOT: &str = "its host has an empty label";
const ENCODE: &str = "its path has a character that must be percent-encoded";
const DOTS: &str = "its path has a segment `.` or `..`";

/// Texts that are not URLs of endpoints, each with the reason.
const INVALID: &[(&str, &str)] = &[
    ("", NO_SCHEME),
    ("example.com", NO_SCHEME),
    ("localhost:4566", NO_SCHEME),
    ("/path", NO_SCHEME),
    ("//example.com", NO_SCHEME),
    ("ftp://example.com", NO_SCHEME),
    (" https://example.com", NO_SCHEME),
    ("https:/example.com", NO_SCHEME),
    ("javascript://example.com", NO_SCHEME),
    ("https://", "it has no host"),
    ("https:///path", "it has no host"),
    ("https://:443", "it has no host"),
    ("https://user@example.com", "it has a user"),
    ("https://user:password@example.com:8443/", "it has a user"),
    ("https://@example.com", "it has a user"),
    (
        "https://svc.x@evil.example:8443/#.amazonaws.com",
        "it has a user",
    ),
    ("https://example.com?a=b", "it has a query"),
    ("https://example.com/?", "it has a query"),
    ("https://example.com/#", "it has a fragment"),
    ("https://example.com#a", "it has a fragment"),
    ("https://example.com:", PORT),
    ("https://example.com:65536", PORT),
    ("https://example.com:+443", PORT),
    ("https://example.com:a", PORT),
    ("https://[::1]:", PORT),
    ("https://a b", HOST),
    ("https://a\tb", HOST),
    ("https://a\r\nb", HOST),
    ("https://a\\b", HOST),
    ("https://a\\@b", "it has a user"),
    ("https://a%2eb", HOST),
    ("https://%65xample.com", HOST),
    ("https://münchen.example", HOST),
    ("https://１２７.0.0.1", HOST),
    ("https://a。b", HOST),
    ("https://a:b:1", HOST),
    ("https://::1", HOST),
    ("https://a*b", HOST),
    ("https://a..b", DOT),
    ("https://.a", DOT),
    ("https://.", DOT),
    ("https://a..", DOT),
    ("http://256.0.0.1", NOT_IPV4),
    ("http://127.0.0.0.1", NOT_IPV4),
    ("http://4294967296", NOT_IPV4),
    ("http://1.2.3.08", NOT_IPV4),
    ("http://127..1", NOT_IPV4),
    ("http://a.1", NOT_IPV4),
    ("http://a.0x1", NOT_IPV4),
    ("http://[::1", NOT_IPV6),
    ("http://[]", NOT_IPV6),
    ("http://[::1%25eth0]", NOT_IPV6),
    ("http://[::1]a", NOT_IPV6),
    ("http://[127.0.0.1]", NOT_IPV6),
    ("http://[v1.a]", NOT_IPV6),
    ("https://a.b/c d", ENCODE),
    ("https://a.b/c\\d", ENCODE),
    ("https://a.b/\"", ENCODE),
    ("https://a.b/{c}", ENCODE),
    ("https://a.b/é", ENCODE),
    ("https://a.b/%", ENCODE),
    ("https://a.b/%2", ENCODE),
    ("https://a.b/%zz", ENCODE),
    ("https://a.b/c^|`<>[]", ENCODE),
    ("https://a.b/c\n", ENCODE),
    ("https://a.b/.", DOTS),
    ("https://a.b/..", DOTS),
    ("https://a.b/c/../d", DOTS),
    ("https://a.b/c/./d", DOTS),
    ("https://a.b/%2e%2E/d", DOTS),
    ("https://a.b/.%2e", DOTS),
];

#[test]
fn what_is_not_the_url_of_an_endpoint_is_rejected() {
    for (text, why) in INVALID {
        assert_eq!(http_url(text).unwrap_err(), *why, "{text}");
    }
    for text in [
        format!("https://{}.b", "a".repeat(64)),
        format!("https://{}b", "a.".repeat(127)),
    ] {
        assert_eq!(http_url(&text).unwrap_err(), TOO_LONG, "{text}");
    }
}

#[test]
fn a_url_of_any_length_is_a_url_or_an_error() {
    let path = |length| format!("https://a.b/{}", "c".repeat(length));
    assert!(http_url(&path(60_000)).is_ok());
    assert_eq!(http_url(&path(1 << 17)).unwrap_err(), "it is too long");
}

#[test]
fn a_text_that_may_hold_a_password_is_not_for_showing() {
    for text in ["https://u:p@a", "p@a", "https://a/?token=p", "https://a/#p"] {
        assert!(may_hold_secret(text), "{text}");
    }
    assert!(!may_hold_secret("https://a.b:1/c"));
}

#[test]
fn rules_take_a_url_without_a_path_as_one() {
    for (text, expected) in [
        ("https://a.b", "https://a.b"),
        ("https://a.b/", "https://a.b"),
        ("https://A.b:443/c", "https://a.b/c"),
        ("https://a.b/c/", "https://a.b/c/"),
        ("http://[::1]:1/", "http://[::1]:1"),
    ] {
        assert_eq!(for_rules(&http_url(text).unwrap()), expected);
    }
}
