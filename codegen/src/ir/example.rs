//! Example calls in documentation.

use super::{EnumId, OperationId};

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Example {
    /// The operation.
    pub operation: OperationId,
    /// The arguments of its input's `new`, by the names of the fields.
    pub arguments: Vec<(String, ExampleValue)>,
}

/// A plain value.
#[derive(Clone, Debug)]
pub enum ExampleValue {
    /// This text.
    Text(String),
    /// A boolean.
    Flag,
    /// An integer.
    Number,
    /// A variant of an enum, by name.
    Variant(EnumId, String),
    /// A stream.
    Stream,
}
