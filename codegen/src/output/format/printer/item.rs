//! Items, with blank lines between them.

use std::fmt::Write as _;
use syn::{Expr, FieldsNamed, FieldsUnnamed, Ident, Macro, Variant, Visibility};

use syn::{Fields, Generics, ImplItem, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, Type};

use super::super::spacing::{self, Kind};
use super::list::Trailing;
use super::overflow::{Delimited, Element};
use super::shape::{MAX_WIDTH, Shape, TAB, push_indent, push_line};
use super::{Context, assignment, attributes, function, imports, macros, types};

/// The most columns of several fields without names on one line.
const FIELDS_WIDTH: usize = 60;

/// Adds `items` to `text`, each with its lines; those that are declared in any order are sorted.
pub(super) fn push_all(items: &[Item], indent: usize, text: &mut String) -> Option<()> {
    let mut is_first = true;
    for run in items.chunk_by(|a, b| !spacing::item(a).is_set_apart_from(spacing::item(b))) {
        separate(&mut is_first, text);
        match run.first().map(spacing::item) {
            Some(Kind::Use { .. }) => {
                let imports = run.iter().filter_map(|item| match item {
                    Item::Use(item) => Some(item),
                    _ => None,
                });
                imports::push(imports, indent, text)?;
            }
            Some(Kind::Module) => {
                let mut run: Vec<_> = run.iter().collect();
                run.sort_by_key(|item| module_name(item));
                for item in run {
                    push(item, indent, text)?;
                }
            }
            _ => {
                for item in run {
                    push(item, indent, text)?;
                }
            }
        }
    }
    Some(())
}

/// A blank line before all but the first.
fn separate(is_first: &mut bool, text: &mut String) {
    if !std::mem::take(is_first) {
        text.push('\n');
    }
}

fn module_name(item: &Item) -> String {
    match item {
        Item::Mod(item) => item.ident.to_string().trim_start_matches("r#").to_owned(),
        _ => String::new(),
    }
}

/// Adds an item in a block to `text`, without its last line break.
pub(super) fn push_in_block(item: &Item, indent: usize, text: &mut String) -> Option<()> {
    // Several would have an order, or blank lines between them.
    push_all(std::slice::from_ref(item), indent, text)?;
    text.pop();
    Some(())
}

fn push(item: &Item, indent: usize, text: &mut String) -> Option<()> {
    push_indent(text, indent);
    match item {
        Item::Const(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            let value = Some((&*it.ty, &*it.expr));
            push_const(&it.vis, &it.ident, &it.generics, value, indent, text)?;
        }
        Item::Enum(it) => push_enum(it, indent, text)?,
        Item::Fn(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            function::push(&it.vis, &it.sig, &it.block, indent, text)?;
        }
        Item::Impl(it) => push_impl(it, indent, text)?,
        Item::Macro(it) if it.ident.is_none() && it.semi_token.is_some() => {
            attributes::push(&it.attrs, indent, text)?;
            push_macro(&it.mac, indent, text)?;
        }
        Item::Mod(it) => push_module(it, indent, text)?,
        Item::Struct(it) => push_struct(it, indent, text)?,
        Item::Type(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            push_type(&it.vis, &it.ident, &it.generics, &it.ty, indent, text)?;
        }
        _ => return None,
    }
    text.push('\n');
    Some(())
}

fn push_const(
    visibility: &Visibility,
    name: &Ident,
    generics: &Generics,
    value: Option<(&Type, &Expr)>,
    indent: usize,
    text: &mut String,
) -> Option<()> {
    if !types::parameters(generics)?.is_empty() {
        return None;
    }
    let (ty, value) = value?;
    let visibility = types::visibility(visibility)?;
    let mut left = format!("{visibility}const {name}: ");
    let shape = Shape::indented(indent);
    left.push_str(&types::flat(ty)?);
    left.push_str(" =");
    // A type that does not fit would be on a line of its own.
    shape.sub_width(left.len())?;
    let shape = shape.sub_width(1)?;
    let it = assignment::expression(left, value, Context::default(), shape)?;
    text.push_str(&it);
    text.push(';');
    Some(())
}

fn push_type(
    visibility: &Visibility,
    name: &Ident,
    generics: &Generics,
    ty: &Type,
    indent: usize,
    text: &mut String,
) -> Option<()> {
    let generics = types::parameters(generics)?;
    let visibility = types::visibility(visibility)?;
    let left = format!("{visibility}type {name}{generics} =");
    let shape = Shape::indented(indent).sub_width(1)?;
    text.push_str(&assignment::ty(left, ty, shape)?);
    text.push(';');
    Some(())
}

fn push_macro(it: &Macro, indent: usize, text: &mut String) -> Option<()> {
    let shape = Shape::indented(indent).sub_width(1)?;
    text.push_str(&macros::print(it, Context::default(), shape)?);
    text.push(';');
    Some(())
}

fn push_module(it: &ItemMod, indent: usize, text: &mut String) -> Option<()> {
    if it.unsafety.is_some() {
        return None;
    }
    attributes::push(&it.attrs, indent, text)?;
    let visibility = types::visibility(&it.vis)?;
    text.push_str(&format!("{visibility}mod {}", it.ident));
    match &it.content {
        None => text.push(';'),
        Some((_, items)) if items.is_empty() => text.push_str(" {}"),
        Some((_, items)) => {
            text.push_str(" {\n");
            push_all(items, indent + TAB, text)?;
            push_indent(text, indent);
            text.push('}');
        }
    }
    Some(())
}

fn push_struct(it: &ItemStruct, indent: usize, text: &mut String) -> Option<()> {
    attributes::push(&it.attrs, indent, text)?;
    let visibility = types::visibility(&it.vis)?;
    let generics = types::parameters(&it.generics)?;
    let head = format!("{visibility}struct {}{generics}", it.ident);
    match &it.fields {
        Fields::Unit => {
            text.push_str(&head);
            text.push(';');
        }
        Fields::Named(fields) => {
            text.push_str(&head);
            text.push(' ');
            push_fields(fields, indent, text)?;
        }
        Fields::Unnamed(fields) => {
            let shape = Shape::indented(indent).sub_width(1)?;
            text.push_str(&unnamed(&head, fields, shape)?);
            text.push(';');
        }
    }
    Some(())
}

/// Adds fields with names, each on a line of its own, to `text`.
fn push_fields(it: &FieldsNamed, indent: usize, text: &mut String) -> Option<()> {
    text.push('{');
    for field in &it.named {
        push_line(text, indent + TAB);
        attributes::push(&field.attrs, indent + TAB, text)?;
        if field.default.is_some() {
            return None;
        }
        let start = text.len();
        text.push_str(types::visibility(&field.vis)?);
        write!(text, "{}:", field.ident.as_ref()?).ok()?;
        let left = text.len();
        text.push(' ');
        types::push(&field.ty, text)?;
        if indent + TAB + text.len() - start < MAX_WIDTH {
            text.push(',');
            continue;
        }
        text.truncate(left);
        let left = text.split_off(start);
        let shape = Shape::indented(indent + TAB);
        shape.sub_width(left.len())?;
        let shape = shape.sub_width(1)?;
        text.push_str(&assignment::ty(left, &field.ty, shape)?);
        text.push(',');
    }
    if !it.named.is_empty() {
        push_line(text, indent);
    }
    text.push('}');
    Some(())
}

/// Fields without names behind `head`.
fn unnamed(head: &str, it: &FieldsUnnamed, shape: Shape) -> Option<String> {
    Delimited {
        callee: head,
        elements: it.unnamed.iter().map(Element::Field).collect(),
        delimiters: ("(", ")"),
        max_width: FIELDS_WIDTH,
        trailing: Trailing::Vertical,
    }
    .print(Context::default(), shape)
}

fn push_enum(it: &ItemEnum, indent: usize, text: &mut String) -> Option<()> {
    attributes::push(&it.attrs, indent, text)?;
    let visibility = types::visibility(&it.vis)?;
    let generics = types::parameters(&it.generics)?;
    text.push_str(&format!("{visibility}enum {}{generics} {{", it.ident));
    for variant in &it.variants {
        push_line(text, indent + TAB);
        push_variant(variant, indent + TAB, text)?;
        text.push(',');
    }
    if !it.variants.is_empty() {
        push_line(text, indent);
    }
    text.push('}');
    Some(())
}

fn push_variant(it: &Variant, indent: usize, text: &mut String) -> Option<()> {
    if it.discriminant.is_some() {
        return None;
    }
    attributes::push(&it.attrs, indent, text)?;
    match &it.fields {
        Fields::Unit => text.push_str(&it.ident.to_string()),
        Fields::Unnamed(fields) => {
            let shape = Shape::indented(indent).sub_width(1)?;
            text.push_str(&unnamed(&it.ident.to_string(), fields, shape)?);
        }
        Fields::Named(_) => return None,
    }
    Some(())
}

fn push_impl(it: &ItemImpl, indent: usize, text: &mut String) -> Option<()> {
    let modifiers = &it.modifiers;
    if it.unsafety.is_some() || modifiers.defaultness.is_some() || modifiers.polarity.is_some() {
        return None;
    }
    attributes::push(&it.attrs, indent, text)?;
    let mut head = format!("impl{} ", types::parameters(&it.generics)?);
    if let Some((path, _)) = &it.trait_ {
        head.push_str(&types::path_of_type(path)?);
        head.push_str(" for ");
    }
    head.push_str(&types::flat(&it.self_ty)?);
    // Longer ones have their type on a line of its own.
    Shape::indented(indent).sub_width(head.len() + 2)?;
    text.push_str(&head);
    if it.items.is_empty() {
        text.push_str(" {}");
        return Some(());
    }
    text.push_str(" {\n");
    let mut is_first = true;
    let mut previous: Option<Kind> = None;
    for item in &it.items {
        let kind = spacing::impl_item(item);
        if previous.is_none_or(|previous| previous.is_set_apart_from(kind)) {
            separate(&mut is_first, text);
        }
        previous = Some(kind);
        push_impl_item(item, indent + TAB, text)?;
    }
    push_indent(text, indent);
    text.push('}');
    Some(())
}

fn push_impl_item(it: &ImplItem, indent: usize, text: &mut String) -> Option<()> {
    push_indent(text, indent);
    match it {
        ImplItem::Const(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            let value = Some((&it.ty, &it.expr));
            push_const(&it.vis, &it.ident, &it.generics, value, indent, text)?;
        }
        ImplItem::Fn(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            function::push(&it.vis, &it.sig, &it.block, indent, text)?;
        }
        ImplItem::Type(it) if it.modifiers.defaultness.is_none() => {
            attributes::push(&it.attrs, indent, text)?;
            push_type(&it.vis, &it.ident, &it.generics, &it.ty, indent, text)?;
        }
        ImplItem::Macro(it) if it.semi_token.is_some() => {
            attributes::push(&it.attrs, indent, text)?;
            push_macro(&it.mac, indent, text)?;
        }
        _ => return None,
    }
    text.push('\n');
    Some(())
}
