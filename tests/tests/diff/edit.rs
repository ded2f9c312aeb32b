//! Edits of a model: a value set or removed at a JSON pointer.

use codegen::smithy::json::Node;

/// `node` after an edit: `{"at": …, "set": …}`, with `"before"` for the place of a new key, or `{"at": …, "remove": true}`.
pub fn edited(node: &Node, edit: &Node) -> Node {
    let at = edit.get("at").and_then(Node::as_str).unwrap();
    let steps: Vec<&str> = at.split('/').skip(1).collect();
    let before = edit.get("before").and_then(Node::as_str);
    let mut result = node.clone();
    apply(&mut result, &steps, edit.get("set"), before, at);
    result
}

fn apply(node: &mut Node, steps: &[&str], set: Option<&Node>, before: Option<&str>, at: &str) {
    let (step, rest) = steps.split_first().unwrap();
    match node {
        Node::Array(elements) if *step == "-" => elements.push(set.unwrap().clone()),
        Node::Array(elements) => {
            let index: usize = step.parse().unwrap();
            match set {
                Some(value) if rest.is_empty() => elements[index] = value.clone(),
                None if rest.is_empty() => drop(elements.remove(index)),
                _ => apply(&mut elements[index], rest, set, before, at),
            }
        }
        Node::Object(entries) => {
            let index = entries.iter().position(|(key, _)| key == step);
            match (index, set) {
                (Some(index), None) if rest.is_empty() => drop(entries.remove(index)),
                (Some(index), Some(value)) if rest.is_empty() => entries[index].1 = value.clone(),
                (Some(index), _) => apply(&mut entries[index].1, rest, set, before, at),
                (None, Some(value)) if rest.is_empty() => {
                    let place = before.map(|it| entries.iter().position(|(key, _)| key == it));
                    let place = place.map_or(entries.len(), |place| place.expect("a key"));
                    entries.insert(place, ((*step).to_owned(), value.clone()));
                }
                // What is on the way to a new value is made.
                (None, Some(_)) => {
                    let mut inside = Node::Object(Vec::new());
                    apply(&mut inside, rest, set, before, at);
                    entries.push(((*step).to_owned(), inside));
                }
                (None, None) => panic!("nothing at {at} to remove"),
            }
        }
        other => panic!("{at} leads into {}", other.kind()),
    }
}
