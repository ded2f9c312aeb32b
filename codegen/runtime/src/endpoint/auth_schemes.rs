//! Authentication schemes of an endpoint, with their signing properties.
//!
//! Source: <https://smithy.io/2.0/aws/rules-engine/auth-schemes.html>.

use super::error::EndpointError;
use super::http_url::is_of_name;
use super::region::{EXPECTED_SET, region_at, region_set};
use super::resolved::{AUTH_SCHEMES, Endpoint};
use crate::Document;
use crate::auth::AuthScheme;
use crate::error::OneLine;

/// Authentication scheme in the property `authSchemes` of an endpoint. The defaults of its signing properties are the
/// client's region and the service's signing name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointAuthScheme<'a> {
    /// The scheme.
    pub scheme: AuthScheme,
    /// Signing name (`signingName`).
    pub signing_name: Option<&'a str>,
    /// Signing region of SigV4 (`signingRegion`), in lower case; the regions of SigV4a (`signingRegionSet`), separated by
    /// commas, or `*`.
    pub signing_region: Option<String>,
    /// True if the path is not encoded again in the signature (`disableDoubleEncoding`).
    pub disable_double_encoding: bool,
}

impl Endpoint {
    /// Returns the supported schemes of the property `authSchemes`, in its order; `None` if the rules do not set it.
    ///
    /// # Errors
    /// If none of its schemes is supported; or if a signing name or region of a supported one is invalid.
    pub fn auth_schemes(&self) -> Result<Option<Vec<EndpointAuthScheme<'_>>>, EndpointError> {
        let Some(property) = self.properties().get(AUTH_SCHEMES) else {
            return Ok(None);
        };
        let listed = property.as_array().into_iter().flatten();
        let known: Vec<_> = listed
            .filter_map(|properties| Some((scheme(properties)?, properties)))
            .collect();
        let supported = known.iter().filter(|(scheme, _)| scheme.is_supported());
        let schemes: Vec<_> = supported
            .map(|(scheme, properties)| EndpointAuthScheme::read(*scheme, properties))
            .collect::<Result<_, _>>()?;
        if schemes.is_empty() {
            let help = match known.first() {
                Some((scheme, _)) => {
                    format!("for {scheme} enable the feature `{scheme}` of the runtime")
                }
                None => "none of them is supported".to_owned(),
            };
            return Err(EndpointError::new(format!(
                "it requires one of the authentication schemes {property}: {help}"
            )));
        }
        Ok(Some(schemes))
    }
}

/// A scheme without signing properties.
impl From<AuthScheme> for EndpointAuthScheme<'_> {
    fn from(scheme: AuthScheme) -> Self {
        Self {
            scheme,
            signing_name: None,
            signing_region: None,
            disable_double_encoding: false,
        }
    }
}

impl<'a> EndpointAuthScheme<'a> {
    fn read(scheme: AuthScheme, properties: &'a Document) -> Result<Self, EndpointError> {
        let text = |key| properties.get(key).and_then(Document::as_str);
        let region = match scheme {
            AuthScheme::SigV4a => properties.get("signingRegionSet").map(set).transpose()?,
            _ => text("signingRegion")
                .map(|it| region_at("its property `signingRegion`", it))
                .transpose()
                .map_err(EndpointError::new)?,
        };
        let is_true = |key| properties.get(key).and_then(Document::as_bool) == Some(true);
        Ok(Self {
            scheme,
            signing_name: text("signingName").map(signing_name).transpose()?,
            signing_region: region,
            disable_double_encoding: is_true("disableDoubleEncoding"),
        })
    }
}

/// Returns the scheme that is described; `None` for an unknown one.
fn scheme(properties: &Document) -> Option<AuthScheme> {
    let name = properties.get("name")?.as_str()?;
    // Rules may also name the trait.
    let name = name.rsplit('#').next().unwrap_or(name);
    AuthScheme::named(name)
}

/// Returns the regions of a list, separated by commas.
fn set(list: &Document) -> Result<String, EndpointError> {
    let regions = list.as_array().into_iter().flatten();
    let regions: Vec<&str> = regions.map(|it| it.as_str().unwrap_or_default()).collect();
    region_set(&regions.join(",")).ok_or_else(|| {
        let got = list.to_string();
        EndpointError::new(format!(
            "its property `signingRegionSet`: expected {EXPECTED_SET}, got {:?}",
            OneLine(&got)
        ))
    })
}

/// Returns a signing name, if it is valid: a slash would end it.
fn signing_name(name: &str) -> Result<&str, EndpointError> {
    if !name.is_empty() && is_of_name(name) {
        return Ok(name);
    }
    Err(EndpointError::new(format!(
        "its property `signingName`: expected letters, digits, hyphens, dots and underscores, got {:?}",
        OneLine(name)
    )))
}

#[cfg(test)]
mod tests;
