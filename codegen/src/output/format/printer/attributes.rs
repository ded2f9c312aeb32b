//! Documentation and other attributes.

use std::fmt::Write as _;

use syn::punctuated::Punctuated;
use syn::{AttrStyle, Attribute, Expr, MacroDelimiter, Meta, Token};

use super::super::documentation;
use super::list::Trailing;
use super::overflow::{Delimited, Element};
use super::shape::{Shape, push_line};
use super::{Context, expression, types};

/// The most columns of several arguments of an attribute on one line.
const WIDTH: usize = 70;

/// Adds the attributes to `text`, each followed by a line break and the indentation of the next line.
pub(super) fn push(all: &[Attribute], indent: usize, text: &mut String) -> Option<()> {
    let mut is_derive_before = false;
    for attribute in all {
        let is_derive = attribute.path().is_ident("derive");
        // Those next to each other become one.
        if is_derive && is_derive_before {
            return None;
        }
        is_derive_before = is_derive;
        match documentation::text(&attribute.meta) {
            Some(lines) => push_documentation(attribute, &lines, indent, text)?,
            None => push_other(attribute, indent, text)?,
        }
        push_line(text, indent);
    }
    Some(())
}

/// Adds lines of documentation, if rustfmt would leave them as they are.
fn push_documentation(it: &Attribute, lines: &str, indent: usize, text: &mut String) -> Option<()> {
    let mark = match it.style {
        AttrStyle::Outer => "///",
        AttrStyle::Inner(_) => "//!",
    };
    for (index, line) in lines.split('\n').enumerate() {
        if line.starts_with('/') || line.contains(['\r', '\t']) || line.trim_end() != line {
            return None;
        }
        if index > 0 {
            push_line(text, indent);
        }
        text.push_str(mark);
        text.push_str(line);
    }
    Some(())
}

fn push_other(it: &Attribute, indent: usize, text: &mut String) -> Option<()> {
    let mark = match it.style {
        AttrStyle::Outer => "#[",
        AttrStyle::Inner(_) => "#![",
    };
    let shape = Shape::indented(indent);
    let content = if it.path().is_ident("derive") {
        derive(it, shape, mark.len())?
    } else {
        meta(&it.meta, shape.offset_left(mark.len())?)?
    };
    write!(text, "{mark}{content}]").ok()
}

fn derive(it: &Attribute, shape: Shape, before: usize) -> Option<String> {
    let Meta::List(list) = &it.meta else {
        return None;
    };
    let parser = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    let paths = list.parse_args_with(parser).ok()?;
    let paths = paths.iter().map(types::path_of_value);
    let paths = paths.collect::<Option<Vec<_>>>()?.join(", ");
    let width = shape.width.checked_sub(before + "derive()]".len())?;
    if paths.len() <= width {
        return Some(format!("derive({paths})"));
    }
    None
}

/// Prints the content of an attribute, or an argument in it.
pub(super) fn meta(it: &Meta, shape: Shape) -> Option<String> {
    match it {
        Meta::Path(path) => types::path_of_value(path),
        Meta::NameValue(it) => {
            let Expr::Lit(value) = &it.value else {
                return None;
            };
            let path = types::path_of_value(&it.path)?;
            Some(format!("{path} = {}", expression::literal(&value.lit)?))
        }
        Meta::List(it) => {
            if !matches!(it.delimiter, MacroDelimiter::Paren(_)) {
                return None;
            }
            let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
            let all = it.parse_args_with(parser).ok()?;
            Delimited {
                callee: &types::path_of_value(&it.path)?,
                elements: all.iter().map(Element::Meta).collect(),
                delimiters: ("(", ")"),
                max_width: WIDTH,
                trailing: if all.trailing_punct() {
                    Trailing::Always
                } else {
                    Trailing::Never
                },
            }
            .print(Context::default(), shape.sub_width(1)?)
        }
    }
}
