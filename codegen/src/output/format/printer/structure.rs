//! Structure literals.

use syn::{ExprStruct, FieldValue, Member};

use super::list::{self, Lines, Tactic, Trailing};
use super::shape::{MAX_WIDTH, Shape, TAB, is_multi_line, push_line};
use super::{Context, attributes, expression, types};

/// The most columns of fields on one line.
const WIDTH: usize = 18;

pub(super) fn print(it: &ExprStruct, context: Context, shape: Shape) -> Option<String> {
    if it.qself.is_some() {
        return None;
    }
    let name = types::path_of_value(&it.path)?;
    shape.sub_width(name.len() + " {".len())?;
    let rest = match (&it.dot2_token, &it.rest) {
        (None, _) => None,
        (Some(_), None) => Some("..".to_owned()),
        (Some(_), Some(rest)) => {
            let shape = field_shape(shape).sub_width(2)?;
            Some(format!("..{}", expression::print(rest, context, shape)?))
        }
    };
    if it.fields.is_empty() && rest.is_none() {
        return Some(format!("{name} {{}}"));
    }
    let has_rest = rest.is_some();
    let nested = field_shape(shape);
    let mut fields = Vec::with_capacity(it.fields.len() + 1);
    for field in &it.fields {
        fields.push(Some(self::field(field, context, nested.sub_width(1)?)?));
    }
    fields.extend(rest.map(Some));
    // A name, ` { ` and ` }`.
    let width = shape.width.checked_sub(name.len() + 5);
    let width = width.map(|width| width.min(WIDTH));
    let tactic = width.map_or(Tactic::Vertical, |width| list::tactic(&fields, width));
    let is_left_without = context.in_macro && !it.fields.trailing_punct();
    let trailing = if is_left_without || has_rest {
        Trailing::Never
    } else {
        Trailing::Vertical
    };
    let lines = Lines {
        indent: nested.indent,
        width: nested.width,
        ends_with_new_line: tactic == Tactic::Vertical,
    };
    let fields = list::write(&fields, tactic, trailing, lines)?;
    let is_long = is_multi_line(&fields) || fields.len() > width.unwrap_or(0);
    let mut text = format!("{name} {{");
    if is_long {
        push_line(&mut text, nested.indent);
        text.push_str(&fields);
        push_line(&mut text, shape.indent);
    } else {
        text.push_str(&format!(" {fields} "));
    }
    text.push('}');
    Some(text)
}

/// A field on a line of its own.
fn field_shape(shape: Shape) -> Shape {
    let nested = shape.block_indent(TAB);
    Shape {
        width: MAX_WIDTH.saturating_sub(nested.indent),
        ..nested
    }
}

fn field(it: &FieldValue, context: Context, shape: Shape) -> Option<String> {
    let mut text = String::new();
    attributes::push(&it.attrs, shape.indent, &mut text)?;
    let Member::Named(name) = &it.member else {
        return None;
    };
    let name = name.to_string();
    text.push_str(&name);
    if it.colon_token.is_none() {
        return Some(text);
    }
    let value = expression::print(&it.expr, context, shape.offset_left(name.len() + 2)?);
    match value {
        Some(value) => text.push_str(&format!(": {value}")),
        None => {
            let below = Shape::indented(shape.indent + TAB);
            let value = expression::print(&it.expr, context, below)?;
            text.push(':');
            push_line(&mut text, below.indent);
            text.push_str(&value);
        }
    }
    Some(text)
}
