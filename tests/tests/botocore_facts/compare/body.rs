//! Comparison of bodies: form parameters, XML and JSON by their values, others byte by byte.

use super::{decoded, same};
use roxmltree::{Document, Node};
use serde_json::Value;
use std::collections::BTreeMap;

/// Returns true if two bodies have the same values.
pub fn same_body(media_type: &str, one: &[u8], other: &[u8]) -> bool {
    let json = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    if media_type == "application/x-www-form-urlencoded" {
        return same_form(one, other);
    }
    if let (Some(one), Some(other)) = (json(one), json(other)) {
        return same(&one, &other);
    }
    one == other || same_xml(one, other)
}

/// Compares the parameters, in any order.
fn same_form(one: &[u8], other: &[u8]) -> bool {
    let [one, other] = [one, other].map(|body| {
        let pairs = str::from_utf8(body).unwrap().split('&');
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap());
        // Forms may have `+` for a blank.
        let text = |text: &str| decoded(&text.replace('+', " "));
        let mut pairs: Vec<_> = pairs.map(|(key, it)| (text(key), text(it))).collect();
        pairs.sort();
        pairs
    });
    let same_pair = |((name, value), (key, it)): (&(_, String), &(_, String))| {
        name == key && same_scalar(value, it)
    };
    one.len() == other.len() && one.iter().zip(&other).all(same_pair)
}

/// Compares documents. No body is the same as a root element without content: botocore omits it if no member is set.
fn same_xml(one: &[u8], other: &[u8]) -> bool {
    let text = |bytes| str::from_utf8(bytes).ok();
    let (Some(one), Some(other)) = (text(one), text(other)) else {
        return false;
    };
    let Ok(other) = Document::parse(other) else {
        return false;
    };
    let other = Element::new(other.root_element());
    if one.is_empty() {
        return other.attributes.is_empty() && other.text.is_empty() && other.elements.is_empty();
    }
    let one = Document::parse(one);
    one.is_ok_and(|one| Element::new(one.root_element()).is_same(&other))
}

/// An element: names have their namespaces.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    /// Elements by their names: those of different names may be in any order.
    elements: BTreeMap<String, Vec<Element>>,
    text: String,
}

impl Element {
    fn new(node: Node<'_, '_>) -> Self {
        let name = |namespace: Option<&str>, name: &str| format!("{namespace:?} {name}");
        let attributes = node.attributes();
        let attributes =
            attributes.map(|it| (name(it.namespace(), it.name()), it.value().to_owned()));
        let mut element = Self {
            name: name(node.tag_name().namespace(), node.tag_name().name()),
            attributes: attributes.collect(),
            elements: BTreeMap::new(),
            text: String::new(),
        };
        for child in node.children() {
            if child.is_element() {
                let child = Self::new(child);
                let all = element.elements.entry(child.name.clone()).or_default();
                all.push(child);
            }
            element
                .text
                .push_str(child.text().filter(|_| child.is_text()).unwrap_or_default());
        }
        element
    }

    fn is_same(&self, other: &Self) -> bool {
        let same_elements = |(one, other): (&Vec<Self>, &Vec<Self>)| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.is_same(b))
        };
        self.name == other.name
            && self.attributes == other.attributes
            && same_scalar(&self.text, &other.text)
            && self.elements.keys().eq(other.elements.keys())
            && self
                .elements
                .values()
                .zip(other.elements.values())
                .all(same_elements)
    }
}

/// Compares texts. Python writes whole numbers of floats with `.0`.
fn same_scalar(expected: &str, found: &str) -> bool {
    expected == found || expected.strip_suffix(".0") == Some(found)
}
