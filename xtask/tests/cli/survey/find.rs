//! Models that are found in a folder, and their names.

use super::{Survey, model, other};
use crate::Project;

const GENERATE: [&str; 2] = ["--step", "generate"];

#[test]
fn models_of_one_name_are_numbered() {
    let project = Project::empty();
    project.write("models/2024/thing.json", &model("Thing"));
    project.write("models/2026/thing.json", &model("Thing"));
    project.write("models/other.json", &other("Thing"));
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 0, "{}", survey.messages);
    assert_eq!(survey.names(), ["thing", "thing_2", "thing_3"]);
    let said = &survey.output;
    assert!(
        said.contains("thing_2 is models/2026/thing.json\n"),
        "{said}"
    );
    assert_eq!(survey.model("thing_2")["outcome"], "ok");
}

#[test]
fn only_some_models() {
    let project = Project::empty();
    project.write("models/one-2026-01-01.json", &model("Alpha Beta"));
    project.write("models/two.json", &model("Gamma"));
    project.write("models/three.json", "{ \"smithy\": ");
    for (pattern, expected) in [
        ("alpha_beta", "alpha_beta"),
        ("one-*", "alpha_beta"),
        ("gamma", "gamma"),
        ("two", "gamma"),
        ("three", "three"),
    ] {
        let survey = Survey::of(&project, &[&GENERATE[..], &["--only", pattern]].concat());
        assert_eq!(survey.names(), [expected], "{pattern}");
        assert_eq!(survey.code, i32::from(expected == "three"), "{pattern}");
    }
    let survey = Survey::of(
        &project,
        &["--step", "generate", "--only", "x", "--only", "y*"],
    );
    assert_eq!((survey.code, survey.output.as_str()), (1, ""));
    let expected = "error: no model is called `x`, `y*`\n  --> models\n  help: ";
    assert!(survey.messages.starts_with(expected), "{}", survey.messages);
}

#[test]
fn without_a_model_the_reason_of_each_file_is_said() {
    let project = Project::empty();
    project.write("models/cut.json", "{ \"shapes\": ");
    project.write("models/package.json", r#"{ "name": "a" }"#);
    let cut = "ignored: models/cut.json: not a Smithy model: EOF while parsing a value";
    let package = "ignored: models/package.json: not a Smithy model: it has no key `smithy`\n";
    let all = Survey::of(&project, &GENERATE);
    assert_eq!((all.code, all.output.as_str()), (1, ""));
    for text in [
        cut,
        package,
        "error: no model of a service was found here\n",
    ] {
        assert!(all.messages.contains(text), "{}", all.messages);
    }
    let one = Survey::of(&project, &[&GENERATE[..], &["--only", "cut"]].concat());
    assert!(one.messages.contains(cut), "{}", one.messages);
    assert!(!one.messages.contains("package"), "{}", one.messages);
}

#[test]
fn an_overlay_belongs_to_its_model() {
    let project = Project::empty();
    project.write("models/thing.json", &model("Thing"));
    let overlay = |shape: &str| {
        format!(
            r#"{{ "smithy": "2.0", "shapes": {{ "a#{shape}": {{
                "type": "apply", "traits": {{ "example#unknown": {{}} }}
            }} }} }}"#
        )
    };
    project.write("models/thing.more.json", &overlay("GetThing"));
    project.write("models/alone.json", &overlay("GetThing"));
    // A service whose name extends another one is a model, not an overlay.
    project.write("models/thing.other.json", &model("Other"));
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 0, "{}", survey.messages);
    assert_eq!(survey.names(), ["thing", "other"]);
    let warnings = survey.model("thing")["warnings"].to_string();
    assert!(warnings.contains("`example#unknown`"), "{warnings}");
    assert_eq!(survey.model("other")["warnings"], serde_json::json!([]));
    let said = &survey.output;
    assert_eq!(said.matches("ignored: ").count(), 1, "{said}");
    assert!(
        said.contains("ignored: models/alone.json: defines no service\n"),
        "{said}"
    );
}

#[test]
fn each_service_of_a_file_is_a_model() {
    let project = Project::empty();
    let both = model("One").replace(
        "\"a#GetThing\": {",
        r#""a#Second": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a#GetThing" }],
            "traits": { "smithy.protocols#rpcv2Json": {} }
        },
        "a#GetThing": {"#,
    );
    project.write("models/both.json", &both);
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 0, "{}", survey.messages);
    assert_eq!(survey.names(), ["one", "second"]);
    assert_eq!(survey.model("one")["service"], "a#Service");
    assert_eq!(survey.model("second")["outcome"], "unsupported");
}

#[test]
fn hidden_folders_and_caches_are_not_searched() {
    let project = Project::empty();
    project.write("models/good.json", &model("Good"));
    project.write("models/.git/a.json", "{}");
    project.write("models/target/CACHEDIR.TAG", "");
    project.write("models/target/b.json", "{}");
    project.write("models/README.md", "");
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!((survey.code, survey.names().as_slice()), (0, &["good"][..]));
    assert!(!survey.output.contains("ignored"), "{}", survey.output);
}

#[test]
fn a_folder_without_models_is_an_error() {
    let project = Project::empty();
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 1);
    let said = &survey.messages;
    assert!(said.starts_with("error: this cannot be read: "), "{said}");
    project.write("models/not-json.json", "{");
    project.write("models/list.json", "[]");
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 1);
    let said = &survey.messages;
    let expected = "error: no model of a service was found here\n  --> models\n  help: ";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn a_service_without_a_known_protocol_is_unsupported() {
    let project = Project::empty();
    let model = model("None").replace("aws.protocols#awsJson1_0", "example#protocol");
    project.write("models/none.json", &model);
    let survey = Survey::of(&project, &GENERATE);
    assert_eq!(survey.code, 0, "{}", survey.messages);
    assert_eq!(survey.model("none")["outcome"], "unsupported");
    let failure = &survey.model("none")["failure"];
    assert_eq!(failure, "the service names no protocol");
}
