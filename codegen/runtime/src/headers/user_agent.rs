//! `user-agent` and `x-amz-user-agent`: the client, in the form that AWS evaluates (version 2.1).
//!
//! Both have the same value; the second is for callers whose browser or proxy replaces the first.

use crate::config::Environment;
use http::header::{InvalidHeaderValue, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::env::consts::OS;

const X_AMZ_USER_AGENT: HeaderName = HeaderName::from_static("x-amz-user-agent");

/// Name of this client. It is not an official SDK and does not claim to be one.
const PRODUCT: &str = concat!("leansmith/", env!("CARGO_PKG_VERSION"));

/// Features that a call uses; each is a letter in the user agent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metrics {
    /// `B`: the call of a waiter.
    pub(crate) waiter: bool,
    /// `C`: the call of a paginator.
    pub(crate) paginator: bool,
    /// `E`: standard retries.
    pub(crate) standard_retry: bool,
    /// `L`: a compressed body.
    pub(crate) gzip: bool,
    /// `M`: the protocol rpcv2Cbor.
    pub(crate) rpc_v2_cbor: bool,
    /// `N`: a configured endpoint URL.
    pub(crate) endpoint_override: bool,
}

/// User agent of a client.
#[derive(Clone, Debug)]
pub(crate) struct UserAgent {
    /// Part before the metrics.
    head: String,
    /// Part after the metrics.
    tail: String,
    /// Metrics of most calls, with their prepared header.
    usual: (Metrics, HeaderValue),
}

impl UserAgent {
    /// Creates the user agent of a client for `service` (its `sdkId`) in the interface's `version`, with the `metrics`
    /// of most of its calls. `app_id` is the configured application name.
    ///
    /// A character that is not allowed in a token is replaced by `-`, so every text is valid.
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

    /// Adds both headers, for a call with these `metrics`, unless `headers` have them.
    ///
    /// The second one is signed, so add them before signing.
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

/// Returns AWS's name of the operating system.
fn os() -> &'static str {
    match OS {
        "android" | "ios" | "linux" | "macos" | "tvos" | "watchos" | "windows" => OS,
        _ => "other",
    }
}

/// Returns `text` as a token of HTTP (RFC 9110, section 5.6.2), without `#`, which is a separator here.
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
