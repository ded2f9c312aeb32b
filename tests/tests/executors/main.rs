//! A client outside of tokio: a program with an executor of twenty lines and a transport of its own makes a call. None of its
//! packages is tokio.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod slow {
    //! The build.

    use std::fs;

    use tests::{cargo, cargo_in, workspace};

    const MANIFEST: &str = r#"[package]
name = "program"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies.generated]
path = PATH
default-features = false
features = ["client", "codeconnections"]
"#;

    #[test]
    #[ignore = "slow: builds a program"]
    fn a_call_is_signed_and_retried_on_an_executor_that_is_not_tokio() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let generated = format!("{:?}", workspace().join("generated"));
        fs::create_dir(root.join("src")).unwrap();
        fs::write(
            root.join("Cargo.toml"),
            MANIFEST.replace("PATH", &generated),
        )
        .unwrap();
        fs::write(root.join("src/main.rs"), include_str!("program.rs")).unwrap();
        fs::copy(workspace().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();

        let tree = cargo(root, &["tree", "--offline", "--edges", "normal"]).unwrap();
        assert!(tree.contains("runtime v"), "{tree}");
        for package in ["tokio", "hyper", "rustls"] {
            assert!(!tree.contains(&format!("{package} v")), "{tree}");
        }
        let run = cargo_in(root)
            .args(["run", "--offline", "--quiet"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{said}");
        let output = String::from_utf8(run.stdout).unwrap();
        assert_eq!(output, "SUCCEEDED after 3 attempts\n");
    }
}
