//! Where requests go, as reqwest has it: parsed once for all requests that go to the same place.

use bytes::Bytes;
use http::header::HOST;
use http::{HeaderValue, Request, Uri};
use reqwest::{Error, Url};
use std::sync::{Mutex, PoisonError};

/// The last place that a request went to: the next request most often goes there too.
#[derive(Default)]
pub(super) struct LastUrl {
    last: Mutex<Option<Place>>,
    /// Whether requests are given the `host` header here.
    writes_host: bool,
}

#[derive(Clone)]
struct Place {
    uri: Uri,
    url: Url,
    /// The `host` header, which otherwise is written anew for each request.
    host: Option<HeaderValue>,
}

impl LastUrl {
    /// None yet. The `host` header may be written only where it is known that nobody else has a say in it, and that the
    /// version is HTTP/1.1: HTTP/2 has `:authority` instead.
    pub(super) fn new(writes_host: bool) -> Self {
        Self {
            last: Mutex::default(),
            writes_host,
        }
    }

    /// The request as reqwest sends it.
    pub(super) fn request(&self, request: Request<Bytes>) -> Result<reqwest::Request, Error> {
        if let Some(place) = self.of(request.uri()) {
            let (head, body) = request.into_parts();
            let mut request = reqwest::Request::new(head.method, place.url);
            *request.version_mut() = head.version;
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(body.into());
            if let Some(host) = place.host {
                request.headers_mut().entry(HOST).or_insert(host);
            }
            return Ok(request);
        }
        let uri = request.uri().clone();
        let request = reqwest::Request::try_from(request)?;
        // To compare URIs takes the case of a user's name and password for no difference.
        if uri.authority().is_none_or(|it| it.as_str().contains('@')) {
            return Ok(request);
        }
        let url = request.url().clone();
        let host = host(&url).filter(|_| self.writes_host);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(Place { uri, url, host });
        Ok(request)
    }

    fn of(&self, uri: &Uri) -> Option<Place> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|last| last.uri == *uri).cloned()
    }
}

/// What HTTP/1.1 names the host by: with the port, unless it is the scheme's own.
fn host(url: &Url) -> Option<HeaderValue> {
    let host = url.host_str()?;
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    HeaderValue::try_from(host).ok()
}

#[cfg(test)]
mod tests {
    use super::host;

    /// As RFC 9110 has it, section 7.2.
    #[test]
    fn a_host_has_its_port_unless_it_is_the_schemes_own() {
        let table = [
            ("https://sts.amazonaws.com/", "sts.amazonaws.com"),
            ("https://sts.amazonaws.com:443/", "sts.amazonaws.com"),
            ("http://sts.amazonaws.com:443/", "sts.amazonaws.com:443"),
            ("http://127.0.0.1:8000/path", "127.0.0.1:8000"),
            ("http://[::1]:80/", "[::1]"),
            ("http://[::1]:81/", "[::1]:81"),
        ];
        for (url, expected) in table {
            assert_eq!(host(&url.parse().unwrap()).unwrap(), expected, "{url}");
        }
    }
}
