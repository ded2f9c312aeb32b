//! `use` declarations, in order.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::list::{self, Lines, Tactic, Trailing};
use super::shape::{Shape, TAB, is_multi_line, push_line};
use super::{order, types};

/// The most columns before the last part of a path. With longer ones rustfmt leaves all declarations as they are.
const PREFIX_WIDTH: usize = 97;

/// A `use` declaration with its path taken apart.
pub(super) struct Import<'a> {
    pub(super) item: &'a ItemUse,
    path: Vec<String>,
    end: End,
}

/// The last part of a path.
#[derive(PartialEq)]
enum End {
    Name,
    Glob,
    Names(Vec<String>),
}

impl<'a> Import<'a> {
    /// `None` for a path that renames, or has lists in lists.
    pub(super) fn new(item: &'a ItemUse) -> Option<Self> {
        if item.leading_colon.is_some() {
            return None;
        }
        let mut path = Vec::new();
        let mut tree = &item.tree;
        let end = loop {
            match tree {
                UseTree::Path(it) => {
                    path.push(it.ident.to_string());
                    tree = &it.tree;
                }
                UseTree::Name(it) => {
                    path.push(it.ident.to_string());
                    break End::Name;
                }
                UseTree::Glob(_) => break End::Glob,
                UseTree::Group(it) => {
                    let names = it.items.iter().map(|it| match it {
                        UseTree::Name(it) if it.ident != "self" => Some(it.ident.to_string()),
                        _ => None,
                    });
                    let mut names = names.collect::<Option<Vec<_>>>()?;
                    if names.len() == 1 {
                        path.append(&mut names);
                        break End::Name;
                    }
                    names.sort_by(|a, b| compare(a, b));
                    break End::Names(names);
                }
                UseTree::Rename(_) => return None,
            }
        };
        Some(Self { item, path, end })
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        for (a, b) in self.path.iter().zip(&other.path) {
            let order = compare(a, b);
            if order != Ordering::Equal {
                return order;
            }
        }
        let rank = |import: &Self, others: usize| match &import.end {
            _ if import.path.len() > others => 1,
            End::Name => 0,
            End::Glob => 2,
            End::Names(_) => 3,
        };
        rank(self, other.path.len()).cmp(&rank(other, self.path.len()))
    }

    pub(super) fn print(&self, indent: usize) -> Option<String> {
        let visibility = types::visibility(&self.item.vis)?;
        let mut text = format!("{visibility}use {}", self.path.join("::"));
        let prefix = match self.end {
            End::Name => text.rfind(':').map_or(0, |colon| colon + 1),
            _ => text.len() + 2,
        };
        if indent + prefix > PREFIX_WIDTH {
            return None;
        }
        match &self.end {
            End::Name => {}
            End::Glob => text.push_str("::*"),
            End::Names(names) => {
                text.push_str("::");
                let shape = Shape::indented(indent)
                    .offset_left(text.len())?
                    .sub_width(3)?;
                text.push_str(&print_names(names, shape));
            }
        }
        text.push(';');
        Some(text)
    }
}

fn print_names(names: &[String], shape: Shape) -> String {
    let names: Vec<_> = names.iter().cloned().map(Some).collect();
    let width = shape.width.saturating_sub(2);
    let is_one_line = list::tactic(&names, width) == Tactic::Horizontal;
    let (tactic, trailing) = if is_one_line {
        (Tactic::Horizontal, Trailing::Never)
    } else {
        (Tactic::Mixed, Trailing::Vertical)
    };
    let lines = Lines {
        indent: shape.indent + TAB,
        width: Shape::indented(shape.indent + TAB).width - 1,
        ends_with_new_line: !is_one_line,
    };
    let list = list::write(&names, tactic, trailing, lines).unwrap_or_default();
    let mut text = "{".to_owned();
    if is_multi_line(&list) || list.len() > width {
        push_line(&mut text, lines.indent);
        text.push_str(&list);
        push_line(&mut text, shape.indent);
    } else {
        text.push_str(&list);
    }
    text.push('}');
    text
}

/// `self`, `super` and `crate` come before other names.
fn compare(a: &str, b: &str) -> Ordering {
    let rank = |name: &str| match name {
        "self" => 0,
        "super" => 1,
        "crate" => 2,
        _ => 3,
    };
    rank(a)
        .cmp(&rank(b))
        .then_with(|| order::compare(a.trim_start_matches("r#"), b.trim_start_matches("r#")))
}
