//! HTTP bindings: locations of members in requests and responses.
//!
//! Source: Smithy's specification "HTTP binding traits". Bindings of a structure matter only at the top level of a
//! request or response, and only to protocols with HTTP bindings: elsewhere all members are in the document.

use super::{Format, MemberSerializer, ShapeDeserializer, Shows, Structure, Takes};

/// Location of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The document in the body: a member without a binding.
    Body,
    /// A segment of the path, or several (`smithy.api#httpLabel`).
    Label,
    /// A query parameter, or several of one name (`smithy.api#httpQuery`).
    Query,
    /// Query parameters named by the keys of a map (`smithy.api#httpQueryParams`).
    QueryParams,
    /// A header (`smithy.api#httpHeader`).
    Header,
    /// Headers with a common prefix, named by the keys of a map (`smithy.api#httpPrefixHeaders`).
    PrefixHeaders,
    /// The whole body as a document (`smithy.api#httpPayload`).
    Payload,
    /// The whole body as it is: bytes or a string (`smithy.api#httpPayload`).
    RawPayload,
    /// The whole body as a stream (`smithy.api#httpPayload` of a blob with `smithy.api#streaming`), which is neither
    /// written nor read with the other members.
    Stream,
    /// The HTTP status (`smithy.api#httpResponseCode`).
    Status,
    /// A header of an event in an event stream (`smithy.api#eventHeader`).
    EventHeader,
}

/// Bindings by their names in `bound_structure!`.
#[allow(non_upper_case_globals, reason = "names of a macro's arguments")]
pub mod bind {
    use super::Binding;

    macro_rules! named {
        ($($name:ident: $binding:ident),* $(,)?) => {$(
            #[doc(hidden)]
            pub const $name: Binding = Binding::$binding;
        )*};
    }

    named! {
        body: Body,
        label: Label,
        query: Query,
        query_params: QueryParams,
        header: Header,
        prefix_headers: PrefixHeaders,
        payload: Payload,
        raw_payload: RawPayload,
        stream: Stream,
        status: Status,
        event_header: EventHeader,
    }
}

/// Functions that serialize a member, by the names of bindings in `bound_structure!`.
pub mod put_by {
    pub use super::put_stream as stream;
    pub use super::{put_bound as event_header, put_bound as raw_payload};
    pub use super::{put_bound as label, put_bound as query, put_bound as query_params};
    pub use super::{put_bound as header, put_bound as prefix_headers, put_bound as status};
    pub use super::{put_document as body, put_document as payload};
}

/// Functions that deserialize a member from outside of a document, by the names of bindings in `bound_structure!`.
pub mod set_by {
    pub use super::super::{set as event_header, set as status};
    pub use super::super::{set as header, set as prefix_headers, set as raw_payload};
    pub use super::super::{set as label, set as query, set as query_params};
    pub use super::{set_nothing as body, set_nothing as payload, set_nothing as stream};
}

/// Returns the name of a member in documents: `document` for a bound member, where bindings do not matter.
#[must_use]
pub const fn document_name(
    binding: Binding,
    name: &'static str,
    document: &'static str,
) -> &'static str {
    match binding {
        Binding::Body => name,
        _ => document,
    }
}

/// Serializes a member to its location outside of a document, if it is set.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put_bound<M: Shows, S: MemberSerializer>(
    members: &mut S,
    row: Row,
    member: M,
) -> Result<(), S::Error> {
    let value = member.value();
    if M::Format::is_absent(value) {
        return Ok(());
    }
    members.bound::<M::Format>(row, value)
}

/// Serializes a member to a document in the body, or the whole document.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put_document<M: Shows, S: MemberSerializer>(
    members: &mut S,
    row: Row,
    member: M,
) -> Result<(), S::Error> {
    members.document::<M::Format>(row, member.value())
}

/// Announces the stream of the body, which is sent without its serializer.
///
/// # Errors
/// If the serializer fails.
#[inline]
pub fn put_stream<M: Shows, S: MemberSerializer>(
    members: &mut S,
    row: Row,
    _member: M,
) -> Result<(), S::Error> {
    members.stream(row)
}

/// Skips a value: the member is in a document, or the stream of the body.
///
/// # Errors
/// If the value is malformed.
#[inline]
pub fn set_nothing<'de, M: Takes, D: ShapeDeserializer<'de>>(
    _member: M,
    value: D,
) -> Result<bool, D::Error> {
    value.skip().map(|_| false)
}

/// A member with its location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Kind of the location.
    pub binding: Binding,
    /// Name at the location, or the media type of a raw payload or stream.
    pub name: &'static str,
    /// Name of the member in the model.
    pub member: &'static str,
    /// Name of the member in documents, if it is not in the body.
    document: &'static str,
}

impl Row {
    /// Creates a row of a table.
    #[must_use]
    pub const fn new(
        binding: Binding,
        name: &'static str,
        member: &'static str,
        document: &'static str,
    ) -> Self {
        Self {
            binding,
            name,
            member,
            document,
        }
    }

    /// Returns the name of the member in documents.
    #[must_use]
    pub const fn document_name(self) -> &'static str {
        document_name(self.binding, self.name, self.document)
    }
}

/// Serializer of a whole request or response.
pub trait MessageSerializer {
    /// Result of a serialized message.
    type Ok;
    /// Error of a value that the protocol cannot represent.
    type Error;

    /// Serializes a structure without bindings, which is a document.
    ///
    /// # Errors
    /// If a value cannot be represented.
    fn document<T: Structure>(self, structure: &T) -> Result<Self::Ok, Self::Error>;

    /// Serializes a structure with bindings.
    ///
    /// # Errors
    /// If a value cannot be represented.
    fn bound<T: Structure>(self, structure: &T) -> Result<Self::Ok, Self::Error>;
}

/// Deserializer of a whole request or response.
pub trait MessageDeserializer {
    /// Error of a message that does not match the model.
    type Error;

    /// Deserializes a structure without bindings, which is a document.
    ///
    /// # Errors
    /// If the message does not match the model.
    fn document<T: Structure>(self) -> Result<T, Self::Error>;

    /// Deserializes a structure with bindings.
    ///
    /// # Errors
    /// If the message does not match the model.
    fn bound<T: Structure>(self) -> Result<T, Self::Error>;
}
