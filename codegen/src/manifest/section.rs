//! One table of the manifest: typed access to its keys, and diagnostics for whatever does not fit.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::PathSetting;
use super::source::Source;
use crate::support::diagnostic::{Diagnostic, Location};
use crate::support::located::Located;
use crate::support::suggest;

/// A key that a table may have, and what to write, for help.
pub(super) type Key = (&'static str, &'static str);

/// A table.
pub(super) struct Section<'a> {
    /// Its own key.
    pub(super) key: String,
    /// Location of its key.
    pub(super) location: Location,
    /// Its own key and those of the tables around it.
    path: String,
    table: &'a DeTable<'a>,
    /// The keys that it may have; if there are none, all.
    keys: &'static [Key],
}

impl<'a> Section<'a> {
    /// Returns the document itself.
    pub(super) fn root(
        table: &'a DeTable<'a>,
        keys: &'static [Key],
        source: &mut Source<'_>,
    ) -> Self {
        Self {
            key: String::new(),
            location: source.whole_file(),
            path: String::new(),
            table,
            keys,
        }
        .checked(source)
    }

    /// Reports unknown keys.
    fn checked(self, source: &mut Source<'_>) -> Self {
        let names: Vec<_> = self.keys.iter().map(|(name, _)| *name).collect();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if names.is_empty() || names.contains(&name) {
                continue;
            }
            let known = format!("known keys: `{}`", names.join("`, `"));
            let help = match suggest::question(name, names.iter().copied()) {
                Some(question) => format!("{question} ({known})"),
                None => known,
            };
            let error = Diagnostic::error(format!("unknown key `{name}` in {}", self.title()));
            source
                .diagnostics
                .push(error.at(source.location(&key.span())).help(help));
        }
        self
    }

    /// Name of the table in messages.
    pub(super) fn title(&self) -> String {
        match self.path.as_str() {
            "" => "the manifest".to_owned(),
            path => format!("`[{path}]`"),
        }
    }

    /// Those of `keys` that the table has.
    pub(super) fn given<'k>(&self, keys: &[&'k str]) -> Vec<&'k str> {
        let keys = keys.iter().copied();
        keys.filter(|key| self.has(key)).collect()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn is_table(&self, key: &str) -> bool {
        self.table
            .get(key)
            .is_some_and(|value| value.get_ref().is_table())
    }

    /// Returns the result of `read` for `key`, or an error if the key is missing.
    pub(super) fn required<T>(
        &self,
        key: &str,
        source: &mut Source<'_>,
        read: impl FnOnce(&Self, &str, &mut Source<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.has(key) {
            return read(self, key, source);
        }
        let example = self.example(key).unwrap_or(key);
        let error = Diagnostic::error(format!("`{key}` is missing in {}", self.title()))
            .at(self.location.clone());
        source.report(error.help(format!("add {example}")))
    }

    /// Returns a text that is not empty. `None`, here and below: the key is absent, or what is wrong with it is
    /// reported.
    pub(super) fn string(&self, key: &str, source: &mut Source<'_>) -> Option<Located<String>> {
        self.read_string(key, self.table.get(key)?, source)
    }

    pub(super) fn boolean(&self, key: &str, source: &mut Source<'_>) -> Option<Located<bool>> {
        let value = self.table.get(key)?;
        self.typed(key, value, "a boolean", |it| it.as_bool(), source)
    }

    pub(super) fn path(&self, key: &str, source: &mut Source<'_>) -> Option<PathSetting> {
        self.string(key, source)
            .map(|written| Self::resolve(written, source))
    }

    /// Returns an array of texts that are not empty; it has at least one.
    pub(super) fn strings(
        &self,
        key: &str,
        source: &mut Source<'_>,
    ) -> Option<Vec<Located<String>>> {
        let value = self.table.get(key)?;
        let Some(array) = value.get_ref().as_array() else {
            return self.wrong_type(key, value, "an array of strings", source);
        };
        if array.is_empty() {
            return self.wrong(key, value, "is empty", source);
        }
        let items: Vec<_> = array
            .iter()
            .map(|item| self.read_string(key, item, source))
            .collect();
        items.into_iter().collect()
    }

    /// Returns an array of paths, each of them once.
    pub(super) fn paths(&self, key: &str, source: &mut Source<'_>) -> Option<Vec<PathSetting>> {
        let mut paths: Vec<PathSetting> = Vec::new();
        for written in self.strings(key, source)? {
            let path = Self::resolve(written, source);
            if paths.iter().any(|earlier| earlier.path == path.path) {
                let error =
                    Diagnostic::error(format!("`{}` is listed twice in `{key}`", path.written));
                source
                    .diagnostics
                    .push(error.at(path.location.clone()).help("keep one of them"));
            }
            paths.push(path);
        }
        Some(paths)
    }

    pub(super) fn table(
        &self,
        key: &str,
        keys: &'static [Key],
        source: &mut Source<'_>,
    ) -> Option<Section<'a>> {
        let (name, value) = self.table.get_key_value(key)?;
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        self.subsection(path, name, value, keys, source)
    }

    /// Returns all keys that have a text that is not empty; of the others it is reported.
    pub(super) fn texts(&self, source: &mut Source<'_>) -> Vec<(Located<String>, Located<String>)> {
        let texts = self.table.iter().filter_map(|(key, value)| {
            let name = source.located(key.get_ref().to_string(), &key.span());
            let text = self.read_string(&name.value, value, source)?;
            Some((name, text))
        });
        texts.collect()
    }

    /// Returns a table of tables that all have `keys`.
    pub(super) fn tables(
        &self,
        key: &str,
        keys: &'static [Key],
        source: &mut Source<'_>,
    ) -> Option<Vec<Section<'a>>> {
        let value = self.table.get(key)?;
        let Some(tables) = value.get_ref().as_table() else {
            return self.wrong_type(key, value, "a table of tables", source);
        };
        if tables.is_empty() {
            return self.wrong(key, value, "is empty", source);
        }
        let sections: Vec<_> = tables
            .iter()
            .map(|(name, value)| {
                let path = format!("{key}.{}", name.get_ref());
                self.subsection(path, name, value, keys, source)
            })
            .collect();
        sections.into_iter().collect()
    }

    fn subsection(
        &self,
        path: String,
        key: &Spanned<toml::de::DeString<'a>>,
        value: &'a Spanned<DeValue<'a>>,
        keys: &'static [Key],
        source: &mut Source<'_>,
    ) -> Option<Section<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type(&path, value, "a table", source);
        };
        let (key, location) = (key.get_ref().to_string(), source.location(&key.span()));
        Some(
            Section {
                key,
                location,
                path,
                table,
                keys,
            }
            .checked(source),
        )
    }

    fn read_string(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        source: &mut Source<'_>,
    ) -> Option<Located<String>> {
        let read = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
        let text = self.typed(key, value, "a string", read, source)?;
        if text.value.is_empty() {
            return self.wrong(key, value, "has an empty string", source);
        }
        Some(text)
    }

    /// Returns the value as `read` reads it, or an error if it is not what is `expected`.
    fn typed<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        read: impl Fn(&DeValue<'_>) -> Option<T>,
        source: &mut Source<'_>,
    ) -> Option<Located<T>> {
        match read(value.get_ref()) {
            Some(it) => Some(source.located(it, &value.span())),
            None => self.wrong_type(key, value, expected, source),
        }
    }

    fn resolve(written: Located<String>, source: &Source<'_>) -> PathSetting {
        let Located {
            value: written,
            location,
        } = written;
        PathSetting {
            path: source.resolve(&written),
            written,
            location,
        }
    }

    fn wrong_type<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        let found = match value.get_ref().type_str() {
            found @ ("array" | "integer") => format!("an {found}"),
            "datetime" => "a date or time".to_owned(),
            found => format!("a {found}"),
        };
        self.wrong(
            key,
            value,
            &format!("has {found} instead of {expected}"),
            source,
        )
    }

    fn wrong<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        problem: &str,
        source: &mut Source<'_>,
    ) -> Option<T> {
        let error = Diagnostic::error(format!("`{key}` in {} {problem}", self.title()));
        let error = error.at(source.location(&value.span()));
        source.report(match self.example(key) {
            Some(example) => error.help(format!("write {example}")),
            None if self.keys.is_empty() => error.help(format!("write `{key:?} = \"…\"`")),
            None => error,
        })
    }

    fn example(&self, key: &str) -> Option<&'static str> {
        let mut known = self.keys.iter().filter(|(name, _)| *name == key);
        known.next().map(|(_, example)| *example)
    }
}
