//! Takes an indentation away where all that is left behind an `if` is a single way out.

use super::share::weight;
use crate::ir::{Block, Outcome, Step};

/// Flattens `block` and all blocks in it.
pub(super) fn run(block: &mut Block) {
    while let [.., Step::If(tests, inner), Step::Return(outcome)] = block.as_mut_slice() {
        let ([test], Outcome::Error(_) | Outcome::Exhausted) = (tests.as_slice(), &*outcome) else {
            break;
        };
        if !matches!(inner.last(), Some(Step::Return(_))) || weight(inner) <= SMALL {
            break;
        }
        let unless = Step::Unless(test.clone(), outcome.clone());
        let inner = std::mem::take(inner);
        block.truncate(block.len().saturating_sub(2));
        block.push(unless);
        block.extend(inner);
    }
    for step in block {
        if let Step::If(_, inner) = step {
            run(inner);
        }
    }
}

/// Up to how many lines a block stays indented.
const SMALL: usize = 3;
