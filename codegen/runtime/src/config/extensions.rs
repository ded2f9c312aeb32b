//! Code of the caller that takes part in calls.

use super::{Config, ConfigBuilder};
use crate::hooks::{Hook, Hooks};
use std::sync::Arc;

/// Code of the caller that takes part in calls.
#[derive(Clone, Default)]
pub(super) struct Extensions {
    hooks: Hooks,
}

impl ConfigBuilder {
    /// Adds a [hook](crate::hooks), which runs at fixed points of every call.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.extensions.hooks.push(Arc::new(hook));
        self
    }
}

impl Config {
    pub(crate) fn hooks(&self) -> &[Arc<dyn Hook>] {
        &self.0.extensions.hooks
    }
}
