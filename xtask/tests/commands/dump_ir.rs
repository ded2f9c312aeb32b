//! `dump-ir`: the representation after each pass, and what is said of wrong names.

use crate::world::World;

#[test]
fn shows_the_representation_after_a_pass() {
    let world = World::new();
    let run = |pass: &str| {
        let dump = [
            "dump-ir",
            "thing",
            "--manifest",
            "models/codegen.toml",
            "--pass",
            pass,
        ];
        let (code, output, messages) = world.run(&dump);
        assert_eq!((code, messages.as_str()), (0, ""));
        output
    };
    let lowered = run("lower");
    assert!(
        lowered.starts_with("Service {\n    module: \"thing\",\n"),
        "{lowered}"
    );
    assert!(!lowered.contains("default: Derived"), "{lowered}");
    assert!(run("derives").contains("default: Derived"));
    assert_eq!(run("order"), run("order"));
    let dump = ["dump-ir", "thing", "--manifest", "models/codegen.toml"];
    assert_eq!(world.run(&dump).1, run("order"));
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
    let (code, _, messages) = run(&["thing", "--pass", "sort"]);
    let expected = "error: there is no pass `sort`\n  \
                    help: in their order: `lower`, `recursion`, `derives`, `order`\n";
    assert_eq!((code, messages.as_str()), (2, expected));
    let (code, _, messages) = run(&["thing", "--pass", "ordre"]);
    assert_eq!(code, 2);
    assert!(
        messages.contains("did you mean `order`? (in their order: "),
        "{messages}"
    );
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
