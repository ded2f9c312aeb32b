//! Calls without spans and events.

use crate::client::hooks::{Ended, Outcome};
use crate::client::shared::Shared;
use crate::protocol::Target;
use http::{HeaderMap, Uri};
use std::time::Duration;

/// Call without a span.
pub(in crate::client) struct CallTrace;

impl CallTrace {
    pub(in crate::client) const NONE: Self = Self;

    pub(in crate::client) fn new(_: &Shared, _: Target) -> Self {
        Self
    }

    pub(in crate::client) fn within<F: Future>(&self, call: F) -> F {
        call
    }

    pub(in crate::client) fn destination(&self, _: Option<&str>, _: &Uri) {}

    pub(in crate::client) fn limited(&self, _: &Shared, _: Duration) {}

    pub(in crate::client) fn attempt(&self, _: &Shared, _: &Ended<'_>) {}

    pub(in crate::client) fn response(&self, _: &HeaderMap) {}

    pub(in crate::client) fn end(&self, _: u32, _: &Outcome<'_>) {}
}
