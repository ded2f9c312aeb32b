//! Tokens of whole files → text in the form that `cargo fmt --check` requires.
//!
//! `printer` prints the Rust that the emitters write like rustfmt. A file with another construct goes through prettyplease,
//! which turns any tokens into lines, and rustfmt itself.

mod documentation;
mod join;
mod printer;
mod rustfmt;
mod spacing;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::File;

use crate::support::diagnostic::{Diagnostic, Diagnostics};

/// Returns the rustfmt that formats: what the environment variable `RUSTFMT` names, as it does for cargo, else the one
/// that is found on the path.
pub fn rustfmt_program() -> OsString {
    std::env::var_os("RUSTFMT")
        .filter(|program| !program.is_empty())
        .unwrap_or_else(|| "rustfmt".into())
}

/// Returns the texts of `files` (by path), each after `header` and a blank line.
///
/// The tokens are those of a whole file, with documentation as `#[doc]` attributes of one or more lines. `header` is lines
/// of `//` comments. `rustfmt` is the program to run for files that cannot be printed without it; see [`rustfmt_program`].
///
/// # Errors
/// rustfmt is needed and missing, or fails, or tokens are not a Rust file, which is a bug of the generator.
pub fn format_files(
    files: BTreeMap<String, TokenStream>,
    header: &str,
    rustfmt: &OsStr,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    format(files, header, rustfmt, printer::print)
}

/// Returns what [`format_files`] does, with all files formatted by rustfmt: the reference that its own layout is tested
/// against.
///
/// # Errors
/// As for [`format_files`].
pub fn format_files_with_rustfmt(
    files: BTreeMap<String, TokenStream>,
    header: &str,
    rustfmt: &OsStr,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    format(files, header, rustfmt, |_| None)
}

/// Returns the texts of files, as `print` or rustfmt formats them.
fn format(
    files: BTreeMap<String, TokenStream>,
    header: &str,
    rustfmt: &OsStr,
    print: impl Fn(&File) -> Option<String>,
) -> Result<BTreeMap<String, String>, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let header = header.trim_end();
    let mut texts = BTreeMap::new();
    let mut drafts = Vec::new();
    for (path, tokens) in files {
        match syn::parse2(tokens) {
            Ok(file) => match print(&file) {
                Some(text) => {
                    texts.insert(path, with_header(header, &text));
                }
                None => match draft(&path, &file) {
                    Ok(draft) => drafts.push(draft),
                    Err(error) => diagnostics.push(not_rust(path, &error)),
                },
            },
            Err(error) => diagnostics.push(not_rust(path, &error)),
        }
    }
    if diagnostics.has_errors() {
        return Err(diagnostics);
    }
    if !drafts.is_empty() {
        rustfmt::run(rustfmt, &mut drafts)?;
    }
    for rustfmt::File { path, text } in drafts {
        let text = with_header(header, &text);
        texts.insert(path, text);
    }
    Ok(texts)
}

fn with_header(header: &str, text: &str) -> String {
    if text.trim().is_empty() {
        format!("{header}\n")
    } else {
        format!("{header}\n\n{text}")
    }
}

fn not_rust(path: String, error: &syn::Error) -> Diagnostic {
    Diagnostic::error(format!("the generated code is not valid Rust: {error}"))
        .file(path)
        .help("this is a bug of the generator: please report it together with the model")
}

/// Returns a file as prettyplease writes it, with blank lines between its items and a mark at the end of its head.
fn draft(path: &str, file: &File) -> Result<rustfmt::File, syn::Error> {
    let mut file = syn::parse2(documentation::split(file.to_token_stream()))?;
    join::mark(&mut file);
    spacing::mark(&mut file);
    Ok(rustfmt::File {
        path: path.to_owned(),
        text: spacing::unmark(&prettyplease::unparse(&file)),
    })
}
