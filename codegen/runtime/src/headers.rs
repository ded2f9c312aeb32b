//! Headers that identify the caller and its attempts. They do not affect the result of a call.

mod invocation;
mod trace;
mod user_agent;

pub(crate) use invocation::{Attempt, Invocation};
pub(crate) use trace::Trace;
pub(crate) use user_agent::{Application, UserAgent};
