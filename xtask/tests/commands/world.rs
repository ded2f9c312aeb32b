//! A project of its own for each test: a manifest with two services, an overlay, and a git repository where one is needed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A model whose only output has these members.
pub fn model(service: &str, version: &str, members: &str) -> String {
    format!(
        r##"{{
    "smithy": "2.0",
    "shapes": {{
        "a#{service}": {{
            "type": "service",
            "version": "{version}",
            "operations": [{{ "target": "a#Get{service}" }}, {{ "target": "a#Put{service}" }}],
            "traits": {{ "aws.auth#sigv4": {{ "name": "a" }}, "aws.protocols#awsJson1_0": {{}} }}
        }},
        "a#Get{service}": {{ "type": "operation", "output": {{ "target": "a#{service}Data" }} }},
        "a#Put{service}": {{ "type": "operation", "input": {{ "target": "a#In" }} }},
        "a#In": {{ "type": "structure", "members": {{ "Id": {{ "target": "smithy.api#String" }} }} }},
        "a#{service}Data": {{ "type": "structure", "members": {{ {members} }} }}
    }}
}}"##
    )
}

/// The first members of the output, and what they grow to.
pub const NAME: &str = r#""Name": { "target": "smithy.api#String" }"#;
pub const NAME_AND_SIZE: &str =
    r#""Name": { "target": "smithy.api#String" }, "Size": { "target": "smithy.api#Integer" }"#;

/// Applied to a model of `Thing`, and kept when that is replaced.
const OVERLAY: &str = r#"{
    "smithy": "2.0",
    "shapes": {
        "a#GetThing": {
            "type": "apply",
            "traits": {
                "smithy.waiters#waitable": {
                    "ThingThere": { "acceptors": [{ "state": "success", "matcher": { "success": true } }] }
                }
            }
        }
    }
}"#;

/// A folder with `models`, and the binary that works on it.
pub struct World(TempDir);

impl World {
    pub fn new() -> Self {
        let world = Self(TempDir::new().unwrap());
        world.write("models/thing.json", &model("Thing", "2026-01-01", NAME));
        world.write("models/thing.waiters.json", OVERLAY);
        world.write("models/other.json", &model("Other", "2026-01-01", NAME));
        world.write(
            "models/codegen.toml",
            "[crate]\npath = \"../out\"\nruntime = { version = \"0.1\" }\n\
             [service.thing]\nmodels = [\"thing.json\", \"thing.waiters.json\"]\n\
             [service.other]\nmodels = [\"other.json\"]\noperations = [\"Get*\"]\n",
        );
        world
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Every file below `folder` with its text.
    pub fn tree(&self, folder: &str) -> BTreeMap<PathBuf, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = fs::read_to_string(&path).unwrap();
                    files.insert(path, text);
                }
            }
        }
        files
    }

    /// Makes the folder a git repository, and commits everything in it.
    pub fn commit(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "models"]);
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
        let commit = ["commit", "--quiet", "--no-gpg-sign", "--message", "models"];
        self.git(&[&identity[..], &commit[..]].concat());
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        let run = git.args(arguments).current_dir(self.path()).output();
        let run = run.unwrap();
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(arguments)
            .current_dir(self.path().join(folder))
            .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
            .env_remove("CARGO_MANIFEST_DIR");
        command
    }

    /// Exit code, standard output and standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.run_in("", arguments)
    }

    /// The same, called in a folder of the world.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> (i32, String, String) {
        let output = self.command(folder, arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }

    /// The same in the background.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command("", arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }
}
