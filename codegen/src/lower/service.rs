//! Facts of a service itself. They are read here, once: from the shape of the service, and from the table of facts that no
//! model contains.

use super::Context;
use super::service_facts::{self, HeaderValue, Known};
use crate::ir::{Docs, ServiceFacts};
use crate::lower::rustdoc::literal;
use crate::smithy::ast::{Kind, Shape};
use crate::smithy::traits::{TraitsExt, id};

/// Maximum nesting of shapes with members for which the compiler needs no higher recursion limit: with its
/// `recursion_limit` of 128, rustdoc does not get through twenty that alternate with maps.
const SHALLOW: usize = 12;

/// Returns the facts of `service` that no model contains.
pub(super) fn known(service: &Shape) -> Known {
    service_facts::of(sdk_id(service))
}

impl Context<'_> {
    /// Returns the facts of a service whose types are nested to this `depth`; `protocol` is that of the manifest.
    pub(super) fn facts(&mut self, depth: usize, protocol: Option<&str>) -> ServiceFacts {
        let service = self.service;
        let title = title(service);
        let version = version(service);
        ServiceFacts {
            shape_name: service.id.name().to_owned(),
            docs: without_title(self.docs(&service.traits, &service.id), &title),
            title,
            sdk_id: sdk_id(service).to_owned(),
            headers: headers(self.known, &version),
            key_digests: key_digests(self.known),
            version,
            signing_name: self.signing_name(),
            auth: self.service_auth(),
            protocols: self.protocols(protocol),
            xml_namespace: self.service_namespace(),
            query_compatible: service.traits.has(id::AWS_QUERY_COMPATIBLE),
            retry_base_ms: self.known.retry_base_ms,
            max_attempts: self.known.max_attempts,
            settings: settings(self.known),
            payload_hash: self.known.behaviour.payload_hash,
            dot_segments: self.known.behaviour.dot_segments,
            errors_in_success: self.known.behaviour.errors_in_success,
            anonymous: self.known.behaviour.anonymous,
            is_deep: depth > SHALLOW,
        }
    }
}

/// Returns the headers of all requests to a service of this `version`.
fn headers(known: Known, version: &str) -> Vec<(String, String)> {
    let headers = known.headers.iter().map(|(name, value)| {
        let value = match value {
            HeaderValue::Text(text) => text,
            HeaderValue::Version => version,
        };
        ((*name).to_owned(), value.to_owned())
    });
    headers.collect()
}

/// Returns the headers with encryption keys, and those of their digests.
fn key_digests(known: Known) -> Vec<(String, String)> {
    let pairs = known.key_digests.iter();
    pairs
        .map(|(key, digest)| ((*key).to_owned(), (*digest).to_owned()))
        .collect()
}

/// Returns the settings outside of code.
fn settings(known: Known) -> Vec<[&'static str; 3]> {
    let settings = known.settings.iter();
    settings
        .map(|it| [it.parameter, it.variable, it.key])
        .collect()
}

fn title(service: &Shape) -> String {
    let title = service
        .traits
        .text(id::TITLE)
        .or_else(|| service.traits.text_in(id::AWS_SERVICE, "sdkId"));
    literal(title.unwrap_or(service.id.name()))
}

/// Returns `docs` without a first paragraph that only repeats the title before it.
fn without_title(mut docs: Docs, title: &str) -> Docs {
    let name = |text: &str| text.replace("Amazon Web Services", "AWS");
    if let [first, rest @ ..] = docs.lines.as_slice()
        && name(title).ends_with(&name(first))
        && rest.first().is_none_or(String::is_empty)
    {
        docs.lines = rest.get(1..).unwrap_or_default().to_vec();
    }
    docs
}

/// Returns the name of the service in configuration.
fn sdk_id(service: &Shape) -> &str {
    service
        .traits
        .text_in(id::AWS_SERVICE, "sdkId")
        .unwrap_or(service.id.name())
}

fn version(service: &Shape) -> String {
    match &service.kind {
        Kind::Service(properties) => properties.version.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_the_documentation_repeats_is_left_out() {
        let shown = |title: &str, lines: &[&str]| {
            let lines = lines.iter().map(|line| (*line).to_owned()).collect();
            let docs = Docs {
                lines,
                ..Docs::default()
            };
            without_title(docs, title).lines.join("|")
        };
        assert_eq!(shown("AWS Zoo", &["Zoo", "", "Animals."]), "Animals.");
        assert_eq!(shown("AWS Zoo", &["Amazon Web Services Zoo"]), "");
        assert_eq!(shown("AWS Zoo", &["Zoo", "Animals."]), "Zoo|Animals.");
        assert_eq!(shown("AWS Zoo", &["A zoo.", "", "Zoo"]), "A zoo.||Zoo");
        assert_eq!(shown("AWS Zoo", &[]), "");
    }
}
