//! `codegen --check` says what the models changed of the API since the last commit.

use crate::world::{NAME_AND_SIZE, World, model};

const CODEGEN: [&str; 3] = ["codegen", "--manifest", "models/codegen.toml"];

#[test]
fn a_line_for_each_service_whose_api_changed() {
    let world = World::new();
    let check = [&CODEGEN[..], &["--check"]].concat();
    world.run(&CODEGEN);
    world.write(
        "models/thing.json",
        &model("Thing", "2026-01-01", NAME_AND_SIZE),
    );
    // Without git there is nothing to compare with, and that is no problem.
    let (code, output, _) = world.run(&check);
    assert_eq!(code, 1);
    assert!(!output.contains("API since"), "{output}");

    world.write("models/thing.json", &model("Thing", "2026-01-01", ""));
    world.commit();
    world.write(
        "models/thing.json",
        &model("Thing", "2026-01-01", NAME_AND_SIZE),
    );
    let (code, output, _) = world.run(&check);
    assert_eq!(code, 1);
    let line = "thing: API since HEAD: 2 additive; `cargo xtask diff` shows them\n";
    assert!(output.ends_with(line), "{output}");
    assert!(!output.contains("other: API"), "{output}");
    world.run(&CODEGEN);
    assert!(!world.run(&check).1.contains("API since"));
}
