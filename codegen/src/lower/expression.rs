//! JMESPath expressions of waiters, pagination and endpoint parameters, compiled: text → `jmespath`'s syntax tree →
//! [`Expression`] with the types of all its parts.
//!
//! Supported are members, `[]`, `[*]`, `.*`, `[?…]`, `[0]`, comparisons, `&&`, `||`, `!`, literals, multi-select lists,
//! pipes, and the functions `length`, `contains` and `keys`; [`Subject`] says which of them a trait allows. A function
//! whose argument is `null` is an error of JMESPath, which ends the evaluation without a value; inside a filter or
//! projection it gives `null` here.
//!
//! The language: <https://jmespath.org/specification.html>.

mod comparison;
mod function;
mod list;
pub mod member;

use std::cell::Cell;

use jmespath::Variable;
use jmespath::ast::Ast;

use crate::ir::expression::{Current, Expression, Literal, Node, Number, ValueType};
use crate::ir::{Service, Structure, Union};

use comparison::{compare, condition, not};

/// Longest expression in characters: several times the longest of AWS's waiters.
const MAX_LENGTH: usize = 1_000;

/// Deepest nesting of parts, and most characters that take a parser deeper: a model must not be able to use up the stack.
const MAX_DEPTH: usize = 64;

/// Value that an expression is evaluated against. The trait that the expression belongs to decides which parts of JMESPath
/// it may use.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// The output of a paginated operation (`smithy.api#paginated`): paths of members.
    Page(&'a Structure),
    /// The input of an operation with endpoint parameters (`smithy.rules#operationContextParams`): members, projections,
    /// multi-select lists and `keys`.
    EndpointParameter(&'a Structure),
    /// The output of an operation with waiters (`smithy.waiters#waitable`): whatever is supported.
    Output(&'a Structure),
    /// An object with the members `input` and `output`, likewise.
    InputOutput(&'a Structure, &'a Structure),
}

impl Subject<'_> {
    fn allows(self, ast: &Ast) -> bool {
        let is_member = matches!(ast, Ast::Field { .. } | Ast::Subexpr { .. });
        let is_projection = matches!(
            ast,
            Ast::Identity { .. } | Ast::Flatten { .. } | Ast::MultiList { .. }
        ) || matches!(ast, Ast::Projection { rhs, .. } if !matches!(**rhs, Ast::Condition { .. }));
        let is_keys = matches!(ast, Ast::Function { name, .. } if name == "keys");
        match self {
            Self::Page(_) => is_member,
            Self::EndpointParameter(_) => is_member || is_projection || is_keys,
            Self::Output(_) | Self::InputOutput(..) => true,
        }
    }

    fn is_waiter(self) -> bool {
        matches!(self, Self::Output(_) | Self::InputOutput(..))
    }
}

/// Look-up of the types that members have.
pub trait Shapes {
    /// The structure with this Rust name.
    fn structure(&self, name: &str) -> Option<&Structure>;
    /// The union with this Rust name.
    fn union(&self, name: &str) -> Option<&Union>;
}

impl Shapes for Service {
    fn structure(&self, name: &str) -> Option<&Structure> {
        let operations = self.operations.iter();
        operations
            .flat_map(|it| [&it.input, &it.output])
            .chain(&self.structures)
            .chain(self.errors.iter().map(|error| &error.structure))
            .find(|structure| structure.name == name)
    }

    fn union(&self, name: &str) -> Option<&Union> {
        self.unions.iter().find(|union| union.name == name)
    }
}

/// Reason why an expression cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong with the expression.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Whether the expression is wrong, rather than not supported.
    pub is_wrong: bool,
}

impl Problem {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            is_wrong: true,
        }
    }

    fn unsupported(part: &str) -> Self {
        let help = "say it with members, `[]`, `[?…]`, comparisons, `&&`, `||`, `!`, `length`, `contains` and `keys`";
        Self {
            is_wrong: false,
            ..Self::new(format!("it uses {part}, which is not supported"), help)
        }
    }
}

/// Compiles the expression `text`.
///
/// # Errors
/// The first part that is wrong or not supported.
pub fn compile(
    text: &str,
    subject: Subject<'_>,
    shapes: &dyn Shapes,
) -> Result<Expression, Problem> {
    if text.len() > MAX_LENGTH {
        let message = format!("it is longer than {MAX_LENGTH} characters");
        return Err(Problem::new(message, "make it shorter"));
    }
    if text.matches(['(', '[', '{', '!', '&']).count() > MAX_DEPTH {
        let message = format!("it has more than {MAX_DEPTH} brackets, `!` and `&`");
        return Err(Problem::new(message, "make it simpler"));
    }
    let ast = jmespath::parse(text).map_err(|error| {
        let position = error.offset + 1;
        let message = format!("it is not JMESPath: {}", error.reason);
        Problem::new(message, format!("look at its character {position}"))
    })?;
    let mut compiler = Compiler {
        subject,
        shapes,
        depth: 0,
        projections: 0,
    };
    compiler.expression(&ast, &Scope::Subject)
}

struct Compiler<'a> {
    subject: Subject<'a>,
    shapes: &'a dyn Shapes,
    depth: usize,
    /// How many filters and projections are around the current part.
    projections: usize,
}

/// Value that a part of an expression is evaluated against.
enum Scope {
    Subject,
    /// The value of another part, and whether this part has used it.
    Value(Expression, Cell<bool>),
}

impl Scope {
    fn value(value: Expression) -> Self {
        Self::Value(value, Cell::new(false))
    }

    /// The value itself. Only paths of members are evaluated several times.
    fn current(&self) -> Result<Expression, Problem> {
        match self {
            Self::Subject => Err(Problem::unsupported("`@` for the whole input or output")),
            Self::Value(value, is_used) => {
                if is_used.replace(true) && value.members().is_none() {
                    let part = "several references to what is neither a member nor an element";
                    return Err(Problem::unsupported(part));
                }
                Ok(value.clone())
            }
        }
    }
}

impl Compiler<'_> {
    fn expression(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        if self.depth == MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} of its parts are nested");
            return Err(Problem::new(message, "make it simpler"));
        }
        self.depth += 1;
        let expression = self.part(ast, scope);
        self.depth -= 1;
        expression
    }

    fn part(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        if !self.subject.allows(ast) {
            let message = "it has a form that the trait does not allow";
            let help = match self.subject {
                Subject::Page(_) => "name members of structures, separated by `.`",
                _ => "use members, `[*]`, `[]`, multi-select lists and `keys`",
            };
            return Err(Problem::new(message, help));
        }
        match ast {
            Ast::Identity { .. } => scope.current(),
            Ast::Field { name, .. } => self.field(name, scope),
            Ast::Subexpr { lhs, rhs, .. } => self.pipe(lhs, rhs, scope),
            Ast::Index { idx, .. } => list::element(scope.current()?, *idx),
            Ast::Projection { lhs, rhs, .. } => self.projection(lhs, rhs, scope),
            Ast::Flatten { node, .. } => list::flatten(self.expression(node, scope)?),
            Ast::ObjectValues { node, .. } => list::values(self.expression(node, scope)?),
            Ast::MultiList { elements, .. } => self.multi_select_list(elements, scope),
            Ast::Literal { value, .. } => literal(value),
            Ast::Function { name, args, .. } => self.function(name, args, scope),
            Ast::Comparison {
                comparator,
                lhs,
                rhs,
                ..
            } => {
                let operands = [self.expression(lhs, scope)?, self.expression(rhs, scope)?];
                compare(comparison::comparator(comparator), operands)
            }
            Ast::And { lhs, rhs, .. } => self.logical(Node::And, [lhs, rhs], scope),
            Ast::Or { lhs, rhs, .. } => self.logical(Node::Or, [lhs, rhs], scope),
            Ast::Not { node, .. } => Ok(not(condition(self.expression(node, scope)?)?)),
            Ast::Condition { .. } => Err(Problem::unsupported(
                "a filter of a value that is not a list",
            )),
            Ast::Slice { .. } => Err(Problem::unsupported("a slice of a list")),
            Ast::MultiHash { .. } => Err(Problem::unsupported("a multi-select hash")),
            Ast::Expref { .. } => Err(Problem::unsupported("`&`")),
        }
    }

    /// `&&` or `||` of booleans, whose value is a boolean whichever operand JMESPath gives.
    fn logical(
        &mut self,
        node: fn(Box<Expression>, Box<Expression>) -> Node,
        operands: [&Ast; 2],
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        let mut operand = |ast| {
            let value = self.expression(ast, scope)?;
            if value.ty == ValueType::Boolean {
                return Ok(Box::new(value));
            }
            let part = format!("`&&` or `||` on {}", value.ty.described());
            Err(Problem::unsupported(&part))
        };
        let [lhs, rhs] = operands;
        Ok(Expression::new(
            node(operand(lhs)?, operand(rhs)?),
            ValueType::Boolean,
        ))
    }

    /// `lhs.rhs` or `lhs | rhs`.
    fn pipe(&mut self, lhs: &Ast, rhs: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        let value = self.expression(lhs, scope)?;
        if !matches!(rhs, Ast::MultiList { .. }) || matches!(value.node, Node::Current(_)) {
            return self.expression(rhs, &Scope::value(value));
        }
        // A multi-select list of `null` is `null`, not a list of nulls.
        if !list::is_stored(&value) {
            return Err(Problem::unsupported("a multi-select list of a projection"));
        }
        let element = Expression::new(Node::Current(Current::Element), value.ty.clone());
        let list = self.expression(rhs, &Scope::value(element))?;
        Ok(Expression {
            ty: list.ty.clone(),
            nullable: value.nullable || list.nullable,
            node: Node::Pipe(Box::new(value), Box::new(list)),
        })
    }
}

fn literal(value: &Variable) -> Result<Expression, Problem> {
    let (literal, ty) = match value {
        Variable::String(text) => (Literal::String(text.clone()), ValueType::String),
        Variable::Bool(flag) => (Literal::Boolean(*flag), ValueType::Boolean),
        Variable::Number(number) => {
            let literal = Literal::Number(number.clone());
            (literal, ValueType::Number(Number::Literal))
        }
        Variable::Null => (Literal::Null, ValueType::Null),
        _ => return Err(Problem::unsupported("a literal list or object")),
    };
    Ok(Expression {
        nullable: ty == ValueType::Null,
        ..Expression::new(Node::Literal(literal), ty)
    })
}
