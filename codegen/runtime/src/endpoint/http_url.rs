//! Normalization of endpoint URLs.
//!
//! A signature covers the host and the path. HTTP clients rewrite them to the form of the URL Standard
//! (<https://url.spec.whatwg.org/>): they send `127.1` as `127.0.0.1`, decode a host, resolve `..`. A URL is therefore
//! normalized before it is signed, or rejected.

mod host;

pub(super) use host::is_of_name;
use http::{HeaderValue, Uri};

/// Parses the URL `text` and normalizes it: `http` or `https`, the host in lower case, addresses in canonical form, no
/// default port.
///
/// # Errors
/// The reason why it is not a valid endpoint URL.
pub(crate) fn http_url(text: &str) -> Result<Uri, &'static str> {
    let (scheme, rest) = scheme(text).ok_or("it does not begin with https:// or http://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err("it has a user");
    }
    if path.contains('?') {
        return Err("it has a query");
    }
    if path.contains('#') {
        return Err("it has a fragment");
    }
    let (host, port) = split_port(authority);
    let host = host::normal(host)?;
    let port = port.map(number).transpose()?;
    let port = port.filter(|port| *port != scheme.port);
    check_path(path)?;
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    let normal = [scheme.name, "://", &host, &port, path].concat();
    Uri::try_from(normal).map_err(|_| "it is too long")
}

/// Returns `url` for endpoint rules: without the slash of an empty path, since rules append paths.
pub(crate) fn for_rules(url: &Uri) -> String {
    let text = url.to_string();
    match text.strip_suffix('/') {
        Some(without) if url.path() == "/" => without.to_owned(),
        _ => text,
    }
}

/// Returns true for a value of `host` that an HTTP client would not change: a host in lower case with an optional port.
pub(crate) fn is_host_header(value: &HeaderValue) -> bool {
    let is_host = |scheme: &str, host: &str| {
        let url = http_url(&format!("{scheme}://{host}"));
        url.is_ok_and(|url| url.authority().is_some_and(|it| it.as_str() == host))
    };
    let is_host = |host| is_host("https", host) || is_host("http", host);
    value.to_str().is_ok_and(is_host)
}

/// Returns true for an intended URL that may hold a secret, such as a password, and must be redacted.
pub(crate) fn may_hold_secret(text: &str) -> bool {
    text.contains(['@', '?', '#'])
}

struct Scheme {
    name: &'static str,
    /// Default port of the scheme.
    port: u16,
}

const SCHEMES: [Scheme; 2] = [
    Scheme {
        name: "https",
        port: 443,
    },
    Scheme {
        name: "http",
        port: 80,
    },
];

/// Returns the scheme, and the text after `://`.
fn scheme(text: &str) -> Option<(&'static Scheme, &str)> {
    let (name, rest) = text.split_once("://")?;
    let scheme = SCHEMES
        .iter()
        .find(|it| it.name.eq_ignore_ascii_case(name))?;
    Some((scheme, rest))
}

/// Returns the host, and the port if there is a colon for one.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        // The colons of an IPv6 address stand in brackets.
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    }
}

fn number(port: &str) -> Result<u16, &'static str> {
    let is_number = !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit());
    let number = is_number.then(|| port.parse().ok()).flatten();
    number.ok_or("its port is not a number from 0 to 65535")
}

/// Checks that a path is sent unchanged.
fn check_path(path: &str) -> Result<(), &'static str> {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let is_plain = match byte {
            b'%' => [bytes.next(), bytes.next()]
                .iter()
                .all(|it| it.is_some_and(|it| it.is_ascii_hexdigit())),
            // RFC 3986, section 3.3.
            _ => byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte),
        };
        if !is_plain {
            return Err("its path has a character that must be percent-encoded");
        }
    }
    let is_dots = |segment: &str| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment == "." || segment == ".."
    };
    if path.split('/').any(is_dots) {
        return Err("its path has a segment `.` or `..`");
    }
    Ok(())
}

#[cfg(test)]
mod tests;
