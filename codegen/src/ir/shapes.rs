//! Unions, enums and errors.

use super::{Docs, Structure, Type};

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
    /// Name of the open variant.
    pub open: String,
    /// Part of the names of its methods.
    pub open_in_methods: String,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// Rust name.
    pub name: String,
    /// The same in the names of its methods: `text` of `is_text` and `as_text`.
    pub in_methods: String,
    /// Name on the wire.
    pub wire_name: String,
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
    pub structure: Structure,
    /// Name of the shape: the code on the wire.
    pub code: String,
    /// The code of the AWS query protocol, where the service answers with that too and it is another.
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
    /// True if it is sensitive.
    pub sensitive: bool,
}
