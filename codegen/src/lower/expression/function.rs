//! The functions `length`, `contains` and `keys`.

use jmespath::ast::Ast;

use super::comparison::{compare, compared, holds};
use super::{Compiler, Problem, Scope, list};
use crate::ir::expression::{
    Comparator, Current, Elements, Expression, Node, Number, Part, ValueType,
};

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
                let of = self.argument(of, scope)?;
                if of.ty == ValueType::String {
                    contains(of, self.argument(searched, scope)?)
                } else {
                    contains(of, self.expression(searched, scope)?)
                }
            }
            ("length" | "keys" | "contains", _) => {
                let count = if name == "contains" { "two" } else { "one" };
                let message = format!("`{name}` has {} arguments", arguments.len());
                Err(Problem::new(message, format!("it takes {count}")))
            }
            _ => Err(Problem::unsupported(&format!("the function `{name}`"))),
        }
    }

    /// An argument, which ends the evaluation of a waiter's expression if it is `null`.
    fn argument(&mut self, ast: &Ast, scope: &Scope) -> Result<Expression, Problem> {
        let value = self.expression(ast, scope)?;
        let ends = self.subject.is_waiter() && self.projections == 0;
        Ok(Expression {
            nullable: value.nullable && !ends,
            ..value
        })
    }
}

fn length(of: Expression) -> Result<Expression, Problem> {
    match of.ty {
        ValueType::List(_) | ValueType::Map(_) | ValueType::String => Ok(Expression {
            ty: ValueType::Number(Number::Length),
            nullable: of.nullable,
            node: Node::Length(Box::new(of)),
        }),
        _ => Err(wrong_argument("length", &of, "a string, list or map")),
    }
}

fn keys(of: Expression) -> Result<Expression, Problem> {
    let ValueType::Map(_) = of.ty else {
        return Err(wrong_argument("keys", &of, "a map"));
    };
    let keys = Elements {
        ty: Box::new(ValueType::String),
        sparse: false,
    };
    Ok(list::elements(of, Part::Keys, keys))
}

fn contains(of: Expression, searched: Expression) -> Result<Expression, Problem> {
    let element = match &of.ty {
        ValueType::String => ValueType::String,
        ValueType::List(elements) => (*elements.ty).clone(),
        _ => return Err(wrong_argument("contains", &of, "a string or list")),
    };
    match (&element, &searched.ty) {
        (ValueType::String, ValueType::String) if of.ty == ValueType::String => {
            Ok(compared(Comparator::Contains, of, searched))
        }
        (ValueType::String, ValueType::String)
        | (ValueType::Boolean, ValueType::Boolean)
        | (ValueType::Number(_), ValueType::Number(_)) => {
            let element = Expression::new(Node::Current(Current::Searched), element);
            let is_equal = compare(Comparator::Equal, [element, searched])?;
            Ok(holds(list::filter(of, Current::Searched, is_equal)?))
        }
        (element, searched) => {
            let (element, searched) = (element.described(), searched.described());
            let message =
                format!("`contains` looks for {searched} where there can only be {element}");
            let help = "search a list of strings, numbers or booleans for one of them";
            Err(Problem::new(message, help))
        }
    }
}

fn wrong_argument(function: &str, argument: &Expression, wanted: &str) -> Problem {
    let found = argument.ty.described();
    Problem::new(
        format!("`{function}` is given {found}"),
        format!("it takes {wanted}"),
    )
}
