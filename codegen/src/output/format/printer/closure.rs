//! Closures.

use syn::{Block, Expr, ExprClosure, ReturnType};

use super::shape::{Shape, is_multi_line};
use super::{Context, block, condition, expression, kind, pattern, plain};

pub(super) fn print(it: &ExprClosure, context: Context, shape: Shape) -> Option<String> {
    let prefix = prefix(it, shape)?;
    let body_shape = shape.offset_left(prefix.len() + 1)?;
    let Expr::Block(body) = &*it.body else {
        return without_block(&it.body, &prefix, context, body_shape)
            .or_else(|| with_block(&it.body, &prefix, context, shape));
    };
    plain(&body.attrs)?;
    if body.label.is_some() {
        return None;
    }
    if body.block.stmts.is_empty() {
        return Some(format!("{prefix} {{}}"));
    }
    let inner = match inner(&body.block) {
        Some(inner) if !context.in_macro => {
            if is_block_forced(inner) {
                with_block(inner, &prefix, context, shape)
            } else {
                without_block(inner, &prefix, context, body_shape)
            }
        }
        _ => None,
    };
    inner.or_else(|| {
        let block = block::print(&body.block, context, body_shape)?;
        Some(format!("{prefix} {block}"))
    })
}

/// A closure that is the last argument of a call.
pub(super) fn last(it: &ExprClosure, context: Context, shape: Shape) -> Option<String> {
    let body = match &*it.body {
        Expr::Block(body) if !context.in_macro => {
            kind::only_expression(&body.block).unwrap_or(&it.body)
        }
        body => body,
    };
    let prefix = prefix(it, shape)?;
    let body_shape = shape.offset_left(prefix.len() + 1)?;
    if !context.in_macro && is_block_forced(body) {
        let text = with_block(body, &prefix, context, body_shape)?;
        if text.lines().count() > 7 {
            return Some(text);
        }
        let on_one_line = without_block(body, &prefix, context, shape);
        return Some(
            on_one_line
                .filter(|text| !is_multi_line(text))
                .unwrap_or(text),
        );
    }
    if let Some(condition) = condition::head(body, context, body_shape)
        && (is_multi_line(&condition) || condition.len() > body_shape.width)
    {
        return with_block(body, &prefix, context, body_shape);
    }
    print(it, context, shape)
}

/// The parameters, which have to fit on the line.
fn prefix(it: &ExprClosure, shape: Shape) -> Option<String> {
    plain(&it.attrs)?;
    let is_plain = it.lifetimes.is_none() && it.constness.is_none() && it.asyncness.is_none();
    if !is_plain || !matches!(it.output, ReturnType::Default) {
        return None;
    }
    let capture = if it.capture.is_some() { "move " } else { "" };
    let shape = shape.offset_left(capture.len())?.sub_width(4)?;
    let inputs = it.inputs.iter().map(|input| pattern::print(input, shape));
    let inputs = inputs.collect::<Option<Vec<_>>>()?.join(", ");
    (inputs.len() <= shape.width).then(|| format!("{capture}|{inputs}|"))
}

/// The expression that blocks of one expression are about.
fn inner(block: &Block) -> Option<&Expr> {
    let it = kind::only_expression(block)?;
    match it {
        Expr::Block(it) => inner(&it.block),
        it => Some(it),
    }
}

fn is_block_forced(it: &Expr) -> bool {
    match it {
        Expr::If(_) => true,
        Expr::Reference(it) => is_block_forced(&it.expr),
        Expr::Try(it) => is_block_forced(&it.expr),
        Expr::Unary(it) => is_block_forced(&it.expr),
        Expr::Cast(it) => is_block_forced(&it.expr),
        _ => false,
    }
}

/// The body on lines of its own. One that begins with a block would be a statement there.
fn with_block(body: &Expr, prefix: &str, context: Context, shape: Shape) -> Option<String> {
    if !std::ptr::eq(body, leftmost(body)) && ends_as_statement(leftmost(body)) {
        return None;
    }
    let block = block::around(body, context, shape.indent)?;
    Some(format!("{prefix} {block}"))
}

/// The body behind the parameters, on one line unless it has lines anyway.
fn without_block(body: &Expr, prefix: &str, context: Context, shape: Shape) -> Option<String> {
    let text = expression::print(body, context, shape)?;
    let may_have_lines = context.in_macro || may_have_lines(body);
    (may_have_lines || !is_multi_line(&text)).then(|| format!("{prefix} {text}"))
}

fn may_have_lines(it: &Expr) -> bool {
    match it {
        Expr::Match(_) | Expr::Block(_) | Expr::Struct(_) => true,
        Expr::Reference(it) => may_have_lines(&it.expr),
        Expr::Try(it) => may_have_lines(&it.expr),
        Expr::Unary(it) => may_have_lines(&it.expr),
        Expr::Cast(it) => may_have_lines(&it.expr),
        _ => false,
    }
}

/// The operand that the expression begins with.
fn leftmost(it: &Expr) -> &Expr {
    match it {
        Expr::Call(it) => leftmost(&it.func),
        Expr::Binary(it) => leftmost(&it.left),
        Expr::Cast(it) => leftmost(&it.expr),
        Expr::Assign(it) => leftmost(&it.left),
        Expr::Field(it) => leftmost(&it.base),
        Expr::Try(it) => leftmost(&it.expr),
        Expr::MethodCall(it) => leftmost(&it.receiver),
        Expr::Await(it) => leftmost(&it.base),
        it => it,
    }
}

fn ends_as_statement(it: &Expr) -> bool {
    matches!(it, Expr::If(_) | Expr::Match(_) | Expr::Block(_))
}
