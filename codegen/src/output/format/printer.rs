//! Rust as rustfmt lays it out, for the Rust that the emitters write.
//!
//! The rules are those of rustfmt with edition 2024 and no settings: a construct is printed into the shape that it has, on
//! one line if it fits, else on the lines that rustfmt would give it. `slow` tests compare the two on all models. A file with a
//! construct that is not known here, or that does not fit however it is laid out, is not printed.

mod assignment;
mod attributes;
mod binary;
mod block;
mod chain;
mod closure;
mod condition;
mod expression;
mod flat;
mod function;
mod imports;
mod item;
mod kind;
mod list;
mod macros;
mod matching;
mod order;
mod overflow;
mod pattern;
mod shape;
mod structure;
mod types;

use syn::{Attribute, File};

/// Facts that the layout of an expression depends on, beside its shape.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    /// An argument of a macro: braces and commas are left as they are.
    in_macro: bool,
    /// Chains have to be on one line.
    one_line_chain: bool,
    /// Chains may be longer than their lines: rustfmt gives up on a statement in which a string does not fit, and leaves it
    /// as prettyplease has it, which has a line for each link too.
    long_chains: bool,
}

/// The text of a file, or `None` if the file is one that is not printed.
pub(super) fn print(file: &File) -> Option<String> {
    if file.shebang.is_some() {
        return None;
    }
    let mut text = String::new();
    attributes::push(&file.attrs, 0, &mut text)?;
    if !file.attrs.is_empty() && !file.items.is_empty() {
        text.push('\n');
    }
    item::push_all(&file.items, 0, &mut text)?;
    Some(text)
}

/// `None` if there are attributes where none are printed.
fn plain(attributes: &[Attribute]) -> Option<()> {
    attributes.is_empty().then_some(())
}
