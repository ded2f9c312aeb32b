//! Traits of XML that do not fit their shapes, and names that members share.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Context, http};
use crate::smithy::ast::{Kind, Member, Shape, Traits};
use crate::smithy::json::Node;
use crate::smithy::select::Selection;
use crate::smithy::traits::{TraitsExt, id};

/// A problem, and the fix.
type Problem = (String, &'static str);

impl Context<'_> {
    /// Reports traits of XML that do not fit, and values that XML cannot carry, if bodies are XML.
    pub(in super::super) fn check_xml(&mut self, selection: &Selection) {
        if !self.is_xml() {
            return;
        }
        let service = self.service;
        for (trait_id, problem) in of_shape(&service.traits) {
            self.trait_error(service, trait_id, None, problem.0, problem.1);
        }
        for id in &selection.shapes {
            let Some(shape) = self.model.get(id) else {
                continue;
            };
            if matches!(shape.kind, Kind::Enum | Kind::IntEnum) {
                continue;
            }
            for (trait_id, problem) in of_shape(&shape.traits) {
                self.trait_error(shape, trait_id, None, problem.0, problem.1);
            }
            if shape.traits.has(id::SPARSE) {
                let message = "XML cannot carry entries without a value";
                self.trait_error(shape, id::SPARSE, None, message, "remove the trait");
            }
            for member in &shape.members {
                for (message, help) in self.of_member(shape, member) {
                    self.error(shape, Some(member), message, help);
                }
            }
            match shape.kind {
                Kind::Structure | Kind::Union => self.distinct_names(shape),
                Kind::Map => self.distinct_key(shape),
                _ => {}
            }
        }
    }

    fn of_member(&self, shape: &Shape, member: &Member) -> Vec<Problem> {
        let problems = of_shape(&member.traits).into_iter();
        let mut problems: Vec<Problem> = problems.map(|(_, problem)| problem).collect();
        let kind = self.shape(&member.target).map(|it| &it.kind);
        let is_attribute = member.traits.has(id::XML_ATTRIBUTE);
        let is_collection = matches!(kind, Some(Kind::List | Kind::Set | Kind::Map));
        let has_members = matches!(kind, Some(Kind::Structure | Kind::Union));
        if is_attribute && (is_collection || has_members || kind == Some(&Kind::Blob)) {
            let message = "an attribute is a string, a number, a boolean or a timestamp";
            problems.push((
                format!("{message}, not {}", described(kind)),
                "remove the trait smithy.api#xmlAttribute",
            ));
        }
        if is_attribute && shape.kind != Kind::Structure {
            let message = "only members of structures can be attributes".to_owned();
            problems.push((message, "remove the trait smithy.api#xmlAttribute"));
        }
        if is_attribute && member.traits.has(id::XML_NAMESPACE) {
            let message = "an attribute cannot have the trait smithy.api#xmlNamespace".to_owned();
            problems.push((message, "remove one of the traits"));
        }
        if member.traits.has(id::XML_FLATTENED) {
            let is_payload = self.is_rest() && member.traits.has(id::HTTP_PAYLOAD);
            problems.extend(of_flattened(shape, kind, is_payload));
        }
        if kind == Some(&Kind::Document) {
            let message = "XML cannot carry documents".to_owned();
            let help =
                "give the member a type with a form, or leave the operations out that reach it";
            problems.push((message, help));
        }
        problems
    }

    /// Reports members that share the name of an element or parameter.
    fn distinct_names(&mut self, shape: &Shape) {
        let is_rest = self.is_rest();
        let is_in_body = |it: &&Member| !(is_rest && http::has_binding(it));
        let members: Vec<&Member> = shape.members.iter().filter(is_in_body).collect();
        let mut shared = shared_names(&members, "XML name", |it| self.xml_name(it));
        if !is_rest {
            shared.extend(shared_names(&members, "parameter", |it| self.parameter(it)));
        }
        let mut reported = BTreeSet::new();
        for (member, message) in shared {
            if reported.insert(&member.name) {
                let help = "give one of the members another name";
                self.error(shape, Some(member), message, help);
            }
        }
    }

    /// Reports a map whose keys and values have the same name.
    fn distinct_key(&mut self, shape: &Shape) {
        let [Some(key), Some(value)] = ["key", "value"].map(|it| shape.member(it)) else {
            return;
        };
        let name = self.xml_name(value);
        if name == self.xml_name(key) {
            let message = format!("the XML name `{name}` is also that of the keys");
            let help = "give the keys or the values another name";
            self.error(shape, Some(value), message, help);
        }
    }
}

/// Returns the members whose name is that of one before them, with the problem.
fn shared_names<'m>(
    members: &[&'m Member],
    kind: &str,
    name: impl Fn(&Member) -> String,
) -> Vec<(&'m Member, String)> {
    let mut names = BTreeMap::new();
    let mut shared = Vec::new();
    for member in members {
        let name = name(member);
        if let Some(other) = names.insert(name.clone(), &member.name) {
            let message = format!("the {kind} `{name}` is also that of the member `{other}`");
            shared.push((*member, message));
        }
    }
    shared
}

/// Returns what is wrong with a flattened member of this shape, which targets this kind.
fn of_flattened(shape: &Shape, kind: Option<&Kind>, is_payload: bool) -> Option<Problem> {
    let remove = "remove the trait smithy.api#xmlFlattened";
    let reason = if !matches!(kind, Some(Kind::List | Kind::Set | Kind::Map)) {
        let kind = described(kind);
        return Some((
            format!("only lists and maps can be flattened, not {kind}"),
            remove,
        ));
    } else if shape.kind == Kind::Union {
        "a member of a union cannot be flattened: a union has one element"
    } else if is_payload {
        "a payload cannot be flattened: a document has one root element"
    } else {
        return None;
    };
    Some((reason.to_owned(), remove))
}

/// Returns what is wrong with the traits that shapes and members can have, with the ids of the traits.
fn of_shape(traits: &Traits) -> Vec<(&'static str, Problem)> {
    let found = [
        (id::XML_NAME, invalid_name as fn(&Node) -> Option<Problem>),
        (id::XML_NAMESPACE, invalid_namespace),
        (id::EC2_QUERY_NAME, invalid_query_name),
    ];
    let found = found.into_iter().filter_map(|(id, problem)| {
        let problem = problem(traits.get(id)?)?;
        Some((id, problem))
    });
    found.collect()
}

fn invalid_name(value: &Node) -> Option<Problem> {
    let help = "give a name of letters, digits, `_` and `-`, perhaps with a prefix before a colon";
    let Some(name) = value.as_str() else {
        let message = format!(
            "the trait {} is {}, not a string",
            id::XML_NAME,
            value.kind()
        );
        return Some((message, help));
    };
    let message = || format!("invalid XML name `{}`", name.escape_debug());
    (!name.splitn(2, ':').all(is_name)).then(|| (message(), help))
}

/// Returns whether it is a name as Smithy's specification allows it in `xmlName`.
fn is_name(text: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let is_next = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    text.starts_with(is_first) && text.chars().all(is_next)
}

fn invalid_namespace(value: &Node) -> Option<Problem> {
    let help = "give it a `uri`, and a `prefix` if names have one";
    let uri = value.get("uri").and_then(Node::as_str);
    let Some(uri) = uri.filter(|uri| !uri.is_empty()) else {
        let message = format!("the trait {} has no string `uri`", id::XML_NAMESPACE);
        return Some((message, help));
    };
    if uri.contains(char::is_control) {
        let message = format!("the `uri` of the trait {} is not a URI", id::XML_NAMESPACE);
        return Some((message, "remove its control characters"));
    }
    let prefix = value.get("prefix")?;
    let is_valid = prefix.as_str().is_some_and(is_name);
    (!is_valid).then(|| {
        let message = format!(
            "the `prefix` {} of the trait {} is not a name",
            prefix.to_json(),
            id::XML_NAMESPACE
        );
        (message, help)
    })
}

fn invalid_query_name(value: &Node) -> Option<Problem> {
    let is_valid = value.as_str().is_some_and(|it| !it.is_empty());
    (!is_valid).then(|| {
        let message = format!("the trait {} is not a name", id::EC2_QUERY_NAME);
        (message, "give it a string that is not empty")
    })
}

fn described(kind: Option<&Kind>) -> String {
    kind.map_or_else(String::new, Kind::described)
}
