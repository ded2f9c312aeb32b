//! The executor that polls a future: a tokio runtime, if the feature `tokio` is enabled and there is one, or any other, of which
//! nothing is known.

#[cfg(not(feature = "tokio"))]
mod neutral;
#[cfg(feature = "tokio")]
mod tokio;

#[cfg(feature = "tokio")]
pub(crate) use self::tokio::{Id, Runtime};
#[cfg(all(feature = "streams", feature = "tokio"))]
pub(crate) use ::tokio::task::yield_now;
#[cfg(all(feature = "streams", not(feature = "tokio")))]
pub(crate) use neutral::yield_now;
#[cfg(not(feature = "tokio"))]
pub(crate) use neutral::{Id, Runtime};

/// Returns the id of the current tokio runtime; `None` outside of tokio.
pub(crate) fn current_id() -> Option<Id> {
    Runtime::current().map(|runtime| runtime.id())
}
