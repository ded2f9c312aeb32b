//! Authentication schemes of a call, in the order in which they are tried.

use super::shared::Shared;
use crate::auth::AuthScheme;
use crate::credentials::Token;
use crate::endpoint::EndpointAuthScheme;
use crate::sign::{Algorithm, PathEncoding, SessionToken};
use crate::transport::BoxError;

/// Scheme that a call may use, with the scope of its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AuthOption {
    pub(super) scheme: AuthScheme,
    /// Signing name.
    pub(super) name: String,
    /// Signing region; the regions of SigV4a, separated by commas.
    pub(super) region: Option<String>,
    pub(super) path: PathEncoding,
}

/// Defaults of a scope: the signing name of the service and the region of the call.
#[derive(Clone, Copy)]
pub(super) struct DefaultScope<'a> {
    pub(super) name: Option<&'static str>,
    pub(super) region: Option<&'a str>,
    /// Configured regions of SigV4a, which replace those of the endpoint.
    pub(super) region_set: Option<&'a str>,
}

/// Signing name of Amazon S3.
const S3: &str = "s3";

impl AuthOption {
    fn new(scheme: &EndpointAuthScheme<'_>, default: DefaultScope<'_>) -> Self {
        let name = scheme.signing_name.or(default.name).unwrap_or_default();
        let own = scheme.signing_region.as_deref();
        let region = own.or(default.region);
        let region = match scheme.scheme {
            AuthScheme::SigV4a => default.region_set.or(region).or(Some("*")),
            _ => region,
        };
        // Of the service, also at an endpoint of the caller that does not say so: IAM User Guide, "Create a signed AWS API
        // request", step 1.
        let is_encoded_once = scheme.disable_double_encoding || default.name == Some(S3);
        Self {
            scheme: scheme.scheme,
            name: name.to_owned(),
            region: region.map(str::to_owned),
            path: match is_encoded_once {
                true => PathEncoding::Once,
                false => PathEncoding::Twice,
            },
        }
    }

    /// Returns the name of the session token in a signature.
    pub(super) fn token(&self) -> SessionToken {
        match self.scheme {
            AuthScheme::S3Express => SessionToken::S3Express,
            _ => SessionToken::Security,
        }
    }

    /// Returns the algorithm of the signature; `None` if the region is missing, or if requests are not signed.
    pub(super) fn algorithm(&self) -> Option<Algorithm<'_>> {
        let region = self.region.as_deref()?;
        match self.scheme {
            AuthScheme::SigV4 | AuthScheme::S3Express => Some(Algorithm::SigV4 { region }),
            AuthScheme::SigV4a => Some(Algorithm::SigV4a { region_set: region }),
            AuthScheme::Bearer | AuthScheme::NoAuth => None,
        }
    }
}

/// Returns the schemes of a call, in the order in which they are tried.
///
/// `modeled` are those of the operation, which those of the endpoint replace; `noAuth` remains. Schemes of `preference`
/// come first, in its order; it adds none. SigV4a comes after SigV4 unless it is preferred, so that the feature `sigv4a`,
/// which any crate of a program may enable, does not change a signature that needs no feature.
///
/// Sources: "Authentication scheme" of the AWS SDKs and Tools Reference Guide; botocore's `auth_schemes_to_signing_ctx`
/// (`regions.py`) and `resolve_auth_scheme_preference` (`auth.py`).
pub(super) fn options(
    modeled: &[AuthScheme],
    of_endpoint: Option<Vec<EndpointAuthScheme<'_>>>,
    default: DefaultScope<'_>,
    preference: &[AuthScheme],
) -> Result<Vec<AuthOption>, BoxError> {
    let mut schemes = match of_endpoint {
        Some(mut schemes) => {
            if modeled.contains(&AuthScheme::NoAuth) {
                schemes.push(AuthScheme::NoAuth.into());
            }
            schemes
        }
        None => modeled.iter().map(|scheme| (*scheme).into()).collect(),
    };
    let has_sigv4 = schemes.iter().any(|it| it.scheme == AuthScheme::SigV4);
    schemes.sort_by_key(|it| {
        // Sessions are for signatures of SigV4.
        let is_session = it.scheme == AuthScheme::S3Express;
        let is_preferred = |scheme: &AuthScheme| {
            *scheme == it.scheme || (is_session && *scheme == AuthScheme::SigV4)
        };
        let place = preference.iter().position(is_preferred);
        let is_second = place.is_none() && has_sigv4 && it.scheme == AuthScheme::SigV4a;
        (place.unwrap_or(preference.len()), is_second)
    });
    let supported = schemes.iter().filter(|it| it.scheme.is_supported());
    let options: Vec<_> = supported.map(|it| AuthOption::new(it, default)).collect();
    match (options.is_empty(), schemes.first()) {
        (true, Some(first)) => Err(needs_feature(first.scheme)),
        // A list without schemes is that of a service without authentication.
        (true, None) => Ok(vec![AuthOption::new(&AuthScheme::NoAuth.into(), default)]),
        (false, _) => Ok(options),
    }
}

fn needs_feature(scheme: AuthScheme) -> BoxError {
    format!(
        "the authentication scheme {scheme} needs the feature `{scheme}` of the runtime: enable it"
    )
    .into()
}

/// Returns the variable with the bearer token of the service with this signing name.
///
/// Source: botocore's `get_token_from_environment` (`utils.py`).
pub(super) fn token_variable(signing_name: &str) -> String {
    let name = signing_name.replace(['-', ' '], "_").to_ascii_uppercase();
    format!("AWS_BEARER_TOKEN_{name}")
}

impl Shared {
    /// Returns the bearer token of the service's variable, if one of `modeled` uses it.
    pub(super) fn token_of_variable(&self, modeled: &[AuthScheme]) -> Option<Token> {
        let variable = self.token_variable.as_deref()?;
        if !modeled.contains(&AuthScheme::Bearer) {
            return None;
        }
        self.config.environment().trimmed(variable).map(Token::new)
    }

    /// Returns the schemes that the caller prefers, in order. A service's variable with a token prefers bearer tokens,
    /// before every preference that is not made in code.
    ///
    /// Source: botocore's `_should_prefer_bearer_auth` (`handlers.py`), and the AWS SDKs for Rust and JavaScript alike.
    pub(super) fn auth_preference(&self, has_variable: bool) -> &[AuthScheme] {
        match has_variable && !self.config.prefers_auth_schemes_in_code() {
            true => &[AuthScheme::Bearer],
            false => self.config.auth_scheme_preference(),
        }
    }
}

#[cfg(test)]
mod tests;
