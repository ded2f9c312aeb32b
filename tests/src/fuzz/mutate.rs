//! Changes to a model that nobody would make on purpose.

use codegen::smithy::json::Node;

use super::random::Random;
use super::tree::{children_mut, nth_mut, size, walk_mut};
use super::{shapes, words};

/// Changes `model` in a few places.
pub fn model(random: &mut Random, model: &mut Node) {
    // Two times out of three one change: of several, one is often enough to be refused.
    let changes = if random.once_in(3) {
        1 + random.below(6)
    } else {
        1
    };
    for _ in 0..changes {
        match random.below(8) {
            0 => shapes::retarget(random, model),
            1 => shapes::retype(random, model),
            2 => shapes::rename(random, model),
            3 => shapes::chain(random, model),
            4 => shapes::add_member(random, model),
            5 => shapes::give_trait(random, model),
            _ => {
                if let Some(scope) = scope(random, model) {
                    anywhere(random, scope);
                }
            }
        }
    }
}

/// A shape, or the whole model: rule sets and documentation have most of its values.
fn scope<'a>(random: &mut Random, model: &'a mut Node) -> Option<&'a mut Node> {
    let whole = random.once_in(3);
    let mut steps = if whole {
        0
    } else {
        shapes::offset(random, model)
    };
    nth_mut(model, &mut steps)
}

/// Changes something in `node` that needs not be a model.
fn anywhere(random: &mut Random, node: &mut Node) {
    match random.below(10) {
        0 => remove(random, node),
        1 => duplicate(random, node),
        2 => swap(random, node),
        3 => rename_key(random, node),
        4 => graft(random, node),
        5 => nest(random, node),
        6 => replace(random, node, |_| true, |random, _| words::value(random)),
        7 => {
            let is_number = |it: &Node| matches!(it, Node::Number(_));
            replace(random, node, is_number, |random, _| words::number(random));
        }
        _ => {
            let is_text = |it: &Node| matches!(it, Node::String(_));
            replace(random, node, is_text, hostile);
        }
    }
}

/// Some value in `node`.
fn place<'a>(random: &mut Random, node: &'a mut Node) -> Option<&'a mut Node> {
    let mut steps = random.below(size(node));
    nth_mut(node, &mut steps)
}

/// Puts what `by` says in the place of one of the values that `is_meant`.
fn replace(
    random: &mut Random,
    node: &mut Node,
    is_meant: fn(&Node) -> bool,
    by: fn(&mut Random, &Node) -> Node,
) {
    let mut count = 0;
    walk_mut(node, &mut |it| count += usize::from(is_meant(it)));
    let mut left = random.below(count);
    walk_mut(node, &mut |it| {
        if is_meant(it) {
            if left == 0 {
                *it = by(random, it);
            }
            left = left.wrapping_sub(1);
        }
    });
}

/// Another text, or the same one with something in it.
fn hostile(random: &mut Random, old: &Node) -> Node {
    let old = old.as_str().unwrap_or_default();
    let new = words::string(random);
    Node::String(match random.below(4) {
        0 => new,
        1 => format!("{old}{new}"),
        2 => format!("{new}{old}"),
        _ => {
            let middle = random.below(old.chars().count());
            let before: String = old.chars().take(middle).collect();
            let after: String = old.chars().skip(middle).collect();
            format!("{before}{new}{after}")
        }
    })
}

fn remove(random: &mut Random, node: &mut Node) {
    match place(random, node) {
        Some(Node::Array(elements)) if !elements.is_empty() => {
            let index = random.below(elements.len());
            elements.remove(index);
        }
        Some(Node::Object(entries)) if !entries.is_empty() => {
            let index = random.below(entries.len());
            entries.remove(index);
        }
        Some(other) => *other = Node::Null,
        None => {}
    }
}

fn duplicate(random: &mut Random, node: &mut Node) {
    match place(random, node) {
        Some(Node::Array(elements)) => {
            let copy = random.pick(elements).cloned();
            elements.extend(copy);
        }
        Some(Node::Object(entries)) => {
            let copy = random.pick(entries).cloned();
            entries.extend(copy.map(|(key, value)| match random.below(3) {
                0 => (key, value),
                1 => (format!("{key}2"), value),
                _ => (words::name(random), value),
            }));
        }
        _ => {}
    }
}

fn swap(random: &mut Random, node: &mut Node) {
    let Some(one) = place(random, node).cloned() else {
        return;
    };
    if let Some(other) = place(random, node) {
        *other = one;
    }
}

fn rename_key(random: &mut Random, node: &mut Node) {
    if let Some(Node::Object(entries)) = place(random, node) {
        let index = random.below(entries.len());
        if let Some((key, _)) = entries.get_mut(index) {
            *key = match random.below(4) {
                0 => key.to_uppercase(),
                1 => format!("{key}_"),
                _ => words::name(random),
            };
        }
    }
}

/// Puts a value where another of the same key is: what is well-formed there, but not meant.
fn graft(random: &mut Random, node: &mut Node) {
    let mut values: Vec<(String, Node)> = Vec::new();
    walk_mut(node, &mut |it| {
        if let Node::Object(entries) = it {
            values.extend(entries.iter().filter(|(_, it)| size(it) < 200).cloned());
        }
    });
    let Some((key, value)) = random.pick(&values).cloned() else {
        return;
    };
    let mut left = random.below(values.iter().filter(|(other, _)| *other == key).count());
    walk_mut(node, &mut |it| {
        for (_, old) in children_mut(it).filter(|(other, _)| **other == key) {
            if left == 0 {
                *old = value.clone();
            }
            left = left.wrapping_sub(1);
        }
    });
}

/// Wraps a value again and again.
fn nest(random: &mut Random, node: &mut Node) {
    let depth = *random.pick(&[1, 1, 1, 2, 20, 60, 110, 400]).unwrap_or(&1);
    let key = words::name(random);
    if let Some(place) = place(random, node) {
        for level in 0..depth {
            let inner = std::mem::replace(place, Node::Null);
            *place = if level % 2 == 0 {
                Node::Array(vec![inner])
            } else {
                Node::Object(vec![(key.clone(), inner)])
            };
        }
    }
}

/// Changes a few bytes of `text`.
pub fn bytes(random: &mut Random, text: &mut Vec<u8>) {
    const BYTES: &[u8] = b"{}[]\",:\\0-.eE+tfn\n\r\t \x00\xff\xc3\xe2\x80";
    for _ in 0..=random.below(4) {
        let start = random.below(text.len());
        let end = (start + 1 + random.below(30)).min(text.len());
        match random.below(5) {
            0 => drop(text.drain(start..end)),
            1 => {
                let copy = text.get(start..end).unwrap_or_default().to_vec();
                let at = random.below(text.len());
                text.splice(at..at, copy);
            }
            2 => text.truncate(start),
            3 => {
                let times = if random.once_in(50) {
                    random.below(100_000)
                } else {
                    1
                };
                let byte = random.pick(BYTES).copied().unwrap_or_default();
                text.splice(start..start, std::iter::repeat_n(byte, times));
            }
            _ => {
                let byte = random.pick(BYTES).copied().unwrap_or_default();
                text.splice(start..(start + 1).min(end), [byte]);
            }
        }
    }
}
