//! What attributes say.

use super::unknown;
use std::collections::BTreeMap;
use syn::{Attribute, LitStr, Meta, Result, Token};

pub fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

/// The names in `#[derive(…)]`.
pub fn derives(attributes: &[Attribute]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
        attribute.parse_nested_meta(|meta| {
            names.extend(meta.path.segments.last().map(|it| it.ident.to_string()));
            Ok(())
        })?;
    }
    Ok(names)
}

/// The arguments of `#[serde(…)]` that the generator writes.
const SERDE: [&str; 7] = [
    "default",
    "deserialize_with",
    "rename",
    "rename_all",
    "serialize_with",
    "skip_serializing_if",
    "with",
];

/// The arguments of `#[serde(…)]`; those without a value have an empty one.
pub fn serde(attributes: &[Attribute]) -> Result<BTreeMap<String, String>> {
    let mut arguments = BTreeMap::new();
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| {
            let name = meta.path.require_ident()?.to_string();
            if !SERDE.contains(&name.as_str()) {
                return Err(unknown(attribute));
            }
            let value = if meta.input.peek(Token![=]) {
                meta.value()?.parse::<LitStr>()?.value()
            } else {
                String::new()
            };
            arguments.insert(name, value);
            Ok(())
        })?;
    }
    Ok(arguments)
}

/// The note of `#[deprecated]`, empty where it has none.
pub fn deprecated(attributes: &[Attribute]) -> Result<Option<String>> {
    let Some(attribute) = attributes
        .iter()
        .find(|it| it.path().is_ident("deprecated"))
    else {
        return Ok(None);
    };
    let mut note = String::new();
    if let Meta::List(_) = &attribute.meta {
        attribute.parse_nested_meta(|meta| {
            let value = meta.value()?.parse::<LitStr>()?.value();
            if meta.path.is_ident("note") {
                note = value;
            }
            Ok(())
        })?;
    }
    Ok(Some(note))
}

/// The name that a member called `name` has under `#[serde(rename_all = "…")]`; none where the rule is not known.
pub fn renamed(name: &str, rule: Option<&str>) -> Option<String> {
    let pascal: String = name.split('_').map(capitalized).collect();
    match rule {
        None => Some(name.to_owned()),
        Some("PascalCase") => Some(pascal),
        Some("camelCase") => {
            let (first, rest) = pascal.split_at(1);
            Some(first.to_ascii_lowercase() + rest)
        }
        Some(_) => None,
    }
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(word.len().min(1));
    first.to_ascii_uppercase() + rest
}
