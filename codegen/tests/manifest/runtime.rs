//! `runtime`: where a manifest finds the package, and how the written crate depends on it.

use std::fs;
use std::path::Path;

use codegen::manifest::{GitReference, Manifest, RuntimeDependency};
use tempfile::TempDir;

use crate::package::{table, written};
use crate::{parse, refused, with_crate};

fn of(runtime: &str) -> RuntimeDependency {
    let manifest = parse(&with_crate(&format!("path = \"out\"\nruntime = {runtime}")));
    manifest.crate_.runtime
}

#[test]
fn a_version() {
    for runtime in [
        "runtime = { version = \"0.1\" }",
        "[crate.runtime]\nversion = \"0.1\"",
    ] {
        let manifest = parse(&with_crate(&format!("path = \"out\"\n{runtime}")));
        assert_eq!(
            manifest.crate_.runtime,
            RuntimeDependency::Version("0.1".to_owned())
        );
        assert_eq!(manifest.crate_.runtime_from_crate(), None);
    }
    assert_eq!(
        of("{ version = \">=0.1.2, <0.3\" }"),
        RuntimeDependency::Version(">=0.1.2, <0.3".to_owned())
    );
}

#[test]
fn a_folder() {
    for runtime in ["\"rt\"", "{ path = \"rt\" }"] {
        let manifest = parse(&with_crate(&format!("path = \"out\"\nruntime = {runtime}")));
        assert_eq!(
            manifest.crate_.runtime_from_crate().as_deref(),
            Some("../rt")
        );
    }
}

#[test]
fn a_git_repository_and_a_state_of_it() {
    let url = "ssh://git@example.com/leansmith.git";
    let git = |reference| RuntimeDependency::Git {
        url: url.to_owned(),
        reference,
    };
    let of = |more: &str| of(&format!("{{ git = \"{url}\"{more} }}"));
    assert_eq!(of(""), git(None));
    let rev = GitReference::Rev("0123abc".to_owned());
    assert_eq!(of(", rev = \"0123abc\""), git(Some(rev)));
    let tag = GitReference::Tag("v1".to_owned());
    assert_eq!(of(", tag = \"v1\""), git(Some(tag)));
    let branch = GitReference::Branch("next".to_owned());
    assert_eq!(of(", branch = \"next\""), git(Some(branch)));
}

/// As the Cargo book has dependencies: under another name by `package`, in git by `rev`, `tag` or `branch`. The package
/// `runtime` of crates.io is somebody else's, so that a version must never go without `package`.
#[test]
fn the_written_crate_depends_on_the_package_by_its_name() {
    let url = "file:///srv/git/lean smith";
    for (runtime, expected) in [
        (
            "{ version = \"0.1\" }".to_owned(),
            r#"package = "leansmith-runtime", version = "0.1""#.to_owned(),
        ),
        (
            format!("{{ git = \"{url}\" }}"),
            format!(r#"git = "{url}""#),
        ),
        (
            format!("{{ git = \"{url}\", rev = \"0a1b\" }}"),
            format!(r#"git = "{url}", rev = "0a1b""#),
        ),
        (
            format!("{{ git = \"{url}\", tag = 'a\"b' }}"),
            format!(r#"git = "{url}", tag = "a\"b""#),
        ),
        (
            format!("{{ git = \"{url}\", branch = \"next\" }}"),
            format!(r#"git = "{url}", branch = "next""#),
        ),
    ] {
        let text = written(&format!("runtime = {runtime}"));
        let line = format!(r#"runtime = {{ {expected}, default-features = false }}"#);
        assert_eq!(table(&text, "dependencies"), [line]);
    }
}

#[test]
fn a_runtime_comes_from_one_place() {
    let with = |runtime: &str| with_crate(&format!("path = \"out\"\nruntime = {runtime}"));
    refused(
        &with("{ version = \"1\", path = \"rt\" }"),
        "error: `runtime` has all of `path`, `version`\n  --> models/codegen.toml:5:1\n  help: keep one of them",
    );
    refused(
        &with("{ git = \"https://x.test/y\", rev = \"a\", branch = \"b\" }"),
        "error: `runtime` has all of `rev`, `branch`\n  --> models/codegen.toml:5:1\n  help: keep one of them",
    );
    refused(
        &with("{}"),
        r#"error: `runtime` has no source for the package runtime
  --> models/codegen.toml:5:1
  help: write `runtime = "…"`, the folder of the package runtime, or `runtime = { git = "…" }` or `{ version = "…" }`"#,
    );
    for runtime in ["path = \"rt\"", "version = \"1\""] {
        refused(
            &with(&format!("{{ {runtime}, tag = \"v1\" }}")),
            "error: `tag` in `[crate.runtime]` needs `git`
  --> models/codegen.toml:5:1
  help: add `git = \"…\"` instead of the path or version, or remove it",
        );
    }
    refused(
        &with("2024-01-01"),
        r#"error: `runtime` in `[crate]` has a date or time instead of a string
  --> models/codegen.toml:5:11
  help: write `runtime = "…"`, the folder of the package runtime, or `runtime = { git = "…" }` or `{ version = "…" }`"#,
    );
    refused(
        &with("{ git = \"https://x.test/y\", revision = \"a\" }"),
        r#"error: unknown key `revision` in `[crate.runtime]`
  --> models/codegen.toml:5:39
  help: did you mean `version`? (known keys: `path`, `git`, `rev`, `tag`, `branch`, `version`)"#,
    );
}

#[test]
fn values_that_cargo_would_reject_are_located() {
    let with = |runtime: &str| with_crate(&format!("path = \"out\"\nruntime = {runtime}"));
    // The ways in which git itself names a repository, of which cargo takes URLs alone.
    for url in [
        "../leansmith",
        "git@example.com:a/b.git",
        "/srv/git",
        "://x",
    ] {
        refused(
            &with(&format!("{{ git = \"{url}\" }}")),
            &format!(
                "error: `{url}` is not a URL
  --> models/codegen.toml:5:19
  help: write one that begins with `https://`, `ssh://` or `file:///`"
            ),
        );
    }
    for version in ["latest", "1.2.3.4", "v1"] {
        let text = with(&format!("{{ version = \"{version}\" }}"));
        let said = Manifest::parse(&text, Path::new("m.toml")).unwrap_err();
        let said = said.to_string();
        let expected = format!("error: `{version}` is not a version requirement: ");
        assert!(said.starts_with(&expected), "{said}");
        assert!(
            said.ends_with("\n  --> m.toml:5:23\n  help: write one such as `version = \"0.1\"`"),
            "{said}"
        );
    }
}

/// A manifest in `models` of a new folder, with the runtime at this path, and what is said when it is generated.
fn generated(folder: &TempDir, runtime: &str) -> String {
    let models = folder.path().join("models");
    fs::create_dir_all(&models).unwrap();
    let text = with_crate(&format!("path = \"../out\"\nruntime = \"{runtime}\""));
    fs::write(models.join("codegen.toml"), text).unwrap();
    fs::write(models.join("x.json"), crate::package::MODEL).unwrap();
    let said = match codegen::generate(&models.join("codegen.toml")) {
        Ok(_) => String::new(),
        Err(problems) => problems.to_string(),
    };
    said.replace(&format!("{}/", models.display()), "")
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn a_folder_without_the_package_is_an_error_with_a_line() {
    let folder = TempDir::new().unwrap();
    let package = |name: &str| format!("[package]\nname = \"{name}\"\n");
    write(&folder, "file", "");
    write(&folder, "empty/README.md", "");
    write(&folder, "other/Cargo.toml", &package("engine"));
    write(&folder, "broken/Cargo.toml", "[package\n");
    write(&folder, "workspace/Cargo.toml", "[workspace]\n");
    for (runtime, problem) in [
        ("../missing", "it does not exist"),
        ("../file", "it is a file"),
        ("../empty", "it has no Cargo.toml"),
        ("../other", "its package is `engine`"),
        (
            "../broken",
            "its Cargo.toml is not valid TOML: unclosed table, expected `]`",
        ),
        ("../workspace", "its Cargo.toml has no package"),
    ] {
        assert_eq!(
            generated(&folder, runtime),
            format!(
                "error: the folder `{runtime}` does not have the package runtime: {problem}
  --> codegen.toml:5:11
  help: name `codegen/runtime` of a checkout of Leansmith, relative to this file, or write `runtime = {{ git = \"…\" }}` or `{{ version = \"…\" }}`"
            )
        );
    }
}

#[test]
fn a_folder_above_the_package_gets_the_right_one() {
    let folder = TempDir::new().unwrap();
    let package = "[package]\nname = \"runtime\"\n";
    write(&folder, "checkout/codegen/runtime/Cargo.toml", package);
    let said = generated(&folder, "../checkout/");
    let help = "\n  help: did you mean `../checkout/codegen/runtime`?";
    assert!(said.ends_with(help), "{said}");
    let said = generated(&folder, "../checkout/codegen");
    assert!(said.ends_with(help), "{said}");
    assert_eq!(generated(&folder, "../checkout/codegen/runtime"), "");
}

#[test]
fn a_missing_runtime_is_named_with_all_other_problems() {
    let folder = TempDir::new().unwrap();
    write(&folder, "models/x.json", "{}");
    let text = with_crate("path = \"../out\"\nruntime = \"rt\"");
    let manifest = Manifest::parse(&text, &folder.path().join("models/codegen.toml")).unwrap();
    let problems = codegen::generate::of_manifest(&manifest).unwrap_err();
    let said = problems.to_string();
    assert!(said.contains("does not have the package"), "{said}");
    assert!(said.contains("x.json"), "{said}");
}
