//! The program: built for WebAssembly, with its JavaScript, and run by Node.js.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use tests::{cargo, workspace};

const TARGET: &str = "wasm32-unknown-unknown";
const KEY_ID: &str = "AKIDLOOPBACKEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The crate in the committed manifest, which is elsewhere for a copy.
const GENERATED: &str = "\"../../../generated\"";

const FILES: [&str; 5] = [
    "Cargo.toml",
    "src/lib.rs",
    "glue/Cargo.toml",
    "glue/src/main.rs",
    "status.cjs",
];

/// The built program, in a copy of its folder.
pub struct Program(TempDir);

/// Builds the program; `None`, with a message, if this machine has no Node.js or no std for WebAssembly.
pub fn build() -> Option<Program> {
    let missing = if !runs(Command::new("node").arg("--version")) {
        "`node`"
    } else if !has_target() {
        "`rustup target add wasm32-unknown-unknown`"
    } else {
        let program = Program::new();
        program.build();
        return Some(program);
    };
    let test = "slow::a_client_in_webassembly_calls_a_service_over_fetch";
    let _ = writeln!(io::stderr(), "NOT RUN: {test} needs {missing}");
    None
}

fn runs(command: &mut Command) -> bool {
    let run = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|it| it.success())
}

fn has_target() -> bool {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(workspace());
    let run = rustc.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = run.output().unwrap().stdout;
    Path::new(String::from_utf8(folder).unwrap().trim()).exists()
}

impl Program {
    /// Copies the committed files.
    fn new() -> Self {
        let program = Self(tempfile::tempdir().unwrap());
        let committed = workspace().join("tests/examples/wasm");
        for file in FILES {
            let target = program.path(file);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(committed.join(file), target).unwrap();
        }
        let manifest = program.path("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap();
        assert_eq!(text.matches(GENERATED).count(), 1, "{text}");
        let generated = format!("{:?}", workspace().join("generated"));
        fs::write(manifest, text.replace(GENERATED, &generated)).unwrap();
        // Versions that are on this machine already.
        fs::copy(workspace().join("Cargo.lock"), program.path("Cargo.lock")).unwrap();
        program
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn build(&self) {
        let run = |arguments: &[&str]| {
            let said = cargo(self.0.path(), arguments);
            said.unwrap_or_else(|said| panic!("{said}"));
        };
        run(&["fmt", "--all", "--check"]);
        // wasm-bindgen's tools, which only this program needs.
        run(&["fetch"]);
        let wasm = ["--offline", "--release", "--target", TARGET];
        run(&[&["clippy"], &wasm[..], &["--", "-D", "warnings"]].concat());
        run(&[&["build"], &wasm[..]].concat());
        let built = workspace().join("target/written").join(TARGET);
        let built = built.join("release/wasm.wasm");
        let (built, folder) = (built.to_str().unwrap(), self.path("built"));
        let glue = ["run", "--offline", "--package", "glue", "--", built];
        run(&[&glue[..], &[folder.to_str().unwrap()]].concat());
    }

    /// Returns the size of the program, compressed with gzip, in bytes.
    pub fn compressed(&self) -> usize {
        let script = "process.stdout.write(String(require('node:zlib').gzipSync(
            require('node:fs').readFileSync(process.argv[1]), {level: 9}).length))";
        let mut node = Command::new("node");
        let node = node.arg("-e").arg(script);
        let size = node.arg(self.path("built/wasm_bg.wasm")).output().unwrap();
        let size = String::from_utf8(size.stdout).unwrap();
        eprintln!("a client in WebAssembly: {size} bytes with gzip");
        size.parse().unwrap()
    }

    /// Runs the program against a server, and returns its output, or its error.
    pub fn run(&self, endpoint: &str) -> Result<String, String> {
        finish(self.start(endpoint))
    }

    /// Starts the program, without variables of the caller.
    pub fn start(&self, endpoint: &str) -> Child {
        let mut node = Command::new("node");
        node.env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            node.env("PATH", path);
        }
        node.envs([
            ("AWS_ACCESS_KEY_ID", KEY_ID),
            ("AWS_SECRET_ACCESS_KEY", SECRET),
        ]);
        node.arg(self.path("status.cjs")).arg(self.path("built"));
        node.args([endpoint, "link", "main"]);
        let node = node.stdout(Stdio::piped()).stderr(Stdio::piped());
        node.spawn().unwrap()
    }
}

/// Waits for the end of the program, and returns its output, or its error.
pub fn finish(started: Child) -> Result<String, String> {
    let run = started.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    match run.status.success() {
        true => Ok(text(run.stdout)),
        false => Err(text(run.stderr)),
    }
}
