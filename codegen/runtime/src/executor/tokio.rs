//! Runtimes of tokio.

use ::tokio::runtime::Handle;
pub(crate) use ::tokio::runtime::Id;

/// Current tokio runtime.
pub(crate) struct Runtime(Handle);

impl Runtime {
    /// Returns the current runtime; `None` outside of tokio.
    pub(crate) fn current() -> Option<Self> {
        Handle::try_current().ok().map(Self)
    }

    pub(crate) fn id(&self) -> Id {
        self.0.id()
    }

    /// Starts a task.
    pub(crate) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        drop(self.0.spawn(future));
    }
}
