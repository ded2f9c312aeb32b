//! Expressions over inputs and outputs (JMESPath), with the types of all their parts.

use super::Type;

/// Value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its origin.
    pub node: Node,
    /// Its type.
    pub ty: ValueType,
    /// True if it may be JMESPath's `null`, Rust's `None`.
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

/// Types of values.
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
    /// A structure of the service, by Rust name.
    Structure(String),
    /// `null`.
    Null,
    /// Values that expressions cannot look into, in words.
    Opaque(&'static str),
}

/// Elements of a list or map.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    /// The type of each.
    pub ty: Box<ValueType>,
    /// True if some may be `null`.
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

/// Origin of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// The subject of the expression.
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
    /// Part of a list, after some stages.
    List(Box<List>),
    /// A list of these.
    Listed(Vec<Value>),
    /// One of a list.
    Element(Box<Value>, Position),
    /// The length of a string, list or map.
    Length(Box<Value>),
    /// True if a list or string has the second value in it.
    Contains(Box<Value>, Box<Value>),
    /// A comparison of two values.
    Compare(Comparison, Box<Value>, Box<Value>),
    /// True if there is none.
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

/// Subject of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The input of the call.
    Input,
    /// Its output.
    Output,
    /// The current element of a list.
    It,
}

/// A field of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Rust name.
    pub field: String,
    /// Rust type.
    pub ty: Type,
    /// True if it is an `Option`.
    pub optional: bool,
    /// True if the model deprecates it.
    pub deprecated: bool,
    /// True if it is sensitive.
    pub sensitive: bool,
}

/// Part of a list or map, after some stages.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The list or map.
    pub of: Value,
    /// The part.
    pub part: Part,
    /// The stages on the elements, in order.
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

/// A stage on every element.
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

/// Comparisons of two values.
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
    /// Returns the subject of an expression.
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
