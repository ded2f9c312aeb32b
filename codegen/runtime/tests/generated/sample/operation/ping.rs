//! `Ping`.

use runtime::Operation;
use serde::{Deserialize, Serialize};

/// Asks for nothing.
#[derive(Clone, Copy, Debug)]
pub struct Ping;

impl Operation for Ping {
    const NAME: &'static str = "Ping";
    type Service = crate::sample::Service;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}

/// What [`Ping`] takes.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PingInput {}

/// What [`Ping`] gives.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PingOutput {}

runtime::structures!(PingInput, PingOutput);

/// How [`Ping`] fails: the model lists no errors.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PingError {}

runtime::operation_error!(PingError {});
