//! `x-amzn-trace-id` within AWS Lambda, which lets AWS detect functions that call themselves recursively.

use crate::config::Environment;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write as _;
use std::sync::OnceLock;

const X_AMZN_TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// Propagates the trace of a Lambda function.
#[derive(Default)]
pub(crate) struct Trace {
    /// True in a Lambda function, which does not change.
    is_function: OnceLock<bool>,
}

impl Trace {
    /// Adds the trace, unless `headers` have one.
    ///
    /// It differs for each invocation of the function, so it is read for each request.
    pub(crate) fn add(&self, headers: &mut HeaderMap, environment: &Environment) {
        let look = || environment.var("AWS_LAMBDA_FUNCTION_NAME").is_some();
        if !*self.is_function.get_or_init(look) || headers.contains_key(X_AMZN_TRACE_ID) {
            return;
        }
        let trace = environment.var("_X_AMZN_TRACE_ID");
        if let Some(Ok(value)) = trace.map(|trace| HeaderValue::try_from(encode(&trace))) {
            headers.insert(X_AMZN_TRACE_ID, value);
        }
    }
}

/// Percent-encodes characters that are not allowed in a header.
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
