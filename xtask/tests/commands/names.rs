//! Names that move: no command writes a crate in which code that compiles would mean something else.

use crate::world::{NAME, World, model};

const CODEGEN: [&str; 3] = ["codegen", "--manifest", "models/codegen.toml"];
const CHECK: [&str; 4] = ["codegen", "--manifest", "models/codegen.toml", "--check"];
const UPDATE: [&str; 4] = ["update", "--manifest", "models/codegen.toml", "--from"];
const DUMP: [&str; 4] = ["dump-ir", "thing", "--manifest", "models/codegen.toml"];

/// A second member that wants the name of the first one, before it.
const EVADED: &str =
    r#""NAME": { "target": "smithy.api#String" }, "Name": { "target": "smithy.api#String" }"#;

const MOVED: &str = "error: `thing::operation::get_thing::GetThingOutput::name` stands for `Name` in the existing \
                     crate, and would stand for `NAME`\n  --> models/codegen.toml:4:10\n  shape: a#ThingData$NAME\n  \
                     help: keep the name with `\"a#ThingData$Name\" = \"name\"` in `[names]` of the manifest; to move it, \
                     pin `a#ThingData$NAME` to it\n";

/// A project whose crate is written, and the model that is newer.
fn world() -> World {
    let world = World::new();
    assert_eq!(world.run(&CODEGEN).0, 0);
    world.write("newer.json", &model("Thing", "2026-01-01", EVADED));
    world
}

fn pin(world: &World, line: &str) {
    let manifest = world.read("models/codegen.toml");
    world.write(
        "models/codegen.toml",
        &format!("{manifest}[names]\n{line}\n"),
    );
}

/// The code of the field that stands for the member `Name`.
fn table(world: &World) -> String {
    let names = world.read("out/names/thing.toml");
    let output = names.lines().find(|line| line.contains("GetThingOutput"));
    output.unwrap().to_owned()
}

#[test]
fn codegen_writes_and_accepts_no_crate_in_which_a_name_has_moved() {
    let world = world();
    world.write("models/thing.json", &world.read("newer.json"));
    let before = world.tree("out");
    for arguments in [&CODEGEN[..], &CHECK] {
        let (code, _, messages) = world.run(arguments);
        assert_eq!(code, 1);
        assert_eq!(
            messages,
            format!("{MOVED}\nerror: 1 problem; nothing was written\n")
        );
        assert_eq!(world.tree("out"), before);
    }
}

#[test]
fn a_pin_keeps_the_name() {
    let world = world();
    world.write("models/thing.json", &world.read("newer.json"));
    pin(&world, r#""a#ThingData$Name" = "name""#);
    let (code, _, messages) = world.run(&CODEGEN);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(table(&world).ends_with(r#"{ name = "Name", name_2 = "NAME" }"#));
    assert_eq!(world.run(&CHECK).0, 0);
    assert!(world.run(&DUMP).1.contains("name: \"name_2\""));
}

#[test]
fn a_pin_lets_the_name_move_and_can_go_afterwards() {
    let world = world();
    world.write("models/thing.json", &world.read("newer.json"));
    let manifest = world.read("models/codegen.toml");
    pin(&world, r#""a#ThingData$NAME" = "name""#);
    let (code, _, messages) = world.run(&CODEGEN);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(table(&world).ends_with(r#"{ name = "NAME", name_2 = "Name" }"#));
    world.write("models/codegen.toml", &manifest);
    assert_eq!(world.run(&CHECK).0, 0);
}

#[test]
fn update_changes_nothing_where_a_name_would_move() {
    let world = world();
    let before = (world.tree("models"), world.tree("out"));
    for options in [&[][..], &["--check"], &["--force"]] {
        let (code, output, messages) = world.run(&[&UPDATE[..], &["newer.json"], options].concat());
        assert_eq!(code, 1);
        assert!(output.contains("1 breaking"), "{output}");
        assert!(messages.contains(MOVED), "{messages}");
        assert!(
            messages.ends_with("\nerror: nothing was changed\n"),
            "{messages}"
        );
        assert_eq!((world.tree("models"), world.tree("out")), before);
    }
    pin(&world, r#""a#ThingData$Name" = "name""#);
    let (code, output, _) = world.run(&[&UPDATE[..], &["newer.json"]].concat());
    assert_eq!(code, 0);
    assert!(output.contains("thing (a#Thing): 1 additive\n"), "{output}");
    assert!(table(&world).ends_with(r#"{ name = "Name", name_2 = "NAME" }"#));
}

#[test]
fn diff_calls_it_breaking_unless_the_name_is_pinned() {
    let world = world();
    world.write("old.json", &model("Thing", "2026-01-01", NAME));
    let (code, output, _) = world.run(&["diff", "old.json", "newer.json"]);
    assert_eq!(code, 1);
    assert!(output.contains("1 breaking"), "{output}");
    assert!(
        output.contains("stands for `NAME` instead of `Name`"),
        "{output}"
    );

    let manifest = |model: &str, names: &str| {
        format!(
            "[crate]\npath = \"out\"\nruntime = \"rt\"\n[service.thing]\nmodels = [\"{model}\"]\n[names]\n{names}\n"
        )
    };
    world.write("old.toml", &manifest("old.json", ""));
    world.write(
        "new.toml",
        &manifest("newer.json", r#""a#ThingData$Name" = "name""#),
    );
    let (_, output, _) = world.run(&["diff", "old.toml", "new.toml"]);
    assert!(output.contains("1 additive"), "{output}");
    assert!(!output.contains("breaking"), "{output}");
}
