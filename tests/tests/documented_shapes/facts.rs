//! What the outlines leave open, from the facts that the models were written from.

use serde_json::Value;
use std::fs;

pub struct Facts(Value);

impl Facts {
    pub fn of(service: &str) -> Self {
        let path = tests::workspace().join(format!("tests/facts/{service}.facts.json"));
        let text = fs::read_to_string(path).expect("the facts");
        Self(serde_json::from_str(&text).expect("a JSON document"))
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
