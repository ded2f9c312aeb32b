//! Messages of restJson1, written by code that is independent of the runtime and of the generator.
//!
//! Sources: Smithy's specification "HTTP binding traits" and "AWS restJson1 protocol"; RFC 9110, section 5.6, for lists.

use super::json::{self, Spelling, base64};
use super::model::{Location, Member, Model};
use super::value::{Format, Node};
use super::wire::Response;
use serde_json::Value;

/// Returns the JSON of an input as serde reads it: bound structures have the names of the model, others those of
/// documents.
#[must_use]
pub fn serde_view(model: &Model, id: &str, node: Node) -> String {
    let members = model.members(id);
    let mut locations = members.iter().map(|it| model.location(it, true));
    let is_bound = locations.any(|it| it != Location::Body);
    let node = named(model, id, node, Names::of_serde(is_bound));
    json::write(&node, Spelling::Plain)
}

/// Returns a value with the names that documents have for members (`smithy.api#jsonName`).
#[must_use]
pub fn document(model: &Model, id: &str, node: Node) -> Node {
    named(model, id, node, Names::OF_DOCUMENTS)
}

/// Names of members.
#[derive(Clone, Copy)]
struct Names {
    /// True if the members of this structure have the names of the model.
    is_of_model: bool,
    /// True if those of nested structures with bindings do too: of errors.
    is_of_serde: bool,
}

impl Names {
    const OF_DOCUMENTS: Self = Self {
        is_of_model: false,
        is_of_serde: false,
    };

    fn of_serde(is_of_model: bool) -> Self {
        Self {
            is_of_model,
            is_of_serde: true,
        }
    }
}

fn named(model: &Model, id: &str, node: Node, names: Names) -> Node {
    let inside = |target: &str, node: Node| {
        let is_of_model = names.is_of_serde && is_bound_error(model, target);
        let names = Names {
            is_of_model,
            ..names
        };
        named(model, target, node, names)
    };
    let members = |values: Vec<(String, Node)>| {
        let members = model.members(id);
        let renamed = values.into_iter().map(|(name, value)| {
            let Some(member) = members.iter().find(|it| it.name == name) else {
                return (name, value);
            };
            let name = match names.is_of_model {
                true => name,
                false => member.json_name().to_owned(),
            };
            (name, inside(member.target, value))
        });
        renamed.collect()
    };
    match node {
        Node::Structure(values) => Node::Structure(members(values)),
        Node::Union(values) => Node::Union(members(values)),
        Node::List(entries) => {
            let target = model.entry(id, "member").target;
            let entries = entries.into_iter();
            Node::List(entries.map(|it| inside(target, it)).collect())
        }
        Node::Map(entries) => {
            let target = model.entry(id, "value").target;
            let entries = entries.into_iter();
            let entries = entries.map(|(key, it)| (key, inside(target, it)));
            Node::Map(entries.collect())
        }
        leaf => leaf,
    }
}

fn is_bound_error(model: &Model, id: &str) -> bool {
    let members = model.members(id);
    let mut locations = members.iter().map(|it| model.location(it, false));
    model.shape_trait(id, "smithy.api#error").is_some() && locations.any(|it| it != Location::Body)
}

/// Returns a response with this status and these members, of which unknown ones are in the document.
#[must_use]
pub fn response(model: &Model, id: &str, status: u16, node: &Node, spelling: Spelling) -> Response {
    let mut response = Response {
        status,
        headers: Vec::new(),
        body: Vec::new(),
    };
    let members = model.members(id);
    let has_payload = members
        .iter()
        .any(|it| model.location(it, false) == Location::Payload);
    let Node::Structure(values) = node else {
        response.body = json::write(node, spelling).into_bytes();
        return response;
    };
    let mut in_document = Vec::new();
    for (name, value) in values {
        let Some(member) = members.iter().find(|it| it.name == name) else {
            in_document.push((name.clone(), value.clone()));
            continue;
        };
        match model.location(member, false) {
            Location::Status => {}
            Location::Header(name) => response.headers.extend(header(model, member, name, value)),
            Location::PrefixHeaders(prefix) => {
                for (key, value) in entries(value) {
                    let name = format!("{prefix}{key}");
                    response.headers.extend(header(model, member, &name, value));
                }
            }
            Location::Payload => response.body = payload(model, member, value, spelling),
            _ => {
                let value = document(model, member.target, value.clone());
                in_document.push((member.json_name().to_owned(), value));
            }
        }
    }
    if !has_payload {
        response.body = json::write(&Node::Structure(in_document), spelling).into_bytes();
    }
    response
}

fn entries(node: &Node) -> &[(String, Node)] {
    match node {
        Node::Map(entries) => entries,
        _ => &[],
    }
}

fn payload(model: &Model, member: &Member<'_>, value: &Node, spelling: Spelling) -> Vec<u8> {
    match value {
        Node::Blob(bytes) => bytes.clone(),
        Node::Text(text) | Node::Enum(text) => text.clone().into_bytes(),
        value => {
            let value = document(model, member.target, value.clone());
            json::write(&value, spelling).into_bytes()
        }
    }
}

/// Returns the header of a value; none for null.
fn header(
    model: &Model,
    member: &Member<'_>,
    name: &str,
    value: &Node,
) -> Option<(String, String)> {
    let text = match value {
        Node::Null => return None,
        Node::Text(text) if model.trait_of(member, "smithy.api#mediaType").is_some() => {
            base64(text.as_bytes())
        }
        Node::List(items) => {
            let items: Vec<String> = items.iter().map(item).collect();
            items.join(", ")
        }
        value => text(value),
    };
    // Header values have no line breaks, and no other control characters.
    let is_sendable = !text.contains(|it: char| it.is_ascii_control() && it != '\t');
    is_sendable.then(|| (name.to_owned(), text))
}

/// An item of a list, quoted if it would not be read as the same item otherwise.
fn item(value: &Node) -> String {
    let text = text(value);
    let is_plain = matches!(value, Node::Time(_))
        || !(text.is_empty() || text.contains([',', '"']) || text.trim() != text);
    if is_plain {
        return text;
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn text(value: &Node) -> String {
    match value {
        Node::Text(text) | Node::Enum(text) => text.clone(),
        Node::Time(time) if time.format != Format::EpochSeconds => time.text(),
        Node::Float(value) if value.is_nan() => "NaN".to_owned(),
        Node::Float(value) if value.is_infinite() && *value > 0.0 => "Infinity".to_owned(),
        Node::Float(value) if value.is_infinite() => "-Infinity".to_owned(),
        other => json::write(other, Spelling::Plain),
    }
}

impl<'a> Member<'a> {
    /// Returns the name in documents.
    #[must_use]
    pub fn json_name(&self) -> &'a str {
        let name = self.own_trait("smithy.api#jsonName");
        name.and_then(Value::as_str).unwrap_or(self.name)
    }
}
