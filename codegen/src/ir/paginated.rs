//! Pagination of an operation.

use super::Type;

/// Pagination of an operation.
#[derive(Clone, Debug)]
pub struct Paginated {
    /// Name of the client's method.
    pub method: String,
    /// The field of the input that says where a page begins.
    pub input_token: String,
    /// Type of the token.
    pub token: Type,
    /// The path to the token of the next page in the output.
    pub output_token: Vec<FieldStep>,
    /// The list in the output and its type, where the model names one.
    pub items: Option<(Vec<FieldStep>, Type)>,
}

/// A step into a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStep {
    /// Rust name of the field.
    pub field: String,
    /// True if it is an `Option`.
    pub optional: bool,
}
