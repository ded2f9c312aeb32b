//! Comparisons and conditions.

use jmespath::ast::Comparator;

use super::Problem;
use crate::ir::query::{Comparison, Node, Value, ValueType};

/// A boolean that is always there.
pub(super) fn flag(node: Node) -> Value {
    Value {
        node,
        ty: ValueType::Flag,
        nullable: false,
    }
}

/// `value` as something that holds or does not: a boolean, or whether there is anything.
pub(super) fn condition(value: Value) -> Result<Value, Problem> {
    match value.ty {
        ValueType::Opaque(what) => Err(Problem::unsupported(&format!("{what} as a condition"))),
        ValueType::Null => Err(Problem::unsupported("`null` as a condition")),
        ValueType::Structure(_) => Err(Problem::new(
            "it uses a structure as a condition, which holds only where some member is there",
            "ask for a member, or compare the structure with `null`",
        )),
        _ => Ok(value),
    }
}

/// Compares two values, which must be of one kind: others are never equal, so the model would be wrong.
pub(super) fn compare(by: &Comparator, lhs: Value, rhs: Value) -> Result<Value, Problem> {
    let comparison = match by {
        Comparator::Equal => Comparison::Equal,
        Comparator::NotEqual => Comparison::NotEqual,
        Comparator::LessThan => Comparison::Less,
        Comparator::LessThanEqual => Comparison::LessOrEqual,
        Comparator::GreaterThan => Comparison::Greater,
        Comparator::GreaterThanEqual => Comparison::GreaterOrEqual,
    };
    let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    match (&lhs.ty, &rhs.ty) {
        (ValueType::Null, ValueType::Null) => Err(Problem::unsupported("`null` on both sides")),
        (_, ValueType::Null) if !is_order => Ok(is_null(comparison, lhs)),
        (ValueType::Null, _) if !is_order => Ok(is_null(comparison, rhs)),
        (ValueType::Number(_), ValueType::Number(_)) => {
            if is_always_alike(comparison, &lhs, &rhs) {
                let message = "it compares a length with 0 in a way that always comes out alike";
                return Err(Problem::new(message, "no length is below 0"));
            }
            Ok(compared(comparison, lhs, rhs))
        }
        (ValueType::Text, ValueType::Text) | (ValueType::Flag, ValueType::Flag) if !is_order => {
            Ok(compared(comparison, lhs, rhs))
        }
        (left, right) => {
            let (left, right) = (left.described(), right.described());
            let message = format!("it compares {left} with {right}");
            let help = if is_order {
                "numbers have an order, nothing else"
            } else {
                "two strings, two numbers or two booleans can be equal"
            };
            Err(Problem::new(message, help))
        }
    }
}

fn is_always_alike(comparison: Comparison, lhs: &Value, rhs: &Value) -> bool {
    let is_length = |side: &Value| matches!(side.node, Node::Length(_));
    let is_zero = |side: &Value| matches!(&side.node, Node::Number(it) if it.as_u64() == Some(0));
    match comparison {
        Comparison::Less | Comparison::GreaterOrEqual => is_length(lhs) && is_zero(rhs),
        Comparison::Greater | Comparison::LessOrEqual => is_zero(lhs) && is_length(rhs),
        Comparison::Equal | Comparison::NotEqual => false,
    }
}

/// Of an order with `null` nothing can be said, while everything is equal to `null` or not.
fn compared(comparison: Comparison, lhs: Value, rhs: Value) -> Value {
    let is_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let nullable = is_order && (lhs.nullable || rhs.nullable);
    Value {
        nullable,
        ..flag(Node::Compare(comparison, Box::new(lhs), Box::new(rhs)))
    }
}

fn is_null(comparison: Comparison, value: Value) -> Value {
    let is_null = if value.nullable {
        Node::IsNull(Box::new(value))
    } else {
        Node::Flag(false)
    };
    if comparison == Comparison::Equal {
        flag(is_null)
    } else {
        flag(Node::Not(Box::new(flag(is_null))))
    }
}
