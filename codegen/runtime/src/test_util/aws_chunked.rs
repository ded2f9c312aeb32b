//! Requests whose bodies are in the format aws-chunked, as the user gave them.

use bytes::{Buf, Bytes, BytesMut};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use std::borrow::Cow;

const NAME: &str = "aws-chunked";

/// Returns the request with its body decoded, and trailers as headers. A request that is not in the format, or cannot be
/// decoded, is returned unchanged.
pub(super) fn decoded(request: &Request<Bytes>) -> Cow<'_, Request<Bytes>> {
    match other_encodings(request.headers()) {
        Some(encodings) => {
            try_decode(request, encodings).map_or(Cow::Borrowed(request), Cow::Owned)
        }
        None => Cow::Borrowed(request),
    }
}

/// Returns the encodings before aws-chunked, if that is the last one.
fn other_encodings(headers: &HeaderMap) -> Option<&str> {
    let encodings = headers.get(CONTENT_ENCODING)?.to_str().ok()?;
    let encodings = encodings.strip_suffix(NAME)?.trim_end();
    Some(encodings.strip_suffix(',').unwrap_or(encodings))
}

fn try_decode(request: &Request<Bytes>, encodings: &str) -> Option<Request<Bytes>> {
    let mut rest = request.body().clone();
    let mut body = BytesMut::new();
    loop {
        let line = line(&mut rest)?;
        let size = usize::from_str_radix(line.split(';').next()?, 16).ok()?;
        if size == 0 {
            break;
        }
        if rest.len() < size {
            return None;
        }
        body.extend_from_slice(&rest.split_to(size));
        rest = rest.strip_prefix(b"\r\n").map(|it| rest.slice_ref(it))?;
    }
    let body = body.freeze();
    let mut decoded = request.clone();
    let headers = decoded.headers_mut();
    headers.remove("x-amz-trailer");
    headers.remove("x-amz-decoded-content-length");
    headers.insert(CONTENT_LENGTH, body.len().into());
    match encodings {
        "" => _ = headers.remove(CONTENT_ENCODING),
        own => _ = headers.insert(CONTENT_ENCODING, HeaderValue::from_str(own).ok()?),
    }
    while !rest.is_empty() {
        let line = line(&mut rest)?;
        if let Some((name, value)) = line.split_once(':') {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            headers.insert(name, HeaderValue::from_str(value.trim()).ok()?);
        }
    }
    *decoded.body_mut() = body;
    Some(decoded)
}

/// Takes a line without its end.
fn line(rest: &mut Bytes) -> Option<String> {
    let end = rest.windows(2).position(|it| it == b"\r\n")?;
    let line = rest.split_to(end);
    rest.advance(2);
    String::from_utf8(line.into()).ok()
}
