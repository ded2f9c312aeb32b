//! Chains of method calls, fields, `.await` and `?`.

use syn::{Expr, ExprMethodCall, Member};

use super::expression::{self, call};
use super::shape::{Shape, TAB, first_line_width, fits, is_last_line_extendable};
use super::shape::{is_multi_line, last_line_width, new_line};
use super::{Context, kind, plain, types};

/// The most columns of a chain of several links on one line.
pub(super) const WIDTH: usize = 60;

/// The fewest lines of a last link that stays on the line of the others whatever it would be on its own.
const MANY_LINES: usize = 5;

/// A method call, field or `.await`, and the `?` behind it.
struct Link<'a> {
    kind: LinkKind<'a>,
    tries: usize,
}

enum LinkKind<'a> {
    Method(&'a ExprMethodCall),
    Field(&'a Member),
    Await,
}

impl Link<'_> {
    fn print(&self, context: Context, shape: Shape) -> Option<String> {
        let shape = shape.sub_width(self.tries)?;
        let mut text = match &self.kind {
            LinkKind::Method(it) => {
                let types = match &it.turbofish {
                    Some(types) => format!("::{}", types::arguments(types)?),
                    None => String::new(),
                };
                call(&format!(".{}{types}", it.method), &it.args, context, shape)?
            }
            LinkKind::Field(Member::Named(name)) => format!(".{name}"),
            LinkKind::Field(Member::Unnamed(index)) => format!(".{}", index.index),
            LinkKind::Await => ".await".to_owned(),
        };
        push_tries(&mut text, self.tries);
        Some(text)
    }
}

fn push_tries(text: &mut String, tries: usize) {
    text.extend(std::iter::repeat_n('?', tries));
}

/// The links of a chain, and what it begins with, with the `?` behind that.
fn unroll(mut it: &Expr) -> Option<(&Expr, usize, Vec<Link<'_>>)> {
    let mut links = Vec::new();
    let mut tries = 0;
    loop {
        let (kind, before) = match it {
            Expr::Try(it_) => {
                plain(&it_.attrs)?;
                tries += 1;
                it = &it_.expr;
                continue;
            }
            Expr::MethodCall(it) => (LinkKind::Method(it), &it.receiver),
            Expr::Field(it) => (LinkKind::Field(&it.member), &it.base),
            Expr::Await(it) => (LinkKind::Await, &it.base),
            _ => break,
        };
        plain(expression::attributes(it))?;
        links.push(Link { kind, tries });
        tries = 0;
        it = before;
    }
    links.reverse();
    Some((it, tries, links))
}

pub(super) fn print(it: &Expr, context: Context, shape: Shape) -> Option<String> {
    let (root, tries, links) = unroll(it)?;
    let mut text = expression::print(root, context, shape.sub_width(tries)?)?;
    push_tries(&mut text, tries);
    let mut links = links.as_slice();
    if links.is_empty() {
        return Some(text);
    }
    if context.long_chains && is_multi_line(&text) {
        // rustfmt leaves such a statement as prettyplease has it, which indents these lines further.
        return None;
    }
    let count = links.len();
    let mut ends_with_block = kind::ends_with_block(root, &text);
    // A root no longer than the indentation does not stand alone.
    while let Some((link, rest)) = links.split_first() {
        if text.len() > TAB.saturating_sub(shape.offset) || is_multi_line(&text) {
            break;
        }
        let Some(link) = link.print(context, shape.offset_left(text.len())?) else {
            break;
        };
        text.push_str(&link);
        ends_with_block = is_last_line_extendable(&text);
        links = rest;
    }
    let text = match links.split_last() {
        None => text,
        Some((last, middle)) => {
            let indent = if ends_with_block { 0 } else { TAB };
            let child = shape.block_indent(indent).with_max_width();
            let mut texts = vec![text];
            for link in middle {
                texts.push(link.print(context, child)?);
            }
            let (text, is_on_one_line) = print_last(last, &texts, count, context, (shape, child))?;
            texts.push(text);
            let one_line = texts.concat();
            if is_on_one_line && !fits(&one_line, shape) && context.long_chains {
                // A string that fits on no line: each link has a line.
                texts.pop();
                texts.push(last.print(context, child)?);
                texts.join(&new_line(child.indent))
            } else if is_on_one_line {
                one_line
            } else if context.one_line_chain {
                return None;
            } else {
                texts.join(&new_line(child.indent))
            }
        }
    };
    (fits(&text, shape) || context.long_chains).then_some(text)
}

/// The last link behind the others of a chain of `count` links, and whether they share a line. The shapes are those of the
/// chain and of a link on a line of its own.
fn print_last(
    last: &Link<'_>,
    texts: &[String],
    count: usize,
    context: Context,
    (shape, child): (Shape, Shape),
) -> Option<(String, bool)> {
    let root = texts.first()?;
    let is_extendable = is_last_line_extendable(root);
    let before = if is_extendable {
        last_line_width(root)
    } else {
        texts.iter().map(String::len).sum()
    };
    let before = before + last.tries;
    let width = if count == 1 {
        shape.width
    } else {
        shape.width.min(WIDTH)
    };
    let budget = width.saturating_sub(before);
    let others_are_on_one_line = texts.iter().all(|text| !is_multi_line(text)) && budget > 0;
    let own = || child.sub_width(shape.overhead() + last.tries);
    let last_shape = if others_are_on_one_line {
        shape.sub_width(last.tries)?
    } else if is_extendable {
        child.sub_width(last.tries)?
    } else {
        own()?
    };
    if (others_are_on_one_line || is_extendable)
        && let Some(one_line) = last_shape.offset_left(before)
        && let Some(text) = last.print(context, one_line)
    {
        let lines = text.lines().count();
        let fits = first_line_width(&text) <= budget;
        if fits && lines >= MANY_LINES {
            return Some((text, others_are_on_one_line));
        }
        return Some(match last.print(context, own()?) {
            Some(own) if !fits || own.lines().count() < lines => (own, false),
            _ => (text, fits && others_are_on_one_line),
        });
    }
    Some((last.print(context, last_shape)?, false))
}
