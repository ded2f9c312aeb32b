//! Comparisons, conditions and their opposites.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{ExpressionWriter, closure, name_of, without_parentheses};
use crate::emit::tokens::ident;
use crate::ir::Type;
use crate::ir::expression::{Comparator, Expression, Node};

/// Meaning of a `null` in place of a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Nulls {
    /// It ends the function around the expression.
    End,
    /// It is false.
    AreFalse,
}

impl ExpressionWriter<'_> {
    /// Returns whether an expression holds: a boolean that is true, or a string or list that is neither `null` nor empty. If that is
    /// not `wanted`, whether it does not hold.
    pub(in crate::emit) fn boolean(
        &self,
        expression: &Expression,
        wanted: bool,
        nulls: Nulls,
    ) -> TokenStream {
        let not = (!wanted).then(|| quote!(!));
        match &expression.node {
            Node::And(lhs, rhs) => self.junction(wanted, [(lhs, nulls), (rhs, nulls)], wanted),
            // JMESPath goes on to the second operand if the first is `null`.
            Node::Or(lhs, rhs) => {
                self.junction(!wanted, [(lhs, Nulls::AreFalse), (rhs, nulls)], wanted)
            }
            Node::Not(condition) => self.boolean(condition, !wanted, Nulls::AreFalse),
            Node::Comparison(comparator, lhs, rhs) => {
                let opposite = opposite(comparator);
                let comparator = if wanted { comparator } else { &opposite };
                if matches!(comparator, Comparator::Equal | Comparator::NotEqual)
                    && (lhs.nullable || rhs.nullable)
                {
                    comparison(comparator, [self.option(lhs), self.option(rhs)])
                } else if expression.nullable && nulls == Nulls::AreFalse {
                    let method = if wanted { "is_some_and" } else { "is_none_or" };
                    self.optional_comparison(comparator, [lhs, rhs], method)
                } else {
                    comparison(comparator, [self.operand(lhs), self.operand(rhs)])
                }
            }
            _ if expression.ty != Type::Bool => self.filled(expression, wanted),
            _ if expression.nullable && nulls == Nulls::AreFalse => {
                let value = self.option(expression);
                let operator = if wanted { quote!(==) } else { quote!(!=) };
                quote!(#value #operator Some(true))
            }
            _ => {
                let value = self.value(expression);
                quote!(#not #value)
            }
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
        let operator = if is_and { quote!(&&) } else { quote!(||) };
        quote!(#lhs #operator #rhs)
    }

    /// Returns whether a string or list has elements, or if that is not `wanted`, whether it has none or is `null`.
    fn filled(&self, expression: &Expression, wanted: bool) -> TokenStream {
        let source = expression.source();
        if !expression.nullable {
            return self.has_elements(expression, self.collection(source), wanted);
        }
        let name = name_of(source);
        let filled = self.has_elements(expression, ident(name).into_token_stream(), wanted);
        let method = ident(if wanted { "is_some_and" } else { "is_none_or" });
        let (source, filled) = (self.option(source), closure(&[name], filled));
        quote!(#source.#method(#filled))
    }

    /// A string, list or map that is never `null`. A `String` is not turned into a `&str` first.
    fn collection(&self, expression: &Expression) -> TokenStream {
        match &expression.node {
            Node::Field(of, member) if member.ty == Type::String && !member.optional => {
                let (parent, field) = (self.value(of), self.field(member));
                quote!(#parent.#field)
            }
            _ => self.value(expression),
        }
    }

    /// A comparison of values of which at least one may be `null`, by this method of `Option`.
    pub(super) fn optional_comparison(
        &self,
        comparator: &Comparator,
        operands: [&Expression; 2],
        method: &str,
    ) -> TokenStream {
        let (mut options, mut names) = (Vec::new(), Vec::new());
        let values = [(operands[0], "left"), (operands[1], "right")].map(|(operand, name)| {
            if !operand.nullable {
                return self.operand(operand);
            }
            options.push(self.option(operand));
            names.push(ident(name));
            ident(name).into_token_stream()
        });
        let (comparison, method) = (comparison(comparator, values), ident(method));
        match options.as_slice() {
            [left, right] => {
                let right = without_parentheses(right.clone());
                quote!(#left.zip(#right).#method(|(#(#names),*)| #comparison))
            }
            options => quote!(#(#options)*.#method(|#(#names)*| #comparison)),
        }
    }

    /// The value of an operand, in parentheses if it is written with an operator.
    fn operand(&self, expression: &Expression) -> TokenStream {
        let value = self.value(expression);
        match expression.node {
            Node::And(..) | Node::Or(..) | Node::Comparison(..) | Node::Not(_) => quote!((#value)),
            _ => value,
        }
    }
}

/// Returns whether an expression, or its opposite, is written with `||`.
fn is_disjunction(expression: &Expression, wanted: bool) -> bool {
    match &expression.node {
        Node::Or(..) => wanted,
        Node::And(..) => !wanted,
        Node::Not(condition) => is_disjunction(condition, !wanted),
        _ => false,
    }
}

fn comparison(comparator: &Comparator, [left, right]: [TokenStream; 2]) -> TokenStream {
    let operator = match comparator {
        Comparator::Equal => quote!(==),
        Comparator::NotEqual => quote!(!=),
        Comparator::LessThan => quote!(<),
        Comparator::LessThanEqual => quote!(<=),
        Comparator::GreaterThan => quote!(>),
        Comparator::GreaterThanEqual => quote!(>=),
    };
    quote!(#left #operator #right)
}

fn opposite(comparator: &Comparator) -> Comparator {
    match comparator {
        Comparator::Equal => Comparator::NotEqual,
        Comparator::NotEqual => Comparator::Equal,
        Comparator::LessThan => Comparator::GreaterThanEqual,
        Comparator::LessThanEqual => Comparator::GreaterThan,
        Comparator::GreaterThan => Comparator::LessThanEqual,
        Comparator::GreaterThanEqual => Comparator::LessThan,
    }
}
