//! Elements around outputs and errors.
//!
//! Source: Smithy's specifications of restXml, awsQuery and ec2Query, sections "Operation error serialization" and
//! "Response serialization".

use super::read::{At, Reader};
use crate::codec::source::Source;
use crate::error::{DecodeError, Envelope};

/// Root elements around errors; with `noErrorWrapping` the error is the root itself.
const WRAPPERS: [&str; 2] = ["ErrorResponse", "Response"];
/// Spellings of the element with the request id.
const REQUEST_ID: [&str; 3] = ["RequestId", "RequestID", "requestId"];

/// Returns a reader at the result in the response of awsQuery, whose name ends with `Result`; without one there is no
/// value.
#[cfg(feature = "query")]
pub(in crate::codec) fn result(body: &[u8]) -> Result<Reader<'_>, DecodeError> {
    let mut reader = Reader::new(body)?;
    reader.descend(|name| name.ends_with("Result"))?;
    Ok(reader)
}

/// Returns a reader at an error.
pub(in crate::codec) fn failure(body: &[u8]) -> Result<Reader<'_>, DecodeError> {
    let mut reader = Reader::new(body)?;
    if WRAPPERS.contains(&reader.local_name()) {
        reader.descend(|name| matches!(name, "Error" | "Errors"))?;
        if reader.local_name() == "Errors" {
            reader.descend(|name| name == "Error")?;
        }
    }
    Ok(reader)
}

/// Returns true if the root element is an error, or if a body has no root element: Amazon S3 sends blanks until the result is
/// known, and may end there.
pub(in crate::codec) fn is_error(body: &[u8]) -> bool {
    let is_error = |root: &str| root == "Error" || root.is_empty();
    !body.is_empty() && Reader::new(body).is_ok_and(|reader| is_error(reader.local_name()))
}

/// Returns the part of an error's body that does not depend on its type, up to the first error of invalid input.
pub(in crate::codec) fn envelope(body: &[u8]) -> Envelope {
    let mut envelope = Envelope::default();
    if let Ok(mut reader) = Reader::new(body) {
        let root = reader.local_name();
        let is_wrapped = WRAPPERS.contains(&root);
        if !is_wrapped {
            envelope.set_root(root);
        }
        let _ = reader.fill(&mut envelope, !is_wrapped);
    }
    envelope
}

/// Returns the request id in the response of an output, as far as it can be read.
#[cfg(feature = "query")]
pub(in crate::codec) fn request_id(body: &[u8]) -> Option<String> {
    let mut reader = Reader::new(body).ok()?;
    let is_around = |name: &str| name == "ResponseMetadata" || REQUEST_ID.contains(&name);
    reader.descend(is_around).ok()?;
    if reader.local_name() == "ResponseMetadata" {
        reader.descend(|name| REQUEST_ID.contains(&name)).ok()?;
    }
    let id = reader.string_or_skip().ok()??;
    let id = id.trim_ascii();
    (!id.is_empty()).then(|| id.to_owned())
}

impl Reader<'_> {
    /// Moves to the first child with a name that is wanted, or to its end tag, where there is no value.
    fn descend(&mut self, is_wanted: impl Fn(&str) -> bool) -> Result<(), DecodeError> {
        if let At::Element(_) = self.take() {
            while self.next_child()? {
                if is_wanted(self.local_name()) {
                    return Ok(());
                }
                self.skip_value()?;
            }
        }
        Ok(())
    }

    /// Reads the children of an error, or of an element around some, of which the first counts.
    fn fill(&mut self, envelope: &mut Envelope, is_error: bool) -> Result<(), DecodeError> {
        let mut has_error = false;
        if let At::Element(_) = self.take() {
            while self.next_child()? {
                let name = self.local_name().to_owned();
                match name.as_str() {
                    "Errors" if !is_error => self.fill(envelope, false)?,
                    "Error" if !is_error && !has_error => {
                        has_error = true;
                        self.fill(envelope, true)?;
                    }
                    name => {
                        if let Some(text) = self.string_or_skip()? {
                            envelope.set_element(name, &text, is_error);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// Returns true for the name of an element with the request id.
pub(crate) fn is_request_id(name: &str) -> bool {
    REQUEST_ID.contains(&name)
}
