//! Drops names that nothing uses.

use super::visit::{test_uses, uses};
use crate::ir::{Block, Step, Test, Value};

/// Tidies `block` and all blocks in it.
pub(super) fn run(block: &mut Block) {
    for step in block.iter_mut() {
        if let Step::If(tests, inner) = step {
            run(inner);
            self::tests(tests, inner);
        }
    }
    let mut index = 0;
    while let Some((step, behind)) = block.get_mut(index..).and_then(<[_]>::split_first_mut) {
        match step {
            Step::Let(local, _) if !uses(behind, &local.name) => {
                block.remove(index);
                continue;
            }
            Step::Unless(test, _) => {
                if let Test::Some(local, value) = test
                    && !uses(behind, &local.name)
                {
                    *test = Test::Is(Value::IsSome(Box::new(value.clone())));
                }
            }
            _ => {}
        }
        index += 1;
    }
}

/// `Some` that is looked at once, and at once, is compared instead: `mode == Some("required")`.
fn tests(tests: &mut Vec<Test>, block: &[Step]) {
    let mut index = 0;
    while let Some((test, behind)) = tests.get(index..).and_then(<[_]>::split_first) {
        if let Some((count, with)) = simpler(test, behind, block) {
            tests.splice(index..index + count, [with]);
        }
        index += 1;
    }
}

/// Returns a simpler test for `test` and some of the tests `behind` it, and their number.
fn simpler(test: &Test, behind: &[Test], block: &[Step]) -> Option<(usize, Test)> {
    let Test::Some(local, value) = test else {
        return None;
    };
    let is_used = |tests: &[Test]| {
        tests.iter().any(|it| test_uses(it, &local.name)) || uses(block, &local.name)
    };
    if !is_used(behind) {
        return Some((1, Test::Is(Value::IsSome(Box::new(value.clone())))));
    }
    let (next, later) = behind.split_first()?;
    let constant = compared(next, &local.name).filter(|_| !is_used(later))?;
    let wrapped = Box::new(Value::Wrapped(Box::new(constant)));
    Some((2, Test::Is(Value::Equal(Box::new(value.clone()), wrapped))))
}

/// Returns the constant that `test` compares the variable called `name` with.
fn compared(test: &Test, name: &str) -> Option<Value> {
    let is_local = |value: &Value| matches!(value, Value::Local(local) if local.name == name);
    match test {
        Test::Is(Value::Equal(one, other))
            if is_local(one) && matches!(**other, Value::Text(_)) =>
        {
            Some((**other).clone())
        }
        Test::Is(Value::Not(value)) if is_local(value) => Some(Value::Flag(false)),
        Test::Is(value) if is_local(value) => Some(Value::Flag(true)),
        _ => None,
    }
}
