//! The call that the documentation of a client shows.

use super::{EnumId, OperationId};

/// A call of an operation.
#[derive(Clone, Debug)]
pub struct Example {
    /// The operation.
    pub operation: OperationId,
    /// What the `new` of its input is given.
    pub arguments: Vec<ExampleValue>,
}

/// A value that needs no explanation.
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
