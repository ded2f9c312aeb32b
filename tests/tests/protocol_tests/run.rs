//! Writes a crate and runs its tests.

use std::fs;
use std::path::Path;

use tests::{cargo_in, workspace};

/// What cargo says of a run: the sums of its lines `test result: ok. 48 passed; 0 failed; 0 ignored; …`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
    pub filtered: usize,
}

/// Writes the crate of the `services` of a manifest into `folder`. Nothing may be warned of.
pub fn write(folder: &Path, services: &str) -> codegen::Output {
    let runtime = workspace().join("codegen/runtime");
    let manifest = format!("[crate]\npath = \"clients\"\nruntime = {runtime:?}\n{services}");
    fs::write(folder.join("codegen.toml"), manifest).unwrap();
    let output = codegen::generate(&folder.join("codegen.toml"))
        .unwrap_or_else(|problems| panic!("{problems}"));
    assert!(output.warnings.is_empty(), "{}", output.warnings);
    output.files.write(&output.root).unwrap();
    let lock = workspace().join("Cargo.lock");
    fs::copy(lock, output.root.join("Cargo.lock")).unwrap();
    output
}

/// Runs the tests of the crate in `folder`. Of its default features without the HTTP stack: nothing in them needs it.
pub fn test(folder: &Path, modules: &[&str]) -> (Outcome, String) {
    let features = modules.join(",");
    let arguments = format!(
        "test --offline --tests --no-fail-fast --no-default-features --features {features}"
    );
    let (_, said) = cargo(folder, &arguments);
    (outcome(&said), said)
}

/// Runs cargo in `folder`: whether it succeeds, and what it says.
pub fn cargo(folder: &Path, arguments: &str) -> (bool, String) {
    let run = cargo_in(folder)
        .args(arguments.split(' '))
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (run.status.success(), text(&run.stdout) + &text(&run.stderr))
}

fn outcome(said: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let lines = said
        .lines()
        .filter_map(|it| it.strip_prefix("test result: "));
    for line in lines {
        let counts = line
            .split(';')
            .flat_map(|it| it.rsplit_once(". ").or(Some(("", it))));
        for (_, count) in counts {
            let (number, what) = count.trim().split_once(' ').unwrap();
            let Ok(number) = number.parse::<usize>() else {
                continue; // how long it took
            };
            match what {
                "passed" => outcome.passed += number,
                "failed" => outcome.failed += number,
                "ignored" => outcome.ignored += number,
                "filtered out" => outcome.filtered += number,
                _ => {}
            }
        }
    }
    outcome
}
