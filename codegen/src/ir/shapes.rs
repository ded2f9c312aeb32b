//! Unions, enums and errors, and all types of a service together.

use super::{Arena, Docs, EnumId, Form, Named, Role, Structure, StructureId, Type, UnionId};

/// The module of structures and unions, relative to that of the service.
pub const DATA_MODULE: &str = "types";

/// The module of enums.
pub const ENUM_MODULE: &str = "enums";

/// The module of errors.
pub const ERROR_MODULE: &str = "error";

/// The types of a service.
#[derive(Clone, Debug)]
pub struct Types {
    /// Structures of all roles.
    pub structures: Arena<StructureId, Structure>,
    /// Tagged unions.
    pub unions: Arena<UnionId, Union>,
    /// String and integer enums.
    pub enums: Arena<EnumId, Enum>,
    /// Modelled errors, in the order of Rust names.
    pub errors: Vec<ErrorShape>,
}

impl Types {
    /// Iterates over the structures that are not inputs, outputs or errors.
    pub fn data(&self) -> impl Iterator<Item = &Structure> {
        let structures = self.structures.iter();
        structures.filter(|it| it.role == Role::Data)
    }

    /// Returns the structure of `error`.
    pub fn of_error(&self, error: &ErrorShape) -> &Structure {
        &self.structures[error.structure]
    }

    /// Returns the module and the name of a type.
    pub fn place(&self, ty: Named) -> (&str, &str) {
        match ty {
            Named::Structure(id) => {
                let it = &self.structures[id];
                (&it.module, &it.name)
            }
            Named::Union(id) => (DATA_MODULE, &self.unions[id].name),
            Named::Enum(id) | Named::IntEnum(id) => (ENUM_MODULE, &self.enums[id].name),
        }
    }

    /// Returns whether a type is deprecated.
    pub fn is_deprecated(&self, ty: Named) -> bool {
        let note = match ty {
            Named::Structure(id) => &self.structures[id].deprecated,
            Named::Union(id) => &self.unions[id].deprecated,
            Named::Enum(id) | Named::IntEnum(id) => &self.enums[id].deprecated,
        };
        note.is_some()
    }
}

/// A tagged union.
#[derive(Clone, Debug)]
pub struct Union {
    /// Rust name.
    pub name: String,
    /// Shape id.
    pub shape: String,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated union.
    pub deprecated: Option<String>,
    /// True if all of it is sensitive.
    pub sensitive: bool,
    /// In model order.
    pub variants: Vec<UnionVariant>,
    /// Errors that end a stream of these events; `None` if the union is not one of events.
    pub event_errors: Option<Vec<EventError>>,
    /// Name of the open variant.
    pub open: String,
    /// Part of the names of its methods.
    pub open_in_methods: String,
}

impl Union {
    /// Returns whether it or one of its members is deprecated.
    pub fn uses_deprecated(&self) -> bool {
        let mut variants = self.variants.iter();
        self.deprecated.is_some() || variants.any(|variant| variant.deprecated.is_some())
    }

    /// Returns whether it contains sensitive data.
    pub fn has_secrets(&self) -> bool {
        self.sensitive || self.variants.iter().any(|variant| variant.sensitive)
    }
}

/// A member of a union of events that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventError {
    /// Name of the member: the type of the exception on the wire.
    pub member: String,
    /// Name of the shape of the error.
    pub code: String,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Rust name.
    pub name: String,
    /// The same in the names of its methods: `text` of `is_text` and `as_text`.
    pub in_methods: String,
    /// Name of the member in the model.
    pub member: String,
    /// Name on the wire.
    pub wire_name: String,
    /// Form of the value in XML.
    pub form: Form,
    /// Type of the value; [`Type::Unit`] for none.
    pub ty: Type,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated member.
    pub deprecated: Option<String>,
    /// True if its value is sensitive.
    pub sensitive: bool,
}

/// A string or integer enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Rust name.
    pub name: String,
    /// Shape id.
    pub shape: String,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated enum.
    pub deprecated: Option<String>,
    /// True if its values are sensitive.
    pub sensitive: bool,
    /// In model order.
    pub values: EnumValues,
    /// Name of the open variant.
    pub open: String,
}

/// The values of an enum.
#[derive(Clone, Debug)]
pub enum EnumValues {
    /// Of a string enum.
    Text(Vec<EnumVariant<String>>),
    /// Of an intEnum.
    Integer(Vec<EnumVariant<i32>>),
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant<T> {
    /// Rust name.
    pub name: String,
    /// Name of the member, or of a value without members its name or itself.
    pub member: String,
    /// On the wire.
    pub value: T,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated value.
    pub deprecated: Option<String>,
}

/// A modelled error.
#[derive(Clone, Debug)]
pub struct ErrorShape {
    /// Its members.
    pub structure: StructureId,
    /// Name of the shape: the code on the wire.
    pub code: String,
    /// The code of the AWS query protocol, if the service responds with it and it is another.
    pub query_code: Option<String>,
    /// The side at fault.
    pub fault: Fault,
    /// HTTP status, where the model gives one.
    pub status: Option<u16>,
    /// The reason to retry, if there is one.
    pub retryable: Option<Retryable>,
    /// The field that carries the message.
    pub message: Option<MessageField>,
}

/// The side at fault for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request was wrong.
    Client,
    /// The service failed.
    Server,
}

/// Reasons to retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// The failure may pass.
    Transient,
    /// The caller is too fast.
    Throttling,
}

/// The field that carries an error's message.
#[derive(Clone, Debug)]
pub struct MessageField {
    /// Rust name of the field.
    pub name: String,
    /// Name of the member in the model.
    pub member: String,
    /// True if it is sensitive.
    pub sensitive: bool,
}
