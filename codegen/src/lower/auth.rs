//! Authentication schemes of a service and of its operations, and the name it is signed with.
//!
//! Source: <https://smithy.io/2.0/spec/authentication-traits.html>.

use super::Context;
use crate::ir::Auth;
use crate::smithy::ast::Shape;
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

/// Supported schemes by the ids of their traits, in the order of a service without the trait `auth`: alphabetical.
const SCHEMES: [(&str, Auth); 3] = [
    (id::SIGV4, Auth::SigV4),
    (id::SIGV4A, Auth::SigV4a),
    (id::HTTP_BEARER_AUTH, Auth::Bearer),
];

/// Schemes that are not supported.
const OTHERS: [&str; 4] = [
    "aws.auth#cognitoUserPools",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
];

const SUPPORTED: &str =
    "the supported schemes are aws.auth#sigv4, aws.auth#sigv4a, smithy.api#httpBearerAuth";

/// Returns the id of the trait of a scheme.
pub(crate) fn scheme_id(scheme: Auth) -> &'static str {
    let found = SCHEMES.into_iter().find(|(_, it)| *it == scheme);
    found.map_or("smithy.api#noAuth", |(id, _)| id)
}

impl Context<'_> {
    /// Returns the schemes of the service, the preferred first, and reports a service without a supported one.
    pub(super) fn service_auth(&mut self) -> Vec<Auth> {
        let service = self.service;
        let all = SCHEMES.map(|(id, _)| id).into_iter().chain(OTHERS);
        let defined: Vec<&str> = all.filter(|id| service.traits.has(id)).collect();
        let named = self.trait_value(service, id::AUTH);
        match &named {
            Some(place) if place.node.as_array().is_none() => {
                let message = format!("the trait {} is not a list", id::AUTH);
                let help = "list the ids of traits that the service has";
                self.error_at(place, message, help);
            }
            _ => {}
        }
        let is_open = named.is_some_and(|it| it.node.as_array().is_some_and(<[Node]>::is_empty));
        let schemes = self.of_service();
        if schemes == [Auth::NoAuth] && !defined.is_empty() && !is_open {
            let message = format!(
                "requests cannot be authenticated: the service authenticates with {}",
                defined.join(", ")
            );
            self.error(service, None, message, SUPPORTED);
        }
        schemes
    }

    /// Returns the schemes of `operation`, the preferred first; `None` if they are those of the service.
    pub(super) fn auth(&mut self, operation: &Shape) -> Option<Vec<Auth>> {
        let is_optional = operation.traits.has(id::OPTIONAL_AUTH);
        let mut schemes = match self.trait_value(operation, id::AUTH) {
            None => self.of_service(),
            Some(place) => {
                let Some(listed) = place.node.as_array() else {
                    let message = format!("the trait {} is not a list", id::AUTH);
                    let help = "list the ids of traits that the service has";
                    self.error_at(&place, message, help);
                    return None;
                };
                let schemes = self.supported(listed);
                if schemes.is_empty() && !listed.is_empty() && !is_optional {
                    let listed: Vec<String> = listed.iter().map(Node::to_json).collect();
                    let message = format!(
                        "requests of `{}` cannot be authenticated: they are authenticated with {}",
                        operation.id,
                        listed.join(", ")
                    );
                    let help = format!(
                        "{SUPPORTED}: leave the operation out with `operations` in the manifest"
                    );
                    self.error_at(&place, message, &help);
                }
                schemes
            }
        };
        if (is_optional || schemes.is_empty()) && !schemes.contains(&Auth::NoAuth) {
            schemes.push(Auth::NoAuth);
        }
        (schemes != self.of_service()).then_some(schemes)
    }

    /// Returns the name in signatures; for a service with bearer tokens alone the prefix of its endpoints, which botocore
    /// names the variable of the token after; `None` for a service that has neither.
    pub(super) fn signing_name(&mut self) -> Option<String> {
        let service = self.service;
        let mut names = Vec::new();
        for id in [id::SIGV4, id::SIGV4A] {
            let name = service.traits.text_in(id, "name");
            match name.filter(|name| !name.is_empty()) {
                Some(name) => names.push(name),
                None if service.traits.has(id) => {
                    let message =
                        format!("requests cannot be signed: the trait {id} has no `name`");
                    let help = "give it the service's name in signatures";
                    self.trait_error(service, id, None, message, help);
                    return None;
                }
                None => {}
            }
        }
        if let [name, other] = names.as_slice()
            && name != other
        {
            let message = format!(
                "requests cannot be signed: the traits {} and {} have different names, `{name}` and `{other}`",
                id::SIGV4,
                id::SIGV4A
            );
            self.trait_error(
                service,
                id::SIGV4A,
                None,
                message,
                "give them the same `name`",
            );
        }
        let prefix = || {
            let prefix = service.traits.text_in(id::AWS_SERVICE, "endpointPrefix");
            prefix.filter(|_| service.traits.has(id::HTTP_BEARER_AUTH))
        };
        let name = names.first().copied().or_else(prefix);
        name.map(str::to_owned)
    }

    /// Returns the schemes of the service, the preferred first.
    fn of_service(&self) -> Vec<Auth> {
        let named = self.service.traits.get(id::AUTH).and_then(Node::as_array);
        let schemes = match named {
            Some(listed) => self.supported(listed),
            None => {
                let defined = SCHEMES.iter().filter(|(id, _)| self.service.traits.has(id));
                defined.map(|(_, scheme)| *scheme).collect()
            }
        };
        match schemes.is_empty() {
            true => vec![Auth::NoAuth],
            false => schemes,
        }
    }

    /// Returns the supported schemes of a list of ids, of those that the service has.
    fn supported(&self, listed: &[Node]) -> Vec<Auth> {
        let listed = listed.iter().filter_map(Node::as_str);
        let schemes = listed.filter_map(|listed| {
            let scheme = SCHEMES.iter().find(|(id, _)| *id == listed);
            scheme.filter(|(id, _)| self.service.traits.has(id))
        });
        schemes.map(|(_, scheme)| *scheme).collect()
    }
}
