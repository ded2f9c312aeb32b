//! `user-agent` and `x-amz-user-agent`: which client calls, in the form that AWS evaluates (version 2.1).
//!
//! Both say the same; the second is for where a browser or proxy writes the first.

use crate::config::Environment;
use http::header::{InvalidHeaderValue, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::env::consts::OS;

const X_AMZ_USER_AGENT: HeaderName = HeaderName::from_static("x-amz-user-agent");

/// This client. It is no official SDK and does not say that it is one.
const PRODUCT: &str = concat!("leansmith/", env!("CARGO_PKG_VERSION"));

/// What calls make use of; each is a letter to AWS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metrics {
    /// `B`: a waiter calls.
    pub(crate) waiter: bool,
    /// `C`: a paginator calls.
    pub(crate) paginator: bool,
    /// `E`: the standard retries are on.
    pub(crate) standard_retry: bool,
    /// `L`: the body is compressed.
    pub(crate) gzip: bool,
    /// `M`: the protocol is rpcv2Cbor.
    pub(crate) rpc_v2_cbor: bool,
    /// `N`: the endpoint is not the one that the service's rules give.
    pub(crate) endpoint_override: bool,
}

/// The user agent of a client.
#[derive(Clone, Debug)]
pub(crate) struct UserAgent {
    /// What comes before the metrics.
    head: String,
    /// What comes after the metrics.
    tail: String,
    /// What most calls send, ready to be sent.
    usual: (Metrics, HeaderValue),
}

impl UserAgent {
    /// The user agent of a client for `service` (its `sdkId`) in the interface's `version`, most of whose calls have
    /// these `metrics`. `app_id` is the name that the user gave the application.
    ///
    /// A character that has no place in a token becomes `-`, so there is no text that fails.
    pub(crate) fn new(
        service: &str,
        version: &str,
        environment: &Environment,
        app_id: Option<&str>,
        metrics: Metrics,
    ) -> Result<Self, InvalidHeaderValue> {
        let service = token(&service.to_lowercase().replace(' ', "_"));
        let version = token(version);
        let mut head = format!(
            "{PRODUCT} ua/2.1 api/{service}/{version} os/{} lang/rust",
            os()
        );
        if let Some(execution) = environment.var("AWS_EXECUTION_ENV") {
            head += " exec-env/";
            head += &token(&execution);
        }
        let tail = match app_id {
            Some(id) if !id.is_empty() => format!(" app/{}", token(id)),
            _ => String::new(),
        };
        let usual = (metrics, value(&head, metrics, &tail)?);
        Ok(Self { head, tail, usual })
    }

    /// Adds both headers, for a call with these `metrics`, where `headers` have none.
    ///
    /// The second one is signed, so they belong to the request before it is signed.
    pub(crate) fn add(
        &self,
        headers: &mut HeaderMap,
        metrics: Metrics,
    ) -> Result<(), InvalidHeaderValue> {
        let value = match &self.usual {
            (usual, value) if *usual == metrics => value.clone(),
            _ => value(&self.head, metrics, &self.tail)?,
        };
        headers.entry(USER_AGENT).or_insert_with(|| value.clone());
        headers.entry(X_AMZ_USER_AGENT).or_insert(value);
        Ok(())
    }
}

fn value(head: &str, metrics: Metrics, tail: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let letters: Vec<&str> = [
        (metrics.waiter, "B"),
        (metrics.paginator, "C"),
        (metrics.standard_retry, "E"),
        (metrics.gzip, "L"),
        (metrics.rpc_v2_cbor, "M"),
        (metrics.endpoint_override, "N"),
    ]
    .into_iter()
    .filter_map(|(applies, letter)| applies.then_some(letter))
    .collect();
    HeaderValue::try_from(if letters.is_empty() {
        format!("{head}{tail}")
    } else {
        format!("{head} m/{}{tail}", letters.join(","))
    })
}

/// The name that AWS has for the operating system.
fn os() -> &'static str {
    match OS {
        "android" | "ios" | "linux" | "macos" | "tvos" | "watchos" | "windows" => OS,
        _ => "other",
    }
}

/// `text` as a token of HTTP (RFC 9110, section 5.6.2), without `#`, which ends a name here.
fn token(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '0'..='9' | 'A'..='Z' | 'a'..='z' => char,
            '!' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~' => {
                char
            }
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests;
