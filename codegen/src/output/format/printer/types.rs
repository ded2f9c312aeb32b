//! Types, paths and generics.

use std::fmt::Write as _;

use syn::{AngleBracketedGenericArguments, Field, FieldModifiers, GenericArgument, GenericParam};
use syn::{Generics, Path, PathArguments, PathSegment, ReturnType, TraitBound, Type};
use syn::{TypeParamBound, Visibility};

use super::list::Trailing;
use super::overflow::{Delimited, Element};
use super::shape::{MAX_WIDTH, Shape};
use super::{Context, plain};

/// A type, on one line if it fits.
pub(super) fn print(it: &Type, shape: Shape) -> Option<String> {
    let text = flat(it)?;
    if text.len() <= shape.width {
        return Some(text);
    }
    match it {
        Type::Path(it) => path_of_lines(&it.path, shape),
        _ => None,
    }
}

/// A type on one line.
pub(super) fn flat(it: &Type) -> Option<String> {
    let mut text = String::new();
    push(it, &mut text)?;
    Some(text)
}

/// Adds a type on one line to `text`.
pub(super) fn push(it: &Type, text: &mut String) -> Option<()> {
    match it {
        Type::Path(it) if it.qself.is_none() => {
            plain(&it.attrs)?;
            push_path(&it.path, "", text)
        }
        Type::Reference(it) => {
            plain(&it.attrs)?;
            text.push('&');
            if let Some(lifetime) = &it.lifetime {
                write!(text, "{lifetime} ").ok()?;
            }
            if it.mutability.is_some() {
                text.push_str("mut ");
            }
            push(&it.elem, text)
        }
        Type::Slice(it) => {
            plain(&it.attrs)?;
            text.push('[');
            push(&it.elem, text)?;
            text.push(']');
            Some(())
        }
        Type::Tuple(it) => {
            plain(&it.attrs)?;
            text.push('(');
            for (index, element) in it.elems.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                push(element, text)?;
            }
            if it.elems.len() == 1 {
                text.push(',');
            }
            text.push(')');
            Some(())
        }
        Type::ImplTrait(it) => {
            plain(&it.attrs)?;
            text.push_str("impl ");
            push_bounds(it.bounds.iter(), text)
        }
        Type::TraitObject(it) if it.dyn_token.is_some() => {
            plain(&it.attrs)?;
            text.push_str("dyn ");
            push_bounds(it.bounds.iter(), text)
        }
        Type::Infer(it) => {
            plain(&it.attrs)?;
            text.push('_');
            Some(())
        }
        _ => None,
    }
}

fn push_bounds<'a>(
    bounds: impl Iterator<Item = &'a TypeParamBound>,
    text: &mut String,
) -> Option<()> {
    for (index, bound) in bounds.enumerate() {
        if index > 0 {
            text.push_str(" + ");
        }
        match bound {
            TypeParamBound::Lifetime(it) => write!(text, "{it}").ok()?,
            TypeParamBound::Trait(TraitBound {
                paren_token: None,
                lifetimes: None,
                maybe,
                path,
                ..
            }) => {
                if maybe.is_some() {
                    text.push('?');
                }
                push_path(path, "", text)?;
            }
            _ => return None,
        }
    }
    Some(())
}

/// A path in an expression: with `::` before generic arguments.
pub(super) fn path_of_value(it: &Path) -> Option<String> {
    let mut text = String::new();
    push_path_of_value(it, &mut text)?;
    Some(text)
}

/// Adds a path in an expression to `text`.
pub(super) fn push_path_of_value(it: &Path, text: &mut String) -> Option<()> {
    push_path(it, "::", text)
}

/// A path where a type is expected.
pub(super) fn path_of_type(it: &Path) -> Option<String> {
    let mut text = String::new();
    push_path(it, "", &mut text)?;
    Some(text)
}

fn push_path(it: &Path, before_generics: &str, text: &mut String) -> Option<()> {
    if it.leading_colon.is_some() {
        return None;
    }
    for (index, segment) in it.segments.iter().enumerate() {
        if index > 0 {
            text.push_str("::");
        }
        write!(text, "{}", segment.ident).ok()?;
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(it) => {
                text.push_str(before_generics);
                push_arguments(it, text)?;
            }
            PathArguments::Parenthesized(_) => return None,
        }
    }
    Some(())
}

/// Generic arguments with their brackets, on one line.
pub(super) fn arguments(it: &AngleBracketedGenericArguments) -> Option<String> {
    let mut text = String::new();
    push_arguments(it, &mut text)?;
    Some(text)
}

/// Adds generic arguments with their brackets, on one line, to `text`.
pub(super) fn push_arguments(it: &AngleBracketedGenericArguments, text: &mut String) -> Option<()> {
    text.push('<');
    for (index, argument) in it.args.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        match argument {
            GenericArgument::Lifetime(it) => write!(text, "{it}").ok()?,
            GenericArgument::Type(it) => push(it, text)?,
            GenericArgument::AssocType(it) if it.generics.is_none() => {
                write!(text, "{} = ", it.ident).ok()?;
                push(&it.ty, text)?;
            }
            _ => return None,
        }
    }
    text.push('>');
    Some(())
}

/// A generic argument, on one line if it fits.
pub(super) fn argument(it: &GenericArgument, shape: Shape) -> Option<String> {
    match it {
        GenericArgument::Lifetime(it) => Some(it.to_string()),
        GenericArgument::Type(it) => print(it, shape),
        GenericArgument::AssocType(it) if it.generics.is_none() => {
            Some(format!("{} = {}", it.ident, flat(&it.ty)?))
        }
        _ => None,
    }
}

/// A path with the generic arguments of its last segment on lines of their own, if it has any.
fn path_of_lines(it: &Path, shape: Shape) -> Option<String> {
    let PathSegment { ident, arguments } = it.segments.last()?;
    let mut name = String::new();
    for segment in it.segments.iter().take(it.segments.len() - 1) {
        if !matches!(segment.arguments, PathArguments::None) {
            return None;
        }
        write!(name, "{}::", segment.ident).ok()?;
    }
    write!(name, "{ident}").ok()?;
    shape.sub_width(name.len())?;
    match arguments {
        PathArguments::None => None,
        PathArguments::AngleBracketed(arguments) => Delimited {
            callee: &name,
            elements: arguments.args.iter().map(Element::Generic).collect(),
            delimiters: ("<", ">"),
            max_width: MAX_WIDTH,
            trailing: Trailing::Vertical,
        }
        .print(Context::default(), shape),
        PathArguments::Parenthesized(_) => None,
    }
}

/// The arrow and the type that a function returns, if it returns any.
pub(super) fn returned(it: &ReturnType, shape: Shape) -> Option<String> {
    match it {
        ReturnType::Default => Some(String::new()),
        ReturnType::Type(_, ty) => Some(format!("-> {}", print(ty, shape.offset_left(3)?)?)),
    }
}

/// Generic parameters with their brackets, on one line; nothing if there are none. Bounds after `where` are not printed.
pub(super) fn parameters(it: &Generics) -> Option<String> {
    if it.where_clause.is_some() {
        return None;
    }
    if it.params.is_empty() {
        return Some(String::new());
    }
    let mut text = "<".to_owned();
    for (index, parameter) in it.params.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        match parameter {
            GenericParam::Lifetime(it) if it.bounds.is_empty() => {
                plain(&it.attrs)?;
                write!(text, "{}", it.lifetime).ok()?;
            }
            GenericParam::Type(it) if it.default.is_none() => {
                plain(&it.attrs)?;
                write!(text, "{}", it.ident).ok()?;
                if !it.bounds.is_empty() {
                    text.push_str(": ");
                    push_bounds(it.bounds.iter(), &mut text)?;
                }
            }
            _ => return None,
        }
    }
    text.push('>');
    Some(text)
}

/// `pub ` or nothing.
pub(super) fn visibility(it: &Visibility) -> Option<&'static str> {
    match it {
        Visibility::Public(_) => Some("pub "),
        Visibility::Inherited => Some(""),
        Visibility::Restricted(it) => {
            let is_plain = it.in_token.is_none();
            let is = |name| is_plain && it.path.is_ident(name);
            if is("crate") {
                Some("pub(crate) ")
            } else if is("super") {
                Some("pub(super) ")
            } else {
                None
            }
        }
    }
}

/// A field without a name.
pub(super) fn unnamed(it: &Field, shape: Shape) -> Option<String> {
    let FieldModifiers { .. } = it.modifiers;
    plain(&it.attrs)?;
    let visibility = visibility(&it.vis)?;
    let ty = print(&it.ty, shape.offset_left(visibility.len())?)?;
    Some(format!("{visibility}{ty}"))
}
