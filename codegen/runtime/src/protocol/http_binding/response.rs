//! Deserializers of outputs and errors.

use super::document::Document;
use super::value::Located;
use crate::codec::{AllFormats, Codec, Formats};
use crate::error::DecodeError;
use crate::wire::{Binding, MessageDeserializer, Step, Structure, Within};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::borrow::Cow;
use std::marker::PhantomData;

/// A response, in one of some formats.
pub(crate) struct Incoming<'a, C> {
    pub(crate) codec: Codec,
    /// Status and headers, for a protocol with HTTP bindings.
    head: Option<(StatusCode, &'a HeaderMap)>,
    pub(crate) body: &'a [u8],
    formats: PhantomData<C>,
}

impl<C> Clone for Incoming<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Incoming<'_, C> {}

impl<'a, C> Incoming<'a, C> {
    pub(crate) fn new(
        codec: Codec,
        head: Option<(StatusCode, &'a HeaderMap)>,
        body: &'a [u8],
    ) -> Self {
        Self {
            codec,
            head,
            body,
            formats: PhantomData,
        }
    }
}

impl<C: Formats> MessageDeserializer for Incoming<'_, C> {
    type Error = DecodeError;

    fn document<T: Structure>(self) -> Result<T, DecodeError> {
        self.codec.read_document::<T, C>(self.body)
    }

    fn bound<T: Structure>(self) -> Result<T, DecodeError> {
        let Some((status, headers)) = self.head else {
            return self.document();
        };
        let body = |body: &[u8]| self.codec.read_document::<Document<T>, C>(body);
        read::<T, C>(self.codec, self.body, body, &|binding, name| {
            located(status, headers, binding, name)
        })
    }
}

/// A response that is an error. It takes less code for each type.
pub(crate) struct IncomingError<'a>(pub(crate) Incoming<'a, AllFormats>);

impl MessageDeserializer for IncomingError<'_> {
    type Error = DecodeError;

    fn document<T: Structure>(self) -> Result<T, DecodeError> {
        self.0.codec.read_members(self.0.body)
    }

    fn bound<T: Structure>(self) -> Result<T, DecodeError> {
        let Some((status, headers)) = self.0.head else {
            return self.document();
        };
        let body = |body: &[u8]| self.0.codec.read_members::<Document<T>>(body);
        read::<T, AllFormats>(self.0.codec, self.0.body, body, &|binding, name| {
            located(status, headers, binding, name)
        })
    }
}

/// Returns the value at a location outside of the body.
pub(super) type Locate<'a, 'b> =
    &'b dyn Fn(Binding, &'static str) -> Result<Option<Located<'a>>, DecodeError>;

/// Reads a structure with bindings; `read_document` reads the members in the body.
pub(super) fn read<T: Structure, C: Formats>(
    codec: Codec,
    body: &[u8],
    read_document: impl FnOnce(&[u8]) -> Result<Document<T>, DecodeError>,
    locate: Locate<'_, '_>,
) -> Result<T, DecodeError> {
    let mut structure = match T::BINDINGS.contains(&Binding::Body) {
        true => read_document(body)?.0,
        false => T::zero(),
    };
    for (index, binding) in T::BINDINGS.iter().enumerate() {
        let name = T::LOCATIONS.get(index).copied().unwrap_or_default();
        let value = match binding {
            Binding::Body | Binding::Stream => continue,
            Binding::Payload => {
                if !codec.is_empty(body) {
                    codec.read_member::<T, C>(body, &mut structure, index)?;
                }
                continue;
            }
            Binding::RawPayload => (!body.is_empty()).then_some(Located::Bytes(body)),
            binding => locate(*binding, name).map_err(|error| at::<T>(index, name, error))?,
        };
        if let Some(value) = value {
            let read = structure.read_bound(index, value);
            read.map_err(|error| at::<T>(index, name, error))?;
        }
    }
    Ok(structure)
}

/// Adds the member and its header to an error.
#[cold]
fn at<T: Structure>(index: usize, name: &str, error: DecodeError) -> DecodeError {
    let error = match T::BINDINGS.get(index) {
        Some(Binding::Header | Binding::PrefixHeaders) => {
            DecodeError::new(&format!("the header `{name}`: {error}"))
        }
        _ => error,
    };
    let member = T::NAMES.get(index).copied().unwrap_or_default();
    error.within(Step::Member(member))
}

fn located<'a>(
    status: StatusCode,
    headers: &'a HeaderMap,
    binding: Binding,
    name: &str,
) -> Result<Option<Located<'a>>, DecodeError> {
    match binding {
        Binding::Status => Ok(Some(Located::Text(Cow::Owned(status.as_str().to_owned())))),
        // A response without such headers has an empty map (`HttpPrefixHeadersAreNotPresent`).
        Binding::PrefixHeaders => {
            let map = header(headers, binding, name)?;
            Ok(map.or_else(|| Some(Located::Map(Vec::new()))))
        }
        binding => header(headers, binding, name),
    }
}

/// Returns the value of a header, or of the headers with a prefix.
pub(super) fn header<'a>(
    headers: &'a HeaderMap,
    binding: Binding,
    name: &str,
) -> Result<Option<Located<'a>>, DecodeError> {
    match binding {
        Binding::Header => {
            let mut lines = headers.get_all(name).iter();
            let Some(first) = lines.next() else {
                return Ok(None);
            };
            let mut text = Cow::Borrowed(utf8(first)?);
            for line in lines {
                let all = text.to_mut();
                all.push_str(", ");
                all.push_str(utf8(line)?);
            }
            Ok(Some(Located::Header(text)))
        }
        Binding::PrefixHeaders => {
            let is_bound = |it: &&HeaderName| starts_with(it.as_str(), name);
            let mut entries = Vec::new();
            for it in headers.keys().filter(is_bound) {
                let key = it.as_str().get(name.len()..).unwrap_or_default();
                if let Some(value) = header(headers, Binding::Header, it.as_str())? {
                    entries.push((key.to_owned(), value));
                }
            }
            Ok((!entries.is_empty()).then_some(Located::Map(entries)))
        }
        _ => Ok(None),
    }
}

fn starts_with(name: &str, prefix: &str) -> bool {
    let start = name.as_bytes().get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

fn utf8(value: &HeaderValue) -> Result<&str, DecodeError> {
    str::from_utf8(value.as_bytes()).map_err(|_| DecodeError::new("a value that is not UTF-8"))
}
