//! Binary operators, and `as`.

use syn::{BinOp, Expr, ExprBinary, ExprCast};

use super::shape::{Shape, TAB, first_line, first_line_width, fits, is_multi_line};
use super::shape::{last_line, last_line_width, push_line};
use super::{Context, expression, types};

/// The operands of one operator, from the left to the right.
fn operands<'a>(it: &'a Expr, operator: &str, all: &mut Vec<&'a Expr>) {
    match it {
        Expr::Binary(it) if symbol(&it.op) == Some(operator) && it.attrs.is_empty() => {
            operands(&it.left, operator, all);
            all.push(&it.right);
        }
        it => all.push(it),
    }
}

pub(super) fn print(it: &ExprBinary, context: Context, shape: Shape) -> Option<String> {
    let operator = symbol(&it.op)?;
    let mut all = Vec::new();
    operands(&it.left, operator, &mut all);
    all.push(&it.right);
    let nested = shape
        .block_indent(TAB)
        .with_max_width()
        .sub_width(shape.overhead())?;
    let mut texts = Vec::with_capacity(all.len());
    for (index, operand) in all.iter().enumerate() {
        let shape = match index {
            0 => Some(shape),
            // The length of the operator before the last one that was passed.
            1 => nested.offset_left(1),
            _ => nested.offset_left(operator.len() + 1),
        };
        texts.push(shape.and_then(|shape| expression::print(operand, context, shape)));
    }
    let is_let = |it: &&&Expr| matches!(it, Expr::Let(_));
    let is_let_chain = all.iter().filter(is_let).count() > 0
        && !matches!(all.as_slice(), [first, Expr::Let(_)] if is_name(first));
    if is_let_chain {
        return lines(operator, &all, &texts, context, (shape, nested));
    }
    one_line(operator, &all, &texts, context, shape)
        .or_else(|| lines(operator, &all, &texts, context, (shape, nested)))
        .or_else(|| {
            let right = |shape| expression::print(&it.right, context, shape);
            pair(&it.left, &format!(" {operator} "), right, context, shape)
        })
}

fn is_name(it: &Expr) -> bool {
    match it {
        Expr::Path(it) => it.qself.is_none() && it.path.segments.len() == 1,
        Expr::Unary(it) => is_name(&it.expr),
        Expr::Reference(it) => is_name(&it.expr),
        Expr::Paren(it) => is_name(&it.expr),
        Expr::Try(it) => is_name(&it.expr),
        _ => false,
    }
}

/// All operands on one line; the last may go on.
fn one_line(
    operator: &str,
    all: &[&Expr],
    texts: &[Option<String>],
    context: Context,
    shape: Shape,
) -> Option<String> {
    let mut text = String::new();
    let (_, before) = texts.split_last()?;
    for operand in before {
        let operand = operand.as_ref().filter(|text| !is_multi_line(text))?;
        if text.len() > shape.width {
            return None;
        }
        text.push_str(operand);
        text.push(' ');
        text.push_str(operator);
        text.push(' ');
    }
    let before = text.len();
    let last = expression::print(all.last()?, context, shape.offset_left(before)?)?;
    text.push_str(&last);
    if first_line_width(&text) > shape.width {
        return None;
    }
    if is_multi_line(&text) && !last.starts_with('{') && (last.starts_with('(') || before > TAB) {
        return None;
    }
    fits(&text, shape).then_some(text)
}

/// Each operand on a line of its own, but one that is no longer than the indentation.
fn lines(
    operator: &str,
    all: &[&Expr],
    texts: &[Option<String>],
    context: Context,
    (shape, nested): (Shape, Shape),
) -> Option<String> {
    let (first, rest) = texts.split_first()?;
    let mut text = first.clone()?;
    for (operand, own) in all.iter().skip(1).zip(rest) {
        let offset = if is_multi_line(&text) {
            0
        } else {
            shape.used_width()
        };
        if last_line_width(&text) + offset <= nested.used_width() {
            let before = operator.len() + 2 + last_line(&text).trim().len();
            let operand = shape
                .offset_left(before)
                .and_then(|shape| expression::print(operand, context, shape));
            if let Some(operand) = operand {
                text.push_str(&format!(" {operator} {operand}"));
                continue;
            }
        }
        push_line(&mut text, nested.indent);
        text.push_str(operator);
        text.push(' ');
        text.push_str(own.as_ref()?);
    }
    Some(text)
}

pub(super) fn cast(it: &ExprCast, context: Context, shape: Shape) -> Option<String> {
    let right = |shape| types::print(&it.ty, shape);
    pair(&it.expr, " as ", right, context, shape)
}

/// Two operands, of which the second is on another line if it does not fit.
fn pair(
    left: &Expr,
    infix: &str,
    right: impl Fn(Shape) -> Option<String>,
    context: Context,
    shape: Shape,
) -> Option<String> {
    let left_shape = Shape {
        width: Shape::indented(shape.used_width()).width,
        ..shape
    };
    let left = expression::print(left, context, left_shape)?;
    let behind = shape
        .offset_left(last_line_width(&left) + infix.len())
        .and_then(&right);
    if let Some(right) = behind {
        let may_have_lines = left.len() <= TAB || first_line(&right).ends_with('{');
        let width = last_line_width(&left) + infix.len() + first_line_width(&right);
        if (may_have_lines || !is_multi_line(&right)) && width <= shape.width {
            return Some(format!("{left}{infix}{right}"));
        }
    }
    let below = Shape::indented(shape.indent + TAB).sub_width(shape.overhead())?;
    let infix = infix.trim_start();
    let right = right(below.offset_left(infix.len())?)?;
    let mut text = left;
    push_line(&mut text, below.indent);
    text.push_str(infix);
    text.push_str(&right);
    Some(text)
}

/// The text of an operator; `None` for those that assign.
fn symbol(operator: &BinOp) -> Option<&'static str> {
    Some(match operator {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::Div(_) => "/",
        BinOp::Rem(_) => "%",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::Eq(_) => "==",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Ne(_) => "!=",
        BinOp::Ge(_) => ">=",
        BinOp::Gt(_) => ">",
        _ => return None,
    })
}
