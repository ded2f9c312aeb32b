//! The program that makes the calls of a model's operations: writes, builds and runs it.

use super::cases::cases;
use super::model::{Model, Operation};
use super::record::{Record, call};
use crate::{cargo, generated, manifest_of, module, put, workspace};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program for the operations of a model.
#[derive(Debug)]
pub struct Driver {
    /// Module of the service.
    pub service: String,
    model: Model,
    folder: PathBuf,
    operations: Vec<String>,
}

impl Driver {
    /// Generates a crate of the model's operations, and a program that calls them, in a folder of the target folder.
    ///
    /// # Errors
    ///
    /// Fails if the model is rejected, or if a file cannot be read or written.
    pub fn write(model: &Path) -> Result<Self, String> {
        Self::write_some(model, &[])
    }

    /// Does the same for the operations that match a glob, or for all if there is none.
    ///
    /// # Errors
    ///
    /// See [`Driver::write`].
    pub fn write_some(model: &Path, globs: &[&str]) -> Result<Self, String> {
        let service = module(model);
        let folder = workspace().join("target/records").join(&service);
        fs::create_dir_all(folder.join("driver/src")).map_err(|error| at(&folder, &error))?;
        let manifest = folder.join("codegen.toml");
        let operations = match globs {
            [] => String::new(),
            globs => format!("operations = {globs:?}"),
        };
        let text = manifest_of(&[model.to_owned()]).replace("protocol-tests = true", &operations);
        put(&manifest, &text)?;
        let output = codegen::generate(&manifest).map_err(|problems| problems.to_string())?;
        let written = output.files.write(&output.root);
        written.map_err(|error| error.to_string())?;
        let found = output.files.iter();
        let found = found.filter_map(|(path, text)| {
            Some((generated::Operation::find(&service, path, text)?, text))
        });
        let mut found: Vec<_> = found.collect();
        let expected: usize = output.services.iter().map(|it| it.operations).sum();
        if found.len() != expected {
            let problem = format!("{} operations found of {expected}", found.len());
            return Err(at(model, &problem));
        }
        found.retain(|(_, text)| is_json(text));
        let found: Vec<_> = found.into_iter().map(|(it, _)| it).collect();
        let driver = folder.join("driver");
        put(
            &driver.join("Cargo.toml"),
            &cargo_toml(&service, &output.name),
        )?;
        put(
            &driver.join("src/main.rs"),
            &main_rs(&service, &output.name, &found),
        )?;
        let copies = [
            ("Cargo.lock", driver.join("Cargo.lock")),
            ("tests/records/call.rs", driver.join("src/call.rs")),
        ];
        for (from, to) in copies {
            let text = fs::read_to_string(workspace().join(from));
            put(&to, &text.map_err(|error| at(Path::new(from), &error))?)?;
        }
        let text = fs::read_to_string(model).map_err(|error| at(model, &error))?;
        Ok(Self {
            model: Model::parse(&text).map_err(|error| at(model, &error))?,
            operations: found.into_iter().map(|it| it.name).collect(),
            service,
            folder,
        })
    }

    /// Records the operations, or those among them that `is_wanted` names, and gives each record to `take`.
    ///
    /// # Errors
    ///
    /// Fails if the program cannot be built, or fails; and as `take` does.
    pub fn run(
        &self,
        is_wanted: &dyn Fn(&str) -> bool,
        take: &mut dyn FnMut(Record) -> Result<(), String>,
    ) -> Result<(), String> {
        let operations = self.operations(is_wanted);
        let [calls, texts] = self.files();
        self.write_calls(&operations, &calls)?;
        self.make_calls()?;
        let file = File::open(&texts).map_err(|error| at(&texts, &error))?;
        let mut lines = BufReader::new(file).lines();
        for operation in operations {
            let record = Record::new(&self.model, &operation, &mut |case| {
                let line = lines
                    .next()
                    .ok_or_else(|| format!("no text of {}", case.label))?;
                line.map_err(|error| at(&texts, &error))
            })?;
            take(record)?;
        }
        Ok(())
    }

    /// Returns the names of the operations that the program can call.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.operations
    }

    /// Makes calls, of one line each, and returns their texts.
    ///
    /// # Errors
    ///
    /// Fails if the program cannot be built, or fails.
    pub fn texts(&self, calls: &[String]) -> Result<Vec<String>, String> {
        let [path, texts] = self.files();
        fs::write(&path, calls.join("\n")).map_err(|error| at(&path, &error))?;
        self.make_calls()?;
        let texts = fs::read_to_string(&texts).map_err(|error| at(&texts, &error))?;
        Ok(texts.lines().map(str::to_owned).collect())
    }

    /// Files of the calls and of their texts.
    fn files(&self) -> [PathBuf; 2] {
        ["calls", "texts"].map(|name| self.folder.join(name))
    }

    fn make_calls(&self) -> Result<(), String> {
        cargo(&self.folder.join("driver"), &["build", "--offline"])?;
        let program = format!("target/written/debug/records-{}", self.service);
        let program = workspace().join(program);
        let mut command = Command::new(&program);
        let status = command.args(self.files()).status();
        let status = status.map_err(|error| at(&program, &error))?;
        match status.success() {
            true => Ok(()),
            false => Err(at(&program, &status)),
        }
    }

    fn operations(&self, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Operation<'_>> {
        let mut operations = self.model.operations();
        // The program has no operations with streams.
        operations
            .retain(|it| is_wanted(it.name) && self.operations.iter().any(|name| name == it.name));
        operations
    }

    fn write_calls(&self, operations: &[Operation<'_>], path: &Path) -> Result<(), String> {
        let file = File::create(path).map_err(|error| at(path, &error))?;
        let mut file = BufWriter::new(file);
        for operation in operations {
            for case in cases(&self.model, operation) {
                writeln!(file, "{}", call(&case)).map_err(|error| at(path, &error))?;
            }
        }
        file.flush().map_err(|error| at(path, &error))
    }
}

/// Returns true for a generated file without an operation that has a stream: inputs and outputs are written as JSON, which
/// has no streams.
fn is_json(text: &str) -> bool {
    let mut streams = [
        "fn request_stream(",
        "fn response_stream(",
        "fn request_events(",
        "fn response_events(",
    ]
    .iter();
    !streams.any(|it| text.contains(it))
}

fn cargo_toml(service: &str, clients: &str) -> String {
    let runtime = workspace().join("codegen/runtime");
    format!(
        "[package]\nname = \"records-{service}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
        {clients} = {{ path = \"../{clients}\", default-features = false, \
        features = [\"client\", \"test-util\", \"{service}\"] }}\n\
        runtime = {{ path = {runtime:?}, features = [\"client\", \"cbor\", \"test-util\"] }}\n\
        serde = \"1\"\nserde_json = \"1\"\n\n[workspace]\n"
    )
}

fn main_rs(service: &str, clients: &str, operations: &[generated::Operation]) -> String {
    let rows = operations.iter().map(|operation| {
        let (name, path) = (&operation.name, operation.path(clients, service));
        format!("    ({name:?}, record::<{path}>),\n")
    });
    let rows: String = rows.collect();
    format!(
        "mod call;\n\nuse call::{{Recorder, record}};\n\nconst OPERATIONS: &[(&str, Recorder)] = &[\n{rows}];\n\n\
        fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    call::main(OPERATIONS)\n}}\n"
    )
}

fn at(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
