//! When a member is there, and the values of those that have a default.

use super::Context;
use crate::ast::{Member, Shape};
use crate::ir::{self, Default, Presence, Role, Type};
use crate::json::Node;
use crate::traits::{TraitsExt, id};

impl Context<'_> {
    /// When `member` is there; `None` where a diagnostic was given.
    pub(super) fn presence(
        &mut self,
        shape: &Shape,
        member: &Member,
        ty: &Type,
        role: Role,
    ) -> Option<Presence> {
        if member.traits.has(id::CLIENT_OPTIONAL) {
            return Some(Presence::Optional);
        }
        let required = member.traits.has(id::REQUIRED);
        let default = match member.traits.get(id::DEFAULT) {
            Some(Node::Null) => {
                return Some(if required {
                    Presence::Required
                } else {
                    Presence::Optional
                });
            }
            Some(value) => Some(value),
            None => self
                .shape(&member.target)
                .and_then(|target| target.traits.default_value()),
        };
        Some(match default.cloned() {
            // The service fills in what a request leaves out, so that a default may change without its clients.
            Some(_) if role == Role::Input && !required => Presence::Optional,
            Some(value) => match default_value(&value, ty) {
                Some(default) => Presence::Defaulted(default),
                None => {
                    let message = format!(
                        "the default is {}, which is no value of the member's type",
                        value.kind()
                    );
                    self.error(
                        shape,
                        Some(&member.name),
                        message,
                        "give a default that fits the target, or none",
                    );
                    return None;
                }
            },
            None if required => Presence::Required,
            None => Presence::Optional,
        })
    }
}

/// `value` as a default of type `ty`, if it is one.
fn default_value(value: &Node, ty: &Type) -> Option<Default> {
    let default = match (ty, value) {
        (Type::Bool, Node::Bool(value)) => Default::Bool(*value),
        (Type::I8, Node::Number(_)) => integer(value, i8::MIN.into(), i8::MAX.into())?,
        (Type::I16, Node::Number(_)) => integer(value, i16::MIN.into(), i16::MAX.into())?,
        (Type::I32, Node::Number(_)) => integer(value, i32::MIN.into(), i32::MAX.into())?,
        (Type::I64, Node::Number(_)) => integer(value, i64::MIN, i64::MAX)?,
        (Type::F32 | Type::F64, Node::Number(value)) => Default::Float(value.as_f64()?),
        (Type::F32 | Type::F64, Node::String(text)) => match text.as_str() {
            "NaN" => Default::Float(f64::NAN),
            "Infinity" => Default::Float(f64::INFINITY),
            "-Infinity" => Default::Float(f64::NEG_INFINITY),
            _ => return None,
        },
        (Type::BigInteger | Type::BigDecimal, Node::Number(_)) => Default::Json(value.to_json()),
        (Type::String, Node::String(text)) => Default::Text(text.clone()),
        (Type::Named(ir::Kind::Enum, _), Node::String(text)) => Default::EnumText(text.clone()),
        (Type::Named(ir::Kind::IntEnum, _), Node::Number(value)) => {
            Default::EnumInteger(i32::try_from(value.as_i64()?).ok()?)
        }
        (Type::Blob, Node::String(text)) if is_base64(text) => Default::Json(value.to_json()),
        (Type::Timestamp(_), Node::Number(_)) => Default::Json(value.to_json()),
        (Type::Timestamp(_), Node::String(text)) if is_date_time(text) => {
            Default::DateTime(text.clone())
        }
        (Type::List { .. }, Node::Array(elements)) if elements.is_empty() => Default::Zero,
        (Type::Map { .. }, Node::Object(entries)) if entries.is_empty() => Default::Zero,
        (Type::Document, value) => Default::Json(value.to_json()),
        _ => return None,
    };
    Some(if is_zero(&default) {
        Default::Zero
    } else {
        default
    })
}

fn integer(value: &Node, least: i64, most: i64) -> Option<Default> {
    let number = value.as_number()?;
    // `0.0` is a way to write zero that models use.
    let whole = number.as_i64().or_else(|| {
        number
            .as_f64()
            .filter(|float| float.fract() == 0.0)
            .map(|float| float as i64)
    })?;
    (least..=most)
        .contains(&whole)
        .then_some(Default::Integer(whole))
}

/// Standard alphabet, padded (Smithy 2.0, "default value constraints").
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.chars().all(is_digit)
}

/// The shape of RFC 3339: `1985-04-12T23:20:50.52Z`.
fn is_date_time(text: &str) -> bool {
    let pattern = "0000-00-00T00:00:00";
    let fits = |(c, wanted): (char, char)| {
        if wanted == '0' {
            c.is_ascii_digit()
        } else {
            c == wanted
        }
    };
    let rest = text.get(pattern.len()..).unwrap_or_default();
    text.chars().zip(pattern.chars()).all(fits) && rest.ends_with('Z')
}

/// Whether the value is what Smithy takes for an absent one, which needs no words of its own.
fn is_zero(default: &Default) -> bool {
    match default {
        Default::Bool(value) => !value,
        Default::Integer(value) => *value == 0,
        Default::Float(value) => *value == 0.0 && value.is_sign_positive(),
        Default::Text(text) | Default::EnumText(text) => text.is_empty(),
        Default::EnumInteger(value) => *value == 0,
        Default::Json(_) | Default::DateTime(_) => false,
        Default::Zero => true,
    }
}
