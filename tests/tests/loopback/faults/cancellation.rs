//! Calls that are given up while they are on their way.

use crate::server::{At, Reply, Server};
use crate::world::{client, config, input, patient, prompt_retries};
use runtime::retry::TokenBucket;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// Polls a future so often and then drops it; says whether it had ended.
async fn poll_times<F: Future>(times: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        if polls == times {
            return Poll::Ready(None);
        }
        polls += 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            // Whatever wakes it up comes from the socket.
            Poll::Pending if polls < times => Poll::Pending,
            Poll::Pending => Poll::Ready(None),
        }
    })
    .await
}

#[tokio::test]
async fn a_call_that_is_dropped_at_any_poll_leaves_client_and_bucket_whole() {
    let reply = || Reply::new(200, "{}").paced(16, Duration::from_millis(1));
    let broken = || Reply::new(503, "").paced(8, Duration::from_millis(1));
    for times in 0.. {
        let server = Server::sequence([broken(), broken(), reply(), reply(), reply(), reply()]);
        let bucket = TokenBucket::default();
        let client = client(
            config(&server)
                .retry(prompt_retries(&bucket))
                .timeouts(patient()),
        );
        let outcome = poll_times(times, client.get_resource_sync_status(input())).await;
        let has_ended = outcome.is_some();
        // At most two retries were sent, and what succeeds gives back what it took.
        assert!([472, 486, 500].contains(&bucket.available()), "{times}");
        if let Some(outcome) = outcome {
            outcome.expect("the third attempt");
            assert_eq!(bucket.available(), 486);
            assert!(times > 3, "three answers are waited for");
            break;
        }
        let outcome = client.get_resource_sync_status(input()).await;
        outcome.expect("a later call is as good as any");
        assert!(!has_ended);
    }
}

#[tokio::test]
async fn connections_of_calls_that_are_dropped_are_closed() {
    let server = Server::always(Reply::new(200, "{}").stall(At::Body(1)));
    let client = client(config(&server).timeouts(patient()));
    for given_up in 1..=20 {
        let call = client.get_resource_sync_status(input());
        tokio::select! {
            _ = call => panic!("there is no answer"),
            () = until(|| server.requests().len() == given_up) => {}
        }
        until(|| server.hang_ups() == given_up).await;
    }
    assert_eq!(server.connections(), 20);
}

/// Waits for something to become true.
async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}
