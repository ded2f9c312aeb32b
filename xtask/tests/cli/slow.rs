//! The program as cargo installs it.

use std::process::Command;

use crate::{MODEL, Project};

#[test]
#[ignore = "slow: installs the program"]
fn cargo_installs_a_program_that_works_in_any_folder() {
    let root = Project::empty();
    let package = env!("CARGO_MANIFEST_DIR");
    let install = ["install", "--path", package, "--bin", "leansmith"];
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    // Of what is built already, nothing is built again.
    cargo
        .args(install)
        .args(["--debug", "--locked", "--offline"]);
    let run = cargo.arg("--root").arg(root.path()).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let program = root.path().join("bin/leansmith");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);

    let project = Project::empty();
    project.write("a.json", MODEL);
    let run = |arguments: &[&str]| project.program(program.to_str().unwrap(), arguments);
    let (code, version, _) = run(&["--version"]);
    assert_eq!(code, 0);
    assert_eq!(
        version,
        concat!("leansmith ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for arguments in [
        &["init", "a.json"][..],
        &["codegen"],
        &["codegen", "--check"],
    ] {
        let (code, _, messages) = run(arguments);
        assert_eq!((code, messages.as_str()), (0, ""), "{arguments:?}");
    }
    assert!(project.path().join("clients/src/a/client.rs").exists());
}
