//! The headers that say who calls and how: of no matter to the outcome of a call, but to those who run the service.

mod invocation;
mod trace;
mod user_agent;

pub(crate) use invocation::{Attempt, Invocation};
pub(crate) use trace::Trace;
pub(crate) use user_agent::{Metrics, UserAgent};
