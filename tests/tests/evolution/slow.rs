//! The code of users against every addition.

use crate::grown::{self, Place};
use crate::world::World;

#[test]
#[ignore = "slow: compiles the code of users against every addition"]
fn user_code_compiles_and_behaves_whatever_is_added() {
    let mut world = World::new();
    let base = world.model("base.json");
    let additions = world.additions();
    assert!(additions.len() > 10, "{} additions", additions.len());
    world.service("base", &base);
    for (place, name) in [(Place::Behind, "behind"), (Place::InFront, "in_front")] {
        let mut everything = base.clone();
        for (addition, what) in &additions {
            let grown = grown::grown(&base, what, place);
            world.service(&format!("{addition}_{name}"), &grown);
            everything = grown::grown(&everything, what, place);
        }
        world.service(&format!("everything_{name}"), &everything);
    }
    world.user_code_passes();
}

#[test]
#[ignore = "slow: compiles the code of users against models of streams"]
fn user_code_of_streams_compiles_and_behaves_whatever_is_added() {
    let mut world = World::of_streams();
    let base = world.model("base.json");
    let additions = world.model("additions.json");
    world.service("base", &base);
    for (place, name) in [(Place::Behind, "behind"), (Place::InFront, "in_front")] {
        world.service(name, &grown::grown(&base, &additions, place));
    }
    world.user_code_passes();
}
