//! What the tests share: where things are, how a test says that it was skipped, and cargo for crates that tests write.

pub mod fixtures;
pub mod fuzz;
pub mod generated;
pub mod records;

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    let member = Path::new(env!("CARGO_MANIFEST_DIR"));
    member.parent().unwrap_or(member).to_owned()
}

/// The file or folder `path` of the material that lies beside the workspace; `None`, said loudly, where there is none.
///
/// The message goes around the test harness, which shows the output of failed tests alone: `.ci/run` looks for it.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = workspace().join("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = writeln!(std::io::stderr(), "SKIPPED: {test} needs ../shared/{path}");
    None
}

/// The real models in `folder`, by name.
pub fn real_models(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut models = entries.collect::<io::Result<Vec<_>>>()?;
    models.retain(|path| path.extension().is_some_and(|it| it == "json"));
    models.sort();
    Ok(models)
}

/// The module that a manifest of these tests gives to `model`.
pub fn module(model: &Path) -> String {
    let name = model.file_stem().unwrap_or_default();
    name.to_string_lossy().replace('-', "_")
}

/// A manifest of all operations of `models`, with the tests that they bring.
pub fn manifest_of(models: &[PathBuf]) -> String {
    let runtime = workspace().join("codegen/runtime");
    let services = models.iter().map(|model| {
        let module = module(model);
        format!("[service.{module}]\nmodels = [{model:?}]\nprotocol-tests = true\n")
    });
    let services: String = services.collect();
    format!("[crate]\npath = \"clients\"\nruntime = {runtime:?}\n{services}")
}

/// Cargo in `folder`, a crate or workspace that a test wrote.
///
/// They share one target folder, which no other build uses, and are built without what only debuggers and another build in
/// the same place would read.
pub fn cargo_in(folder: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(folder);
    command.env("CARGO_TARGET_DIR", workspace().join("target/written"));
    command.envs([("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "0")]);
    command.envs([
        ("RUSTFLAGS", "-D warnings"),
        ("RUSTDOCFLAGS", "-D warnings"),
    ]);
    command
}

/// Runs [cargo](cargo_in) and gives what it says; as an error, where it fails.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = cargo_in(folder);
    command.args(arguments);
    let run = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&run.stderr) + String::from_utf8_lossy(&run.stdout);
    if run.status.success() {
        Ok(said.into_owned())
    } else {
        Err(format!("cargo {}: {said}", arguments.join(" ")))
    }
}

/// Writes a file if its content changes, so that cargo does not build it again.
///
/// # Errors
///
/// Names the file that cannot be written.
pub fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|it| it == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// How many tests passed, by the lines of cargo such as `test result: ok. 48 passed; …`.
pub fn passed(said: &str) -> usize {
    let results = said
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ok. "));
    let counts = results.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok());
    counts.sum()
}

/// Snippets of the documents, as `build.rs` completes them.
#[cfg(doctest)]
mod documents {
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/README.md"))]
    struct Readme;
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/GUIDE.md"))]
    struct Guide;
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/GENERATING.md"))]
    struct Generating;
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/COMPARE.md"))]
    struct Compare;
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/CONTRIBUTING.md"))]
    struct Contributing;
    #[doc = include_str!(concat!(env!("OUT_DIR"), "/SECURITY.md"))]
    struct Security;
}
