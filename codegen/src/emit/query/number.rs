//! Numbers of different types, made comparable.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::query::{Node, Number, NumberType, Value, ValueType};

/// Conversion of two values to one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// They have the same type, or are not numbers.
    Alike,
    /// Literals take this one.
    As(Number),
    /// Both become floats, which JMESPath's numbers are.
    Floats,
}

impl Pair {
    pub(super) fn of(lhs: &Value, rhs: &Value) -> Self {
        let (ValueType::Number(left), ValueType::Number(right)) = (&lhs.ty, &rhs.ty) else {
            return Self::Alike;
        };
        match (left, right) {
            (Number::Literal, Number::Literal) => Self::Floats,
            (Number::Literal, ty) if fits(lhs, *ty) => Self::As(*ty),
            (ty, Number::Literal) if fits(rhs, *ty) => Self::As(*ty),
            (left, right) if left == right => Self::Alike,
            _ => Self::Floats,
        }
    }

    /// `tokens`, which stand for `value`, in the common type.
    pub(super) fn plain(self, value: &Value, tokens: TokenStream) -> TokenStream {
        let is_float = value.ty == ValueType::Number(Number::Of(NumberType::F64));
        match (self, &value.node) {
            (Self::As(ty), Node::Number(number)) => literal(number, ty),
            (Self::Floats, Node::Number(number)) => float(number),
            (Self::Floats, _) if !is_float => quote!((#tokens as f64)),
            _ => tokens,
        }
    }

    /// The same for tokens that are an `Option`.
    pub(super) fn option(self, value: &Value, tokens: TokenStream) -> TokenStream {
        if let Node::Number(_) = value.node {
            let number = self.plain(value, TokenStream::new());
            return quote!(Some(#number));
        }
        let is_float = value.ty == ValueType::Number(Number::Of(NumberType::F64));
        if self == Self::Floats && !is_float {
            quote!(#tokens.map(|it| it as f64))
        } else {
            tokens
        }
    }
}

/// Returns whether a literal is a value of `ty`.
fn fits(value: &Value, ty: Number) -> bool {
    let Node::Number(number) = &value.node else {
        return false;
    };
    let within = |least: i64, most: i64| {
        number
            .as_i64()
            .is_some_and(|number| (least..=most).contains(&number))
    };
    match ty {
        Number::Literal => false,
        // Every machine's lengths are that long.
        Number::Length => within(0, u16::MAX.into()),
        Number::Of(NumberType::I8) => within(i8::MIN.into(), i8::MAX.into()),
        Number::Of(NumberType::I16) => within(i16::MIN.into(), i16::MAX.into()),
        Number::Of(NumberType::I32) => within(i32::MIN.into(), i32::MAX.into()),
        Number::Of(NumberType::I64) => within(i64::MIN, i64::MAX),
        Number::Of(NumberType::F32 | NumberType::F64) => true,
    }
}

fn literal(number: &serde_json::Number, ty: Number) -> TokenStream {
    match (ty, number.as_i64()) {
        (Number::Of(NumberType::F32 | NumberType::F64), _) | (_, None) => float(number),
        (_, Some(number)) => {
            let number = Literal::i64_unsuffixed(number);
            quote!(#number)
        }
    }
}

/// A literal without a type of its own to go by.
pub(super) fn float(number: &serde_json::Number) -> TokenStream {
    let number = Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
    quote!(#number)
}
