//! JSON as a tree that keeps the order of keys, and repeated keys, so that both can be judged.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// A JSON value. Two objects are equal whatever the order of their keys.
#[derive(Clone, Debug)]
pub enum Node {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object: entries as they stand in the text.
    Object(Vec<(String, Node)>),
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Number(a), Self::Number(b)) => a == b,
            (Self::String(a), Self::String(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a == b,
            (Self::Object(a), Self::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, value)| other.get(key) == Some(value))
            }
            _ => false,
        }
    }
}

impl Node {
    /// Parses a document. The depth is bounded by `serde_json`, so hostile nesting is an error, not a stack overflow.
    ///
    /// # Errors
    /// What `serde_json` says, with line and column.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The entries of an object, `None` for anything else.
    pub fn as_object(&self) -> Option<&[(String, Node)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The elements of an array, `None` for anything else.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The text of a string, `None` for anything else.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean, `None` for anything else.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a number, `None` for anything else.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value under `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The value under `key` of an object, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match self {
            Self::Object(entries) => entries
                .iter_mut()
                .find_map(|(name, value)| (name == key).then_some(value)),
            _ => None,
        }
    }

    /// How many arrays and objects are inside each other.
    pub fn depth(&self) -> usize {
        let within = match self {
            Self::Array(elements) => elements.iter().map(Self::depth).max(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value.depth()).max(),
            _ => return 0,
        };
        1 + within.unwrap_or_default()
    }

    /// What kind of JSON value this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The value as JSON text, with keys in order.
    pub fn to_json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number.to_string(),
            Self::String(text) => serde_json::Value::from(text.as_str()).to_string(),
            Self::Array(elements) => {
                let elements: Vec<_> = elements.iter().map(Self::to_json).collect();
                format!("[{}]", elements.join(","))
            }
            Self::Object(entries) => {
                let mut entries: Vec<_> = entries.iter().collect();
                entries.sort_by_key(|(key, _)| key);
                let entries: Vec<_> = entries
                    .into_iter()
                    .map(|(key, value)| {
                        format!(
                            "{}:{}",
                            serde_json::Value::from(key.as_str()),
                            value.to_json()
                        )
                    })
                    .collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }

    /// Pointers to every key that its object has more than once.
    pub fn duplicate_keys(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_duplicates(&mut String::new(), &mut found);
        found
    }

    fn collect_duplicates(&self, path: &mut String, found: &mut Vec<String>) {
        let length = path.len();
        match self {
            Self::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    push_step(path, &index.to_string());
                    element.collect_duplicates(path, found);
                    path.truncate(length);
                }
            }
            Self::Object(entries) => {
                let mut seen = HashSet::new();
                for (index, (key, value)) in entries.iter().enumerate() {
                    push_step(path, key);
                    let is_repeated = if entries.len() <= FEW {
                        let mut earlier = entries.iter().take(index);
                        earlier.any(|(earlier, _)| earlier == key)
                    } else {
                        !seen.insert(key)
                    };
                    if is_repeated {
                        found.push(path.clone());
                    }
                    value.collect_duplicates(path, found);
                    path.truncate(length);
                }
            }
            _ => {}
        }
    }
}

/// So many keys are compared faster than hashed.
const FEW: usize = 8;

/// A JSON pointer (RFC 6901) of `steps`.
pub fn pointer<'a>(steps: impl IntoIterator<Item = &'a str>) -> String {
    let mut pointer = String::new();
    for step in steps {
        push_step(&mut pointer, step);
    }
    pointer
}

/// Leads `pointer` a step further.
pub(crate) fn push_step(pointer: &mut String, step: &str) {
    pointer.push('/');
    if step.contains(['~', '/']) {
        pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(step);
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = access.next_element()? {
            elements.push(element);
        }
        Ok(Node::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_of_keys() {
        let node = Node::parse(r#"{"b": 1, "a": {"z": [true, null], "y": "text"}}"#).unwrap();
        let keys: Vec<_> = node
            .as_object()
            .unwrap()
            .iter()
            .map(|(key, _)| key.as_str())
            .collect();
        assert_eq!(keys, ["b", "a"]);
        assert_eq!(
            node.get("a")
                .and_then(|a| a.get("y"))
                .and_then(Node::as_str),
            Some("text")
        );
    }

    #[test]
    fn points_at_repeated_keys() {
        let node = Node::parse(r#"{"a": 1, "x": [{"b/c": 1, "b/c": 2}], "a": 2}"#).unwrap();
        assert_eq!(node.duplicate_keys(), ["/x/0/b~1c", "/a"]);
        let many: Vec<_> = (0..20).map(|key| format!("\"{}\": 0", key % 19)).collect();
        let node = Node::parse(&format!("{{{}}}", many.join(","))).unwrap();
        assert_eq!(node.duplicate_keys(), ["/0"]);
    }

    #[test]
    fn refuses_hostile_nesting() {
        let error = Node::parse(&"[".repeat(100_000)).unwrap_err();
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }
}
