//! The two programs of the command line.

use std::path::{Path, PathBuf};

/// A program of this command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `leansmith`, which works in any folder.
    Leansmith,
    /// `cargo xtask`, which works in this project.
    Xtask,
}

/// Name of a manifest.
pub(crate) const MANIFEST: &str = "codegen.toml";

/// Usual folder of models.
const MODELS: &str = "models";

impl Program {
    /// Returns the name to call the program by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Leansmith => "leansmith",
            Self::Xtask => "cargo xtask",
        }
    }

    /// Describes the default manifest.
    pub(crate) fn default_manifest_name(self) -> &'static str {
        match self {
            Self::Leansmith => "codegen.toml, or models/codegen.toml",
            Self::Xtask => "models/codegen.toml of this project",
        }
    }

    /// Returns the default manifest.
    ///
    /// `leansmith` looks in the current folder and its `models`. `cargo xtask` uses that of the workspace from which
    /// cargo runs it, or of the current folder if it is not run by cargo.
    pub(crate) fn default_manifest(self) -> PathBuf {
        let in_models = Path::new(MODELS).join(MANIFEST);
        match self {
            Self::Leansmith if !Path::new(MANIFEST).exists() && in_models.exists() => in_models,
            Self::Leansmith => MANIFEST.into(),
            Self::Xtask => workspace().join(in_models),
        }
    }
}

/// Returns the workspace from which cargo runs this program, relative to the current folder if it is below it: messages
/// are shorter then.
fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let workspace = package.as_deref().and_then(Path::parent);
    let workspace = workspace.unwrap_or(Path::new(""));
    let here = std::env::current_dir().unwrap_or_default();
    workspace.strip_prefix(here).unwrap_or(workspace).to_owned()
}
