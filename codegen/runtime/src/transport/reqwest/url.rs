//! Where requests go, as reqwest has it: parsed once for all requests that go to the same place.

use bytes::Bytes;
use http::{Request, Uri};
use reqwest::{Error, Url};
use std::sync::{Mutex, PoisonError};

/// The last URI that a request went to, as a URL: the next request most often goes there too.
#[derive(Default)]
pub(super) struct LastUrl(Mutex<Option<(Uri, Url)>>);

impl LastUrl {
    /// The request as reqwest sends it.
    pub(super) fn request(&self, request: Request<Bytes>) -> Result<reqwest::Request, Error> {
        if let Some(url) = self.of(request.uri()) {
            let (head, body) = request.into_parts();
            let mut request = reqwest::Request::new(head.method, url);
            *request.version_mut() = head.version;
            *request.headers_mut() = head.headers;
            *request.body_mut() = Some(body.into());
            return Ok(request);
        }
        let uri = request.uri().clone();
        let request = reqwest::Request::try_from(request)?;
        // To compare URIs takes the case of a user's name and password for no difference.
        if uri.authority().is_none_or(|it| it.as_str().contains('@')) {
            return Ok(request);
        }
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some((uri, request.url().clone()));
        Ok(request)
    }

    fn of(&self, uri: &Uri) -> Option<Url> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, url) = last.as_ref().filter(|(last, _)| last == uri)?;
        Some(url.clone())
    }
}
