//! A service whose requests are not signed.

use crate::sample::operation::ping::{PingError, PingInput, PingOutput};
use runtime::{Operation, Protocol};

/// A service whose requests are not signed.
pub struct Open;

impl runtime::Service for Open {
    const SHAPE_NAME: &'static str = "Open";
    const SDK_ID: &'static str = "Open";
    const VERSION: &'static str = "1";
    const SIGNING_NAME: Option<&'static str> = None;
    const PROTOCOLS: &'static [Protocol] = &[Protocol::AwsJson1_0];
}

/// Its operation.
pub struct Look;

impl Operation for Look {
    const NAME: &'static str = "Look";
    type Service = Open;
    type Input = PingInput;
    type Output = PingOutput;
    type Error = PingError;
}
