//! Expressions of rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::imports::Imports;
use super::super::tokens::ident;
use crate::ir::{Held, Local, ParameterType, Piece, Value, ValueType};

/// Writes the expressions of one function.
pub(super) struct ValueWriter<'f, 'i, 'm> {
    /// The arguments of the function, by reference unless they are plain.
    pub(super) arguments: &'f [Local],
    pub(super) imports: &'i mut Imports<'m>,
}

impl ValueWriter<'_, '_, '_> {
    /// The name `name` of the runtime's endpoint library.
    pub(super) fn endpoint(&mut self, name: &str) -> TokenStream {
        self.imports.get("runtime::endpoint", name)
    }

    /// Returns whether functions take a reference to the variable.
    fn is_owned(&self, local: &Local) -> bool {
        local.held == Held::Owned && !self.arguments.iter().any(|it| it.name == local.name)
    }

    /// The variable, as a function takes it.
    pub(super) fn passed(&self, local: &Local) -> TokenStream {
        let name = ident(&local.name);
        if self.is_owned(local) {
            quote!(&#name)
        } else {
            quote!(#name)
        }
    }

    /// The expression, as a function takes it: by reference where it is not plain.
    pub(super) fn argument(&mut self, value: &Value) -> TokenStream {
        let by_reference = match value {
            Value::Local(local) => return self.passed(local),
            Value::Parameter(_, ty) => *ty == ParameterType::List,
            Value::Field(_, name) => matches!(*name, "normalized_path" | "resource_id"),
            Value::Call(name, _) => *name == "split",
            _ => false,
        };
        let tokens = self.value(value);
        if by_reference || is_string(value) {
            quote!(&#tokens)
        } else {
            tokens
        }
    }

    /// The expression.
    pub(super) fn value(&mut self, value: &Value) -> TokenStream {
        match value {
            Value::Parameter(field, _) => {
                let field = ident(field);
                quote!(parameters.#field)
            }
            Value::Local(local) => {
                let name = ident(&local.name);
                quote!(#name)
            }
            Value::Text(text) => quote!(#text),
            Value::Flag(flag) => quote!(#flag),
            Value::Integer(integer) => {
                let integer = Literal::u64_unsuffixed(*integer);
                quote!(#integer)
            }
            Value::Format(pieces) => self.format(pieces),
            Value::HostPart(name, value) => {
                let (value, host_part) = (self.argument(value), self.endpoint("host_part"));
                quote!(#host_part(#name, #value)?)
            }
            Value::Field(of, name) => {
                let (of, name) = (self.value(of), ident(name));
                quote!(#of.#name)
            }
            Value::Element(list, index) => {
                let (list, index) = (self.argument(list), Literal::i64_unsuffixed(*index));
                let library = self.endpoint("library");
                quote!(#library::element(#list, #index))
            }
            Value::Call(name, arguments) => {
                let arguments: Vec<_> = arguments.iter().map(|it| self.argument(it)).collect();
                let (library, name) = (self.endpoint("library"), ident(name));
                quote!(#library::#name(#(#arguments),*))
            }
            Value::Not(value) => {
                let value = self.operand(value);
                quote!(!#value)
            }
            Value::Equal(one, other) if is_empty(other) => {
                let one = self.operand(one);
                quote!(#one.is_empty())
            }
            Value::Differ(one, other) if is_empty(other) => {
                let one = self.operand(one);
                quote!(!#one.is_empty())
            }
            Value::Equal(one, other) => {
                let (one, other) = (self.operand(one), self.operand(other));
                quote!(#one == #other)
            }
            Value::Differ(one, other) => {
                let (one, other) = (self.operand(one), self.operand(other));
                quote!(#one != #other)
            }
            _ => self.option(value),
        }
    }

    /// An expression that has to do with what may be absent.
    fn option(&mut self, value: &Value) -> TokenStream {
        match value {
            Value::IsSome(value) => {
                let value = self.value(value);
                quote!(#value.is_some())
            }
            Value::IsNone(value) => {
                let value = self.value(value);
                quote!(#value.is_none())
            }
            Value::Wrapped(value) => {
                let value = self.value(value);
                quote!(Some(#value))
            }
            Value::Owned(value) => {
                let value = self.value(value);
                quote!(#value.to_owned())
            }
            Value::OwnedOption(value) => {
                let value = self.value(value);
                quote!(#value.map(str::to_owned))
            }
            Value::Or(one, other) => {
                let (one, other) = (self.operand(one), self.value(other));
                quote!(#one.or(#other))
            }
            Value::UnwrapOr(one, other) => {
                let (one, other) = (self.operand(one), self.value(other));
                quote!(#one.unwrap_or(#other))
            }
            Value::IfElse(condition, one, other) => {
                let condition = self.value(condition);
                let (one, other) = (self.value(one), self.value(other));
                quote!(if #condition { #one } else { #other })
            }
            _ => TokenStream::new(),
        }
    }

    /// The expression as a part of another.
    fn operand(&mut self, value: &Value) -> TokenStream {
        let tokens = self.value(value);
        match value {
            Value::Equal(..) | Value::Differ(..) | Value::IfElse(..) => quote!((#tokens)),
            _ => tokens,
        }
    }

    fn format(&mut self, pieces: &[Piece]) -> TokenStream {
        let mut text = String::new();
        let mut arguments = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Literal(literal) => {
                    text.push_str(&literal.replace('{', "{{").replace('}', "}}"));
                }
                Piece::Value(Value::Local(local)) => text.push_str(&format!("{{{}}}", local.name)),
                Piece::Value(value) => {
                    text.push_str("{}");
                    arguments.push(self.value(value));
                }
            }
        }
        quote!(format!(#text #(, #arguments)*))
    }

    /// The type of a variable that a function takes.
    pub(super) fn argument_type(&mut self, local: &Local) -> TokenStream {
        match local.ty {
            ValueType::Text => quote!(&str),
            ValueType::Flag => quote!(bool),
            ValueType::Integer => quote!(usize),
            ValueType::List => quote!(&[&str]),
            ValueType::Partition => {
                let partition = self.endpoint("Partition");
                quote!(&#partition)
            }
            ValueType::Arn => {
                let arn = self.endpoint("Arn");
                quote!(&#arn<'_>)
            }
            ValueType::Url => {
                let url = self.endpoint("Url");
                quote!(&#url<'_>)
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.is_empty())
}

/// Returns whether the expression is a `String`.
fn is_string(value: &Value) -> bool {
    match value {
        Value::Format(_) | Value::Owned(_) => true,
        Value::Call(name, _) => *name == "uri_encode",
        Value::IfElse(_, one, _) => is_string(one),
        Value::UnwrapOr(_, other) => is_string(other),
        _ => false,
    }
}
