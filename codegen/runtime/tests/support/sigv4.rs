//! AWS Signature Version 4 from the other end: what a service does with the bytes of a request to check its signature.
//!
//! Written after the description of the algorithm in the IAM User Guide, and knows nothing of what signs in the runtime.

use hmac::{Hmac, KeyInit, Mac};
use http::Request;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

#[path = "sigv4/query.rs"]
pub mod query;

/// Values in the place of the hash of a body.
const NOT_COVERED: [&str; 3] = [
    "UNSIGNED-PAYLOAD",
    "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    // Its events are signed by themselves.
    "STREAMING-AWS4-HMAC-SHA256-EVENTS",
];

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// A request as a server received it.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path and query as they were sent.
    pub target: String,
    /// Names, in whatever case they were sent, and values, in the order of the message.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Content of a request's signature, which [`verify`] found to be genuine.
#[derive(Debug, PartialEq, Eq)]
pub struct Signature {
    /// Id of the access key that signed the request.
    pub access_key_id: String,
    /// The time of signing: the value of `x-amz-date`.
    pub date: String,
    /// The region it is for; empty with SigV4a.
    pub region: String,
    /// The service it is for.
    pub service: String,
    /// The names of the headers that it covers.
    pub signed_headers: Vec<String>,
}

impl Received {
    /// Reads a message of HTTP/1.1, whose lines end in CRLF or LF. The body is as long as `Content-Length` says.
    ///
    /// # Errors
    /// When it is no whole message, or its body is chunked.
    pub fn parse(message: &[u8]) -> Result<Self, String> {
        let (head, rest) = ["\r\n\r\n", "\n\n"]
            .into_iter()
            .filter_map(|end| split_at(message, end.as_bytes()))
            .min_by_key(|(head, _)| head.len())
            .ok_or("the head of the request does not end")?;
        let head = str::from_utf8(head).map_err(|_| "the head of the request is not UTF-8")?;
        let mut lines = head.lines();
        let line = lines.next().unwrap_or_default();
        let (method, target) = line.split_once(' ').ok_or("no request line")?;
        let target = target.strip_suffix(" HTTP/1.1").unwrap_or(target);
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        for line in lines {
            match (line.strip_prefix([' ', '\t']), request.headers.last_mut()) {
                // A header that goes on over lines (RFC 9112, section 5.2).
                (Some(more), Some((_, value))) => _ = write!(value, " {}", more.trim()),
                _ => {
                    let (name, value) = line.split_once(':').ok_or("a header without a colon")?;
                    let header = (name.to_owned(), value.trim().to_owned());
                    request.headers.push(header);
                }
            }
        }
        request.body = request.body_in(rest)?.to_owned();
        Ok(request)
    }

    /// A request that a server has parsed. Where it has no `host`, as with HTTP/2, that of the URI counts.
    pub fn of<B: AsRef<[u8]>>(request: &Request<B>) -> Self {
        let mut headers: Vec<_> = request
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.to_string(), value)
            })
            .collect();
        if let (false, Some(host)) = (
            request.headers().contains_key("host"),
            request.uri().authority(),
        ) {
            headers.push(("host".to_owned(), host.to_string()));
        }
        let target = request.uri().path_and_query();
        Self {
            method: request.method().to_string(),
            target: target.map_or("/", |target| target.as_str()).to_owned(),
            headers,
            body: request.body().as_ref().to_owned(),
        }
    }

    /// The values of a header, joined by commas; `None` where it is absent.
    pub fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.iter();
        let values: Vec<_> = values
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(","))
    }

    fn required(&self, name: &str) -> Result<String, String> {
        self.header(name).ok_or_else(|| format!("no `{name}`"))
    }

    fn body_in<'a>(&self, rest: &'a [u8]) -> Result<&'a [u8], String> {
        if self.header("transfer-encoding").is_some() {
            return Err("the body is chunked".to_owned());
        }
        let length = self.header("content-length").unwrap_or("0".to_owned());
        let length = length.parse().map_err(|_| "a bad `content-length`")?;
        rest.get(..length)
            .ok_or_else(|| format!("{} bytes of a body of {length}", rest.len()))
    }
}

fn split_at<'a>(message: &'a [u8], end: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = message.windows(end.len()).position(|bytes| bytes == end)?;
    let (head, rest) = message.split_at_checked(at)?;
    Some((head, rest.strip_prefix(end)?))
}

/// A signature as the request states it, before it is checked.
pub struct Claim {
    /// The algorithm, such as `AWS4-HMAC-SHA256`.
    pub algorithm: String,
    /// The time of signing: the value of `x-amz-date`.
    pub date: String,
    /// Parts of the scope: day, perhaps a region, service, `aws4_request`.
    pub scope: Vec<String>,
    /// The signature, in hexadecimal digits.
    pub signature: String,
    access_key_id: String,
    signed_headers: Vec<String>,
}

/// Checks the signature of `request` as the service does that knows the secret.
///
/// It must cover what AWS asks for: `host`, `content-type` and every `x-amz-` header, which may say that the body is not
/// covered. Whether date, region, service and
/// key are those expected is for the caller to see.
///
/// # Errors
/// Says what is wrong.
pub fn verify(request: &Received, secret_access_key: &str) -> Result<Signature, String> {
    verify_by(request, &|claim, text| {
        by_secret(claim, text, secret_access_key)
    })
}

/// Checks that the signature is that of a string to sign.
pub type Check<'a> = dyn Fn(&Claim, &str) -> Result<(), String> + 'a;

/// Checks the signature of `request` like [`verify`], with another algorithm.
///
/// # Errors
/// Says what is wrong.
pub fn verify_by(request: &Received, check: &Check<'_>) -> Result<Signature, String> {
    let claim = in_header(request)?;
    let payload = match (
        request.header("x-amz-content-sha256"),
        sha256(&request.body),
    ) {
        (Some(said), _) if NOT_COVERED.contains(&said.as_str()) => said,
        (Some(said), hash) if said != hash => {
            return Err(format!("the hash of the body is {hash}"));
        }
        (_, hash) => hash,
    };
    let query = request.target.split_once('?').unwrap_or_default().1;
    claim.checked(request, query, &payload, check)
}

fn in_header(request: &Received) -> Result<Claim, String> {
    let authorization = request.required("authorization")?;
    let (algorithm, fields) = authorization
        .split_once(" Credential=")
        .ok_or("no credential")?;
    let (credential, fields) = fields
        .split_once(", SignedHeaders=")
        .ok_or("no signed headers")?;
    let (names, given) = fields
        .split_once(", Signature=")
        .ok_or("no signature within `authorization`")?;
    let date = request.required("x-amz-date")?;
    Claim::new(algorithm, credential, names, given, date)
}

impl Claim {
    fn new(
        algorithm: &str,
        credential: &str,
        names: &str,
        signature: &str,
        date: String,
    ) -> Result<Self, String> {
        let (access_key_id, scope) = credential.split_once('/').ok_or("no scope")?;
        let scope: Vec<String> = scope.split('/').map(str::to_owned).collect();
        if date.split('T').next() != scope.first().map(String::as_str) {
            return Err(format!("signed on {date} for {scope:?}"));
        }
        Ok(Self {
            algorithm: algorithm.to_owned(),
            date,
            scope,
            signature: signature.to_owned(),
            access_key_id: access_key_id.to_owned(),
            signed_headers: names.split(';').map(str::to_owned).collect(),
        })
    }

    /// Returns the signature if it is that of the request with this query and payload.
    fn checked(
        self,
        request: &Received,
        query: &str,
        payload: &str,
        check: &Check<'_>,
    ) -> Result<Signature, String> {
        covers_what_it_must(request, &self.signed_headers)?;
        let path = request.target.split('?').next().unwrap_or_default();
        let path = match self.scope.iter().rev().nth(1).map(String::as_str) {
            // Paths of Amazon S3 are names of objects.
            Some("s3" | "s3express") => path.to_owned(),
            _ => canonical_path(path),
        };
        let signed = &self.signed_headers;
        let canonical = canonical_request(request, &path, query, payload, signed)?;
        let scope = self.scope.join("/");
        let hash = sha256(&canonical);
        let text = format!("{}\n{}\n{scope}\n{hash}", self.algorithm, self.date);
        check(&self, &text).map_err(|error| format!("{error}:\n{canonical}"))?;
        let (region, service) = match &*self.scope {
            [_, region, service, end] if end == "aws4_request" => (region.as_str(), service),
            [_, service, end] if end == "aws4_request" => ("", service),
            _ => return Err(format!("`{scope}` is not a scope")),
        };
        Ok(Signature {
            region: region.to_owned(),
            service: service.clone(),
            access_key_id: self.access_key_id,
            date: self.date,
            signed_headers: self.signed_headers,
        })
    }
}

fn by_secret(claim: &Claim, text: &str, secret_access_key: &str) -> Result<(), String> {
    if claim.algorithm != ALGORITHM || claim.scope.len() != 4 {
        return Err("another algorithm".to_owned());
    }
    let mut key = format!("AWS4{secret_access_key}").into_bytes();
    for part in &claim.scope {
        key = hmac(&key, part)?;
    }
    let signature = hex(&hmac(&key, text)?);
    if signature != claim.signature {
        return Err(format!("the signature of this is {signature}"));
    }
    Ok(())
}

fn covers_what_it_must(request: &Received, signed: &[String]) -> Result<(), String> {
    if !signed.is_sorted_by(|a, b| a < b) {
        return Err(format!("signed headers out of order: {signed:?}"));
    }
    let present = request.headers.iter();
    let present = present.map(|(name, _)| name.to_ascii_lowercase());
    for name in present.chain(["host".to_owned()]) {
        let must = name == "host" || name == "content-type" || name.starts_with("x-amz-");
        if must && !signed.contains(&name) {
            return Err(format!("`{name}` is not signed"));
        }
    }
    Ok(())
}

fn canonical_request(
    request: &Received,
    path: &str,
    query: &str,
    payload: &str,
    signed: &[String],
) -> Result<String, String> {
    let mut headers = String::new();
    for name in signed {
        let value = request.required(name)?;
        let words: Vec<_> = value.split(' ').filter(|word| !word.is_empty()).collect();
        _ = writeln!(headers, "{name}:{}", words.join(" "));
    }
    Ok(format!(
        "{}\n{}\n{}\n{headers}\n{}\n{payload}",
        request.method,
        path,
        canonical_query(query),
        signed.join(";"),
    ))
}

/// Without `.`, `..` and empty segments, and encoded once more than it was sent.
fn canonical_path(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            _ => segments.push(encode(segment.as_bytes())),
        }
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    if !segments.is_empty() && ["", ".", ".."].contains(&last) {
        segments.push(String::new());
    }
    format!("/{}", segments.join("/"))
}

/// Names and values encoded in the one way there is for each, and in order.
fn canonical_query(query: &str) -> String {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    let mut parameters: Vec<(String, String)> = parameters
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .map(|(name, value)| (encode(&decode(name)), encode(&decode(value))))
        .collect();
    parameters.sort();
    let parameters = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    parameters.collect::<Vec<_>>().join("&")
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                text.push(byte.into());
            }
            _ => _ = write!(text, "%{byte:02X}"),
        }
    }
    text
}

fn decode(text: &str) -> Vec<u8> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (byte, rest) = piece
            .split_at_checked(2)
            .and_then(|(digits, rest)| Some((u8::from_str_radix(digits, 16).ok()?, rest)))
            .unwrap_or((b'%', piece));
        bytes.push(byte);
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

fn hmac(key: &[u8], text: &str) -> Result<Vec<u8>, String> {
    let mac = Hmac::<Sha256>::new_from_slice(key).map_err(|error| error.to_string())?;
    let mac = mac.chain_update(text);
    Ok(mac.finalize().into_bytes().to_vec())
}

fn sha256(content: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(content))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
