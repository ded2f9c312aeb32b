//! Futures on the event loop of JavaScript, which are not `Send`.

use futures_channel::oneshot::{self, Sender};
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen_futures::spawn_local;

/// Runs the future that `make` returns on the event loop, and returns its output. If the returned future is dropped, so is that
/// one. `None` if the event loop has dropped it.
pub(crate) async fn run<F: Future>(make: impl FnOnce() -> F + 'static) -> Option<F::Output>
where
    F::Output: 'static,
{
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move { answer(sender, make()).await });
    receiver.await.ok()
}

/// Sends the output of `future`, which is dropped if nobody waits for it any longer.
pub(crate) async fn answer<F: Future>(mut sender: Sender<F::Output>, future: F) {
    let mut future = pin!(future);
    let output = poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sender.poll_canceled(context).map(|()| None),
    });
    if let Some(output) = output.await {
        // The receiver may be dropped in this moment.
        let _ = sender.send(output);
    }
}
