//! The right side of `=` and `:`, on the same line or the next.

use syn::{Expr, ExprAssign, Type};

use super::shape::push_line;
use super::shape::{Shape, TAB, first_line, fits, is_multi_line, last_line_width, line_breaks};
use super::{Context, expression, types};

pub(super) fn print(it: &ExprAssign, context: Context, shape: Shape) -> Option<String> {
    let left = expression::print(&it.left, context, shape.sub_width(2)?)?;
    expression(format!("{left} ="), &it.right, context, shape)
}

/// `left`, which ends with `=` or a colon, and the expression behind it.
pub(super) fn expression(
    left: String,
    right: &Expr,
    context: Context,
    shape: Shape,
) -> Option<String> {
    choose(left, shape, |shape| {
        expression::print(right, context, shape)
    })
}

/// `left`, which ends with `=` or a colon, and the type behind it.
pub(super) fn ty(left: String, right: &Type, shape: Shape) -> Option<String> {
    choose(left, shape, |shape| types::print(right, shape))
}

fn choose(
    mut left: String,
    shape: Shape,
    print: impl Fn(Shape) -> Option<String>,
) -> Option<String> {
    let indent = if is_multi_line(&left) {
        shape.indent
    } else {
        0
    };
    let before = last_line_width(&left).saturating_sub(indent) + 1;
    let behind = shape.offset_left(before).unwrap_or(Shape {
        width: 0,
        offset: shape.offset + before,
        ..shape
    });
    let same_line = print(behind);
    if let Some(text) = &same_line
        && !is_multi_line(text)
        && text.len() <= behind.width
    {
        left.push(' ');
        left.push_str(text);
        return Some(left);
    }
    let below = Shape::indented(behind.indent + TAB).sub_width(behind.overhead())?;
    let is_below_better =
        |same: &str, next: &str| fits(next, below) && prefers_next_line(same, next);
    match (same_line, print(below)) {
        (Some(same), Some(next)) if is_below_better(&same, &next) => {
            push_line(&mut left, below.indent);
            left.push_str(&next);
        }
        (Some(same), _) => {
            left.push(' ');
            left.push_str(&same);
        }
        (None, Some(next)) => {
            push_line(&mut left, below.indent);
            left.push_str(&next);
        }
        (None, None) => return None,
    }
    Some(left)
}

/// Tells whether a line of its own is better than the same line.
pub(super) fn prefers_next_line(same: &str, next: &str) -> bool {
    let opens = |char: char| first_line(same).ends_with(char) && !first_line(next).ends_with(char);
    !is_multi_line(next)
        || line_breaks(same) > line_breaks(next) + 1
        || opens('(')
        || opens('{')
        || opens('[')
}
