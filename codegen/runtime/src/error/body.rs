//! The body of an error's response: what it says whatever the error, and the error itself.

use super::envelope::Envelope;
use super::{DecodeError, ModeledError};
use crate::codec::Codec;
use crate::wire::Structure;
use serde::de::DeserializeOwned;
use std::fmt;

/// The body of a response that is an error.
///
/// Whatever it holds, it can be asked: one that is empty, cut off, in another format or of another shape says nothing.
pub struct ErrorBody<'a> {
    codec: Codec,
    bytes: &'a [u8],
    envelope: Envelope,
}

impl<'a> ErrorBody<'a> {
    /// A body of the AWS JSON protocols.
    #[must_use]
    pub fn json(bytes: &'a [u8]) -> Self {
        Self::new(Codec::Json, bytes)
    }

    pub(crate) fn new(codec: Codec, bytes: &'a [u8]) -> Self {
        Self {
            codec,
            bytes,
            envelope: codec.envelope(bytes),
        }
    }

    /// The code that the body names: of `__type`, else of `code` when that is text.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.type_code()
            .or_else(|| sanitize(self.envelope.code.as_deref()?))
    }

    /// The code that the body names in `__type`.
    pub(crate) fn type_code(&self) -> Option<&str> {
        sanitize(self.envelope.r#type.as_deref()?)
    }

    /// The message, under whichever of its spellings.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.envelope.message.as_deref()
    }

    /// The error of type `T` that the body holds.
    ///
    /// # Errors
    /// When there is something that is no such error. A body without anything in it is one without members.
    pub fn read<T: ModeledError + DeserializeOwned + Structure>(&self) -> Result<T, DecodeError> {
        let mut error: T = self.codec.read_members(self.bytes)?;
        if error.message().is_none_or(str::is_empty)
            && let Some(message) = self.message()
        {
            error.set_message(message.to_owned());
        }
        Ok(error)
    }
}

impl fmt::Debug for ErrorBody<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ErrorBody({} bytes)", self.bytes.len())
    }
}

/// The code within `aws.example#FooError:http://internal.example/`, which services write with all, some or none of it.
pub(crate) fn sanitize(code: &str) -> Option<&str> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.split_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests;
