//! The whole generator, and the compiler on what it writes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use codegen::scratch::ScratchFolder;

use super::Input;
use super::pipeline::{Verdict, refused};
use super::run::said;
use crate::workspace;

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// As far as the texts of all files, which rustfmt has read.
    Text,
    /// As far as a crate that compiles without a warning.
    Crate,
}

/// Generates from `input` as the command line does.
///
/// # Errors
/// What should not be.
pub fn judge(input: &Input, depth: Depth) -> Result<Verdict, String> {
    let Input::Model(model) = input else {
        return Ok(Verdict::Taken);
    };
    let folder = ScratchFolder::new().map_err(|error| error.to_string())?;
    let manifest = folder.path().join("codegen.toml");
    write(folder.path(), model).map_err(|error| error.to_string())?;
    let output = catch_unwind(AssertUnwindSafe(|| codegen::generate(&manifest)));
    let output = match output.map_err(|panic| said(panic.as_ref()))? {
        Ok(output) => output,
        Err(problems) => {
            let is_a_bug = problems.to_string().contains("bug of the generator");
            return if is_a_bug {
                Err(problems.to_string())
            } else {
                refused(&problems)
            };
        }
    };
    if depth == Depth::Crate {
        output
            .files
            .write(&output.root)
            .map_err(|problems| problems.to_string())?;
        let lock = fs::copy(
            workspace().join("Cargo.lock"),
            output.root.join("Cargo.lock"),
        );
        lock.map_err(|error| error.to_string())?;
        check(&output.root)?;
    }
    Ok(Verdict::Taken)
}

fn write(folder: &Path, model: &[u8]) -> std::io::Result<()> {
    fs::write(folder.join("model.json"), model)?;
    // Of a model's own tests those of its endpoints alone are written.
    let tests = !String::from_utf8_lossy(model).contains("\"smithy.test#http");
    let runtime = workspace().join("codegen/runtime");
    let manifest = format!(
        "[crate]\npath = \"written\"\nruntime = {runtime:?}\n[service.service]\nmodels = [\"model.json\"]\nprotocol-tests = {tests}\n"
    );
    fs::write(folder.join("codegen.toml"), manifest)
}

/// Compiles the crate in `root`, beside other crates that tests write and without the HTTP stack.
fn check(root: &Path) -> Result<(), String> {
    let run = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args([
            "check",
            "--offline",
            "--all-targets",
            "--no-default-features",
        ])
        .args(["--features", "service,blocking,test-util"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", workspace().join("target/written"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .map_err(|error| format!("cargo: {error}"))?;
    if run.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let start = said.find("error").unwrap_or_default();
    Err(format!(
        "does not compile: {}",
        said.get(start..).unwrap_or_default()
    ))
}
