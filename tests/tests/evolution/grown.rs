//! One JSON model added to another.

use codegen::smithy::json::Node;

/// Where additions go in an object or array.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Behind,
    InFront,
}

/// `base` with all of `addition`: objects are joined key by key, arrays one after the other.
pub fn grown(base: &Node, addition: &Node, place: Place) -> Node {
    match (base, addition) {
        (Node::Object(base), Node::Object(addition)) => {
            let is_new = |key: &String| !base.iter().any(|(known, _)| known == key);
            let (new, known): (Vec<_>, Vec<_>) = addition.iter().partition(|(key, _)| is_new(key));
            let joined = base.iter().map(|(key, value)| {
                let more = known.iter().find(|(name, _)| name == key);
                let value = more.map_or_else(|| value.clone(), |(_, it)| grown(value, it, place));
                (key.clone(), value)
            });
            Node::Object(together(
                joined.collect(),
                new.into_iter().cloned().collect(),
                place,
            ))
        }
        (Node::Array(base), Node::Array(addition)) => {
            let new = addition.iter().filter(|it| !base.contains(it));
            Node::Array(together(base.clone(), new.cloned().collect(), place))
        }
        (base, addition) => {
            assert_eq!(base, addition, "an addition changes what is there");
            base.clone()
        }
    }
}

fn together<T>(old: Vec<T>, new: Vec<T>, place: Place) -> Vec<T> {
    let (mut first, second) = match place {
        Place::Behind => (old, new),
        Place::InFront => (new, old),
    };
    first.extend(second);
    first
}
