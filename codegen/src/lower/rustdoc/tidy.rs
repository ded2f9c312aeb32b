//! White space next to punctuation that stems from how HTML is laid out: a tag on a line of its own, a stop after it.

use super::{block::Inline, link::web_address};

/// Takes white space away between markup and the punctuation that belongs to it.
pub(super) fn tidy(inlines: &mut [Inline]) {
    let mut follows_markup = false;
    let mut rest = inlines;
    while let [inline, following @ ..] = rest {
        match inline {
            Inline::Text(text) => {
                if follows_markup && closes(text, following.is_empty()) {
                    *text = text.trim_start().to_owned();
                }
                if opens(text) && following.first().is_some_and(is_markup) {
                    *text = text.trim_end().to_owned();
                }
            }
            Inline::Strong(content) | Inline::Emphasis(content) => tidy(content),
            Inline::Code(_) | Inline::Link { .. } | Inline::Break => {}
        }
        follows_markup = is_markup(inline);
        rest = following;
    }
}

/// Returns whether `inline` is marked up in the documentation: a bare address is not, though it becomes a link or code.
fn is_markup(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Break => false,
        Inline::Code(code) => web_address(code).is_none(),
        Inline::Link { target, label } => {
            !matches!(label.as_slice(), [Inline::Text(text)] if text == target)
        }
        Inline::Strong(_) | Inline::Emphasis(_) => true,
    }
}

/// Returns whether `text` starts with white space and punctuation that ends something, and is not one sign in a list of
/// signs.
fn closes(text: &str, is_last: bool) -> bool {
    let trimmed = text.trim_start();
    if trimmed.len() == text.len() {
        return false;
    }
    let mut characters = trimmed.chars();
    let sign = characters.next();
    let after = characters.as_str();
    let next = after.trim_start().chars().next();
    let is_apart = after.starts_with(char::is_whitespace);
    match sign {
        Some(')') => true,
        Some('.') => match next {
            None => is_last,
            Some(next) => is_apart && next.is_uppercase(),
        },
        Some(',' | ';') => next.is_none_or(|next| is_apart && next.is_alphanumeric()),
        _ => false,
    }
}

/// Returns whether `text` ends with a bracket that opens, and white space.
fn opens(text: &str) -> bool {
    let trimmed = text.trim_end();
    trimmed.len() < text.len() && trimmed.ends_with('(')
}
