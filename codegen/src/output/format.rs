//! Tokens of whole files → text as a person would have laid it out.
//!
//! prettyplease turns tokens into lines, blank lines are put between the items, and rustfmt gives the result the form
//! that `cargo fmt --check` requires; neither of the two is enough on its own.

mod join;
mod rustfmt;
mod spacing;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use proc_macro2::TokenStream;

use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// The most lines that a file may have: nobody reads, and no tool likes, a longer one.
pub const MAX_LINES: usize = 20_000;

/// Returns the rustfmt that formats: what the environment variable `RUSTFMT` names, as it does for cargo, else the one
/// that is found on the path.
pub fn rustfmt_program() -> OsString {
    std::env::var_os("RUSTFMT")
        .filter(|program| !program.is_empty())
        .unwrap_or_else(|| "rustfmt".into())
}

/// Returns the texts of `files` (by path), each after `header` and a blank line.
///
/// The tokens are those of a whole file, with one `#[doc]` attribute for each line of documentation. `header` is lines
/// of `//` comments. `rustfmt` is the program to run; see [`rustfmt_program`].
///
/// # Errors
/// rustfmt is missing or fails, a file is too long, or tokens are no Rust file, which is a bug of the generator.
pub fn format_files(
    files: BTreeMap<String, TokenStream>,
    header: &str,
    rustfmt: &OsStr,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut drafts = Vec::new();
    for (path, tokens) in files {
        match draft(&path, tokens) {
            Ok(draft) => drafts.push(draft),
            Err(error) => diagnostics.push(
                Diagnostic::error(format!("the generated code is not valid Rust: {error}"))
                    .file(path)
                    .help(
                        "this is a bug of the generator: please report it together with the model",
                    ),
            ),
        }
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    rustfmt::run(rustfmt, &mut drafts)?;
    let header = header.trim_end();
    let mut texts = BTreeMap::new();
    for rustfmt::File { path, text } in drafts {
        let text = if text.trim().is_empty() {
            format!("{header}\n")
        } else {
            format!("{header}\n\n{text}")
        };
        let lines = text.lines().count();
        if lines > MAX_LINES {
            let message =
                format!("the file would have {lines} lines, more than the maximum of {MAX_LINES}");
            let help = "choose fewer operations for this service with `operations` in the manifest";
            diagnostics.push(Diagnostic::error(message).file(&path).help(help));
        }
        texts.insert(path, text);
    }
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(texts)
    }
}

/// Returns a file as prettyplease writes it, with blank lines between its items and a mark at the end of its head.
fn draft(path: &str, tokens: TokenStream) -> Result<rustfmt::File, syn::Error> {
    let mut file = syn::parse2(tokens)?;
    join::mark(&mut file);
    spacing::mark(&mut file);
    Ok(rustfmt::File {
        path: path.to_owned(),
        text: spacing::unmark(&prettyplease::unparse(&file)),
    })
}
