//! Operands of comparisons, brought to one type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::ir::expression::{self, Expression, Node, Number, ValueType};

/// Conversion of the operands of a comparison to one type. A literal is always the second of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Conversion {
    /// Numbers that become floats, as all numbers of JMESPath are, for they have different types.
    as_float: [bool; 2],
    /// The literal as a number of the type of the first operand.
    literal: Option<TokenStream>,
}

impl Conversion {
    pub(super) fn of(operands: [&Expression; 2]) -> Self {
        let [ValueType::Number(left), ValueType::Number(right)] = operands.map(|it| &it.ty) else {
            return Self::default();
        };
        let Node::Literal(expression::Literal::Number(number)) = &operands[1].node else {
            let as_float = [left, right].map(|it| left != right && *it != Number::F64);
            return Self {
                as_float,
                literal: None,
            };
        };
        let integer = integer(number, *left);
        let is_float = matches!(left, Number::F32 | Number::F64);
        Self {
            as_float: [integer.is_none() && !is_float, false],
            literal: Some(integer.unwrap_or_else(|| float(number))),
        }
    }

    pub(super) fn values(&self, [left, right]: [TokenStream; 2]) -> [TokenStream; 2] {
        let cast = |tokens, is_cast| {
            if is_cast {
                quote!((#tokens as f64))
            } else {
                tokens
            }
        };
        let right = self.literal.clone().unwrap_or(right);
        [cast(left, self.as_float[0]), cast(right, self.as_float[1])]
    }

    /// The same for operands that are `Option`s.
    pub(super) fn options(&self, [left, right]: [TokenStream; 2]) -> [TokenStream; 2] {
        let cast = |tokens, is_cast| {
            if is_cast {
                quote!(#tokens.map(|it| it as f64))
            } else {
                tokens
            }
        };
        let right = self.literal.as_ref().map_or(right, |it| quote!(Some(#it)));
        [cast(left, self.as_float[0]), cast(right, self.as_float[1])]
    }
}

/// A literal as an integer of the type `ty`, if it is one.
fn integer(number: &serde_json::Number, ty: Number) -> Option<TokenStream> {
    let number = number.as_i64()?;
    let fits = match ty {
        Number::I8 => i8::try_from(number).is_ok(),
        Number::I16 => i16::try_from(number).is_ok(),
        Number::I32 => i32::try_from(number).is_ok(),
        Number::I64 => true,
        // Every machine's lengths are that long.
        Number::Length => u16::try_from(number).is_ok(),
        Number::F32 | Number::F64 | Number::Literal => false,
    };
    let number = Literal::i64_unsuffixed(number);
    fits.then(|| quote!(#number))
}

/// A literal without a type of its own to go by.
pub(super) fn float(number: &serde_json::Number) -> TokenStream {
    let number = Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
    quote!(#number)
}
