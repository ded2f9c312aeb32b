//! JMESPath expressions, compiled: text → `jmespath`'s syntax tree → [`Value`], with the types of all parts.
//!
//! Supported is what waiters use: members, `[]`, `[*]`, `.*`, `[?…]`, `[0]`, comparisons, `&&`, `||`, `!`, literals,
//! lists of expressions, pipes, and the functions `length`, `contains` and `keys`. A function that is given `null` is an
//! error of JMESPath, with which the whole expression gives nothing; inside of a filter it gives `null` here.
//!
//! The language: <https://jmespath.org/specification.html>.

mod compare;
mod function;
mod list;
mod member;
mod scope;

use jmespath::ast::Ast;

use crate::ir::query::{Node, Value, ValueType};
use crate::ir::{StructureId, Types};

use scope::Scope;

/// How long an expression may be: several times the longest of AWS's waiters.
const LONGEST: usize = 1_000;

/// How deep its parts may be inside each other, and how many characters it may have that take a parser deeper: whoever
/// writes a model must not be able to use up the stack.
const DEEPEST: usize = 64;

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// An output.
    Output,
    /// An object with the members `input` and `output`.
    InputAndOutput,
}

/// Why an expression cannot be compiled.
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

    fn unsupported(what: &str) -> Self {
        Self {
            is_wrong: false,
            ..Self::new(
                format!("it uses {what}, which is not supported"),
                "say it with members, `[]`, `[?…]`, comparisons, `&&`, `||`, `!`, `length`, `contains` and `keys`",
            )
        }
    }
}

/// The shapes that an expression looks into.
#[derive(Clone, Copy, Debug)]
pub struct Shapes<'a> {
    /// All of the service.
    pub types: &'a Types,
    /// The input of the operation.
    pub input: StructureId,
    /// Its output.
    pub output: StructureId,
}

/// Compiles the expression `text`.
///
/// # Errors
/// The first thing that is wrong with it, or that is not supported.
pub fn compile(text: &str, root: Root, shapes: Shapes<'_>) -> Result<Value, Problem> {
    if text.len() > LONGEST {
        let message = format!("it is longer than {LONGEST} characters");
        return Err(Problem::new(message, "make it shorter"));
    }
    if text.matches(['(', '[', '{', '!', '&']).count() > DEEPEST {
        let message = format!("it has more than {DEEPEST} brackets, `!` and `&`");
        return Err(Problem::new(message, "make it simpler"));
    }
    let ast = jmespath::parse(text).map_err(|error| {
        let position = error.offset + 1;
        let message = format!("it is no JMESPath: {}", error.reason);
        Problem::new(message, format!("look at its character {position}"))
    })?;
    let mut compiler = Compiler { shapes, depth: 0 };
    compiler.value(&ast, &Scope::Root(root))
}

struct Compiler<'a> {
    shapes: Shapes<'a>,
    depth: usize,
}

impl Compiler<'_> {
    fn value(&mut self, ast: &Ast, scope: &Scope) -> Result<Value, Problem> {
        if self.depth == DEEPEST {
            let message = format!("more than {DEEPEST} of its parts are inside each other");
            return Err(Problem::new(message, "make it simpler"));
        }
        self.depth += 1;
        let value = self.part(ast, scope);
        self.depth -= 1;
        value
    }

    fn part(&mut self, ast: &Ast, scope: &Scope) -> Result<Value, Problem> {
        match ast {
            Ast::Identity { .. } => scope.value(),
            Ast::Field { name, .. } => self.field(name, scope),
            Ast::Subexpr { lhs, rhs, .. } => self.chain(lhs, rhs, scope),
            Ast::Index { idx, .. } => list::element(scope.value()?, *idx),
            Ast::Projection { lhs, rhs, .. } => self.projection(lhs, rhs, scope),
            Ast::Flatten { node, .. } => list::flatten(self.value(node, scope)?),
            Ast::ObjectValues { node, .. } => list::values(self.value(node, scope)?),
            Ast::MultiList { elements, .. } => self.listed(elements, scope),
            Ast::Literal { value, .. } => literal(value),
            Ast::Function { name, args, .. } => self.function(name, args, scope),
            Ast::Comparison {
                comparator,
                lhs,
                rhs,
                ..
            } => compare::compare(comparator, self.value(lhs, scope)?, self.value(rhs, scope)?),
            Ast::And { lhs, rhs, .. } => {
                let sides = self.sides(lhs, rhs, scope)?;
                Ok(compare::flag(Node::And(sides.0, sides.1)))
            }
            Ast::Or { lhs, rhs, .. } => {
                let sides = self.sides(lhs, rhs, scope)?;
                Ok(compare::flag(Node::Or(sides.0, sides.1)))
            }
            Ast::Not { node, .. } => {
                let value = compare::condition(self.value(node, scope)?)?;
                Ok(compare::flag(Node::Not(Box::new(value))))
            }
            Ast::Condition { .. } => Err(Problem::unsupported("a filter of what is no list")),
            Ast::Slice { .. } => Err(Problem::unsupported("a slice of a list")),
            Ast::MultiHash { .. } => Err(Problem::unsupported("an object of expressions")),
            Ast::Expref { .. } => Err(Problem::unsupported("`&`")),
        }
    }

    /// Both sides of `&&` or `||`: booleans, so that the whole is one too, whichever side JMESPath gives.
    fn sides(
        &mut self,
        lhs: &Ast,
        rhs: &Ast,
        scope: &Scope,
    ) -> Result<(Box<Value>, Box<Value>), Problem> {
        let mut side = |ast| {
            let value = self.value(ast, scope)?;
            if value.ty == ValueType::Flag {
                Ok(Box::new(value))
            } else {
                let what = format!("`&&` or `||` on {}", value.ty.described());
                Err(Problem::unsupported(&what))
            }
        };
        Ok((side(lhs)?, side(rhs)?))
    }

    /// `lhs.rhs` or `lhs | rhs`: the second, said of the first.
    fn chain(&mut self, lhs: &Ast, rhs: &Ast, scope: &Scope) -> Result<Value, Problem> {
        let of = self.value(lhs, scope)?;
        if scope::mentions(rhs) < 2 {
            return self.value(rhs, &Scope::Value(of));
        }
        // Several mentions of one value: it gets a name.
        let it = Value::given(crate::ir::query::Given::It, of.ty.clone());
        let body = self.value(rhs, &Scope::Value(it))?;
        Ok(Value {
            ty: body.ty.clone(),
            nullable: of.nullable || body.nullable,
            node: Node::With(Box::new(of), Box::new(body)),
        })
    }
}

fn literal(value: &jmespath::Variable) -> Result<Value, Problem> {
    use jmespath::Variable;
    let plain = |node, ty| Value {
        node,
        ty,
        nullable: false,
    };
    Ok(match value {
        Variable::String(text) => plain(Node::Text(text.clone()), ValueType::Text),
        Variable::Bool(flag) => plain(Node::Flag(*flag), ValueType::Flag),
        Variable::Number(number) => plain(
            Node::Number(number.clone()),
            ValueType::Number(crate::ir::query::Number::Literal),
        ),
        Variable::Null => Value {
            nullable: true,
            ..plain(Node::Null, ValueType::Null)
        },
        _ => return Err(Problem::unsupported("a literal list or object")),
    })
}
