//! Errors.
//!
//! Error facts of a model, and the deserialization of errors, do not depend on a client and are always available;
//! [`Error`], the error of a call, needs the feature `client`.

mod body;
mod debug;
mod decode;
mod envelope;
mod modeled;
mod operation;
mod text;

#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod dispatch;
#[cfg(feature = "client")]
mod failure;
#[cfg(feature = "client")]
mod foreign;
#[cfg(feature = "client")]
mod service;
#[cfg(feature = "client")]
mod timeout;

pub use body::ErrorBody;
pub use decode::DecodeError;
pub use modeled::{ErrorFacts, ErrorMessage, Fault, ModeledError, Retryable, display_modeled};
pub use operation::{ErrorVisitor, OperationError, Show};

#[cfg(feature = "client")]
pub(crate) use body::sanitize;
#[cfg(feature = "client")]
pub use call::Error;
#[cfg(feature = "client")]
pub(crate) use debug::{Details, OnlyDetails, debug, source};
#[cfg(feature = "client")]
pub use dispatch::DispatchError;
pub(crate) use envelope::Envelope;
#[cfg(feature = "client")]
pub use failure::{AuthenticationError, ConstructionError, ResponseError};
#[cfg(feature = "client")]
pub(crate) use foreign::ForeignBody;
#[cfg(feature = "client")]
pub(crate) use service::is_message_sensitive;
#[cfg(feature = "client")]
pub use service::{ErrorMetadata, ServiceError};
#[cfg(feature = "credentials")]
pub(crate) use text::one_line;
#[cfg(feature = "client")]
pub(crate) use text::{Bounded, Chain, OneLine};
#[cfg(feature = "client")]
pub use timeout::{TimeoutError, TimeoutKind};
