//! Protocol tests of a model, and their values.

use super::{EnumId, OperationId, Protocol, StructureId, UnionId};
use crate::smithy::json::Node;

/// A case of `smithy.test#httpRequestTests` or `smithy.test#httpResponseTests`.
#[derive(Clone, Debug)]
pub struct ProtocolTest {
    /// Name of the function.
    pub name: String,
    /// Documentation of the case, as lines of a rustdoc comment.
    pub docs: Vec<String>,
    /// The operation.
    pub operation: OperationId,
    /// The protocol that the client is told to use, where it is not the one that it would.
    pub protocol: Option<Protocol>,
    /// The input of the call.
    pub input: Sample,
    /// The check.
    pub check: ProtocolCheck,
}

/// Check of a call.
#[derive(Clone, Debug)]
pub enum ProtocolCheck {
    /// The call sends this request.
    Request(ExpectedRequest),
    /// The call returns this for the response.
    Response(GivenResponse, ExpectedResult),
    /// The call sends these events.
    SentEvents(SentEvents),
    /// The call returns this for these events.
    ReceivedEvents(GivenEvents, EventsResult),
}

/// Events of a request.
#[derive(Clone, Debug)]
pub struct SentEvents {
    /// The request that they are the body of, as far as it is checked.
    pub request: Option<ExpectedRequest>,
    /// Frames in base64.
    pub frames: Vec<String>,
}

/// Events of a response.
#[derive(Clone, Debug)]
pub struct GivenEvents {
    /// The response that they are the body of; `None` for a successful one without headers.
    pub response: Option<GivenResponse>,
    /// Frames in base64.
    pub frames: Vec<String>,
}

/// Expected result of a call with events in its output.
#[derive(Clone, Debug)]
pub enum EventsResult {
    /// These events.
    Events {
        /// Name of the field with the stream.
        stream: String,
        /// The events.
        events: Vec<Sample>,
        /// Other fields of the output, with their values.
        fields: Vec<(String, Sample)>,
    },
    /// A failure of the call or of the stream.
    Failure {
        /// Name of the field with the stream.
        stream: String,
        /// Name of the variant of the operation's error, and its payload, if the case has it; `None` for an error that
        /// the model does not have.
        error: Option<(String, Option<Sample>)>,
    },
}

/// The expected request. Absent or empty parts are not checked.
#[derive(Clone, Debug)]
pub struct ExpectedRequest {
    /// The endpoint that the client is configured with, without its scheme.
    pub endpoint: Option<String>,
    /// The configuration by which the client resolves the endpoint, in the place of a configured one.
    pub config: Option<TestConfig>,
    /// The host that the request goes to.
    pub host: Option<String>,
    /// The HTTP method.
    pub method: String,
    /// The path.
    pub path: String,
    /// Each as it stands in the query, such as `key=value`.
    pub query: Vec<String>,
    /// Keys that the query has, whatever their values.
    pub required_query: Vec<String>,
    /// Keys that it has not.
    pub forbidden_query: Vec<String>,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// Headers that are there, whatever their values.
    pub required_headers: Vec<String>,
    /// Headers that are not.
    pub forbidden_headers: Vec<String>,
    /// The body.
    pub body: Option<ExpectedBody>,
}

/// Configuration of the client of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestConfig {
    /// The region.
    pub region: String,
    /// True to use endpoints reachable by IPv4 and IPv6.
    pub dual_stack: bool,
    /// Parameters of the endpoint rules that are true.
    pub parameters: Vec<&'static str>,
}

/// A body: one that has to be sent, or that of a response.
#[derive(Clone, Debug)]
pub enum ExpectedBody {
    /// The same JSON value as this.
    Json(String),
    /// The same CBOR value as this, which is in base64.
    Cbor(String),
    /// The same XML document as this.
    Xml(String),
    /// The same parameters as these.
    Form(String),
    /// This text.
    Text(String),
}

impl ExpectedBody {
    /// Returns the body as the case has it.
    pub fn text(&self) -> &str {
        match self {
            Self::Json(text)
            | Self::Cbor(text)
            | Self::Xml(text)
            | Self::Form(text)
            | Self::Text(text) => text,
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub struct GivenResponse {
    /// HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body, if any.
    pub body: Option<ExpectedBody>,
}

/// Expected result of a response.
#[derive(Clone, Debug)]
pub enum ExpectedResult {
    /// This output.
    Output(ExpectedValue),
    /// An output with a stream.
    Streamed(StreamedOutput),
    /// This error.
    Error {
        /// Name of the variant of the operation's error.
        variant: String,
        /// The payload of the variant.
        error: ExpectedValue,
        /// The code of the error.
        code: String,
        /// The message of the error, if the case has one.
        message: Option<String>,
    },
}

/// An expected output with a stream, member by member.
#[derive(Clone, Debug)]
pub struct StreamedOutput {
    /// Name of the field with the stream.
    pub stream: String,
    /// The text that is read from the stream.
    pub text: String,
    /// The output.
    pub output: ExpectedValue,
    /// Names of the fields that can be compared.
    pub fields: Vec<String>,
}

/// A value to compare with.
#[derive(Clone, Debug)]
pub struct ExpectedValue {
    /// The value.
    pub value: Sample,
    /// True if it contains a NaN, which does not equal itself.
    pub has_nan: bool,
}

/// A value, as it is written in Rust.
#[derive(Clone, Debug)]
pub enum Sample {
    /// A boolean.
    Bool(bool),
    /// An integer of any of the sizes.
    Integer(i64),
    /// A float.
    F32(f32),
    /// A double.
    F64(f64),
    /// A string.
    Text(String),
    /// The bytes of this text.
    Blob(String),
    /// A stream of the bytes of this text.
    Stream(String),
    /// A stream of these events.
    Events(Vec<Sample>),
    /// The digits of a big integer.
    BigInteger(String),
    /// The digits of a big decimal.
    BigDecimal(String),
    /// An instant: seconds since 1970, and nanoseconds.
    Timestamp(i64, i32),
    /// A document.
    Document(Node),
    /// A variant of an enum, by name.
    EnumVariant(EnumId, String),
    /// A value that a string enum has no variant for.
    UnknownText(EnumId, String),
    /// A value that an integer enum has no variant for.
    UnknownInteger(EnumId, i32),
    /// A variant of a union, by name, and its payload, if any.
    Union(UnionId, String, Option<Box<Sample>>),
    /// A structure.
    Structure(StructureSample),
    /// A list.
    List(Vec<Sample>),
    /// A map.
    Map(Vec<(Sample, Sample)>),
    /// An entry of a sparse list or map.
    Entry(Option<Box<Sample>>),
    /// A value on the heap.
    Boxed(Box<Sample>),
}

/// A structure, as it is written in Rust.
#[derive(Clone, Debug)]
pub struct StructureSample {
    /// Its type.
    pub ty: StructureId,
    /// The arguments of `new`.
    pub arguments: Arguments,
    /// The setters that are called, with what they take.
    pub setters: Vec<(String, Sample)>,
}

/// Arguments of a structure's `new`.
#[derive(Clone, Debug)]
pub enum Arguments {
    /// Values one by one, each of which may be what converts.
    Positional(Vec<Sample>),
    /// The structure of the required members, with these fields.
    Named(Vec<(String, Sample)>),
}
