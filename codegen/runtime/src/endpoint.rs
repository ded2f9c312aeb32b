//! Where a request goes: what the endpoint rules of a service stand on.
//!
//! The generator compiles the rule set of a model (`smithy.rules#endpointRuleSet`) to Rust, in the module `endpoint` of
//! the service. What such code takes and gives is here, and in [`library`] the functions that rules may call. A rule set
//! asks for values that every client knows, its built-ins ([`BuiltIns`]), and may ask for more, which come from
//! the operation or from what the client was told ([`ClientContext`]). It gives an [`Endpoint`], or refuses
//! ([`EndpointError`]).
//!
//! Source of all of it: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>.

mod built_ins;
mod error;
mod host_label;
mod http_url;
pub mod library;
mod region;
mod resolved;

pub use built_ins::{BuiltIns, ClientContext};
pub use error::{EndpointError, exhausted, refuse, required};
pub use host_label::{host_label, host_part};
pub(crate) use http_url::{for_rules, http_url, may_hold_secret};
pub use library::{Arn, Partition, Url};
pub(crate) use region::{EXPECTED as EXPECTED_REGION, region, region_at};
pub use resolved::{Endpoint, Signing};

/// An endpoint, or why there is none.
pub type Result = std::result::Result<Endpoint, EndpointError>;

/// The endpoint of a service whose model has no rules: the one that is configured.
pub(crate) fn configured(service: &'static str, built_ins: &BuiltIns<'_>) -> Result {
    let endpoint = match built_ins.endpoint {
        Some(url) => Endpoint::new(url),
        None => refuse("its model has no endpoint rules, so the endpoint URL has to be configured"),
    };
    endpoint.map_err(|error| error.of(service))
}

#[cfg(test)]
mod tests {
    use super::{BuiltIns, configured};

    #[test]
    fn without_rules_there_is_only_the_configured_endpoint() {
        let built_ins = BuiltIns {
            endpoint: Some("http://localhost:8000/base"),
            ..BuiltIns::default()
        };
        let endpoint = configured("Plain", &built_ins).unwrap();
        assert_eq!(endpoint.url(), "http://localhost:8000/base");

        let error = configured("Plain", &BuiltIns::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no endpoint of Plain: its model has no endpoint rules, so the endpoint URL has to be configured"
        );
    }
}
