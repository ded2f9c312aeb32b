//! Values that a URL's template puts into the host: what an input or the program gives may not end it.

use super::expression::Lowering;
use super::function::Function;
use super::rule_set::{Expression, ExpressionKind, Part};
use crate::ir::{Piece, Source, Value, ValueType};

/// The part of a URL that a piece of its template stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Scheme,
    Host,
    Path,
}

impl Lowering<'_, '_> {
    /// Returns `url`, lowered from `template`, and whether it ends with its host: then nothing that is put into the
    /// host may end it. Otherwise each value in the host is checked that is not known to be part of one.
    pub(super) fn with_host_checked(&self, template: &Expression, url: Value) -> (Value, bool) {
        let ExpressionKind::Template(parts) = &template.kind else {
            return (url, false);
        };
        let Value::Format(pieces) = url else {
            return (url, false);
        };
        let mut position = Position::Scheme;
        let positions: Vec<_> = pieces
            .iter()
            .map(|piece| {
                position = match piece {
                    Piece::Literal(text) => after(position, text),
                    Piece::Value(value) if is_path_of_url(value) => Position::Path,
                    Piece::Value(_) => position,
                };
                position
            })
            .collect();
        if position == Position::Host {
            return (Value::Format(pieces), true);
        }
        let pieces = parts.iter().zip(pieces).zip(positions);
        let pieces = pieces.map(|((part, piece), position)| match (part, piece) {
            (Part::Value(written), Piece::Value(value)) if position == Position::Host => {
                Piece::Value(self.host_value(written, value))
            }
            (_, piece) => piece,
        });
        (Value::Format(pieces.collect()), false)
    }

    fn host_value(&self, written: &Expression, value: Value) -> Value {
        match &value {
            // What partitions have, and what was a URL.
            Value::Field(of, _) if matches!(&**of, Value::Local(local) if is_safe(local.ty)) => {
                value
            }
            _ if self.is_checked(written) => value,
            _ => Value::HostPart(name(written), Box::new(value)),
        }
    }

    /// Returns true for a built-in, which a client checks.
    fn is_checked(&self, written: &Expression) -> bool {
        let ExpressionKind::Reference(name) = &written.kind else {
            return false;
        };
        let mut parameters = self.parameters.iter();
        parameters.any(|it| it.name == *name && matches!(it.source, Some(Source::BuiltIn(_))))
    }
}

/// Returns the position behind `text`.
fn after(position: Position, text: &str) -> Position {
    let (position, rest) = match (position, text.split_once("://")) {
        (Position::Scheme, Some((_, rest))) => (Position::Host, rest),
        _ => (position, text),
    };
    if position == Position::Host && rest.contains('/') {
        Position::Path
    } else {
        position
    }
}

fn is_path_of_url(value: &Value) -> bool {
    matches!(value, Value::Field(of, "path" | "normalized_path")
        if matches!(&**of, Value::Local(local) if local.ty == ValueType::Url))
}

fn is_safe(ty: ValueType) -> bool {
    matches!(ty, ValueType::Partition | ValueType::Url)
}

/// Returns the name of a value, as templates have it.
fn name(written: &Expression) -> String {
    match &written.kind {
        ExpressionKind::Reference(name) => name.clone(),
        ExpressionKind::Call(Function::GetAttr, arguments) => match arguments.as_slice() {
            [
                of,
                Expression {
                    kind: ExpressionKind::Text(path),
                    ..
                },
            ] => {
                format!("{}#{path}", name(of))
            }
            _ => String::new(),
        },
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, after};

    #[test]
    fn a_host_is_what_stands_between_the_scheme_and_a_slash() {
        let positions = |texts: &[&str]| {
            let mut position = Position::Scheme;
            let found = texts.iter().map(|text| {
                position = after(position, text);
                match position {
                    Position::Scheme => 's',
                    Position::Host => 'h',
                    Position::Path => 'p',
                }
            });
            found.collect::<String>()
        };
        for (texts, expected) in [
            (&["https://", ".a."][..], "hh"),
            (&["https://a.", ".b/", "/c"], "hpp"),
            (&["https://a/b", ""], "pp"),
            (&["://", "-"], "hh"),
            (&["", "x", "://"], "ssh"),
        ] {
            assert_eq!(positions(texts), expected, "{texts:?}");
        }
    }
}
