//! `match`.

use syn::{Arm, Expr, ExprMatch, Pat};

use super::assignment::prefers_next_line;
use super::expression::Position;
use super::shape::{
    MAX_WIDTH, Shape, TAB, extra_offset, first_line_width, is_last_line_extendable,
};
use super::shape::{is_multi_line, push_line};
use super::{Context, condition, expression, kind, pattern, plain};

pub(super) fn print(it: &ExprMatch, context: Context, shape: Shape) -> Option<String> {
    let about = Shape {
        width: MAX_WIDTH.saturating_sub(shape.used_width()),
        ..shape
    }
    .offset_left("match ".len())?;
    let value = expression::print(&it.expr, context, about)?;
    // A brace on a line of its own is not known here.
    let is_long = is_multi_line(&value) || value.len() + " {".len() > about.width;
    if is_long && !is_last_line_extendable(&value) {
        return None;
    }
    let mut text = format!("match {value} ");
    text.push('{');
    if it.arms.is_empty() {
        text.push('}');
        return Some(text);
    }
    let arm_shape = shape.block_indent(TAB).with_max_width();
    for arm in &it.arms {
        push_line(&mut text, arm_shape.indent);
        text.push_str(&print_arm(arm, context, arm_shape)?);
    }
    push_line(&mut text, shape.indent);
    text.push('}');
    Some(text)
}

fn print_arm(it: &Arm, context: Context, shape: Shape) -> Option<String> {
    plain(&it.attrs)?;
    if matches!(it.pat, Pat::Guard(_)) {
        return None;
    }
    let mut text = pattern::print(&it.pat, shape.sub_width(" => {".len())?)?;
    let body = flatten(&it.body, context);
    let body_shape = shape.offset_left(extra_offset(&text, shape) + " => ".len());
    // A condition of several lines stays in its block.
    let is_condition_long = body_shape
        .and_then(|shape| condition::head(body, context, shape))
        .is_some_and(|condition| is_multi_line(&condition));
    let (body, may_go_on) = if is_condition_long {
        (&*it.body, false)
    } else {
        (body, kind::may_follow_arrow(body))
    };
    text.push_str(" =>");
    let is_block = matches!(body, Expr::Block(_));
    let comma = if is_block { "" } else { "," };
    let body_shape = body_shape.and_then(|shape| shape.sub_width(comma.len()));
    let print = |shape| expression::at(body, Position::Statement, context, shape);
    let same_line = body_shape.and_then(print);
    let budget = body_shape.map_or(0, |shape| shape.width);
    if let Some(body) = &same_line
        && (is_block || (!is_multi_line(body) && body.len() <= budget))
    {
        return Some(format!("{text} {body}{comma}"));
    }
    if is_block {
        return None;
    }
    let next_line = print(Shape::indented(shape.indent + TAB));
    let in_block = |lines: &str| {
        let mut text = format!("{text} {{");
        push_line(&mut text, shape.indent + TAB);
        text.push_str(lines);
        if matches!(body, Expr::Return(_)) {
            text.push(';');
        }
        push_line(&mut text, shape.indent);
        text.push('}');
        text
    };
    match (same_line, next_line) {
        (Some(same), Some(next)) if prefers_next_line(&same, &next) => Some(in_block(&next)),
        (Some(same), _) if may_go_on && first_line_width(&same) <= budget => {
            Some(format!("{text} {same}{comma}"))
        }
        (_, Some(next)) => Some(in_block(&next)),
        (Some(same), None) => Some(format!("{text} {same}{comma}")),
        (None, None) => None,
    }
}

/// The expression in blocks that have nothing else in them.
fn flatten(it: &Expr, context: Context) -> &Expr {
    match it {
        Expr::Block(block) if !context.in_macro && block.label.is_none() => {
            match kind::only_expression(&block.block) {
                Some(Expr::Macro(_)) | None => it,
                Some(inner) => flatten(inner, context),
            }
        }
        it => it,
    }
}
