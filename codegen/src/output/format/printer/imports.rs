//! `use` declarations, in order.

use std::cmp::Ordering;

use syn::{ItemUse, UseTree};

use super::list::{self, Lines, Tactic, Trailing};
use super::shape::{MAX_WIDTH, TAB, push_indent, push_line};
use super::{attributes, order, types};

/// The most columns before the last part of a path that rustfmt does not give up on.
const PREFIX_WIDTH: usize = 97;

/// The most columns of a line of prettyplease.
const UNSORTED_WIDTH: usize = 89;

/// Adds `items` to `text`, sorted. If a path is too long rustfmt gives up on them all: they stay as prettyplease has them.
pub(super) fn push<'a>(
    items: impl Iterator<Item = &'a ItemUse>,
    indent: usize,
    text: &mut String,
) -> Option<()> {
    let mut imports = items.map(Import::new).collect::<Option<Vec<_>>>()?;
    let is_sorted = imports.iter().all(|import| import.has_room(indent));
    if is_sorted {
        imports.iter_mut().for_each(Import::sort);
        imports.sort_by(Import::compare);
    }
    for import in imports {
        push_indent(text, indent);
        attributes::push(&import.item.attrs, indent, text)?;
        text.push_str(&import.print(is_sorted, indent)?);
        text.push('\n');
    }
    Some(())
}

/// A `use` declaration with its path taken apart.
struct Import<'a> {
    item: &'a ItemUse,
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
    fn new(item: &'a ItemUse) -> Option<Self> {
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
                    break End::Names(names);
                }
                UseTree::Rename(_) => return None,
            }
        };
        Some(Self { item, path, end })
    }

    fn compare(&self, other: &Self) -> Ordering {
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

    /// Tells whether rustfmt finds room for the last part of the path.
    fn has_room(&self, indent: usize) -> bool {
        let visibility = types::visibility(&self.item.vis).map_or(0, str::len);
        let last = match self.end {
            End::Name => self.path.last().map_or(0, String::len),
            End::Glob | End::Names(_) => 0,
        };
        let path: usize = self.path.iter().map(|name| name.len() + 2).sum();
        let end = if last > 0 { last + 2 } else { 0 };
        indent + visibility + "use ".len() + path - end <= PREFIX_WIDTH
    }

    fn sort(&mut self) {
        if let End::Names(names) = &mut self.end {
            names.sort_by(|a, b| compare(a, b));
        }
    }

    fn print(&self, is_sorted: bool, indent: usize) -> Option<String> {
        let visibility = types::visibility(&self.item.vis)?;
        let mut text = format!("{visibility}use {}", self.path.join("::"));
        match &self.end {
            End::Name => {}
            End::Glob => text.push_str("::*"),
            End::Names(names) => {
                text.push_str("::");
                // The braces, the semicolon, and two columns that rustfmt leaves.
                let width = if is_sorted {
                    MAX_WIDTH.checked_sub(indent + text.len() + 5)?
                } else {
                    UNSORTED_WIDTH.saturating_sub(indent + text.len() + 3)
                };
                let line = if is_sorted {
                    MAX_WIDTH
                } else {
                    UNSORTED_WIDTH + 1
                };
                let lines = Lines {
                    indent: indent + TAB,
                    width: line.saturating_sub(indent + TAB + 1),
                    ends_with_new_line: true,
                };
                text.push_str(&print_names(names, width, lines));
            }
        }
        text.push(';');
        Some(text)
    }
}

/// A list of names in braces, on one line if it takes no more than `width` columns.
fn print_names(names: &[String], width: usize, lines: Lines) -> String {
    let names: Vec<_> = names.iter().cloned().map(Some).collect();
    let is_one_line = list::tactic(&names, width) == Tactic::Horizontal;
    let (tactic, trailing) = if is_one_line {
        (Tactic::Horizontal, Trailing::Never)
    } else {
        (Tactic::Mixed, Trailing::Vertical)
    };
    let list = list::write(&names, tactic, trailing, lines).unwrap_or_default();
    if is_one_line {
        return format!("{{{list}}}");
    }
    let mut text = "{".to_owned();
    push_line(&mut text, lines.indent);
    text.push_str(&list);
    push_line(&mut text, lines.indent.saturating_sub(TAB));
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
