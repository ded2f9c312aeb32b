//! `x-amzn-trace-id` within AWS Lambda, by which AWS notices functions that call themselves without end.

use crate::config::Environment;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write as _;

const X_AMZN_TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// Hands on the trace that a Lambda function runs in, unless `headers` have one.
///
/// It is another one each time that the function is invoked, so it is read for each call.
pub(crate) fn add_trace_id(headers: &mut HeaderMap, environment: &Environment) {
    if headers.contains_key(X_AMZN_TRACE_ID)
        || environment.var("AWS_LAMBDA_FUNCTION_NAME").is_none()
    {
        return;
    }
    let trace = environment.var("_X_AMZN_TRACE_ID");
    if let Some(Ok(value)) = trace.map(|trace| HeaderValue::try_from(encode(&trace))) {
        headers.insert(X_AMZN_TRACE_ID, value);
    }
}

/// Percent-encodes what a header cannot have.
fn encode(trace: &str) -> String {
    let mut text = String::with_capacity(trace.len());
    for byte in trace.bytes() {
        match byte {
            b' '..=b'~' => text.push(byte.into()),
            // Writing to a `String` does not fail.
            _ => _ = write!(text, "%{byte:02X}"),
        }
    }
    text
}

#[cfg(test)]
mod tests;
