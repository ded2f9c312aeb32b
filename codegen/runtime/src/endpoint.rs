//! Endpoint resolution: runtime support for the endpoint rules of a service.
//!
//! The generator compiles the rule set of a model (`smithy.rules#endpointRuleSet`) to Rust, in the module `endpoint` of
//! the service. This module has the inputs and outputs of that code, and [`library`] the functions that rules may call.
//! A rule set uses values that every client has, its built-ins ([`BuiltIns`]), and may use others, from the operation
//! or from the configuration ([`ClientContext`]). It returns an [`Endpoint`] or an error ([`EndpointError`]).
//!
//! Source: <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>.

mod auth_schemes;
mod built_ins;
mod error;
mod host_label;
mod http_url;
pub mod library;
mod region;
mod request;
mod resolved;

pub use auth_schemes::EndpointAuthScheme;
pub use built_ins::{BuiltIns, ClientContext};
pub use error::{EndpointError, exhausted, refuse, required};
pub use host_label::{host_label, host_part};
pub(crate) use http_url::{for_rules, http_url, is_host_header, may_hold_secret};
pub use library::{Arn, Partition, Url};
pub(crate) use region::{
    EXPECTED as EXPECTED_REGION, EXPECTED_SET as EXPECTED_REGION_SET, region, region_at, region_set,
};
pub use request::EndpointRequest;
pub(crate) use request::ResolveEndpoint;
pub use resolved::Endpoint;

/// Result of endpoint resolution.
pub type Result = std::result::Result<Endpoint, EndpointError>;

/// Returns the configured endpoint of a service whose model has no rules.
pub(crate) fn configured(service: &'static str, built_ins: &BuiltIns<'_>) -> Result {
    let endpoint = match built_ins.endpoint {
        Some(url) => Endpoint::new(url),
        None => refuse("its model has no endpoint rules, so the endpoint URL must be configured"),
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
            "no endpoint of Plain: its model has no endpoint rules, so the endpoint URL must be configured"
        );
    }
}
