//! A manifest outside the project, over models that are not the project's: the crate it writes builds clean.

use std::fs;
use std::path::Path;
use std::process::Command;

use tests::{shared, workspace};

/// Models chosen for what is hard in them; the last three have shapes called `Result`, `Option` and `Error`.
const MODELS: [&str; 7] = [
    "sfn",
    "dynamodb",
    "verifiedpermissions",
    "sqs",
    "codepipeline",
    "glue",
    "service-catalog",
];

#[test]
fn a_crate_of_real_models_builds_without_a_warning() {
    let Some(models) = shared("aws-models") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let krate = folder.path().join("clients");
    let manifest = folder.path().join("codegen.toml");
    fs::write(&manifest, manifest_text(&models)).unwrap();
    let output = codegen::generate(&manifest).unwrap_or_else(|problems| panic!("{problems}"));
    output.files.write(&krate).unwrap();

    let operations: usize = output
        .services
        .iter()
        .map(|service| service.operations)
        .sum();
    assert_eq!(
        operations, 550,
        "all operations of all models but those that stream"
    );

    fs::copy(workspace().join("Cargo.lock"), krate.join("Cargo.lock")).unwrap();
    // Not the HTTP stack: nothing in a written crate depends on it, and it takes a minute to build.
    let features = MODELS.map(module).join(",");
    let lint = "--no-default-features --all-targets --features blocking,test-util";
    for arguments in [
        "fmt --check".to_owned(),
        format!("clippy --offline {lint},{features} -- -D warnings"),
        "check --offline --no-default-features --features sqs".to_owned(),
    ] {
        cargo(&krate, &arguments).unwrap();
    }
}

fn manifest_text(models: &Path) -> String {
    let services = MODELS.map(|name| {
        let model = models.join(format!("{name}.json"));
        format!(
            "[service.{}]\nmodels = [{model:?}]\n",
            name.replace('-', "_")
        )
    });
    let runtime = workspace().join("codegen/runtime");
    format!(
        "[crate]\npath = \"clients\"\nruntime = {runtime:?}\n{}",
        services.concat()
    )
}

fn module(model: &str) -> String {
    model.replace('-', "_")
}

/// Runs cargo in `folder`. Crates that tests write share one target folder, which no other build uses.
fn cargo(folder: &Path, arguments: &str) -> Result<(), String> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments.split(' ')).current_dir(folder);
    command.env("CARGO_TARGET_DIR", workspace().join("target/written"));
    command.env("RUSTFLAGS", "-D warnings");
    let run = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&run.stderr) + String::from_utf8_lossy(&run.stdout);
    if run.status.success() {
        Ok(())
    } else {
        Err(format!("cargo {arguments}: {said}"))
    }
}
