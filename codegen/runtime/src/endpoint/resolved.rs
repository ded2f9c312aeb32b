//! Resolved endpoints.

use super::error::{EndpointError, required};
use super::http_url::{http_url, is_host_header, is_of_name, may_hold_secret};
use crate::Document;
use http::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use http::uri::Scheme;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::net::Ipv4Addr;

/// Property that lists authentication schemes.
pub(super) const AUTH_SCHEMES: &str = "authSchemes";

/// Endpoint of requests, with its headers and properties.
#[derive(Clone, PartialEq)]
pub struct Endpoint {
    url: Uri,
    headers: HeaderMap,
    properties: BTreeMap<&'static str, Document>,
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

    /// Adds a header that is sent to the endpoint. It replaces one of the protocol.
    ///
    /// # Errors
    /// If the name or value is not valid in a header; for `content-length` and `transfer-encoding`, which the transport sets;
    /// and for a `host` that is not a lower-case host with an optional port.
    pub fn header(mut self, name: &str, value: impl AsRef<str>) -> Result<Self, EndpointError> {
        let unsendable = |error: &dyn Display| {
            EndpointError::new(format!("its header `{name}` cannot be sent: {error}"))
        };
        let key = HeaderName::try_from(name).map_err(|error| unsendable(&error))?;
        let value = HeaderValue::from_str(value.as_ref()).map_err(|error| unsendable(&error))?;
        if key == CONTENT_LENGTH || key == TRANSFER_ENCODING {
            return Err(unsendable(&"the transport sets it"));
        }
        if key == HOST && !is_host_header(&value) {
            return Err(unsendable(
                &"it must be a host in lower case with an optional port",
            ));
        }
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
}

impl fmt::Debug for Endpoint {
    /// Shows names of headers only: values may be secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        formatter
            .debug_struct("Endpoint")
            .field("url", &self.url)
            .field("headers", &names)
            .field("properties", &self.properties)
            .finish()
    }
}

/// Creates the error of an invalid `url`.
fn invalid(url: &str, reason: &str) -> EndpointError {
    EndpointError::new(if may_hold_secret(url) {
        format!("a redacted URL is not a valid endpoint URL: {reason}")
    } else {
        format!("`{url}` is not a valid endpoint URL: {reason}")
    })
}

#[cfg(test)]
mod tests;
