//! Built-in parameters of endpoint rules.

use crate::Document;
use std::collections::BTreeMap;

/// Built-in parameters of endpoint rules: values that every client has.
///
/// A rule set binds a parameter to one of them with `builtIn`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIns<'a> {
    /// `AWS::Region`: the region of the client.
    pub region: Option<&'a str>,
    /// `AWS::UseFIPS`: true to require endpoints validated by FIPS 140.
    pub use_fips: bool,
    /// `AWS::UseDualStack`: true to require endpoints reachable by IPv4 and IPv6.
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: the configured endpoint URL, which overrides that of the service.
    pub endpoint: Option<&'a str>,
    /// `AWS::Auth::AccountId`: the account of the credentials, if it is known.
    pub account_id: Option<&'a str>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<&'a str>,
    /// Configured values of the service's own parameters.
    pub context: Option<&'a ClientContext>,
}

impl<'a> BuiltIns<'a> {
    /// Returns the value of the string parameter `name`, if it is set.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.as_str()
    }

    /// Returns the value of the boolean parameter `name`, if it is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    fn value(&self, name: &str) -> Option<&'a Document> {
        self.context?.0.get(name)
    }
}

/// Values of the parameters that a service declares with `smithy.rules#clientContextParams`.
///
/// ```
/// let context = runtime::endpoint::ClientContext::default().set("ForcePathStyle", true);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientContext(BTreeMap<String, Document>);

impl ClientContext {
    /// Sets the parameter `name` of the model to a string or a boolean. A value of another type than in the model
    /// counts as unset.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Document>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// Returns true if the parameter `name` is set.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{BuiltIns, ClientContext};

    #[test]
    fn a_client_parameter_is_found_by_its_name_and_type() {
        let context = ClientContext::default().set("Link", "a").set("Flag", false);
        let built_ins = BuiltIns {
            context: Some(&context),
            ..BuiltIns::default()
        };
        assert_eq!(built_ins.text("Link"), Some("a"));
        assert_eq!(built_ins.flag("Flag"), Some(false));
        assert_eq!(built_ins.flag("Link"), None);
        assert_eq!(built_ins.text("link"), None);
        assert_eq!(BuiltIns::default().text("Link"), None);
    }
}
