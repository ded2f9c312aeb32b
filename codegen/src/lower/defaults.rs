//! Presence of members, and defaults.

use serde_json::Number;
use toml_datetime::Datetime;

use super::Context;
use crate::ir::{Default, Named, Presence, Role, Type};
use crate::smithy::ast::{Member, Shape};
use crate::smithy::json::Node;
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// Returns the presence of `member`; `None` after a diagnostic.
    pub(super) fn presence(
        &mut self,
        shape: &Shape,
        member: &Member,
        ty: &Type,
        role: Role,
    ) -> Option<Presence> {
        let required = member.traits.has(id::REQUIRED);
        let is_optional = member.traits.has(id::CLIENT_OPTIONAL);
        if ty.is_stream() {
            return self.stream_presence(shape, member, required && !is_optional);
        }
        if is_optional || self.known.all_optional {
            return Some(Presence::Optional);
        }
        let known = self.known.defaults.iter();
        let known = { known }.find(|(name, _)| role == Role::Input && *name == member.name);
        if let (Some((_, value)), Type::String) = (known, ty) {
            return Some(Presence::Defaulted(Default::Text((*value).to_owned())));
        }
        let default = match member.traits.get(id::DEFAULT) {
            _ if self.is_wrong_default(shape, member) => None,
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
                    let target = self.shape(&member.target);
                    let kind = target.map_or_else(String::new, |it| it.kind.described());
                    let message = format!("the default {} does not fit {kind}", value.to_json());
                    self.error(
                        shape,
                        Some(member),
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

impl Context<'_> {
    /// Returns the presence of a stream: an absent one is empty.
    fn stream_presence(
        &mut self,
        shape: &Shape,
        member: &Member,
        is_required: bool,
    ) -> Option<Presence> {
        match member.traits.default_value() {
            Some(value) if value.as_str() != Some("") => {
                let message = format!("the default {} does not fit a stream", value.to_json());
                let help = "give the default \"\", or none";
                self.error(shape, Some(member), message, help);
                None
            }
            None if is_required => Some(Presence::Required),
            _ => Some(Presence::Defaulted(Default::Zero)),
        }
    }

    /// Returns whether the service is known to reject the default of `member`.
    fn is_wrong_default(&self, shape: &Shape, member: &Member) -> bool {
        let own = format!("{}${}", shape.id.name(), member.name);
        let mut wrong = self.known.wrong_defaults.iter();
        wrong.any(|it| *it == own || *it == member.target.name())
    }
}

/// `value` as a default of type `ty`, if it is one.
fn default_value(value: &Node, ty: &Type) -> Option<Default> {
    let default = match (ty, value) {
        (Type::Bool, Node::Bool(value)) => Default::Bool(*value),
        (Type::I8, _) => integer(value, i8::MIN.into(), i8::MAX.into())?,
        (Type::I16, _) => integer(value, i16::MIN.into(), i16::MAX.into())?,
        (Type::I32, _) => integer(value, i32::MIN.into(), i32::MAX.into())?,
        (Type::I64, _) => integer(value, i64::MIN, i64::MAX)?,
        (Type::F32 | Type::F64, Node::String(text)) => match text.as_str() {
            "NaN" => Default::Float(f64::NAN),
            "Infinity" => Default::Float(f64::INFINITY),
            "-Infinity" => Default::Float(f64::NEG_INFINITY),
            _ => return None,
        },
        (Type::F32, _) => float(shortest(value.as_number()?.as_f64()?)?),
        (Type::F64, _) => float(value.as_number()?.as_f64()?),
        (Type::BigInteger, _) => Default::Json(value.as_whole()?),
        (Type::BigDecimal, _) => Default::Json(value.as_digits()?),
        (Type::String, Node::String(text)) => Default::Text(text.clone()),
        (Type::Named(Named::Enum(_)), Node::String(text)) => Default::EnumText(text.clone()),
        (Type::Named(Named::IntEnum(_)), _) => {
            Default::EnumInteger(value.as_whole()?.parse().ok()?)
        }
        (Type::Blob, Node::String(text)) if is_base64(text) => Default::Json(value.to_json()),
        (Type::Timestamp(_), Node::String(text)) if is_date_time(text) => {
            Default::DateTime(text.clone())
        }
        (Type::Timestamp(_), _) if is_second(value) => Default::Json(value.as_digits()?),
        (Type::List { .. }, Node::Array(elements)) if elements.is_empty() => Default::Zero,
        (Type::Map { .. }, Node::Object(entries)) if entries.is_empty() => Default::Zero,
        (Type::Document, value) if value.is_in_range() => Default::Json(value.to_json()),
        _ => return None,
    };
    Some(if is_zero(&default) {
        Default::Zero
    } else {
        default
    })
}

fn integer(value: &Node, least: i64, most: i64) -> Option<Default> {
    // `0.0` is a way to write zero that models use.
    let whole: i64 = value.as_whole()?.parse().ok()?;
    (least..=most)
        .contains(&whole)
        .then_some(Default::Integer(whole))
}

/// Returns whether it is a number of seconds that fits 64 bits, as those of timestamps do.
fn is_second(value: &Node) -> bool {
    let second = value.as_number().and_then(Number::as_f64);
    second.is_some_and(|second| second.abs() < 2_f64.powi(63))
}

fn float(value: f64) -> Default {
    let json = serde_json::Value::from(value).to_string();
    let digits = json.chars().filter(char::is_ascii_digit).count();
    // clippy takes literals such as 3.14 for a constant of mathematics, and fails the crate for it.
    if value.fract() != 0.0 && digits > 2 {
        Default::Json(json)
    } else {
        Default::Float(value)
    }
}

/// A value with no more digits than a `f32` keeps; `None` if it keeps none of them.
fn shortest(value: f64) -> Option<f64> {
    let narrow = value as f32;
    narrow
        .is_finite()
        .then(|| narrow.to_string().parse().ok())?
}

/// Standard alphabet, padded (Smithy 2.0, "default value constraints").
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.chars().all(is_digit)
}

/// The form of RFC 3339 in UTC: `1985-04-12T23:20:50.52Z`. TOML has the same, and times of other forms.
fn is_date_time(text: &str) -> bool {
    let is_utc = text.get(10..11) == Some("T") && text.ends_with('Z');
    let parsed = text.parse::<Datetime>().ok().filter(|_| is_utc);
    let time = parsed.and_then(|it| it.date.and(it.time));
    // Without leap seconds, which no service sends.
    time.and_then(|time| time.second).is_some_and(|it| it < 60)
}

/// Returns whether the value is Smithy's zero value, which needs no expression.
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

#[cfg(test)]
mod tests {
    use super::is_date_time;

    #[test]
    fn dates_and_times_of_rfc_3339_in_utc() {
        for text in [
            "1985-04-12T23:20:50.52Z",
            "2024-02-29T00:00:00Z",
            "0000-01-01T23:59:59.123456789123Z",
        ] {
            assert!(is_date_time(text), "{text}");
        }
        for text in [
            "",
            "Z",
            "today",
            "2026-13-01T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T23:59:60Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01T00:00:00",
            "2026-01-01t00:00:00Z",
            "2026-01-01T00:00:00z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00Z",
            "2026-01-01",
            "00:00:00Z",
            "2026-1-1T00:00:00Z",
            "\u{e9}2026-01-01T00:00:00Z",
        ] {
            assert!(!is_date_time(text), "{text}");
        }
    }
}
