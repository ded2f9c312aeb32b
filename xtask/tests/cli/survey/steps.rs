//! Steps after the generation, with a program in the place of cargo; `slow` runs cargo itself.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use super::{Survey, model};
use crate::Project;

/// Says what cargo says, by the command and the package.
const CARGO: &str = r#"#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
    *"check"*"/warned/"*)
        echo 'warning: unused variable: `x`' >&2
        echo 'warning: `runtime` (lib) generated 5 warnings' >&2
        echo 'warning: `warned` (lib) generated 2 warnings' >&2 ;;
    *"doc"*"/warned/"*)
        echo 'warning: `warned` (lib doc) generated 1 warning' >&2 ;;
    *"check"*"/wrong/"*)
        echo '   Compiling wrong' >&2
        echo 'error[E0308]: mismatched types' >&2
        exit 101 ;;
    *"test"*"/failing/"*)
        echo 'test result: ok. 2 passed; 0 failed; 0 ignored'
        echo 'failures:'
        echo '    one_case'
        echo 'test result: FAILED. 3 passed; 1 failed; 0 ignored'
        exit 101 ;;
    "test --no-fail-fast"*)
        echo 'test result: ok. 4 passed; 0 failed; 0 ignored' ;;
    *"/survey_dependencies/"*)
        exit ${DEPENDENCIES:-0} ;;
esac
"#;

/// A project with four models, each with tests of endpoints, and one without.
fn project() -> Project {
    let project = Project::empty();
    for name in ["Good", "Warned", "Wrong", "Failing"] {
        let path = format!("models/{}.json", name.to_lowercase());
        project.write(&path, &tested(name));
    }
    project.write("models/plain.json", &model("Plain"));
    project.write("cargo", CARGO);
    let cargo = project.path().join("cargo");
    fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
    project
}

/// A model with endpoint rules and a test of them.
pub fn tested(sdk_id: &str) -> String {
    let traits = r#""aws.protocols#awsJson1_0": {},
        "smithy.rules#endpointRuleSet": {
            "version": "1.0",
            "parameters": {},
            "rules": [{ "conditions": [], "type": "endpoint", "endpoint": { "url": "https://a.example.com" } }]
        },
        "smithy.rules#endpointTests": {
            "version": "1.0",
            "testCases": [{ "documentation": "one case", "params": {}, "expect": { "endpoint": { "url": "https://a.example.com" } } }]
        }"#;
    model(sdk_id).replace("\"aws.protocols#awsJson1_0\": {}", traits)
}

fn survey(project: &Project, arguments: &[&str], more: &[(&str, PathBuf)]) -> Survey {
    let path = |name| project.path().join(name);
    let fake = [("CARGO", path("cargo")), ("CALLS", path("calls"))];
    Survey::with(project, arguments, &[&fake[..], more].concat())
}

#[test]
fn a_failed_step_ends_its_model_alone() {
    let project = project();
    let survey = survey(&project, &[], &[]);
    assert_eq!(survey.code, 1);
    assert_eq!(
        survey.names(),
        ["failing", "good", "plain", "warned", "wrong"]
    );
    let outcomes = |name: &str| {
        let model = survey.model(name);
        let steps = model["steps"].as_object().unwrap().keys();
        let steps: Vec<_> = steps.map(String::as_str).collect();
        (model["outcome"].to_string(), steps.join(" "))
    };
    let all = "check doc test".to_owned();
    assert_eq!(outcomes("good"), ("\"ok\"".to_owned(), all.clone()));
    assert_eq!(outcomes("plain"), ("\"ok\"".to_owned(), all.clone()));
    assert_eq!(outcomes("failing"), ("\"failed\"".to_owned(), all));
    assert_eq!(
        outcomes("wrong"),
        ("\"failed\"".to_owned(), "check".to_owned())
    );

    let row = |name| survey.row(name)[8..].to_vec();
    let failing = row("failing");
    assert_eq!(failing[2..], ["failed", "5 of 6", "0 + 0", "failed: test"]);
    assert_eq!(
        row("wrong"),
        ["failed", "-", "-", "-", "0 + 0", "failed: check"]
    );
    assert_eq!(row("warned")[3..], ["4", "0 + 3", "ok"]);
    assert_eq!(row("plain")[3..], ["0", "0 + 0", "ok"]);
    assert_eq!(
        row("5 models")[3..],
        ["13 of 14", "0 + 3", "3 ok, 2 failed"]
    );

    let said = &survey.messages;
    assert!(
        said.contains(" s: failed: check\nerror[E0308]: mismatched types\n"),
        "{said}"
    );
    assert!(said.contains("failures:\n    one_case\n"), "{said}");
    assert!(!said.contains("Compiling"), "{said}");
    assert!(
        survey.output.contains("dependencies were built in "),
        "{}",
        survey.output
    );
}

#[test]
fn warnings_can_be_denied() {
    let project = project();
    let survey = survey(&project, &["--deny-warnings", "--only", "warned"], &[]);
    assert_eq!(survey.code, 1);
    let row = survey.row("warned")[8..].to_vec();
    assert_eq!(row, ["failed", "-", "-", "-", "0 + 2", "failed: check"]);
}

#[test]
fn only_the_wanted_steps_are_run_and_what_is_not_kept_is_cleaned() {
    let project = project();
    let arguments = ["--step", "test", "--only", "good"];
    assert_eq!(survey(&project, &arguments, &[]).code, 0);
    let calls = || {
        let calls = project.path().join("calls");
        let text = fs::read_to_string(&calls).unwrap();
        fs::remove_file(calls).unwrap();
        without_folder(&text)
    };
    let call = |command: &str, name: &str| {
        let features = "--no-default-features --features blocking,test-util";
        format!("{command} --manifest-path /crates/{name}/Cargo.toml {features},{name}\n")
    };
    let built = call("test --lib --no-run", "survey_dependencies")
        + &call("test --no-fail-fast --test *", "good");
    assert_eq!(calls(), format!("{built}clean --package good\n"));
    let kept = [&arguments[..], &["--keep", "kept"]].concat();
    assert_eq!(survey(&project, &kept, &[]).code, 0);
    assert_eq!(calls(), built);
    let log = project.path().join("kept/logs/good.test.txt");
    assert!(fs::read_to_string(log).unwrap().contains("4 passed"));
}

/// Calls of cargo, without the folder in which crates are.
fn without_folder(calls: &str) -> String {
    let lines = calls.lines().map(|line| {
        let (before, path) = line.split_once("--manifest-path ").unwrap_or((line, ""));
        match path.find("/crates/") {
            Some(start) => format!("{before}--manifest-path {}\n", &path[start..]),
            None => format!("{line}\n"),
        }
    });
    lines.collect()
}

#[test]
fn dependencies_that_do_not_compile_are_said_once() {
    let project = project();
    let survey = survey(&project, &[], &[("DEPENDENCIES", "101".into())]);
    assert_eq!((survey.code, survey.output.as_str()), (1, ""));
    let said = &survey.messages;
    assert!(
        said.contains("error: a small crate cannot be built\n"),
        "{said}"
    );
    assert_eq!(survey.json["models"], serde_json::json!([]));
}
