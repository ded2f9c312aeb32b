//! What a service and an operation are: facts of a model as constants and types.

#[cfg(feature = "client")]
use crate::endpoint::{self, BuiltIns, Endpoint, EndpointError};
use crate::error::OperationError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::time::Duration;

/// A service, as far as requests to it depend on it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "not a service",
    note = "the type `Service` in the module of a generated service is one; its `Client` calls it"
)]
pub trait Service: 'static {
    /// The name of the service's shape, which protocols put before an operation's name.
    const SHAPE_NAME: &'static str;
    /// The name that configuration knows the service by (`aws.api#service$sdkId`).
    const SDK_ID: &'static str;
    /// The version of the service's interface.
    const VERSION: &'static str;
    /// The name that requests are signed for (`aws.auth#sigv4$name`); `None` where they are not signed.
    const SIGNING_NAME: Option<&'static str>;
    /// How requests and responses can be written, the default first: see [`ConfigBuilder::protocol`].
    ///
    /// [`ConfigBuilder::protocol`]: crate::ConfigBuilder::protocol
    const PROTOCOLS: &'static [Protocol];
    /// The wait before a first retry, before jitter.
    const RETRY_BASE: Duration = Duration::from_millis(50);
    /// How many attempts a call makes unless its user says otherwise.
    const MAX_ATTEMPTS: u32 = 3;
    /// Whether the endpoint depends on the account that the credentials are of (`AWS::Auth::AccountId` in the rules).
    const HAS_ACCOUNT_ENDPOINTS: bool = false;
    /// Whether the service once spoke the AWS query protocol and answers with the error codes of that time, where it is
    /// asked to (`aws.protocols#awsQueryCompatible`).
    const QUERY_COMPATIBLE: bool = false;

    /// Where requests go, by the rules of the model.
    ///
    /// Without rules the endpoint has to be configured.
    ///
    /// # Errors
    /// What the rules refuse.
    #[cfg(feature = "client")]
    fn endpoint(built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        endpoint::configured(Self::SDK_ID, built_ins)
    }
}

/// An operation of a service: what it takes and what it gives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "not an operation",
    note = "name the operation itself, such as `GetItem`, and not its input, output or error: it is in the same module"
)]
pub trait Operation: 'static {
    /// The name of the operation's shape.
    const NAME: &'static str;
    /// The service that it belongs to.
    type Service: Service;
    /// What it takes; its serde form is the request.
    type Input: Serialize + Send + Sync;
    /// What it gives; its serde form is the response.
    type Output: DeserializeOwned + Send;
    /// How it can fail.
    type Error: OperationError;

    /// Whether the model has an input: without one, protocols may send no body, where an empty input has one.
    const HAS_INPUT: bool = true;
    /// True if the body of a response has required members, so that an empty one is not a response of the operation.
    const HAS_REQUIRED_OUTPUT: bool = false;
    /// Whether the service answers only when something has happened, so that callers call again and again.
    const LONG_POLL: bool = false;
    /// Whether it can be carried out twice without harm: it is read-only or idempotent by its model (`smithy.api#readonly`,
    /// `smithy.api#idempotent`), or its input has an idempotency token.
    ///
    /// A call that ended in a timeout after it was sent is made again only then.
    const IDEMPOTENT: bool = false;
    /// Whether its requests are signed, where those of the service are.
    const AUTH: Auth = Auth::Required;
    /// Whether bodies that are large enough are compressed with gzip (`smithy.api#requestCompression`).
    const GZIP: bool = false;

    /// The member of the input that makes repeating a call harmless (`smithy.api#idempotencyToken`), if it has one.
    ///
    /// A call fills it when it is unset.
    fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
        let _ = input;
        None
    }

    /// Where the request goes: the service's endpoint, where nothing of the operation or its input decides about it.
    ///
    /// # Errors
    /// What the rules of the service refuse.
    #[cfg(feature = "client")]
    fn endpoint(input: &Self::Input, built_ins: &BuiltIns<'_>) -> Result<Endpoint, EndpointError> {
        let _ = input;
        Self::Service::endpoint(built_ins)
    }

    /// What comes before the host of that endpoint (`smithy.api#endpoint$hostPrefix`); empty for nothing.
    ///
    /// # Errors
    /// A member that is part of it cannot be part of a host's name.
    #[cfg(feature = "client")]
    fn host_prefix(input: &Self::Input) -> Result<String, EndpointError> {
        let _ = input;
        Ok(String::new())
    }
}

/// Whether requests are signed (`smithy.api#auth`, `smithy.api#optionalAuth`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Auth {
    /// Always.
    Required,
    /// Where there are credentials. Where none are found they are sent unsigned; where they are set up wrongly or cannot
    /// be had just now, the call fails.
    Optional,
    /// Never: no credentials are looked for.
    None,
}

/// How requests and responses are written.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `smithy.protocols#rpcv2Cbor`, with the feature `cbor`.
    RpcV2Cbor,
}

impl Protocol {
    #[cfg(feature = "test-util")]
    pub(crate) const ALL: [Self; 3] = [Self::AwsJson1_0, Self::AwsJson1_1, Self::RpcV2Cbor];
}

impl fmt::Display for Protocol {
    /// As Smithy calls it, without its namespace.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::AwsJson1_0 => "awsJson1_0",
            Self::AwsJson1_1 => "awsJson1_1",
            Self::RpcV2Cbor => "rpcv2Cbor",
        })
    }
}
