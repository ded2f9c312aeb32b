//! Paths of everything, and checks before anything is measured.

use crate::command::{Result, output};
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Project {
    root: PathBuf,
}

/// The document of all figures.
pub fn results() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md")
}

/// The document that compares with other clients.
pub fn comparison() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../COMPARE.md")
}

/// The picture of some figures.
pub fn bars() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bars.svg")
}

impl Project {
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let project = Self { root };
        for models in [
            project.root.join("../shared/aws-models"),
            project.root.join("../shared/aws-models-http"),
            project.benchmark(),
        ] {
            if !models.exists() {
                return Err(
                    format!("no models for the measured crates: {}", models.display()).into(),
                );
            }
        }
        Ok(project)
    }

    /// The model of AWS's benchmark of serialization and deserialization.
    pub fn benchmark(&self) -> PathBuf {
        self.root.join("../shared/serde-benchmark/model.json")
    }

    fn folder(&self) -> PathBuf {
        self.root.join("tests/peers")
    }

    /// The lock file of the programs.
    pub fn lock(&self) -> PathBuf {
        self.folder().join("programs/Cargo.lock")
    }

    /// Folder in which whole services are generated.
    pub fn whole(&self) -> PathBuf {
        self.folder().join("target/whole")
    }

    /// A target folder for the programs.
    pub fn target(&self, name: &str) -> PathBuf {
        self.folder().join("target").join(name)
    }

    /// A program in `target`, the target folder of that name.
    pub fn program(&self, target: &str, name: &str) -> PathBuf {
        self.target(target).join("release").join(name)
    }

    /// The source that is touched.
    pub fn main_of(&self, package: &str) -> PathBuf {
        self.folder()
            .join("programs")
            .join(package)
            .join("src/main.rs")
    }

    /// `cargo` in the workspace of the programs.
    pub fn cargo(&self, target: &str, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        // What runs this program says to cargo is not for the cargo that it runs.
        for (name, _) in std::env::vars() {
            let is_of_caller = ["CARGO_PKG", "CARGO_PROFILE"]
                .iter()
                .any(|it| name.starts_with(it));
            if is_of_caller || name == "CARGO_MANIFEST_DIR" {
                cargo.env_remove(name);
            }
        }
        cargo
            .current_dir(self.folder().join("programs"))
            .env("CARGO_TARGET_DIR", self.target(target))
            .args(arguments)
            .args(["--offline", "--quiet"]);
        cargo
    }

    /// Generates the measured crates and fetches the dependencies of the programs.
    pub fn prepare(&self) -> Result {
        for manifest in [
            "events.toml",
            "part.toml",
            "standard.toml",
            "storage.toml",
            "whole.toml",
        ] {
            output(
                Command::new("cargo")
                    .current_dir(&self.root)
                    .args(["xtask", "codegen", "--manifest"])
                    .arg(self.folder().join(manifest)),
            )?;
        }
        let programs = self.folder().join("programs");
        output(
            Command::new("cargo")
                .current_dir(programs)
                .args(["fetch", "--locked"]),
        )?;
        Ok(())
    }
}
