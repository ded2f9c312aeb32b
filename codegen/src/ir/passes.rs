//! Passes of the intermediate representation, in this order.

mod derives;
mod order;
mod recursion;

use crate::ir::Service;

/// A pass, under the name that `dump-ir` and snapshots know it by.
pub type Pass = (&'static str, fn(&mut Service));

/// All passes, in order.
pub const PASSES: [Pass; 3] = [
    ("recursion", recursion::run),
    ("derives", derives::run),
    ("order", order::run),
];

/// Runs all passes on `service`.
pub fn run(service: &mut Service) {
    for (_, pass) in PASSES {
        pass(service);
    }
}

#[cfg(test)]
mod tests;
