//! What rules give.

use super::EndpointError;
use crate::Document;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::Ipv4Addr;

/// The authentication scheme that requests can be signed by.
const SUPPORTED: &str = "sigv4";

/// The property that lists authentication schemes.
const AUTH_SCHEMES: &str = "authSchemes";

/// Where requests go, and what has to be known besides to send them there.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    url: Uri,
    headers: HeaderMap,
    properties: BTreeMap<&'static str, Document>,
}

/// What an endpoint says of signing; where it says nothing, the client's region and the service's name hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signing<'a> {
    /// The name that requests are signed for.
    pub name: Option<&'a str>,
    /// The region that requests are signed for.
    pub region: Option<&'a str>,
}

impl Endpoint {
    /// The endpoint at `url`: scheme and authority, and a path where the service is not at the root.
    ///
    /// # Errors
    /// `url` is no absolute URL.
    pub fn new(url: impl AsRef<str>) -> Result<Self, EndpointError> {
        let url = url.as_ref();
        let reason = match url.parse::<Uri>() {
            Ok(uri) if uri.scheme().is_some() && uri.authority().is_some() => {
                return Ok(Self {
                    url: uri,
                    headers: HeaderMap::new(),
                    properties: BTreeMap::new(),
                });
            }
            Ok(_) => "it needs a scheme and a host, like `https://example.com`".to_owned(),
            Err(error) => error.to_string(),
        };
        Err(EndpointError::new(format!("`{url}` is no URL: {reason}")))
    }

    /// Adds a header that requests to the endpoint carry.
    ///
    /// # Errors
    /// Name or value cannot be that of a header.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Result<Self, EndpointError> {
        let unsendable = |error: &dyn Display| {
            EndpointError::new(format!("its header `{name}` cannot be sent: {error}"))
        };
        let key = HeaderName::try_from(name).map_err(|error| unsendable(&error))?;
        let value = HeaderValue::from_str(value.as_ref()).map_err(|error| unsendable(&error))?;
        self.headers.append(key, value);
        Ok(self)
    }

    /// Adds an authentication scheme to those that the endpoint takes, the one to prefer first: the property
    /// `authSchemes`.
    #[must_use]
    pub fn auth_scheme<V: Into<Document>>(
        mut self,
        name: &str,
        properties: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Self {
        let properties = properties
            .into_iter()
            .map(|(key, value)| (key, value.into()));
        let scheme = [("name", Document::from(name))]
            .into_iter()
            .chain(properties)
            .collect();
        let schemes = self.properties.entry(AUTH_SCHEMES).or_default();
        if let Document::Array(schemes) = schemes {
            schemes.push(scheme);
        } else {
            *schemes = Document::Array(vec![scheme]);
        }
        self
    }

    /// Sets another property, which says how the endpoint is to be called.
    #[must_use]
    pub fn property(mut self, name: &'static str, value: impl Into<Document>) -> Self {
        self.properties.insert(name, value.into());
        self
    }

    /// The same with `prefix` before the name of its host (`smithy.api#endpoint$hostPrefix`); an empty one changes nothing.
    ///
    /// # Errors
    /// The host is an address and no name, or its name gets longer than a host's name may be. The error does not show
    /// `prefix`, for it may hold what is sensitive.
    pub fn prefixed(mut self, prefix: &str) -> Result<Self, EndpointError> {
        let Some(authority) = self.url.authority().filter(|_| !prefix.is_empty()) else {
            return Ok(self);
        };
        let host = authority.host();
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return Err(EndpointError::new(format!(
                "the operation puts a prefix before the host, which `{host}` cannot have: configure a name, or set \
                 `disable_host_prefix_injection`"
            )));
        }
        let name = format!("{prefix}{}", host.trim_end_matches('.'));
        // RFC 1123, section 2.1.
        if name.len() > 253 || name.split('.').any(|label| label.len() > 63) {
            return Err(EndpointError::new(format!(
                "the prefix that the operation puts before the host `{host}` makes its name too long: 63 characters may \
                 stand between dots, and 253 in all"
            )));
        }
        let invalid = |error: &dyn Display| {
            EndpointError::new(format!(
                "no prefix can stand before the host `{host}`: {error}"
            ))
        };
        let prefixed = format!("{prefix}{authority}");
        let prefixed = Authority::try_from(prefixed).map_err(|error| invalid(&error))?;
        let mut parts = self.url.clone().into_parts();
        parts.authority = Some(prefixed);
        self.url = Uri::from_parts(parts).map_err(|error| invalid(&error))?;
        Ok(self)
    }

    /// The URL: scheme and authority, and a path where the service is not at the root.
    #[must_use]
    pub fn url(&self) -> &Uri {
        &self.url
    }

    /// The headers that requests to the endpoint carry.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How the endpoint is to be called, as the rules say it.
    #[must_use]
    pub fn properties(&self) -> &BTreeMap<&'static str, Document> {
        &self.properties
    }

    /// What the endpoint says of signing: the first of its `authSchemes` that is supported, SigV4.
    ///
    /// # Errors
    /// It names schemes, and none of them is supported.
    pub fn signing(&self) -> Result<Signing<'_>, EndpointError> {
        let Some(schemes) = self.properties.get(AUTH_SCHEMES) else {
            return Ok(Signing::default());
        };
        let named = || schemes.as_array().into_iter().flatten();
        let name =
            |scheme: &Document| scheme.get("name").and_then(Document::as_str) == Some(SUPPORTED);
        let Some(scheme) = named().find(|scheme| name(scheme)) else {
            return Err(EndpointError::new(format!(
                "it takes requests signed by none but {schemes}, and only {SUPPORTED} is supported"
            )));
        };
        let text = |key| scheme.get(key).and_then(Document::as_str);
        Ok(Signing {
            name: text("signingName"),
            region: text("signingRegion"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Endpoint, Signing};
    use serde_json::json;

    #[test]
    fn a_url_is_absolute() {
        for url in [
            "https://a.b",
            "http://localhost:8000/x/y",
            "https://[::1]:1",
        ] {
            assert_eq!(Endpoint::new(url).unwrap().url(), url);
        }
        for url in ["", "a.b", "/x", "https://", "https://a b", "localhost:80"] {
            let error = Endpoint::new(url).unwrap_err();
            assert!(error.message().contains(&format!("`{url}`")), "{error}");
        }
    }

    #[test]
    fn a_prefix_comes_before_the_host_and_leaves_the_rest() {
        let prefixed = |url: &str, prefix: &str| {
            let endpoint = Endpoint::new(url).unwrap().prefixed(prefix);
            endpoint.map(|endpoint| endpoint.url().to_string())
        };
        for (url, prefix, expected) in [
            ("https://example.com", "", "https://example.com/"),
            ("https://example.com", "foo.", "https://foo.example.com/"),
            ("https://a.b:8443/c/d", "data-", "https://data-a.b:8443/c/d"),
            ("http://localhost:1", "x.y.", "http://x.y.localhost:1/"),
            ("https://a.b.", "foo.", "https://foo.a.b./"),
        ] {
            assert_eq!(prefixed(url, prefix).as_deref(), Ok(expected));
        }
        let long = "p".repeat(62) + ".";
        assert!(prefixed("https://a.b", &long).is_ok());
        let longer = "p".repeat(62) + "-";
        for (url, prefix, why) in [
            ("http://127.0.0.1:8000", "foo.", "`127.0.0.1`"),
            ("http://[::1]:8000", "foo.", "`[::1]`"),
            ("https://ab.c", longer.as_str(), "too long"),
            ("https://a.b", &long.repeat(4), "too long"),
        ] {
            let error = prefixed(url, prefix).unwrap_err();
            assert!(error.message().contains(why), "{error}");
            assert!(!error.message().contains(prefix), "{error}");
        }
    }

    #[test]
    fn headers_have_several_values_and_only_valid_ones() {
        let endpoint = Endpoint::new("https://a.b").unwrap();
        let endpoint = endpoint.header("x-multi", "*").unwrap();
        let endpoint = endpoint.header("X-Multi", "b").unwrap();
        let values: Vec<_> = endpoint.headers().get_all("x-multi").iter().collect();
        assert_eq!(values, ["*", "b"]);
        assert!(endpoint.clone().header("a b", "c").is_err());
        assert!(endpoint.header("a", "line\nbreak").is_err());
    }

    #[test]
    fn the_first_supported_scheme_says_how_to_sign() {
        let endpoint = || Endpoint::new("https://a.b").unwrap();
        assert_eq!(endpoint().signing().unwrap(), Signing::default());
        let endpoint = endpoint()
            .auth_scheme("sigv4a", [("signingRegionSet", ["*"])])
            .auth_scheme(
                "sigv4",
                [
                    ("signingName", "organizations"),
                    ("signingRegion", "us-east-1"),
                ],
            )
            .auth_scheme("sigv4", [("signingName", "later")]);
        assert_eq!(
            endpoint.properties()["authSchemes"],
            json!([
                { "name": "sigv4a", "signingRegionSet": ["*"] },
                { "name": "sigv4", "signingName": "organizations", "signingRegion": "us-east-1" },
                { "name": "sigv4", "signingName": "later" },
            ])
        );
        let signing = endpoint.signing().unwrap();
        assert_eq!(signing.name, Some("organizations"));
        assert_eq!(signing.region, Some("us-east-1"));
    }

    #[test]
    fn schemes_that_are_all_unsupported_are_an_error() {
        let endpoint = Endpoint::new("https://a.b").unwrap();
        let endpoint = endpoint.auth_scheme("sigv4a", [("signingRegionSet", ["*"])]);
        let error = endpoint.signing().unwrap_err();
        assert!(error.message().contains("sigv4a"), "{error}");
    }
}
