//! Locations of models: on disk, or in a git revision.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use codegen::smithy::ast;
use codegen::support::diagnostic::{Diagnostic, Diagnostics};

/// A file or folder.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// On disk.
    Disk(PathBuf),
    /// In a revision, by a path in the repository of the current folder.
    Git { revision: String, path: String },
}

impl Place {
    /// Parses `argument`: a path, if it exists, else `REVISION:PATH`.
    pub(crate) fn parse(argument: &OsStr) -> Result<Self, Diagnostics> {
        let place = Self::Disk(PathBuf::from(argument));
        match fs::metadata(argument) {
            Ok(_) => return Ok(place),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(place.unreadable(&error.to_string())),
        }
        let git = argument.to_str().and_then(|text| text.split_once(':'));
        match git {
            // What begins so would be an option of git.
            Some((revision, path)) if !revision.is_empty() && !revision.starts_with('-') => {
                Ok(Self::Git {
                    revision: revision.to_owned(),
                    path: path.to_owned(),
                })
            }
            _ => Err(Diagnostic::error("there is no such file or folder")
                .file(place.name())
                .help("name a model, a folder of models, or one in git as `REVISION:PATH`")
                .into()),
        }
    }

    /// Returns the name for messages.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Disk(path) => path.display().to_string(),
            Self::Git { revision, path } => format!("{revision}:{path}"),
        }
    }

    /// Returns the name of the file or folder itself.
    pub(crate) fn file_name(&self) -> String {
        let path = match self {
            Self::Disk(path) => path.as_path(),
            Self::Git { path, .. } => Path::new(path),
        };
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the place at another path, on disk or in the same revision.
    pub(crate) fn at(&self, path: &Path) -> Self {
        match self {
            Self::Disk(_) => Self::Disk(path.to_owned()),
            Self::Git { revision, .. } => Self::Git {
                revision: revision.clone(),
                path: normal(path),
            },
        }
    }

    /// Returns the path.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Disk(path) => path,
            Self::Git { path, .. } => Path::new(path),
        }
    }

    /// Returns true for a folder. Fails if the path does not exist.
    pub(crate) fn is_folder(&self) -> Result<bool, Diagnostics> {
        match self {
            Self::Disk(path) => fs::metadata(path)
                .map(|metadata| metadata.is_dir())
                .map_err(|error| self.unreadable(&error.to_string())),
            Self::Git { .. } => {
                let kind = self.git(&["cat-file", "-t"])?;
                Ok(kind.trim_ascii() == b"tree")
            }
        }
    }

    /// Returns the names of the files in the folder, sorted.
    pub(crate) fn files(&self) -> Result<Vec<String>, Diagnostics> {
        let mut names = match self {
            Self::Disk(path) => {
                let entries = fs::read_dir(path).and_then(|it| it.collect::<Result<Vec<_>, _>>());
                let entries = entries.map_err(|error| self.unreadable(&error.to_string()))?;
                let files = entries.iter().filter(|it| it.path().is_file());
                files
                    .map(|it| it.file_name().to_string_lossy().into_owned())
                    .collect()
            }
            Self::Git { .. } => {
                // Without `--full-tree` git lists what the tree has below the current folder.
                let listed = self.git(&["ls-tree", "--full-tree", "-z", "--name-only"])?;
                let names = listed.split(|byte| *byte == 0);
                names
                    .map(|name| String::from_utf8_lossy(name).into_owned())
                    .filter(|name| !name.is_empty())
                    .collect::<Vec<_>>()
            }
        };
        names.sort();
        Ok(names)
    }

    /// Returns the text of the file.
    pub(crate) fn read(&self) -> Result<String, Diagnostics> {
        let bytes = match self {
            Self::Disk(path) => {
                fs::read(path).map_err(|error| self.unreadable(&error.to_string()))?
            }
            Self::Git { .. } => self.git(&["cat-file", "blob"])?,
        };
        ast::text(&self.name(), bytes)
    }

    /// Returns the output of a git command on this object.
    fn git(&self, command: &[&str]) -> Result<Vec<u8>, Diagnostics> {
        let object = OsString::from(self.name());
        let run = Command::new("git").args(command).arg(object).output();
        let run = run.map_err(|error| {
            let error = Diagnostic::error(format!("git could not be run: {error}"));
            let help = "`REVISION:PATH` is read by git: install it, or name a file or folder";
            error.file(self.name()).help(help)
        })?;
        if run.status.success() {
            return Ok(run.stdout);
        }
        let said = String::from_utf8_lossy(&run.stderr);
        let said = said
            .lines()
            .next()
            .unwrap_or("git failed without a message");
        Err(self.unreadable(said.trim_start_matches("fatal: ")))
    }

    fn unreadable(&self, why: &str) -> Diagnostics {
        let help = match self {
            Self::Disk(_) => "name a model, or a folder of models, that can be read",
            Self::Git { .. } => {
                "run this in a repository, and name a revision of it and a path in it: from its root, \
                 or with `./` before it, from here"
            }
        };
        let error = Diagnostic::error(format!("this cannot be read: {why}"));
        error.file(self.name()).help(help).into()
    }
}

/// Returns a path in git's form: with forward slashes, and without `..`; a leading `./` is kept, since it has a
/// meaning.
fn normal(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::ParentDir if parts.last().is_some_and(|it| it != ".." && it != ".") => {
                parts.pop();
            }
            component => parts.push(component.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts.join("/")
}
