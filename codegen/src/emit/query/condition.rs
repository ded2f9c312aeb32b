//! Conditions, and their opposites.

use proc_macro2::TokenStream;
use quote::quote;

use super::compare::opposite;
use super::list::has_len;
use super::value::{or_grouped, source};
use super::{Writer, closure};
use crate::emit::tokens::ident;
use crate::ir::query::{Node, Value, ValueType};

/// Surroundings of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// The function of a test, which `?` ends: that is right where JMESPath has an error.
    Test,
    /// A closure in it, which looks at an element.
    Closure,
}

impl Writer {
    /// Returns whether a value holds: a boolean that is true, or anything else that is present and not empty.
    pub(super) fn truth(&self, value: &Value, around: Around) -> TokenStream {
        if around == Around::Test && is_absent_by_error(value) {
            return self.strict(value);
        }
        match (&value.node, &value.ty) {
            (Node::And(lhs, rhs), _) => {
                let sides = [lhs, rhs].map(|side| or_grouped(side, self.truth(side, around)));
                let [lhs, rhs] = sides;
                quote!(#lhs && #rhs)
            }
            (Node::Or(lhs, rhs), _) => {
                let [lhs, rhs] = [lhs, rhs].map(|side| self.truth(side, around));
                quote!(#lhs || #rhs)
            }
            (Node::Not(value), _) => self.falsehood(value, around),
            (Node::IsNull(value), _) => {
                let value = self.option(value);
                quote!(#value.is_none())
            }
            (Node::Compare(comparison, lhs, rhs), _) if value.nullable => {
                self.optional_comparison(*comparison, lhs, rhs, &ident("is_some_and"))
            }
            (Node::Contains(of, what), _) if value.nullable => {
                self.optional_contains(of, what, &ident("is_some_and"))
            }
            (_, ValueType::Flag) if value.nullable => {
                let value = self.option(value);
                quote!(#value == Some(true))
            }
            (_, ValueType::Flag) => self.plain(value),
            (_, ValueType::Text | ValueType::List(_) | ValueType::Map(_)) => {
                self.filled(value, true)
            }
            _ if value.nullable => {
                let value = self.option(value);
                quote!(#value.is_some())
            }
            _ => quote!(true),
        }
    }

    /// Returns whether a value does not hold, written without a negation if possible.
    pub(super) fn falsehood(&self, value: &Value, around: Around) -> TokenStream {
        if around == Around::Test && is_absent_by_error(value) {
            return self.strict_not(value);
        }
        match (&value.node, &value.ty) {
            (Node::And(lhs, rhs), _) => {
                let [lhs, rhs] = [lhs, rhs].map(|side| self.falsehood(side, around));
                quote!(#lhs || #rhs)
            }
            (Node::Or(lhs, rhs), _) => {
                let sides = [lhs, rhs].map(|it| and_grouped(it, self.falsehood(it, around)));
                let [lhs, rhs] = sides;
                quote!(#lhs && #rhs)
            }
            (Node::Not(value), _) => self.truth(value, around),
            (Node::IsNull(value), _) => {
                let value = self.option(value);
                quote!(#value.is_some())
            }
            (Node::Compare(comparison, lhs, rhs), _) => {
                let opposite = opposite(*comparison);
                if value.nullable {
                    self.optional_comparison(opposite, lhs, rhs, &ident("is_none_or"))
                } else {
                    self.plain_comparison(opposite, lhs, rhs)
                }
            }
            (_, ValueType::Flag) if value.nullable => {
                let value = self.option(value);
                quote!(#value != Some(true))
            }
            (Node::Flag(flag), _) => {
                let opposite = !flag;
                quote!(#opposite)
            }
            (_, ValueType::Text | ValueType::List(_) | ValueType::Map(_)) => {
                self.filled(value, false)
            }
            _ => {
                let value = self.truth(value, around);
                quote!(!#value)
            }
        }
    }

    /// The opposite of a boolean, or the end of the function around it where there is none.
    pub(super) fn strict_not(&self, value: &Value) -> TokenStream {
        match &value.node {
            Node::And(lhs, rhs) => {
                let [lhs, rhs] = [lhs, rhs].map(|side| self.strict_not(side));
                quote!(#lhs || #rhs)
            }
            // JMESPath goes on to the second side where the first is `null`.
            Node::Or(lhs, rhs) => {
                let (left, right) = (self.falsehood(lhs, Around::Test), self.strict_not(rhs));
                let [lhs, rhs] =
                    [(lhs, left), (rhs, right)].map(|(side, it)| and_grouped(side, it));
                quote!(#lhs && #rhs)
            }
            Node::Compare(comparison, lhs, rhs) => {
                self.strict_comparison(opposite(*comparison), lhs, rhs)
            }
            _ if value.nullable => {
                let value = self.strict(value);
                quote!(!#value)
            }
            _ => self.falsehood(value, Around::Test),
        }
    }

    /// Returns whether there is a value with content; or if that is not wanted, whether there is none.
    fn filled(&self, value: &Value, wanted: bool) -> TokenStream {
        let filled = |base: TokenStream| match (&value.node, wanted) {
            (Node::List(_), _) if !has_len(value) => self.chain(value, base).filled(wanted),
            (_, true) => quote!(!#base.is_empty()),
            (_, false) => quote!(#base.is_empty()),
        };
        let of = source(value);
        if !of.nullable {
            return filled(self.plain(of));
        }
        let of = self.option(of);
        let test = closure(&["it"], filled(quote!(it)));
        let method = ident(if wanted { "is_some_and" } else { "is_none_or" });
        quote!(#of.#method(#test))
    }
}

/// Returns whether a value is absent only if JMESPath has an error, which ends the whole expression.
fn is_absent_by_error(value: &Value) -> bool {
    match &value.node {
        Node::Contains(..) => value.nullable,
        Node::Compare(_, lhs, rhs) => {
            let is_error = |side: &Value| matches!(side.node, Node::Length(_));
            let sides = [lhs, rhs].into_iter().filter(|side| side.nullable);
            let mut errors = sides.map(|side| is_error(side));
            let has_error = errors.clone().any(|it| it);
            has_error && (!value.nullable || errors.all(|it| it))
        }
        _ => false,
    }
}

/// The opposite of `&&`, which is written with `||`, in parentheses.
fn and_grouped(value: &Value, opposite: TokenStream) -> TokenStream {
    if matches!(value.node, Node::And(..)) {
        quote!((#opposite))
    } else {
        opposite
    }
}
