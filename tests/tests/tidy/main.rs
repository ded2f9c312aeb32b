//! The order of the project: small files, small functions, modules and packages that depend on each other in one direction.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

mod documents;
mod features;
mod functions;
mod links;
mod measured;
mod modules;
mod source;
mod wording;

use source::{EXAMPLES, Source, sources};
use std::collections::BTreeMap;
use std::fs;
use tests::workspace;

/// The folders of what people write; `generated` is the generator's.
const WRITTEN: [&str; 4] = ["codegen", "codegen/runtime", "tests", "xtask"];

/// How many lines a file and a function have at most.
const FILE: usize = 400;
const FUNCTION: usize = 80;

/// Maximum number of lines of a program that users copy, and of its module in several files.
const EXAMPLE: usize = 150;
const MODULE: usize = 400;

/// What each package of the workspace may depend on.
const PACKAGES: [(&str, &str, &[&str]); 5] = [
    ("runtime", "codegen/runtime", &[]),
    ("generated", "generated", &["runtime"]),
    ("codegen", "codegen", &[]),
    ("xtask", "xtask", &["codegen"]),
    ("tests", "tests", &["codegen", "generated", "runtime"]),
];

/// The wings of the generator, each after all that it uses, and the modules of a wing in the same order. A module that is
/// not listed may use all that are.
const WINGS: &[(&str, &[&str])] = &[
    (
        "support",
        &[
            "diagnostic",
            "located",
            "glob",
            "suggest",
            "parallel",
            "progress",
        ],
    ),
    (
        "smithy",
        &[
            "json", "shape_id", "ast", "traits", "protocol", "model", "report", "select",
        ],
    ),
    ("manifest", &[]),
    ("ir", &[]),
    (
        "lower",
        &[
            "names",
            "service_facts",
            "rustdoc",
            "expression",
            "endpoint",
        ],
    ),
    ("model_tests", &[]),
    ("emit", &[]),
    ("output", &["meaning", "format", "fileset", "check"]),
    ("generate", &[]),
    ("diff", &[]),
];

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let mut problems = Vec::new();
    for Source { path, text } in sources(&WRITTEN) {
        let lines = text.lines().count();
        if lines > FILE {
            problems.push(format!("{path}: {lines} lines, more than {FILE}"));
        }
        if !text.starts_with("//!") {
            problems.push(format!("{path}: does not begin with `//!`"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn examples_for_other_services_are_short() {
    let (modules, programs): (Vec<Source>, Vec<Source>) = sources(&[EXAMPLES])
        .into_iter()
        .partition(|it| it.path.contains("/s3/src/transfer"));
    let lines = |it: &Source| it.text.lines().count();
    let long = programs.iter().filter(|it| lines(it) > EXAMPLE);
    let long: Vec<&str> = long.map(|it| it.path.as_str()).collect();
    assert!(long.is_empty(), "more than {EXAMPLE} lines: {long:?}");
    let all: usize = modules.iter().map(lines).sum();
    assert!((1..=MODULE).contains(&all), "the module has {all} lines");
}

#[test]
fn functions_are_small() {
    let long = sources(&WRITTEN).into_iter().flat_map(|source| {
        functions::lengths(&source.text)
            .filter(|(_, lines)| *lines > FUNCTION)
            .map(|(name, lines)| format!("{}: {name} has {lines} lines", source.path))
            .collect::<Vec<_>>()
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn modules_of_the_generator_use_those_before_them_alone() {
    let mut problems = Vec::new();
    for Source { path, text } in sources(&["codegen/src"]) {
        let inside = path.trim_start_matches("codegen/src/");
        let is_test = inside.ends_with("/tests.rs") || inside.contains("/tests/");
        if inside == "lib.rs" || is_test {
            continue;
        }
        let own = inside.trim_end_matches(".rs").replace('/', "::");
        let Some(place) = place(&own) else {
            problems.push(format!("{path}: say in `WINGS` where it belongs"));
            continue;
        };
        for used in modules::used(&text) {
            // Of its own parts, a module may use any.
            let is_own = same_module(&own, &used);
            if !is_own && self::place(&used).is_none_or(|it| it > place) {
                problems.push(format!("{path}: uses `{used}`, which comes later"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The wing of a module and its place in it; the last for one that is not listed.
fn place(path: &str) -> Option<(usize, usize)> {
    let mut names = path.split("::");
    let name = names.next();
    let wing = WINGS.iter().position(|(wing, _)| Some(*wing) == name)?;
    let modules = WINGS[wing].1;
    let module = names.next();
    let listed = modules.iter().position(|it| Some(*it) == module);
    Some((wing, listed.unwrap_or(modules.len())))
}

/// Returns true if both are in the same module of a wing, or in one wing whose modules have no order.
fn same_module(own: &str, used: &str) -> bool {
    let two = |path: &str| {
        path.split("::")
            .take(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (own, used) = (two(own), two(used));
    let is_ordered = WINGS
        .iter()
        .any(|(wing, it)| *wing == own[0] && !it.is_empty());
    own == used || (own[0] == used[0] && !is_ordered)
}

#[test]
fn modules_have_one_style() {
    let files = sources(&[
        "codegen/src",
        "codegen/runtime/src",
        "xtask/src",
        "tests/src",
    ]);
    let old = files.iter().filter(|it| it.path.ends_with("/mod.rs"));
    let old: Vec<&str> = old.map(|it| it.path.as_str()).collect();
    assert!(old.is_empty(), "`name.rs` beside `name/`, not {old:?}");
}

#[test]
fn packages_depend_on_each_other_in_one_direction() {
    let names: Vec<&str> = PACKAGES.iter().map(|(name, ..)| *name).collect();
    let mut found = BTreeMap::new();
    for (name, folder, _) in PACKAGES {
        let manifest = fs::read_to_string(workspace().join(folder).join("Cargo.toml")).unwrap();
        found.insert(name, dependencies(&manifest, &names));
    }
    for (name, _, allowed) in PACKAGES {
        for dependency in &found[name] {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{name} uses {dependency}"
            );
        }
    }
    assert_eq!(found["tests"].len(), 3, "the manifests are read");
}

/// Which of `names` a manifest has as a dependency of any kind.
fn dependencies(manifest: &str, names: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_list = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            is_list = table.trim_end_matches(']').ends_with("dependencies");
        }
        let key = line.split(['.', ' ', '=']).next().unwrap_or_default();
        if is_list && names.contains(&key) && !found.contains(&key.to_owned()) {
            found.push(key.to_owned());
        }
    }
    found
}
