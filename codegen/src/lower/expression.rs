//! JMESPath expressions of waiters, pagination and endpoint parameters, compiled: text → `jmespath`'s syntax tree →
//! [`Expression`] with the types of all its parts.
//!
//! Supported is what AWS's models use: members, `[]`, `[*]`, `[?…]`, `.*` of a map, comparisons, `&&`, `||`, `!`, literals,
//! multi-select lists of elements, pipes, and the functions `length`, `contains` and `keys`; [`Subject`] says which of them
//! a trait allows. A function whose argument is `null` is an error of JMESPath, which ends the evaluation without a value;
//! inside a filter or projection it gives `null` here.
//!
//! The language: <https://jmespath.org/specification.html>.

mod comparison;
mod function;
mod list;
mod member;

use std::cell::Cell;

use jmespath::Variable;
use jmespath::ast::Ast;

use crate::ir::expression::{Expression, Node};
use crate::ir::{StructureId, Type, Types};

use comparison::{compare, condition, is_literal, not};

pub use member::{described, described_members, is_list_of_strings, is_number};

/// Longest expression in characters: several times the longest of AWS's waiters.
const MAX_LENGTH: usize = 1_000;

/// Deepest nesting of parts, and most characters that take a parser deeper: a model must not be able to use up the stack.
const MAX_DEPTH: usize = 64;

/// Value that an expression is evaluated against. The trait that the expression belongs to decides which parts of JMESPath
/// it may use.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    /// The output of a paginated operation (`smithy.api#paginated`): paths of members.
    Page(StructureId),
    /// The input of an operation with endpoint parameters (`smithy.rules#operationContextParams`): members, projections,
    /// multi-select lists and `keys`.
    EndpointParameter(StructureId),
    /// The output of an operation with waiters (`smithy.waiters#waitable`): whatever is supported.
    Output(StructureId),
    /// An object with the members `input` and `output`, likewise.
    InputOutput(StructureId, StructureId),
}

impl Subject {
    fn allows(self, ast: &Ast) -> bool {
        match (self, ast) {
            (Self::Output(_) | Self::InputOutput(..), _)
            | (_, Ast::Field { .. } | Ast::Subexpr { .. }) => true,
            (Self::Page(_), _) => false,
            (_, Ast::Projection { rhs, .. }) => !matches!(**rhs, Ast::Condition { .. }),
            (_, Ast::Function { name, .. }) => name == "keys",
            (_, part) => matches!(
                part,
                Ast::Identity { .. } | Ast::Flatten { .. } | Ast::MultiList { .. }
            ),
        }
    }
}

/// Reason why an expression cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The problem.
    pub message: String,
    /// The fix.
    pub help: String,
    /// True if the expression is wrong, rather than not supported.
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
        let help = "say it with members, `[]`, `[?…]`, `.*`, comparisons, `&&`, `||`, `!`, `length`, `contains` and `keys`";
        Self {
            is_wrong: false,
            ..Self::new(format!("it uses {part}, which is not supported"), help)
        }
    }
}

/// Compiles the expression `text` over `types`.
///
/// # Errors
/// The first part that is wrong or not supported.
pub fn compile(text: &str, subject: Subject, types: &Types) -> Result<Expression, Problem> {
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
        types,
        depth: 0,
        projections: 0,
    };
    let expression = compiler.expression(&ast, &Scope::Subject)?;
    if is_literal(&expression) {
        return Err(Problem::unsupported("nothing but a literal"));
    }
    Ok(expression)
}

struct Compiler<'a> {
    subject: Subject,
    types: &'a Types,
    depth: usize,
    /// Number of filters and projections around the current part.
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
        let part = match self {
            Self::Value(value, is_used) if !is_used.replace(true) || value.members().is_some() => {
                return Ok(value.clone());
            }
            Self::Value(..) => "several references to what is neither a member nor an element",
            Self::Subject => "`@` for the whole input or output",
        };
        Err(Problem::unsupported(part))
    }
}

impl Compiler<'_> {
    fn expression(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        if self.depth == MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} of its parts are nested");
            return Err(Problem::new(message, "make it simpler"));
        }
        if !self.subject.allows(ast) {
            let message = "it has a form that the trait does not allow";
            let help = match self.subject {
                Subject::Page(_) => "name members of structures, separated by `.`",
                _ => "use members, `[*]`, `[]`, multi-select lists and `keys`",
            };
            return Err(Problem::new(message, help));
        }
        self.depth += 1;
        let expression = self.part(ast, scope);
        self.depth -= 1;
        expression
    }

    fn part(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        let unsupported = match ast {
            Ast::Identity { .. } => return scope.current(),
            Ast::Field { name, .. } => return self.field(name, scope),
            Ast::Subexpr { lhs, rhs, .. } => {
                let value = self.expression(lhs, scope)?;
                return self.expression(rhs, &Scope::value(value));
            }
            Ast::Projection { lhs, rhs, .. } => return self.projection(lhs, rhs, scope),
            Ast::Flatten { node, .. } => return list::flatten(self.expression(node, scope)?),
            Ast::ObjectValues { node, .. } => return list::values(self.expression(node, scope)?),
            Ast::MultiList { elements, .. } => return self.multi_select_list(elements, scope),
            Ast::Literal { value, .. } => return literal(value),
            Ast::Function { name, args, .. } => return self.function(name, args, scope),
            Ast::Comparison {
                comparator,
                lhs,
                rhs,
                ..
            } => {
                let operands = [self.expression(lhs, scope)?, self.expression(rhs, scope)?];
                return compare(comparator.clone(), operands);
            }
            Ast::And { lhs, rhs, .. } => return self.logical(Node::And, [lhs, rhs], scope),
            Ast::Or { lhs, rhs, .. } => return self.logical(Node::Or, [lhs, rhs], scope),
            Ast::Not { node, .. } => return Ok(not(condition(self.expression(node, scope)?)?)),
            Ast::Index { .. } => "an element of a list by its index",
            Ast::Condition { .. } => "a filter of a value that is not a list",
            Ast::Slice { .. } => "a slice of a list",
            Ast::MultiHash { .. } => "a multi-select hash",
            Ast::Expref { .. } => "`&`",
        };
        Err(Problem::unsupported(unsupported))
    }

    /// `&&` or `||` of booleans, whose value is a boolean whichever operand JMESPath gives.
    fn logical(
        &mut self,
        node: fn(Box<Expression>, Box<Expression>) -> Node,
        [lhs, rhs]: [&Ast; 2],
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        let mut operand = |ast| {
            let value = condition(self.expression(ast, scope)?)?;
            if value.ty == Type::Bool {
                return Ok(Box::new(value));
            }
            let part = format!("`&&` or `||` on {}", described(&value.ty));
            Err(Problem::unsupported(&part))
        };
        Ok(Expression::new(
            node(operand(lhs)?, operand(rhs)?),
            Type::Bool,
        ))
    }
}

fn literal(value: &Variable) -> Result<Expression, Problem> {
    Ok(match value {
        Variable::String(text) => Expression::new(Node::String(text.clone()), Type::String),
        Variable::Bool(flag) => Expression::new(Node::Boolean(*flag), Type::Bool),
        Variable::Number(number) => Expression::new(Node::Number(number.clone()), Type::F64),
        _ => return Err(Problem::unsupported("a literal `null`, list or object")),
    })
}
