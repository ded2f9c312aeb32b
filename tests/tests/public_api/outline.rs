//! Prints the public interface of a service, an item on each line.
//!
//! A type's line names what sets it apart: how it is made, what it derives beyond what every type does, and what the
//! model says of it. A member's line has its Rust name and type, its name on the wire, and whether it must be there.

use crate::source::{Enum, Member, Method, Service, Structure, Variant};

/// What every type has: `Serialize` and `Deserialize` come from a macro where they are not derived.
const USUAL: [&str; 5] = ["Clone", "Debug", "PartialEq", "Serialize", "Deserialize"];

pub fn outline(service: &Service) -> String {
    let mut lines = Vec::new();
    for (path, module) in &service.modules {
        lines.push(format!("mod {path}"));
        lines.extend(module.methods.iter().map(method));
        lines.extend(module.others.iter().map(|other| format!("  {other}")));
        for item in &module.structures {
            lines.push(structure(item));
            lines.extend(item.members.iter().map(member));
        }
        for item in &module.enums {
            lines.push(enumeration(item));
            lines.extend(item.variants.iter().map(variant));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn method(method: &Method) -> String {
    let Method {
        name,
        input,
        output,
        error,
        ..
    } = method;
    let line = format!("  fn {name}: {input} -> {output} or {error}");
    with(line, ", ", deprecation(&method.deprecated))
}

fn structure(structure: &Structure) -> String {
    let Structure { name, facts, .. } = structure;
    // That an error's code or an operation's name is the type's own is the rule.
    let facts = facts.iter().filter(|(_, value)| value != name);
    let facts = facts.map(|(name, value)| format!("{} {value}", name.to_ascii_lowercase()));
    let properties = structure.constructor.iter().cloned();
    let properties = properties
        .chain(unusual(&structure.derives, structure.is_exhaustive))
        .chain(facts)
        .chain(deprecation(&structure.deprecated));
    with(format!("  struct {name}"), ": ", properties)
}

fn member(member: &Member) -> String {
    let Member {
        name,
        r#type,
        wire,
        presence,
        ..
    } = member;
    let setter = member.setter.iter().filter(|setter| *setter != name);
    let setter = setter.map(|setter| format!("set by {setter}"));
    let line = format!("    {name}: {type} = {wire:?}, {presence}");
    with(line, ", ", setter.chain(deprecation(&member.deprecated)))
}

fn enumeration(item: &Enum) -> String {
    let properties = unusual(&item.derives, item.is_exhaustive);
    let properties = properties.chain(deprecation(&item.deprecated));
    with(format!("  enum {}", item.name), ": ", properties)
}

fn variant(variant: &Variant) -> String {
    let mut line = format!("    {}", variant.name);
    let payload = variant.payload.as_ref().map(ToString::to_string);
    // An error's variant holds the type of its name.
    if let Some(payload) = payload.filter(|payload| *payload != variant.name) {
        line += &format!("({payload})");
    }
    if let Some(wire) = &variant.wire {
        line += &format!(" = {wire:?}");
    }
    with(line, ", ", deprecation(&variant.deprecated))
}

/// What a type derives besides [`USUAL`], and where it differs from other types.
fn unusual(derives: &[String], is_exhaustive: bool) -> impl Iterator<Item = String> {
    let derived = derives.iter().filter(|name| !USUAL.contains(&&***name));
    let debug = derives.iter().all(|name| name != "Debug");
    let differences = [
        debug.then(|| "a Debug of its own".to_owned()),
        is_exhaustive.then(|| "exhaustive".to_owned()),
    ];
    derived.cloned().chain(differences.into_iter().flatten())
}

fn deprecation(note: &Option<String>) -> Option<String> {
    note.as_ref().map(|note| format!("deprecated: {note}"))
}

/// `line`, and after `separator` what there is to be said of it.
fn with(line: String, separator: &str, properties: impl IntoIterator<Item = String>) -> String {
    let properties: Vec<_> = properties.into_iter().collect();
    if properties.is_empty() {
        return line;
    }
    format!("{line}{separator}{}", properties.join(", "))
}
