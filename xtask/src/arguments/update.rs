//! The arguments of `update`.

use std::path::PathBuf;

use super::words::{Word, Words};

/// The options of `update`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) from: Vec<PathBuf>,
    pub(crate) check: bool,
    pub(crate) force: bool,
    pub(crate) manifest: Option<PathBuf>,
}

impl Options {
    pub(super) fn parse(mut words: Words) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(word) = words.next()? {
            match &word {
                Word::Option(option) => match option.as_str() {
                    "--from" => options.from.push(words.path(option)?),
                    "--check" => options.check = true,
                    "--force" => options.force = true,
                    "--manifest" => words.set_path(&mut options.manifest, option)?,
                    _ => return words.unknown(&word),
                },
                Word::Other(_) => return words.unknown(&word),
            }
        }
        if options.from.is_empty() {
            return Err("`update` needs `--from PATH`: where the newer models are".to_owned());
        }
        Ok(options)
    }
}
