//! Patterns.

use syn::Pat;

use super::list::Trailing;
use super::overflow::{Delimited, Element};
use super::shape::Shape;
use super::{Context, expression, plain, types};

/// The most columns of several patterns of a tuple on one line.
const WIDTH: usize = 60;

pub(super) fn print(it: &Pat, shape: Shape) -> Option<String> {
    match it {
        Pat::Ident(it) => {
            plain(&it.attrs)?;
            if it.subpat.is_some() {
                return None;
            }
            let reference = if it.by_ref.is_some() { "ref " } else { "" };
            let mutable = if it.mutability.is_some() { "mut " } else { "" };
            Some(format!("{reference}{mutable}{}", it.ident))
        }
        Pat::Lit(it) => {
            plain(&it.attrs)?;
            expression::literal(&it.lit)
        }
        Pat::Path(it) => {
            plain(&it.attrs)?;
            match it.qself {
                None => types::path_of_value(&it.path),
                Some(_) => None,
            }
        }
        Pat::Reference(it) => {
            plain(&it.attrs)?;
            let operator = if it.mutability.is_some() {
                "&mut "
            } else {
                "&"
            };
            let inner = print(&it.pat, shape.offset_left(operator.len())?)?;
            Some(format!("{operator}{inner}"))
        }
        Pat::TupleStruct(it) => {
            plain(&it.attrs)?;
            if it.qself.is_some() {
                return None;
            }
            Delimited {
                callee: &types::path_of_value(&it.path)?,
                elements: it.elems.iter().map(Element::Pattern).collect(),
                delimiters: ("(", ")"),
                max_width: WIDTH,
                trailing: Trailing::Vertical,
            }
            .print(Context::default(), shape)
        }
        Pat::Wild(it) => {
            plain(&it.attrs)?;
            Some("_".to_owned())
        }
        _ => None,
    }
}
