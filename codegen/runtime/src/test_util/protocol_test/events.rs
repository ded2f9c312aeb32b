//! Events in protocol tests: frames in base64, as the cases of models have them.

use super::{SentRequest, Stub};
use crate::error::{Error, OperationError};
use crate::event_stream::{EventStream, EventUnion, Frame, FrameDecoder, HeaderValue};
use crate::transport::BoxError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

/// Media type of a body of frames.
const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";

impl Stub {
    /// Sets the response, with frames in base64 as its body.
    ///
    /// # Errors
    /// If the status or a header is not valid in HTTP, or if a frame is not base64.
    pub fn answering_events(
        status: u16,
        headers: &[(&str, &str)],
        frames: &[&str],
    ) -> Result<Self, BoxError> {
        let mut body = Vec::new();
        for frame in frames {
            STANDARD.decode_vec(frame, &mut body)?;
        }
        let is_typed = headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let content_type = [("content-type", MEDIA_TYPE)];
        let added: &[_] = if is_typed { &[] } else { &content_type };
        Ok(Self::answering_bytes(
            status,
            &[headers, added].concat(),
            body.into(),
        )?)
    }

    /// Returns the events of a stream up to its end.
    ///
    /// # Errors
    /// The error that ends the stream.
    pub fn events<T: EventUnion, E: OperationError>(
        &self,
        mut stream: EventStream<T, E>,
    ) -> Result<Vec<T>, Error<E>> {
        self.wait(async {
            let mut events = Vec::new();
            while let Some(event) = stream.next().await {
                events.push(event?);
            }
            Ok(events)
        })
    }
}

#[expect(clippy::missing_panics_doc, reason = "asserting is what they are for")]
#[expect(clippy::panic, reason = "asserting is what they are for")]
impl SentRequest {
    /// Asserts that the body is these frames, in base64; the order of headers and the notation of documents may differ.
    /// Signatures around them are removed first.
    #[track_caller]
    pub fn events(&self, expected: &[&str]) -> &Self {
        let header = self.0.headers().get("content-type");
        assert!(
            header.is_some_and(|it| it == MEDIA_TYPE),
            "the header `content-type`: {header:?}"
        );
        if let Err(difference) = compare(self.0.body(), expected) {
            panic!("the events: {difference}");
        }
        self
    }
}

fn compare(body: &Bytes, expected: &[&str]) -> Result<(), String> {
    let sent = unsigned(frames(body.clone())?)?;
    if sent.len() != expected.len() {
        return Err(format!("{} of {} were sent", sent.len(), expected.len()));
    }
    for (index, (sent, expected)) in sent.iter().zip(expected).enumerate() {
        let expected = STANDARD.decode(expected).map_err(|it| it.to_string())?;
        let expected = frames(expected.into())?;
        let [expected] = expected.as_slice() else {
            return Err("an expected one is not one frame".to_owned());
        };
        is_same(sent, expected).map_err(|difference| format!("at {index}, {difference}"))?;
    }
    Ok(())
}

/// Decodes all frames of a body.
fn frames(body: Bytes) -> Result<Vec<Frame>, String> {
    let mut decoder = FrameDecoder::new(usize::MAX);
    decoder.push(body);
    let mut frames = Vec::new();
    while let Some(frame) = decoder.next().map_err(|it| it.to_string())? {
        frames.push(frame);
    }
    decoder.finish().map_err(|it| it.to_string())?;
    Ok(frames)
}

/// Returns the frames in signed ones, without the empty one that ends them; others as they are.
fn unsigned(frames: Vec<Frame>) -> Result<Vec<Frame>, String> {
    let mut inner = Vec::new();
    for frame in frames {
        if frame.headers.get(":chunk-signature").is_none() {
            inner.push(frame);
        } else {
            inner.extend(self::frames(frame.payload)?);
        }
    }
    Ok(inner)
}

fn is_same(sent: &Frame, expected: &Frame) -> Result<(), String> {
    let (headers, expected_headers) = (headers(sent), headers(expected));
    if headers != expected_headers {
        return Err(format!(
            "the headers are {headers:?}, and not {expected_headers:?}"
        ));
    }
    let media_type = match expected.headers.get(":content-type") {
        Some(HeaderValue::String(media_type)) => media_type,
        _ => "",
    };
    match media_type {
        "application/json" => super::sent::compare_json(&sent.payload, &expected.payload),
        #[cfg(feature = "cbor")]
        "application/cbor" => {
            super::cbor::compare(&sent.payload, &STANDARD.encode(&expected.payload))
        }
        #[cfg(feature = "xml")]
        "application/xml" => {
            let expected = String::from_utf8_lossy(&expected.payload);
            super::xml::compare(&sent.payload, &expected)
        }
        _ if sent.payload == expected.payload => Ok(()),
        _ => Err("the payloads differ".to_owned()),
    }
}

/// Returns the headers in the order of their names.
fn headers(frame: &Frame) -> Vec<(String, String)> {
    let headers = frame.headers.iter();
    let mut headers: Vec<_> = headers
        .map(|(name, value)| (name.to_owned(), format!("{value:?}")))
        .collect();
    headers.sort();
    headers
}
