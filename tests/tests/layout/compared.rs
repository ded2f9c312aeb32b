//! Compares generated files with what rustfmt makes of their tokens.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use codegen::output::fileset::RUST_HEADER;
use codegen::output::format::{format_files, format_files_with_rustfmt, rustfmt_program};
use codegen::support::diagnostic::Diagnostics;
use proc_macro2::TokenStream;

/// Files that were compared.
#[derive(Debug, Default)]
pub struct Count {
    pub files: usize,
    /// Those that could not be printed without rustfmt.
    pub by_rustfmt: usize,
}

/// The most files in one run of rustfmt.
const BATCH: usize = 200;

/// Compares the Rust files that come of a manifest, each with all of its text.
///
/// # Errors
/// The problems for which the manifest is rejected.
pub fn compare(manifest: &Path, count: &mut Count) -> Result<(), Diagnostics> {
    let output = codegen::generate(manifest)?;
    let is_rust = |(path, _): &(&str, &str)| path.ends_with(".rs");
    let texts: BTreeMap<&str, &str> = output.files.iter().filter(is_rust).collect();
    let files: Vec<(String, TokenStream)> = texts
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.parse().unwrap()))
        .collect();
    for files in files.chunks(BATCH) {
        let files: BTreeMap<_, _> = files.iter().cloned().collect();
        let expected = format_files_with_rustfmt(files, RUST_HEADER, &rustfmt_program())
            .unwrap_or_else(|problems| panic!("{problems}"));
        for (path, expected) in &expected {
            assert_same(
                &format!("{}: {path}", manifest.display()),
                texts[path.as_str()],
                expected,
            );
        }
    }
    count.files += files.len();
    for (path, tokens) in files {
        let file = BTreeMap::from([(path, tokens)]);
        let without = format_files(file, RUST_HEADER, OsStr::new("no-such-rustfmt"));
        count.by_rustfmt += usize::from(without.is_err());
    }
    Ok(())
}

/// Shows the first line that differs, with those before it.
fn assert_same(file: &str, text: &str, expected: &str) {
    if text == expected {
        return;
    }
    let lines = text.lines().zip(expected.lines());
    let same = lines
        .take_while(|(line, expected)| line == expected)
        .count();
    let around = |text: &str| {
        let lines = text.lines().skip(same.saturating_sub(4)).take(10);
        lines.collect::<Vec<_>>().join("\n")
    };
    panic!(
        "{file}, line {}:\n{}\nrustfmt has:\n{}",
        same + 1,
        around(text),
        around(expected)
    );
}
