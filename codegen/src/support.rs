//! Tools that know nothing of models: diagnostics with places, globs and suggestions, parallel work and its progress.

pub mod diagnostic;
pub mod glob;
pub mod located;
pub(crate) mod parallel;
pub mod progress;
#[doc(hidden)]
pub mod suggest;
