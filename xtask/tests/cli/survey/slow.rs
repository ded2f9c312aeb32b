//! All steps, by cargo.

use std::path::Path;

use super::Survey;
use super::steps::tested;
use crate::Project;

/// A request of `GetThing`, by the rules of awsJson1_0.
const REQUEST: &str = r#""a#GetThing": {
    "type": "operation",
    "traits": { "smithy.test#httpRequestTests": [{
        "id": "SendsTheName",
        "protocol": "aws.protocols#awsJson1_0",
        "method": "POST",
        "uri": "/",
        "headers": { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "Service.GetThing" },
        "body": "{\"Name\": \"a name\"}",
        "bodyMediaType": "application/json",
        "params": { "Name": "a name" }
    }] },"#;

#[test]
#[ignore = "slow: builds the runtime and two crates"]
fn cargo_checks_documents_and_tests_each_crate() {
    let project = Project::empty();
    let good = tested("Good").replace("\"a#GetThing\": { \"type\": \"operation\",", REQUEST);
    project.write("models/good.json", &good);
    let failing = tested("Failing").replacen("a.example.com", "b.example.com", 1);
    project.write("models/failing.json", &failing);
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = package.parent().unwrap().join("target/survey");
    let variables = [
        ("CARGO_TARGET_DIR", target.clone()),
        ("CARGO_NET_OFFLINE", "true".into()),
        // Generated code has no warnings by default.
        ("RUSTFLAGS", "-W missing-copy-implementations".into()),
    ];
    let survey = Survey::with(&project, &[], &variables);
    assert_eq!(survey.code, 1, "{}", survey.messages);

    let good = survey.model("good");
    assert_eq!(good["outcome"], "ok", "{}", survey.messages);
    let steps = &good["steps"];
    let warnings = |step: &str| steps[step]["warnings"].as_u64().unwrap();
    assert!(warnings("check") > 0, "{good:#}");
    assert_eq!(warnings("doc"), 0, "{good:#}");
    assert_eq!(
        (&steps["test"]["passed"], &steps["test"]["failed"]),
        (&2.into(), &0.into())
    );

    // Nothing remains of a crate that is not kept.
    assert!(target.join("doc/survey_dependencies").exists());
    assert!(!target.join("doc/good").exists());

    let failing = survey.model("failing");
    assert_eq!(failing["failed_step"], "test", "{}", survey.messages);
    let test = &failing["steps"]["test"];
    assert_eq!((&test["passed"], &test["failed"]), (&0.into(), &1.into()));
    let failure = test["failure"].as_str().unwrap();
    assert!(
        failure.starts_with("failures:\n") && failure.contains("one_case"),
        "{failure}"
    );
}
