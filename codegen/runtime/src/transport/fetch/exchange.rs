//! One request, on the event loop of JavaScript.

use super::body::{self, Source};
use super::failure;
use crate::time::SharedClock;
use crate::transport::{Body, TransportError};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Method, Request, Response, StatusCode, Uri};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, RequestRedirect, ResponseType};

const REWRITTEN: &str = "the Fetch API would change its path or query, which are signed: it removes the segments `.` and `..`, \
                         and encodes some characters";
const REDIRECTED: &str =
    "the request was redirected: the endpoint is not that of the service or of its region";
const BODY_WITHOUT: &str = "the Fetch API sends no body with the methods GET and HEAD";

/// Aborts a request when it is dropped. After the end of the response that has no effect.
pub(super) struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Sends a request, and returns the response with a stream as its body.
pub(super) async fn exchange(
    request: Request<Bytes>,
    stall: Option<Duration>,
    clock: SharedClock,
) -> Result<Response<Body>, TransportError> {
    let abort = Abort(AbortController::new().map_err(|error| failure::unavailable(&error))?);
    let (head, body) = request.into_parts();
    let request = converted(&head, &body, &abort)?;
    let fetched = JsFuture::from(fetch(&request)?).await;
    let response = fetched.map_err(|error| failure::of_fetch(&head.uri, &error))?;
    let response: web_sys::Response = response
        .dyn_into()
        .map_err(|it| failure::unavailable(&it))?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(TransportError::new(REDIRECTED));
    }
    let mut received = Response::new(Body::empty());
    *received.status_mut() = StatusCode::from_u16(response.status()).map_err(TransportError::io)?;
    *received.headers_mut() = headers(&response.headers())?;
    if let Some(stream) = response.body() {
        let source = Source::new(&stream, abort, head.uri, (stall, clock))?;
        *received.body_mut() = body::streamed(source);
    }
    Ok(received)
}

/// Calls the global function `fetch`.
fn fetch(request: &web_sys::Request) -> Result<Promise, TransportError> {
    let global = js_sys::global();
    let fetch = Reflect::get(&global, &JsValue::from_str("fetch"));
    let fetch = fetch.and_then(|it| it.dyn_into::<Function>());
    let promise = fetch.and_then(|it| it.call1(&global, request));
    let promise = promise.and_then(|it| it.dyn_into::<Promise>());
    promise.map_err(|error| failure::unavailable(&error))
}

/// Converts a request, of which `abort` aborts the exchange.
fn converted(head: &Parts, body: &[u8], abort: &Abort) -> Result<web_sys::Request, TransportError> {
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&abort.0.signal()));
    let unsendable = |error: JsValue| failure::unsendable(&head.uri, &failure::text(&error));
    let headers = Headers::new().map_err(unsendable)?;
    for (name, value) in &head.headers {
        // The API sets them itself, and rejects or ignores them here.
        if name != HOST && name != CONTENT_LENGTH {
            let appended = headers.append(name.as_str(), &characters(value));
            // The API's message may have the value.
            let reason = |_| format!("the Fetch API rejects the header `{name}`");
            let rejected = appended.map_err(reason);
            rejected.map_err(|reason| failure::unsendable(&head.uri, &reason))?;
        }
    }
    init.set_headers_headers(&headers);
    if !body.is_empty() {
        if matches!(head.method, Method::GET | Method::HEAD) {
            return Err(failure::unsendable(&head.uri, BODY_WITHOUT));
        }
        init.set_body_opt_u8_array(Some(&Uint8Array::from(body)));
    }
    let url = head.uri.to_string();
    let request = web_sys::Request::new_with_str_and_init(&url, &init).map_err(unsendable)?;
    if !is_of(&request.url(), &head.uri) {
        return Err(failure::unsendable(&head.uri, REWRITTEN));
    }
    Ok(request)
}

/// Returns true if `url` has the path and the query of `uri`.
fn is_of(url: &str, uri: &Uri) -> bool {
    let Some(target) = uri.path_and_query() else {
        return false;
    };
    let origin = url.strip_suffix(target.as_str());
    let host = origin.and_then(|origin| origin.split_once("://"));
    host.is_some_and(|(_, host)| !host.contains(['/', '?']))
}

/// Returns a character for each byte, which is a `ByteString` of JavaScript.
fn characters(value: &HeaderValue) -> String {
    value.as_bytes().iter().copied().map(char::from).collect()
}

/// Returns the headers of a response.
fn headers(received: &Headers) -> Result<HeaderMap, TransportError> {
    let mut headers = HeaderMap::new();
    for entry in received.entries() {
        let entry: Array = entry
            .and_then(JsCast::dyn_into)
            .map_err(|it| failure::unavailable(&it))?;
        let (name, value) = (entry.get(0).as_string(), entry.get(1).as_string());
        let (name, value) = name.zip(value).unwrap_or_default();
        let bytes: Result<Vec<u8>, _> = value.chars().map(u8::try_from).collect();
        let bytes = bytes.map_err(TransportError::io)?;
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(TransportError::io)?;
        let value = HeaderValue::from_maybe_shared(Bytes::from(bytes));
        headers.append(name, value.map_err(TransportError::io)?);
    }
    Ok(headers)
}
