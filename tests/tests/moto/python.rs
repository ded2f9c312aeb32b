//! The server, boto3, and Python's own library for HTTP, in a virtual environment of Python.

use crate::process::Process;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tests::workspace;

/// The virtual environment that `.ci/run` makes; CONTRIBUTING has the commands.
const VENV: &str = "target/moto/venv";

const TEST: &str = "slow::clients_get_what_boto3_gets";

/// Identifiers follow from it, so that boto3 and the clients get the same.
const SEED: &str = "21";

/// Python, with moto and boto3.
pub struct Python(PathBuf);

impl Python {
    /// Returns the virtual environment; `None`, with a message, if there is none.
    ///
    /// `.ci/run` rejects `SKIPPED`: it makes the virtual environment if there is a Python.
    pub fn find() -> Option<Self> {
        let path = workspace().join(VENV).join("bin/python");
        if path.exists() {
            return Some(Self(path));
        }
        let mut python = Command::new("python3");
        let python = python.arg("--version").stdout(Stdio::null()).status();
        let reason = match python.is_ok_and(|it| it.success()) {
            true => format!("SKIPPED: {TEST} needs {VENV}: see CONTRIBUTING.md"),
            false => format!("NOT RUN: {TEST} needs `python3`"),
        };
        let _ = writeln!(io::stderr(), "{reason}");
        None
    }

    /// Starts moto on a free port, without any resources.
    pub fn server(&self) -> Server {
        let mut command = Command::new(&self.0);
        let process = Process::start("moto", command.arg(script("serve.py")).arg(SEED));
        let line = process.line();
        let (version, url) = line.split_once(' ').unwrap();
        let requirements = fs::read_to_string(script("requirements.txt")).unwrap();
        assert!(
            requirements.contains(&format!("\nmoto=={version}\n")),
            "{VENV} has moto {version}: install requirements.txt again, see CONTRIBUTING.md"
        );
        let url = url.to_owned();
        Server {
            url,
            _process: process,
        }
    }

    /// Starts the program that sends presigned requests.
    pub fn sender(&self) -> Process {
        let mut command = Command::new(&self.0);
        Process::start("urllib", command.arg(script("send.py")))
    }

    /// Starts the program that makes calls by boto3.
    pub fn boto3(&self, url: &str) -> Process {
        let mut command = Command::new(&self.0);
        Process::start("boto3", command.arg(script("calls.py")).arg(url))
    }
}

/// The server.
pub struct Server {
    pub url: String,
    _process: Process,
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/moto")
        .join(name)
}
