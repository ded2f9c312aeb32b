//! The whole generator, and the compiler on what it writes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tempfile::TempDir;

use super::Input;
use super::pipeline::{Verdict, refused};
use super::run::said;
use crate::{cargo_in, workspace};

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// As far as the texts of all files, which rustfmt has read.
    Text,
    /// As far as a crate that clippy has nothing to say of.
    Crate,
}

/// Generates one crate from all `cases`, each a service, as the command line does.
///
/// # Errors
/// What should not be.
pub fn judge(cases: &[(u64, Input)], depth: Depth) -> Result<Verdict, String> {
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let manifest = folder.path().join("codegen.toml");
    let services = write(folder.path(), cases).map_err(|error| error.to_string())?;
    let output = catch_unwind(AssertUnwindSafe(|| codegen::generate(&manifest)));
    let output = match output.map_err(|panic| said(panic.as_ref()))? {
        Ok(output) => output,
        Err(problems) => {
            let problem = problems.to_string();
            return if problem.contains("bug of the generator") {
                Err(problem)
            } else {
                refused(&problems)
            };
        }
    };
    if depth == Depth::Crate {
        let written = output.files.write(&output.root);
        written.map_err(|problems| problems.to_string())?;
        let lock = fs::copy(
            workspace().join("Cargo.lock"),
            output.root.join("Cargo.lock"),
        );
        lock.map_err(|error| error.to_string())?;
        check(&output.root, &services.join(","))?;
    }
    Ok(Verdict::Taken)
}

/// Writes the models and the manifest; the names of the services.
fn write(folder: &Path, cases: &[(u64, Input)]) -> std::io::Result<Vec<String>> {
    let runtime = workspace().join("codegen/runtime");
    let mut manifest = format!("[crate]\npath = \"written\"\nruntime = {runtime:?}\n");
    let mut services = Vec::new();
    for (seed, input) in cases {
        let name = format!("case_{seed}");
        fs::write(folder.join(format!("{name}.json")), input.bytes())?;
        // Of a model's own tests those of its endpoints alone are written.
        let tests = !String::from_utf8_lossy(input.bytes()).contains("\"smithy.test#http");
        manifest.push_str(&format!(
            "[service.{name}]\nmodels = [\"{name}.json\"]\nprotocol-tests = {tests}\n"
        ));
        services.push(name);
    }
    fs::write(folder.join("codegen.toml"), manifest)?;
    Ok(services)
}

/// Compiles the crate in `root`, beside other crates that tests write and without the HTTP stack.
fn check(root: &Path, services: &str) -> Result<(), String> {
    let run = cargo_in(root)
        .args(["clippy", "--offline", "--all-targets"])
        .args(["--no-default-features", "--features"])
        .arg(format!("{services},blocking,test-util"))
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
