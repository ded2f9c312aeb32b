//! Small passes over the intermediate representation, in this order.

mod derives;
mod order;
mod recursion;
mod requests;

use crate::ir::{Service, Type};

/// A pass, under the name that `dump-ir` and snapshots know it by.
pub type Pass = (&'static str, fn(&mut Service));

/// All passes, in order.
pub const PASSES: [Pass; 4] = [
    ("recursion", recursion::run),
    ("derives", derives::run),
    ("requests", requests::run),
    ("order", order::run),
];

/// Runs all passes on `service`.
pub fn run(service: &mut Service) {
    for (_, pass) in PASSES {
        pass(service);
    }
}

/// Returns the named type that a type holds, if any.
fn named(ty: &Type) -> Option<&str> {
    match ty {
        Type::Named(_, name) => Some(name),
        Type::List { member, .. } => named(member),
        Type::Map { value, .. } => named(value),
        Type::Boxed(ty) => named(ty),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
