//! The arguments of `codegen`.

use std::path::PathBuf;

use super::words::{Word, Words};

/// The options of `codegen`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) manifest: Option<PathBuf>,
    pub(crate) check: bool,
    pub(crate) verbose: bool,
}

impl Options {
    pub(super) fn parse(mut words: Words) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(word) = words.next()? {
            match &word {
                Word::Option(option) => match option.as_str() {
                    "--check" => options.check = true,
                    "-v" | "--verbose" => options.verbose = true,
                    "--manifest" => words.set_path(&mut options.manifest, option)?,
                    _ => return words.unknown(&word),
                },
                Word::Other(_) => return words.unknown(&word),
            }
        }
        Ok(options)
    }
}
