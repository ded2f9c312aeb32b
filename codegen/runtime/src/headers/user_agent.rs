//! `user-agent` and `x-amz-user-agent`: the client, in the form that AWS evaluates (version 2.1).
//!
//! Both have the same value; the second is for callers whose browser or proxy replaces the first.

use crate::config::{Environment, Framework};
use crate::features::Features;
use http::header::{InvalidHeaderValue, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::env::consts::OS;

const X_AMZ_USER_AGENT: HeaderName = HeaderName::from_static("x-amz-user-agent");

/// Name of this client. It is not an official SDK and does not claim to be one.
const PRODUCT: &str = concat!("leansmith/", env!("CARGO_PKG_VERSION"));

/// Application and libraries that use a client.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Application<'a> {
    /// Configured name of the application.
    pub(crate) id: Option<&'a str>,
    /// Libraries between the application and the client.
    pub(crate) frameworks: &'a [Framework],
}

/// User agent of a client.
#[derive(Clone, Debug)]
pub(crate) struct UserAgent {
    /// Part before the features.
    head: String,
    /// Part after the features.
    tail: String,
    /// Features of most calls, with their prepared header.
    usual: (Features, HeaderValue),
}

impl UserAgent {
    /// Creates the user agent of a client for `service` (its `sdkId`) in the interface's `version`, with the `features`
    /// of most of its calls.
    ///
    /// A character that is not allowed in a token is replaced by `-`, so every text is valid.
    pub(crate) fn new(
        service: &str,
        version: &str,
        environment: &Environment,
        application: Application<'_>,
        features: Features,
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
        let tail = application.tail();
        let usual = (features, value(&head, features, &tail)?);
        Ok(Self { head, tail, usual })
    }

    /// Adds both headers, for a call with these `features`, unless `headers` have them.
    ///
    /// The second one is signed, so add them before signing.
    pub(crate) fn add(
        &self,
        headers: &mut HeaderMap,
        features: Features,
    ) -> Result<(), InvalidHeaderValue> {
        let value = match &self.usual {
            (usual, value) if *usual == features => value.clone(),
            _ => value(&self.head, features, &self.tail)?,
        };
        headers.entry(USER_AGENT).or_insert_with(|| value.clone());
        headers.entry(X_AMZ_USER_AGENT).or_insert(value);
        Ok(())
    }
}

impl Application<'_> {
    /// Returns the part of the user agent after the features.
    fn tail(self) -> String {
        let mut tail = String::new();
        for Framework { name, version } in self.frameworks {
            tail += " lib/";
            tail += &token(name);
            if !version.is_empty() {
                tail.push('#');
                tail += &token(version);
            }
        }
        if let Some(id) = self.id.filter(|id| !id.is_empty()) {
            tail += " app/";
            tail += &token(id);
        }
        tail
    }
}

fn value(head: &str, features: Features, tail: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    HeaderValue::try_from(if features.is_empty() {
        format!("{head}{tail}")
    } else {
        format!("{head} m/{features}{tail}")
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
