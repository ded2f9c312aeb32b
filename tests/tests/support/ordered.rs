//! JSON written with its keys in their order.

use codegen::smithy::json::Node;

/// `node` as JSON, with its keys in their order, which for members has a meaning.
pub fn text(node: &Node) -> String {
    match node {
        Node::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(text).collect();
            format!("[{}]", elements.join(","))
        }
        Node::Object(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| {
                    format!("{}:{}", Node::String(key.clone()).to_json(), text(value))
                })
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        simple => simple.to_json(),
    }
}
