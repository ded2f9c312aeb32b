//! `update`: both layouts, what stays and what is refused.

use crate::world::{NAME, NAME_AND_SIZE, World, model};

const UPDATE: [&str; 4] = ["update", "--manifest", "models/codegen.toml", "--from"];
const CHECK: [&str; 4] = ["codegen", "--manifest", "models/codegen.toml", "--check"];

/// Creates a checkout of AWS's repository: a newer `Thing`, the same `Other`, and services that are not in the
/// manifest.
fn checkout(world: &World, root: &str) {
    let newer = model("Thing", "2026-01-01", NAME_AND_SIZE);
    world.write(
        &format!("{root}/thing-sdk/service/2026-01-01/thing-2026-01-01.json"),
        &newer,
    );
    let same = model("Other", "2026-01-01", NAME);
    world.write(
        &format!("{root}/other/service/2026-01-01/other.json"),
        &same,
    );
    world.write(
        &format!("{root}/broken/service/2026-01-01/broken.json"),
        "{",
    );
    world.write(&format!("{root}/other/README.md"), "nothing");
}

#[test]
fn takes_newer_models_from_both_layouts() {
    for root in ["aws", "aws/models"] {
        let world = World::new();
        let overlay = world.read("models/thing.waiters.json");
        checkout(&world, root);
        let (code, output, messages) = world.run(&[&UPDATE[..], &["aws"]].concat());
        assert_eq!((code, messages.as_str()), (0, ""), "{output}");
        assert!(output.contains("other: up to date\n"), "{output}");
        assert!(output.contains("thing (a#Thing): 1 additive\n"), "{output}");
        assert!(
            output.contains("out: models: 1 replaced; files: "),
            "{output}"
        );
        assert_eq!(
            world.read("models/thing.json"),
            model("Thing", "2026-01-01", NAME_AND_SIZE)
        );
        assert_eq!(world.read("models/thing.waiters.json"), overlay);
        assert!(
            world
                .read("out/src/thing/operation/get_thing.rs")
                .contains("pub size")
        );
        assert!(
            world
                .read("out/src/thing/client.rs")
                .contains("wait_until_thing_there")
        );
        assert_eq!(world.run(&CHECK).0, 0);

        let before = (world.tree("models"), world.tree("out"));
        let (code, output, _) = world.run(&[&UPDATE[..], &["aws"]].concat());
        assert_eq!(code, 0);
        assert!(
            output.contains("out: models: 0 replaced; files: 0 written"),
            "{output}"
        );
        assert_eq!((world.tree("models"), world.tree("out")), before);
    }
}

#[test]
fn takes_single_files() {
    let world = World::new();
    world.write("thing.json", &model("Thing", "2026-01-01", NAME_AND_SIZE));
    world.write("other.json", &model("Other", "2026-02-01", NAME));
    let (code, _, messages) =
        world.run(&[&UPDATE[..], &["thing.json", "--from", "other.json"]].concat());
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(
        world.read("models/other.json"),
        model("Other", "2026-02-01", NAME)
    );
    assert_eq!(world.run(&CHECK).0, 0);
    // The newest of several versions.
    world.write(
        "aws/other/service/2026-03-01/o.json",
        &model("Other", "2026-03-01", NAME),
    );
    world.write(
        "aws/other/service/2026-02-01/o.json",
        &model("Other", "2026-02-01", NAME),
    );
    let (code, _, messages) = world.run(&[&UPDATE[..], &["aws"]].concat());
    assert_eq!(code, 0, "{messages}");
    let missing = "warning: no model of `a#Thing` was found; the current one is kept\n";
    assert_eq!(messages, missing);
    assert_eq!(
        world.read("models/other.json"),
        model("Other", "2026-03-01", NAME)
    );
}

#[test]
fn check_writes_nothing_and_fails_if_there_is_anything_newer() {
    let world = World::new();
    checkout(&world, "aws");
    let before = (world.tree("models"), world.tree("out"));
    let (code, output, messages) = world.run(&[&UPDATE[..], &["aws", "--check"]].concat());
    assert_eq!(code, 1, "{messages}");
    assert!(output.contains("GetThingOutput::size"), "{output}");
    assert!(
        messages.contains("error: there are newer models"),
        "{messages}"
    );
    assert_eq!((world.tree("models"), world.tree("out")), before);
    world.write(
        "aws/thing-sdk/service/2026-01-01/thing-2026-01-01.json",
        &world.read("models/thing.json"),
    );
    let (code, _, messages) = world.run(&[&UPDATE[..], &["aws", "--check"]].concat());
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!((world.tree("models"), world.tree("out")), before);
}

#[test]
fn an_older_model_is_refused_without_force() {
    let world = World::new();
    world.write(
        "models/thing.json",
        &model("Thing", "2026-01-01", NAME_AND_SIZE),
    );
    for (older, why) in [
        (
            model("Thing", "2025-01-01", NAME_AND_SIZE),
            "its version is 2025-01-01, not 2026-01-01",
        ),
        (
            model("Thing", "2026-01-01", NAME),
            "it has nothing new, and lacks 1 shapes and members such as `a#ThingData$Size`",
        ),
    ] {
        world.write("old.json", &older);
        let before = (world.tree("models"), world.tree("out"));
        let (code, _, messages) = world.run(&[&UPDATE[..], &["old.json"]].concat());
        assert_eq!(code, 1);
        let expected = format!(
            "error: the model of `a#Thing` is older than the current one: {why}\n  --> old.json"
        );
        assert!(messages.contains(&expected), "{messages}");
        assert!(
            messages.ends_with("\n\nerror: nothing was changed\n"),
            "{messages}"
        );
        assert_eq!((world.tree("models"), world.tree("out")), before);
    }
    let (code, output, _) = world.run(&[&UPDATE[..], &["old.json", "--force"]].concat());
    assert_eq!(code, 0);
    assert!(output.contains("thing (a#Thing): 1 breaking\n"), "{output}");
    assert_eq!(
        world.read("models/thing.json"),
        model("Thing", "2026-01-01", NAME)
    );
}

#[test]
fn what_does_not_go_is_refused_and_everything_stays() {
    let world = World::new();
    let newer = model("Thing", "2026-01-01", NAME_AND_SIZE);
    world.write(
        "unknown.json",
        &newer.replace("smithy.api#Integer", "a#Nowhere"),
    );
    world.write("cut.json", newer.get(..newer.len() - 9).unwrap());
    world.write("stranger.json", &model("Stranger", "2026-01-01", NAME));
    world.write("nothing.json", "");
    world.write_bytes("latin.json", &[newer.as_bytes(), b"\xE9"].concat());
    // Fits by itself, but not what stands with it.
    world.write("overlaid.json", &newer.replace("GetThing", "FetchThing"));
    world.write("twice/a/service/1/a.json", &newer);
    world.write("twice/b/service/1/b.json", &format!("{newer}\n"));
    world.write("empty/readme.txt", "");
    let before = (world.tree("models"), world.tree("out"));
    for (from, expected) in [
        ("unknown.json", "`a#Nowhere`"),
        ("cut.json", "not valid JSON"),
        ("nothing.json", "not valid JSON: EOF"),
        ("latin.json", "the file is not UTF-8"),
        (
            "stranger.json",
            "none of the services of the manifest was found: `a#Other`, `a#Thing`",
        ),
        ("overlaid.json", "a#GetThing"),
        (
            "twice",
            "there are two models of the same version of `a#Thing`",
        ),
        (
            "empty",
            "no models were found here: it has neither layout of the public model repository",
        ),
        ("nowhere", "no models were found here: "),
    ] {
        let (code, _, messages) = world.run(&[&UPDATE[..], &[from]].concat());
        assert_eq!(code, 1, "{from}: {messages}");
        assert!(messages.contains(expected), "{from}: {messages}");
        assert!(
            messages.ends_with("\n\nerror: nothing was changed\n"),
            "{messages}"
        );
        assert_eq!((world.tree("models"), world.tree("out")), before, "{from}");
    }
}
