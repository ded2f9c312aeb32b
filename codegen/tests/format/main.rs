//! From tokens to text: the layout, and what is said when there is none.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod failures;
mod files;
mod layout;
mod printed;

use std::collections::BTreeMap;

use codegen::output::format::{format_files, rustfmt_program};
use codegen::support::diagnostic::Diagnostics;
use proc_macro2::TokenStream;

const HEADER: &str = "// First.\n// Second.\n";

fn format_all(
    files: impl IntoIterator<Item = (&'static str, TokenStream)>,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let files = files
        .into_iter()
        .map(|(path, tokens)| (path.to_owned(), tokens))
        .collect();
    format_files(files, HEADER, &rustfmt_program())
}
