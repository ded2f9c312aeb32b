//! The folder that the crates of a survey are written to: a cargo workspace.
//!
//! | path | contents |
//! |---|---|
//! | `Cargo.toml` | the workspace; its only member is the crate that is built, at the end all |
//! | `leansmith` | a copy of this program |
//! | `crates/NAME.toml`, `crates/NAME/` | manifest and crate of a model |
//! | `logs/NAME.STEP.txt` | output of a step |
//! | `target/` | build products, unless cargo is configured to put them elsewhere |

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::manifest::{Draft, DraftRuntime, DraftService, Manifest, RuntimeDependency};
use codegen::support::diagnostic::{Diagnostic, Diagnostics};
use tempfile::TempDir;

use super::find::Service;
use crate::runtime;

/// First line of the workspace's manifest, by which the folder is recognized.
const MARKER: &str = "# Written by `survey` of Leansmith: do not edit it.";

/// Settings for builds of which nothing is debugged or changed.
const SETTINGS: &str = "\
resolver = \"3\"

[profile.dev]
debug = false
incremental = false
";

/// The folder.
pub(super) struct Folder {
    path: PathBuf,
    runtime: DraftRuntime,
    /// Removes the folder at the end, unless it is kept.
    temporary: Option<TempDir>,
}

impl Folder {
    /// Creates the folder: `keep`, or a temporary one.
    pub(super) fn create(keep: Option<&Path>, given: Option<&str>) -> Result<Self, Diagnostics> {
        let (path, temporary) = match keep {
            Some(path) => (path.to_owned(), None),
            None => {
                let made = TempDir::with_prefix("leansmith-survey-");
                let made = made.map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
                (made.path().to_owned(), Some(made))
            }
        };
        let failed = |error: io::Error| unwritable(&path, &error);
        fs::create_dir_all(path.join("crates")).map_err(failed)?;
        fs::create_dir_all(path.join("logs")).map_err(failed)?;
        let path = fs::canonicalize(&path).map_err(failed)?;
        let folder = Self {
            runtime: runtime::source(given, &path.join("crates")),
            path,
            temporary,
        };
        folder.check_ours()?;
        Ok(folder)
    }

    /// Checks that the folder is not somebody else's package.
    fn check_ours(&self) -> Result<(), Diagnostics> {
        let manifest = self.path.join("Cargo.toml");
        match fs::read_to_string(&manifest) {
            Ok(text) if !text.starts_with(MARKER) => {
                let error = Diagnostic::error("this package was not written by `survey`");
                let error = error.file(manifest.display().to_string());
                Err(error.help("name an empty folder with `--keep DIR`").into())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the copy of this program that generates.
    pub(super) fn program(&self) -> PathBuf {
        let name = format!("leansmith{}", std::env::consts::EXE_SUFFIX);
        self.path.join(name)
    }

    /// Returns true if the folder remains after the run.
    pub(super) fn is_kept(&self) -> bool {
        self.temporary.is_none()
    }

    /// Returns the folder of a crate.
    pub(super) fn crate_of(&self, name: &str) -> PathBuf {
        self.path.join("crates").join(name)
    }

    /// Returns the manifest of a model, as [`write_manifest`](Self::write_manifest) writes it.
    pub(super) fn manifest_of(&self, name: &str) -> PathBuf {
        self.path.join("crates").join(format!("{name}.toml"))
    }

    /// Writes the manifest of a crate called `name`, and checks it.
    pub(super) fn write_manifest(&self, name: &str, service: &Service) -> Result<(), Diagnostics> {
        // Absolute, so that messages name files as the user finds them.
        let files = service.files.iter().map(std::path::absolute);
        let files = files.collect::<io::Result<Vec<PathBuf>>>();
        let files = files.map_err(|error| unwritable(&self.path, &error))?;
        let draft = Draft {
            path: name.to_owned(),
            runtime: self.runtime.clone(),
            services: vec![DraftService {
                module: name.to_owned(),
                models: files.iter().map(|it| it.display().to_string()).collect(),
                service: service.is_one_of_several.then(|| service.id.clone()),
                protocol_tests: true,
            }],
        };
        let path = self.manifest_of(name);
        let text = draft.text("leansmith");
        let manifest = Manifest::parse(&text, &path)?;
        manifest.crate_.runtime.check()?;
        // Names of another state of the model need not stay.
        let _ = fs::remove_dir_all(self.crate_of(name).join("names"));
        fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
        self.add_lock(&manifest)
    }

    /// Begins with the versions of dependencies that a runtime in a folder is tested with.
    fn add_lock(&self, manifest: &Manifest) -> Result<(), Diagnostics> {
        let lock = self.path.join("Cargo.lock");
        let RuntimeDependency::Path(runtime) = &manifest.crate_.runtime else {
            return Ok(());
        };
        if lock.exists() {
            return Ok(());
        }
        let Ok(runtime) = fs::canonicalize(&runtime.path) else {
            return Ok(());
        };
        let mut locks = runtime.ancestors().map(|it| it.join("Cargo.lock"));
        match locks.find(|it| it.exists()) {
            Some(found) => fs::copy(found, &lock)
                .map(|_| ())
                .map_err(|error| unwritable(&lock, &error).into()),
            None => Ok(()),
        }
    }

    /// Writes the manifest of the workspace, with these crates.
    pub(super) fn write_workspace<'a>(
        &self,
        crates: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Diagnostics> {
        let members = crates.into_iter().map(|name| format!("\"crates/{name}\""));
        let members: Vec<_> = members.collect();
        let members = members.join(", ");
        let text = format!("{MARKER}\n\n[workspace]\nmembers = [{members}]\n{SETTINGS}");
        let path = self.path.join("Cargo.toml");
        fs::write(&path, text).map_err(|error| unwritable(&path, &error).into())
    }

    /// Writes the output of a step.
    pub(super) fn log(&self, name: &str, step: &str, text: &str) -> Result<PathBuf, Diagnostics> {
        let path = self.path.join("logs").join(format!("{name}.{step}.txt"));
        fs::write(&path, text).map_err(|error| unwritable(&path, &error))?;
        Ok(path)
    }

    /// Removes a crate that is not kept.
    pub(super) fn remove(&self, name: &str) {
        if !self.is_kept() {
            // The whole folder is removed at the end.
            let _ = fs::remove_dir_all(self.crate_of(name));
        }
    }
}

/// Returns the error for a file or folder that cannot be written.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("this cannot be written: {error}");
    Diagnostic::error(message)
        .file(path.display().to_string())
        .help("name another folder with `--keep DIR`, or file for the report")
}
