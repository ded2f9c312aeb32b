//! The list of names in a generated crate: a line for each type.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::Meanings;
use crate::manifest::quoted;

/// Returns the path of the file in a crate, for the service called `module`.
pub fn path(module: &str) -> String {
    format!("names/{module}.toml")
}

/// The key of a type's own meaning, which no field or variant can be called.
const OWN: &str = "self";

const EXPLANATION: &str =
    "\n# The public names of the service, and what each stands for in requests and responses.\n\n";

/// Returns the text of the file, without the header.
///
/// A setter is left out if it is called as its field.
pub fn text(meanings: &Meanings) -> String {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (scope, names) in meanings {
        for (name, meaning) in names {
            let (path, key) = match is_module(scope) {
                true => (format!("{scope}::{name}"), OWN),
                false => (scope.clone(), name.as_str()),
            };
            let is_implied = |field: &str| names.get(field) == Some(meaning);
            if !field_of(name).is_some_and(is_implied) {
                let line = lines.entry(path).or_default();
                line.push(format!("{} = {}", quoted_key(key), quoted(meaning)));
            }
        }
    }
    let lines = lines
        .into_iter()
        .map(|(path, names)| format!("{} = {{ {} }}\n", quoted(&path), names.join(", ")));
    [EXPLANATION.to_owned()].into_iter().chain(lines).collect()
}

/// Reads such a file. The error: what is wrong with it.
pub fn parse(text: &str) -> Result<Meanings, String> {
    let table = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
    let mut meanings = Meanings::new();
    for (path, names) in table.get_ref() {
        let path: &str = path.get_ref();
        let names = names.get_ref().as_table();
        for (name, meaning) in names.ok_or_else(|| wrong(path))? {
            let name: &str = name.get_ref();
            let meaning = meaning.get_ref();
            let meaning = meaning.as_str().ok_or_else(|| wrong(path))?;
            let (scope, name) = match name {
                OWN => path.rsplit_once("::").ok_or_else(|| wrong(path))?,
                name => (path, name),
            };
            let scope = meanings.entry(scope.to_owned()).or_default();
            scope.insert(name.to_owned(), meaning.to_owned());
        }
    }
    for (_, names) in meanings.iter_mut().filter(|(scope, _)| !is_module(scope)) {
        let fields = names.iter().filter(|(name, _)| field_of(name).is_none());
        let setters = fields.map(|(name, meaning)| (format!("{name}()"), meaning.clone()));
        for (setter, meaning) in setters.collect::<Vec<_>>() {
            names.entry(setter).or_insert(meaning);
        }
    }
    Ok(meanings)
}

fn wrong(path: &str) -> String {
    format!("`{path}` is not a table of strings")
}

fn is_module(scope: &str) -> bool {
    !scope.contains("::")
}

/// Returns the field that a setter of this name has by default.
fn field_of(name: &str) -> Option<&str> {
    name.strip_suffix("()")
}

fn quoted_key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.chars().all(is_bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}
