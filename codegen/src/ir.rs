//! The intermediate representation: the crate to write, with every name and type decided. Plain data, no tokens.
//!
//! [`lower`](crate::lower) creates a complete [`Service`], and [`model_tests`](crate::model_tests) the [`ModelTests`] beside
//! it; no field is filled in later. Types and operations are in arenas, and referenced by their ids.

mod arena;
mod endpoint;
mod example;
pub mod expression;
mod http;
mod paginated;
mod protocol_test;
mod request;
mod service;
mod shapes;
mod shown;
mod types;
pub mod waiter;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

pub use arena::{Arena, EnumId, Id, OperationId, StructureId, UnionId};
pub use endpoint::{
    AuthScheme, Block, BoundValue, BuiltIn, Endpoint, EndpointBinding, EndpointParameter,
    EndpointRules, EndpointTest, Expected, Held, Literal, Local, Outcome, ParameterType, Piece,
    Property, RuleFunction, Source, Step, Test, TestCall, Value, ValueType,
};
pub use example::{Example, ExampleValue};
pub(crate) use http::without_names;
pub use http::{Binding, Http};
pub use paginated::Paginated;
pub use protocol_test::{
    Arguments, EventsResult, ExpectedBody, ExpectedRequest, ExpectedResult, ExpectedValue,
    GivenEvents, GivenResponse, ProtocolCheck, ProtocolTest, Sample, SentEvents, StreamedOutput,
    StructureSample, TestConfig,
};
pub use request::{HostLabel, HostPiece, HttpChecksum, Request, UrlMember};
pub use service::{Auth, Protocol, ServiceFacts};
pub use shapes::{
    DATA_MODULE, ENUM_MODULE, ERROR_MODULE, Enum, EnumValues, EnumVariant, ErrorShape, EventError,
    Fault, MessageField, Retryable, Types, Union, UnionVariant,
};
pub use types::{Default, Named, TimestampFormat, Type};
pub use waiter::Waiter;
pub use xml::{ElementNames, Form, XmlNamespace, XmlRoot};

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
    pub modules: Vec<Module>,
}

/// A module of the crate.
#[derive(Clone, Debug)]
pub struct Module {
    /// The service.
    pub service: Service,
    /// The tests of its model, if the manifest enables them.
    pub tests: ModelTests,
}

/// The tests that a model carries.
#[derive(Clone, Debug, Default)]
pub struct ModelTests {
    /// The cases that come with the endpoint rules.
    pub endpoint: Vec<EndpointTest>,
    /// The cases of requests and responses.
    pub protocol: Vec<ProtocolTest>,
}

/// A service: one module of the crate.
#[derive(Clone, Debug)]
pub struct Service {
    /// Name of the module and of the Cargo feature.
    pub module: String,
    /// Facts of the service itself.
    pub facts: ServiceFacts,
    /// Types of all kinds.
    pub types: Types,
    /// Operations.
    pub operations: Arena<OperationId, Operation>,
    /// Pagination of the operations that are paginated.
    pub paginated: BTreeMap<OperationId, Paginated>,
    /// Waiters, by operation, then in the order of their names in the model.
    pub waiters: Vec<Waiter>,
    /// Endpoint rules; absent if the model has none.
    pub endpoint: Option<EndpointRules>,
    /// Values of operations for endpoint parameters, the most specific last.
    pub bindings: BTreeMap<OperationId, Vec<EndpointBinding>>,
    /// The call that documentation shows, if there is a plain one.
    pub example: Option<Example>,
    /// The calls that the documentation of operations with streams shows, if they are plain.
    pub stream_examples: BTreeMap<OperationId, Example>,
    /// The ids of shapes and members whose names the manifest pins.
    pub pinned: BTreeSet<String>,
    /// Names of the types that stand for names of XML.
    pub markers: BTreeMap<ElementNames, String>,
}

impl Service {
    /// Returns the input of `operation`.
    pub fn input(&self, operation: &Operation) -> &Structure {
        &self.types.structures[operation.input]
    }

    /// Returns the output of `operation`.
    pub fn output(&self, operation: &Operation) -> &Structure {
        &self.types.structures[operation.output]
    }

    /// Returns the streams of all operations.
    pub fn streams(&self) -> impl Iterator<Item = &Field> {
        let operations = self.operations.iter();
        let sides = operations.flat_map(|it| [self.input(it), self.output(it)]);
        sides.filter_map(Structure::stream)
    }
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its id.
    pub id: OperationId,
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
    /// The structure of its input.
    pub input: StructureId,
    /// True if the model has an input, which may be empty.
    pub has_input: bool,
    /// The structure of its output.
    pub output: StructureId,
    /// Name of the error enum.
    pub error_name: String,
    /// The errors it lists and those of its service, in model order.
    pub errors: Vec<ErrorVariant>,
    /// Method and URI, if the protocol binds operations to HTTP.
    pub http: Option<Http>,
    /// Root element of requests with members in the body, if they are XML.
    pub xml_root: Option<XmlRoot>,
    /// Headers that a response with events must have, in lower case: those of required members.
    pub initial_headers: Vec<String>,
    /// Properties of its requests.
    pub request: Request,
}

/// One error of an operation.
#[derive(Clone, Debug)]
pub struct ErrorVariant {
    /// Name of the variant.
    pub name: String,
    /// The structure of the error.
    pub error: StructureId,
}

impl Operation {
    /// Returns the module of its types, relative to that of the service.
    pub fn module(&self) -> String {
        format!("operation::{}", self.method)
    }
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
    /// Its module, relative to that of the service.
    pub module: String,
    /// Shape id.
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
    /// True if callers construct it: an input, or data that an input can contain.
    pub in_requests: bool,
    /// Name of the structure of the required members, if `new` takes one.
    pub required: Option<String>,
    /// Its `Default` implementation.
    pub default: DefaultImpl,
}

impl Structure {
    /// Returns whether it or one of its members is deprecated.
    pub fn uses_deprecated(&self) -> bool {
        self.deprecated.is_some() || self.fields.iter().any(|field| field.deprecated.is_some())
    }

    /// Returns whether a member is not in the body.
    pub fn is_bound(&self) -> bool {
        self.fields
            .iter()
            .any(|field| field.binding != Binding::Body)
    }

    /// Returns whether it contains sensitive data.
    pub fn has_secrets(&self) -> bool {
        self.sensitive || self.fields.iter().any(|field| field.sensitive)
    }

    /// Returns the member that is a stream. A structure with one can be neither cloned nor compared.
    pub fn stream(&self) -> Option<&Field> {
        self.fields.iter().find(|it| it.ty.is_stream())
    }

    /// Returns the member that is a stream of bytes.
    pub fn byte_stream(&self) -> Option<&Field> {
        self.stream().filter(|it| !it.ty.is_events())
    }

    /// Returns the member that is a stream of events.
    pub fn events(&self) -> Option<&Field> {
        self.stream().filter(|it| it.ty.is_events())
    }
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
    /// Name of the member in the model.
    pub member: String,
    /// Name on the wire: that of the header or query parameter, the prefix of headers, or the name in the body. In XML the
    /// name of an attribute begins with `@`, and a payload is called after its element.
    pub wire_name: String,
    /// Form of the value in XML and query parameters.
    pub form: Form,
    /// Part of the HTTP message that has the value.
    pub binding: Binding,
    /// Name in documents, if the member is bound elsewhere and is not called by its name in the model there.
    pub json_name: Option<String>,
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
}

impl Field {
    /// Returns whether the value is a stream.
    pub fn is_stream(&self) -> bool {
        self.ty.is_stream()
    }
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
