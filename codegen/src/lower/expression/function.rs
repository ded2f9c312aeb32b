//! The functions `length`, `contains` and `keys`.

use jmespath::ast::Ast;

use super::scope::Scope;
use super::{Compiler, Problem, list};
use crate::ir::query::{Elements, List, Node, Number, Part, Value, ValueType};

impl Compiler<'_> {
    pub(super) fn function(
        &mut self,
        name: &str,
        arguments: &[Ast],
        scope: &Scope,
    ) -> Result<Value, Problem> {
        match (name, arguments) {
            ("length", [of]) => length(self.value(of, scope)?),
            ("keys", [of]) => keys(self.value(of, scope)?),
            ("contains", [of, what]) => contains(self.value(of, scope)?, self.value(what, scope)?),
            ("length" | "keys" | "contains", _) => {
                let count = if name == "contains" { "two" } else { "one" };
                let message = format!("`{name}` has {} arguments", arguments.len());
                Err(Problem::new(message, format!("it takes {count}")))
            }
            _ => Err(Problem::unsupported(&format!("the function `{name}`"))),
        }
    }
}

fn length(of: Value) -> Result<Value, Problem> {
    match of.ty {
        ValueType::List(_) | ValueType::Map(_) | ValueType::Text => Ok(Value {
            ty: ValueType::Number(Number::Length),
            nullable: of.nullable,
            node: Node::Length(Box::new(of)),
        }),
        _ => Err(wrong_argument("length", &of, "a string, list or map")),
    }
}

fn keys(of: Value) -> Result<Value, Problem> {
    let ValueType::Map(_) = of.ty else {
        return Err(wrong_argument("keys", &of, "a map"));
    };
    Ok(list::value(List {
        of,
        part: Part::Keys,
        stages: Vec::new(),
    })
    .with_elements(Elements {
        ty: Box::new(ValueType::Text),
        sparse: false,
    }))
}

fn contains(of: Value, what: Value) -> Result<Value, Problem> {
    let element = match &of.ty {
        ValueType::Text => &ValueType::Text,
        ValueType::List(elements) => &*elements.ty,
        _ => return Err(wrong_argument("contains", &of, "a string or list")),
    };
    match (element, &what.ty) {
        (ValueType::Text, ValueType::Text)
        | (ValueType::Flag, ValueType::Flag)
        | (ValueType::Number(_), ValueType::Number(_)) => Ok(Value {
            ty: ValueType::Flag,
            // A string is not searched for `null`.
            nullable: of.nullable || (of.ty == ValueType::Text && what.nullable),
            node: Node::Contains(Box::new(of), Box::new(what)),
        }),
        (element, what) => {
            let (element, what) = (element.described(), what.described());
            let message = format!("`contains` looks for {what} where there can only be {element}");
            let help = "look for a string, number or boolean, among such";
            Err(Problem::new(message, help))
        }
    }
}

fn wrong_argument(function: &str, argument: &Value, wanted: &str) -> Problem {
    let what = argument.ty.described();
    Problem::new(
        format!("`{function}` is given {what}"),
        format!("it takes {wanted}"),
    )
}
