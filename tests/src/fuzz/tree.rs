//! Ways through a JSON tree.

use codegen::smithy::json::Node;

/// How many values there are in `node`, itself included.
pub fn size(node: &Node) -> usize {
    1 + match node {
        Node::Array(elements) => elements.iter().map(size).sum(),
        Node::Object(entries) => entries.iter().map(|(_, value)| size(value)).sum(),
        _ => 0,
    }
}

/// The value that comes after `left` others in a walk from `node`.
pub fn nth_mut<'a>(node: &'a mut Node, left: &mut usize) -> Option<&'a mut Node> {
    if *left == 0 {
        return Some(node);
    }
    *left -= 1;
    match node {
        Node::Array(elements) => elements.iter_mut().find_map(|it| nth_mut(it, left)),
        Node::Object(entries) => entries.iter_mut().find_map(|(_, it)| nth_mut(it, left)),
        _ => None,
    }
}

/// The value under `key` of an object.
pub fn entry_mut<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    match node {
        Node::Object(entries) => entries
            .iter_mut()
            .find_map(|(name, it)| (name == key).then_some(it)),
        _ => None,
    }
}

/// The entries of an object.
pub fn children_mut(node: &mut Node) -> impl Iterator<Item = (&String, &mut Node)> {
    let entries = match node {
        Node::Object(entries) => entries.as_mut_slice(),
        _ => &mut [],
    };
    entries.iter_mut().map(|(key, value)| (&*key, value))
}

/// Runs `visit` on `node` and all in it.
pub fn walk_mut(node: &mut Node, visit: &mut impl FnMut(&mut Node)) {
    visit(node);
    match node {
        Node::Array(elements) => elements.iter_mut().for_each(|it| walk_mut(it, visit)),
        Node::Object(entries) => entries.iter_mut().for_each(|(_, it)| walk_mut(it, visit)),
        _ => {}
    }
}

/// The shapes that a shape's properties name, its traits aside.
pub fn targets(shape: &Node) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![shape];
    while let Some(node) = open.pop() {
        match node {
            Node::Array(elements) => open.extend(elements),
            Node::Object(entries) => {
                let inside = entries.iter().filter(|(key, _)| key != "traits");
                for (key, value) in inside {
                    match value {
                        Node::String(target) if key == "target" => found.push(target.clone()),
                        value => open.push(value),
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// `node` as JSON with its keys as they stand, where [`Node::to_json`] sorts them: members have an order.
pub fn text(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match node {
        Node::Array(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                text.push_str(if index > 0 { "," } else { "" });
                write(element, text);
            }
            text.push(']');
        }
        Node::Object(entries) => {
            text.push('{');
            for (index, (key, value)) in entries.iter().enumerate() {
                text.push_str(if index > 0 { ",\n" } else { "" });
                text.push_str(&Node::String(key.clone()).to_json());
                text.push(':');
                write(value, text);
            }
            text.push('}');
        }
        simple => text.push_str(&simple.to_json()),
    }
}
