//! Comparisons and conditions.

use super::{Problem, described, is_number};
use crate::ir::Type;
use crate::ir::expression::Comparator::{
    Equal, GreaterThan, GreaterThanEqual, LessThan, LessThanEqual, NotEqual,
};
use crate::ir::expression::{Comparator, Expression, Node};

/// `value` as a condition, which holds unless the value is false, empty or `null`.
pub(super) fn condition(value: Expression) -> Result<Expression, Problem> {
    match value.ty {
        Type::Bool | Type::String | Type::List { .. } if !is_literal(&value) => Ok(value),
        _ => {
            let part = format!("{} as a condition", described(&value.ty));
            Err(Problem::unsupported(&part))
        }
    }
}

pub(super) fn not(condition: Expression) -> Expression {
    Expression::new(Node::Not(Box::new(condition)), Type::Bool)
}

/// Returns whether `condition` holds: a boolean that is never `null`.
pub(super) fn holds(condition: Expression) -> Expression {
    not(not(condition))
}

pub(super) fn is_literal(value: &Expression) -> bool {
    matches!(
        value.node,
        Node::String(_) | Node::Boolean(_) | Node::Number(_)
    )
}

/// Compares two values, which must be of one type: others are never equal, so the model would be wrong.
pub(super) fn compare(
    comparator: Comparator,
    [lhs, rhs]: [Expression; 2],
) -> Result<Expression, Problem> {
    let (comparator, lhs, rhs) = match (is_literal(&lhs), is_literal(&rhs)) {
        (true, true) => return Err(Problem::unsupported("a comparison of two literals")),
        (true, false) => (mirrored(comparator), rhs, lhs),
        (false, _) => (comparator, lhs, rhs),
    };
    let is_equality = matches!(comparator, Equal | NotEqual);
    match (&lhs.ty, &rhs.ty) {
        (Type::Bool, Type::Bool) | (Type::String, Type::String) if is_equality => {
            Ok(match rhs.node {
                Node::Boolean(flag) if flag == (comparator == Equal) && !lhs.nullable => lhs,
                Node::Boolean(_) if !lhs.nullable => not(lhs),
                _ => compared(comparator, lhs, rhs),
            })
        }
        (left, right) if is_number(left) && is_number(right) => {
            compare_numbers(comparator, lhs, rhs)
        }
        (left, right) => {
            let (left, right) = (described(left), described(right));
            let message = format!("it compares {left} with {right}");
            let help = if is_equality {
                "two strings, two numbers or two booleans can be equal"
            } else {
                "only numbers have an order"
            };
            Err(Problem::new(message, help))
        }
    }
}

/// Compares numbers, as floats if they have different types.
fn compare_numbers(
    comparator: Comparator,
    lhs: Expression,
    rhs: Expression,
) -> Result<Expression, Problem> {
    let Node::Number(number) = &rhs.node else {
        let is_length = |it: &Expression| matches!(it.node, Node::Length(_));
        let is_alike = lhs.ty == rhs.ty && is_length(&lhs) == is_length(&rhs);
        let [lhs, rhs] = [lhs, rhs].map(|it| if is_alike { it } else { float(it) });
        return Ok(compared(comparator, lhs, rhs));
    };
    let literal = number.as_i64();
    if let Node::Length(of) = &lhs.node {
        let of = (**of).clone();
        return compare_length(comparator, of, lhs, literal, rhs);
    }
    let fits = match lhs.ty {
        Type::F32 | Type::F64 => true,
        Type::I64 => literal.is_some(),
        Type::I32 => literal.is_some_and(|it| i32::try_from(it).is_ok()),
        _ => literal.is_some_and(|it| i8::try_from(it).is_ok()),
    };
    Ok(if fits {
        let ty = lhs.ty.clone();
        compared(comparator, lhs, Expression { ty, ..rhs })
    } else {
        compared(comparator, float(lhs), rhs)
    })
}

/// Compares the length of `of` with a literal. The comparison with 0 asks whether a value is empty.
fn compare_length(
    comparator: Comparator,
    of: Expression,
    length: Expression,
    literal: Option<i64>,
    rhs: Expression,
) -> Result<Expression, Problem> {
    let comparator = match (comparator, literal) {
        (LessThan | GreaterThanEqual, Some(0)) => {
            let message = "it compares a length with 0 in a way that always has the same result";
            return Err(Problem::new(message, "a length is never below 0"));
        }
        (GreaterThan, Some(0)) | (GreaterThanEqual, Some(1)) => return Ok(holds(of)),
        (NotEqual, Some(0)) if !of.nullable => return Ok(holds(of)),
        (Equal | LessThanEqual, Some(0)) | (LessThan, Some(1)) if !of.nullable => {
            return Ok(not(of));
        }
        (LessThanEqual, Some(0)) => Equal,
        // Every machine's lengths are that long.
        (comparator, Some(0..=0xffff)) => comparator,
        _ => {
            let part = "a comparison of a length with a number that is not a length";
            return Err(Problem::unsupported(part));
        }
    };
    let ty = length.ty.clone();
    Ok(compared(comparator, length, Expression { ty, ..rhs }))
}

/// An order with `null` is `null`, while everything is equal to `null` or not.
fn compared(comparator: Comparator, lhs: Expression, rhs: Expression) -> Expression {
    let is_order = !matches!(comparator, Equal | NotEqual);
    Expression {
        nullable: is_order && (lhs.nullable || rhs.nullable),
        ty: Type::Bool,
        node: Node::Comparison(comparator, Box::new(lhs), Box::new(rhs)),
    }
}

fn float(number: Expression) -> Expression {
    if number.ty == Type::F64 {
        return number;
    }
    Expression {
        nullable: number.nullable,
        ty: Type::F64,
        node: Node::Float(Box::new(number)),
    }
}

/// The same comparison with its operands exchanged.
fn mirrored(comparator: Comparator) -> Comparator {
    match comparator {
        LessThan => GreaterThan,
        LessThanEqual => GreaterThanEqual,
        GreaterThan => LessThan,
        GreaterThanEqual => LessThanEqual,
        equality => equality,
    }
}
