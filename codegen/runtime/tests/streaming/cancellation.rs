//! Calls and streams that are dropped wherever they wait.

use crate::scripted::{Scripted, response};
use crate::service::*;
use crate::{client, config};
use runtime::bytes::Bytes;
use runtime::futures_core::Stream;
use runtime::retry::{Retry, StandardRetry, TokenBucket};
use runtime::{
    Body, BoxFuture, ByteStream, Credentials, CredentialsError, ProvideCredentials, TransportError,
};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

/// Is pending once before it is ready, and counts those that live.
struct Wait {
    is_ready: bool,
    living: Arc<AtomicUsize>,
}

impl Wait {
    fn new(living: &Arc<AtomicUsize>) -> Self {
        living.fetch_add(1, Ordering::SeqCst);
        Self {
            is_ready: false,
            living: Arc::clone(living),
        }
    }
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.is_ready, true) {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.living.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Pieces that come after a wait each.
struct Waiting {
    wait: Wait,
    left: u8,
}

impl Waiting {
    fn new(left: u8, living: &Arc<AtomicUsize>) -> Self {
        let wait = Wait::new(living);
        Self { wait, left }
    }
}

impl Stream for Waiting {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if Pin::new(&mut self.wait).poll(context).is_pending() {
            return Poll::Pending;
        }
        self.wait.is_ready = false;
        let next = self.left.checked_sub(1).map(|left| {
            self.left = left;
            Ok(Bytes::from_static(b"a"))
        });
        Poll::Ready(next)
    }
}

struct Provider(Arc<AtomicUsize>);

impl ProvideCredentials for Provider {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let wait = Wait::new(&self.0);
        Box::pin(async {
            wait.await;
            Ok(Credentials::new("AKIDEXAMPLE", "secret"))
        })
    }
}

/// Takes the body to its end, and responds by a stream.
fn step(script: Scripted, status: u16, living: &Arc<AtomicUsize>) -> Scripted {
    let living = Arc::clone(living);
    script.then(move |request| async move {
        let mut body = request.into_body();
        while let Some(piece) = body.next().await {
            piece?;
        }
        Wait::new(&living).await;
        Ok(response(
            status,
            Body::from_stream(Some(2), Waiting::new(2, &living)),
        ))
    })
}

/// Polls a call and its stream as often as `polls` says, and drops them; returns true if they had ended.
fn poll_and_drop(polls: usize, living: &Arc<AtomicUsize>, bucket: &TokenBucket) -> bool {
    let script = step(step(Scripted::default(), 503, living), 200, living);
    let policy = StandardRetry::new(bucket.clone());
    let config = config()
        .transport(script)
        .credentials(Provider(Arc::clone(living)))
        .retry(Retry::custom(policy))
        .entropy(|| Ok([0; 16]));
    let client = client(config.endpoint_url("https://example.com"));
    let source = Arc::clone(living);
    let stream = ByteStream::from_repeatable(2, move || Waiting::new(2, &source));
    let call = async {
        let output = client.call::<StreamingTraits>(blob(stream)).await.unwrap();
        output.blob.text(2).await.unwrap()
    };
    let mut call = pin!(call);
    for _ in 0..polls {
        let context = &mut Context::from_waker(Waker::noop());
        if let Poll::Ready(text) = call.as_mut().poll(context) {
            assert_eq!(text, "aa");
            return true;
        }
    }
    false
}

#[test]
fn a_call_that_is_dropped_leaves_nothing_behind() {
    let mut polls = 0;
    loop {
        let living = Arc::default();
        let bucket = TokenBucket::default();
        let has_ended = poll_and_drop(polls, &living, &bucket);
        assert_eq!(living.load(Ordering::SeqCst), 0, "after {polls} polls");
        let taken = TokenBucket::CAPACITY - bucket.available();
        assert!(taken == 0 || taken == 14, "after {polls} polls: {taken}");
        if has_ended {
            break;
        }
        polls += 1;
    }
    // Credentials, three waits of the hash, twice three of the body, two of responses, three of each response's body.
    assert!(polls > 12, "{polls}");
}
