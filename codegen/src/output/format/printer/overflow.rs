//! Lists between delimiters: arguments, elements, generic arguments.
//!
//! A list that is too long for a line has a line for each element, unless its last element may overflow: begin on the line of
//! the callee, and end where the list does.

use syn::{Expr, Field, GenericArgument, Meta, Pat};

use super::list::{self, Lines, Tactic, Trailing};
use super::shape::{Shape, TAB, extra_offset, first_line, first_line_width};
use super::shape::{is_multi_line, last_line_width, line_breaks, push_line};
use super::{Context, attributes, closure, condition, expression, kind, pattern, types};

/// Callees of which the argument at this index is a format string.
const FORMAT_MACROS: &[(&str, usize)] = &[
    ("format!", 0),
    ("panic!", 0),
    ("print!", 0),
    ("println!", 0),
    ("unreachable!", 0),
    ("assert!", 1),
    ("write!", 1),
    ("writeln!", 1),
    ("assert_eq!", 2),
    ("assert_ne!", 2),
];

/// The longest element of which several share a line, if the whole list does not fit on one.
const SHORT: usize = 10;

/// An element of a list.
#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    Expression(&'a Expr),
    /// An argument of a macro.
    Argument(&'a Expr),
    Meta(&'a Meta),
    Generic(&'a GenericArgument),
    Pattern(&'a Pat),
    Field(&'a Field),
}

impl<'a> Element<'a> {
    fn print(self, context: Context, shape: Shape) -> Option<String> {
        match self {
            Self::Expression(it) | Self::Argument(it) => expression::print(it, context, shape),
            Self::Meta(it) => attributes::meta(it, shape),
            Self::Generic(it) => types::argument(it, shape),
            Self::Pattern(it) => pattern::print(it, shape),
            Self::Field(it) => types::unnamed(it, shape),
        }
    }

    fn expression(self) -> Option<&'a Expr> {
        match self {
            Self::Expression(it) | Self::Argument(it) => Some(it),
            _ => None,
        }
    }

    fn is_simple(self) -> bool {
        match self {
            Self::Expression(it) | Self::Argument(it) => kind::is_simple(it),
            Self::Meta(it) => matches!(it, Meta::Path(_)),
            _ => false,
        }
    }

    fn may_overflow(self, count: usize) -> bool {
        match self {
            Self::Expression(it) | Self::Argument(it) => kind::may_overflow(it, count),
            Self::Meta(_) => count == 1,
            _ => false,
        }
    }
}

/// A list with its callee and delimiters.
pub(super) struct Delimited<'a> {
    pub(super) callee: &'a str,
    pub(super) elements: Vec<Element<'a>>,
    pub(super) delimiters: (&'static str, &'static str),
    /// The most columns that several elements take on one line.
    pub(super) max_width: usize,
    pub(super) trailing: Trailing,
}

/// The shapes of a list.
struct Shapes {
    /// Between the delimiters, if they are on one line.
    one_line: Shape,
    /// The columns between the delimiters, if they are on one line.
    width: usize,
    /// Of an element on a line of its own.
    nested: Shape,
}

impl Delimited<'_> {
    pub(super) fn print(&self, context: Context, shape: Shape) -> Option<String> {
        let shapes = self.shapes(shape);
        let elements = self.elements.iter();
        let mut texts: Vec<_> = elements
            .map(|element| element.print(context, shapes.nested))
            .collect();
        let tactic = self.overflow(context, &shapes, &mut texts);
        let lines = Lines {
            indent: shapes.nested.indent,
            width: shapes.nested.width,
            ends_with_new_line: matches!(tactic, Tactic::Vertical | Tactic::Mixed),
        };
        let list = list::write(&texts, tactic, self.trailing, lines)?;
        let (open, close) = self.delimiters;
        let mut text = format!("{}{open}", self.callee);
        let width = shape.width.saturating_sub(last_line_width(self.callee));
        let first = if list.is_empty() {
            2
        } else {
            first_line_width(&list) + 1
        };
        if tactic == Tactic::Horizontal && first <= width {
            text.push_str(&list);
        } else {
            if !list.is_empty() {
                push_line(&mut text, shapes.nested.indent);
                text.push_str(&list);
            }
            push_line(&mut text, shape.indent);
        }
        text.push_str(close);
        Some(text)
    }

    fn shapes(&self, shape: Shape) -> Shapes {
        let one_line = shape
            .offset_left(last_line_width(self.callee) + 1)
            .and_then(|shape| shape.sub_width(1));
        let mut nested = shape.block_indent(TAB).with_max_width();
        nested.width = nested.width.saturating_sub(1);
        Shapes {
            one_line: one_line.unwrap_or(Shape { width: 0, ..shape }),
            width: shape
                .width
                .saturating_sub(extra_offset(self.callee, shape) + 2),
            nested,
        }
    }

    /// Lets the last element overflow, if it may and that looks better, and decides about the others.
    fn overflow(&self, context: Context, shapes: &Shapes, texts: &mut [Option<String>]) -> Tactic {
        let Some((&last, before)) = self.elements.split_last() else {
            return list::tactic(texts, self.max_width.min(shapes.width));
        };
        let is_alone = before.is_empty();
        let is_combined = is_alone && last.expression().is_some() && self.callee.len() < TAB;
        let overflows = is_combined || last.may_overflow(self.elements.len());
        let overflowed = if overflows {
            let is_method_call = last.expression().is_some_and(kind::is_method_call);
            let context = Context {
                one_line_chain: context.one_line_chain || (!is_combined && is_method_call),
                ..context
            };
            self.last_shape(texts, shapes)
                .and_then(|shape| self.overflowed(last, context, shape))
        } else {
            None
        };
        let tactic = |texts: &[_]| list::tactic(texts, self.max_width.min(shapes.width));
        if let Some(text) = overflowed {
            let first = first_line(&text).to_owned();
            set_last(texts, Some(first));
            if tactic(texts) == Tactic::Horizontal {
                let on_one_line = if is_alone && line_breaks(&text) == 1 {
                    last.print(context, shapes.nested)
                        .filter(|text| !is_multi_line(text))
                } else {
                    None
                };
                set_last(texts, Some(on_one_line.unwrap_or(text)));
                return Tactic::Horizontal;
            }
            set_last(texts, last.print(context, shapes.nested));
        }
        let is_short = |text: &String| !is_multi_line(text) && text.len() <= shapes.width;
        if is_alone && shapes.width > 0 && texts.iter().flatten().all(is_short) {
            return Tactic::Horizontal;
        }
        match tactic(texts) {
            Tactic::Vertical => self.vertical(shapes, texts),
            tactic => tactic,
        }
    }

    /// The arrangement of elements that do not fit on a line.
    fn vertical(&self, shapes: &Shapes, texts: &[Option<String>]) -> Tactic {
        let callee = |(name, _): &&(&str, usize)| {
            *name == self.callee && matches!(self.elements.first(), Some(Element::Argument(_)))
        };
        let Some(&(_, before)) = FORMAT_MACROS.iter().find(callee) else {
            let are_short = texts.iter().flatten().all(|text| text.len() <= SHORT);
            let are_simple = self.elements.iter().all(|element| element.is_simple());
            return if are_short && are_simple {
                Tactic::Mixed
            } else {
                Tactic::Vertical
            };
        };
        let others = self.elements.iter().enumerate();
        let mut others = others.filter(|(index, _)| *index != before);
        let fits = |texts: Option<&[Option<String>]>| {
            let tactic = texts.map(|texts| list::tactic(texts, shapes.nested.width));
            tactic == Some(Tactic::Horizontal)
        };
        if self.elements.len() > before
            && others.all(|(_, element)| element.is_simple())
            && fits(texts.get(..before))
            && fits(texts.get(before + 1..))
        {
            Tactic::Format(before)
        } else {
            Tactic::Vertical
        }
    }

    fn overflowed(&self, last: Element<'_>, context: Context, shape: Shape) -> Option<String> {
        match last {
            Element::Expression(Expr::Closure(closure)) => {
                let is_closure = |element: &&Element<'_>| {
                    matches!(element, Element::Expression(Expr::Closure(_)))
                };
                if self.elements.iter().filter(is_closure).count() > 1 {
                    None
                } else {
                    closure::last(closure, context, shape)
                }
            }
            Element::Expression(it @ (Expr::If(_) | Expr::Match(_))) => {
                let condition = condition::head(it, context, shape);
                if condition.is_some_and(|condition| is_multi_line(&condition)) {
                    None
                } else {
                    expression::print(it, context, shape)
                }
            }
            _ => last.print(context, shape),
        }
    }

    /// The shape of the last element behind the others, whose texts are known.
    fn last_shape(&self, texts: &[Option<String>], shapes: &Shapes) -> Option<Shape> {
        let (_, before) = texts.split_last()?;
        let last = self.elements.last()?.expression();
        if before.is_empty() && !last.is_some_and(kind::is_nested_call) {
            return Some(shapes.one_line);
        }
        let before = before.iter().map(|text| {
            let width = text.as_ref().map_or(0, String::len);
            ", ".len() + width
        });
        Shape {
            width: self.max_width.min(shapes.one_line.width),
            ..shapes.one_line
        }
        .offset_left(before.sum())
    }
}

fn set_last(texts: &mut [Option<String>], text: Option<String>) {
    if let Some(last) = texts.last_mut() {
        *last = text;
    }
}
