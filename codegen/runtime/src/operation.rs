//! What a service and an operation are: facts of a model as constants and types.

use crate::error::OperationError;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A service, as far as requests to it depend on it.
pub trait Service: 'static {
    /// The name of the service's shape, which protocols put before an operation's name.
    const SHAPE_NAME: &'static str;
    /// The name that configuration knows the service by (`aws.api#service$sdkId`).
    const SDK_ID: &'static str;
    /// The version of the service's interface.
    const VERSION: &'static str;
    /// The name that requests are signed for (`aws.auth#sigv4$name`); `None` where they are not signed.
    const SIGNING_NAME: Option<&'static str>;
    /// How requests and responses are written.
    const PROTOCOL: Protocol;
}

/// An operation of a service: what it takes and what it gives.
pub trait Operation: 'static {
    /// The name of the operation's shape.
    const NAME: &'static str;
    /// The service that it belongs to.
    type Service: Service;
    /// What it takes; its serde form is the request.
    type Input: Serialize + Send;
    /// What it gives; its serde form is the response.
    type Output: DeserializeOwned + Send;
    /// How it can fail.
    type Error: OperationError;

    /// The member of the input that makes repeating a call harmless (`smithy.api#idempotencyToken`), if it has one.
    ///
    /// A call fills it when it is unset.
    fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
        let _ = input;
        None
    }
}

/// How requests and responses are written.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
}
