//! Template strings: `https://{Region}.{PartitionResult#dnsSuffix}`.

use super::function::Function;
use super::report::Report;
use super::rule_set::{Expression, ExpressionKind, Part};

/// Returns the expression that `text` stands for.
pub(super) fn parse(text: &str, at: &str, report: &mut Report<'_>) -> Expression {
    let expression = |kind| Expression {
        at: at.to_owned(),
        kind,
    };
    let Some(mut parts) = parts(text, at) else {
        let message = format!("the template `{text}` has an unmatched brace");
        let help = "write `{Name}` or `{Name#attribute}`, and `{{` and `}}` for literal braces";
        report.error(at, message, help);
        return expression(ExpressionKind::Broken);
    };
    match (parts.pop(), parts.is_empty()) {
        (None, _) => expression(ExpressionKind::Text(String::new())),
        (Some(Part::Literal(text)), true) => expression(ExpressionKind::Text(text)),
        (Some(Part::Value(value)), true) => value,
        (Some(last), false) => {
            parts.push(last);
            expression(ExpressionKind::Template(parts))
        }
    }
}

/// Returns the parts of `text`; `None` if its braces do not match.
fn parts(text: &str, at: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(start);
        literal.push_str(before);
        if let Some(after) = from.strip_prefix("{{") {
            literal.push('{');
            rest = after;
        } else if let Some(after) = from.strip_prefix("}}") {
            literal.push('}');
            rest = after;
        } else {
            let (name, after) = from.strip_prefix('{')?.split_once('}')?;
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(Part::Value(value(name, at)));
            rest = after;
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(Part::Literal(literal));
    }
    Some(parts)
}

/// Parses the text between braces: a name, and behind `#` the path of an attribute.
fn value(text: &str, at: &str) -> Expression {
    let expression = |kind| Expression {
        at: at.to_owned(),
        kind,
    };
    let (name, path) = match text.split_once('#') {
        Some((name, path)) => (name, Some(path)),
        None => (text, None),
    };
    let reference = expression(ExpressionKind::Reference(name.to_owned()));
    match path {
        None => reference,
        Some(path) => {
            let path = expression(ExpressionKind::Text(path.to_owned()));
            expression(ExpressionKind::Call(
                Function::GetAttr,
                vec![reference, path],
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::diagnostic::{Diagnostics, Location};

    fn parsed(text: &str) -> (ExpressionKind, Diagnostics) {
        let mut found = Diagnostics::default();
        let mut report = Report::new(Location::default(), &mut found);
        (parse(text, "", &mut report).kind, found)
    }

    fn reference(name: &str) -> Expression {
        Expression {
            at: String::new(),
            kind: ExpressionKind::Reference(name.to_owned()),
        }
    }

    #[test]
    fn text_and_values_are_told_apart() {
        let literal = |text: &str| Part::Literal(text.to_owned());
        for (text, expected) in [
            ("", ExpressionKind::Text(String::new())),
            ("plain", ExpressionKind::Text("plain".to_owned())),
            ("a{{b}}c", ExpressionKind::Text("a{b}c".to_owned())),
            ("{Region}", ExpressionKind::Reference("Region".to_owned())),
            (
                "https://{Region}.{{x}}",
                ExpressionKind::Template(vec![
                    literal("https://"),
                    Part::Value(reference("Region")),
                    literal(".{x}"),
                ]),
            ),
            (
                "{a}{b}",
                ExpressionKind::Template(vec![
                    Part::Value(reference("a")),
                    Part::Value(reference("b")),
                ]),
            ),
        ] {
            let (kind, found) = parsed(text);
            assert_eq!(kind, expected, "{text}");
            assert!(found.is_empty(), "{found}");
        }
        let ExpressionKind::Call(Function::GetAttr, arguments) = parsed("{a#b[0]}").0 else {
            panic!("an attribute");
        };
        assert_eq!(arguments[0], reference("a"));
        assert_eq!(arguments[1].kind, ExpressionKind::Text("b[0]".to_owned()));
    }

    #[test]
    fn lone_braces_are_an_error() {
        for text in ["{", "a}", "{a", "{{a}", "}a{"] {
            let (kind, found) = parsed(text);
            assert_eq!(kind, ExpressionKind::Broken, "{text}");
            assert!(found.has_errors(), "{text}");
        }
    }
}
