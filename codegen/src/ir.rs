//! The intermediate representation: the crate to write, with every name and type decided. Plain data, no tokens.
//!
//! In: what [`lower`](crate::lower) decided. Out: the same, completed by the [`passes`]: boxes, derives, order.

mod endpoint;
pub mod expression;
mod paginated;
pub mod passes;
mod protocol_test;
mod request;
mod shapes;
mod types;
pub mod waiter;

use std::collections::{BTreeMap, BTreeSet};

use crate::smithy::ast::Traits;

pub use endpoint::{
    AuthScheme, Block, BoundValue, BuiltIn, Endpoint, EndpointBinding, EndpointParameter,
    EndpointRules, EndpointTest, Expected, Held, Literal, Local, Outcome, ParameterType, Piece,
    Property, RuleFunction, Source, Step, Test, TestCall, Value, ValueType,
};
pub use paginated::Paginated;
pub use protocol_test::{
    Arguments, ExpectedAnswer, ExpectedBody, ExpectedRequest, ExpectedValue, Origin, ProtocolCheck,
    ProtocolTest, Reply, Sample, StructureSample,
};
pub use request::{Auth, HostLabel, HostPiece, UrlMember};
pub use shapes::{
    Enum, EnumValues, EnumVariant, ErrorShape, Fault, MessageField, Retryable, Union, UnionVariant,
};
pub use types::{Default, Kind, TimestampFormat, Type};
pub use waiter::Waiter;

/// Documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The lines of a rustdoc comment.
    pub lines: Vec<String>,
    /// The types that the lines link to by their bare name, with their paths.
    pub links: BTreeMap<String, String>,
}

/// A whole crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// Package name.
    pub name: String,
    /// By module name.
    pub services: Vec<Service>,
}

/// A service: one module of the crate.
#[derive(Clone, Debug)]
pub struct Service {
    /// Name of the module and of the Cargo feature.
    pub module: String,
    /// Name of the service shape: part of every request.
    pub shape_name: String,
    /// Title of the service, in Markdown.
    pub title: String,
    /// Documentation lines.
    pub docs: Docs,
    /// Name in environment variables and profiles.
    pub sdk_id: String,
    /// Version of the API.
    pub version: String,
    /// Name of the service in a signature; absent where requests are not signed.
    pub signing_name: Option<String>,
    /// Protocols, the preferred first.
    pub protocols: Vec<Protocol>,
    /// True if errors have codes of the AWS query protocol.
    pub query_compatible: bool,
    /// The wait before a first retry, in milliseconds, where it is not the runtime's own.
    pub retry_base_ms: Option<u64>,
    /// Number of attempts of a call, if it is not the runtime's default.
    pub max_attempts: Option<u32>,
    /// By name.
    pub operations: Vec<Operation>,
    /// By Rust name, as are the others.
    pub structures: Vec<Structure>,
    /// Tagged unions.
    pub unions: Vec<Union>,
    /// String and integer enums.
    pub enums: Vec<Enum>,
    /// Modelled errors.
    pub errors: Vec<ErrorShape>,
    /// Endpoint rules; absent if the model has none.
    pub endpoint: Option<EndpointRules>,
    /// True if types are nested so deep that the compiler needs a higher recursion limit.
    pub is_deep: bool,
    /// The cases that come with the rules, where tests are wanted.
    pub endpoint_tests: Vec<EndpointTest>,
    /// The cases of requests and responses, where tests are wanted.
    pub protocol_tests: Vec<ProtocolTest>,
    /// The ids of shapes and members whose names the manifest pins.
    pub pinned: BTreeSet<String>,
    /// Traits of the service shape that a later stage reads.
    pub traits: Traits,
}

/// A protocol that can be generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// JSON over HTTP, content type `application/x-amz-json-1.0`.
    AwsJson1_0,
    /// The same with content type `application/x-amz-json-1.1`.
    AwsJson1_1,
    /// CBOR over HTTP, to a path for each operation.
    RpcV2Cbor,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Shape id.
    pub shape: String,
    /// Name of the shape: part of every request.
    pub shape_name: String,
    /// Name of the marker type; the type names of its input, output and error follow from theirs.
    pub name: String,
    /// Name of the module and of the client's method.
    pub method: String,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated operation.
    pub deprecated: Option<String>,
    /// The request.
    pub input: Structure,
    /// True if the model has an input, which may be empty.
    pub has_input: bool,
    /// The response.
    pub output: Structure,
    /// Name of the error enum.
    pub error_name: String,
    /// The errors it lists and those of its service, in model order.
    pub errors: Vec<ErrorVariant>,
    /// Its values for endpoint parameters, the most specific last.
    pub endpoint: Vec<EndpointBinding>,
    /// The member of the input that has the URL that requests go to, where it is not the service's.
    pub moved_to: Option<UrlMember>,
    /// The host prefix; empty if there is none.
    pub host_prefix: Vec<HostPiece>,
    /// True if requests are signed.
    pub auth: Auth,
    /// True if bodies are compressed with gzip.
    pub gzip: bool,
    /// True if it responds only when something has happened.
    pub long_poll: bool,
    /// True if it can be carried out twice without harm: it is read-only or idempotent, or has an idempotency token.
    pub idempotent: bool,
    /// Its pagination, if it is paginated.
    pub paginated: Option<Paginated>,
    /// Its waiters, in model order.
    pub waiters: Vec<Waiter>,
    /// Traits of the operation shape that a later stage reads.
    pub traits: Traits,
}

/// One error of an operation.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// Name of the variant.
    pub name: String,
    /// Rust name of the error's type.
    pub error: String,
}

/// Role of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The input of an operation, called so.
    Input,
    /// The output of an operation.
    Output,
    /// Data inside others.
    Data,
    /// An error.
    Error,
}

/// A structure.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Rust name.
    pub name: String,
    /// Shape id, for diagnostics and for later stages.
    pub shape: String,
    /// Its role.
    pub role: Role,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated structure.
    pub deprecated: Option<String>,
    /// True if all of it is sensitive.
    pub sensitive: bool,
    /// In model order.
    pub fields: Vec<Field>,
    /// Name of the structure of the required members, where `new` takes one.
    pub required: Option<String>,
    /// True if callers construct it: an input, or data that an input can contain.
    pub in_requests: bool,
    /// Its `Default`, set by the pass `derives`.
    pub default: DefaultImpl,
}

/// Implementation of `Default`, and with it a `new` without arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultImpl {
    /// It has none: some member is required.
    None,
    /// By derive: every field begins as Rust's own default.
    Derived,
    /// Written out, because the model has other defaults.
    Written,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    /// Rust name, with `r#` where it is a keyword.
    pub name: String,
    /// Name on the wire.
    pub wire_name: String,
    /// Type of the value, without `Option`.
    pub ty: Type,
    /// When it is there.
    pub presence: Presence,
    /// Name of the setter; required members are set by `new` alone.
    pub setter: Option<String>,
    /// Suffix of the names of the functions for its default, if it needs them.
    pub preset: Option<String>,
    /// Documentation lines.
    pub docs: Docs,
    /// The note of a deprecated member.
    pub deprecated: Option<String>,
    /// True if its value is sensitive.
    pub sensitive: bool,
    /// True if the client generates a token for callers that give none.
    pub idempotency_token: bool,
    /// Traits of the member that a later stage reads.
    pub traits: Traits,
}

/// When a member is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// Always: a plain value that `new` takes.
    Required,
    /// Always: a plain value with this default.
    Defaulted(Default),
    /// Maybe: an `Option`.
    Optional,
}

impl Service {
    /// The structures, unions, enums and errors of the service, by kind and name.
    pub fn types(&self) -> BTreeMap<(Kind, &str), Option<&String>> {
        let structures = self
            .structures
            .iter()
            .map(|it| ((Kind::Structure, it.name.as_str()), it.deprecated.as_ref()));
        let unions = self
            .unions
            .iter()
            .map(|it| ((Kind::Union, it.name.as_str()), it.deprecated.as_ref()));
        let enums = self.enums.iter().map(|it| {
            let kind = if matches!(it.values, EnumValues::Text(_)) {
                Kind::Enum
            } else {
                Kind::IntEnum
            };
            ((kind, it.name.as_str()), it.deprecated.as_ref())
        });
        let errors = self.errors.iter().map(|it| {
            (
                (Kind::Error, it.structure.name.as_str()),
                it.structure.deprecated.as_ref(),
            )
        });
        structures
            .chain(unions)
            .chain(enums)
            .chain(errors)
            .collect()
    }
}
