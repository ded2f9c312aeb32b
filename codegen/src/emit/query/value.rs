//! Values: members, elements, lengths, constants.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::condition::Around;
use super::{Writer, closure};
use crate::emit::tokens::ident;
use crate::ir::Type;
use crate::ir::query::{Given, Member, Node, Position, Value, ValueType};

impl Writer {
    /// The value itself, or the end of the function around it where there is none.
    pub(super) fn strict(&self, value: &Value) -> TokenStream {
        match &value.node {
            Node::Given(given) => ident(match given {
                Given::Input => "input",
                Given::Output => "output",
                Given::It => "it",
            })
            .into_token_stream(),
            Node::Member(of, member) => self.strict_member(of, member, &value.ty),
            Node::Text(text) => quote!(#text),
            Node::Flag(flag) => quote!(#flag),
            Node::Number(number) => super::number::float(number),
            Node::Null => quote!(None),
            Node::List(_) => self.strict_iterator(value),
            Node::Listed(values) => {
                let is_sparse = values.iter().any(|value| value.nullable);
                let values = values.iter().map(|value| {
                    if is_sparse {
                        self.option(value)
                    } else {
                        self.reference(value)
                    }
                });
                quote!([#(#values),*])
            }
            Node::Length(of) => self.count(of, self.strict(source(of))),
            Node::Element(of, position) => {
                let element = self.chain(of, self.strict(source(of))).element(*position);
                quote!(#element?)
            }
            Node::With(of, body) => {
                let (of, body) = (self.referenced(of, self.strict(of)), self.strict(body));
                quote!({ let it = #of; #body })
            }
            Node::And(lhs, rhs) => {
                let sides = [lhs, rhs].map(|side| or_grouped(side, self.strict(side)));
                let [lhs, rhs] = sides;
                quote!(#lhs && #rhs)
            }
            // JMESPath goes on to the second side where the first is `null`.
            Node::Or(lhs, rhs) => {
                let (lhs, rhs) = (self.truth(lhs, Around::Test), self.strict(rhs));
                quote!(#lhs || #rhs)
            }
            Node::Not(_) | Node::IsNull(_) => self.truth(value, Around::Test),
            Node::Compare(comparison, lhs, rhs) => self.strict_comparison(*comparison, lhs, rhs),
            Node::Contains(of, what) => self.strict_contains(of, what),
        }
    }

    /// The value as an `Option`, or the end of the function around it where there is none on the way to it.
    pub(super) fn tail(&self, value: &Value) -> TokenStream {
        match &value.node {
            Node::Member(of, member) if member.optional => {
                let (of, field) = (self.strict(of), self.field(member));
                quote!(#of.#field)
            }
            Node::Element(of, position) => {
                self.chain(of, self.strict(source(of))).element(*position)
            }
            _ => {
                let value = self.strict(value);
                quote!(Some(#value))
            }
        }
    }

    fn strict_member(&self, of: &Value, member: &Member, ty: &ValueType) -> TokenStream {
        let of = self.strict(of);
        let field = self.field(member);
        match (ty, member.optional) {
            (ValueType::Text, true) => quote!(#of.#field.as_ref()?.as_str()),
            (ValueType::Text, false) => quote!(#of.#field.as_str()),
            (ValueType::Flag | ValueType::Number(_), true) => quote!(#of.#field?),
            (_, true) => quote!(#of.#field.as_ref()?),
            (_, false) => quote!(#of.#field),
        }
    }

    fn field(&self, member: &Member) -> proc_macro2::Ident {
        if member.deprecated {
            self.uses_deprecated.set(true);
        }
        ident(&member.field)
    }

    /// A value that is always there.
    pub(super) fn plain(&self, value: &Value) -> TokenStream {
        match &value.node {
            Node::And(..) | Node::Or(..) | Node::Not(_) => self.truth(value, Around::Closure),
            Node::Compare(comparison, lhs, rhs) => self.plain_comparison(*comparison, lhs, rhs),
            _ => self.strict(value),
        }
    }

    /// The same, borrowed where it would otherwise be moved.
    pub(super) fn reference(&self, value: &Value) -> TokenStream {
        self.referenced(value, self.plain(value))
    }

    fn referenced(&self, value: &Value, tokens: TokenStream) -> TokenStream {
        match (&value.node, &value.ty) {
            (_, ValueType::Text | ValueType::Flag | ValueType::Number(_)) => tokens,
            (Node::Member(_, member), _) if !member.optional => quote!(&#tokens),
            _ => tokens,
        }
    }

    /// The value as an `Option`.
    pub(super) fn option(&self, value: &Value) -> TokenStream {
        if !value.nullable {
            let value = self.reference(value);
            return quote!(Some(#value));
        }
        match &value.node {
            Node::Member(of, member) => self.optional_member(of, member, &value.ty),
            Node::Element(of, position) => self.element(of, *position),
            Node::Length(of) => {
                let list = self.option(source(of));
                let count = closure(&["list"], self.count(of, quote!(list)));
                quote!(#list.map(#count))
            }
            Node::List(list) => {
                let of = self.option(&list.of);
                let rest = closure(&["list"], self.chain(value, quote!(list)).all());
                quote!(#of.map(#rest))
            }
            Node::With(of, body) => {
                let of = self.option(of);
                if body.nullable {
                    let body = closure(&["it"], self.option(body));
                    quote!(#of.and_then(#body))
                } else {
                    let body = closure(&["it"], self.reference(body));
                    quote!(#of.map(#body))
                }
            }
            Node::Compare(comparison, lhs, rhs) => {
                self.optional_comparison(*comparison, lhs, rhs, &ident("map"))
            }
            Node::Contains(of, what) => self.optional_contains(of, what, &ident("map")),
            // Of the others none is ever absent.
            _ => quote!(None),
        }
    }

    fn optional_member(&self, of: &Value, member: &Member, ty: &ValueType) -> TokenStream {
        let field = self.field(member);
        let is_enum = !matches!(member.ty, Type::String);
        if !of.nullable {
            let of = self.plain(of);
            return match ty {
                ValueType::Text if is_enum => quote!(#of.#field.as_ref().map(|it| it.as_str())),
                ValueType::Text => quote!(#of.#field.as_deref()),
                ValueType::Flag | ValueType::Number(_) => quote!(#of.#field),
                _ => quote!(#of.#field.as_ref()),
            };
        }
        let of = self.option(of);
        match (ty, member.optional) {
            (ValueType::Text, true) if is_enum => {
                quote!(#of.and_then(|it| it.#field.as_ref()).map(|it| it.as_str()))
            }
            (ValueType::Text, true) => quote!(#of.and_then(|it| it.#field.as_deref())),
            (ValueType::Text, false) => quote!(#of.map(|it| it.#field.as_str())),
            (ValueType::Flag | ValueType::Number(_), true) => quote!(#of.and_then(|it| it.#field)),
            (ValueType::Flag | ValueType::Number(_), false) => quote!(#of.map(|it| it.#field)),
            (_, true) => quote!(#of.and_then(|it| it.#field.as_ref())),
            (_, false) => quote!(#of.map(|it| &it.#field)),
        }
    }

    fn element(&self, of: &Value, position: Position) -> TokenStream {
        let list = source(of);
        if list.nullable {
            let list = self.option(list);
            let element = self.chain(of, quote!(list)).element(position);
            let element = closure(&["list"], element);
            quote!(#list.and_then(#element))
        } else {
            self.chain(of, self.plain(list)).element(position)
        }
    }
}

/// Returns the source of a list, before any stage on its elements.
pub(super) fn source(value: &Value) -> &Value {
    match &value.node {
        Node::List(list) => &list.of,
        _ => value,
    }
}

/// `||` in parentheses.
pub(super) fn or_grouped(value: &Value, tokens: TokenStream) -> TokenStream {
    if matches!(value.node, Node::Or(..)) {
        quote!((#tokens))
    } else {
        tokens
    }
}
