//! Blank lines between items, which tokens cannot carry and neither prettyplease nor rustfmt adds.
//!
//! An item that stands for a blank line is put where one belongs; prettyplease prints it on a line of its own, and that
//! line is blanked.

use syn::{Attribute, File, ImplItem, Item, Meta, TraitItem, Visibility, parse_quote};

/// Stands for a blank line. Generated code calls no macro of that name.
const MARK: &str = "__blank_line! {}";

/// Kinds of items, which decide whether neighbours are separated by a blank line.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// An import, private or not: rustfmt sorts what stands together.
    Use { public: bool },
    /// A declaration of a module that is a file of its own.
    Module,
    /// A constant or alias of one line.
    Line,
    /// Whatever has a body, or documentation.
    Block,
}

impl Kind {
    /// Returns whether a blank line goes between the two: between all but lines of one kind.
    fn is_set_apart_from(self, next: Self) -> bool {
        self != next || self == Self::Block
    }
}

/// Puts marks between the items of `file`, at every level.
pub(super) fn mark(file: &mut File) {
    mark_items(&mut file.items);
}

/// Blanks the marks in the text of a marked file.
pub(super) fn unmark(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    for line in text.lines() {
        lines.push_str(if line.trim_start() == MARK { "" } else { line });
        lines.push('\n');
    }
    lines
}

fn mark_items(items: &mut Vec<Item>) {
    for item in items.iter_mut() {
        match item {
            Item::Impl(item) => mark_between(&mut item.items, impl_item, || {
                parse_quote!(__blank_line! {})
            }),
            Item::Trait(item) => mark_between(&mut item.items, trait_item, || {
                parse_quote!(__blank_line! {})
            }),
            Item::ForeignMod(item) => mark_between(
                &mut item.items,
                |_| Kind::Block,
                || parse_quote!(__blank_line! {}),
            ),
            Item::Mod(item) => {
                if let Some((_, items)) = &mut item.content {
                    mark_items(items);
                }
            }
            _ => {}
        }
    }
    mark_between(items, item, || parse_quote!(__blank_line! {}));
}

fn mark_between<T>(items: &mut Vec<T>, kind: impl Fn(&T) -> Kind, mark: impl Fn() -> T) {
    let mut spaced = Vec::with_capacity(items.len() * 2);
    let mut previous: Option<Kind> = None;
    for item in items.drain(..) {
        let kind = kind(&item);
        if previous.is_some_and(|previous| previous.is_set_apart_from(kind)) {
            spaced.push(mark());
        }
        previous = Some(kind);
        spaced.push(item);
    }
    *items = spaced;
}

fn item(item: &Item) -> Kind {
    match item {
        Item::Use(item) => Kind::Use {
            public: !matches!(item.vis, Visibility::Inherited),
        },
        Item::Mod(item) if item.content.is_none() => undocumented(&item.attrs, Kind::Module),
        Item::Const(item) => undocumented(&item.attrs, Kind::Line),
        Item::Type(item) => undocumented(&item.attrs, Kind::Line),
        _ => Kind::Block,
    }
}

fn impl_item(item: &ImplItem) -> Kind {
    match item {
        ImplItem::Const(item) => undocumented(&item.attrs, Kind::Line),
        ImplItem::Type(item) => undocumented(&item.attrs, Kind::Line),
        _ => Kind::Block,
    }
}

fn trait_item(item: &TraitItem) -> Kind {
    match item {
        TraitItem::Const(item) => undocumented(&item.attrs, Kind::Line),
        TraitItem::Type(item) => undocumented(&item.attrs, Kind::Line),
        _ => Kind::Block,
    }
}

fn undocumented(attributes: &[Attribute], kind: Kind) -> Kind {
    let is_documentation = |attribute: &Attribute| matches!(&attribute.meta, Meta::NameValue(pair) if pair.path.is_ident("doc"));
    if attributes.iter().any(is_documentation) {
        Kind::Block
    } else {
        kind
    }
}
