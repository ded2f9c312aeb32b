//! The example call in the documentation of a client.

use super::{EnumId, OperationId};

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Example {
    /// The operation.
    pub operation: OperationId,
    /// The arguments of its input's `new`.
    pub arguments: Vec<ExampleValue>,
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
}
