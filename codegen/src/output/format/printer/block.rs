//! Blocks and their statements.

use syn::{Block, Expr, ExprBlock, Local, Stmt};

use super::expression::Position;
use super::shape::{Shape, TAB, is_multi_line, last_line, push_indent, push_line};
use super::{Context, assignment, expression, item, macros, pattern, plain, types};

pub(super) fn expression(
    it: &ExprBlock,
    position: Position,
    context: Context,
    shape: Shape,
) -> Option<String> {
    if it.label.is_some() {
        return None;
    }
    match position {
        Position::Statement => lines(&it.block, context, shape.indent),
        Position::Operand => print(&it.block, context, shape),
    }
}

/// A block, on one line if it is one expression that fits.
pub(super) fn print(it: &Block, context: Context, shape: Shape) -> Option<String> {
    let text = lines(it, context, shape.indent)?;
    if text.lines().count() <= 3
        && let [Stmt::Expr(it, None)] = it.stmts.as_slice()
        && let Some(it) = expression::print(it, context, shape)
        && !is_multi_line(&it)
        && it.len() + 4 <= shape.width
    {
        return Some(format!("{{ {it} }}"));
    }
    Some(text)
}

/// A block with its statements on lines of their own.
pub(super) fn lines(it: &Block, context: Context, indent: usize) -> Option<String> {
    let mut text = String::new();
    push(it, context, indent, &mut text)?;
    Some(text)
}

/// Adds a block to `text`, with its statements on lines of their own.
pub(super) fn push(it: &Block, context: Context, indent: usize, text: &mut String) -> Option<()> {
    text.push('{');
    if it.stmts.is_empty() {
        text.push('}');
        return Some(());
    }
    let inner = indent + TAB;
    let mut is_item_before = false;
    for (index, statement) in it.stmts.iter().enumerate() {
        text.push('\n');
        // Several items would have an order.
        let is_item = matches!(statement, Stmt::Item(_));
        if is_item && is_item_before {
            return None;
        }
        is_item_before = is_item;
        if let Stmt::Item(item) = statement {
            item::push_in_block(item, inner, text)?;
        } else {
            let is_last = index + 1 == it.stmts.len();
            push_indent(text, inner);
            text.push_str(&self::statement(statement, is_last, context, inner)?);
        }
    }
    push_line(text, indent);
    text.push('}');
    Some(())
}

/// A block around an expression.
pub(super) fn around(it: &Expr, context: Context, indent: usize) -> Option<String> {
    let inner = indent + TAB;
    let it = expression::at(it, Position::Operand, context, Shape::indented(inner))?;
    let mut text = "{".to_owned();
    push_line(&mut text, inner);
    text.push_str(&it);
    push_line(&mut text, indent);
    text.push('}');
    Some(text)
}

fn statement(it: &Stmt, is_last: bool, context: Context, indent: usize) -> Option<String> {
    let shape = Shape::indented(indent);
    match it {
        Stmt::Local(it) => local(it, context, shape).or_else(|| {
            let long = Context {
                long_chains: true,
                ..context
            };
            local(it, long, shape)
        }),
        Stmt::Expr(it, semicolon) => {
            let position = if is_last && semicolon.is_none() {
                Position::Operand
            } else {
                Position::Statement
            };
            let ends = semicolon.is_some() || matches!(it, Expr::Return(_));
            let shape = shape.sub_width(usize::from(ends))?;
            let mut text = expression::at(it, position, context, shape)?;
            if ends {
                text.push(';');
            }
            Some(text)
        }
        Stmt::Macro(it) => {
            plain(&it.attrs)?;
            let mut text = macros::print(&it.mac, context, shape.sub_width(1)?)?;
            if it.semi_token.is_some() {
                text.push(';');
            }
            Some(text)
        }
        Stmt::Item(_) => None,
    }
}

fn local(it: &Local, context: Context, shape: Shape) -> Option<String> {
    plain(&it.attrs)?;
    let mut text = "let ".to_owned();
    let pattern_shape = shape.offset_left(4)?.sub_width(1)?;
    let (pattern, ty) = match &it.pat {
        syn::Pat::Type(it) => (&*it.pat, Some(&it.ty)),
        pattern => (pattern, None),
    };
    let pattern = pattern::print(pattern, pattern_shape)?;
    text.push_str(&pattern);
    if let Some(ty) = ty {
        text.push_str(": ");
        let shape = shape.offset_left(text.len())?.sub_width(2)?;
        text.push_str(&types::print(ty, shape)?);
    }
    if let Some(init) = &it.init {
        text.push_str(" =");
        let shape_of_init = shape.sub_width(1)?;
        text = assignment::expression(text, &init.expr, context, shape_of_init)?;
        if let Some((_, block)) = &init.diverge {
            let is_pattern_long = is_multi_line(&pattern);
            text = diverge(text, is_pattern_long, block, context, shape_of_init)?;
        }
    }
    text.push(';');
    Some(text)
}

/// `text`, a `let` with its value, and the `else` behind it.
fn diverge(
    mut text: String,
    is_pattern_long: bool,
    block: &Expr,
    context: Context,
    shape: Shape,
) -> Option<String> {
    let Expr::Block(ExprBlock { block, .. }) = block else {
        return None;
    };
    let is_on_same_line = if is_pattern_long {
        false
    } else if is_multi_line(&text) {
        let last = last_line(&text);
        let closing = last.trim_start();
        closing.len() + shape.indent == last.len() && closing.ends_with([')', ']', '}'])
    } else {
        text.len() + " else {".len() <= shape.width
    };
    if is_on_same_line {
        text.push_str(" else ");
    } else {
        push_line(&mut text, shape.indent);
        text.push_str("else ");
    }
    // Anything but a statement could stay on the line.
    if !matches!(block.stmts.as_slice(), [Stmt::Expr(Expr::Return(_), _)]) {
        return None;
    }
    push(block, context, shape.indent, &mut text)?;
    Some(text)
}
