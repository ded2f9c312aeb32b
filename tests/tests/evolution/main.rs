//! A model that grows breaks no code that compiled before.
//!
//! `tests/fixtures/evolution/base.json` is a small service, `user.rs` is code as its users write it, and each file of
//! `additions` is something that a service adds to its model without calling it a change. The user's code is compiled and
//! run against the service as it was and as each addition, and all of them together, make it; what is added stands once
//! behind what was there and once in front of it, for the order within a JSON object is nobody's promise.
//!
//! What user code could say of the old model alone must not compile at all: `refused.rs` lists it.
//!
//! One addition breaks code and is left out on purpose: a float or a document takes `Eq` and `Hash` away.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

mod grown;
#[path = "../support/ordered.rs"]
mod ordered;
mod world;

use grown::Place;
use world::World;

#[test]
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
    world.write("user", &world.user_code());
    let (done, said) = world.cargo("test --package user");
    assert!(done, "{said}");
    let ran = format!("test result: ok. {} passed", world.services());
    assert!(said.contains(&ran), "{said}");
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
