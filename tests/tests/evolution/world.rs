//! A folder with a written crate and a package of user code.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::smithy::json::Node;
use tempfile::TempDir;
use tests::{cargo_in, workspace};

use crate::ordered;

/// The folder, the services of its crate so far, and the folder of the models and of user code.
pub struct World {
    folder: TempDir,
    services: Vec<String>,
    fixtures: PathBuf,
}

impl World {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            services: Vec::new(),
            fixtures: fixtures(),
        }
    }

    /// With models of streams, and code that uses them.
    pub fn of_streams() -> Self {
        Self {
            fixtures: fixtures().join("streams"),
            ..Self::new()
        }
    }

    /// The text of a fixture.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.fixtures.join(name)).unwrap()
    }

    /// The JSON of a fixture.
    pub fn model(&self, name: &str) -> Node {
        Node::parse(&self.text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What is added, by its name.
    pub fn additions(&self) -> Vec<(String, Node)> {
        let files = fs::read_dir(self.fixtures.join("additions")).unwrap();
        let mut additions: Vec<_> = files
            .map(|file| {
                let name = file.unwrap().file_name().into_string().unwrap();
                let model = self.model(&format!("additions/{name}"));
                (name.trim_end_matches(".json").to_owned(), model)
            })
            .collect();
        additions.sort_by(|(one, _), (other, _)| one.cmp(other));
        additions
    }

    /// Adds a service to the crate.
    pub fn service(&mut self, name: &str, model: &Node) {
        let path = self.folder.path().join(format!("{name}.json"));
        fs::write(path, ordered::text(model)).unwrap();
        self.services.push(name.to_owned());
    }

    /// The user's code, once for each service.
    fn user_code(&self) -> String {
        let path = self.fixtures.join("user.rs");
        let module = |name: &String| {
            format!(
                "#[cfg(test)]\nmod {name} {{\n    use written::{name} as api;\n    include!({path:?});\n}}\n"
            )
        };
        self.services.iter().map(module).collect()
    }

    /// Writes the crate of all services, and beside it the package `name` with this `code`.
    pub fn write(&self, name: &str, code: &str) {
        let root = self.folder.path();
        let table = |name: &String| format!("[service.{name}]\nmodels = [\"{name}.json\"]\n");
        let services: String = self.services.iter().map(table).collect();
        let runtime = workspace().join("codegen/runtime");
        let manifest = format!("[crate]\npath = \"written\"\nruntime = {runtime:?}\n{services}");
        fs::write(root.join("codegen.toml"), manifest).unwrap();
        let output = codegen::generate(&root.join("codegen.toml"))
            .unwrap_or_else(|problems| panic!("{problems}"));
        assert!(output.warnings.is_empty(), "{}", output.warnings);
        output.files.write(&output.root).unwrap();

        let members =
            format!("[workspace]\nresolver = \"3\"\nmembers = [\"written\", \"{name}\"]\n");
        fs::write(root.join("Cargo.toml"), members).unwrap();
        fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        let sources = root.join(name).join("src");
        fs::create_dir_all(&sources).unwrap();
        let package = package(name, &self.services);
        fs::write(root.join(name).join("Cargo.toml"), package).unwrap();
        fs::write(sources.join("lib.rs"), code).unwrap();
    }

    /// Compiles and runs the user's code against each service.
    #[track_caller]
    pub fn user_code_passes(&self) {
        self.write("user", &self.user_code());
        let (done, said) = self.cargo("test --package user");
        assert!(done, "{said}");
        let ran = format!("test result: ok. {} passed", self.services.len());
        assert!(said.contains(&ran), "{said}");
    }

    /// Runs cargo; whether all was well, and what was said.
    pub fn cargo(&self, arguments: &str) -> (bool, String) {
        let mut command = cargo_in(self.folder.path());
        command.args(arguments.split(' ')).arg("--offline");
        let run = command.output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr) + String::from_utf8_lossy(&run.stdout);
        (run.status.success(), said.into_owned())
    }
}

/// The errors of a compilation that was asked for short messages, as `<line>: <code>`.
pub fn errors(said: &str) -> Vec<String> {
    let mut errors: Vec<_> = said
        .lines()
        .filter_map(|line| {
            let (place, message) = line.split_once(": error[")?;
            let line = place.rsplit(':').nth(1)?;
            let code = message.get(..5)?;
            Some(format!("{line}: {code}"))
        })
        .collect();
    errors.sort();
    errors
}

/// The manifest of a package that uses the written crate.
fn package(name: &str, services: &[String]) -> String {
    // Not the HTTP stack: nothing in a written crate depends on it, and it takes a minute to build.
    let features = services.join("\", \"");
    format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
serde = {{ version = "1.0", features = ["derive"] }}
serde_json = "1.0"
tokio = {{ version = "1.54", default-features = false, features = ["rt", "time"] }}

[dependencies.written]
path = "../written"
default-features = false
features = ["serde", "test-util", "{features}"]
"#
    )
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/evolution")
}
