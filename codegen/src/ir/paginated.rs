//! How an operation gives a long list page by page.

use super::Type;

/// How an operation is paginated.
#[derive(Clone, Debug)]
pub struct Paginated {
    /// Name of the client's method.
    pub method: String,
    /// The field of the input that says where a page begins.
    pub input_token: String,
    /// Type of the token.
    pub token: Type,
    /// What in the output says where the next page begins.
    pub output_token: Vec<FieldStep>,
    /// The list in the output and its type, where the model names one.
    pub items: Option<(Vec<FieldStep>, Type)>,
}

/// A step into a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldStep {
    /// Rust name of the field.
    pub field: String,
    /// Whether it is an `Option`.
    pub optional: bool,
}
