//! Documentation as docs.rs builds it, but for the features that take long.

use std::fs;
use std::process::Command;

use tests::workspace;

#[test]
#[ignore = "slow: builds documentation"]
fn docs_rs_shows_which_feature_an_item_needs() {
    let target = workspace().join("target/docs-rs");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    cargo.current_dir(workspace());
    cargo.args(["doc", "--offline", "--no-deps", "--no-default-features"]);
    cargo.args(["--package", "runtime", "--package", "generated"]);
    cargo.args(["--features", "blocking,codeconnections,proton"]);
    // docs.rs has a nightly, which takes what is not stable.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo.env("RUSTDOCFLAGS", "-D warnings --cfg docsrs");
    let run = cargo.env("CARGO_TARGET_DIR", &target).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    for (page, feature) in [
        ("runtime/struct.Client.html", "client"),
        ("runtime/struct.Blocking.html", "blocking"),
        ("generated/proton/struct.Client.html", "client"),
        ("generated/proton/types/index.html", "proton"),
    ] {
        let text = fs::read_to_string(target.join("doc").join(page)).unwrap();
        let (_, after) = text
            .split_once("Available on ")
            .unwrap_or_else(|| panic!("{page}"));
        let line: String = after.chars().take(200).collect();
        assert!(
            line.contains(&format!("<code>{feature}</code>")),
            "{page}: {line}"
        );
    }
}
