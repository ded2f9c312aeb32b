//! `init`: the manifest that it writes, and when it writes none.

use std::fs;

use codegen::manifest::{GitReference, Manifest, RuntimeDependency};

use crate::{MODEL, Project};

/// A model whose service has this `sdkId`.
fn model(sdk_id: &str) -> String {
    MODEL.replace("\"sdkId\": \"A\"", &format!("\"sdkId\": \"{sdk_id}\""))
}

fn read(project: &Project, path: &str) -> Manifest {
    Manifest::read(&project.path().join(path)).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn a_manifest_for_a_model_that_codegen_takes() {
    let project = Project::empty();
    project.write("secrets.json", &model("Secrets Manager"));
    let (code, output, messages) = project.leansmith(&["init", "secrets.json"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(
        output,
        "codegen.toml: written, with the service `secrets_manager`\n\
         next: run `leansmith codegen`, which writes the crate to clients\n\
         then: depend on it by `clients = { path = \"clients\" }`\n"
    );
    let (code, output, messages) = project.leansmith(&["codegen"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(
        output.starts_with("secrets_manager: 1 operation, "),
        "{output}"
    );
    assert!(
        project
            .path()
            .join("clients/src/secrets_manager/client.rs")
            .exists()
    );
}

/// The names of modules are those of the official SDK's crates, `aws-sdk-…`, with `_` between the words of the id.
#[test]
fn the_service_is_called_by_its_sdk_id() {
    for (sdk_id, module) in [
        ("SQS", "sqs"),
        ("DynamoDB Streams", "dynamodb_streams"),
        ("CodeStar connections", "codestar_connections"),
        ("Application Auto Scaling", "application_auto_scaling"),
        ("Http", "http_service"),
        ("Macie2", "macie2"),
        ("Type", "type_service"),
        ("2nd  Generation", "service_2nd_generation"),
        ("", "service"),
    ] {
        let project = Project::empty();
        project.write("m.json", &model(sdk_id));
        let (code, _, messages) = project.leansmith(&["init", "m.json"]);
        assert_eq!(code, 0, "{messages}");
        let manifest = read(&project, "codegen.toml");
        assert_eq!(manifest.services[0].module, module, "{sdk_id}");
    }
}

#[test]
fn a_manifest_in_another_folder_leads_to_the_model() {
    let project = Project::empty();
    project.write("m.json", MODEL);
    let arguments = ["init", "m.json", "--path", "deep/down"];
    let (code, output, messages) = project.leansmith(&arguments);
    assert_eq!(code, 0, "{messages}");
    assert!(
        output.contains("run `leansmith codegen --manifest deep/down/codegen.toml`, "),
        "{output}"
    );
    let (code, _, messages) =
        project.leansmith(&["codegen", "--manifest", "deep/down/codegen.toml"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(project.path().join("deep/down/clients/Cargo.toml").exists());
}

#[test]
fn each_service_of_a_model_with_several() {
    let project = Project::empty();
    let second = r##""b#Other": { "type": "service", "version": "2026-01-01",
        "operations": [{ "target": "a#GetThing" }], "traits": {
        "aws.api#service": { "sdkId": "A" }, "aws.auth#sigv4": { "name": "b" }, "aws.protocols#awsJson1_0": {} } },"##;
    let two = MODEL.replacen("\"shapes\": {", &format!("\"shapes\": {{ {second}"), 1);
    project.write("m.json", &two);
    let (code, output, messages) = project.leansmith(&["init", "m.json"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(
        output.contains("written, with the service `a`, `a_2`\n"),
        "{output}"
    );
    let (code, output, messages) = project.leansmith(&["codegen"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(output.contains("a_2: 1 operation, "), "{output}");
}

#[test]
fn the_runtime_is_that_of_this_checkout_unless_another_is_named() {
    let runtime = |arguments: &[&str]| {
        let project = Project::empty();
        project.write("m.json", MODEL);
        project.write("rt/Cargo.toml", "[package]\nname = \"runtime\"\n");
        let (code, _, messages) = project.leansmith(&[&["init", "m.json"], arguments].concat());
        assert_eq!(code, 0, "{messages}");
        let runtime = read(&project, "codegen.toml").crate_.runtime;
        let found = match &runtime {
            RuntimeDependency::Path(path) => fs::canonicalize(&path.path).ok(),
            _ => None,
        };
        (runtime, found)
    };
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/runtime");
    assert_eq!(runtime(&[]).1, fs::canonicalize(here).ok());
    let runtime = |arguments: &[&str]| runtime(arguments).0;
    match runtime(&["--runtime", "rt"]) {
        RuntimeDependency::Path(path) => assert_eq!(path.written, "rt"),
        other => panic!("{other:?}"),
    }
    let version = RuntimeDependency::Version("0.1".to_owned());
    assert_eq!(runtime(&["--runtime", "0.1"]), version);
    let git = RuntimeDependency::Git {
        url: "https://example.com/leansmith".to_owned(),
        reference: None::<GitReference>,
    };
    assert_eq!(
        runtime(&["--runtime", "https://example.com/leansmith"]),
        git
    );
    let table = r#"{ git = "https://example.com/leansmith", rev = "0123abc" }"#;
    let git = RuntimeDependency::Git {
        url: "https://example.com/leansmith".to_owned(),
        reference: Some(GitReference::Rev("0123abc".to_owned())),
    };
    assert_eq!(runtime(&["--runtime", table]), git);
}

#[test]
fn nothing_is_overwritten() {
    let project = Project::empty();
    project.write("m.json", MODEL);
    project.write("codegen.toml", "mine");
    let (code, output, messages) = project.leansmith(&["init", "m.json"]);
    assert_eq!((code, output.as_str()), (1, ""));
    assert_eq!(
        messages,
        "error: the manifest already exists\n  --> codegen.toml\n  \
         help: add a table `[service.<module>]` to it, or name another folder with `--path DIR`\n"
    );
    let text = fs::read_to_string(project.path().join("codegen.toml")).unwrap();
    assert_eq!(text, "mine");
}

#[test]
fn what_is_no_model_or_runtime_gives_no_manifest() {
    let project = Project::empty();
    project.write("m.json", MODEL);
    project.write("types.json", r#"{ "smithy": "2.0", "shapes": {} }"#);
    project.write("text.json", "text");
    for (arguments, expected) in [
        (
            &["types.json"][..],
            "error: no service is defined here\n  --> types.json\n",
        ),
        (&["text.json"], "--> text.json"),
        (&["missing.json"], "--> missing.json"),
        (
            &["m.json", "--runtime", "rt"],
            "error: the folder `rt` does not have the package runtime: it does not exist\n",
        ),
    ] {
        let (code, output, messages) = project.leansmith(&[&["init"], arguments].concat());
        assert_eq!((code, output.as_str()), (1, ""));
        assert!(messages.contains(expected), "{messages}");
        assert!(!project.path().join("codegen.toml").exists());
    }
}

#[test]
fn a_model_of_another_protocol_or_a_folder_gives_no_manifest() {
    let project = Project::empty();
    let other = MODEL.replace("aws.protocols#awsJson1_0", "smithy.protocols#rpcv2Json");
    assert_ne!(other, MODEL);
    project.write("models/other.json", &other);
    for (model, expected) in [
        (
            "models/other.json",
            "error: the service's protocols are not supported: `smithy.protocols#rpcv2Json`\n  --> models/other.json\n  \
             help: the supported protocols are `aws.protocols#awsJson1_0`, ",
        ),
        (
            "models",
            "error: this is a folder\n  --> models\n  help: name a model file\n",
        ),
    ] {
        let (code, _, messages) = project.leansmith(&["init", model]);
        assert_eq!(code, 1, "{messages}");
        assert!(messages.starts_with(expected), "{messages}");
        assert!(!project.path().join("codegen.toml").exists());
    }
}
