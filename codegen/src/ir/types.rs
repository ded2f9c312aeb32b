//! Types of members, and their defaults.

use super::{EnumId, OperationId, StructureId, UnionId};

/// A default value.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "each is the value of the Rust type of that name"
)]
pub enum Default {
    /// Smithy's zero value of the type.
    Zero,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    /// An enum's value.
    EnumText(String),
    EnumInteger(i32),
    /// JSON text of a value that has no literal in Rust: a blob, a document, a time, a number of any size.
    Json(String),
    /// A time in RFC 3339.
    DateTime(String),
}

/// A type, as it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the Rust type of that name")]
pub enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    String,
    Blob,
    /// A blob that is a stream: only as the whole body of a request or response.
    ByteStream,
    /// Events of this union, in the output of this operation, whose errors can end the stream.
    EventStream(UnionId, OperationId),
    /// Events of this union, in an input.
    RequestEvents(UnionId),
    BigInteger,
    BigDecimal,
    Document,
    /// A time, with the format that a trait gives it where that is not the protocol's own.
    Timestamp(Option<TimestampFormat>),
    /// A type of the service.
    Named(Named),
    /// `Vec`; `Vec<Option<…>>` where sparse.
    List {
        member: Box<Type>,
        sparse: bool,
    },
    /// `BTreeMap`; values are `Option` where sparse.
    Map {
        key: Box<Type>,
        value: Box<Type>,
        sparse: bool,
    },
    /// A value on the heap, where a type would else contain itself.
    Boxed(Box<Type>),
    /// No value: only as the member of a union.
    Unit,
}

/// A type of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// A structure or an error.
    Structure(StructureId),
    /// A union.
    Union(UnionId),
    /// An enum of strings.
    Enum(EnumId),
    /// An enum of integers.
    IntEnum(EnumId),
}

impl Type {
    /// Returns the type without its `Box`.
    pub fn unboxed(&self) -> &Self {
        match self {
            Self::Boxed(inner) => inner,
            plain => plain,
        }
    }

    /// Returns whether it is a stream: the whole body of a request or response, read or sent once.
    pub fn is_stream(&self) -> bool {
        *self == Self::ByteStream || self.is_events()
    }

    /// Returns whether it is a stream of events.
    pub fn is_events(&self) -> bool {
        matches!(self, Self::EventStream(..) | Self::RequestEvents(_))
    }

    /// Returns whether it is an integer of up to 64 bits.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::I8 | Self::I16 | Self::I32 | Self::I64)
    }

    /// Returns whether it is an integer or a float of up to 64 bits.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::F32 | Self::F64)
    }
}

/// Formats of times that are not the protocol's own: that is `EpochSeconds`, in XML and query parameters `DateTime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// RFC 3339, `2020-01-02T20:34:56.123Z`.
    DateTime,
    /// IMF-fixdate of RFC 9110.
    HttpDate,
    /// Number of seconds since 1970.
    EpochSeconds,
}
