//! JSON as a tree that keeps the order of keys, and repeated keys, so that both can be judged.

mod digits;
mod read;

use std::collections::HashSet;

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
    /// A number whose text is another than that of the [`Number`] nearest to it, if there is one.
    Digits(Box<str>, Option<Number>),
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
            (Self::Digits(a, _), Self::Digits(b, _)) => a == b,
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
    /// The error of `serde_json`, with line and column.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        read::parse(text)
    }

    /// Returns the entries of an object, `None` for anything else.
    pub fn as_object(&self) -> Option<&[(String, Node)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the elements of an array, `None` for anything else.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// Returns the text of a string, `None` for anything else.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the value of a boolean, `None` for anything else.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Returns the value of a number, or the nearest that there is; `None` for anything else.
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) | Self::Digits(_, Some(number)) => Some(number),
            _ => None,
        }
    }

    /// Returns the text of a number with all of its digits, `None` for anything else.
    pub fn as_digits(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.to_string()),
            Self::Digits(text, _) => Some(text.to_string()),
            _ => None,
        }
    }

    /// Returns the digits of a whole number, also if it is written with a point or an exponent; `None` for anything
    /// else.
    pub fn as_whole(&self) -> Option<String> {
        digits::whole(&self.as_digits()?)
    }

    /// Returns whether no number in it is beyond floats of 64 bits, which a value of any type cannot hold.
    pub fn is_in_range(&self) -> bool {
        match self {
            Self::Digits(_, nearest) => nearest.is_some(),
            Self::Array(elements) => elements.iter().all(Self::is_in_range),
            Self::Object(entries) => entries.iter().all(|(_, value)| value.is_in_range()),
            _ => true,
        }
    }

    /// Returns the value under `key` of an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// Returns the value under `key` of an object, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match self {
            Self::Object(entries) => entries
                .iter_mut()
                .find_map(|(name, value)| (name == key).then_some(value)),
            _ => None,
        }
    }

    /// Returns the nesting depth of arrays and objects.
    pub fn depth(&self) -> usize {
        let within = match self {
            Self::Array(elements) => elements.iter().map(Self::depth).max(),
            Self::Object(entries) => entries.iter().map(|(_, value)| value.depth()).max(),
            _ => return 0,
        };
        1 + within.unwrap_or_default()
    }

    /// Returns the kind of the JSON value, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) | Self::Digits(..) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// Returns the value as JSON text, with keys in order.
    pub fn to_json(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Digits(text, _) => text.to_string(),
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

/// Returns a JSON pointer (RFC 6901) of `steps`.
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
    fn keeps_the_digits_of_numbers() {
        let text = r#"{
            "a\\": [1, -0, 1.50, 1e3], "b\"1": {"c": 123456789012345678901234567890, "2": "3"},
            "d": 0.1000000000000000055511151231257827, "e": [1e400, -1E+99999], "f": 2.5
        }"#;
        let node = Node::parse(text).unwrap();
        let elements = |key: &str| node.get(key).and_then(Node::as_array).unwrap();
        let first: Vec<_> = elements("a\\").iter().map(Node::to_json).collect();
        assert_eq!(first, ["1", "-0", "1.50", "1e3"]);
        let nested = node.get("b\"1").and_then(|it| it.get("c")).unwrap();
        assert_eq!(nested.to_json(), "123456789012345678901234567890");
        let nearest = nested.as_number().unwrap().as_f64();
        assert_eq!(nearest, Some(1.234_567_890_123_456_8e29));
        let digits = node.get("d").and_then(Node::as_digits).unwrap();
        assert_eq!(digits, "0.1000000000000000055511151231257827");
        let beyond: Vec<_> = elements("e").iter().map(Node::to_json).collect();
        assert_eq!(beyond, ["1e400", "-1E+99999"]);
        assert_eq!(elements("e").first().and_then(Node::as_number), None);
        assert!(!node.is_in_range() && nested.is_in_range());
        let float = Number::from_f64(2.5).map(Node::Number);
        assert_eq!(node.get("f"), float.as_ref());
    }

    #[test]
    fn says_where_a_text_with_large_numbers_is_wrong() {
        let error = Node::parse("[1e400,\n 1.5 x]").unwrap_err();
        assert_eq!((error.line(), error.column()), (2, 6));
        for wrong in ["[1e400", "1.e400", "01e400", "1e400x", "1e"] {
            assert!(Node::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn refuses_hostile_nesting() {
        let error = Node::parse(&"[".repeat(100_000)).unwrap_err();
        assert!(error.to_string().contains("recursion limit"), "{error}");
    }
}
