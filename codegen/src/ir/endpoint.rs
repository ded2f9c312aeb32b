//! Endpoint rules in their generated form: functions with early returns.

use serde_json::Number;

use super::expression::Expression;
use super::{Docs, OperationId};

/// The endpoint rules of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointRules {
    /// The parameters of the rules, by name.
    pub parameters: Vec<EndpointParameter>,
    /// The function of the whole rule set, then those that it is divided into, in the order of their use.
    pub functions: Vec<RuleFunction>,
}

impl EndpointRules {
    /// Returns true if an endpoint has the authentication scheme of this name.
    pub fn have_scheme(&self, name: &str) -> bool {
        let is_named = |scheme: &AuthScheme| scheme.name == Value::Text(name.to_owned());
        let mut functions = self.functions.iter();
        functions.any(|function| {
            any_endpoint(&function.body, &|endpoint| {
                endpoint.schemes.iter().any(is_named)
            })
        })
    }
}

/// Returns true if an endpoint of `block` passes the test.
fn any_endpoint(block: &Block, test: &dyn Fn(&Endpoint) -> bool) -> bool {
    block.iter().any(|step| match step {
        Step::If(_, block) => any_endpoint(block, test),
        Step::Unless(_, Outcome::Endpoint(endpoint))
        | Step::Return(Outcome::Endpoint(endpoint)) => test(endpoint),
        Step::Let(..) | Step::Unless(..) | Step::Return(_) => false,
    })
}

/// A parameter of the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointParameter {
    /// Name in the model.
    pub name: String,
    /// Name of the field.
    pub field: String,
    /// Name of the setter.
    pub setter: String,
    /// Documentation of the setter.
    pub docs: Docs,
    /// The note of a deprecated parameter.
    pub deprecated: Option<String>,
    /// Its type.
    pub ty: ParameterType,
    /// Its default, if it always has a value.
    pub default: Option<Literal>,
    /// Its source in the client; operations set the others.
    pub source: Option<Source>,
    /// The built-in that the model binds it to, by name.
    pub built_in: Option<String>,
}

/// Types of parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterType {
    /// `&str`
    Text,
    /// `bool`
    Flag,
    /// `Vec<&str>`
    List,
}

/// A constant that a parameter takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a value of the type of that name")]
pub enum Literal {
    Text(String),
    Flag(bool),
    List(Vec<String>),
}

/// Sources of parameters in a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A built-in value.
    BuiltIn(BuiltIn),
    /// A setting of the client, by the name of the parameter.
    Client,
}

/// The built-in values of the rules engine and of AWS's additions to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the built-in of that name")]
pub enum BuiltIn {
    Region,
    UseFips,
    UseDualStack,
    Endpoint,
    AccountId,
    AccountIdEndpointMode,
}

/// A function of rules. It takes the parameters, and what the rules before it have found out.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleFunction {
    /// Its name.
    pub name: String,
    /// Documentation lines.
    pub docs: Vec<String>,
    /// True if it uses the parameters.
    pub takes_parameters: bool,
    /// Its other arguments.
    pub arguments: Vec<Local>,
    /// Its steps; it ends with [`Step::Return`].
    pub body: Block,
}

/// Steps in their order.
pub type Block = Vec<Step>;

/// A step of a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Gives a value its name.
    Let(Local, Value),
    /// Goes into the block if all tests hold, and else, or when the block comes to its end, goes on behind it.
    If(Vec<Test>, Block),
    /// Ends the function unless the test holds.
    Unless(Test, Outcome),
    /// Ends the function.
    Return(Outcome),
}

/// A test.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// A boolean is true.
    Is(Value),
    /// A value is there, and from then on has its name.
    Some(Local, Value),
}

/// End of a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// With an endpoint.
    Endpoint(Endpoint),
    /// With an error of this text.
    Error(Value),
    /// With what another function gives: its name, whether it takes the parameters, and what else it takes.
    Call(String, bool, Vec<Local>),
    /// With the error that no rule applies.
    Exhausted,
}

/// An endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Its URL.
    pub url: Value,
    /// True if nothing may stand behind the host.
    pub ends_with_host: bool,
    /// Headers with their values.
    pub headers: Vec<(String, Vec<Value>)>,
    /// The authentication schemes it takes, the one to prefer first.
    pub schemes: Vec<AuthScheme>,
    /// Its other properties.
    pub properties: Vec<(String, Property)>,
}

/// An authentication scheme.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AuthScheme {
    /// Its name.
    pub name: Value,
    /// Its other properties.
    pub properties: Vec<(String, Property)>,
}

/// The value of a property of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is a kind of JSON value")]
pub enum Property {
    Text(Value),
    Flag(bool),
    Number(Number),
    List(Vec<Property>),
    Object(Vec<(String, Property)>),
}

/// A name for a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Local {
    /// The name.
    pub name: String,
    /// The type of the value.
    pub ty: ValueType,
    /// The form of the variable.
    pub held: Held,
}

/// Forms of local variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    /// The value as functions take it: `&str`, `bool`, `&Partition`.
    AsTaken,
    /// An owned value, of which functions take a reference: `String`, `Arn`.
    Owned,
}

/// Types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the type of that name")]
pub enum ValueType {
    Text,
    Flag,
    Integer,
    List,
    Partition,
    Arn,
    Url,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A field of the parameters, by its Rust name: an `Option` unless it always has a value.
    Parameter(String, ParameterType),
    /// A local variable.
    Local(Local),
    /// A constant.
    Text(String),
    /// A constant.
    Flag(bool),
    /// A constant, which is never negative.
    Integer(u64),
    /// Text put together.
    Format(Vec<Piece>),
    /// A text that has to be part of a host's name, and what the rules call it.
    HostPart(String, Box<Value>),
    /// A field of a partition, ARN or URL, by its Rust name.
    Field(Box<Value>, &'static str),
    /// An element of a list, counted from the end where negative; an `Option`.
    Element(Box<Value>, i64),
    /// A call of a function of the library, by its Rust name.
    Call(&'static str, Vec<Value>),
    /// The opposite of a boolean.
    Not(Box<Value>),
    /// True if two are equal.
    Equal(Box<Value>, Box<Value>),
    /// True if two differ.
    Differ(Box<Value>, Box<Value>),
    /// True if an `Option` has a value.
    IsSome(Box<Value>),
    /// True if it has none.
    IsNone(Box<Value>),
    /// An `Option` with this value.
    Wrapped(Box<Value>),
    /// Text as a `String`.
    Owned(Box<Value>),
    /// An optional text as an optional `String`.
    OwnedOption(Box<Value>),
    /// The first of two options that has a value.
    Or(Box<Value>, Box<Value>),
    /// The value of an option, or else the other.
    UnwrapOr(Box<Value>, Box<Value>),
    /// One of two values by a boolean.
    IfElse(Box<Value>, Box<Value>, Box<Value>),
}

/// A part of a text that is put together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Stays as it is.
    Literal(String),
    /// Is replaced by its text.
    Value(Value),
}

/// A binding of an operation to an endpoint parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointBinding {
    /// The parameter's setter.
    pub setter: String,
    /// The value.
    pub value: BoundValue,
}

/// A value that an operation binds.
#[derive(Clone, Debug, PartialEq)]
pub enum BoundValue {
    /// The same for every call.
    Static(Literal),
    /// A string of the input that may not be blank, and its name on the wire.
    Required(String, Expression),
    /// A value of the input.
    Input(Expression),
}

/// A case that a model gives with its rules.
#[derive(Clone, Debug, PartialEq)]
pub struct EndpointTest {
    /// Name of the test.
    pub name: String,
    /// A line of documentation, in Markdown; absent if the name says all of it.
    pub docs: Option<String>,
    /// The parameters, by their setters.
    pub parameters: Vec<(String, Literal)>,
    /// Calls that come to the same.
    pub calls: Vec<TestCall>,
    /// The expected result.
    pub expected: Expected,
}

/// A call of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct TestCall {
    /// The operation.
    pub operation: OperationId,
    /// JSON text of the input.
    pub input: String,
    /// Built-in values of the client.
    pub built_ins: Vec<(BuiltIn, Literal)>,
    /// Settings of the client.
    pub client: Vec<(String, Literal)>,
}

/// Expected result of a test.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// An endpoint, all of whose values are constants.
    Endpoint(Endpoint),
    /// An error of this text.
    Error(String),
}
