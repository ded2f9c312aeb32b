//! The functions `length`, `contains` and `keys`.

use jmespath::ast::Ast;

use super::comparison::{compare, holds};
use super::{Compiler, Problem, Scope, Subject, described, is_number, list};
use crate::ir::Type;
use crate::ir::expression::{Comparator, Current, Expression, Node};

impl Compiler<'_> {
    pub(super) fn function(
        &mut self,
        name: &str,
        arguments: &[Ast],
        scope: &Scope,
    ) -> Result<Expression, Problem> {
        match (name, arguments) {
            ("length", [of]) => length(self.argument(of, scope)?),
            ("keys", [of]) => keys(self.argument(of, scope)?),
            ("contains", [of, searched]) => {
                contains(self.argument(of, scope)?, self.expression(searched, scope)?)
            }
            ("length" | "keys" | "contains", _) => {
                let count = if name == "contains" { "two" } else { "one" };
                let message = format!("`{name}` has {} arguments", arguments.len());
                Err(Problem::new(message, format!("it takes {count}")))
            }
            _ => Err(Problem::unsupported(&format!("the function `{name}`"))),
        }
    }

    /// The first argument, which ends the evaluation of a waiter's expression if it is `null`.
    fn argument(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        let value = self.expression(ast, scope)?;
        let ends = self.projections == 0 && !matches!(self.subject, Subject::EndpointParameter(_));
        Ok(Expression {
            nullable: value.nullable && !ends,
            ..value
        })
    }
}

fn length(of: Expression) -> Result<Expression, Problem> {
    match of.ty {
        Type::List { .. } | Type::Map { .. } | Type::String => Ok(Expression {
            ty: Type::I64,
            nullable: of.nullable,
            node: Node::Length(Box::new(of)),
        }),
        _ => Err(wrong_argument("length", &of, "a string, list or map")),
    }
}

fn keys(of: Expression) -> Result<Expression, Problem> {
    match of.ty {
        Type::Map { .. } => Ok(list::made_of(of, Type::String, Node::Keys)),
        _ => Err(wrong_argument("keys", &of, "a map")),
    }
}

fn contains(of: Expression, searched: Expression) -> Result<Expression, Problem> {
    let element = match &of.ty {
        Type::List { member, .. } => (**member).clone(),
        Type::String => return Err(Problem::unsupported("`contains` of a string")),
        _ => return Err(wrong_argument("contains", &of, "a list")),
    };
    let is_comparable = matches!(element, Type::String | Type::Bool) || is_number(&element);
    let (wanted, found) = (described(&element), described(&searched.ty));
    if wanted != found {
        let message = format!("`contains` looks for {found} where there can only be {wanted}");
        let help = "search a list of strings, numbers or booleans for one of them";
        return Err(Problem::new(message, help));
    }
    if !is_comparable {
        let part = format!("`contains` with {found}");
        return Err(Problem::unsupported(&part));
    }
    let element = Expression::new(Node::Current(Current::Searched), element);
    let is_equal = compare(Comparator::Equal, [element, searched])?;
    list::filter(of, Current::Searched, is_equal).map(holds)
}

fn wrong_argument(function: &str, argument: &Expression, wanted: &str) -> Problem {
    let message = format!("`{function}` is given {}", described(&argument.ty));
    Problem::new(message, format!("it takes {wanted}"))
}
