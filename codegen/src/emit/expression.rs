//! JMESPath expressions as Rust.
//!
//! A value that may be `null` is written in one of two modes. In a closure or function that returns an `Option`, it ends in
//! `?` ([`ExpressionWriter::value`]). Elsewhere it is an `Option` itself ([`ExpressionWriter::option`]). Booleans and numbers are copied,
//! strings and enums are `&str`, other members are borrowed; lists that an expression makes are iterators or arrays.

mod boolean;
mod list;

use std::cell::Cell;

use proc_macro2::{Delimiter, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::tokens::{ident, path};
use crate::ir::expression::{Current, Expression, Member, Node};
use crate::ir::{Named, Service, Type};
use crate::lower::expression::is_number;

pub(super) use boolean::Nulls;

/// Writes the expressions of one file.
#[derive(Debug)]
pub(super) struct ExpressionWriter<'a> {
    service: &'a Service,
    members: Members,
    /// True if a deprecated member was written.
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

impl<'a> ExpressionWriter<'a> {
    pub(super) fn new(service: &'a Service, members: Members) -> Self {
        Self {
            service,
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
            Node::Field(of, member) => self.member(expression, member, self.parent(of, member)),
            Node::String(text) => quote!(#text),
            Node::Boolean(flag) => quote!(#flag),
            Node::Number(number) => literal(number, &expression.ty).into_token_stream(),
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
            Node::Length(of) => self.count(of, self.value(of.source())),
            Node::Float(of) => {
                let value = self.value(of);
                quote!((#value as f64))
            }
            Node::Keys(_)
            | Node::Values(_)
            | Node::Filter(..)
            | Node::Projection(..)
            | Node::Flatten(..) => self.iterator(expression),
            Node::Comparison(..) => self.boolean(expression, true, Nulls::End),
            Node::And(..) | Node::Or(..) | Node::Not(_) => {
                self.boolean(expression, true, Nulls::AreFalse)
            }
        }
    }

    /// The value as an `Option`.
    pub(super) fn option(&self, expression: &Expression) -> TokenStream {
        if !expression.nullable {
            let value = without_parentheses(self.reference(expression));
            return quote!(Some(#value));
        }
        match &expression.node {
            Node::Field(of, member) if !of.nullable => {
                self.optional_member(expression, member, self.parent(of, member))
            }
            Node::Field(of, member) if member.optional => self.bind(of, "it", "and_then", |it| {
                self.optional_member(expression, member, it)
            }),
            Node::Field(of, member) => self.bind(of, "it", "map", |it| {
                self.referenced(expression, self.member(expression, member, it))
            }),
            Node::Length(of) => {
                let source = of.source();
                self.bind(source, name_of(source), "map", |it| self.count(of, it))
            }
            Node::Float(of) => self.bind(of, "it", "map", |it| quote!(#it as f64)),
            Node::Comparison(comparator, lhs, rhs) => {
                self.optional_comparison(comparator, [lhs, rhs], "map")
            }
            _ => self.bind(expression.source(), "list", "map", |it| {
                self.chain(expression, it).all()
            }),
        }
    }

    /// The value as an `Option`, at the end of a function that returns it.
    pub(super) fn result(&self, expression: &Expression) -> TokenStream {
        let value = match &expression.node {
            Node::Field(of, member) if member.optional => {
                return self.optional_member(expression, member, self.parent(of, member));
            }
            _ if expression.ty == Type::Bool => self.boolean(expression, true, Nulls::End),
            _ => self.reference(expression),
        };
        quote!(Some(#value))
    }

    /// The value, borrowed if it would otherwise be moved.
    fn reference(&self, expression: &Expression) -> TokenStream {
        self.referenced(expression, self.value(expression))
    }

    fn referenced(&self, expression: &Expression, tokens: TokenStream) -> TokenStream {
        match &expression.node {
            Node::Field(_, member) if !member.optional && self.is_borrowed(&expression.ty) => {
                let deref = member.boxed.then(|| quote!(*));
                quote!(&#deref #tokens)
            }
            _ => tokens,
        }
    }

    /// Returns whether members of this type are borrowed, not copied or moved.
    fn is_borrowed(&self, ty: &Type) -> bool {
        match self.members {
            Members::Values => !is_plain(ty),
            Members::Borrowed => true,
            Members::Moved => false,
        }
    }

    /// An `Option` made of the value of `operand`, which may be `null`, by a method whose closure calls the value `name`.
    fn bind(
        &self,
        operand: &Expression,
        name: &str,
        method: &str,
        body: impl FnOnce(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let body = closure(&[name], body(ident(name).into_token_stream()));
        let (operand, method) = (self.option(operand), ident(method));
        quote!(#operand.#method(#body))
    }

    /// The structure or union `of`, to take a member out of it. A union is borrowed. A `null` ends the function around it.
    fn parent(&self, of: &Expression, member: &Member) -> TokenStream {
        match member.union {
            Some(_) => self.reference(of),
            None => self.value(of),
        }
    }

    /// A member of the structure or union that is written as `parent`. A `null` ends the function around it.
    fn member(&self, expression: &Expression, member: &Member, parent: TokenStream) -> TokenStream {
        let is_text = expression.ty == Type::String && self.members == Members::Values;
        if member.optional && is_text && member.union.is_none() {
            let field = self.field(member);
            return quote!(#parent.#field.as_ref()?.as_str());
        }
        if member.optional {
            let value = self.optional_member(expression, member, parent);
            return quote!(#value?);
        }
        let field = self.field(member);
        let as_str = is_text.then(|| quote!(.as_str()));
        quote!(#parent.#field #as_str)
    }

    /// The same for an optional member, as an `Option`.
    fn optional_member(
        &self,
        expression: &Expression,
        member: &Member,
        parent: TokenStream,
    ) -> TokenStream {
        let (field, ty) = (self.field(member), &expression.ty);
        if let Some(union) = member.union {
            let (module, name) = self.service.types.place(Named::Union(union));
            let union = path(&format!("crate::{}::{module}::{name}", self.service.module));
            let value = match ty {
                Type::String => quote!(it.as_str()),
                ty if is_plain(ty) => quote!(*it),
                _ if member.boxed => quote!(&**it),
                _ => quote!(it),
            };
            return quote!((match #parent { #union::#field(it) => Some(#value), _ => None }));
        }
        match ty {
            Type::String if self.members == Members::Values && member.ty == Type::String => {
                quote!(#parent.#field.as_deref())
            }
            Type::String if self.members == Members::Values => {
                quote!(#parent.#field.as_ref().map(|it| it.as_str()))
            }
            ty if self.is_borrowed(ty) && member.boxed => quote!(#parent.#field.as_deref()),
            ty if self.is_borrowed(ty) => quote!(#parent.#field.as_ref()),
            _ => quote!(#parent.#field),
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

/// Returns whether values of this type are copied, or strings.
fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::String) || is_number(ty)
}

/// A literal as a number of the type `ty`.
fn literal(number: &serde_json::Number, ty: &Type) -> Literal {
    match number.as_i64() {
        Some(integer) if !matches!(ty, Type::F32 | Type::F64) => Literal::i64_unsuffixed(integer),
        _ => Literal::f64_unsuffixed(number.as_f64().unwrap_or_default()),
    }
}

/// Name of a string, list or map in a closure. The name of an element stays visible in it.
fn name_of(value: &Expression) -> &'static str {
    if value.ty == Type::String {
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

fn parameter(name: &str, body: &TokenStream) -> TokenStream {
    if names(body, name) {
        ident(name).into_token_stream()
    } else {
        quote!(_)
    }
}

fn names(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => names(&group.stream(), name),
        _ => false,
    })
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
