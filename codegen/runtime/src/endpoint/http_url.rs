//! The URLs that requests may be sent to, in one normal form.
//!
//! A signature covers the host and the path. HTTP clients rewrite what is spelt otherwise than in the URL Standard
//! (<https://url.spec.whatwg.org/>): they send `127.1` as `127.0.0.1`, decode a host, resolve `..`. So a URL is given that
//! form before it is signed, or is rejected.

mod host;

pub(super) use host::is_of_name;
use http::Uri;

/// The URL `text` in normal form: `http` or `https`, the host in lower case, an address as it is written as a rule, no
/// port that is the scheme's own.
///
/// # Errors
/// The reason why it is not the URL of an endpoint.
pub(crate) fn http_url(text: &str) -> Result<Uri, &'static str> {
    let (scheme, rest) = scheme(text).ok_or("it does not begin with https:// or http://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err("it names a user");
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

/// `url` as endpoint rules take it: without a slash that stands for no path. Rules put a slash and more behind it.
pub(crate) fn for_rules(url: &Uri) -> String {
    let text = url.to_string();
    match text.strip_suffix('/') {
        Some(without) if url.path() == "/" => without.to_owned(),
        _ => text,
    }
}

/// Returns true for a text that may hold a secret, such as a password, if it was to be a URL: it is not to be shown.
pub(crate) fn may_hold_secret(text: &str) -> bool {
    text.contains(['@', '?', '#'])
}

struct Scheme {
    name: &'static str,
    /// The port that a URL without one has.
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

/// The scheme, and all behind `://`.
fn scheme(text: &str) -> Option<(&'static Scheme, &str)> {
    let (name, rest) = text.split_once("://")?;
    let scheme = SCHEMES
        .iter()
        .find(|it| it.name.eq_ignore_ascii_case(name))?;
    Some((scheme, rest))
}

/// The host, and the port where there is a colon for one.
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

/// Makes sure that a path is sent as it stands.
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
            return Err("its path has a character that has to be percent-encoded");
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
