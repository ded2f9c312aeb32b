//! Comparisons, and whether one value has another in it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::condition::Around;
use super::list::has_len;
use super::number::Pair;
use super::value::source;
use super::{Writer, closure, grouped};
use crate::ir::query::{Comparison, Node, Value, ValueType};

impl Writer {
    /// A comparison of values. In an order, those that are absent end the function around it; so does the length of what
    /// is absent, which JMESPath makes an error.
    pub(super) fn strict_comparison(
        &self,
        comparison: Comparison,
        lhs: &Value,
        rhs: &Value,
    ) -> TokenStream {
        let is_length = |side: &Value| matches!(side.node, Node::Length(_));
        let may_be_null = |side: &Value| side.nullable && !is_length(side);
        if !is_order(comparison) && (may_be_null(lhs) || may_be_null(rhs)) {
            let sides = [lhs, rhs].map(|side| {
                if is_length(side) {
                    let length = self.strict(side);
                    quote!(Some(#length))
                } else {
                    self.option(side)
                }
            });
            return equality(comparison, lhs, rhs, sides);
        }
        if let Some(simple) = self.simple_comparison(comparison, lhs, rhs) {
            return simple;
        }
        let pair = Pair::of(lhs, rhs);
        let operator = operator(of_lengths(comparison, lhs, rhs));
        let lhs = pair.plain(lhs, grouped(lhs, self.strict(lhs)));
        let rhs = pair.plain(rhs, grouped(rhs, self.strict(rhs)));
        quote!(#lhs #operator #rhs)
    }

    /// A comparison that always has an outcome.
    pub(super) fn plain_comparison(
        &self,
        comparison: Comparison,
        lhs: &Value,
        rhs: &Value,
    ) -> TokenStream {
        if lhs.nullable || rhs.nullable {
            equality(
                comparison,
                lhs,
                rhs,
                [lhs, rhs].map(|side| self.option(side)),
            )
        } else {
            self.strict_comparison(comparison, lhs, rhs)
        }
    }

    /// Comparisons that have a shorter form: with a constant boolean, and of a length with nothing.
    fn simple_comparison(
        &self,
        comparison: Comparison,
        lhs: &Value,
        rhs: &Value,
    ) -> Option<TokenStream> {
        let is_equal = comparison == Comparison::Equal;
        match (&lhs.node, &rhs.node) {
            (_, Node::Flag(flag)) => Some(self.is_flag(lhs, *flag == is_equal)),
            (Node::Flag(flag), _) => Some(self.is_flag(rhs, *flag == is_equal)),
            (Node::Length(of), Node::Number(number)) if has_len(of) => {
                emptiness(comparison, number.as_u64()?, &self.strict(source(of)))
            }
            (Node::Number(number), Node::Length(of)) if has_len(of) => {
                let base = self.strict(source(of));
                emptiness(mirrored(comparison), number.as_u64()?, &base)
            }
            _ => None,
        }
    }

    fn is_flag(&self, value: &Value, flag: bool) -> TokenStream {
        if flag {
            self.truth(value, Around::Closure)
        } else {
            self.falsehood(value, Around::Closure)
        }
    }

    /// A comparison of numbers of which at least one may be absent, through this method of `Option`.
    pub(super) fn optional_comparison(
        &self,
        comparison: Comparison,
        lhs: &Value,
        rhs: &Value,
        method: &Ident,
    ) -> TokenStream {
        let pair = Pair::of(lhs, rhs);
        let operator = operator(of_lengths(comparison, lhs, rhs));
        let left = pair.plain(lhs, quote!(left));
        let right = pair.plain(rhs, quote!(right));
        match (lhs.nullable, rhs.nullable) {
            (true, true) => {
                let (lhs, rhs) = (self.option(lhs), self.option(rhs));
                quote!(#lhs.zip(#rhs).#method(|(left, right)| #left #operator #right))
            }
            (true, false) => {
                let rhs = pair.plain(rhs, self.plain(rhs));
                let lhs = self.option(lhs);
                quote!(#lhs.#method(|left| #left #operator #rhs))
            }
            (false, _) => {
                let lhs = pair.plain(lhs, self.plain(lhs));
                let rhs = self.option(rhs);
                quote!(#rhs.#method(|right| #lhs #operator #right))
            }
        }
    }

    pub(super) fn strict_contains(&self, of: &Value, what: &Value) -> TokenStream {
        let base = self.strict(source(of));
        if of.ty == ValueType::Text {
            let what = self.strict(what);
            quote!(#base.contains(#what))
        } else {
            self.has_element(of, base, what)
        }
    }

    /// The same where it may be absent, through this method of `Option`.
    pub(super) fn optional_contains(
        &self,
        of: &Value,
        what: &Value,
        method: &Ident,
    ) -> TokenStream {
        if of.ty == ValueType::Text {
            let (of, what) = (self.option(of), self.option(what));
            return quote!(#of.zip(#what).#method(|(text, part)| text.contains(part)));
        }
        let list = self.option(source(of));
        let has = closure(&["list"], self.has_element(of, quote!(list), what));
        quote!(#list.#method(#has))
    }

    fn has_element(&self, of: &Value, base: TokenStream, what: &Value) -> TokenStream {
        let ty = match &of.ty {
            ValueType::List(elements) => (*elements.ty).clone(),
            _ => ValueType::Null,
        };
        let element = Value::given(crate::ir::query::Given::It, ty);
        if let Node::Flag(flag) = what.node {
            let elements = self.chain(of, base).all();
            let not = (!flag).then(|| quote!(!));
            return quote!(#elements.any(|element| #not element));
        }
        let pair = Pair::of(&element, what);
        let found = pair.plain(&element, quote!(element));
        let equal = if what.nullable {
            let what = pair.option(what, self.option(what));
            quote!(Some(#found) == #what)
        } else {
            let what = pair.plain(what, self.plain(what));
            quote!(#found == #what)
        };
        let elements = self.chain(of, base).all();
        quote!(#elements.any(|element| #equal))
    }
}

/// Returns whether two values, of which at least one may be absent, are equal or not: `Option`s of them.
fn equality(
    comparison: Comparison,
    lhs: &Value,
    rhs: &Value,
    [left, right]: [TokenStream; 2],
) -> TokenStream {
    let pair = Pair::of(lhs, rhs);
    let (left, right) = (pair.option(lhs, left), pair.option(rhs, right));
    let operator = operator(comparison);
    quote!(#left #operator #right)
}

fn is_order(comparison: Comparison) -> bool {
    !matches!(comparison, Comparison::Equal | Comparison::NotEqual)
}

fn operator(comparison: Comparison) -> TokenStream {
    match comparison {
        Comparison::Equal => quote!(==),
        Comparison::NotEqual => quote!(!=),
        Comparison::Less => quote!(<),
        Comparison::LessOrEqual => quote!(<=),
        Comparison::Greater => quote!(>),
        Comparison::GreaterOrEqual => quote!(>=),
    }
}

/// A comparison of the length of the collection `of` that says whether it is empty.
fn emptiness(comparison: Comparison, number: u64, of: &TokenStream) -> Option<TokenStream> {
    match (comparison, number) {
        (Comparison::Equal | Comparison::LessOrEqual, 0) | (Comparison::Less, 1) => {
            Some(quote!(#of.is_empty()))
        }
        (Comparison::NotEqual | Comparison::Greater, 0) | (Comparison::GreaterOrEqual, 1) => {
            Some(quote!(!#of.is_empty()))
        }
        _ => None,
    }
}

/// The same comparison for a number that is never below 0, as lengths are: none of them is `<= 0` but 0.
fn of_lengths(comparison: Comparison, lhs: &Value, rhs: &Value) -> Comparison {
    let is_zero = |side: &Value| matches!(&side.node, Node::Number(it) if it.as_u64() == Some(0));
    let is_length = |side: &Value| matches!(side.node, Node::Length(_));
    match comparison {
        Comparison::LessOrEqual if is_length(lhs) && is_zero(rhs) => Comparison::Equal,
        Comparison::GreaterOrEqual if is_zero(lhs) && is_length(rhs) => Comparison::Equal,
        comparison => comparison,
    }
}

/// The same comparison with its sides exchanged.
fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal | Comparison::NotEqual => comparison,
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
    }
}

pub(super) fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}
