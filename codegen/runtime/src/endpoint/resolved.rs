//! What rules give.

use super::error::{EndpointError, required};
use super::http_url::{http_url, is_of_name, may_hold_secret};
use super::region::region_at;
use crate::Document;
use crate::error::OneLine;
use http::uri::Scheme;
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing<'a> {
    /// The name that requests are signed for.
    pub name: Option<&'a str>,
    /// The region that requests are signed for, in lower case.
    pub region: Option<String>,
}

impl Endpoint {
    /// The endpoint at `url`: `https` or `http`, a host, and a path where the service is not at the root.
    ///
    /// The URL gets the form in which HTTP clients send it, so that what is signed is what is sent: the host in lower
    /// case, an IPv4 address as four numbers (`127.1` is `127.0.0.1`), an IPv6 address in its short form, no port that is
    /// the scheme's own.
    ///
    /// # Errors
    /// `url` is not a URL, or has a user, a query or a fragment; its host is not a name of letters, digits, hyphens,
    /// underscores and dots, nor an address; its path has a segment `.` or `..`, or a character that has to be
    /// percent-encoded.
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

    /// As [`new`](Self::new), for a URL that is made of a host alone: nothing that rules put into the host ends it.
    ///
    /// # Errors
    /// As for `new`; and there is a slash behind the host.
    pub fn of_host(url: impl AsRef<str>) -> Result<Self, EndpointError> {
        let url = url.as_ref();
        let endpoint = Self::new(url)?;
        match url.split_once("://") {
            Some((_, host)) if host.contains('/') => {
                Err(invalid(url, "what the rules put into its host ends it"))
            }
            _ => Ok(endpoint),
        }
    }

    /// The same endpoint at the URL that the member called `member` of an input has, for operations of which that member
    /// says where they go (`Predict` of Amazon Machine Learning).
    ///
    /// # Errors
    /// `url` is blank or is not one that [`new`](Self::new) takes; or it is `http`, and this endpoint, which is the
    /// service's own or was configured, is not.
    pub fn moved_to(mut self, member: &str, url: &str) -> Result<Self, EndpointError> {
        let of_member = |error: EndpointError| {
            EndpointError::new(format!(
                "`{member}`, which says where the request goes: {}",
                error.message()
            ))
        };
        let moved = Self::new(required(member, url)?).map_err(of_member)?.url;
        if moved.scheme() == Some(&Scheme::HTTP) && self.url.scheme() != Some(&Scheme::HTTP) {
            let reason = "it has to be https, unless an endpoint of http is configured";
            return Err(of_member(invalid(url, reason)));
        }
        self.url = moved;
        Ok(self)
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
        let invalid = |reason: &str| {
            EndpointError::new(format!(
                "the prefix that the operation puts before the host `{host}` makes it invalid: {reason}"
            ))
        };
        if !is_of_name(prefix) {
            return Err(invalid("it has other characters than names of hosts"));
        }
        let scheme = self.url.scheme_str().unwrap_or_default();
        let prefixed = format!("{scheme}://{prefix}{authority}{}", self.url.path());
        self.url = http_url(&prefixed).map_err(invalid)?;
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
    /// It names schemes, and none of them is supported; or the name or the region of the one that is supported is no such
    /// thing.
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
        let name = text("signingName").map(signing_name).transpose()?;
        let region = text("signingRegion").map(|it| region_at("its property `signingRegion`", it));
        let region = region.transpose().map_err(EndpointError::new)?;
        Ok(Signing { name, region })
    }
}

/// Says that `url` is not what an endpoint can have.
fn invalid(url: &str, reason: &str) -> EndpointError {
    EndpointError::new(if may_hold_secret(url) {
        format!(
            "a URL that is not shown, as it may hold a secret, is not that of an endpoint: {reason}"
        )
    } else {
        format!("`{url}` is not the URL of an endpoint: {reason}")
    })
}

/// The name of a service, as signatures have it: a slash would end it.
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
