//! Comparisons and conditions.

use jmespath::ast;

use super::Problem;
use crate::ir::expression::{Comparator, Expression, Literal, Node, ValueType};

pub(super) fn comparator(comparator: &ast::Comparator) -> Comparator {
    match comparator {
        ast::Comparator::Equal => Comparator::Equal,
        ast::Comparator::NotEqual => Comparator::NotEqual,
        ast::Comparator::LessThan => Comparator::Less,
        ast::Comparator::LessThanEqual => Comparator::LessOrEqual,
        ast::Comparator::GreaterThan => Comparator::Greater,
        ast::Comparator::GreaterThanEqual => Comparator::GreaterOrEqual,
    }
}

/// `value` as a condition, which holds unless the value is false, empty or `null`.
pub(super) fn condition(value: Expression) -> Result<Expression, Problem> {
    match value.ty {
        ValueType::Other(name) => Err(Problem::unsupported(&format!("{name} as a condition"))),
        ValueType::Null => Err(Problem::unsupported("`null` as a condition")),
        ValueType::Structure(_) => Err(Problem::new(
            "it uses a structure as a condition, which holds only if a member is present",
            "name a member, or compare the structure with `null`",
        )),
        _ => Ok(value),
    }
}

pub(super) fn not(condition: Expression) -> Expression {
    Expression::new(Node::Not(Box::new(condition)), ValueType::Boolean)
}

/// Whether `condition` holds: a boolean that is never `null`.
pub(super) fn holds(condition: Expression) -> Expression {
    not(not(condition))
}

/// Compares two values, which must be of one type: others are never equal, so the model would be wrong.
pub(super) fn compare(
    comparator: Comparator,
    [lhs, rhs]: [Expression; 2],
) -> Result<Expression, Problem> {
    let is_literal = |it: &Expression| matches!(it.node, Node::Literal(_));
    let (comparator, lhs, rhs) = match (is_literal(&lhs), is_literal(&rhs)) {
        (true, true) => return Err(Problem::unsupported("a comparison of two literals")),
        (true, false) => (mirrored(comparator), rhs, lhs),
        (false, _) => (comparator, lhs, rhs),
    };
    match (&lhs.ty, &rhs.ty) {
        (_, ValueType::Null) if comparator.is_equality() => Ok(compared_with_null(comparator, lhs)),
        (ValueType::Boolean, ValueType::Boolean) if comparator.is_equality() => {
            Ok(match rhs.node {
                Node::Literal(Literal::Boolean(flag)) if !lhs.nullable => {
                    if flag == (comparator == Comparator::Equal) {
                        lhs
                    } else {
                        not(lhs)
                    }
                }
                _ => compared(comparator, lhs, rhs),
            })
        }
        (ValueType::String, ValueType::String) if comparator.is_equality() => {
            Ok(compared(comparator, lhs, rhs))
        }
        (ValueType::Number(_), ValueType::Number(_)) => compare_numbers(comparator, lhs, rhs),
        (left, right) => {
            let (left, right) = (left.described(), right.described());
            let message = format!("it compares {left} with {right}");
            let help = if comparator.is_equality() {
                "two strings, two numbers or two booleans can be equal"
            } else {
                "only numbers have an order"
            };
            Err(Problem::new(message, help))
        }
    }
}

/// Compares numbers. The comparison of a length with 0 asks whether a value is empty.
fn compare_numbers(
    comparator: Comparator,
    lhs: Expression,
    rhs: Expression,
) -> Result<Expression, Problem> {
    use Comparator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let limit = match &rhs.node {
        Node::Literal(Literal::Number(number)) => number.as_u64().filter(|limit| *limit < 2),
        _ => None,
    };
    let (Node::Length(of), Some(limit)) = (&lhs.node, limit) else {
        return Ok(compared(comparator, lhs, rhs));
    };
    match (comparator, limit) {
        (Less | GreaterOrEqual, 0) => {
            let message = "it compares a length with 0 in a way that always has the same result";
            Err(Problem::new(message, "a length is never below 0"))
        }
        (Greater | NotEqual, 0) | (GreaterOrEqual, 1) if !of.nullable || comparator != NotEqual => {
            Ok(holds((**of).clone()))
        }
        (Equal | LessOrEqual, 0) | (Less, 1) if !of.nullable => Ok(not((**of).clone())),
        (LessOrEqual, 0) => Ok(compared(Equal, lhs, rhs)),
        _ => Ok(compared(comparator, lhs, rhs)),
    }
}

/// An order with `null` is `null`, while everything is equal to `null` or not.
pub(super) fn compared(comparator: Comparator, lhs: Expression, rhs: Expression) -> Expression {
    let nullable = !comparator.is_equality() && (lhs.nullable || rhs.nullable);
    let node = Node::Comparison(comparator, Box::new(lhs), Box::new(rhs));
    Expression {
        nullable,
        ..Expression::new(node, ValueType::Boolean)
    }
}

fn compared_with_null(comparator: Comparator, value: Expression) -> Expression {
    let node = if value.nullable {
        Node::IsNull(Box::new(value))
    } else {
        Node::Literal(Literal::Boolean(false))
    };
    let is_null = Expression::new(node, ValueType::Boolean);
    if comparator == Comparator::Equal {
        is_null
    } else {
        not(is_null)
    }
}

/// The same comparison with its operands exchanged.
fn mirrored(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::Less => Comparator::Greater,
        Comparator::LessOrEqual => Comparator::GreaterOrEqual,
        Comparator::Greater => Comparator::Less,
        Comparator::GreaterOrEqual => Comparator::LessOrEqual,
        equality => equality,
    }
}
