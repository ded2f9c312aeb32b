//! Canonical request: the normalized form of a request that is signed.

use crate::hex::hex;
use bytes::Bytes;
use http::Request;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Form of the path in a canonical request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PathEncoding {
    /// Normalised, and encoded once more than in the URI: all services but Amazon S3.
    #[default]
    Twice,
    /// As in the URI, neither normalised nor encoded again: Amazon S3, and endpoints with `disableDoubleEncoding`.
    Once,
}

/// A request in canonical form.
pub(super) struct Canonical {
    text: String,
    /// Range of the signed headers' names in the text.
    names: std::ops::Range<usize>,
}

impl Canonical {
    /// Creates the canonical form of `request`, of which these `headers` are signed.
    pub(super) fn new(
        request: &Request<Bytes>,
        mut headers: Vec<(&str, &str)>,
        path: PathEncoding,
    ) -> Self {
        // Those of one name keep their order.
        headers.sort_by_key(|(name, _)| *name);
        let uri = request.uri();
        let mut text = String::with_capacity(1024);
        text.push_str(request.method().as_str());
        text.push('\n');
        match path {
            PathEncoding::Twice => push_path(&mut text, uri.path()),
            PathEncoding::Once => text.push_str(uri.path()),
        }
        text.push('\n');
        push_query(&mut text, uri.query().unwrap_or_default());
        text.push('\n');
        push_headers(&mut text, &headers);
        text.push('\n');
        let start = text.len();
        headers.dedup_by_key(|(name, _)| *name);
        for (index, (name, _)) in headers.iter().enumerate() {
            if index > 0 {
                text.push(';');
            }
            text.push_str(name);
        }
        let names = start..text.len();
        text.push('\n');
        text.push_str(&hex(&Sha256::digest(request.body())));
        Self { text, names }
    }

    /// Returns the names of the signed headers.
    pub(super) fn signed_headers(&self) -> &str {
        self.text.get(self.names.clone()).unwrap_or_default()
    }

    /// Returns the hash of the canonical request.
    pub(super) fn hash(&self) -> String {
        hex(&Sha256::digest(&self.text))
    }
}

/// Appends a line for each name, with its values; `headers` are sorted.
fn push_headers(text: &mut String, headers: &[(&str, &str)]) {
    let mut last = None;
    for (name, value) in headers {
        if last == Some(name) {
            // Over the end of the line of the value before.
            text.pop();
            text.push(',');
        } else {
            text.push_str(name);
            text.push(':');
        }
        // Spaces around a value, and all but one of those within, may be lost on the way.
        for (index, word) in value.split_ascii_whitespace().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
        text.push('\n');
        last = Some(name);
    }
}

/// Appends the path without empty segments, `.` and `..`, encoded once more.
fn push_path(text: &mut String, path: &str) {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            segment => segments.push(segment),
        }
    }
    for segment in &segments {
        text.push('/');
        push_encoded(text, segment, false);
    }
    let is_folder = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
    if segments.is_empty() || is_folder {
        text.push('/');
    }
}

/// Appends the pairs of the query, sorted and encoded.
fn push_query(text: &mut String, query: &str) {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();
    pairs.sort_unstable();
    for (index, (name, value)) in pairs.into_iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        push_encoded(text, name, true);
        text.push('=');
        push_encoded(text, value, true);
    }
}

/// Encodes all but the unreserved characters (RFC 3986, section 2.3), and `%` unless it `is_encoded`.
fn push_encoded(text: &mut String, part: &str, is_encoded: bool) {
    if part.bytes().all(is_unreserved) {
        text.push_str(part);
        return;
    }
    for byte in part.bytes() {
        match byte {
            _ if is_unreserved(byte) => text.push(byte.into()),
            b'%' if is_encoded => text.push('%'),
            // Writing to a `String` does not fail.
            _ => _ = write!(text, "%{byte:02X}"),
        }
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
