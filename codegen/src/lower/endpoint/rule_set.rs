//! A rule set as the model has it, with the place of every part of it.

use serde_json::Number;

use super::function::Function;
use super::report::Pointer;
use crate::ir::{Literal, ParameterType};

/// A rule set.
#[derive(Clone, Debug)]
pub(super) struct RuleSet {
    /// The parameters, by name.
    pub(super) parameters: Vec<Parameter>,
    /// The first whose conditions hold decides.
    pub(super) rules: Vec<Rule>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) at: Pointer,
    pub(super) name: String,
    pub(super) ty: ParameterType,
    pub(super) required: bool,
    pub(super) default: Option<Literal>,
    pub(super) built_in: Option<String>,
    pub(super) documentation: String,
    pub(super) deprecated: Option<String>,
}

/// A rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) at: Pointer,
    pub(super) conditions: Vec<Condition>,
    pub(super) then: Then,
}

/// Result of a rule whose conditions hold.
#[derive(Clone, Debug)]
pub(super) enum Then {
    Endpoint(Endpoint),
    Error(Expression),
    /// The result of the first of these that applies; if none does, nothing else is tried.
    Tree(Vec<Rule>),
}

/// A condition: it holds unless its value is false or absent. Equal ones may stand at different places.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) value: Expression,
    /// The name of the value in the conditions and rules behind it.
    pub(super) assign: Option<String>,
}

/// An endpoint.
#[derive(Clone, Debug)]
pub(super) struct Endpoint {
    pub(super) url: Expression,
    pub(super) headers: Vec<(String, Vec<Expression>)>,
    pub(super) properties: Vec<(String, Property)>,
}

/// The value of a property.
#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) at: Pointer,
    pub(super) kind: PropertyKind,
}

#[derive(Clone, Debug)]
pub(super) enum PropertyKind {
    Text(Expression),
    Flag(bool),
    Number(Number),
    List(Vec<Property>),
    Object(Vec<(String, Property)>),
}

/// An expression. Equal ones may stand at different places.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    pub(super) at: Pointer,
    pub(super) kind: ExpressionKind,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum ExpressionKind {
    Flag(bool),
    Integer(i64),
    /// Text without anything to be replaced.
    Text(String),
    /// Text put together of several parts.
    Template(Vec<Part>),
    /// A parameter or variable.
    Reference(String),
    Call(Function, Vec<Expression>),
    /// Something that has been reported already.
    Broken,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Literal(String),
    Value(Expression),
}
