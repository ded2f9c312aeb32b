//! What a client knows that endpoint rules may ask for.

use crate::Document;
use std::collections::BTreeMap;

/// The values that a client knows without being told what a service's rules ask for.
///
/// In a rule set a parameter takes one of them by its `builtIn`.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIns<'a> {
    /// `AWS::Region`: the region that the client is for.
    pub region: Option<&'a str>,
    /// `AWS::UseFIPS`: whether endpoints have to be validated by FIPS 140.
    pub use_fips: bool,
    /// `AWS::UseDualStack`: whether endpoints have to be reachable by IPv6 as well.
    pub use_dual_stack: bool,
    /// `SDK::Endpoint`: the URL that is configured instead of the service's own.
    pub endpoint: Option<&'a str>,
    /// `AWS::Auth::AccountId`: the account that the credentials are of, where they say.
    pub account_id: Option<&'a str>,
    /// `AWS::Auth::AccountIdEndpointMode`: `preferred`, `disabled` or `required`.
    pub account_id_endpoint_mode: Option<&'a str>,
    /// What the client was told for the service's own parameters.
    pub context: Option<&'a ClientContext>,
}

impl<'a> BuiltIns<'a> {
    /// The client's value of the text parameter `name`, if it is set.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.as_str()
    }

    /// The client's value of the boolean parameter `name`, if it is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    fn value(&self, name: &str) -> Option<&'a Document> {
        self.context?.0.get(name)
    }
}

/// What a client was told for the parameters that a service declares with `smithy.rules#clientContextParams`.
///
/// ```
/// let context = runtime::endpoint::ClientContext::default().set("ForcePathStyle", true);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClientContext(BTreeMap<String, Document>);

impl ClientContext {
    /// Sets the parameter that the model calls `name` to text or a boolean. A value of another type than the model says
    /// counts as none.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<Document>) -> Self {
        self.0.insert(name.into(), value.into());
        self
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
