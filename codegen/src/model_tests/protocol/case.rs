//! A case of either trait: whether it is this client's, and its typed keys.

use std::collections::BTreeSet;

use crate::ir::Protocol;
use crate::lower::protocol_id;
use crate::smithy::json::Node;
use crate::smithy::report::{Pointer, Report, element, inside};
use crate::smithy::shape_id::is_identifier;

/// Keys that the cases of both traits have.
const COMMON_KEYS: [&str; 14] = [
    "appliesTo",
    "authScheme",
    "body",
    "bodyMediaType",
    "documentation",
    "forbidHeaders",
    "headers",
    "id",
    "params",
    "protocol",
    "requireHeaders",
    "tags",
    "vendorParams",
    "vendorParamsShape",
];

/// A case that a client has to pass.
pub(super) struct Case<'a> {
    /// Its name.
    pub(super) id: &'a str,
    /// Its protocol.
    pub(super) protocol: Protocol,
    node: &'a Node,
    at: Pointer,
}

/// Protocols and keys of accepted cases.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The protocols of the service.
    pub(super) protocols: &'a [Protocol],
    /// The keys that cases of this trait have besides the common ones.
    pub(super) keys: &'a [&'a str],
}

/// Returns the cases in the value of a trait. The ids of all cases of one kind are `seen` once.
pub(super) fn cases<'a>(
    value: &'a Node,
    wanted: Wanted<'_>,
    seen: &mut BTreeSet<String>,
    report: &mut Report<'_>,
) -> Vec<Case<'a>> {
    let Some(nodes) = value.as_array() else {
        let message = format!("the trait is {}, not an array of cases", value.kind());
        report.error("", message, "give it an array with an object for each case");
        return Vec::new();
    };
    let nodes = nodes.iter().enumerate();
    nodes
        .filter_map(|(index, node)| {
            let case = Case::read(node, element("", index), wanted, report)?;
            if !seen.insert(case.id.to_owned()) {
                let message = format!("the id `{}` is used by another case", case.id);
                report.error(&case.place("id"), message, "give every case a unique id");
            }
            Some(case)
        })
        .collect()
}

impl<'a> Case<'a> {
    /// Reads a case, unless it is one for servers or of another protocol.
    fn read(
        node: &'a Node,
        at: Pointer,
        wanted: Wanted<'_>,
        report: &mut Report<'_>,
    ) -> Option<Self> {
        if node.as_object().is_none() {
            let message = format!("the case is {}, not an object", node.kind());
            report.error(&at, message, "make it an object");
            return None;
        }
        let mut case = Self {
            id: "",
            protocol: Protocol::AwsJson1_0,
            node,
            at,
        };
        let id = case.needed_text("id", report);
        let protocol = case.needed_text("protocol", report)?;
        let mut protocols = wanted.protocols.iter();
        let protocol = protocols.find(|it| protocol_id(**it) == protocol);
        let applies_to = case.text("appliesTo", report);
        if !matches!(applies_to, None | Some("client" | "server")) {
            let help = "write \"client\" or \"server\", or leave the key out for both";
            let message = "the case applies to neither clients nor servers";
            report.error(&case.place("appliesTo"), message, help);
        }
        case.id = id?;
        case.protocol = *protocol?;
        if applies_to == Some("server") {
            return None;
        }
        if !is_identifier(case.id) {
            let message = format!("`{}` is not an id", case.id);
            let help = "use letters, digits and underscores, and do not begin with a digit";
            report.error(&case.place("id"), message, help);
        }
        for (key, _) in node.as_object().unwrap_or_default() {
            if !COMMON_KEYS.contains(&key.as_str()) && !wanted.keys.contains(&key.as_str()) {
                let message = format!("cases of this trait have no key `{key}`");
                report.error(&case.place(key), message, "correct the key or remove it");
            }
        }
        Some(case)
    }

    /// Returns the value under `key` as a case of its own, of the same id.
    pub(super) fn nested(&self, key: &str) -> Option<Self> {
        Some(self.at(self.get(key)?, self.place(key)))
    }

    /// Returns the elements of the array under `key`, each as a case of its own, of the same id.
    pub(super) fn elements(&self, key: &str, report: &mut Report<'_>) -> Vec<Self> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let Some(nodes) = node.as_array() else {
            self.misfit(key, "an array of objects", report);
            return Vec::new();
        };
        let nodes = nodes.iter().enumerate();
        let nested = nodes.map(|(index, node)| self.at(node, element(&self.place(key), index)));
        nested.collect()
    }

    fn at(&self, node: &'a Node, at: Pointer) -> Self {
        Self {
            id: self.id,
            protocol: self.protocol,
            node,
            at,
        }
    }

    /// Returns the place of the value under `key`.
    pub(super) fn place(&self, key: &str) -> Pointer {
        inside(&self.at, key)
    }

    /// Returns the value under `key`.
    pub(super) fn get(&self, key: &str) -> Option<&'a Node> {
        self.node.get(key)
    }

    /// Returns the text under `key`.
    pub(super) fn text(&self, key: &str, report: &mut Report<'_>) -> Option<&'a str> {
        let node = self.get(key)?;
        let text = node.as_str();
        if text.is_none() {
            self.misfit(key, "a string", report);
        }
        text
    }

    /// Returns the text under `key`, which there has to be.
    pub(super) fn needed_text(&self, key: &str, report: &mut Report<'_>) -> Option<&'a str> {
        self.expect(key, report);
        self.text(key, report)
    }

    /// Returns the texts under `key`.
    pub(super) fn texts(&self, key: &str, report: &mut Report<'_>) -> Vec<String> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let texts = node
            .as_array()
            .map(|it| it.iter().map(|it| it.as_str().map(str::to_owned)));
        let texts = texts.and_then(Iterator::collect);
        texts.unwrap_or_else(|| {
            self.misfit(key, "an array of strings", report);
            Vec::new()
        })
    }

    /// Returns the names and texts under `key`.
    pub(super) fn text_map(&self, key: &str, report: &mut Report<'_>) -> Vec<(String, String)> {
        let Some(node) = self.get(key) else {
            return Vec::new();
        };
        let pair = |(name, text): &(String, Node)| Some((name.clone(), text.as_str()?.to_owned()));
        let pairs = node.as_object().map(|it| it.iter().map(pair));
        let pairs = pairs.and_then(Iterator::collect);
        pairs.unwrap_or_else(|| {
            self.misfit(key, "an object of strings", report);
            Vec::new()
        })
    }

    /// Reports that `key` is missing, if it is.
    pub(super) fn expect(&self, key: &str, report: &mut Report<'_>) {
        if self.get(key).is_none() {
            let message = format!("the case has no `{key}`");
            report.error(&self.at, message, format!("add it: cases need `{key}`"));
        }
    }

    /// Reports a value under `key` of the wrong type.
    fn misfit(&self, key: &str, wanted: &str, report: &mut Report<'_>) {
        let message = format!("`{key}` must be {wanted}");
        report.error(&self.place(key), message, "correct the case");
    }
}
