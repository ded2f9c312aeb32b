//! `parseURL`.

use http::uri::Authority;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// `http` or `https`.
    pub scheme: &'a str,
    /// Host, with the port if the URL has one.
    pub authority: &'a str,
    /// Path of the URL, unchanged: empty if the URL has none.
    ///
    /// AWS's SDKs and their endpoint tests agree on this: rules append the path to the authority. The specification's
    /// first example has `/` instead.
    pub path: &'a str,
    /// Path with a trailing slash: `/` if the URL has none.
    pub normalized_path: String,
    /// True if the host is an IPv4 or IPv6 address.
    pub is_ip: bool,
}

/// Parses an HTTP URL; `None` if `value` is not one, or has a query or fragment.
#[must_use]
pub fn parse_url(value: &str) -> Option<Url<'_>> {
    let (scheme, rest) = value.split_once("://")?;
    if !matches!(scheme, "http" | "https") || value.contains(['?', '#']) {
        return None;
    }
    let (authority, path) = match rest.find('/') {
        Some(start) => rest.split_at(start),
        None => (rest, ""),
    };
    // Who asks is no part of where: the specification leaves the user out.
    let authority = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let end = if path.ends_with('/') { "" } else { "/" };
    Some(Url {
        scheme,
        authority,
        path,
        normalized_path: format!("{path}{end}"),
        is_ip: is_ip(authority)?,
    })
}

/// Returns true if the host of `authority` is an address; `None` if `authority` is invalid.
fn is_ip(authority: &str) -> Option<bool> {
    Authority::try_from(authority).ok()?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "0"),
    };
    let port = port.parse::<u16>().ok();
    port.filter(|_| !host.is_empty())?;
    if let Some(address) = host.strip_prefix('[') {
        return address
            .strip_suffix(']')?
            .parse::<Ipv6Addr>()
            .ok()
            .map(|_| true);
    }
    Some(host.parse::<Ipv4Addr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::parse_url;

    #[test]
    fn takes_urls_apart() {
        for (value, scheme, authority, path, normalized_path, is_ip) in [
            (
                "https://example.com",
                "https",
                "example.com",
                "",
                "/",
                false,
            ),
            (
                "https://example.com/",
                "https",
                "example.com",
                "/",
                "/",
                false,
            ),
            (
                "http://example.com:80/foo/bar",
                "http",
                "example.com:80",
                "/foo/bar",
                "/foo/bar/",
                false,
            ),
            ("https://127.0.0.1", "https", "127.0.0.1", "", "/", true),
            (
                "http://192.168.1.1:1234/foo/",
                "http",
                "192.168.1.1:1234",
                "/foo/",
                "/foo/",
                true,
            ),
            ("https://[fe80::1]", "https", "[fe80::1]", "", "/", true),
            (
                "https://[fe80::1]:443",
                "https",
                "[fe80::1]:443",
                "",
                "/",
                true,
            ),
            ("http://99_ab-.com", "http", "99_ab-.com", "", "/", false),
            (
                "https://999.999.abc.blah",
                "https",
                "999.999.abc.blah",
                "",
                "/",
                false,
            ),
            (
                "https://user:pass@a.b/c",
                "https",
                "a.b",
                "/c",
                "/c/",
                false,
            ),
            ("https://user@a.b:80", "https", "a.b:80", "", "/", false),
            ("http://a.b//", "http", "a.b", "//", "//", false),
        ] {
            let url = parse_url(value).unwrap_or_else(|| panic!("{value}"));
            assert_eq!(
                (url.scheme, url.authority, url.path),
                (scheme, authority, path),
                "{value}"
            );
            assert_eq!(
                (url.normalized_path.as_str(), url.is_ip),
                (normalized_path, is_ip),
                "{value}"
            );
        }
    }

    #[test]
    fn refuses_what_is_no_url() {
        for value in [
            "",
            "example.com",
            "acbd://example.com",
            "https://",
            "https:///path",
            "https://:80",
            "http://abc.com:a/foo",
            "http://abc.com:/foo",
            "http://abc.com:65536/foo",
            "https://a b.com",
            "https://[fe80::1",
            "https://[nonsense]",
            "https://example.com:8443?foo=bar&faz=baz",
            "https://example.com/path?query1=foo",
            "https://example.com/path#fragment",
        ] {
            assert_eq!(parse_url(value), None, "{value}");
        }
    }
}
