//! `Ping`.

use runtime::Operation;

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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PingInput {}

runtime::input!(PingInput {});

/// What [`Ping`] gives.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PingOutput {}

runtime::structure!(PingOutput {});

/// How [`Ping`] fails: the model lists no errors.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum PingError {}

runtime::operation_error!(PingError {});
