//! Spans and events of the feature `tracing`: the operation called and the results of its attempts, but no inputs,
//! outputs, headers or secrets.

#[cfg(not(feature = "tracing"))]
mod disabled;
#[cfg(feature = "tracing")]
mod enabled;

#[cfg(not(feature = "tracing"))]
pub(super) use disabled::CallTrace;
#[cfg(feature = "tracing")]
pub(super) use enabled::CallTrace;
