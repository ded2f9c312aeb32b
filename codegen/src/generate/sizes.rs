//! Lines of generated code, of a service and of each of its operations and types.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::emit::{self, Part};
use crate::ir::{ModelTests, Service};
use crate::output::fileset::RUST_HEADER;
use crate::output::format;
use crate::support::diagnostic::Diagnostics;

/// Lines of an `impl` block besides its items.
const LINES_OF_BLOCK: usize = 2;

/// Lines of a service, without comments and blank lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Lines of the whole module.
    pub total: usize,
    /// Lines of each operation and type, by shape id. An operation has those of its input, output, errors enum, methods
    /// and waiters.
    pub shapes: BTreeMap<String, usize>,
}

/// Measures the code of a service.
///
/// # Errors
/// A file needs rustfmt, which is missing or fails, or is not Rust, which is a bug of the generator.
pub fn sizes(service: &Service) -> Result<Sizes, Diagnostics> {
    // The name of the crate is in documentation alone.
    let krate = "clients";
    let files = emit::service(krate, service, &ModelTests::default());
    let files = files
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/"));
    let parts = emit::parts(krate, service);
    let tokens = parts.iter().map(|part| part.tokens.clone());
    let mut shapes = BTreeMap::new();
    for (
        Part {
            shape, is_in_block, ..
        },
        lines,
    ) in parts.iter().zip(measured(tokens.collect())?)
    {
        let block = if *is_in_block { LINES_OF_BLOCK } else { 0 };
        *shapes.entry((*shape).to_owned()).or_default() += lines.saturating_sub(block);
    }
    Ok(Sizes {
        total: measured(files.map(|(_, tokens)| tokens).collect())?
            .iter()
            .sum(),
        shapes,
    })
}

/// Returns the lines of files, in their order.
fn measured(files: Vec<TokenStream>) -> Result<Vec<usize>, Diagnostics> {
    // Paths are sorted, as the files are.
    let files = files.into_iter().enumerate();
    let files = files.map(|(index, tokens)| (format!("{index:09}.rs"), tokens));
    let texts = format::format_files(files.collect(), RUST_HEADER, &format::rustfmt_program())?;
    Ok(texts.values().map(|text| lines(text)).collect())
}

/// Returns the number of lines that are neither blank nor comments.
pub fn lines(text: &str) -> usize {
    let lines = text.lines().map(str::trim_start);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}
