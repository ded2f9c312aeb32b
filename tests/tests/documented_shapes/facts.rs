//! What the outlines leave open, from the facts that the models were written from.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;

pub struct Facts(Value);

impl Facts {
    pub fn of(service: &str) -> Self {
        let folder = tests::workspace().join("tests/facts");
        let mut facts = Self(read(&folder.join(format!("{service}.facts.json"))));
        let added = folder.join(format!("{service}.links.facts.json"));
        if added.exists() {
            facts.add(&read(&added)["shapes"]);
        }
        facts
    }

    /// Adds operations whose facts are Smithy shapes, with the shapes that they use.
    fn add(&mut self, shapes: &Value) {
        for (id, shape) in shapes.as_object().expect("shapes") {
            let (kind, fact) = match shape["type"].as_str() {
                Some("operation") => {
                    let deprecated = &shape["traits"]["smithy.api#deprecated"];
                    let output = target(&shape["output"]);
                    (
                        "operations",
                        json!({"output": output, "deprecated": deprecated}),
                    )
                }
                Some("structure") => ("shapes", json!({"members": members(shape)})),
                Some("list") => {
                    let member = json!({"target": target(&shape["member"])});
                    ("shapes", json!({"type": "list", "member": member}))
                }
                _ => continue,
            };
            self.0[kind][name(id)] = fact;
        }
    }

    /// Whether the member of an operation's response that `path` leads to is required.
    pub fn is_required(&self, operation: &str, path: &[&str]) -> bool {
        let mut shape = &self.0["operations"][operation]["output"];
        let mut is_required = false;
        for name in path {
            let members = self.structure(shape)["members"].as_array();
            let member = members.into_iter().flatten().find(|it| it["name"] == *name);
            let member = member.unwrap_or_else(|| panic!("{shape} has no member {name}"));
            is_required = member["required"] == true;
            shape = &member["target"];
        }
        is_required
    }

    /// What an operation's deprecation says and since when it is, if it is deprecated.
    pub fn deprecation(&self, operation: &str) -> Option<[&str; 2]> {
        let deprecated = &self.0["operations"][operation]["deprecated"];
        Some([
            deprecated["message"].as_str()?,
            deprecated["since"].as_str()?,
        ])
    }

    /// The structure of this name, or the one that a list of this name holds.
    fn structure(&self, name: &Value) -> &Value {
        let shape = &self.0["shapes"][name.as_str().expect("a shape's name")];
        match shape["type"].as_str() {
            Some("list") => self.structure(&shape["member"]["target"]),
            _ => shape,
        }
    }
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("the facts");
    serde_json::from_str(&text).expect("a JSON document")
}

/// The members of a Smithy structure as the facts have them.
fn members(structure: &Value) -> Vec<Value> {
    let members = structure["members"].as_object().expect("members").iter();
    let fact = |(name, member): (&String, &Value)| {
        let required = member["traits"].get("smithy.api#required").is_some();
        json!({"name": name, "target": target(member), "required": required})
    };
    members.map(fact).collect()
}

fn target(reference: &Value) -> &str {
    name(reference["target"].as_str().expect("a shape id"))
}

/// The name within a shape id, which is what the facts use.
fn name(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
