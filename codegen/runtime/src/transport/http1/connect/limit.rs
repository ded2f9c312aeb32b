//! Maximum number of connections to a host.

use crate::lock::lock;
use crate::transport::BoxError;
use http::Uri;
use http::uri::{Authority, Scheme};
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Permit of an open connection.
pub(super) type Permit = OwnedSemaphorePermit;

type Host = (Option<Scheme>, Option<Authority>);

/// Permits for connections to each host.
type Permits = Vec<(Host, Arc<Semaphore>)>;

tokio::task_local! {
    /// The request that is polled; its sender is dropped when the request ends.
    static REQUEST: watch::Receiver<()>;
}

/// A request that may wait for a connection.
///
/// hyper goes on connecting after a request has got another connection. One that waits for a permit ends with its request
/// instead: otherwise tasks would pile up, as permits of pooled connections are not returned.
pub(in super::super) struct Waiting(watch::Sender<()>);

impl Waiting {
    pub(in super::super) fn new() -> Self {
        Self(watch::Sender::new(()))
    }

    /// Polls the request; connections that it starts know it.
    pub(in super::super) fn poll<T>(&self, poll: impl FnOnce() -> T) -> T {
        REQUEST.sync_scope(self.0.subscribe(), poll)
    }
}

/// Permits for connections of one pool.
#[derive(Clone)]
pub(super) struct ConnectionLimit {
    most: usize,
    /// Few, as a pool has those of the services in use.
    hosts: Arc<Mutex<Permits>>,
}

impl ConnectionLimit {
    /// Creates a limit of `most` connections to each host.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most: most.min(Semaphore::MAX_PERMITS),
            hosts: Arc::default(),
        }
    }

    /// Waits until a connection to the host of `uri` may be opened. Fails if its request ends before.
    pub(super) fn permit(
        &self,
        uri: &Uri,
    ) -> impl Future<Output = Result<Permit, BoxError>> + Send + use<> {
        let semaphore = self.of_host((uri.scheme().cloned(), uri.authority().cloned()));
        let request = REQUEST.try_with(Clone::clone).ok();
        async move {
            let mut acquiring = pin!(semaphore.acquire_owned());
            let mut ended = pin!(end(request));
            poll_fn(|context| {
                if let Poll::Ready(permit) = acquiring.as_mut().poll(context) {
                    return Poll::Ready(permit.map_err(BoxError::from));
                }
                let ended = ended.as_mut().poll(context);
                ended.map(|()| Err("the request has ended".into()))
            })
            .await
        }
    }

    fn of_host(&self, host: Host) -> Arc<Semaphore> {
        let mut hosts = lock(&self.hosts);
        if let Some((_, semaphore)) = hosts.iter().find(|(other, _)| *other == host) {
            return Arc::clone(semaphore);
        }
        // Permits and waits hold theirs.
        hosts.retain(|(_, semaphore)| Arc::strong_count(semaphore) > 1);
        let semaphore = Arc::new(Semaphore::new(self.most));
        hosts.push((host, Arc::clone(&semaphore)));
        semaphore
    }
}

/// Completes when the request ends.
async fn end(request: Option<watch::Receiver<()>>) {
    match request {
        // Nothing is ever sent.
        Some(mut request) => while request.changed().await.is_ok() {},
        None => pending().await,
    }
}
