//! Runtime support for generated AWS clients.
//!
//! Generated code is data: types, the wire names of their members, and a few lines for each operation. This crate reads
//! and writes them, recognizes errors and executes calls; it knows no service. Programs use it through a generated
//! crate, which exports it as `runtime`. `GUIDE.md` in the repository has an example for each topic.
//!
//! # Configuration
//!
//! A [`Config`] is loaded from environment variables and the shared config files ([`Config::from_env`]) or built in
//! code, and is used by clients of any number of services, which share its connections and credentials.
//!
//! ```
//! # #[cfg(feature = "client")]
//! # fn example() -> Result<(), runtime::ConfigError> {
//! use runtime::{Config, Environment, Retry, Timeouts};
//! use std::time::Duration;
//!
//! let config = Config::builder()
//!     .environment(Environment::process())
//!     .region("eu-west-1")
//!     .retry(Retry::standard().max_attempts(5))
//!     .timeouts(Timeouts::default().operation(Duration::from_secs(30)))
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Credentials
//!
//! Credentials come from the [default chain](DefaultChain) (feature `credentials`), or from any [`ProvideCredentials`];
//! [`Credentials`] provide themselves. They are cached, refreshed in the background, and used further while their
//! source is unavailable.
//!
//! [`AssumeRole`], [`AssumeRoleWithWebIdentity`] and [`ProcessCredentials`] (feature `credentials`) are built with a
//! configuration, [`FirstOf`] asks several providers. [`Config::with_credentials`] and [`Request::credentials`] change the
//! identity, and keep the connections; a [`CredentialsCache`] holds the credentials of one.
//!
//! [`AuthScheme`] lists the ways to authenticate. Bearer tokens come from a [`ProvideToken`]; a [`Token`] provides itself.
//!
//! # Presigned requests
//!
//! A [`Presigner`](presign::Presigner) makes URLs that others can send without credentials until they expire.
//!
//! # Retries and timeouts
//!
//! [`Retry`] chooses the policy, by default the [standard one](retry::StandardRetry) of the AWS SDKs. [`Timeouts`] has
//! timeouts for connecting and stalled bodies, and optional ones for attempts and calls. A call is retried after a
//! timeout only if its operation is [idempotent](Operation::IDEMPOTENT).
//!
//! # Per-call overrides
//!
//! [`Client::request`] builds a call with its own settings ([`Request`]), which also returns the
//! [metadata](ResponseMetadata) of the response.
//!
//! # Hooks
//!
//! A [`Hook`](hooks::Hook) runs code of the caller before an attempt is signed and sent, after it, and after the call.
//!
//! # Pagination
//!
//! [`Pages`] is a stream of pages, [`Items`] a stream of the items in them. Both have the metadata of the latest page
//! and the token to resume from.
//!
//! # Waiters
//!
//! A [`Wait`] polls an operation until its [`Waiter`] reaches a final state; [`WaitError`] has the last output.
//! [`Request::wait_until`] polls any operation until a closure accepts its result.
//!
//! # Errors
//!
//! [`Error`] is the error of a call; its parameter enumerates the errors that the model lists for the operation.
//! Messages never show secrets.
//!
//! # Streaming bodies
//!
//! With the feature `streams` operations can have a [`ByteStream`] in their input or output: bytes, a file, a reader or a
//! stream to send; a stream, a reader or a file for what is received.
//!
//! With the feature `checksums` requests and responses of some operations have checksums: see [`ChecksumPolicy`].
//!
//! # Event streams
//!
//! With the feature `event-streams` operations can have an [`EventStream`] in their output, and [`RequestEvents`] in their
//! input, which an [`EventSender`] sends one by one.
//!
//! # Blocking client
//!
//! With the feature `blocking` [`Blocking`] makes the same calls without async.
//!
//! # Testing
//!
//! With the feature `test-util` [`FakeTransport`] responds to calls without a network. [`Clock`] and [`Environment`]
//! can be replaced.
//!
//! # Tracing
//!
//! With the feature `tracing` each call is a span, and each attempt an event, without payloads and secrets. Their target is
//! the module of the service, and their fields have the names of OpenTelemetry's conventions for AWS SDKs.
//!
//! # HTTP, TLS and proxies
//!
//! A [`Transport`] sends requests. With the feature `http1` [`HttpTransport`] is the default, based on hyper and rustls;
//! with the feature `reqwest` it can also use a reqwest client. On `wasm32-unknown-unknown` the feature `fetch` has
//! `FetchTransport`, over the Fetch API of browsers.
//!
//! # Executors
//!
//! `HttpTransport`, the default chain of credentials and blocking clients need tokio, which the feature `tokio` and theirs
//! enable. Without them futures run on any executor, with a transport and, if threads that sleep are too many, a [`Clock`] of
//! the program.
//!
//! # Protocols
//!
//! [`Protocol`] lists the supported protocols: awsJson 1.0 and 1.1, restJson1, with the feature `cbor` rpcv2Cbor, with the
//! feature `xml` restXml, and with the feature `query` awsQuery and ec2Query.
//!
//! # Types of members
//!
//! The types of Smithy that Rust lacks are [`Timestamp`], [`Blob`], [`BigInteger`], [`BigDecimal`] and [`Document`].
//! Values of later versions of a service are kept as [`UnknownValue`], [`UnknownInt`] or [`UnknownMember`].
//!
//! # Generated code
//!
//! Generated code implements [`Operation`], [`Service`], [`OperationError`] and [`ModeledError`] with macros of this
//! crate. They are, like the module `wire`, for generated code of the same version only.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(
        feature = "blocking",
        feature = "client",
        feature = "credentials",
        feature = "event-streams",
        feature = "http1",
        feature = "streams",
        feature = "test-util"
    )),
    allow(
        rustdoc::broken_intra_doc_links,
        reason = "the introduction also names what features add"
    )
)]

mod auth;
mod blob;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "streams")]
mod byte_stream;
#[cfg(feature = "client")]
mod checksum;
#[cfg(feature = "client")]
mod client;
mod codec;
#[cfg(feature = "client")]
mod compression;
#[cfg(feature = "client")]
mod config;
#[cfg(feature = "client")]
mod content_md5;
#[cfg(feature = "client")]
mod credentials;
#[cfg(feature = "client")]
pub mod endpoint;
#[cfg(feature = "client")]
mod entropy;
mod enums;
mod error;
#[cfg(feature = "event-streams")]
pub mod event_stream;
#[cfg(feature = "client")]
mod executor;
#[cfg(feature = "client")]
mod features;
#[cfg(feature = "client")]
mod fetch;
#[cfg(feature = "client")]
mod headers;
#[cfg(feature = "client")]
mod hex;
#[cfg(feature = "client")]
pub mod hooks;
#[cfg(all(feature = "client", target_arch = "wasm32", target_os = "unknown"))]
mod local;
#[cfg(feature = "client")]
mod lock;
mod number;
mod operation;
mod paginate;
#[cfg(feature = "client")]
mod percent;
#[cfg(feature = "client")]
pub mod presign;
#[cfg(feature = "client")]
mod protocol;
#[cfg(feature = "client")]
pub mod retry;
mod sensitive;
#[cfg(feature = "client")]
mod sign;
#[cfg(feature = "client")]
mod skew;
#[cfg(any(feature = "credentials", all(feature = "streams", feature = "tokio")))]
mod temporary;
#[cfg(feature = "test-util")]
mod test_util;
#[cfg(feature = "client")]
mod time;
mod timestamp;
mod tracer;
#[cfg(feature = "client")]
mod transport;
mod unknown;
#[cfg(feature = "client")]
mod wait;
#[doc(hidden)]
pub mod wire;

#[cfg(feature = "client")]
pub use self::time::{Clock, SharedClock, SystemClock};
pub use auth::AuthScheme;
pub use blob::Blob;
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, BlockingItems, BlockingPages, BlockingRequest, BlockingWait};
#[cfg(all(feature = "blocking", feature = "streams"))]
pub use byte_stream::BlockingReader;
#[cfg(feature = "streams")]
pub use byte_stream::{ByteStream, ByteStreamError, ByteStreamErrorKind};
#[cfg(all(feature = "streams", feature = "tokio"))]
pub use byte_stream::{ByteStreamReader, FileStream};
#[cfg(feature = "client")]
pub use checksum::ChecksumPolicy;
#[cfg(feature = "checksums")]
pub use checksum::{ChecksumAlgorithm, ChecksumValidation};
#[cfg(feature = "client")]
pub use client::{Client, Overrides, Request, Response, ResponseMetadata};
#[cfg(feature = "client")]
pub use config::{
    AccountIdEndpointMode, Config, ConfigBuilder, ConfigError, Environment, Timeouts,
};
#[cfg(feature = "credentials")]
pub use credentials::{
    AssumeRole, AssumeRoleWithWebIdentity, DefaultChain, ProcessCredentials, default_chain,
};
#[cfg(feature = "client")]
pub use credentials::{
    Credentials, CredentialsCache, CredentialsError, EnvironmentCredentials, FirstOf,
    ProvideCredentials, ProvideToken, Token,
};
#[cfg(feature = "client")]
pub use error::{
    AuthenticationError, ConstructionError, DispatchError, Error, ErrorMetadata, ResponseError,
    ServiceError, TimeoutError, TimeoutKind,
};
pub use error::{
    DecodeError, ErrorBody, ErrorFacts, Fault, ModeledError, OperationError, Retryable,
};
#[cfg(all(feature = "blocking", feature = "event-streams"))]
pub use event_stream::BlockingEvents;
#[cfg(feature = "event-streams")]
pub use event_stream::{EventSender, EventStream, RequestEvents, SendEventError};
pub use number::{BigDecimal, BigInteger, ParseNumberError};
pub use operation::{Http, HttpChecksum, Operation, Protocol, Service, ServiceSetting};
#[cfg(feature = "client")]
pub use paginate::{Items, Pages, RepeatedTokenError};
pub use paginate::{PageToken, Paginated, PaginatedItems};
#[cfg(feature = "client")]
pub use retry::Retry;
pub use sensitive::Sensitive;
#[cfg(all(feature = "streams", feature = "test-util"))]
pub use test_util::FakeBody;
#[cfg(feature = "test-util")]
#[doc(hidden)]
pub use test_util::protocol_test;
#[cfg(feature = "test-util")]
pub use test_util::{FakeResponse, FakeTransport};
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "event-streams")]
pub use transport::EventStreamed;
#[cfg(all(feature = "fetch", target_arch = "wasm32", target_os = "unknown"))]
pub use transport::FetchTransport;
#[cfg(feature = "native-tls")]
pub use transport::Tls;
#[cfg(feature = "client")]
pub use transport::{
    Body, BodyLimit, BoxError, BoxFuture, BypassProxy, NewConnection, PooledConnection,
    StreamedResponse, Transport, TransportError, TransportErrorKind,
};
#[cfg(feature = "http1")]
pub use transport::{BuildTransportError, HttpTransport, HttpTransportBuilder};
#[cfg(feature = "reqwest")]
pub use transport::{ReqwestTransport, ReqwestTransportBuilder};
pub use unknown::{UnknownInt, UnknownValue};
#[cfg(feature = "client")]
pub use wait::{
    Acceptor, Acceptors, Answer, On, Unreached, Until, Wait, WaitError, WaitState, Waiter,
    all_equal,
};
pub use wire::{UnknownMember, XmlNamespace};

/// The HTTP client that [`HttpTransport`] accepts.
#[cfg(feature = "reqwest")]
pub use reqwest;
/// Crates of the types in the interface of [`Transport`] and [`Body`].
#[cfg(feature = "client")]
pub use {bytes, futures_core, http};

/// Any JSON value: the content of a member of Smithy's type `document`.
///
/// Numbers are integers and floats of 64 bits, and keys are serialized in their order, whichever features of serde_json
/// a program enables.
pub use serde_json::Value as Document;

/// Items for expansions of this crate's macros; not part of the public API.
#[doc(hidden)]
pub mod __private {
    pub use crate::codec::Codec;
    pub use crate::error::{ErrorMessage, ErrorVisitor, Show, display_modeled};
    #[cfg(feature = "client")]
    pub use crate::protocol::{read_response, write_request};
    #[cfg(feature = "tracing")]
    pub use crate::tracer::{CallFields, EventFields, Tracer};
    pub use crate::unknown::{unknown_int, unknown_value};
    #[cfg(feature = "serde")]
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
    #[cfg(feature = "tracing")]
    pub use tracing;
}
