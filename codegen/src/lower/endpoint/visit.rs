//! Parameters and variables that steps use.

use crate::ir::{Endpoint, Local, Outcome, Piece, Property, Step, Test, Value};

/// Something that a step looks at.
pub(super) enum Use<'a> {
    Parameters,
    Local(&'a Local),
}

/// Returns whether any of `steps` uses the variable called `name`.
pub(super) fn uses(steps: &[Step], name: &str) -> bool {
    let mut found = false;
    // From where on the name stands for something else.
    let redefined = |step: &Step| matches!(step, Step::Let(local, _) if local.name == name);
    let end = steps
        .iter()
        .position(redefined)
        .map_or(steps.len(), |at| at + 1);
    self::steps(steps.get(..end).unwrap_or(steps), &mut |it| {
        found |= is(&it, name)
    });
    found
}

/// Returns whether `test` uses the variable called `name`.
pub(super) fn test_uses(test: &Test, name: &str) -> bool {
    let mut found = false;
    self::test(test, &mut |it| found |= is(&it, name));
    found
}

fn is(it: &Use<'_>, name: &str) -> bool {
    matches!(it, Use::Local(local) if local.name == name)
}

/// Everything that `steps` look at, in order.
pub(super) fn steps<'a>(steps: &'a [Step], see: &mut dyn FnMut(Use<'a>)) {
    for step in steps {
        match step {
            Step::Let(_, value) => self::value(value, see),
            Step::If(tests, block) => {
                for test in tests {
                    self::test(test, see);
                }
                self::steps(block, see);
            }
            Step::Unless(test, outcome) => {
                self::test(test, see);
                self::outcome(outcome, see);
            }
            Step::Return(outcome) => self::outcome(outcome, see),
        }
    }
}

fn test<'a>(test: &'a Test, see: &mut dyn FnMut(Use<'a>)) {
    match test {
        Test::Is(value) | Test::Some(_, value) => self::value(value, see),
    }
}

fn outcome<'a>(outcome: &'a Outcome, see: &mut dyn FnMut(Use<'a>)) {
    match outcome {
        Outcome::Endpoint(endpoint) => self::endpoint(endpoint, see),
        Outcome::Error(text) => value(text, see),
        Outcome::Call(_, takes_parameters, arguments) => {
            if *takes_parameters {
                see(Use::Parameters);
            }
            arguments.iter().for_each(|it| see(Use::Local(it)));
        }
        Outcome::Exhausted => {}
    }
}

fn endpoint<'a>(endpoint: &'a Endpoint, see: &mut dyn FnMut(Use<'a>)) {
    value(&endpoint.url, see);
    for (_, values) in &endpoint.headers {
        values.iter().for_each(|it| value(it, see));
    }
    for scheme in &endpoint.schemes {
        value(&scheme.name, see);
        scheme
            .properties
            .iter()
            .for_each(|(_, it)| property(it, see));
    }
    endpoint
        .properties
        .iter()
        .for_each(|(_, it)| property(it, see));
}

fn property<'a>(property: &'a Property, see: &mut dyn FnMut(Use<'a>)) {
    match property {
        Property::Text(text) => value(text, see),
        Property::List(list) => list.iter().for_each(|it| self::property(it, see)),
        Property::Object(entries) => entries.iter().for_each(|(_, it)| self::property(it, see)),
        Property::Flag(_) | Property::Number(_) => {}
    }
}

fn value<'a>(value: &'a Value, see: &mut dyn FnMut(Use<'a>)) {
    match value {
        Value::Parameter(..) => see(Use::Parameters),
        Value::Local(local) => see(Use::Local(local)),
        Value::Text(_) | Value::Flag(_) | Value::Integer(_) => {}
        Value::Format(pieces) => {
            for piece in pieces {
                if let Piece::Value(value) = piece {
                    self::value(value, see);
                }
            }
        }
        Value::Call(_, arguments) => arguments.iter().for_each(|it| self::value(it, see)),
        Value::Field(one, _)
        | Value::Element(one, _)
        | Value::Not(one)
        | Value::IsSome(one)
        | Value::IsNone(one)
        | Value::Wrapped(one)
        | Value::Owned(one)
        | Value::HostPart(_, one)
        | Value::OwnedOption(one) => self::value(one, see),
        Value::Equal(one, other)
        | Value::Differ(one, other)
        | Value::Or(one, other)
        | Value::UnwrapOr(one, other) => {
            self::value(one, see);
            self::value(other, see);
        }
        Value::IfElse(condition, one, other) => {
            for it in [condition, one, other] {
                self::value(it, see);
            }
        }
    }
}
