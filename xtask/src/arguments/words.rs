//! What stands on a command line: options, their values, and the rest.

use std::ffi::OsString;
use std::path::PathBuf;
use std::vec::IntoIter;

/// The words that are not read yet.
pub(super) struct Words {
    rest: IntoIter<OsString>,
    /// The option read last, with the value after its `=`, until somebody takes that.
    given: Option<(String, String)>,
}

/// One of them.
pub(super) enum Word {
    /// What begins with `-`, up to its `=`.
    Option(String),
    /// Anything else.
    Other(OsString),
}

impl Words {
    pub(super) fn new(words: Vec<OsString>) -> Self {
        Self {
            rest: words.into_iter(),
            given: None,
        }
    }

    /// The next word, if there is one. The error: the option before it takes no value.
    pub(super) fn next(&mut self) -> Result<Option<Word>, String> {
        if let Some((option, value)) = self.given.take() {
            return Err(format!("unknown argument `{option}={value}`"));
        }
        let Some(word) = self.rest.next() else {
            return Ok(None);
        };
        let Some(option) = word.to_str().filter(|word| word.starts_with('-')) else {
            return Ok(Some(Word::Other(word)));
        };
        Ok(Some(Word::Option(match option.split_once('=') {
            Some((option, value)) => {
                self.given = Some((option.to_owned(), value.to_owned()));
                option.to_owned()
            }
            None => option.to_owned(),
        })))
    }

    /// The value of the option read last, which is `what`.
    fn value(&mut self, option: &str, what: &str) -> Result<OsString, String> {
        let value = match self.given.take() {
            Some((_, value)) => Some(value.into()),
            None => self.rest.next(),
        };
        value
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("`{option}` needs {what}"))
    }

    /// Sets the value of the option read last, which may be given once and is `what`.
    pub(super) fn set(
        &mut self,
        slot: &mut Option<String>,
        option: &str,
        what: &str,
    ) -> Result<(), String> {
        let value = self.text(option, what)?;
        once(slot.replace(value), option)
    }

    /// The same for a path.
    pub(super) fn set_path(
        &mut self,
        slot: &mut Option<PathBuf>,
        option: &str,
    ) -> Result<(), String> {
        let value = self.path(option)?;
        once(slot.replace(value), option)
    }

    /// The value of the option read last, as text.
    pub(super) fn text(&mut self, option: &str, what: &str) -> Result<String, String> {
        let value = self.value(option, what)?;
        value.into_string().map_err(|value| {
            format!(
                "`{option}` needs {what}, and `{}` is no text",
                value.display()
            )
        })
    }

    /// The value of the option read last, as a path.
    pub(super) fn path(&mut self, option: &str) -> Result<PathBuf, String> {
        self.value(option, "a path").map(PathBuf::from)
    }

    /// What to say of a word that the command does not know.
    pub(super) fn unknown<T>(&self, word: &Word) -> Result<T, String> {
        let value = self.given.as_ref().map(|(_, value)| format!("={value}"));
        let value = value.unwrap_or_default();
        Err(match word {
            Word::Option(option) => format!("unknown argument `{option}{value}`"),
            Word::Other(word) => format!("unknown argument `{}`", word.display()),
        })
    }
}

fn once<T>(before: Option<T>, option: &str) -> Result<(), String> {
    match before {
        None => Ok(()),
        Some(_) => Err(format!("`{option}` is given twice")),
    }
}
