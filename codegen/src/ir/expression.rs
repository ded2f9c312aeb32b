//! JMESPath expressions over inputs and outputs, with the types of all their parts.

pub use jmespath::ast::Comparator;

use super::{Type, UnionId};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its operation and operands.
    pub node: Node,
    /// Type of its value. String enums are strings; the type of a length is an integer, in Rust `usize`.
    pub ty: Type,
    /// True if its value may be JMESPath's `null`, Rust's `None`. An expression that is not nullable although a part of it
    /// is ends the evaluation if that part is `null`.
    pub nullable: bool,
}

/// Operation of an expression, with its operands.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// The value that the expression, or the part around this one, is evaluated against.
    Current(Current),
    /// A member of a structure or union.
    Field(Box<Expression>, Member),
    /// A literal.
    String(String),
    /// A literal.
    Boolean(bool),
    /// A literal.
    Number(serde_json::Number),
    /// A list of the values of expressions.
    MultiSelectList(Vec<Expression>),
    /// Keys of a map.
    Keys(Box<Expression>),
    /// Values of a map, without `null`.
    Values(Box<Expression>),
    /// Elements of the list for which the condition holds, and the value that stands for an element in it.
    Filter(Box<Expression>, Current, Box<Expression>),
    /// Values of the second expression for each element of the list, without `null`.
    Projection(Box<Expression>, Box<Expression>),
    /// Elements of the lists that the second expression has for each element of the list.
    Flatten(Box<Expression>, Box<Expression>),
    /// The length of a string, list or map.
    Length(Box<Expression>),
    /// A number as a float, to compare it with one of another type.
    Float(Box<Expression>),
    /// A comparison of values of one type. A literal is the second operand.
    Comparison(Comparator, Box<Expression>, Box<Expression>),
    /// True if both hold.
    And(Box<Expression>, Box<Expression>),
    /// True if one of them holds.
    Or(Box<Expression>, Box<Expression>),
    /// True if the value is false, empty or `null`.
    Not(Box<Expression>),
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
    /// An element of a list.
    Element,
    /// An element of the list that `contains` searches.
    Searched,
}

/// A member of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Rust name of the field or variant.
    pub name: String,
    /// Rust type, without its `Box`.
    pub ty: Type,
    /// True if it is in a `Box`.
    pub boxed: bool,
    /// True if it may be absent: an `Option`, or a member of a union.
    pub optional: bool,
    /// True if the model deprecates it.
    pub deprecated: bool,
    /// True if its value may not be printed.
    pub sensitive: bool,
    /// The union that it is a member of.
    pub union: Option<UnionId>,
}

impl Expression {
    /// Creates an expression whose value is never `null`.
    pub fn new(node: Node, ty: Type) -> Self {
        Self {
            node,
            ty,
            nullable: false,
        }
    }

    /// The list or map whose elements the expression filters, projects or flattens; the expression itself if it does not.
    pub fn source(&self) -> &Self {
        match &self.node {
            Node::Keys(list)
            | Node::Values(list)
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

    /// Returns true for a path of members, none of which is sensitive: the value may be printed.
    pub fn is_shown(&self) -> bool {
        let members = self.members();
        members.is_some_and(|members| members.iter().all(|member| !member.sensitive))
    }
}
