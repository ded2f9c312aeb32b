//! Body of an error response: its common members, and the error itself.

#[cfg(feature = "xml")]
use super::Fault;
use super::envelope::Envelope;
use super::{DecodeError, ModeledError};
#[cfg(feature = "client")]
use crate::codec::AllFormats;
use crate::codec::Codec;
#[cfg(feature = "client")]
use crate::protocol::{Incoming, IncomingError};
use crate::wire::Structure;
use std::fmt;

/// Body of an error response.
///
/// Its methods work on any content: a body that is empty, truncated, or of an unexpected format or shape has no code
/// and no message.
pub struct ErrorBody<'a> {
    codec: Codec,
    bytes: &'a [u8],
    envelope: Envelope,
    /// The whole response, for members that are not in the body.
    #[cfg(feature = "client")]
    response: Option<Incoming<'a, AllFormats>>,
}

impl<'a> ErrorBody<'a> {
    /// Creates a body of the AWS JSON protocols.
    #[must_use]
    pub fn json(bytes: &'a [u8]) -> Self {
        Self::new(Codec::Json, bytes)
    }

    pub(crate) fn new(codec: Codec, bytes: &'a [u8]) -> Self {
        Self {
            codec,
            bytes,
            envelope: codec.envelope(bytes),
            #[cfg(feature = "client")]
            response: None,
        }
    }

    /// Creates the body of a response.
    #[cfg(feature = "client")]
    pub(crate) fn of_response(response: Incoming<'a, AllFormats>) -> Self {
        Self {
            response: Some(response),
            ..Self::new(response.codec, response.body)
        }
    }

    /// Returns the error code: `__type`, else `code` if it is a string; in XML `Code`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.type_code()
            .or_else(|| sanitize(self.envelope.code.as_deref()?))
    }

    /// Returns the error code of OAuth services: `error` (RFC 6749, section 5.2).
    #[cfg(feature = "client")]
    pub(crate) fn oauth_code(&self) -> Option<&str> {
        sanitize(self.envelope.error.as_deref()?)
    }

    /// Returns the error code in `__type`.
    pub(crate) fn type_code(&self) -> Option<&str> {
        sanitize(self.envelope.r#type.as_deref()?)
    }

    /// Returns the name of the root element of a document without an element around the error.
    #[cfg(feature = "xml")]
    pub(crate) fn root(&self) -> Option<&str> {
        self.envelope.root.as_deref()
    }

    /// Returns the request id in a body of XML.
    #[cfg(feature = "client")]
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.envelope.request_id.as_deref()
    }

    /// Returns true if there is no body.
    #[cfg(feature = "client")]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Returns the second request id of Amazon S3 in the body.
    #[cfg(feature = "client")]
    pub(crate) fn host_id(&self) -> Option<&str> {
        #[cfg(feature = "xml")]
        return self.envelope.host_id.as_deref();
        #[cfg(not(feature = "xml"))]
        None
    }

    /// Returns the region in the body.
    #[cfg(feature = "client")]
    pub(crate) fn region(&self) -> Option<&str> {
        #[cfg(feature = "xml")]
        return self.envelope.region.as_deref();
        #[cfg(not(feature = "xml"))]
        None
    }

    /// Returns the party at fault in the body.
    #[cfg(feature = "xml")]
    pub(crate) fn fault(&self) -> Option<Fault> {
        self.envelope.fault
    }

    /// Returns the message, in any of its spellings.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.envelope.message.as_deref()
    }

    /// Deserializes an error of type `T`.
    ///
    /// # Errors
    /// If the body is not such an error. Treats an empty body as an empty structure.
    pub fn read<T: ModeledError + Structure>(&self) -> Result<T, DecodeError> {
        let mut error: T = self.read_members()?;
        if error.message().is_none_or(str::is_empty)
            && let Some(message) = self.message()
        {
            error.set_message(message.to_owned());
        }
        Ok(error)
    }
}

impl ErrorBody<'_> {
    #[cfg(feature = "client")]
    fn read_members<T: Structure>(&self) -> Result<T, DecodeError> {
        let document = Incoming::new(self.codec, None, self.bytes);
        T::read_message(IncomingError(self.response.unwrap_or(document)))
    }

    #[cfg(not(feature = "client"))]
    fn read_members<T: Structure>(&self) -> Result<T, DecodeError> {
        self.codec.read_members(self.bytes)
    }
}

impl fmt::Debug for ErrorBody<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ErrorBody({} bytes)", self.bytes.len())
    }
}

/// Returns the code within `aws.example#FooError:http://internal.example/`, of which services send all or parts.
pub(crate) fn sanitize(code: &str) -> Option<&str> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    let code = code.split_once('#').map_or(code, |(_, code)| code).trim();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests;
