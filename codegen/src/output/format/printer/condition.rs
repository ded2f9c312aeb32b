//! `if`, `else` and `let` in conditions.

use syn::{Block, Expr, ExprIf, ExprLet};

use super::expression::Position;
use super::shape::{
    MAX_WIDTH, Shape, is_last_line_extendable, is_multi_line, last_line, push_line,
};
use super::{Context, assignment, block, expression, kind, pattern, plain};

/// The most columns of an `if` with `else` on one line.
const ONE_LINE_WIDTH: usize = 50;

pub(super) fn print(
    it: &ExprIf,
    position: Position,
    context: Context,
    shape: Shape,
) -> Option<String> {
    chain(it, position == Position::Operand, false, context, shape)
}

/// An `if`, which `is_nested` behind an `else`.
fn chain(
    it: &ExprIf,
    may_be_one_line: bool,
    is_nested: bool,
    context: Context,
    shape: Shape,
) -> Option<String> {
    plain(&it.attrs)?;
    let fresh = Shape {
        width: MAX_WIDTH.saturating_sub(shape.used_width()),
        ..shape
    };
    let fresh = fresh.offset_left(if is_nested { "} else ".len() } else { 0 })?;
    let condition = expression::print(&it.cond, context, fresh.offset_left("if ".len())?)?;
    if may_be_one_line
        && let Some(text) = one_line(it, &condition, context, shape.width)
        && text.len() <= ONE_LINE_WIDTH
    {
        return Some(text);
    }
    let budget = MAX_WIDTH.saturating_sub(fresh.used_width() + "if ".len() + " {".len());
    let mut text = format!("if {condition}");
    let is_long = is_multi_line(&condition) || condition.len() > budget;
    if is_long && (!is_last_line_extendable(&condition) || is_indented(&condition, shape)) {
        push_line(&mut text, shape.indent);
    } else {
        text.push(' ');
    }
    block::push(&it.then_branch, context, shape.indent, &mut text)?;
    if let Some((_, alternative)) = &it.else_branch {
        text.push_str(" else ");
        let shape = Shape::indented(shape.indent);
        match &**alternative {
            Expr::If(it) => text.push_str(&chain(it, false, true, context, shape)?),
            Expr::Block(it) => {
                plain(&it.attrs)?;
                block::push(&it.block, context, shape.indent, &mut text)?;
            }
            _ => return None,
        }
    }
    Some(text)
}

/// The beginning of an `if` or `match`, as far as its brace.
pub(super) fn head(it: &Expr, context: Context, shape: Shape) -> Option<String> {
    match it {
        Expr::If(it) => {
            let shape = Shape {
                width: MAX_WIDTH.saturating_sub(shape.used_width()),
                ..shape
            };
            let condition = expression::print(&it.cond, context, shape.offset_left("if ".len())?)?;
            Some(format!("if {condition} "))
        }
        Expr::Match(it) => {
            let shape = shape.offset_left("match ".len())?.sub_width(" {".len())?;
            expression::print(&it.expr, context, shape)
        }
        _ => None,
    }
}

/// Tells whether the last line begins behind the place of the construct, so that it cannot be taken for its end.
fn is_indented(text: &str, shape: Shape) -> bool {
    let last = last_line(text);
    last.len() - last.trim_start().len() > shape.used_width()
}

fn one_line(it: &ExprIf, condition: &str, context: Context, width: usize) -> Option<String> {
    let (_, alternative) = it.else_branch.as_ref()?;
    let Expr::Block(alternative) = &**alternative else {
        return None;
    };
    if is_multi_line(condition) {
        return None;
    }
    let width = width.checked_sub(condition.len() + "if".len() + "  {  } else {  }".len())?;
    let print = |it: &Block, width| {
        let it = kind::only_expression(it)?;
        let text = expression::print(it, context, Shape::of_width(width, 0))?;
        (!is_multi_line(&text)).then_some(text)
    };
    let then = print(&it.then_branch, width)?;
    let alternative = print(&alternative.block, width.checked_sub(then.len())?)?;
    Some(format!(
        "if {condition} {{ {then} }} else {{ {alternative} }}"
    ))
}

/// `let PATTERN = VALUE` in a condition.
pub(super) fn print_let(it: &ExprLet, context: Context, shape: Shape) -> Option<String> {
    let pattern = pattern::print(&it.pat, shape.offset_left("let ".len())?)?;
    assignment::expression(format!("let {pattern} ="), &it.expr, context, shape)
}
