//! Characters: what may not get into a doc comment, entities, white space.

use pulldown_cmark::{Event, Parser};

/// The longest name of an HTML entity, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// Returns `text` without what a reader cannot see or what changes how the rest is shown: control characters, and marks
/// of direction, which rustc rejects in comments. Line breaks of any kind become `\n`, odd spaces a space.
pub(super) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(clean_character)
        .collect()
}

fn clean_character(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            None
        }
        '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => None,
        _ if c.is_control() => None,
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

/// Returns `text` with its entities (`&lt;`, `&#8212;`) replaced.
///
/// An entity must end with `;`, as in CommonMark and unlike in HTML, where `?x=1&region=2` contains a ®.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, at)) = rest
        .find('&')
        .and_then(|start| rest.split_at_checked(start))
    {
        decoded.push_str(before);
        let length = entity_length(at).unwrap_or(1);
        let (entity, after) = at.split_at_checked(length).unwrap_or((at, ""));
        match Parser::new(entity).nth(1) {
            Some(Event::Text(character)) if length > 1 => decoded.push_str(&clean(&character)),
            _ => decoded.push_str(entity),
        }
        rest = after;
    }
    decoded.push_str(rest);
    decoded
}

/// Returns the length in bytes of what has the form of an entity at the start of `text`.
pub(super) fn entity_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix('&')?;
    let length = name
        .bytes()
        .take(LONGEST_ENTITY)
        .position(|byte| byte == b';')?;
    let (name, _) = name.split_at_checked(length)?;
    let digits = name.strip_prefix('#').unwrap_or(name);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then_some(length + 2)
}

/// Returns `text` on one line, words one space apart, none at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut line = words.next().unwrap_or_default().to_owned();
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// Returns whether `text` could be the name of a shape or, with `$`, of a member.
pub(super) fn is_name(text: &str) -> bool {
    let is_identifier = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    match text.split_once('$') {
        Some((shape, member)) => is_identifier(shape) && is_identifier(member),
        None => is_identifier(text),
    }
}

/// Returns `lines` less the indentation that they share; `first_counts` says whether the first line's is to be looked
/// at.
pub(super) fn dedent(lines: &str, first_counts: bool) -> String {
    let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = lines
        .split('\n')
        .skip(usize::from(!first_counts))
        .filter(|line| !line.trim().is_empty())
        .map(width)
        .min()
        .unwrap_or(0);
    let mut dedented = Vec::new();
    for (index, line) in lines.split('\n').enumerate() {
        let cut = if index == 0 && !first_counts {
            width(line)
        } else {
            shared.min(width(line))
        };
        dedented.push(line.get(cut..).unwrap_or(line).trim_end());
    }
    dedented.join("\n")
}
