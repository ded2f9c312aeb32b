//! Clocks, which tests can replace.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
mod system;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod thread_sleep;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod threaded;
mod timeout;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use browser as platform;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use threaded as platform;

pub(crate) use platform::now;
pub use system::SystemClock;
pub(crate) use timeout::within;

use crate::transport::BoxFuture;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Clock of a client: tells the time and sleeps.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a clock",
    label = "does not implement `Clock`",
    note = "`SystemClock` is the default; a clock for tests implements `Clock`"
)]
pub trait Clock: Send + Sync + 'static {
    /// Returns the time of day, for signatures and the expiry of credentials.
    fn now(&self) -> SystemTime;

    /// Returns the time since an arbitrary moment. It is monotonic, unlike the time of day.
    fn instant(&self) -> Duration;

    /// Returns a future that completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// A shared clock.
pub type SharedClock = Arc<dyn Clock>;

impl<T: Clock + ?Sized> Clock for Arc<T> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn instant(&self) -> Duration {
        (**self).instant()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}
