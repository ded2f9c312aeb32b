//! `runtime` of `[crate]`: the dependency of the generated crate on its runtime.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::section::{Key, Section};
use super::source::Source;
use super::{PathSetting, paths};
use crate::support::diagnostic::{Diagnostic, Diagnostics};
use crate::support::located::Located;
use toml::de::DeTable;

/// The name of the runtime's package in a checkout, and so in a folder and in git.
pub const RUNTIME_PACKAGE: &str = "runtime";

/// The name of the runtime's package in a registry. `runtime` is the name of another package on crates.io.
pub const PUBLISHED_RUNTIME_PACKAGE: &str = "leansmith-runtime";

/// Source of the runtime crate, as `Cargo.toml` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A folder; `Cargo.toml` needs it [relative to the generated crate](super::CrateSettings::runtime_from_crate).
    Path(PathSetting),
    /// A git repository.
    Git {
        /// Its URL.
        url: String,
        /// State to check out instead of the default branch.
        reference: Option<GitReference>,
    },
    /// A version requirement, met by a registry.
    Version(String),
}

/// State of a git repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitReference {
    /// A revision.
    Rev(String),
    /// A tag.
    Tag(String),
    /// A branch.
    Branch(String),
}

pub(super) const RUNTIME: &str = r#"`runtime = "…"`, the folder of the package runtime, or `runtime = { git = "…" }` or `{ version = "…" }`"#;

const RUNTIME_KEYS: &[Key] = &[
    (
        "path",
        r#"`path = "…"`, the folder of the package runtime, relative to this file"#,
    ),
    (
        "git",
        r#"`git = "https://…"`, the URL of a repository that has the package runtime"#,
    ),
    ("rev", r#"`rev = "…"`, a revision of the repository"#),
    ("tag", r#"`tag = "…"`, a tag of the repository"#),
    ("branch", r#"`branch = "…"`, a branch of the repository"#),
    ("version", r#"`version = "0.1"`, a version requirement"#),
];

/// Keys that say where the runtime is, one of which is needed.
const SOURCES: [&str; 3] = ["path", "git", "version"];

/// Keys that choose a state of a git repository, one of which is allowed.
const REFERENCES: [&str; 3] = ["rev", "tag", "branch"];

impl RuntimeDependency {
    pub(super) fn from_key(
        section: &Section<'_>,
        key: &str,
        source: &mut Source<'_>,
    ) -> Option<Self> {
        if !section.is_table(key) {
            return section.path(key, source).map(Self::Path);
        }
        let runtime = section.table(key, RUNTIME_KEYS, source)?;
        let given = runtime.given(&SOURCES);
        match given.as_slice() {
            ["path"] => {
                no_references(&runtime, source)?;
                runtime.path("path", source).map(Self::Path)
            }
            ["version"] => {
                no_references(&runtime, source)?;
                let written = runtime.string("version", source)?;
                valid_requirement(written, source).map(Self::Version)
            }
            ["git"] => {
                let url = runtime.string("git", source);
                let reference = reference(&runtime, source);
                Some(Self::Git {
                    url: valid_url(url?, source)?,
                    reference: reference?,
                })
            }
            [] => {
                let message = "`runtime` has no source for the package runtime";
                let error = Diagnostic::error(message).at(runtime.location.clone());
                source.report(error.help(format!("write {RUNTIME}")))
            }
            several => conflict(&runtime, several, source),
        }
    }

    /// Checks that the folder of the runtime, if it is in one, has the package. Reads its `Cargo.toml`.
    ///
    /// # Errors
    /// The folder does not exist, or has another package or none.
    pub fn check(&self) -> Result<(), Diagnostics> {
        let Self::Path(folder) = self else {
            return Ok(());
        };
        // As it reads, like the path that is written to `Cargo.toml`.
        let problem = match package_of(&paths::absolute(&folder.path)) {
            Ok(name) if name == RUNTIME_PACKAGE => return Ok(()),
            Ok(name) => format!("its package is `{name}`"),
            Err(problem) => problem,
        };
        let message = format!(
            "the folder `{}` does not have the package {RUNTIME_PACKAGE}: {problem}",
            folder.written
        );
        let error = Diagnostic::error(message).at(folder.location.clone());
        let help = match inside(folder) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "name `codegen/runtime` of a checkout of Leansmith, relative to this file, or \
                     write `runtime = { git = \"…\" }` or `{ version = \"…\" }`"
                .to_owned(),
        };
        Err(error.help(help).into())
    }
}

/// Returns the state that is chosen of a git repository, if any. `None`: what is wrong with it is reported.
fn reference(runtime: &Section<'_>, source: &mut Source<'_>) -> Option<Option<GitReference>> {
    let given = runtime.given(&REFERENCES);
    let [key] = given.as_slice() else {
        return match given.as_slice() {
            [] => Some(None),
            several => conflict(runtime, several, source),
        };
    };
    let value = runtime.string(key, source)?.value;
    Some(Some(match *key {
        "rev" => GitReference::Rev(value),
        "tag" => GitReference::Tag(value),
        _ => GitReference::Branch(value),
    }))
}

/// Reports keys that only a git repository has.
fn no_references(runtime: &Section<'_>, source: &mut Source<'_>) -> Option<()> {
    let given = runtime.given(&REFERENCES);
    let Some(key) = given.first() else {
        return Some(());
    };
    let error = Diagnostic::error(format!("`{key}` in {} needs `git`", runtime.title()));
    let error = error.at(runtime.location.clone());
    source.report(error.help("add `git = \"…\"` instead of the path or version, or remove it"))
}

/// Reports keys that exclude each other.
fn conflict<T>(runtime: &Section<'_>, keys: &[&str], source: &mut Source<'_>) -> Option<T> {
    let message = format!("`runtime` has all of `{}`", keys.join("`, `"));
    let error = Diagnostic::error(message).at(runtime.location.clone());
    source.report(error.help("keep one of them"))
}

/// Returns `true` if `text` is a version requirement, as the manifest's `version` takes it.
pub fn is_requirement(text: &str) -> bool {
    semver::VersionReq::parse(text).is_ok()
}

/// Reports a requirement that cargo would reject.
fn valid_requirement(written: Located<String>, source: &mut Source<'_>) -> Option<String> {
    match semver::VersionReq::parse(&written.value) {
        Ok(_) => Some(written.value),
        Err(error) => {
            let message = format!("`{}` is not a version requirement: {error}", written.value);
            let error = Diagnostic::error(message).at(written.location);
            source.report(error.help("write one such as `version = \"0.1\"`"))
        }
    }
}

/// Reports what cargo would not take for the URL of a repository.
fn valid_url(written: Located<String>, source: &mut Source<'_>) -> Option<String> {
    let scheme = written.value.split_once("://").map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it))
    };
    if scheme.is_some_and(is_scheme) {
        return Some(written.value);
    }
    let message = format!("`{}` is not a URL", written.value);
    let error = Diagnostic::error(message).at(written.location);
    source.report(error.help("write one that begins with `https://`, `ssh://` or `file:///`"))
}

/// Returns the name of the package in `folder`, or why there is none.
fn package_of(folder: &Path) -> Result<String, String> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err("it is a file".to_owned()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err("it does not exist".to_owned());
        }
        Err(error) => return Err(error.to_string()),
    }
    let text =
        fs::read_to_string(folder.join("Cargo.toml")).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "it has no Cargo.toml".to_owned(),
            _ => format!("its Cargo.toml cannot be read: {error}"),
        })?;
    let document = DeTable::parse(&text)
        .map_err(|error| format!("its Cargo.toml is not valid TOML: {}", error.message()))?;
    let package = document.get_ref().get("package");
    let name = package.and_then(|it| it.get_ref().as_table()?.get("name")?.get_ref().as_str());
    name.map(str::to_owned)
        .ok_or_else(|| "its Cargo.toml has no package".to_owned())
}

/// Returns the folder below the one given that has the runtime, as the manifest would name it.
fn inside(folder: &PathSetting) -> Option<String> {
    ["codegen/runtime", "runtime"]
        .into_iter()
        .find_map(|below| {
            let name = package_of(&paths::absolute(&folder.path.join(below))).ok()?;
            let written = folder.written.trim_end_matches('/');
            (name == RUNTIME_PACKAGE).then(|| format!("{written}/{below}"))
        })
}
