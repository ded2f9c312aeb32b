//! The packages that programs depend on: which these are, the Rust they need, and what docs.rs builds of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what goes wrong in a test is for its reader"
)]

mod slow;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use tests::workspace;

/// The packages that programs depend on, with their folders.
const PACKAGES: [(&str, &str); 2] = [("runtime", "codegen/runtime"), ("generated", "generated")];

/// The oldest Rust that is promised.
const RUST: &str = "1.88";

/// Features whose dependencies need a newer one. Each says so in `Cargo.toml`.
const NEWER: [(&str, &str); 1] = [("aws-config", "1.94.1")];

/// Three numbers, of which the last may be left out.
type Version = (u64, u64, u64);

fn version(text: &str) -> Version {
    let mut numbers = text.split('.').map(|it| it.parse().unwrap());
    let mut next = || numbers.next().unwrap_or_default();
    (next(), next(), next())
}

/// Output of cargo in the workspace.
fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(cargo);
    let run = cargo.current_dir(workspace()).args(arguments);
    let run = run.args(["--offline", "--locked"]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{arguments:?}: {said}");
    String::from_utf8(run.stdout).unwrap()
}

/// All packages that the workspace may depend on.
fn metadata() -> Vec<Value> {
    let text = cargo(&["metadata", "--format-version", "1", "--all-features"]);
    let mut document: Value = serde_json::from_str(&text).unwrap();
    match document["packages"].take() {
        Value::Array(packages) => packages,
        other => panic!("{other}"),
    }
}

/// The newest Rust that a dependency needs, by a package's name and its version.
type Needs = BTreeMap<(String, String), Option<Version>>;

fn needs(packages: &[Value]) -> Needs {
    let text = |package: &Value, key: &str| package[key].as_str().unwrap().to_owned();
    let packages = packages.iter();
    packages
        .map(|it| {
            let rust = it["rust_version"].as_str().map(version);
            ((text(it, "name"), text(it, "version")), rust)
        })
        .collect()
}

/// The packages that `package` depends on with these features, by name and version, on `target`.
fn dependencies(package: &str, features: &str, target: &[&str]) -> BTreeSet<(String, String)> {
    let arguments = [
        "tree",
        "--package",
        package,
        "--edges",
        "normal,build",
        "--prefix",
        "none",
        "--no-default-features",
        "--features",
        features,
    ];
    let tree = cargo(&[&arguments, target].concat());
    let packages = tree.lines().skip(1).filter_map(|line| {
        let (name, version) = line.split_once(" v")?;
        let version = version.split(' ').next()?;
        Some((name.to_owned(), version.to_owned()))
    });
    packages.collect()
}

/// The arguments of a tree for every platform.
const ANYWHERE: &[&str] = &["--target", "all"];

/// The newest Rust that a dependency of `package` needs with these features, on any platform, and which one that is.
fn newest(package: &str, features: &str, needs: &Needs) -> (Version, String) {
    let dependencies = dependencies(package, features, ANYWHERE).into_iter();
    let dependencies =
        dependencies.filter_map(|it| Some((needs[&it]?, format!("{} {}", it.0, it.1))));
    dependencies.max().unwrap()
}

/// The features of a package.
fn features(package: &Value) -> Vec<String> {
    package["features"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

fn find<'a>(packages: &'a [Value], name: &str) -> &'a Value {
    packages.iter().find(|it| it["name"] == name).unwrap()
}

#[test]
fn every_feature_builds_with_the_rust_that_is_promised() {
    let packages = metadata();
    let needs = needs(&packages);
    for (name, _) in PACKAGES {
        let package = find(&packages, name);
        assert_eq!(package["rust_version"], RUST, "{name}");
        for feature in features(package) {
            let newer = NEWER.iter().find(|(it, _)| *it == feature);
            let (found, dependency) = newest(name, &feature, &needs);
            match newer {
                Some((_, newer)) => assert_eq!(found, version(newer), "{feature}: {dependency}"),
                None => assert!(
                    found <= version(RUST),
                    "{name} with {feature}: {dependency} needs Rust {found:?}"
                ),
            }
        }
    }
}

/// The crate `reqwest`, and packages that nothing else brings.
const OF_REQWEST: [&str; 5] = ["idna", "reqwest", "tower", "tower-http", "url"];

#[test]
fn a_default_program_has_no_reqwest() {
    let brought = |features: &str| -> Vec<String> {
        let packages = dependencies("generated", features, ANYWHERE).into_iter();
        let mut names: Vec<String> = packages.map(|(name, _)| name).collect();
        names.retain(|name| OF_REQWEST.contains(&name.as_str()));
        names
    };
    assert_eq!(brought("default,http2,blocking,tracing"), [""; 0]);
    assert_eq!(
        brought("reqwest"),
        OF_REQWEST,
        "they are found where they are"
    );
}

/// A client with a transport of its own runs on any executor; with fetch, in a browser.
#[test]
fn tokio_comes_with_http1_and_credentials_not_with_a_client() {
    let has = |features: &str, name: &str, target: &[&str]| {
        let mut packages = dependencies("generated", features, target).into_iter();
        packages.any(|(package, _)| package == name)
    };
    let services = "client,codeconnections,proton,serde,tracing";
    assert!(!has(services, "tokio", &[]));
    for feature in ["http1", "credentials", "blocking", "test-util", "tokio"] {
        assert!(has(feature, "tokio", &[]), "{feature}");
    }
    let browser = ["--target", "wasm32-unknown-unknown"];
    assert!(has("fetch", "web-sys", &browser));
    for name in ["hyper", "mio", "tokio", "url"] {
        assert!(!has("fetch", name, &browser), "{name}");
    }
    // Elsewhere the feature adds nothing.
    assert_eq!(
        dependencies("generated", "fetch", &[]),
        dependencies("generated", "client", &[])
    );
}

/// The most packages of a program with default features, itself and the generated crate among them. There are about 70; the
/// official SDK's program has 181 (`tests/peers/RESULTS.md`).
const MOST_PACKAGES: usize = 80;

#[test]
fn a_default_program_is_made_of_few_packages() {
    let others = dependencies("generated", "default", &[]);
    let count = others.len() + ["the program", "generated"].len();
    assert!(count <= MOST_PACKAGES, "{count}: {others:?}");
    assert!(count > 40, "{count}: {others:?}");
}

#[test]
fn sigv4a_brings_its_curve_and_nothing_twice() {
    let without = dependencies("runtime", "credentials,http1", ANYWHERE);
    let with = dependencies("runtime", "credentials,http1,sigv4a", ANYWHERE);
    let names: BTreeSet<&String> = without.iter().map(|(name, _)| name).collect();
    let added: Vec<&String> = with.difference(&without).map(|(name, _)| name).collect();
    assert!(added.iter().any(|name| *name == "p256"), "{added:?}");
    assert!(added.iter().all(|name| !names.contains(name)), "{added:?}");
}

#[test]
fn checksums_bring_one_library_and_only_if_they_are_enabled() {
    let names = |features: &str| -> BTreeSet<String> {
        let packages = dependencies("runtime", features, ANYWHERE).into_iter();
        packages.map(|(name, _)| name).collect()
    };
    // What other features bring.
    let all = "blocking,cbor,compression,credentials,http2,login,md5,query,streams,tracing,xml";
    let without = names(all);
    let with = names(&format!("{all},checksums"));
    let mut added = with
        .difference(&without)
        .filter(|name| name.starts_with("crc"));
    assert!(added.any(|name| name == "crc-fast"), "{with:?}");
    assert!(!without.contains("crc-fast"), "{without:?}");
    assert!(with.len() - without.len() <= 8, "{with:?}");
}

#[test]
fn features_that_need_a_newer_rust_say_so() {
    for (name, folder) in PACKAGES {
        let path = workspace().join(folder).join("Cargo.toml");
        let text = std::fs::read_to_string(path).unwrap();
        for (feature, rust) in NEWER {
            let (before, _) = text.split_once(&format!("\n{feature} = ")).unwrap();
            let comment = before.lines().next_back().unwrap();
            let expected = format!("Needs Rust {rust}.");
            assert!(comment.ends_with(&expected), "{name}, {feature}: {comment}");
        }
        assert_eq!(text.matches("Needs Rust").count(), NEWER.len(), "{name}");
    }
}

#[test]
fn docs_rs_builds_every_feature() {
    let packages = metadata();
    for (name, _) in PACKAGES {
        let package = find(&packages, name);
        let all = &package["metadata"]["docs"]["rs"]["all-features"];
        assert_eq!(*all, true, "{name}");
        for key in ["description", "keywords", "categories"] {
            assert!(!package[key].is_null(), "{name} has no {key}");
        }
    }
}
