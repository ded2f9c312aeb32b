//! The two programs that the command line is built as.

use std::path::{Path, PathBuf};

/// A program of this command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// `leansmith`, which works in any folder.
    Leansmith,
    /// `cargo xtask`, which works in this project.
    Xtask,
}

/// The name of a manifest.
pub(crate) const MANIFEST: &str = "codegen.toml";

/// The folder that models are usually in.
const MODELS: &str = "models";

impl Program {
    /// Its name, as one calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Leansmith => "leansmith",
            Self::Xtask => "cargo xtask",
        }
    }

    /// The default manifest, in words.
    pub(crate) fn default_manifest_name(self) -> &'static str {
        match self {
            Self::Leansmith => "codegen.toml, or models/codegen.toml",
            Self::Xtask => "models/codegen.toml of this project",
        }
    }

    /// The manifest that is read if none is named.
    ///
    /// `leansmith` looks into the current folder and its `models`. `cargo xtask` takes that of the workspace cargo runs it
    /// from, or of the current folder if it is not run by cargo.
    pub(crate) fn default_manifest(self) -> PathBuf {
        let in_models = Path::new(MODELS).join(MANIFEST);
        match self {
            Self::Leansmith if !Path::new(MANIFEST).exists() && in_models.exists() => in_models,
            Self::Leansmith => MANIFEST.into(),
            Self::Xtask => workspace().join(in_models),
        }
    }
}

/// The workspace that cargo runs this from, relative to the current folder if it is below it: messages are shorter so.
fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let workspace = package.as_deref().and_then(Path::parent);
    let workspace = workspace.unwrap_or(Path::new(""));
    let here = std::env::current_dir().unwrap_or_default();
    workspace.strip_prefix(here).unwrap_or(workspace).to_owned()
}
