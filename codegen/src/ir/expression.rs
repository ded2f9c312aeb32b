//! JMESPath expressions over inputs and outputs, with the types of all their parts.

use super::Type;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its operation and operands.
    pub node: Node,
    /// Type of its value.
    pub ty: ValueType,
    /// Whether its value may be JMESPath's `null`, Rust's `None`. An expression that is not nullable although a part of it
    /// is ends the evaluation if that part is `null`.
    pub nullable: bool,
}

/// Type of a value.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the JSON type of that name")]
pub enum ValueType {
    Boolean,
    Number(Number),
    /// A string or string enum.
    String,
    List(Elements),
    /// A map with its values; the keys are strings.
    Map(Elements),
    /// A structure of the service, by Rust name.
    Structure(String),
    /// A union of the service, by Rust name.
    Union(String),
    Null,
    /// A type that expressions cannot look into, in words.
    Other(&'static str),
}

/// Elements of a list, or values of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Elements {
    /// Their type.
    pub ty: Box<ValueType>,
    /// Whether some may be `null`.
    pub sparse: bool,
}

/// Type of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the Rust type of that name")]
pub enum Number {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    /// `usize`, of a length.
    Length,
    /// A literal, which takes the type of the number that it is compared with.
    Literal,
}

/// Operation of an expression, with its operands.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// The value that the expression, or the part around this one, is evaluated against.
    Current(Current),
    /// A member of a structure or union.
    Field(Box<Expression>, Member),
    /// A constant.
    Literal(Literal),
    /// A list of the values of expressions.
    MultiSelectList(Vec<Expression>),
    /// Elements of a list or map, without `null`.
    Elements(Box<Expression>, Part),
    /// Elements of the list for which the condition holds, and the value that stands for an element in it.
    Filter(Box<Expression>, Current, Box<Expression>),
    /// Values of the second expression for each element of the list, without `null`.
    Projection(Box<Expression>, Box<Expression>),
    /// Elements of the lists that the second expression has for each element of the list.
    Flatten(Box<Expression>, Box<Expression>),
    /// An element of a list.
    Index(Box<Expression>, Position),
    /// The length of a string, list or map.
    Length(Box<Expression>),
    /// A comparison.
    Comparison(Comparator, Box<Expression>, Box<Expression>),
    /// Whether a value is `null`.
    IsNull(Box<Expression>),
    /// Whether both hold.
    And(Box<Expression>, Box<Expression>),
    /// Whether one of them holds.
    Or(Box<Expression>, Box<Expression>),
    /// Whether the value is false, empty or `null`.
    Not(Box<Expression>),
    /// The second expression, evaluated against the value of the first.
    Pipe(Box<Expression>, Box<Expression>),
}

/// Value that expressions are evaluated against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Current {
    /// The input of a call.
    Input,
    /// Its output.
    Output,
    /// Its output, in pagination.
    Page,
    /// An element of a list, or the value before a pipe.
    Element,
    /// An element of the list that `contains` searches.
    Searched,
}

/// A member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Rust name of the field or variant.
    pub name: String,
    /// Rust type.
    pub ty: Type,
    /// Whether it may be absent: an `Option`, or a member of a union.
    pub optional: bool,
    /// Whether the model deprecates it.
    pub deprecated: bool,
    /// Rust name of the union that it is a member of.
    pub union: Option<String>,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the JSON type of that name")]
pub enum Literal {
    String(String),
    Boolean(bool),
    Number(serde_json::Number),
    Null,
}

/// Part of a list or map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as usual")]
pub enum Part {
    Values,
    Keys,
}

/// Position of an element, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as usual")]
pub enum Position {
    FromStart(usize),
    FromEnd(usize),
}

/// Operator of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as usual")]
pub enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// Whether a string contains another.
    Contains,
}

impl Comparator {
    /// True for `==` and `!=`, which compare `null` like any other value.
    pub fn is_equality(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }
}

impl Expression {
    /// Creates an expression whose value is never `null`.
    pub fn new(node: Node, ty: ValueType) -> Self {
        Self {
            node,
            ty,
            nullable: false,
        }
    }

    /// The list or map whose elements the expression filters, projects or flattens; the expression itself if it does not.
    pub fn source(&self) -> &Self {
        match &self.node {
            Node::Elements(list, _)
            | Node::Filter(list, ..)
            | Node::Projection(list, _)
            | Node::Flatten(list, _) => list.source(),
            _ => self,
        }
    }

    /// The members that lead to the value, if nothing else does.
    pub fn members(&self) -> Option<Vec<&Member>> {
        match &self.node {
            Node::Current(_) => Some(Vec::new()),
            Node::Field(of, member) => {
                let mut members = of.members()?;
                members.push(member);
                Some(members)
            }
            _ => None,
        }
    }
}

impl ValueType {
    /// The type in words, with an article.
    pub fn described(&self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Number(_) => "a number",
            Self::String => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Structure(_) => "a structure",
            Self::Union(_) => "a union",
            Self::Null => "`null`",
            Self::Other(name) => name,
        }
    }
}
