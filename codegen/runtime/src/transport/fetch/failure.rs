//! Errors of the Fetch API.

use crate::transport::TransportError;
use http::Uri;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Returns the error of a request without a response. The API does not tell why there is none.
pub(super) fn of_fetch(uri: &Uri, error: &JsValue) -> TransportError {
    TransportError::io(format!(
        "fetch from {} failed: {} (if the service is reachable, CORS may not allow this origin)",
        uri.authority().map_or("", |it| it.as_str()),
        text(error)
    ))
}

/// Returns the error of a response that ended early.
pub(super) fn of_body(uri: &Uri, error: &JsValue) -> TransportError {
    TransportError::io(format!(
        "the response from {} ended early: {}",
        uri.authority().map_or("", |it| it.as_str()),
        text(error)
    ))
}

/// Returns the error of a request that cannot be sent.
pub(super) fn unsendable(uri: &Uri, reason: &str) -> TransportError {
    TransportError::new(format!(
        "the request to {} cannot be sent: {reason}",
        uri.authority().map_or("", |it| it.as_str())
    ))
}

/// Returns the error of a JavaScript runtime without the Fetch API.
pub(super) fn unavailable(error: &JsValue) -> TransportError {
    TransportError::new(format!(
        "there is no usable Fetch API: set a transport with `Config::builder().transport(…)`: {}",
        text(error)
    ))
}

/// Returns the message of an error, with that of its cause: Node.js has the reason there.
pub(super) fn text(error: &JsValue) -> String {
    let property = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let message = |of: &JsValue| property(of, "message")?.as_string();
    let own = message(error).unwrap_or_else(|| "unknown error".to_owned());
    let cause = property(error, "cause").and_then(|cause| message(&cause));
    match cause {
        Some(cause) if !cause.is_empty() => format!("{own}: {cause}"),
        _ => own,
    }
}
