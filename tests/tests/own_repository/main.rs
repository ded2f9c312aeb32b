//! A crate that somebody generates into a repository of their own, where this checkout is not.
//!
//! The manifest names the runtime by git, or by a version that a registry would have; the crate builds, and a program calls
//! with it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

mod slow;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tests::workspace;

/// A program that calls with the written crate.
const PROGRAM: &str = r#"//! Calls once.
use clients::codeconnections::Client;
use clients::codeconnections::operation::delete_sync_configuration::*;
use clients::runtime::FakeTransport;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let fake = FakeTransport::new()
        .on::<DeleteSyncConfiguration>(|_| Ok(DeleteSyncConfigurationOutput::new()));
    let client = Client::new(&fake.config_builder().build().unwrap());
    let input = DeleteSyncConfigurationInput::new("CFN_STACK_SYNC", "stack");
    println!("{:?}", client.delete_sync_configuration(input).await.unwrap());
}
"#;

/// A repository with a written crate, and with a program that uses it.
struct Repository(TempDir);

impl Repository {
    /// With `runtime` in the manifest, and `more` in the workspace's `Cargo.toml`.
    fn new(runtime: &str, more: &str) -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        let root = repository.path();
        let models = root.join("models");
        fs::create_dir(&models).unwrap();
        let name = "codeconnections.json";
        fs::copy(workspace().join("models").join(name), models.join(name)).unwrap();
        let manifest = format!(
            "[crate]\npath = \"../clients\"\nruntime = {runtime}\n\
             [service.codeconnections]\nmodels = [\"codeconnections.json\"]\noperations = [\"Delete*\"]\n"
        );
        fs::write(models.join("codegen.toml"), manifest).unwrap();
        let output = codegen::generate(&models.join("codegen.toml"))
            .unwrap_or_else(|problems| panic!("{problems}"));
        output.files.write(&output.root).unwrap();
        let cargo =
            format!("[workspace]\nresolver = \"3\"\nmembers = [\"clients\", \"user\"]\n{more}");
        fs::write(root.join("Cargo.toml"), cargo).unwrap();
        // Versions that are on this machine already.
        fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        fs::create_dir_all(root.join("user/src")).unwrap();
        fs::write(root.join("user/Cargo.toml"), USER).unwrap();
        fs::write(root.join("user/src/main.rs"), PROGRAM).unwrap();
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

const USER: &str = r#"[package]
name = "user"
version = "0.1.0"
edition = "2024"

[dependencies]
clients = { path = "../clients", default-features = false, features = ["codeconnections", "test-util"] }
tokio = { version = "1", default-features = false, features = ["macros", "rt"] }
"#;

/// The sample in the fast run.
#[test]
fn the_written_crate_names_no_folder_of_this_machine() {
    let repository = Repository::new("{ version = \"0.2\" }", "");
    let cargo = fs::read_to_string(repository.path().join("clients/Cargo.toml")).unwrap();
    let line = "runtime = { package = \"leansmith-runtime\", version = \"0.2\", default-features = false }\n";
    assert!(cargo.contains(line), "{cargo}");
    assert!(!cargo.contains("path ="), "{cargo}");
}
