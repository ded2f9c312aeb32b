//! Steps after the generation: cargo on one crate, and the reading of its output.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::folder::Folder;
use super::record::StepResult;
use crate::arguments::Step;

/// Features besides that of the service: those with generated code, and a transport that needs no HTTP stack.
const FEATURES: &str = "blocking,test-util";

/// Maximum number of lines of output in a failure.
const SHOWN: usize = 30;

/// Runs a step on the crate `name`.
pub(super) fn run(step: Step, name: &str, folder: &Folder) -> StepResult {
    match step {
        Step::Check => run_cargo(&["check"], step.name(), "lib", name, folder),
        Step::Doc => run_cargo(&["doc", "--no-deps"], step.name(), "lib doc", name, folder),
        Step::Test if has_tests(&folder.crate_of(name)) => {
            let command = ["test", "--no-fail-fast", "--test", "*"];
            run_cargo(&command, step.name(), "test ", name, folder)
        }
        Step::Test => StepResult::default(),
    }
}

/// Builds what the steps on other crates need, for a crate without tests. Returns the result of the last command.
pub(super) fn build_dependencies(steps: &[Step], name: &str, folder: &Folder) -> StepResult {
    let mut result = StepResult::default();
    for step in steps {
        let command: &[&str] = match step {
            Step::Check => &["check"],
            Step::Doc => &["doc", "--no-deps"],
            Step::Test => &["test", "--lib", "--no-run"],
        };
        let time = result.time;
        result = run_cargo(command, step.name(), "lib", name, folder);
        result.time += time;
        if result.failure.is_some() {
            break;
        }
    }
    result
}

/// Removes the build products of a crate.
pub(super) fn clean(name: &str, folder: &Folder) {
    let mut command = cargo(folder.path());
    // If it fails, more of the disk is used.
    let _ = command.args(["clean", "--package", name]).output();
    // Cargo leaves the documentation of a package.
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let documentation = folder.path().join(target).join("doc");
    let _ = fs::remove_dir_all(documentation.join(name));
    let _ = fs::remove_dir_all(documentation.join("src").join(name));
}

/// Returns true if the crate has test targets.
fn has_tests(folder: &Path) -> bool {
    fs::read_dir(folder.join("tests")).is_ok_and(|mut it| it.next().is_some())
}

fn cargo(folder: &Path) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("CARGO_TERM_COLOR", "never")
        // Of a package that this program was run from.
        .env_remove("CARGO_MANIFEST_DIR");
    command
}

/// Runs a command of cargo on a crate; warnings are counted in targets whose description begins with `target`.
fn run_cargo(
    command: &[&str],
    step: &str,
    target: &str,
    name: &str,
    folder: &Folder,
) -> StepResult {
    let start = Instant::now();
    let features = format!("{FEATURES},{name}");
    let mut cargo = cargo(folder.path());
    cargo.args(command);
    // A dependency may have the same name.
    cargo.arg("--manifest-path");
    cargo.arg(folder.crate_of(name).join("Cargo.toml"));
    cargo.args(["--no-default-features", "--features", &features]);
    let run = match cargo.output() {
        Ok(run) => run,
        Err(error) => return failure(format!("cargo cannot be run: {error}")),
    };
    let time = start.elapsed();
    let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    let log = folder.log(name, step, &said);
    let (passed, failed) = tests(&said);
    StepResult {
        time,
        warnings: warnings(&said, name, target),
        passed,
        failed,
        failure: (!run.status.success()).then(|| {
            let log = log.ok().filter(|_| folder.is_kept());
            let log = log.map(|path| format!("\nthe whole output is in {}", path.display()));
            excerpt(&said) + &log.unwrap_or_default()
        }),
    }
}

fn failure(message: String) -> StepResult {
    StepResult {
        failure: Some(message),
        ..StepResult::default()
    }
}

/// Returns the number of warnings about the package, in targets whose description begins with `target`, by lines such
/// as ``warning: `sqs` (lib doc) generated 2 warnings``.
fn warnings(said: &str, package: &str, target: &str) -> usize {
    let prefix = format!("warning: `{package}` ({target}");
    let summaries = said.lines().filter_map(|it| it.strip_prefix(&prefix));
    let counts = summaries.filter_map(|line| {
        let (target, count) = line.split_once(") generated ")?;
        // `lib` is not `lib doc`.
        let is_whole = prefix.ends_with(' ') || target.is_empty();
        let count = count.split(' ').next()?.parse::<usize>().ok()?;
        is_whole.then_some(count)
    });
    counts.sum()
}

/// Returns the number of tests that passed and failed, by lines such as `test result: ok. 48 passed; 0 failed; …`.
fn tests(said: &str) -> (usize, usize) {
    let results = said
        .lines()
        .filter_map(|it| it.strip_prefix("test result: "));
    let counts = results.map(|line| {
        let of = |what: &str| {
            let words: Vec<&str> = line.split([' ', ';']).collect();
            let mut pairs = words.windows(2);
            pairs.find_map(|pair| match pair {
                [count, word] if *word == what => count.parse::<usize>().ok(),
                _ => None,
            })
        };
        (of("passed").unwrap_or(0), of("failed").unwrap_or(0))
    });
    counts.fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

/// Returns the part of the output that says what failed: from the first error or failed test on.
fn excerpt(said: &str) -> String {
    let is_start = |line: &&str| line.starts_with("error") || *line == "failures:";
    let mut lines = said.lines().skip_while(|line| !is_start(line)).peekable();
    let mut lines: Box<dyn Iterator<Item = &str>> = match lines.peek() {
        Some(_) => Box::new(lines),
        None => Box::new(said.lines()),
    };
    let shown: Vec<&str> = lines.by_ref().take(SHOWN).collect();
    let more = match lines.count() {
        0 => String::new(),
        count => format!("\n… and {count} more lines"),
    };
    shown.join("\n") + &more
}

#[cfg(test)]
mod tests {
    use super::{excerpt, tests, warnings};

    /// Output of cargo 1.95 for a library and its documentation.
    const OUTPUT: &str = "\
warning: unused variable: `x`
warning: `sqs` (lib) generated 1 warning (run `cargo fix --lib -p sqs` to apply 1 suggestion)
warning: `runtime` (lib) generated 9 warnings
warning: `sqs` (lib doc) generated 3 warnings
warning: `sqs` (test \"sqs_endpoint\") generated 5 warnings
warning: `sqs` (test \"sqs_protocol\") generated 2 warnings
";

    #[test]
    fn warnings_are_those_of_the_package_and_target() {
        assert_eq!(warnings(OUTPUT, "sqs", "lib"), 1);
        assert_eq!(warnings(OUTPUT, "sqs", "lib doc"), 3);
        assert_eq!(warnings(OUTPUT, "sqs", "test "), 7);
        assert_eq!(warnings(OUTPUT, "sq", "lib"), 0);
    }

    #[test]
    fn tests_of_all_targets_are_counted() {
        let said = "\
test result: ok. 48 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";
        assert_eq!(tests(said), (50, 3));
        assert_eq!(tests(""), (0, 0));
    }

    #[test]
    fn an_excerpt_begins_at_the_first_error() {
        assert_eq!(
            excerpt("   Compiling a\nerror[E0308]: x\n  --> y"),
            "error[E0308]: x\n  --> y"
        );
        assert_eq!(excerpt("said\nnothing"), "said\nnothing");
        let long: String = (0..40).map(|it| format!("{it}\n")).collect();
        let shown = excerpt(&format!("before\nfailures:\n{long}"));
        assert!(shown.starts_with("failures:\n0\n"), "{shown}");
        assert!(shown.ends_with("\n28\n… and 11 more lines"), "{shown}");
    }
}
