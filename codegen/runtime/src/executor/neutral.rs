//! Executors without an interface: futures are driven by the calls that await them.

#[cfg(feature = "streams")]
use std::future::poll_fn;
#[cfg(feature = "streams")]
use std::task::Poll;

/// A runtime that tasks can be started on. There is none.
pub(crate) enum Runtime {}

/// Id of a runtime. There is none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {}

impl Runtime {
    pub(crate) const fn current() -> Option<Self> {
        None
    }

    pub(crate) fn id(&self) -> Id {
        match *self {}
    }

    pub(crate) fn spawn(&self, _: impl Future<Output = ()> + Send + 'static) {
        match *self {}
    }
}

/// Lets the executor poll other futures once.
#[cfg(feature = "streams")]
pub(crate) async fn yield_now() {
    let mut has_yielded = false;
    poll_fn(|context| {
        if has_yielded {
            return Poll::Ready(());
        }
        has_yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
