//! Blocking calls: runtime support for generated blocking clients.

mod pages;
mod request;
mod thread;
mod wait;

use crate::client::Request;
use crate::error::{ConstructionError, Error};
use crate::operation::Operation;
use crate::paginate::{Pages, Paginated};
use crate::transport::BoxError;
use crate::wait::{Wait, Waiter};
use std::fmt;
use std::io;
use std::sync::{Arc, OnceLock};
use thread::Refusal;
use tokio::runtime::{Builder, Runtime};

pub use pages::{BlockingItems, BlockingPages};
pub use request::BlockingRequest;
pub use wait::BlockingWait;

/// Runs calls on the calling thread, for blocking clients.
///
/// It owns a background thread, started by the first call, which keeps connections alive between calls. Clones share
/// it.
#[derive(Clone, Default)]
pub struct Blocking(Arc<Thread>);

/// The background thread, which runs until the last clone is dropped.
#[derive(Default)]
struct Thread(OnceLock<io::Result<Runtime>>);

impl Drop for Thread {
    /// Shuts down in the background: dropping a runtime within async code, which must not block, panics.
    fn drop(&mut self) {
        if let Some(Ok(runtime)) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Blocking {
    /// Creates a `Blocking`; its thread is started by the first call.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Converts `request` into a request that is sent without async.
    pub fn request<'a, Op: Operation>(&self, request: Request<'a, Op>) -> BlockingRequest<'a, Op> {
        BlockingRequest::new(self.clone(), request)
    }

    /// Converts `pages` into pages that are fetched without async.
    pub fn pages<Op: Paginated>(&self, pages: Pages<Op>) -> BlockingPages<Op> {
        BlockingPages::new(self.clone(), pages)
    }

    /// Converts `wait` into a wait without async.
    pub fn waiting<'a, W: Waiter>(&self, wait: Wait<'a, W>) -> BlockingWait<'a, W> {
        BlockingWait::new(self.clone(), wait)
    }

    /// Runs a call of `operation` to completion.
    ///
    /// It may be called on any thread that may block, including those of a tokio runtime within `spawn_blocking` and
    /// `block_in_place`.
    ///
    /// # Errors
    /// Those of the call; and a [`ConstructionError`] if the background thread cannot be started, or if the calling
    /// thread runs async code, which must not block.
    pub fn wait<T, E: From<ConstructionError>>(
        &self,
        operation: &'static str,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        let refuse = |source| Err(ConstructionError::new(operation, 0, source).into());
        self.run(call).unwrap_or_else(refuse)
    }

    /// Runs a call of `Op` to completion. A stream in its output keeps the background thread running.
    ///
    /// # Errors
    /// Same as [`wait`](Self::wait).
    pub fn call<Op: Operation>(
        &self,
        call: impl Future<Output = Result<Op::Output, Error<Op::Error>>>,
    ) -> Result<Op::Output, Error<Op::Error>> {
        let mut output = self.wait(Op::NAME, call)?;
        self.keep_for::<Op>(&mut output);
        Ok(output)
    }

    /// Keeps the background thread, which drives the connection of a stream in the output, as long as the stream.
    fn keep_for<Op: Operation>(&self, output: &mut Op::Output) {
        #[cfg(feature = "streams")]
        if let Some(stream) = Op::response_stream(output) {
            stream.set_blocking(self.clone());
        }
        #[cfg(feature = "event-streams")]
        if let Some(events) = Op::response_events(output) {
            events.set_blocking(self.clone());
        }
        #[cfg(not(feature = "streams"))]
        let _ = output;
    }

    /// Runs `future` to completion on the calling thread.
    ///
    /// # Errors
    /// If the background thread cannot be started, or the calling thread must not block.
    pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, BoxError> {
        match thread::may_wait() {
            Ok(()) => {}
            Err(Refusal::Async) => return Err(IN_ASYNC.into()),
            Err(Refusal::Ending) => return Err("the calling thread is ending".into()),
        }
        match self.0.0.get_or_init(start) {
            Ok(runtime) => Ok(thread::block_on(runtime, future)),
            Err(error) => {
                Err(format!("the thread of the blocking client cannot be started: {error}").into())
            }
        }
    }
}

const IN_ASYNC: &str = "a blocking client cannot be used in async code, which it would block: use the async client \
     there, or call within `tokio::task::spawn_blocking`";

fn start() -> io::Result<Runtime> {
    let mut builder = Builder::new_multi_thread();
    builder
        .worker_threads(1)
        .thread_name("aws-calls")
        .enable_all()
        .build()
}

/// Returns true if the calling thread may block.
#[cfg(feature = "event-streams")]
pub(crate) fn may_wait() -> bool {
    thread::may_wait().is_ok()
}

/// Runs `future`, which needs neither sockets nor timers, to completion on the calling thread.
#[cfg(feature = "event-streams")]
pub(crate) fn wait_for<F: Future>(future: F) -> F::Output {
    thread::wait_for(future)
}

/// Implements the calls of a blocking client, which has the async client as `client` and a [`Blocking`] as `blocking`.
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_calls {
    ($client:ident { $($(#[$attribute:meta])* $method:ident: $operation:path),* $(,)? }) => {
        #[allow(deprecated)]
        impl $client {
            $(
                #[doc = concat!("Calls the async client's `", stringify!($method), "` and waits for the result.")]
                ///
                /// # Errors
                ///
                /// Same as the async client.
                $(#[$attribute])*
                pub fn $method(
                    &self,
                    input: <$operation as $crate::Operation>::Input,
                ) -> ::std::result::Result<
                    <$operation as $crate::Operation>::Output,
                    $crate::Error<<$operation as $crate::Operation>::Error>,
                > {
                    self.blocking.call::<$operation>(self.client.$method(input))
                }
            )*
        }
    };
}

impl fmt::Debug for Blocking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Blocking").finish_non_exhaustive()
    }
}
