//! JMESPath expressions as Rust.
//!
//! A value that may be `null` is written in one of two modes. In a closure or function that returns an `Option`, it ends in
//! `?` ([`Writer::value`]). Elsewhere it is an `Option` itself ([`Writer::option`]). Booleans and numbers are copied,
//! strings and enums are `&str`, other members are borrowed; lists that an expression makes are iterators or arrays.

mod boolean;
mod list;
mod number;

use std::cell::Cell;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::tokens::{ident, path};
use crate::ir::Type;
use crate::ir::expression::{Current, Expression, Literal, Member, Node, ValueType};

pub(super) use boolean::Nulls;

/// Writes the expressions of one file.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    /// Module of the service.
    module: &'a str,
    members: Members,
    /// Whether a deprecated member was written.
    pub(super) uses_deprecated: Cell<bool>,
}

/// Form in which members are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Members {
    /// As values that can be compared.
    Values,
    /// By reference, whatever their type.
    Borrowed,
    /// Out of the value that the expression starts from.
    Moved,
}

impl<'a> Writer<'a> {
    pub(super) fn new(module: &'a str, members: Members) -> Self {
        Self {
            module,
            members,
            uses_deprecated: Cell::new(false),
        }
    }

    /// The value itself. A `null` ends the function around it.
    pub(super) fn value(&self, expression: &Expression) -> TokenStream {
        match &expression.node {
            Node::Current(current) => ident(match current {
                Current::Input => "input",
                Current::Output => "output",
                Current::Page => "page",
                Current::Element => "it",
                Current::Searched => "element",
            })
            .into_token_stream(),
            Node::Field(of, member) => self.member(self.value(of), of, member, &expression.ty),
            Node::Literal(literal) => match literal {
                Literal::String(text) => quote!(#text),
                Literal::Boolean(flag) => quote!(#flag),
                Literal::Number(number) => number::float(number),
                Literal::Null => quote!(None),
            },
            Node::MultiSelectList(values) => {
                let is_sparse = values.iter().any(|value| value.nullable);
                let values = values.iter().map(|value| {
                    without_parentheses(if is_sparse {
                        self.option(value)
                    } else {
                        self.reference(value)
                    })
                });
                quote!([#(#values),*])
            }
            Node::Pipe(of, body) => {
                let (of, body) = (self.reference(of), self.value(body));
                quote!({ let it = #of; #body })
            }
            Node::Index(list, position) => {
                let element = self
                    .chain(list, self.value(list.source()))
                    .element(*position);
                quote!(#element?)
            }
            Node::Length(of) => self.count(of, self.value(of.source())),
            Node::Elements(..) | Node::Filter(..) | Node::Projection(..) | Node::Flatten(..) => {
                self.iterator(expression)
            }
            Node::Comparison(..) => self.boolean(expression, true, Nulls::End),
            Node::IsNull(_) | Node::And(..) | Node::Or(..) | Node::Not(_) => {
                self.boolean(expression, true, Nulls::AreFalse)
            }
        }
    }

    /// The value as an `Option`.
    pub(super) fn option(&self, expression: &Expression) -> TokenStream {
        if !expression.nullable {
            let value = self.reference(expression);
            return quote!(Some(#value));
        }
        match &expression.node {
            Node::Field(of, member) => self.bind(of, "it", member.optional, |it| {
                if member.optional {
                    self.optional_member(it, of, member, &expression.ty)
                } else {
                    self.referenced(expression, self.member(it, of, member, &expression.ty))
                }
            }),
            Node::Index(list, position) => self.bind(list.source(), "list", true, |source| {
                self.chain(list, source).element(*position)
            }),
            Node::Length(of) => {
                let source = of.source();
                self.bind(source, name_of(source), false, |it| self.count(of, it))
            }
            Node::Elements(..) | Node::Filter(..) | Node::Projection(..) | Node::Flatten(..) => {
                self.bind(expression.source(), "list", false, |source| {
                    self.chain(expression, source).all()
                })
            }
            Node::Pipe(of, body) => self.bind(of, "it", false, |_| self.value(body)),
            Node::Comparison(comparator, lhs, rhs) => {
                self.optional_comparison(*comparator, [lhs, rhs], "map")
            }
            _ => quote!(None),
        }
    }

    /// The value as an `Option`, at the end of a function that returns it.
    pub(super) fn result(&self, expression: &Expression) -> TokenStream {
        match &expression.node {
            Node::Field(of, member) if member.optional => {
                self.optional_member(self.value(of), of, member, &expression.ty)
            }
            Node::Index(list, position) => self
                .chain(list, self.value(list.source()))
                .element(*position),
            _ if expression.ty == ValueType::Boolean => {
                let value = self.boolean(expression, true, Nulls::End);
                quote!(Some(#value))
            }
            _ => {
                let value = self.reference(expression);
                quote!(Some(#value))
            }
        }
    }

    /// The value, borrowed if it would otherwise be moved.
    fn reference(&self, expression: &Expression) -> TokenStream {
        self.referenced(expression, self.value(expression))
    }

    fn referenced(&self, expression: &Expression, tokens: TokenStream) -> TokenStream {
        match (&expression.node, &expression.ty) {
            _ if self.members == Members::Moved => tokens,
            (_, ValueType::String | ValueType::Boolean | ValueType::Number(_))
                if self.members == Members::Values =>
            {
                tokens
            }
            (Node::Field(_, member), _) if !member.optional => quote!(&#tokens),
            _ => tokens,
        }
    }

    /// An `Option` made of the value of `operand`, which the closure calls `name` if it may be `null`. `body` is an `Option`
    /// itself or not.
    fn bind(
        &self,
        operand: &Expression,
        name: &str,
        is_option: bool,
        body: impl FnOnce(TokenStream) -> TokenStream,
    ) -> TokenStream {
        if operand.nullable {
            let method = ident(if is_option { "and_then" } else { "map" });
            let body = closure(&[name], body(ident(name).into_token_stream()));
            let operand = self.option(operand);
            quote!(#operand.#method(#body))
        } else if is_option {
            body(self.value(operand))
        } else {
            let body = body(self.value(operand));
            quote!(Some(#body))
        }
    }

    /// A member of the structure or union that `parent` stands for. A `null` ends the function around it.
    fn member(
        &self,
        parent: TokenStream,
        of: &Expression,
        member: &Member,
        ty: &ValueType,
    ) -> TokenStream {
        if member.union.is_some() {
            let variant = self.optional_member(parent, of, member, ty);
            return quote!(#variant?);
        }
        let field = self.field(member);
        match (ty, member.optional) {
            (_, true) if self.members == Members::Moved => quote!(#parent.#field?),
            (_, true) if self.members == Members::Borrowed => quote!(#parent.#field.as_ref()?),
            (_, false) if self.members != Members::Values => quote!(#parent.#field),
            (ValueType::String, true) => quote!(#parent.#field.as_ref()?.as_str()),
            (ValueType::String, false) => quote!(#parent.#field.as_str()),
            (ValueType::Boolean | ValueType::Number(_), true) => quote!(#parent.#field?),
            (_, true) => quote!(#parent.#field.as_ref()?),
            (_, false) => quote!(#parent.#field),
        }
    }

    /// An optional member as an `Option`.
    fn optional_member(
        &self,
        parent: TokenStream,
        of: &Expression,
        member: &Member,
        ty: &ValueType,
    ) -> TokenStream {
        let field = self.field(member);
        if let Some(union) = &member.union {
            let union = path(&format!("crate::{}::types::{union}", self.module));
            let parent = self.referenced(of, parent);
            let value = match ty {
                ValueType::String => quote!(it.as_str()),
                ValueType::Boolean | ValueType::Number(_) => quote!(*it),
                _ => quote!(it),
            };
            return quote!((match #parent { #union::#field(it) => Some(#value), _ => None }));
        }
        match ty {
            _ if self.members == Members::Moved => quote!(#parent.#field),
            _ if self.members == Members::Borrowed => quote!(#parent.#field.as_ref()),
            ValueType::String if member.ty == Type::String => quote!(#parent.#field.as_deref()),
            ValueType::String => quote!(#parent.#field.as_ref().map(|it| it.as_str())),
            ValueType::Boolean | ValueType::Number(_) => quote!(#parent.#field),
            _ => quote!(#parent.#field.as_ref()),
        }
    }

    /// The name of a member.
    pub(super) fn field(&self, member: &Member) -> Ident {
        if member.deprecated {
            self.uses_deprecated.set(true);
        }
        ident(&member.name)
    }
}

/// Name of a string, list or map in a closure. The name of an element stays visible in it.
fn name_of(value: &Expression) -> &'static str {
    if value.ty == ValueType::String {
        "text"
    } else {
        "list"
    }
}

/// A closure. A parameter that its body does not name is `_`.
pub(super) fn closure(parameters: &[&str], body: TokenStream) -> TokenStream {
    let parameters = parameters.iter().map(|name| parameter(name, &body));
    let body = without_parentheses(body.clone());
    quote!(|#(#parameters),*| #body)
}

/// An expression without the parentheses around the whole of it.
pub(super) fn without_parentheses(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => {
            group.stream()
        }
        _ => tokens,
    }
}

fn parameter(name: &str, body: &TokenStream) -> TokenStream {
    let name = ident(name);
    if names(body, &name) {
        quote!(#name)
    } else {
        quote!(_)
    }
}

fn names(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => names(&group.stream(), name),
        _ => false,
    })
}
