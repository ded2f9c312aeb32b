//! Expressions over inputs and outputs, as Rust.
//!
//! A value that may be absent comes in two forms. In the closure of a test, which is over where there is nothing, it ends
//! in `?` ([`Writer::strict`]). Elsewhere it is an `Option` ([`Writer::option`]).

mod chain;
mod compare;
mod condition;
mod list;
mod number;
mod value;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::imports::Imports;
use super::tokens::ident;
use crate::ir::query::{Node, Value};
use crate::ir::waiter::Test;

/// Writes expressions.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// Whether what was written uses something deprecated.
    pub(super) uses_deprecated: std::cell::Cell<bool>,
}

impl Writer {
    /// The body of a function that gives a string, or `None`.
    pub(super) fn text(&self, value: &Value) -> TokenStream {
        let value = self.strict(value);
        quote!(Some(#value))
    }

    /// The body of a function that gives whether a test is passed, or `None`.
    pub(super) fn test(&self, test: &Test, imports: &mut Imports<'_>) -> TokenStream {
        let passed = match test {
            Test::Text(value, expected) => {
                let value = self.strict(value);
                quote!(#value == #expected)
            }
            Test::Flag(value, true) => return self.tail(value),
            Test::Flag(value, false) => self.strict_not(value),
            Test::All(list, expected) => {
                let all_equal = imports.runtime("all_equal");
                let values = self.strict_iterator(list);
                quote!(#all_equal(#values, #expected))
            }
            Test::Any(list, expected) => {
                let values = self.strict_iterator(list);
                quote!(#values.any(|it| it == #expected))
            }
        };
        quote!(Some(#passed))
    }
}

/// `tokens`, in parentheses where `value` is written with an operator.
fn grouped(value: &Value, tokens: TokenStream) -> TokenStream {
    match value.node {
        Node::And(..) | Node::Or(..) | Node::Compare(..) | Node::Not(_) => quote!((#tokens)),
        _ => tokens,
    }
}

/// A closure; what its body does not name is `_`.
pub(super) fn closure(parameters: &[&str], body: TokenStream) -> TokenStream {
    let parameters = parameters.iter().map(|name| {
        let name = ident(name);
        if names(&body, &name) {
            quote!(#name)
        } else {
            quote!(_)
        }
    });
    quote!(|#(#parameters),*| #body)
}

fn names(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => names(&group.stream(), name),
        _ => false,
    })
}
