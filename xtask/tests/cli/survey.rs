//! `survey`: outcomes of models, as a user meets them.

mod find;
#[cfg(unix)]
mod slow;
#[cfg(unix)]
mod steps;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::{MODEL, Project};

/// The model with this `sdkId`.
pub fn model(sdk_id: &str) -> String {
    MODEL.replace("\"sdkId\": \"A\"", &format!("\"sdkId\": \"{sdk_id}\""))
}

/// The same with a second operation, whose output streams.
fn streaming(sdk_id: &str) -> String {
    let model = model(sdk_id).replace(
        "\"a#GetThing\" }]",
        "\"a#GetThing\" }, { \"target\": \"a#ReadThing\" }]",
    );
    let shapes = r#"
        "a#ReadThing": { "type": "operation", "output": { "target": "a#ReadOut" } },
        "a#ReadOut": {
            "type": "structure",
            "members": { "Body": { "target": "a#Body", "traits": { "smithy.api#required": {} } } }
        },
        "a#Body": { "type": "blob", "traits": { "smithy.api#streaming": {} } },
        "a#Out": {"#;
    model.replace("\"a#Out\": {", shapes)
}

/// The same with a protocol that is not supported.
fn other(sdk_id: &str) -> String {
    model(sdk_id).replace("aws.protocols#awsJson1_0", "smithy.protocols#rpcv2Json")
}

/// The result of a survey.
pub struct Survey {
    pub code: i32,
    pub output: String,
    pub messages: String,
    /// The report in JSON.
    pub json: Value,
    /// The report in Markdown.
    pub markdown: String,
}

impl Survey {
    /// Runs a survey of `models` of the project, with reports.
    pub fn of(project: &Project, arguments: &[&str]) -> Self {
        Self::with(project, arguments, &[])
    }

    /// The same with variables of the environment.
    pub fn with(project: &Project, arguments: &[&str], variables: &[(&str, PathBuf)]) -> Self {
        let reports = ["--json", "report.json", "--markdown", "report.md"];
        let run = Command::new(env!("CARGO_BIN_EXE_leansmith"))
            .args(["survey", "models"])
            .args(arguments)
            .args(reports)
            .envs(variables.iter().cloned())
            .current_dir(project.path())
            .output()
            .unwrap();
        let report = |name| fs::read_to_string(project.path().join(name)).unwrap_or_default();
        Self {
            code: run.status.code().unwrap(),
            output: String::from_utf8(run.stdout).unwrap(),
            messages: String::from_utf8(run.stderr).unwrap(),
            json: serde_json::from_str(&report("report.json")).unwrap_or_default(),
            markdown: report("report.md"),
        }
    }

    /// The results of a model.
    pub fn model(&self, name: &str) -> &Value {
        let mut models = self.json["models"].as_array().unwrap().iter();
        let model = models.find(|it| it["name"] == name);
        model.unwrap_or_else(|| panic!("{name}: {:#}", self.json))
    }

    /// The names of all models, in their order.
    pub fn names(&self) -> Vec<&str> {
        let models = self.json["models"].as_array().unwrap().iter();
        models.map(|it| it["name"].as_str().unwrap()).collect()
    }

    /// The cells of the row of a model in the table.
    pub fn row(&self, name: &str) -> Vec<String> {
        let mut rows = self.markdown.lines();
        let row = rows.find(|line| line.starts_with(&format!("| {name} |")));
        let row = row.unwrap_or_else(|| panic!("{name}: {}", self.markdown));
        let cells = row.trim_matches('|').split('|');
        cells.map(|it| it.trim().to_owned()).collect()
    }
}

/// A survey of models of all outcomes, without builds.
fn mixed() -> Survey {
    let project = Project::empty();
    project.write("models/good.json", &model("Good"));
    project.write("models/deep/er/stream.json", &streaming("Stream"));
    project.write("models/other.json", &other("Other"));
    project.write("models/broken.json", r#"{ "smithy": "2.0", "shapes": 1 }"#);
    project.write(
        "models/dangling.json",
        &model("Dangling").replace("\"a#Out\": ", "\"a#Other\": "),
    );
    project.write("models/package.json", r#"{ "name": "smithy" }"#);
    Survey::of(&project, &["--step", "generate"])
}

#[test]
fn each_model_has_an_outcome_and_none_stops_the_others() {
    let survey = mixed();
    assert_eq!(survey.code, 1, "{}", survey.messages);
    assert_eq!(
        survey.names(),
        ["broken", "dangling", "stream", "good", "other"]
    );
    let outcome = |name| {
        let model = survey.model(name);
        (model["outcome"].as_str(), model["failed_step"].as_str())
    };
    assert_eq!(outcome("good"), (Some("ok"), None));
    assert_eq!(outcome("stream"), (Some("ok"), None));
    assert_eq!(outcome("other"), (Some("unsupported"), None));
    assert_eq!(survey.model("other")["protocols"][0], "rpcv2Json");
    for name in ["broken", "dangling"] {
        assert_eq!(outcome(name), (Some("failed"), Some("generate")));
        let failure = survey.model(name)["failure"].as_str().unwrap();
        let file = format!("models/{name}.json");
        assert!(failure.contains(&file), "{failure}");
        assert!(survey.messages.contains(failure), "{}", survey.messages);
    }
    let line = "] other: unsupported: rpcv2Json\n";
    assert!(survey.messages.contains(line), "{}", survey.messages);
}

#[test]
fn the_facts_of_each_model_are_reported() {
    let survey = mixed();
    let good = survey.model("good");
    assert_eq!(good["operations"], 1);
    assert_eq!(good["model_bytes"], model("Good").len());
    assert_eq!(good["protocols"][0], "awsJson1_0");
    assert!(good["lines"].as_u64().unwrap() > 20, "{good}");
    assert!(good["generate_seconds"].as_f64().unwrap() > 0.0, "{good}");
    if cfg!(target_os = "linux") {
        let peak = good["generate_peak_bytes"].as_u64().unwrap();
        assert!((1 << 20..1 << 30).contains(&peak), "{peak}");
    }
    let stream = survey.model("stream");
    assert_eq!(stream["operations"], 1);
    assert_eq!(stream["omitted_operations"], 1);
    let warning = stream["warnings"][0].as_str().unwrap();
    assert!(warning.contains("`ReadThing` is left out"), "{warning}");
    let cells = survey.row("stream");
    assert_eq!(
        (cells[3].as_str(), cells[4].as_str(), cells[8].as_str()),
        ("1", "1", "-")
    );
    assert_eq!(cells.last().unwrap(), "ok");
    let all = survey.row("5 models");
    assert_eq!((all[3].as_str(), all[4].as_str()), ("2", "1"));
    assert_eq!(all.last().unwrap(), "2 ok, 2 failed, 1 unsupported");
    for text in [
        "unsupported protocols: rpcv2Json (1)\n",
        "ignored: models/package.json: not a Smithy model: it has no key `smithy`\n",
    ] {
        assert!(survey.output.contains(text), "{}", survey.output);
        assert!(survey.markdown.contains(text), "{}", survey.markdown);
    }
}

#[test]
fn the_total_of_no_times_is_zero() {
    let project = Project::empty();
    project.write("models/broken.json", r#"{ "smithy": "2.0", "shapes": 1 }"#);
    let survey = Survey::of(&project, &["--step", "generate"]);
    assert_eq!(survey.row("1 model")[5], "0.00", "{}", survey.markdown);
}

#[test]
fn warnings_and_unsupported_protocols_are_not_failures() {
    let project = Project::empty();
    project.write("models/stream.json", &streaming("Stream"));
    project.write("models/other.json", &other("Other"));
    let survey = Survey::of(&project, &["--step", "generate"]);
    assert_eq!(survey.code, 0, "{}", survey.messages);
    assert!(
        !survey.messages.contains("is left out"),
        "{}",
        survey.messages
    );
    let survey = Survey::of(&project, &["--step", "generate", "--verbose"]);
    assert!(
        survey.messages.contains("`ReadThing` is left out"),
        "{}",
        survey.messages
    );
}

#[test]
fn a_wrong_runtime_is_said_once() {
    let project = Project::empty();
    project.write("models/a.json", &model("A"));
    project.write("models/b.json", &model("B"));
    for (runtime, expected) in [
        (
            "nowhere",
            "does not have the package runtime: it does not exist",
        ),
        ("{ git = 1 }", "`git` in `[crate.runtime]` has an integer"),
    ] {
        let survey = Survey::of(&project, &["--runtime", runtime]);
        assert_eq!((survey.code, survey.output.as_str()), (1, ""));
        let said = survey.messages;
        assert_eq!(said.matches("error: ").count(), 1, "{said}");
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_report_that_cannot_be_written_is_found_out_at_once() {
    let project = Project::empty();
    project.write("models/a.json", &model("A"));
    project.write("report.json/in-the-way", "");
    let survey = Survey::of(&project, &[]);
    assert_eq!((survey.code, survey.output.as_str()), (1, ""));
    let said = survey.messages;
    assert!(
        said.starts_with("error: this cannot be written: "),
        "{said}"
    );
    assert!(said.contains("\n  --> report.json\n"), "{said}");
}

#[test]
fn a_kept_folder_is_a_workspace_that_can_be_surveyed_again() {
    let project = Project::empty();
    project.write("models/a.json", &model("First"));
    project.write("models/b.json", &model("Second"));
    let arguments = ["--step", "generate", "--keep", "kept", "--runtime", "0.1"];
    for _ in 0..2 {
        let survey = Survey::of(&project, &arguments);
        assert_eq!(survey.code, 0, "{}", survey.messages);
        let read = |path| fs::read_to_string(project.path().join("kept").join(path)).unwrap();
        let workspace = read("Cargo.toml");
        let members = "members = [\"crates/first\", \"crates/second\"]\n";
        assert!(workspace.contains(members), "{workspace}");
        let first = read("crates/first/Cargo.toml");
        assert!(
            first.contains("package = \"leansmith-runtime\", version = \"0.1\""),
            "{first}"
        );
    }
    // A newer model in which a name means something else.
    let before = r#""count": { "target": "smithy.api#Integer" }, "Count""#;
    let moved = model("First").replace("\"Count\"", before);
    project.write("models/a.json", &moved);
    assert_eq!(Survey::of(&project, &arguments).code, 0);

    project.write("mine/Cargo.toml", "[package]\nname = \"mine\"\n");
    let survey = Survey::of(&project, &["--keep", "mine"]);
    assert_eq!(survey.code, 1);
    let said = survey.messages;
    assert!(
        said.contains("error: this package was not written by `survey`\n  --> "),
        "{said}"
    );
    let files = fs::read_dir(project.path().join("mine")).unwrap();
    assert_eq!(files.count(), 1, "something was written");
}
