//! What cargo-semver-checks says of each case, beside what `diff` says.
//!
//! It looks for what breaks code in the rustdoc of two states of a crate. What it asks for is either what `diff` makes of the
//! models, or it is said here why not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diff::Class;
use tests::workspace;

use crate::case::{self, changes};

const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"written\"]\n";

/// Why it asks for nothing where code breaks, and where. What each of these breaks is proven by the compiler, in
/// `compiled.rs`; a name that does not belong here any more fails the test.
const NOT_SEEN: [(&str, &[&str]); 6] = [
    (
        "it does not compare types of fields",
        &[
            "default_added",
            "default_removed",
            "list_made_sparse",
            "member_evaded",
            "pagination_token_of_another_type",
            "structure_evaded",
            "structure_made_recursive",
            "type_changed",
            "type_changed_to_enum",
            "type_changed_within_list",
        ],
    ),
    (
        "it does not know what names stand for",
        &[
            "enum_value_evaded",
            "error_evaded",
            "member_evaded_by_same_type",
            "number_evaded",
            "union_member_evaded",
        ],
    ),
    (
        "it does not compare what variants hold",
        &["union_member_changed"],
    ),
    (
        "it counts parameters, and does not compare their types",
        &["operation_evades_pages", "required_members_reordered"],
    ),
    (
        "it does not compare what functions return",
        &["waiter_ends_with_errors"],
    ),
    (
        "it does not compare implementations of traits, unless they are derived",
        &[
            "pagination_items_of_another_type",
            "pagination_items_removed",
        ],
    ),
];

/// Where it asks for a minor version: code compiles, with a new warning. To `diff` that is behaviour.
const DEPRECATED: [&str; 4] = [
    "enum_value_deprecated",
    "input_deprecated",
    "member_deprecated",
    "operation_deprecated",
];

/// The version that it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    Major,
    Minor,
    Patch,
}

mod manual {
    use super::*;

    #[test]
    #[ignore = "manual: needs cargo-semver-checks; CONTRIBUTING.md says how to run it"]
    fn cargo_semver_checks_agrees_or_it_is_said_why_not() {
        let folder = tempfile::tempdir().unwrap();
        let version = cargo(folder.path(), &["semver-checks", "--version"]);
        let version =
            version.expect("cargo-semver-checks is not installed: CONTRIBUTING.md says how");
        println!("{}", version.trim());
        let cases = case::all();
        let listed = NOT_SEEN.iter().flat_map(|(_, names)| *names);
        for name in listed.chain(&DEPRECATED) {
            assert!(cases.iter().any(|case| case.name == *name), "{name}");
        }
        let base = documented(folder.path(), "base", &case::base());
        let mut table: BTreeMap<_, usize> = BTreeMap::new();
        let mut wrong = Vec::new();
        for case in &cases {
            let after = documented(folder.path(), &case.name, &case.model);
            let (asked, lints) = asked(folder.path(), &base, &after);
            let class = changes(case).first().map(|worst| worst.class);
            let (expected, why) = expected(&case.name, class);
            let said = class.map_or("equal", Class::name);
            let line = format!(
                "{said:<13} {asked:?} {} {why}{}",
                case.name,
                lints.join(" ")
            );
            println!("{line}");
            if asked != expected {
                wrong.push(format!("{expected:?} is expected: {line}"));
            }
            *table.entry((class.is_none(), class, asked)).or_default() += 1;
        }
        println!("\nthe class that `diff` gives, the version that is asked for, how many edits:");
        for ((_, class, asked), count) in table {
            println!(
                "{:<13} {asked:?} {count}",
                class.map_or("equal", Class::name)
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// What has to be asked for, and why that is less than what `diff` says, if it is.
fn expected(name: &str, class: Option<Class>) -> (Version, &'static str) {
    let not_seen = NOT_SEEN.iter().find(|(_, names)| names.contains(&name));
    match (class, not_seen) {
        (Some(Class::Breaking), Some((why, _))) => (Version::Patch, why),
        (Some(Class::Breaking), None) => (Version::Major, ""),
        _ if DEPRECATED.contains(&name) => (Version::Minor, ""),
        _ => (Version::Patch, ""),
    }
}

/// The rustdoc of the crate of a `model`, as JSON. It is built in one place for all, so that only the crate itself is new.
fn documented(folder: &Path, name: &str, model: &str) -> PathBuf {
    let runtime = workspace().join("codegen/runtime");
    let manifest = format!(
        "[crate]\npath = \"written\"\nruntime = {runtime:?}\n[service.api]\nmodels = [\"api.json\"]\n"
    );
    fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("api.json"), model).unwrap();
    fs::write(folder.join("codegen.toml"), manifest).unwrap();
    let output = codegen::generate(&folder.join("codegen.toml"));
    let output = output.unwrap_or_else(|problems| panic!("{name}: {problems}"));
    output.files.write(&output.root).unwrap();
    // As cargo-semver-checks calls it.
    let package = ["rustdoc", "--offline", "--package", "written", "--lib"];
    let features = ["--no-default-features", "--features", "api,blocking"];
    let json = ["--", "-Zunstable-options", "--output-format", "json"];
    let items = ["--document-private-items", "--document-hidden-items"];
    let arguments = [&package[..], &features, &json, &items].concat();
    cargo(folder, &arguments).unwrap_or_else(|said| panic!("{name}: {said}"));
    let documented = folder.join(format!("{name}.rustdoc.json"));
    fs::copy(target().join("doc/written.json"), &documented).unwrap();
    documented
}

/// Which version cargo-semver-checks asks for, and the lints that say so.
fn asked(folder: &Path, before: &Path, after: &Path) -> (Version, Vec<String>) {
    let (before, after) = (before.to_str().unwrap(), after.to_str().unwrap());
    let states = ["--baseline-rustdoc", before, "--current-rustdoc", after];
    // Anything that asks for more than a patch fails.
    let options = [
        "semver-checks",
        "--color",
        "never",
        "--release-type",
        "patch",
    ];
    let said = cargo(folder, &[&options[..], &states].concat());
    let (Ok(said) | Err(said)) = said;
    let asks = |what: &str| said.contains(&format!("Summary semver requires new {what} version:"));
    let version = match (asks("major"), asks("minor")) {
        (true, _) => Version::Major,
        (false, true) => Version::Minor,
        (false, false) => {
            assert!(said.contains("Summary no semver update required"), "{said}");
            Version::Patch
        }
    };
    let lints = said
        .lines()
        .filter_map(|line| line.strip_prefix("--- failure "));
    let names = lints.filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
    (version, names.collect())
}

/// What cargo says; as an error, where it fails.
fn cargo(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(folder);
    // The JSON of rustdoc is not stable.
    command.env("RUSTC_BOOTSTRAP", "1");
    // A folder of its own, for build scripts look at that variable.
    command.env("CARGO_TARGET_DIR", target());
    let run = command.output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr) + String::from_utf8_lossy(&run.stdout);
    if run.status.success() {
        Ok(said.into_owned())
    } else {
        Err(said.into_owned())
    }
}

fn target() -> PathBuf {
    workspace().join("target/semver")
}
