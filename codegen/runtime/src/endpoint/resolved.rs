//! Resolved endpoints.

use super::error::{EndpointError, required};
use super::http_url::{http_url, is_of_name, may_hold_secret};
use super::region::{EXPECTED_SET, region_at, region_set};
use crate::Document;
use crate::error::OneLine;
use http::uri::Scheme;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::net::Ipv4Addr;

/// Supported authentication schemes.
const SUPPORTED: &[&str] = if cfg!(feature = "sigv4a") {
    &["sigv4", "sigv4a"]
} else {
    &["sigv4"]
};

/// Property that lists authentication schemes.
const AUTH_SCHEMES: &str = "authSchemes";

/// Endpoint of requests, with its headers and properties.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    url: Uri,
    headers: HeaderMap,
    properties: BTreeMap<&'static str, Document>,
}

/// Signing properties of an endpoint. The defaults are the client's region and the service's signing name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing<'a> {
    /// Signing name.
    pub name: Option<&'a str>,
    /// Signing region, in lower case.
    pub region: Option<String>,
    /// True if requests are signed with SigV4a, for which the feature `sigv4a` is needed.
    pub sigv4a: bool,
    /// Regions in which a SigV4a signature is valid, in lower case, separated by commas.
    pub region_set: Option<String>,
}

impl Endpoint {
    /// Creates the endpoint at `url`: `https` or `http`, a host, and an optional path.
    ///
    /// The URL is normalized to the form that HTTP clients send, so that the signature matches the request: the host in
    /// lower case, an IPv4 address as four numbers (`127.1` is `127.0.0.1`), an IPv6 address in its short form, no
    /// default port.
    ///
    /// # Errors
    /// If `url` is not a URL, or has a user, a query or a fragment; if its host is neither an address nor a name of
    /// letters, digits, hyphens, underscores and dots; or if its path has a segment `.` or `..`, or a character that
    /// must be percent-encoded.
    pub fn new(url: impl AsRef<str>) -> Result<Self, EndpointError> {
        let url = url.as_ref();
        match http_url(url) {
            Ok(url) => Ok(Self {
                url,
                headers: HeaderMap::new(),
                properties: BTreeMap::new(),
            }),
            Err(reason) => Err(invalid(url, reason)),
        }
    }

    /// Creates an endpoint like [`new`](Self::new), for a URL without a path, whose host may hold values inserted by
    /// rules.
    ///
    /// # Errors
    /// Those of `new`; and if there is a slash after the host.
    pub fn of_host(url: impl AsRef<str>) -> Result<Self, EndpointError> {
        let url = url.as_ref();
        let endpoint = Self::new(url)?;
        match url.split_once("://") {
            Some((_, host)) if host.contains('/') => {
                Err(invalid(url, "a value that the rules insert ends its host"))
            }
            _ => Ok(endpoint),
        }
    }

    /// Returns the same endpoint at the URL in the input member `member`, for operations with such a member (`Predict`
    /// of Amazon Machine Learning).
    ///
    /// # Errors
    /// If `url` is blank or is not valid for [`new`](Self::new); or if it is `http` and this endpoint, resolved or
    /// configured, is not.
    pub fn moved_to(mut self, member: &str, url: &str) -> Result<Self, EndpointError> {
        let of_member = |error: EndpointError| {
            EndpointError::new(format!(
                "`{member}`, which is the URL of the request: {}",
                error.message()
            ))
        };
        let moved = Self::new(required(member, url)?).map_err(of_member)?.url;
        if moved.scheme() == Some(&Scheme::HTTP) && self.url.scheme() != Some(&Scheme::HTTP) {
            let reason = "it must be https, unless the configured endpoint is http";
            return Err(of_member(invalid(url, reason)));
        }
        self.url = moved;
        Ok(self)
    }

    /// Adds a header that is sent to the endpoint.
    ///
    /// # Errors
    /// If the name or value is not valid in a header.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Result<Self, EndpointError> {
        let unsendable = |error: &dyn Display| {
            EndpointError::new(format!("its header `{name}` cannot be sent: {error}"))
        };
        let key = HeaderName::try_from(name).map_err(|error| unsendable(&error))?;
        let value = HeaderValue::from_str(value.as_ref()).map_err(|error| unsendable(&error))?;
        self.headers.append(key, value);
        Ok(self)
    }

    /// Adds an authentication scheme that the endpoint accepts, in order of preference: the property `authSchemes`.
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

    /// Sets another property of the endpoint.
    #[must_use]
    pub fn property(mut self, name: &'static str, value: impl Into<Document>) -> Self {
        self.properties.insert(name, value.into());
        self
    }

    /// Adds `prefix` to the host (`smithy.api#endpoint$hostPrefix`); an empty one changes nothing.
    ///
    /// # Errors
    /// If the host is an address, or becomes too long. The error does not show `prefix`, which may be sensitive.
    pub fn prefixed(mut self, prefix: &str) -> Result<Self, EndpointError> {
        let Some(authority) = self.url.authority().filter(|_| !prefix.is_empty()) else {
            return Ok(self);
        };
        let host = authority.host();
        if host.starts_with('[') || host.parse::<Ipv4Addr>().is_ok() {
            return Err(EndpointError::new(format!(
                "the operation adds a prefix to the host, and `{host}` is an address: configure a host name, or set \
                 `disable_host_prefix_injection`"
            )));
        }
        let invalid = |reason: &str| {
            EndpointError::new(format!(
                "the prefix that the operation adds to the host `{host}` is invalid: {reason}"
            ))
        };
        if !is_of_name(prefix) {
            return Err(invalid("it has characters that a host must not have"));
        }
        let scheme = self.url.scheme_str().unwrap_or_default();
        let prefixed = format!("{scheme}://{prefix}{authority}{}", self.url.path());
        self.url = http_url(&prefixed).map_err(invalid)?;
        Ok(self)
    }

    /// Returns the URL: scheme and authority, with an optional path.
    #[must_use]
    pub fn url(&self) -> &Uri {
        &self.url
    }

    /// Returns the headers that are sent to the endpoint.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the properties that the rules set.
    #[must_use]
    pub fn properties(&self) -> &BTreeMap<&'static str, Document> {
        &self.properties
    }

    /// Returns the signing properties: those of the first supported scheme in `authSchemes`. These are SigV4 and, with the
    /// feature `sigv4a`, SigV4a.
    ///
    /// # Errors
    /// If none of its schemes is supported; or if the name or a region of the supported one is invalid.
    pub fn signing(&self) -> Result<Signing<'_>, EndpointError> {
        let Some(schemes) = self.properties.get(AUTH_SCHEMES) else {
            return Ok(Signing::default());
        };
        let mut named = schemes.as_array().into_iter().flatten();
        let is_supported =
            |scheme: &Document| name(scheme).is_some_and(|it| SUPPORTED.contains(&it));
        let Some(scheme) = named.find(|scheme| is_supported(scheme)) else {
            return Err(unsupported(schemes));
        };
        let text = |key| scheme.get(key).and_then(Document::as_str);
        let region = text("signingRegion").map(|it| region_at("its property `signingRegion`", it));
        Ok(Signing {
            name: text("signingName").map(signing_name).transpose()?,
            region: region.transpose().map_err(EndpointError::new)?,
            sigv4a: name(scheme) == Some("sigv4a"),
            region_set: scheme.get("signingRegionSet").map(set).transpose()?,
        })
    }
}

/// Returns the name of an authentication scheme.
fn name(scheme: &Document) -> Option<&str> {
    scheme.get("name")?.as_str()
}

/// Creates the error of an endpoint with these `schemes`.
fn unsupported(schemes: &Document) -> EndpointError {
    let advice = match cfg!(feature = "sigv4a") {
        true => "",
        false => "; the feature `sigv4a` adds sigv4a",
    };
    EndpointError::new(format!(
        "it requires one of the authentication schemes {schemes}, and only {} is supported{advice}",
        SUPPORTED.join(", ")
    ))
}

/// Returns the regions of a list, separated by commas.
fn set(list: &Document) -> Result<String, EndpointError> {
    let regions = list.as_array().into_iter().flatten();
    let regions: Vec<&str> = regions.filter_map(Document::as_str).collect();
    region_set(&regions.join(",")).ok_or_else(|| {
        let got = list.to_string();
        EndpointError::new(format!(
            "its property `signingRegionSet`: expected {EXPECTED_SET}, got {:?}",
            OneLine(&got)
        ))
    })
}

/// Creates the error of an invalid `url`.
fn invalid(url: &str, reason: &str) -> EndpointError {
    EndpointError::new(if may_hold_secret(url) {
        format!("a redacted URL is not a valid endpoint URL: {reason}")
    } else {
        format!("`{url}` is not a valid endpoint URL: {reason}")
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
