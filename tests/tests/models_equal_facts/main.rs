//! The project's own models, `models/*.json`, hold every fact of `facts/*.facts.json`, and nothing else.
//!
//! The facts were gathered from six sources and are older than the models, so they are the oracle. [`expected`]
//! builds from them the Smithy model that they describe; [`equality`] compares that with the model, shape by shape,
//! member by member, trait by trait, both ways. What the facts do not state literally has a test of its own:
//!
//! * [`endpoints`]: the endpoint rules are the project's own, so they are compared by what they answer;
//! * [`documentation`]: the texts are the project's own, so they are checked for being there and for naming real things;
//! * [`cross_checks`]: facts that say a second time what follows from others, and their counts.
//!
//! The modules are marked `cfg(test)` so that clippy allows them what it allows tests.

#[cfg(test)]
mod cross_checks;
#[cfg(test)]
mod documentation;
#[cfg(test)]
mod endpoints;
#[cfg(test)]
mod equality;
#[cfg(test)]
mod expected;
#[cfg(test)]
mod source;
