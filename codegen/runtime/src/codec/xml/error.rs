//! Errors of documents, and of values that none can have.

use super::read::Reader;
use crate::error::DecodeError;
use crate::wire::{Step, path};
use quick_xml::errors::IllFormedError;
use std::error::Error;
use std::fmt;

/// Problem of a reference that cannot be resolved.
pub(super) const REFERENCE: &str =
    "a reference that is neither to a character nor to an entity of XML";

impl Reader<'_> {
    /// Creates an error at the current position.
    #[cold]
    pub(super) fn error(&self, problem: &str) -> DecodeError {
        DecodeError::of_bytes(problem, self.position())
    }

    /// Creates the error of a document that is not well-formed. It shows no names, which may be anything.
    #[cold]
    pub(super) fn ill_formed(&self, error: &quick_xml::Error) -> DecodeError {
        let problem = match error {
            // Its messages are constants.
            quick_xml::Error::Syntax(error) => error.to_string(),
            quick_xml::Error::IllFormed(error) => of_structure(error).to_owned(),
            quick_xml::Error::InvalidAttr(_) => return self.error("an invalid attribute"),
            quick_xml::Error::Escape(_) => return self.error(REFERENCE),
            _ => "text that is not well-formed".to_owned(),
        };
        let at = usize::try_from(self.events.error_position()).unwrap_or(usize::MAX);
        DecodeError::of_bytes(&problem, at)
    }
}

fn of_structure(error: &IllFormedError) -> &'static str {
    match error {
        IllFormedError::MissingEndTag(_) => "a start tag without its end tag",
        IllFormedError::UnmatchedEndTag(_) | IllFormedError::MismatchedEndTag { .. } => {
            "an end tag that does not match its start tag"
        }
        IllFormedError::UnclosedReference => "a reference without its `;`",
        IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => {
            "an XML declaration without a known version"
        }
        _ => "a document that is not well-formed",
    }
}

/// Error of a value that XML cannot carry.
#[derive(Debug)]
pub(crate) struct WriteError(String);

impl WriteError {
    pub(super) fn of_character(character: char) -> Self {
        Self(format!(
            "XML 1.0 does not have the character U+{:04X}",
            u32::from(character)
        ))
    }

    /// Creates the error of an unknown member, whose names may be anything.
    #[cold]
    pub(super) fn of_unknown() -> Self {
        Self("an unknown member has names that XML 1.0 does not allow".to_owned())
    }

    #[cold]
    pub(super) fn within(self, step: Step<'_>) -> Self {
        Self(path::describe(step, &self.0))
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the input cannot be sent: {}", self.0)
    }
}

impl Error for WriteError {}
