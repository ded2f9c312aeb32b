//! Comparisons, conditions and their opposites.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::number::Conversion;
use super::{Writer, closure, name_of, without_parentheses};
use crate::emit::tokens::ident;
use crate::ir::expression::{Comparator, Expression, Literal, Node, ValueType};

/// Meaning of a `null` in place of a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Nulls {
    /// It ends the function around the expression.
    End,
    /// It is false.
    AreFalse,
}

impl Writer<'_> {
    /// Whether an expression holds: a boolean that is true, or any other value that is neither `null` nor empty. If that is
    /// not `wanted`, whether it does not hold.
    pub(in crate::emit) fn boolean(
        &self,
        expression: &Expression,
        wanted: bool,
        nulls: Nulls,
    ) -> TokenStream {
        match &expression.node {
            Node::And(lhs, rhs) => self.junction(wanted, [(lhs, nulls), (rhs, nulls)], wanted),
            // JMESPath goes on to the second operand if the first is `null`.
            Node::Or(lhs, rhs) => {
                self.junction(!wanted, [(lhs, Nulls::AreFalse), (rhs, nulls)], wanted)
            }
            Node::Not(condition) => self.boolean(condition, !wanted, Nulls::AreFalse),
            Node::IsNull(value) => {
                let (value, method) = (
                    self.option(value),
                    if wanted { "is_none" } else { "is_some" },
                );
                let method = ident(method);
                quote!(#value.#method())
            }
            Node::Comparison(Comparator::Contains, of, searched) => {
                let not = (!wanted).then(|| quote!(!));
                let contains = self.compared(
                    Comparator::Contains,
                    expression,
                    [of, searched],
                    "is_some_and",
                    nulls,
                );
                quote!(#not #contains)
            }
            Node::Comparison(comparator, lhs, rhs) if wanted => {
                self.compared(*comparator, expression, [lhs, rhs], "is_some_and", nulls)
            }
            Node::Comparison(comparator, lhs, rhs) => {
                let comparator = opposite(*comparator);
                self.compared(comparator, expression, [lhs, rhs], "is_none_or", nulls)
            }
            Node::Literal(Literal::Boolean(flag)) => {
                let flag = *flag == wanted;
                quote!(#flag)
            }
            _ => self.condition(expression, wanted, nulls),
        }
    }

    /// Both operands with `&&`, or either with `||`.
    fn junction(
        &self,
        is_and: bool,
        operands: [(&Expression, Nulls); 2],
        wanted: bool,
    ) -> TokenStream {
        let [lhs, rhs] = operands.map(|(operand, nulls)| {
            let tokens = self.boolean(operand, wanted, nulls);
            if is_and && is_disjunction(operand, wanted) {
                quote!((#tokens))
            } else {
                tokens
            }
        });
        if is_and {
            quote!(#lhs && #rhs)
        } else {
            quote!(#lhs || #rhs)
        }
    }

    /// The same for a value that is not made by an operator.
    fn condition(&self, expression: &Expression, wanted: bool, nulls: Nulls) -> TokenStream {
        let not = (!wanted).then(|| quote!(!));
        match &expression.ty {
            ValueType::Boolean if expression.nullable && nulls == Nulls::AreFalse => {
                let value = self.option(expression);
                if wanted {
                    quote!(#value == Some(true))
                } else {
                    quote!(#value != Some(true))
                }
            }
            ValueType::Boolean => {
                let value = self.value(expression);
                quote!(#not #value)
            }
            ValueType::String | ValueType::List(_) | ValueType::Map(_) => {
                let source = expression.source();
                let filled = |source| self.filled(expression, source, wanted);
                if !expression.nullable {
                    return filled(self.value(source));
                }
                let method = ident(if wanted { "is_some_and" } else { "is_none_or" });
                let name = name_of(source);
                let filled = closure(&[name], filled(ident(name).into_token_stream()));
                let source = self.option(source);
                quote!(#source.#method(#filled))
            }
            _ if expression.nullable => {
                let value = self.option(expression);
                let method = ident(if wanted { "is_some" } else { "is_none" });
                quote!(#value.#method())
            }
            _ => quote!(#wanted),
        }
    }

    /// The comparison that is the value of `expression`, or its opposite. If it may be `null`, a method of `Option` decides.
    fn compared(
        &self,
        comparator: Comparator,
        expression: &Expression,
        operands: [&Expression; 2],
        method: &str,
        nulls: Nulls,
    ) -> TokenStream {
        if comparator.is_equality() && operands.iter().any(|it| it.nullable) {
            let options = operands.map(|it| self.option(it));
            let operands = Conversion::of(operands).options(options);
            comparison(comparator, operands)
        } else if expression.nullable && nulls == Nulls::AreFalse {
            self.optional_comparison(comparator, operands, method)
        } else {
            let values = operands.map(|it| grouped(it, self.value(it)));
            comparison(comparator, Conversion::of(operands).values(values))
        }
    }

    /// A comparison of values of which at least one may be `null`, by this method of `Option`.
    pub(super) fn optional_comparison(
        &self,
        comparator: Comparator,
        operands: [&Expression; 2],
        method: &str,
    ) -> TokenStream {
        let mut options = Vec::new();
        let mut names = Vec::new();
        let values = [(operands[0], "left"), (operands[1], "right")].map(|(operand, name)| {
            if !operand.nullable {
                return grouped(operand, self.value(operand));
            }
            let name = ident(name);
            options.push(self.option(operand));
            names.push(name.clone());
            quote!(#name)
        });
        let comparison = comparison(comparator, Conversion::of(operands).values(values));
        let method = ident(method);
        match (options.as_slice(), names.as_slice()) {
            ([left, right], names) => {
                let right = without_parentheses(right.clone());
                quote!(#left.zip(#right).#method(|(#(#names),*)| #comparison))
            }
            (options, names) => quote!(#(#options)*.#method(|#(#names)*| #comparison)),
        }
    }
}

/// `tokens`, in parentheses if `expression` is written with an operator.
fn grouped(expression: &Expression, tokens: TokenStream) -> TokenStream {
    match expression.node {
        Node::And(..) | Node::Or(..) | Node::Comparison(..) | Node::Not(_) => quote!((#tokens)),
        _ => tokens,
    }
}

/// Whether an expression, or its opposite, is written with `||`.
fn is_disjunction(expression: &Expression, wanted: bool) -> bool {
    match &expression.node {
        Node::Or(..) => wanted,
        Node::And(..) => !wanted,
        Node::Not(condition) => is_disjunction(condition, !wanted),
        _ => false,
    }
}

fn comparison(comparator: Comparator, [left, right]: [TokenStream; 2]) -> TokenStream {
    match comparator {
        Comparator::Equal => quote!(#left == #right),
        Comparator::NotEqual => quote!(#left != #right),
        Comparator::Less => quote!(#left < #right),
        Comparator::LessOrEqual => quote!(#left <= #right),
        Comparator::Greater => quote!(#left > #right),
        Comparator::GreaterOrEqual => quote!(#left >= #right),
        Comparator::Contains => quote!(#left.contains(#right)),
    }
}

fn opposite(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Equal => Comparator::NotEqual,
        Comparator::NotEqual => Comparator::Equal,
        Comparator::Less => Comparator::GreaterOrEqual,
        Comparator::LessOrEqual => Comparator::Greater,
        Comparator::Greater => Comparator::LessOrEqual,
        Comparator::GreaterOrEqual => Comparator::Less,
        Comparator::Contains => Comparator::Contains,
    }
}
