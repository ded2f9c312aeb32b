//! Canonical request: the normalized form of a request that is signed.

use crate::hex::hex;
use crate::percent::{push_encoded, push_normalized};
use http::{Method, Uri};
use sha2::{Digest, Sha256};

/// A request whose canonical form is signed.
pub(super) struct Canonical<'a> {
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) path: PathEncoding,
    pub(super) headers: SignedHeaders<'a>,
    /// Hash of the body in hexadecimal digits, or what stands for it.
    pub(super) payload: &'a str,
}

/// Form of the path in a canonical request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PathEncoding {
    /// Normalised, and encoded once more than in the URI: all services but Amazon S3.
    #[default]
    Twice,
    /// As in the URI, neither normalised nor encoded again: Amazon S3, and endpoints with `disableDoubleEncoding`.
    Once,
}

/// Headers that are signed, in the order of their names.
pub(super) struct SignedHeaders<'a> {
    headers: Vec<(&'a str, &'a str)>,
    names: String,
}

impl<'a> SignedHeaders<'a> {
    pub(super) fn new(mut headers: Vec<(&'a str, &'a str)>) -> Self {
        // Those of one name keep their order.
        headers.sort_by_key(|(name, _)| *name);
        let mut names = String::with_capacity(128);
        let mut last = None;
        for (name, _) in &headers {
            if last == Some(name) {
                continue;
            }
            if last.is_some() {
                names.push(';');
            }
            names.push_str(name);
            last = Some(name);
        }
        Self { headers, names }
    }

    /// Returns the names, separated by semicolons.
    pub(super) fn names(&self) -> &str {
        &self.names
    }
}

impl Canonical<'_> {
    /// Returns the hash of the canonical request.
    pub(super) fn hash(&self) -> String {
        let mut text = String::with_capacity(1024);
        text.push_str(self.method.as_str());
        text.push('\n');
        match self.path {
            PathEncoding::Twice => push_path(&mut text, self.uri.path()),
            PathEncoding::Once => push_path_once(&mut text, self.uri.path()),
        }
        text.push('\n');
        push_query(&mut text, self.uri.query().unwrap_or_default());
        text.push('\n');
        push_headers(&mut text, &self.headers.headers);
        text.push('\n');
        text.push_str(self.headers.names());
        text.push('\n');
        text.push_str(self.payload);
        hex(&Sha256::digest(&text))
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
        push_encoded(text, segment, b"");
    }
    let is_folder = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
    if segments.is_empty() || is_folder {
        text.push('/');
    }
}

/// Appends the path as it is, with the characters encoded that the URI leaves.
fn push_path_once(text: &mut String, path: &str) {
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            text.push('/');
        }
        push_normalized(text, segment);
    }
}

/// Appends the pairs of the query, encoded and then sorted.
fn push_query(text: &mut String, query: &str) {
    let encoded = |part| {
        let mut text = String::with_capacity(query.len());
        push_normalized(&mut text, part);
        text
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (encoded(name), encoded(value)))
        .collect();
    pairs.sort_unstable();
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
}
