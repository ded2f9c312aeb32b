//! Host prefixes of operations (`smithy.api#endpoint`).

use super::Context;
use crate::ir::{Field, HostLabel, HostPiece, Named, Presence, Structure, Type};
use crate::smithy::ast::Shape;
use crate::smithy::traits::{TraitsExt, id};
use crate::support::diagnostic::Diagnostic;

/// A part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    /// `{Name}`
    Label(&'a str),
}

impl Context<'_> {
    /// Returns the host prefix of `operation`; empty if it has none, if the endpoint rules add it, or if it is invalid, which is
    /// reported.
    pub(super) fn host_prefix(&mut self, operation: &Shape, input: &Structure) -> Vec<HostPiece> {
        if self.known.prefixes_in_rules {
            return Vec::new();
        }
        let pattern = self.trait_value(operation, id::ENDPOINT).and_then(|value| {
            let of = format!("the trait {}", id::ENDPOINT);
            self.text_at(&value, "hostPrefix", &of)
        });
        let Some((text, place)) = pattern else {
            self.warn_of_labels(operation, &[]);
            return Vec::new();
        };
        let parts = match parse(text) {
            Ok(parts) => parts,
            Err(reason) => {
                let message = format!("invalid host prefix `{text}`: {reason}");
                let help =
                    "write host labels separated by dots, and members of the input as `{Member}`";
                self.error_at(&place, message, help);
                return Vec::new();
            }
        };
        let shape = self.model.input(operation);
        let pieces = parts.iter().map(|part| match part {
            Part::Text(text) => Ok(HostPiece::Text((*text).to_owned())),
            Part::Label(name) => label(name, shape, input).map(HostPiece::Label),
        });
        match pieces.collect() {
            Ok(pieces) => {
                self.warn_of_labels(operation, &parts);
                pieces
            }
            Err((reason, help)) => {
                let message = format!("invalid host prefix `{text}`: {reason}");
                self.error_at(&place, message, help);
                Vec::new()
            }
        }
    }

    /// Warns of members that are marked to be part of the host, but are not.
    fn warn_of_labels(&mut self, operation: &Shape, parts: &[Part<'_>]) {
        let Some(input) = self.model.input(operation) else {
            return;
        };
        for member in &input.members {
            let is_used = parts.contains(&Part::Label(&member.name));
            if member.traits.has(id::HOST_LABEL) && !is_used {
                let message = format!(
                    "the trait {} has no effect: the host prefix of `{}` does not name the member",
                    id::HOST_LABEL,
                    operation.id
                );
                let steps = ["traits", id::HOST_LABEL];
                let at = self.model.member_location(input, member, steps);
                let help = format!(
                    "add `{{{}}}` to the prefix, or remove the trait",
                    member.name
                );
                self.found
                    .push(Diagnostic::warning(message).at(at).help(help));
            }
        }
    }
}

/// Returns the member called `name` of `input`, whose shape is `shape`.
///
/// # Errors
/// The reason why it cannot be part of a host, and the fix.
fn label(
    name: &str,
    shape: Option<&Shape>,
    input: &Structure,
) -> Result<HostLabel, (String, &'static str)> {
    let Some(field) = input.fields.iter().find(|it| it.member == name) else {
        let reason = format!("the input has no member `{name}`");
        return Err((reason, "name a member of the input"));
    };
    let member = shape.and_then(|it| it.member(name));
    let has = |id| member.is_some_and(|it| it.traits.has(id));
    let lacks = |id| {
        let reason = format!("the member `{name}` lacks the trait {id}");
        Err((
            reason,
            "add that trait to the member, or remove the member from the prefix",
        ))
    };
    if !has(id::HOST_LABEL) {
        return lacks(id::HOST_LABEL);
    }
    if !has(id::REQUIRED) {
        return lacks(id::REQUIRED);
    }
    of_field(field).ok_or_else(|| {
        let reason = format!("the member `{name}` is not a string");
        (
            reason,
            "name a member that is a string or an enum of strings",
        )
    })
}

fn of_field(field: &Field) -> Option<HostLabel> {
    let is_enum = match &field.ty {
        Type::String => false,
        Type::Named(Named::Enum(_)) => true,
        _ => return None,
    };
    Some(HostLabel {
        member: field.member.clone(),
        field: field.name.clone(),
        is_enum,
        optional: field.presence == Presence::Optional,
        deprecated: field.deprecated.is_some(),
    })
}

/// Returns the parts of a pattern, which must form a host name when a host name follows it.
///
/// # Errors
/// The reason why it does not.
fn parse(pattern: &str) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        let (text, label) = match rest.split_once('{') {
            None => (rest, None),
            Some((text, behind)) => (text, Some(behind)),
        };
        if let Some(c) = text.chars().find(|c| !is_of_host(*c)) {
            return Err(format!("`{c}` is not allowed in a host name"));
        }
        if !text.is_empty() {
            parts.push(Part::Text(text));
        }
        let Some(label) = label else { break };
        let (name, behind) = label
            .split_once('}')
            .ok_or("a `{` is not followed by a `}`")?;
        if matches!(parts.last(), Some(Part::Label(_))) {
            return Err("adjacent labels must be separated".to_owned());
        }
        parts.push(Part::Label(name));
        rest = behind;
    }
    check(&parts)?;
    Ok(parts)
}

fn is_of_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.'
}

/// Looks at a pattern with a letter in the place of each of its labels, and before the shortest of hosts.
fn check(parts: &[Part<'_>]) -> Result<(), String> {
    let host: String = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text,
            Part::Label(_) => "a",
        })
        .chain(["a"])
        .collect();
    if parts.is_empty() {
        return Err("it is empty".to_owned());
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    match host.split('.').find(|label| !is_label(label)) {
        Some("") => Err("a label before a dot is empty".to_owned()),
        Some(label) => Err(format!(
            "`{label}` is not a host label: 1 to 63 letters, digits and inner hyphens"
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, parse};

    #[test]
    fn patterns() {
        use Part::{Label, Text};
        for (pattern, expected) in [
            ("data-", vec![Text("data-")]),
            ("foo.", vec![Text("foo.")]),
            ("foo", vec![Text("foo")]),
            ("{A}.", vec![Label("A"), Text(".")]),
            (
                "foo.{A}-{B}.x-",
                vec![Text("foo."), Label("A"), Text("-"), Label("B"), Text(".x-")],
            ),
        ] {
            assert_eq!(parse(pattern).as_ref(), Ok(&expected), "{pattern}");
        }
    }

    #[test]
    fn what_gives_no_host_is_refused() {
        let long = "a".repeat(63);
        for (pattern, why) in [
            ("", "empty"),
            (".", "before a dot is empty"),
            ("foo..", "before a dot is empty"),
            (".foo.", "before a dot is empty"),
            ("-foo.", "`-foo`"),
            ("foo-.", "`foo-`"),
            ("{A}-.", "`a-`"),
            (&long, "1 to 63"),
            ("foo_bar.", "`_`"),
            ("foo/", "`/`"),
            ("foo}.", "`}`"),
            ("a b.", "` `"),
            ("{A}{B}.", "adjacent labels"),
            ("foo.{A", "not followed"),
        ] {
            let reason = parse(pattern).unwrap_err();
            assert!(reason.contains(why), "{pattern}: {reason}");
        }
    }
}
