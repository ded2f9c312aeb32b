//! What generated AWS clients stand on.
//!
//! Generated code is data: types, what their members are called, and one line per operation. What those types do on the wire,
//! how an error is recognised and how a call is made is here, once, and knows no service.
//!
//! - Types that members have: [`Timestamp`], [`Blob`], [`BigInteger`], [`BigDecimal`], [`Document`].
//! - What a later version of a service may send: [`UnknownValue`], [`UnknownInt`], [`UnknownMember`].
//! - What an operation is: [`Operation`], [`Service`], [`Protocol`].
//! - How it fails: [`ModeledError`], [`OperationError`], and with the feature `client` [`Error`].
//! - With the feature `client`: [`Client`], which calls, and [`Transport`], which carries.
//!
//! The macros and the module [`wire`] are for generated code alone.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(feature = "client"),
    allow(
        rustdoc::broken_intra_doc_links,
        reason = "the introduction also names what `client` brings"
    )
)]

mod blob;
#[cfg(feature = "blocking")]
mod blocking;
#[cfg(feature = "client")]
mod client;
mod codec;
#[cfg(feature = "client")]
mod compression;
#[cfg(feature = "client")]
mod config;
#[cfg(feature = "client")]
mod credentials;
#[cfg(feature = "client")]
pub mod endpoint;
#[cfg(feature = "client")]
mod entropy;
mod enums;
mod error;
#[cfg(feature = "client")]
mod headers;
#[cfg(feature = "client")]
mod hex;
mod number;
mod operation;
mod paginate;
#[cfg(feature = "client")]
mod protocol;
#[cfg(feature = "client")]
pub mod retry;
mod sensitive;
#[cfg(feature = "client")]
mod sign;
#[cfg(feature = "client")]
mod skew;
#[cfg(feature = "test-util")]
mod test_util;
#[cfg(feature = "client")]
mod time;
mod timestamp;
#[cfg(feature = "client")]
mod transport;
mod unknown;
#[cfg(feature = "client")]
mod wait;
#[doc(hidden)]
pub mod wire;

#[cfg(feature = "client")]
pub use self::time::{Clock, SharedClock, SystemClock};
pub use blob::Blob;
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, BlockingItems, BlockingPages, BlockingWait};
#[cfg(feature = "client")]
pub use client::{Client, Overrides, Request, Response, ResponseMetadata};
#[cfg(feature = "client")]
pub use config::{
    AccountIdEndpointMode, Config, ConfigBuilder, ConfigError, Environment, Timeouts,
};
#[cfg(feature = "client")]
pub use credentials::{Credentials, CredentialsError, EnvironmentCredentials, ProvideCredentials};
#[cfg(feature = "credentials")]
pub use credentials::{DefaultChain, default_chain};
#[cfg(feature = "client")]
pub use error::{
    AuthenticationError, ConstructionError, DispatchError, Error, ErrorMetadata, ResponseError,
    ServiceError, TimeoutError, TimeoutKind,
};
pub use error::{
    DecodeError, ErrorBody, ErrorFacts, Fault, ModeledError, OperationError, Retryable,
};
pub use number::{BigDecimal, BigInteger, ParseNumberError};
pub use operation::{Auth, Operation, Protocol, Service};
#[cfg(feature = "client")]
pub use paginate::{Items, Pages, RepeatedTokenError};
pub use paginate::{PageToken, Paginated, PaginatedItems};
#[cfg(feature = "client")]
pub use retry::Retry;
pub use sensitive::Sensitive;
#[cfg(feature = "test-util")]
pub use test_util::FakeTransport;
#[cfg(feature = "test-util")]
#[doc(hidden)]
pub use test_util::protocol_test;
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "client")]
pub use transport::{
    BoxError, BoxFuture, BypassProxy, NewConnection, PooledConnection, Transport, TransportError,
    TransportErrorKind,
};
#[cfg(feature = "reqwest")]
pub use transport::{BuildTransportError, ReqwestTransport, ReqwestTransportBuilder};
pub use unknown::{UnknownInt, UnknownValue};
#[cfg(feature = "client")]
pub use wait::{Acceptor, Acceptors, Answer, On, Unreached, Wait, WaitError, Waiter, all_equal};
pub use wire::UnknownMember;

/// What [`ReqwestTransport`] stands on.
#[cfg(feature = "reqwest")]
pub use reqwest;
/// The types of [`Transport`]'s interface.
#[cfg(feature = "client")]
pub use {bytes, http};

/// Any JSON value: what a member without a schema of its own holds.
///
/// Whatever features serde_json has in a program, numbers are read as integers and floats of 64 bits, and keys are written
/// in their order.
pub use serde_json::Value as Document;

/// What expansions of this crate's macros name; no part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::codec::Codec;
    pub use crate::enums::read_text;
    pub use crate::error::{ErrorMessage, ErrorVisitor, Show, display_modeled};
    pub use crate::unknown::{unknown_int, unknown_value};
    pub use crate::wire::{
        Needs, Place, Shown, Structure, count, is_needed, pass_over, put, read_present_structure,
        read_structure, set, write_structure,
    };
    pub use crate::wire::{read_present_union, read_union, zero_union};
    pub use serde::ser::SerializeStruct;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
