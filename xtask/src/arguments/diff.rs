//! The arguments of `diff`.

use std::ffi::OsString;

use super::words::{Word, Words};

/// The options of `diff`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) old: OsString,
    pub(crate) new: OsString,
    pub(crate) service: Option<String>,
    pub(crate) operations: Vec<String>,
    pub(crate) format: Format,
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

impl Options {
    pub(super) fn parse(mut words: Words) -> Result<Self, String> {
        let mut places = Vec::new();
        let mut service = None;
        let mut operations = Vec::new();
        let mut format = None;
        while let Some(word) = words.next()? {
            match word {
                Word::Option(option) => match option.as_str() {
                    "--service" => words.set(&mut service, &option, "a shape id")?,
                    "--operations" => operations.push(words.text(&option, "a pattern")?),
                    "--format" => words.set(&mut format, &option, FORMATS)?,
                    _ => return words.unknown(&Word::Option(option)),
                },
                Word::Other(place) if places.len() < 2 && !place.is_empty() => places.push(place),
                Word::Other(_) => return words.unknown(&word),
            }
        }
        let format = match format.as_deref() {
            None | Some("text") => Format::Text,
            Some("markdown") => Format::Markdown,
            Some("json") => Format::Json,
            Some(other) => return Err(format!("`--format` needs {FORMATS}, not `{other}`")),
        };
        let mut places = places.into_iter();
        let (Some(old), Some(new)) = (places.next(), places.next()) else {
            return Err(
                "`diff` needs OLD and NEW: two models, folders or REVISION:PATH".to_owned(),
            );
        };
        Ok(Self {
            old,
            new,
            service,
            operations,
            format,
        })
    }
}

const FORMATS: &str = "text, markdown or json";
