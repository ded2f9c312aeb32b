//! The transport over a client of reqwest's.

use super::builder::{BuildTransportError, Settings};
use super::pooled::Pooled;
use super::{NO_RUNTIME, body, failure};
use crate::transport::{BoxFuture, BypassProxy, LocalHost, Transport, TransportError};
use bytes::Bytes;
use http::{Request, Response};
use reqwest::ClientBuilder;
use reqwest::redirect::Policy;
use reqwest::retry;
use std::sync::Arc;
use tokio::runtime::Handle;

const REDIRECTED: &str =
    "the request was redirected: the reqwest client of this transport must not follow redirects";

/// Builds the transport of a client that is configured.
pub(super) type BuildCustom =
    Box<dyn FnOnce(Settings) -> Result<Arc<dyn Transport>, BuildTransportError> + Send>;

/// Builds the transport of a client that `configure` configures.
pub(super) fn configured(
    configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + 'static,
) -> BuildCustom {
    Box::new(move |settings| {
        let client = |no_proxy| client(&settings, &configure, no_proxy);
        let custom = Custom {
            client: client(settings.no_proxy)?,
            direct: Direct::Client(client(true)?),
            body_limit: settings.body_limit,
        };
        Ok(Arc::new(custom))
    })
}

fn client(
    settings: &Settings,
    configure: &impl Fn(ClientBuilder) -> ClientBuilder,
    no_proxy: bool,
) -> Result<reqwest::Client, BuildTransportError> {
    let mut client = reqwest::Client::builder();
    // reqwest repeats by itself what an HTTP/2 server refuses. For that it copies each request.
    if cfg!(not(feature = "http2")) {
        client = client.retry(retry::never().max_retries_per_request(0));
    }
    if let Some(timeout) = settings.connect_timeout {
        client = client.connect_timeout(timeout);
    }
    client = configure(client);
    if no_proxy {
        client = client.no_proxy();
    }
    let client = client.tls_backend_preconfigured(settings.tls.clone());
    let client = client.redirect(Policy::none()).build();
    client.map_err(BuildTransportError::client)
}

/// Sends requests by a client that the user has configured.
pub(super) struct Custom {
    client: reqwest::Client,
    direct: Direct,
    body_limit: usize,
}

/// The way past the proxies of a client.
enum Direct {
    /// The same client without proxies, for local hosts too.
    Client(reqwest::Client),
    /// Connections of the transport's own, for requests that must bypass proxies alone: of a client that the user has
    /// built nothing is known. `None` if there is no TLS.
    Pooled(Option<Box<Pooled>>),
}

impl Custom {
    /// Creates the transport of a client that the user has built.
    pub(super) fn given(
        client: reqwest::Client,
        direct: Option<Pooled>,
        body_limit: usize,
    ) -> Self {
        Self {
            client,
            direct: Direct::Pooled(direct.map(Box::new)),
            body_limit,
        }
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        if Handle::try_current().is_err() {
            return Err(TransportError::new(NO_RUNTIME));
        }
        let must_bypass = request.extensions().get::<BypassProxy>().is_some();
        let host = request.uri().host().unwrap_or_default();
        match &self.direct {
            Direct::Client(direct) if must_bypass || LocalHost::of(host).is_some() => {
                self.execute(direct, request).await
            }
            Direct::Pooled(Some(direct)) if must_bypass => direct.send(request).await,
            Direct::Pooled(None) if must_bypass => Err(TransportError::new(
                "there is no TLS for a request that must not go through a proxy",
            )),
            _ => self.execute(&self.client, request).await,
        }
    }

    async fn execute(
        &self,
        client: &reqwest::Client,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, TransportError> {
        let uri = request.uri().clone();
        let failed = |error| failure::of_reqwest(&uri, error);
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        let url = request.url().clone();
        let response = client.execute(request).await.map_err(failed)?;
        if *response.url() != url {
            return Err(TransportError::new(REDIRECTED));
        }
        let (head, body) = Response::<reqwest::Body>::from(response).into_parts();
        let body = body::read(body, self.body_limit, failed).await?;
        Ok(Response::from_parts(head, body))
    }
}

impl Transport for Custom {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}
