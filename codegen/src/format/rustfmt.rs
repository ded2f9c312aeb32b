//! One run of rustfmt over many files.
//!
//! rustfmt follows `mod x;` to a file, stops if there is none, and formats what it finds once for each path that leads
//! to it. So every file gets a folder to itself, and the modules that it declares are empty files there.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use syn::Item;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::scratch::ScratchFolder;

/// A file on its way through rustfmt.
pub(super) struct File {
    /// Its path in the written crate, for messages.
    pub(super) path: String,
    /// Its text, before and after.
    pub(super) text: String,
    /// The files that it expects for the modules that it declares, from its folder.
    pub(super) modules: Vec<PathBuf>,
}

/// How many files one process is given: command lines have limits, that of Windows is 32,767 characters.
const FILES_PER_RUN: usize = 200;

/// The files that a file expects for the modules that it declares, from its own folder.
pub(super) fn modules(file: &syn::File) -> Vec<PathBuf> {
    let mut modules = Vec::new();
    collect_modules(&file.items, Path::new(""), &mut modules);
    modules
}

fn collect_modules(items: &[Item], folder: &Path, modules: &mut Vec<PathBuf>) {
    for item in items {
        let Item::Mod(item) = item else { continue };
        let name = item.ident.to_string();
        let name = name.trim_start_matches("r#");
        match &item.content {
            None => modules.push(folder.join(format!("{name}.rs"))),
            Some((_, items)) => collect_modules(items, &folder.join(name), modules),
        }
    }
}

/// Formats `files` with edition 2024 and its style, whatever rustfmt.toml a machine has.
pub(super) fn run(program: &OsStr, files: &mut [File]) -> Result<(), Diagnostics> {
    let folder = ScratchFolder::new().map_err(|error| scratch(&error))?;
    let configuration = folder.path().join("rustfmt.toml");
    fs::write(&configuration, "").map_err(|error| scratch(&error))?;
    for (index, chunk) in files.chunks_mut(FILES_PER_RUN).enumerate() {
        let chunk_folder = folder.path().join(index.to_string());
        run_chunk(program, chunk, &chunk_folder, &configuration)?;
    }
    Ok(())
}

fn run_chunk(
    program: &OsStr,
    files: &mut [File],
    folder: &Path,
    configuration: &Path,
) -> Result<(), Diagnostics> {
    let mut paths = Vec::with_capacity(files.len());
    for (index, file) in files.iter().enumerate() {
        paths.push(write(file, &folder.join(index.to_string())).map_err(|error| scratch(&error))?);
    }
    let mut command = Command::new(program);
    command.args([
        "--edition",
        "2024",
        "--style-edition",
        "2024",
        "--color",
        "never",
        "--config-path",
    ]);
    command.arg(configuration).args(&paths).stdin(Stdio::null());
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => return Err(failed(program, &output, files, &paths).into()),
        Err(error) => return Err(not_started(program, &error).into()),
    }
    for (file, path) in files.iter_mut().zip(&paths) {
        file.text = fs::read_to_string(path).map_err(|error| scratch(&error))?;
    }
    Ok(())
}

/// Writes `file` as a module that owns `folder`, next to the empty files of its modules.
fn write(file: &File, folder: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for module in &file.modules {
        let path = folder.join(module);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, "")?;
    }
    let path = folder.join("mod.rs");
    fs::write(&path, &file.text)?;
    Ok(path)
}

const INSTALL: &str = "install it with `rustup component add rustfmt`, or name one in the environment variable `RUSTFMT`";

fn not_started(program: &OsStr, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!(
        "rustfmt (`{}`) cannot be run: {error}",
        program.display()
    ))
    .help(INSTALL)
}

fn failed(program: &OsStr, output: &Output, files: &[File], paths: &[PathBuf]) -> Diagnostic {
    let mut report = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    for (file, path) in files.iter().zip(paths) {
        report = report.replace(&path.display().to_string(), &file.path);
    }
    let error = Diagnostic::error(format!(
        "rustfmt (`{}`) failed: {}\n{report}",
        program.display(),
        output.status
    ));
    // What rustup says when the toolchain has no rustfmt.
    if report.contains("is not installed") {
        error.help(INSTALL)
    } else {
        error.help(UPDATE)
    }
}

const UPDATE: &str = "rustfmt 1.8 (Rust 1.85) or later is needed; if it is new enough, this is a bug of the generator";

fn scratch(error: &io::Error) -> Diagnostic {
    let folder: OsString = std::env::temp_dir().into();
    Diagnostic::error(format!("temporary files cannot be written or read: {error}"))
        .file(folder.display().to_string())
        .help("free some space, or name another folder in the environment variable `TMPDIR` (`TEMP` on Windows)")
}
