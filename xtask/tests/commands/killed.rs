//! `update` killed at any point: all files are whole, none is missing, and the next run finishes it.
//!
//! Kills wait for what they are to interrupt, not for an amount of time: for each file that is replaced, that its new text
//! lies beside it, and that it has taken its place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Child;

use crate::world::World;

const UPDATE: [&str; 5] = [
    "update",
    "--manifest",
    "models/codegen.toml",
    "--from",
    "aws",
];
const CODEGEN: [&str; 3] = ["codegen", "--manifest", "models/codegen.toml"];

/// Many, so that replacing the files of the crate takes a while.
const VERBS: [&str; 8] = [
    "Get", "Put", "List", "Copy", "Move", "Start", "Stop", "Lend",
];

/// A model whose operations all say which `state` it is.
fn model(service: &str, state: &str) -> String {
    let bound = VERBS.map(|verb| format!(r##"{{ "target": "a#{verb}{service}" }}"##));
    let operations = VERBS.map(|verb| {
        let name = format!("a#{verb}{service}");
        format!(
            r##""{name}": {{ "type": "operation", "input": {{ "target": "{name}Data" }} }},
            "{name}Data": {{ "type": "structure", "members": {{}}, "traits": {{ "smithy.api#documentation": "{state}" }} }}"##
        )
    });
    format!(
        r##"{{ "smithy": "2.0", "shapes": {{ "a#{service}": {{
            "type": "service", "version": "2026-01-01", "operations": [{}],
            "traits": {{ "aws.auth#sigv4": {{ "name": "a" }}, "aws.protocols#awsJson1_0": {{}} }}
        }}, {} }} }}"##,
        bound.join(", "),
        operations.join(", ")
    )
}

/// The files of a project, by path: models, manifest and crate.
type Files = BTreeMap<PathBuf, String>;

/// All files of the project, and those among them that a run has not put in their place.
fn files(world: &World) -> (Files, Vec<PathBuf>) {
    let mut files = world.tree("models");
    files.extend(world.tree("out"));
    let is_temporary = |path: &PathBuf| path.extension().is_some_and(|it| it == "codegen-tmp");
    let temporary: Vec<PathBuf> = files
        .keys()
        .filter(|it| is_temporary(it))
        .cloned()
        .collect();
    files.retain(|path, _| !is_temporary(path));
    (files, temporary)
}

/// A project in each of two states, in the second of which it is left, and its files in each.
fn two_states(world: &World) -> [Files; 2] {
    ["one", "two"].map(|state| {
        world.write("models/thing.json", &model("Thing", state));
        world.write("models/other.json", &model("Other", state));
        assert_eq!(world.run(&CODEGEN).0, 0);
        files(world).0
    })
}

/// Publishes the models of a state.
fn publish(world: &World, state: &Files) {
    for name in ["thing", "other"] {
        let path = world.path().join(format!("models/{name}.json"));
        let published = format!("aws/{name}/service/2026-01-01/{name}.json");
        world.write(&published, &state[&path]);
    }
}

/// Kills a run as soon as `reached` says so, if it is not over before.
fn kill(mut run: Child, reached: impl Fn(u32) -> bool) {
    while !reached(run.id()) && run.try_wait().unwrap().is_none() {}
    run.kill().unwrap();
    run.wait().unwrap();
}

fn temporary(path: &Path, process: u32) -> PathBuf {
    let name = path.file_name().unwrap().to_str().unwrap();
    path.with_file_name(format!(".{name}.{process}.codegen-tmp"))
}

#[test]
fn a_killed_run_leaves_whole_files_and_the_next_one_finishes_it() {
    let world = World::new();
    let states = two_states(&world);
    let changed = states[0]
        .iter()
        .filter(|(path, text)| states[1][*path] != **text);
    let changed: Vec<&PathBuf> = changed.map(|(path, _)| path).collect();
    assert!(changed.len() > VERBS.len(), "{changed:?}");
    let (mut mixed, mut unfinished) = (0, 0);
    let points = changed
        .iter()
        .flat_map(|path| [(path, false), (path, true)]);
    for (step, (path, in_place)) in points.enumerate() {
        let (before, after) = (&states[(step + 1) % 2], &states[step % 2]);
        publish(&world, after);
        kill(world.start(&UPDATE), |process| {
            if in_place {
                fs::read_to_string(path).is_ok_and(|text| text == after[*path])
            } else {
                temporary(path, process).exists()
            }
        });
        let (found, leftovers) = files(&world);
        assert!(found.keys().eq(after.keys()), "{:?}", found.keys());
        for (path, text) in &found {
            let is_whole = *text == before[path] || *text == after[path];
            assert!(is_whole, "{} is partially written: {text}", path.display());
        }
        mixed += usize::from(found != *before && found != *after);
        unfinished += usize::from(!leftovers.is_empty());
        let (code, _, messages) = world.run(&UPDATE);
        assert_eq!(code, 0, "{messages}");
        let (found, leftovers) = files(&world);
        assert!(found == *after, "killed at {}", path.display());
        assert!(leftovers.is_empty(), "{leftovers:?}");
    }
    println!("{mixed} kills between files, {unfinished} with files not yet in their place");
    assert!(mixed > 0 && unfinished > 0, "no run was killed at work");
}

#[cfg(unix)]
#[test]
fn a_run_killed_between_models_and_crate_is_finished_by_the_next() {
    let world = World::new();
    let [one, two] = two_states(&world);
    publish(&world, &one);
    let is_model = |path: &Path| path.starts_with(world.path().join("models"));
    // Runs on one folder take turns: this one never gets its turn to write the crate.
    let other = fs::File::open(world.path().join("out")).unwrap();
    other.lock().unwrap();
    let models = ["thing", "other"].map(|name| world.path().join(format!("models/{name}.json")));
    kill(world.start(&UPDATE), |_| {
        models
            .iter()
            .all(|path| fs::read_to_string(path).is_ok_and(|text| text == one[path]))
    });
    let expected = two.iter().map(|(path, text)| match is_model(path) {
        true => (path, &one[path]),
        false => (path, text),
    });
    let (found, _) = files(&world);
    assert!(found.iter().eq(expected));
    drop(other);
    // Nothing is newer any more, and yet there is something to do.
    let (code, output, messages) = world.run(&UPDATE);
    assert_eq!(code, 0, "{messages}");
    assert!(output.contains("thing: up to date\n"), "{output}");
    assert!(files(&world) == (one, Vec::new()));
}
