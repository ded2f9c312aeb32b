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

/// Input of [`Ping`].
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PingInput {}

runtime::input!(PingInput {});

/// Output of [`Ping`].
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PingOutput {}

runtime::structure!(PingOutput {});

/// Errors returned by [`Ping`]: the model lists none.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq)]
pub enum PingError {}

runtime::operation_error!(PingError {});
