//! Pagination of an operation.

use super::Type;
use super::expression::Expression;

/// Pagination of an operation.
#[derive(Clone, Debug)]
pub struct Paginated {
    /// Name of the client's method.
    pub method: String,
    /// The field of the input that takes a token.
    pub input_token: String,
    /// Type of the token.
    pub token: Type,
    /// The token of the next page in the output: a path of members.
    pub output_token: Expression,
    /// The field of the output without which, or with false in it, a page is the last; with true if it is optional.
    pub truncated: Option<(String, bool)>,
    /// The list in the output and its type, if the model names one.
    pub items: Option<(Expression, Type)>,
}

impl Paginated {
    /// Rust names of the members of a path, separated by dots.
    pub fn dotted(path: &Expression) -> String {
        let members = path.members().unwrap_or_default();
        let names: Vec<_> = members.iter().map(|it| it.name.as_str()).collect();
        names.join(".")
    }
}
