//! Kinds of expressions that layouts depend on.

use syn::{Block, Expr, Stmt};

use super::shape::{TAB, is_multi_line, last_line};

/// A literal, a name, or something short about one.
pub(super) fn is_simple(it: &Expr) -> bool {
    match it {
        Expr::Lit(_) => true,
        Expr::Path(it) => it.qself.is_none() && it.path.segments.len() <= 1,
        Expr::Reference(it) => is_simple(&it.expr),
        Expr::Cast(it) => is_simple(&it.expr),
        Expr::Field(it) => is_simple(&it.base),
        Expr::Try(it) => is_simple(&it.expr),
        Expr::Unary(it) => is_simple(&it.expr),
        _ => false,
    }
}

/// Tells whether the last of `count` elements of a list may begin on the line of the callee and end on another.
pub(super) fn may_overflow(it: &Expr, count: usize) -> bool {
    match it {
        Expr::Block(_) | Expr::Closure(_) => true,
        Expr::Match(_) | Expr::If(_) | Expr::Array(_) | Expr::Struct(_) => count == 1,
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Tuple(_) | Expr::Macro(_) => count == 1,
        Expr::Reference(it) => may_overflow(&it.expr, count),
        Expr::Try(it) => may_overflow(&it.expr, count),
        Expr::Unary(it) => may_overflow(&it.expr, count),
        Expr::Cast(it) => may_overflow(&it.expr, count),
        _ => false,
    }
}

pub(super) fn is_nested_call(it: &Expr) -> bool {
    match it {
        Expr::Call(_) | Expr::Macro(_) => true,
        Expr::Reference(it) => is_nested_call(&it.expr),
        Expr::Try(it) => is_nested_call(&it.expr),
        Expr::Unary(it) => is_nested_call(&it.expr),
        Expr::Cast(it) => is_nested_call(&it.expr),
        _ => false,
    }
}

pub(super) fn is_method_call(it: &Expr) -> bool {
    match it {
        Expr::MethodCall(_) => true,
        Expr::Reference(it) => is_method_call(&it.expr),
        Expr::Cast(it) => is_method_call(&it.expr),
        Expr::Try(it) => is_method_call(&it.expr),
        Expr::Unary(it) => is_method_call(&it.expr),
        _ => false,
    }
}

/// Tells whether `text`, that of the expression, ends with a block of lines, below which a chain is not indented.
pub(super) fn ends_with_block(it: &Expr, text: &str) -> bool {
    match it {
        Expr::Macro(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Array(_) => {
            is_multi_line(text)
        }
        Expr::Struct(_) | Expr::If(_) | Expr::Block(_) | Expr::Match(_) => is_multi_line(text),
        Expr::Paren(it) => ends_with_block(&it.expr, text),
        Expr::Binary(it) => ends_with_block(&it.right, text),
        Expr::Unary(it) => ends_with_block(&it.expr, text),
        Expr::Closure(it) => ends_with_block(&it.body, text),
        Expr::Try(it) => ends_with_block(&it.expr, text),
        Expr::Lit(_) => is_multi_line(text) && last_line(text).trim().len() <= TAB,
        _ => false,
    }
}

/// The expression that is all that the block has in it.
pub(super) fn only_expression(block: &Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [Stmt::Expr(it, None)] => Some(it),
        _ => None,
    }
}

/// Tells whether an arm of a `match` may begin with the expression on the line of its pattern, and end on another.
pub(super) fn may_follow_arrow(it: &Expr) -> bool {
    match it {
        Expr::Block(_) | Expr::Closure(_) | Expr::Array(_) | Expr::Call(_) => true,
        Expr::MethodCall(_) | Expr::Macro(_) | Expr::Struct(_) | Expr::Tuple(_) => true,
        Expr::Match(_) => true,
        Expr::Reference(it) => may_follow_arrow(&it.expr),
        Expr::Try(it) => may_follow_arrow(&it.expr),
        Expr::Unary(it) => may_follow_arrow(&it.expr),
        Expr::Cast(it) => may_follow_arrow(&it.expr),
        _ => false,
    }
}
