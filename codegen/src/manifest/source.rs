//! The text of a manifest, and what is found wrong with it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::support::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::support::located::Located;

/// The text, where it comes from, and the diagnostics so far.
pub(super) struct Source<'a> {
    text: &'a str,
    file: String,
    folder: PathBuf,
    pub(super) diagnostics: Diagnostics,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, path: &Path) -> Self {
        Self {
            text,
            file: path.display().to_string(),
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            diagnostics: Diagnostics::default(),
        }
    }

    /// Returns the tree, or every mistake of syntax. Of a text with such mistakes only parts can be told, so it goes no
    /// further.
    pub(super) fn parse(&self) -> Result<DeTable<'a>, Diagnostics> {
        let (document, errors) = DeTable::parse_recoverable(self.text);
        if errors.is_empty() {
            return Ok(document.into_inner());
        }
        let mut diagnostics = Diagnostics::default();
        for error in errors {
            let location = self.location(&error.span().unwrap_or_default());
            diagnostics.push(
                Diagnostic::error(format!("not valid TOML: {}", error.message())).at(location),
            );
        }
        diagnostics.sort();
        Err(diagnostics)
    }

    /// Adds an error. Returns `None`, the value that nothing valid could be read.
    pub(super) fn report<T>(&mut self, error: Diagnostic) -> Option<T> {
        self.diagnostics.push(error);
        None
    }

    pub(super) fn location(&self, span: &Range<usize>) -> Location {
        Location {
            position: Some(position(self.text, span.start)),
            ..self.whole_file()
        }
    }

    pub(super) fn located<T>(&self, value: T, span: &Range<usize>) -> Located<T> {
        let location = self.location(span);
        Located { value, location }
    }

    pub(super) fn whole_file(&self) -> Location {
        Location {
            file: Some(self.file.clone()),
            ..Location::default()
        }
    }

    /// Returns a path of the manifest, from its folder.
    pub(super) fn resolve(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }
}

/// Line and column of a byte offset, both from 1, columns in characters.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
