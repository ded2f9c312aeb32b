//! Escapes literal text for Markdown, and decides whether styles can be marked in it.

use super::text::entity_length;

/// Surroundings of a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    /// The character before it in the same word.
    pub(super) before: Option<char>,
    /// The text after it.
    pub(super) rest: &'a str,
    /// True if markup follows the text without a space.
    pub(super) followed: bool,
}

impl Context<'_> {
    fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Returns whether markup comes next.
    fn meets_markup(&self) -> bool {
        self.rest.is_empty() && self.followed
    }
}

/// Returns whether `c` needs a backslash anywhere in a line.
pub(super) fn needs_escape(c: char, context: Context<'_>) -> bool {
    let next = context.next();
    match c {
        '`' | '[' | ']' | '~' | '*' => true,
        '_' => {
            !(context.before.is_some_and(char::is_alphanumeric)
                && next.is_some_and(char::is_alphanumeric))
        }
        '\\' => next.is_none_or(|next| next.is_whitespace() || next.is_ascii_punctuation()),
        '<' => {
            context.meets_markup()
                || next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next))
        }
        '&' => context.meets_markup() || starts_entity(context.rest),
        '!' => context.meets_markup(),
        // rustdoc turns two hyphens into a dash, which no command-line option starts with.
        '-' => context.meets_markup() || next == Some('-'),
        _ => false,
    }
}

/// Returns whether `&` and `rest` would be read as an entity.
fn starts_entity(rest: &str) -> bool {
    let mut window = String::from("&");
    window.extend(rest.chars().take(40));
    entity_length(&window).is_some()
}

/// Returns `word` as it can start a line: there, some words would start a list, a quotation, a heading, or a table.
pub(super) fn at_line_start(word: &str) -> String {
    let digits = word.trim_end_matches(['.', ')']);
    if digits.len() + 1 == word.len()
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        let (_, mark) = word.split_at_checked(digits.len()).unwrap_or_default();
        return format!("{digits}\\{mark}");
    }
    let is_made_of = |characters: &[char]| word.trim_matches(characters).is_empty();
    let starts_block = matches!(word, "-" | "+")
        || is_made_of(&['#'])
        || is_made_of(&['='])
        || word.starts_with(['>', '|'])
        || word.starts_with(":-");
    if starts_block {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}

/// Returns whether a `*` or `_` between these characters reads as the mark of a style: the rules of CommonMark's
/// flanking runs, on the safe side.
///
/// `outside` is `None` at the end of a word, and `in_words` says whether the mark works inside words, as `*` does.
pub(super) fn can_delimit(outside: Option<char>, inside: Option<char>, in_words: bool) -> bool {
    let Some(inside) = inside.filter(|c| !c.is_whitespace()) else {
        return false;
    };
    match outside {
        None => true,
        Some(outside) if outside.is_whitespace() || outside.is_ascii_punctuation() => true,
        Some(_) => in_words && inside.is_alphanumeric(),
    }
}
