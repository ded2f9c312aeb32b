//! Bodies without types, for the fake transport.

#[cfg(feature = "cbor")]
use super::cbor;
#[cfg(feature = "query")]
use super::query::{self, Dialect};
use super::{Codec, json};
use crate::error::DecodeError;
use crate::wire::{Neutral, Structure};

impl Codec {
    /// Returns the format of responses.
    pub(crate) fn of_responses(self) -> Self {
        match self {
            #[cfg(feature = "query")]
            Self::AwsQuery | Self::Ec2Query => Self::Xml,
            codec => codec,
        }
    }

    /// Deserializes a structure from the body of a request.
    ///
    /// # Errors
    /// If the body is not such a structure.
    pub(crate) fn read_request<T: Structure>(self, body: &[u8]) -> Result<T, DecodeError> {
        match self {
            #[cfg(feature = "query")]
            Self::AwsQuery => query::read(Dialect::Aws, body),
            #[cfg(feature = "query")]
            Self::Ec2Query => query::read(Dialect::Ec2, body),
            codec => codec.read(body),
        }
    }

    /// Returns a structure's body with one more string member, before all others.
    ///
    /// # Errors
    /// If the body is not a structure in JSON or CBOR.
    pub(crate) fn with_member(
        self,
        body: &[u8],
        name: &str,
        value: &str,
    ) -> Result<Vec<u8>, DecodeError> {
        let Neutral::Map(members) = self.read_untyped(body)? else {
            return Err(DecodeError::new("a body that is not a structure"));
        };
        let first = (name.into(), Neutral::Text(value.into()));
        let members = Neutral::Map([first].into_iter().chain(members).collect());
        match self {
            Self::Json => Ok(json::write_value::<Neutral>(&members)),
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::write_value::<Neutral>(&members)
                .map_err(|error| DecodeError::new(&error.to_string())),
            #[cfg(feature = "xml")]
            _ => Err(DecodeError::new(super::OTHER_FORMAT)),
        }
    }

    /// Deserializes a value of any type; XML with the name of the root element.
    ///
    /// # Errors
    /// If the body is malformed.
    pub(crate) fn read_untyped(self, body: &[u8]) -> Result<Neutral, DecodeError> {
        let value = match self {
            #[cfg(feature = "xml")]
            Self::Xml => Some(super::xml::tree(body)?),
            Self::Json => {
                let text = str::from_utf8(body).map_err(|it| DecodeError::new(&it.to_string()))?;
                json::read_value::<Neutral>(text)?
            }
            #[cfg(feature = "cbor")]
            Self::Cbor => cbor::read_value::<Neutral>(body)?,
            #[cfg(feature = "query")]
            Self::AwsQuery | Self::Ec2Query => return Err(DecodeError::new(super::OTHER_FORMAT)),
        };
        Ok(value.unwrap_or(Neutral::Null))
    }
}
