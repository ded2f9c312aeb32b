//! Code written before is compiled against each case: what is classed as breaking has to break it, and nothing else may. A
//! name that moves is breaking as well, just because the compiler does not notice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use codegen::diff::Class;
use codegen::smithy::json::Node;
use tests::{cargo_in, workspace};

use crate::case::{self, Case, changes, fixtures, has};

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"written\", \"users\"]\n";

/// How a module of user code begins that stands for the code of somebody else.
const ALLOWED: &str = "#![allow(warnings)]\n";

/// Number of cases that are tried in the fast run.
const SAMPLE: usize = 10;

#[test]
fn code_of_users_breaks_where_some_changes_are_classed_as_breaking() {
    let cases = case::all();
    let every = cases.len() / SAMPLE;
    let sample: Vec<Case> = cases.into_iter().step_by(every).take(SAMPLE).collect();
    assert!(sample.iter().any(|it| !it.breaks.is_empty()));
    breaks_as_classed(&sample);
}

/// Compiles the code of users against each case: what is classed as breaking has to break it, and nothing else may.
pub fn breaks_as_classed(cases: &[Case]) {
    let moved = cases.iter().filter(|case| case.moves);
    let unnoticed = moved.filter(|case| !has(&changes(case), Class::Breaking));
    assert_eq!(unnoticed.map(|case| &case.name).next(), None);
    let (breaking, others): (Vec<_>, Vec<_>) = cases
        .iter()
        .partition(|case| !case.moves && has(&changes(case), Class::Breaking));
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), cases);
    users(folder.path(), &breaking, &others);

    let said = check(folder.path(), "--lib");
    assert!(
        said.is_empty(),
        "what is not breaking breaks code: {said:#?}"
    );
    let said = check(folder.path(), "--bins");
    let codes = |case: &&Case| said.get(&case.name).cloned().unwrap_or_default();
    let wrong: Vec<_> = breaking
        .iter()
        .filter(|case| case.breaks.is_empty() || codes(case) != case.breaks)
        .map(|case| {
            format!(
                "{}: {:?} instead of {:?}",
                case.name,
                codes(case),
                case.breaks
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let unclassed = others.iter().filter(|case| !case.breaks.is_empty());
    let unclassed: Vec<_> = unclassed.map(|case| &case.name).collect();
    assert!(
        unclassed.is_empty(),
        "not classed as breaking: {unclassed:?}"
    );
}

/// The crate of all cases and of the service before, `base`.
fn write(folder: &Path, cases: &[Case]) {
    let runtime = workspace().join("codegen/runtime");
    let mut manifest = format!("[crate]\npath = \"written\"\nruntime = {runtime:?}\n");
    let base = case::base();
    let models = cases
        .iter()
        .map(|case| (case.name.as_str(), &case.model, &case.protocol));
    for (name, model, protocol) in models.chain([("base", &base, &None)]) {
        fs::write(folder.join(format!("{name}.json")), model).unwrap();
        let _ = write!(manifest, "[service.{name}]\nmodels = [\"{name}.json\"]\n");
        if let Some(protocol) = protocol {
            let _ = writeln!(manifest, "protocol = \"{protocol}\"");
        }
    }
    fs::write(folder.join("codegen.toml"), manifest).unwrap();
    let output = codegen::generate(&folder.join("codegen.toml"));
    let output = output.unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&output.root).unwrap();
}

/// The package of user code: a library of what has to compile, and a program for each case that does not.
fn users(folder: &Path, breaking: &[&Case], others: &[&Case]) {
    fs::write(folder.join("Cargo.toml"), WORKSPACE).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let programs = folder.join("users/src/bin");
    fs::create_dir_all(&programs).unwrap();
    let code = fixtures().join("user.rs");
    let includes =
        |name: &str| format!("    use written::{name} as api;\n    include!({code:?});\n");
    let names = others.iter().map(|case| case.name.as_str());
    let modules = names
        .chain(["base"])
        .map(|name| format!("mod {name} {{\n{}}}\n", includes(name)));
    let library: String = [ALLOWED.to_owned()].into_iter().chain(modules).collect();
    fs::write(folder.join("users/src/lib.rs"), library).unwrap();
    for case in breaking {
        let program = format!("{ALLOWED}{}fn main() {{}}\n", includes(&case.name));
        fs::write(programs.join(format!("{}.rs", case.name)), program).unwrap();
    }
    let all = [breaking, others].concat();
    fs::write(folder.join("users/Cargo.toml"), package(&all)).unwrap();
}

fn package(cases: &[&Case]) -> String {
    // The HTTP stack would take a minute to build, and nothing of a written crate depends on it.
    let features: Vec<_> = cases.iter().map(|case| case.name.as_str()).collect();
    let features = features.join("\", \"");
    format!(
        "[package]\nname = \"users\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies.written]\npath = \"../written\"\ndefault-features = false\n\
         features = [\"client\", \"serde\", \"base\", \"{features}\"]\n"
    )
}

/// The codes of the errors in each target of the package that does not compile.
fn check(folder: &Path, targets: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut command = cargo_in(folder);
    command
        .args([
            "check",
            "--offline",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .args(["--package", "users", targets]);
    let run = command.output().unwrap();
    let mut errors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8(run.stdout).unwrap().lines() {
        let message = Node::parse(line).unwrap();
        let text = |path: &[&str]| -> Option<String> {
            let value = path.iter().try_fold(&message, |node, key| node.get(key))?;
            value.as_str().map(str::to_owned)
        };
        if text(&["message", "level"]).as_deref() != Some("error") {
            continue;
        }
        let target = text(&["target", "name"]).unwrap();
        // Without a code: how many errors there were.
        let code = text(&["message", "code", "code"]);
        errors.entry(target).or_default().extend(code);
    }
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.success(), errors.is_empty(), "{said}");
    errors
}
