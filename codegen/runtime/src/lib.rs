//! What generated AWS JSON clients stand on.
//!
//! Generated code is data: types with serde attributes, and one line per operation. What those types do on the wire,
//! how an error is recognised and how a call is made is here, once, and knows no service.
//!
//! - Types that members have: [`Timestamp`], [`Blob`], [`BigInteger`], [`BigDecimal`], [`Document`].
//! - What a later version of a service may send: [`UnknownValue`], [`UnknownInt`], [`UnknownMember`].
//! - What an operation is: [`Operation`], [`Service`], [`Protocol`].
//! - How it fails: [`ModeledError`], [`OperationError`], and with the feature `client` [`Error`].
//! - With the feature `client`: [`Client`], which calls, and [`Transport`], which carries.
//!
//! The macros and the module [`wire`] are for generated code alone.
#![cfg_attr(
    not(feature = "client"),
    allow(
        rustdoc::broken_intra_doc_links,
        reason = "the introduction also names what `client` brings"
    )
)]

mod blob;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod entropy;
mod enums;
mod error;
mod number;
mod operation;
#[cfg(feature = "client")]
mod protocol;
mod sensitive;
mod timestamp;
#[cfg(feature = "client")]
mod transport;
mod unknown;
#[doc(hidden)]
pub mod wire;

pub use blob::Blob;
#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use error::{
    ConstructionError, DispatchError, Error, ErrorMetadata, ResponseError, ServiceError,
};
pub use error::{
    DecodeError, ErrorBody, ErrorFacts, Fault, ModeledError, OperationError, Retryable,
};
pub use number::{BigDecimal, BigInteger, ParseNumberError};
pub use operation::{Operation, Protocol, Service};
pub use sensitive::Sensitive;
pub use timestamp::{Timestamp, TimestampError};
#[cfg(feature = "client")]
pub use transport::{BoxError, BoxFuture, Transport, TransportError};
pub use unknown::{UnknownInt, UnknownValue};
pub use wire::UnknownMember;

/// The types of [`Transport`]'s interface.
#[cfg(feature = "client")]
pub use {bytes, http};

/// Any JSON value: what a member without a schema of its own holds.
pub use serde_json::Value as Document;

/// What expansions of this crate's macros name; no part of the public interface.
#[doc(hidden)]
pub mod __private {
    pub use crate::enums::read_text;
    pub use crate::error::display_modeled;
    pub use crate::unknown::{unknown_int, unknown_value};
    pub use crate::wire::{empty, read_union, zero_union};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
