//! The arguments of `dump-ir`.

use std::path::PathBuf;

use super::words::{Word, Words};

/// The options of `dump-ir`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) service: String,
    pub(crate) pass: Option<String>,
    pub(crate) manifest: Option<PathBuf>,
}

impl Options {
    pub(super) fn parse(mut words: Words) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(word) = words.next()? {
            match &word {
                Word::Option(option) => match option.as_str() {
                    "--pass" => words.set(&mut options.pass, option, "the name of a pass")?,
                    "--manifest" => words.set_path(&mut options.manifest, option)?,
                    _ => return words.unknown(&word),
                },
                Word::Other(service) if options.service.is_empty() => {
                    options.service = service.to_string_lossy().into_owned();
                }
                Word::Other(_) => return words.unknown(&word),
            }
        }
        if options.service.is_empty() {
            return Err("`dump-ir` needs the name of a service of the manifest".to_owned());
        }
        Ok(options)
    }
}
