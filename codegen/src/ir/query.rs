//! Expressions over inputs and outputs (JMESPath), with the types of all their parts.

use super::{StructureId, Type};

/// What an expression gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// How it comes about.
    pub node: Node,
    /// What it is.
    pub ty: ValueType,
    /// Whether it may be JMESPath's `null`, Rust's `None`.
    pub nullable: bool,
}

impl Value {
    /// Returns true for a member of a member and so on, none of which is sensitive: it may be printed.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        match &self.node {
            Node::Given(_) => true,
            Node::Member(of, member) => !member.sensitive && of.is_shown(),
            _ => false,
        }
    }
}

/// What values are.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueType {
    /// A boolean.
    Flag,
    /// A number.
    Number(Number),
    /// A string.
    Text,
    /// A list.
    List(Elements),
    /// A map, with its values; the keys are text.
    Map(Elements),
    /// A structure of the service.
    Structure(StructureId),
    /// `null`.
    Null,
    /// What expressions cannot look into, in words.
    Opaque(&'static str),
}

/// What is in a list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    /// What each is.
    pub ty: Box<ValueType>,
    /// Whether some may be `null`.
    pub sparse: bool,
}

/// The types of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A member's.
    Of(NumberType),
    /// `usize`, of a length.
    Length,
    /// Of a literal: whatever it is compared with.
    Literal,
}

/// The types of members that are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the Rust type of that name")]
pub enum NumberType {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
}

/// How a value comes about.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// What the expression is about.
    Given(Given),
    /// A field of a structure.
    Member(Box<Value>, Member),
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
    /// A number, as JSON has it.
    Number(serde_json::Number),
    /// `null`.
    Null,
    /// What is left of a list.
    List(Box<List>),
    /// A list of these.
    Listed(Vec<Value>),
    /// One of a list.
    Element(Box<Value>, Position),
    /// The length of a string, list or map.
    Length(Box<Value>),
    /// Whether a list or string has the second value in it.
    Contains(Box<Value>, Box<Value>),
    /// How two values compare.
    Compare(Comparison, Box<Value>, Box<Value>),
    /// Whether there is none.
    IsNull(Box<Value>),
    /// Both hold.
    And(Box<Value>, Box<Value>),
    /// Either holds.
    Or(Box<Value>, Box<Value>),
    /// It does not hold.
    Not(Box<Value>),
    /// The second, said of the first.
    With(Box<Value>, Box<Value>),
}

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The input of the call.
    Input,
    /// Its output.
    Output,
    /// What is looked at for the moment: an element of a list.
    It,
}

/// A field of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Rust name.
    pub field: String,
    /// Rust type.
    pub ty: Type,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether the model deprecates it.
    pub deprecated: bool,
    /// Whether it may not be printed.
    pub sensitive: bool,
}

/// What is left of a list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The list or map.
    pub of: Value,
    /// Which part of it.
    pub part: Part,
    /// What is done with the elements, one after the other.
    pub stages: Vec<Stage>,
}

/// Which part of a list or map. Nulls are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as usual")]
pub enum Part {
    Elements,
    Keys,
    Values,
}

/// What is done with every element.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// It becomes this, or goes where that is `null`.
    Map(Value),
    /// The elements of this come in its place.
    Flatten(Value),
    /// It goes unless this holds.
    Filter(Value),
}

/// The place of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// From the start, counted from 0.
    Start(usize),
    /// From the end, counted from 0.
    End(usize),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as usual")]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Value {
    /// What an expression is about.
    pub fn given(given: Given, ty: ValueType) -> Self {
        Self {
            node: Node::Given(given),
            ty,
            nullable: false,
        }
    }
}

impl ValueType {
    /// In words, with an article.
    pub fn described(&self) -> &'static str {
        match self {
            Self::Flag => "a boolean",
            Self::Number(_) => "a number",
            Self::Text => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Structure(_) => "a structure",
            Self::Null => "`null`",
            Self::Opaque(what) => what,
        }
    }
}
