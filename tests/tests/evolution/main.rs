//! A model that grows breaks no code that compiled before.
//!
//! `tests/fixtures/evolution/base.json` is a small service, `user.rs` is code as its users write it, and each file of
//! `additions` is something that a service adds to its model without calling it a change. The user's code is compiled and
//! run against the service as it was and as each addition, and all of them together, make it; what is added stands once
//! behind what was there and once in front of it, for the order within a JSON object is nobody's promise.
//!
//! `streams` has the same for a service of restJson1 with streams.
//!
//! What user code could say of the old model alone must not compile at all: `refused.rs` lists it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

mod grown;
#[path = "../support/ordered.rs"]
mod ordered;
mod slow;
mod world;

use grown::Place;
use world::World;

#[test]
fn user_code_compiles_and_behaves_when_members_are_added() {
    let mut world = World::new();
    let base = world.model("base.json");
    let what = world.model("additions/member_of_outputs.json");
    world.service("base", &base);
    world.service("grown", &grown::grown(&base, &what, Place::InFront));
    world.user_code_passes();
}

#[test]
fn what_an_addition_would_break_does_not_compile_before() {
    let mut world = World::new();
    let base = world.model("base.json");
    world.service("base", &base);
    let code = world.text("refused.rs");
    world.write("refused", &code);
    let (done, said) = world.cargo("check --package refused --message-format short");
    assert!(!done, "everything compiles");
    let mut expected: Vec<String> = code
        .lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let (_, code) = line.rsplit_once("// E")?;
            Some(format!("{}: E{code}", index + 1))
        })
        .collect();
    expected.sort();
    assert_eq!(world::errors(&said), expected, "{said}");
}
