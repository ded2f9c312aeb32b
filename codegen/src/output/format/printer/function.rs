//! Functions.

use std::fmt::Write as _;

use syn::{Block, FnArg, Receiver, ReceiverKind, ReturnType, Signature, Visibility};

use super::list::{self, Lines, Tactic, Trailing};
use super::shape::{MAX_WIDTH, Shape, TAB, is_multi_line, last_line_width, push_line};
use super::{Context, block, pattern, plain, types};

/// Adds a function, without its attributes, to `text`.
pub(super) fn push(
    visibility: &Visibility,
    signature: &Signature,
    body: &Block,
    indent: usize,
    text: &mut String,
) -> Option<()> {
    let is_plain = signature.constness.is_none() && signature.abi.is_none();
    if !is_plain || signature.variadic.is_some() || !is_safe(signature) {
        return None;
    }
    let visibility = types::visibility(visibility)?;
    let start = text.len();
    push_one_line(visibility, signature, text)?;
    if indent + text.len() - start + " {".len() <= MAX_WIDTH && !body.stmts.is_empty() {
        text.push(' ');
        return block::push(body, Context::default(), indent, text);
    }
    text.truncate(start);
    let head = head(visibility, signature, indent)?;
    text.push_str(&head);
    // Two braces that do not fit would be on two lines.
    if body.stmts.is_empty() {
        Shape::indented(indent).sub_width(last_line_width(&head) + " {}".len())?;
    }
    if last_line_width(&head) + 2 > Shape::indented(indent).width {
        push_line(text, indent);
    } else {
        text.push(' ');
    }
    block::push(body, Context::default(), indent, text)
}

fn head(visibility: &str, it: &Signature, indent: usize) -> Option<String> {
    let asynchronous = if it.asyncness.is_some() { "async " } else { "" };
    let generics = types::parameters(&it.generics)?;
    let mut text = format!("{visibility}{asynchronous}fn {}{generics}", it.ident);
    if indent + text.len() + 4 > MAX_WIDTH {
        return None;
    }
    let returned = types::returned(&it.output, Shape::indented(indent))?;
    let returned_width = if is_multi_line(&returned) {
        0
    } else {
        returned.len()
    };
    let has_returned = !matches!(it.output, ReturnType::Default);
    // `()`, or `() `, and ` {`.
    let overhead = if has_returned { 3 } else { 2 } + 2;
    let one_line = MAX_WIDTH.saturating_sub(indent + text.len() + returned_width + overhead);
    let nested = Shape::of_width(MAX_WIDTH.saturating_sub(indent + TAB + 1), indent + TAB);
    let inputs = it.inputs.iter().map(|input| argument(input, nested));
    let inputs: Vec<_> = inputs.collect();
    let tactic = list::tactic(&inputs, one_line);
    let lines = Lines {
        indent: nested.indent,
        width: nested.width,
        ends_with_new_line: tactic == Tactic::Vertical,
    };
    let list = list::write(&inputs, tactic, Trailing::Vertical, lines)?;
    text.push('(');
    if is_multi_line(&list) || (list.len() > one_line && !inputs.is_empty()) {
        push_line(&mut text, nested.indent);
        text.push_str(&list);
        push_line(&mut text, indent);
    } else if is_multi_line(&returned) {
        return None;
    } else {
        text.push_str(&list);
    }
    text.push(')');
    // Two columns more than a line has, for ` {` is not counted, and the space is.
    let is_long = indent + text.len() + returned.len() > MAX_WIDTH;
    if has_returned && inputs.is_empty() && is_long {
        push_line(&mut text, indent);
        text.push_str(&returned);
    } else if has_returned {
        text.push(' ');
        text.push_str(&returned);
    }
    Some(text)
}

/// Adds the head of a function on one line.
fn push_one_line(visibility: &str, it: &Signature, text: &mut String) -> Option<()> {
    text.push_str(visibility);
    text.push_str(if it.asyncness.is_some() {
        "async fn "
    } else {
        "fn "
    });
    write!(text, "{}", it.ident).ok()?;
    text.push_str(&types::parameters(&it.generics)?);
    text.push('(');
    for (index, input) in it.inputs.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        match input {
            FnArg::Receiver(it) => text.push_str(receiver(it)?),
            FnArg::Typed(it) => {
                plain(&it.attrs)?;
                text.push_str(&pattern::print(&it.pat, Shape::indented(0))?);
                text.push_str(": ");
                types::push(&it.ty, text)?;
            }
        }
    }
    text.push(')');
    if let ReturnType::Type(_, ty) = &it.output {
        text.push_str(" -> ");
        types::push(ty, text)?;
    }
    Some(())
}

fn is_safe(it: &Signature) -> bool {
    matches!(it.safety, syn::Safety::Default)
}

fn argument(it: &FnArg, shape: Shape) -> Option<String> {
    match it {
        FnArg::Receiver(it) => receiver(it).map(str::to_owned),
        FnArg::Typed(it) => {
            plain(&it.attrs)?;
            let pattern = pattern::print(&it.pat, shape)?;
            let ty = types::print(&it.ty, shape.offset_left(pattern.len() + 2)?)?;
            Some(format!("{pattern}: {ty}"))
        }
    }
}

fn receiver(it: &Receiver) -> Option<&'static str> {
    plain(&it.attrs)?;
    match (&it.kind, &it.mutability) {
        (ReceiverKind::Value, None) => Some("self"),
        (ReceiverKind::Value, Some(_)) => Some("mut self"),
        (ReceiverKind::Reference(_, None, None), None) => Some("&self"),
        (ReceiverKind::Reference(_, None, Some(_)), None) => Some("&mut self"),
        _ => None,
    }
}
