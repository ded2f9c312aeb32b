//! Shapes as types of members.

use super::Context;
use crate::ir::{Named, TimestampFormat, Type};
use crate::smithy::ast::{Kind, Member, Shape};
use crate::smithy::traits::{TraitsExt, id};

impl Context<'_> {
    /// The type of the value of `member` in `shape`; `None` if a diagnostic was given.
    pub(super) fn member_type(&mut self, shape: &Shape, member: &Member) -> Option<Type> {
        self.type_with(shape, member, None)
    }

    /// The same, with this format of timestamps that have none of their own.
    pub(super) fn type_with(
        &mut self,
        shape: &Shape,
        member: &Member,
        default: Option<TimestampFormat>,
    ) -> Option<Type> {
        let target = self.model.get(&member.target)?;
        Some(match &target.kind {
            Kind::Boolean => Type::Bool,
            Kind::Byte => Type::I8,
            Kind::Short => Type::I16,
            Kind::Integer => Type::I32,
            Kind::Long => Type::I64,
            Kind::Float => Type::F32,
            Kind::Double => Type::F64,
            Kind::BigInteger => Type::BigInteger,
            Kind::BigDecimal => Type::BigDecimal,
            Kind::Blob if target.traits.has(id::STREAMING) => Type::ByteStream,
            Kind::Blob => Type::Blob,
            Kind::Document => Type::Document,
            Kind::Timestamp => {
                Type::Timestamp(self.timestamp_format(shape, member, target, default)?)
            }
            Kind::String if !target.traits.has(id::ENUM) => Type::String,
            Kind::List | Kind::Set => Type::List {
                member: Box::new(self.type_with(target, target.member("member")?, default)?),
                sparse: target.traits.has(id::SPARSE),
            },
            Kind::Map => Type::Map {
                key: Box::new(self.member_type(target, target.member("key")?)?),
                value: Box::new(self.type_with(target, target.member("value")?, default)?),
                sparse: target.traits.has(id::SPARSE),
            },
            Kind::Structure if target.id.namespace() == "smithy.api" => {
                if shape.kind != Kind::Union {
                    let help = "only members of unions may target Unit";
                    self.error(
                        shape,
                        Some(member),
                        "the member cannot have a value: it targets `smithy.api#Unit`",
                        help,
                    );
                    return None;
                }
                Type::Unit
            }
            _ => match self.names.type_of(&target.id)?.ty {
                Named::Union(union) if target.traits.has(id::STREAMING) => {
                    Type::RequestEvents(union)
                }
                named => Type::Named(named),
            },
        })
    }

    /// A format on the member wins over one on its target (Smithy 2.0, `timestampFormat`).
    fn timestamp_format(
        &mut self,
        shape: &Shape,
        member: &Member,
        target: &Shape,
        default: Option<TimestampFormat>,
    ) -> Option<Option<TimestampFormat>> {
        let format = member
            .traits
            .get(id::TIMESTAMP_FORMAT)
            .or_else(|| target.traits.get(id::TIMESTAMP_FORMAT));
        let Some(format) = format else {
            return Some(default);
        };
        match format.as_str() {
            Some("epoch-seconds") if self.is_xml() => Some(Some(TimestampFormat::EpochSeconds)),
            Some("epoch-seconds") => Some(None),
            // The protocol's own.
            Some("date-time") if self.is_xml() && default.is_none() => Some(None),
            Some("date-time") => Some(Some(TimestampFormat::DateTime)),
            Some("http-date") => Some(Some(TimestampFormat::HttpDate)),
            _ => {
                let message = format!("{} is not a timestamp format", format.to_json());
                self.error(
                    shape,
                    Some(member),
                    message,
                    "use date-time, http-date or epoch-seconds",
                );
                None
            }
        }
    }

    /// Returns whether a shape, or a member of it, is known to be sensitive though the model does not say so.
    pub(super) fn is_secret(&self, shape: &Shape, member: Option<&Member>) -> bool {
        let name = shape.id.name();
        self.known.secrets.iter().any(|it| match member {
            Some(member) => it.split_once('$') == Some((name, member.name.as_str())),
            None => *it == name,
        })
    }

    /// Returns whether the value of `member` is sensitive. Structures, unions and enums handle it themselves.
    pub(super) fn is_sensitive(&self, member: &Member) -> bool {
        if member.traits.has(id::SENSITIVE) {
            return true;
        }
        let Some(target) = self.shape(&member.target) else {
            return false;
        };
        match target.kind {
            Kind::List | Kind::Set | Kind::Map => {
                target.traits.has(id::SENSITIVE)
                    || target
                        .members
                        .iter()
                        .any(|member| self.is_sensitive(member))
            }
            _ => target.traits.has(id::SENSITIVE) && self.names.type_of(&target.id).is_none(),
        }
    }
}
