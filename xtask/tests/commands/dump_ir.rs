//! `dump-ir`: the representation of a service, and what is said of wrong names.

use crate::world::World;

#[test]
fn shows_the_representation_with_names_in_the_place_of_ids() {
    let world = World::new();
    let dump = ["dump-ir", "thing", "--manifest", "models/codegen.toml"];
    let (code, output, messages) = world.run(&dump);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(
        output.starts_with("Service {\n    module: \"thing\",\n"),
        "{output}"
    );
    let input = "input: StructureId(operation::get_thing::GetThingInput),";
    assert!(output.contains(input), "{output}");
    assert!(!output.contains("Id(0)"), "{output}");
    assert_eq!(world.run(&dump).1, output);
}

#[test]
fn wrong_names_are_answered_with_the_right_ones() {
    let world = World::new();
    let run = |arguments: &[&str]| {
        world.run(
            &[
                &["dump-ir", "--manifest", "models/codegen.toml"][..],
                arguments,
            ]
            .concat(),
        )
    };
    let (code, _, messages) = run(&["thin"]);
    assert_eq!(code, 2);
    assert!(
        messages.contains("the manifest has no service `thin`"),
        "{messages}"
    );
    assert!(
        messages.contains("help: did you mean `thing`? (it has `other`, `thing`)"),
        "{messages}"
    );
    world.write("models/thing.json", "[]");
    let (code, output, messages) = run(&["thing"]);
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(
        messages.contains("expected an object, found an array"),
        "{messages}"
    );
}
