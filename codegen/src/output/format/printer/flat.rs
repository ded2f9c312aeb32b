//! Expressions on one line, which most of them fit on: those for which no other layout has to be tried.

use std::fmt::Write as _;

use syn::punctuated::Punctuated;
use syn::{Expr, ExprMethodCall, Member, Token, UnOp};

use super::expression::{ARGUMENTS_WIDTH, literal};
use super::{chain, expression, kind, plain, types};

/// The expression on one line, if it takes no more than `width` columns and its lists and chains are short enough. `None`
/// says nothing about other layouts.
pub(super) fn print(it: &Expr, width: usize) -> Option<String> {
    let mut text = String::new();
    push(it, width, &mut text)?;
    (text.len() + tries(&text) <= width).then_some(text)
}

/// Counts the `?`: rustfmt counts the last one of a chain twice.
fn tries(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'?').count()
}

fn push(it: &Expr, width: usize, text: &mut String) -> Option<()> {
    plain(expression::attributes(it))?;
    match it {
        Expr::Path(it) if it.qself.is_none() => types::push_path_of_value(&it.path, text)?,
        Expr::Lit(it) => text.push_str(&literal(&it.lit)?),
        Expr::Reference(it) => {
            text.push_str(if it.mutability.is_some() {
                "&mut "
            } else {
                "&"
            });
            push(&it.expr, width, text)?;
        }
        Expr::Unary(it) => {
            text.push_str(match it.op {
                UnOp::Deref(_) => "*",
                UnOp::Not(_) => "!",
                UnOp::Neg(_) => "-",
                _ => return None,
            });
            push(&it.expr, width, text)?;
        }
        Expr::Assign(it) => {
            push(&it.left, width, text)?;
            text.push_str(" = ");
            push(&it.right, width, text)?;
        }
        Expr::Call(it) => {
            push(&it.func, width, text)?;
            push_arguments(&it.args, width, text)?;
        }
        Expr::MethodCall(_) | Expr::Field(_) | Expr::Await(_) | Expr::Try(_) => {
            let start = text.len();
            let links = push_chain(it, width, text)?;
            let chain = text.get(start..)?;
            if links > 1 && chain.len() + tries(chain) > chain::WIDTH {
                return None;
            }
        }
        _ => return None,
    }
    (text.len() <= width).then_some(())
}

/// Adds a chain, and gives the number of its links.
fn push_chain(it: &Expr, width: usize, text: &mut String) -> Option<usize> {
    let links = match it {
        Expr::MethodCall(it) => {
            let before = push_chain(&it.receiver, width, text)?;
            push_method(it, width, text)?;
            before + 1
        }
        Expr::Field(it) => {
            let before = push_chain(&it.base, width, text)?;
            match &it.member {
                Member::Named(name) => write!(text, ".{name}").ok()?,
                Member::Unnamed(index) => write!(text, ".{}", index.index).ok()?,
            }
            before + 1
        }
        Expr::Await(it) => {
            let before = push_chain(&it.base, width, text)?;
            text.push_str(".await");
            before + 1
        }
        Expr::Try(it) => {
            let links = push_chain(&it.expr, width, text)?;
            text.push('?');
            links
        }
        it => {
            push(it, width, text)?;
            return Some(0);
        }
    };
    plain(expression::attributes(it))?;
    (text.len() <= width).then_some(links)
}

fn push_method(it: &ExprMethodCall, width: usize, text: &mut String) -> Option<()> {
    write!(text, ".{}", it.method).ok()?;
    if let Some(types) = &it.turbofish {
        text.push_str("::");
        types::push_arguments(types, text)?;
    }
    push_arguments(&it.args, width, text)
}

fn push_arguments(
    arguments: &Punctuated<Expr, Token![,]>,
    width: usize,
    text: &mut String,
) -> Option<()> {
    text.push('(');
    let start = text.len();
    for (index, argument) in arguments.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        push(argument, width, text)?;
    }
    // A call in a call is broken, rather than long.
    let is_limited = arguments.len() > 1 || arguments.first().is_some_and(kind::is_nested_call);
    if is_limited && text.len() - start > ARGUMENTS_WIDTH {
        return None;
    }
    text.push(')');
    Some(())
}
