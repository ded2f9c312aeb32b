//! Inlines → words of Markdown, between which a line may break.

use super::{
    block::Inline,
    escape::{Context, can_delimit, needs_escape},
    link::web_address,
};
use std::collections::BTreeSet;

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    /// Text, code or a link, which stays on one line.
    Unbroken(String),
    /// The line ends here.
    Break,
}

/// Returns the words of `inlines`.
pub(super) fn words(inlines: &[Inline]) -> Vec<Word> {
    let mut writer = MarkdownWriter::default();
    writer.inlines(inlines, None);
    writer.end_word();
    writer.words
}

/// Returns `inlines` on one line.
pub(super) fn line(inlines: &[Inline]) -> String {
    let mut writer = MarkdownWriter::default();
    writer.inlines(inlines, None);
    writer.finish_line()
}

#[derive(Debug, Default)]
struct MarkdownWriter {
    words: Vec<Word>,
    /// The word that goes on.
    current: String,
    /// True if this is the label of a link, which has no links in it.
    in_label: bool,
    /// Number of open styles.
    depth: usize,
    last: Last,
}

/// End of the current word, as far as it matters for the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    /// Code, whose backticks may not meet others.
    Code,
    /// The delimiter of a style, which may not meet another.
    Delimiter,
    /// A link without a target, to which `(` or `:` would give one.
    BareLink,
}

impl MarkdownWriter {
    fn end_word(&mut self) {
        if !self.current.is_empty() {
            self.words
                .push(Word::Unbroken(std::mem::take(&mut self.current)));
        }
        self.last = Last::Other;
    }

    /// Returns all words, one space apart.
    fn finish_line(mut self) -> String {
        self.end_word();
        let words: Vec<_> = self
            .words
            .into_iter()
            .filter_map(|word| match word {
                Word::Unbroken(word) => Some(word),
                Word::Break => None,
            })
            .collect();
        words.join(" ")
    }

    /// Appends Markdown as it is.
    fn markup(&mut self, markdown: &str) {
        self.current.push_str(markdown);
        self.last = Last::Other;
    }

    fn code(&mut self, code: &str) {
        if self.last == Last::Code {
            self.end_word();
        }
        self.markup(&code_span(code));
        self.last = Last::Code;
    }

    /// Appends `inlines`; `after` is the character that will follow them in the same word.
    fn inlines(&mut self, inlines: &[Inline], after: Option<char>) {
        let mut rest = inlines;
        while let [inline, following @ ..] = rest {
            let next = following.first().map_or(after, first_character);
            self.inline(inline, next);
            rest = following;
        }
    }

    fn inline(&mut self, inline: &Inline, next: Option<char>) {
        match inline {
            Inline::Text(text) => self.text(text, next.is_some_and(|next| !next.is_whitespace())),
            Inline::Code(code) => self.code(code),
            Inline::Strong(content) => {
                self.styled(content, if self.depth == 0 { "**" } else { "__" }, next)
            }
            Inline::Emphasis(content) => {
                self.styled(content, if self.depth == 0 { "*" } else { "_" }, next)
            }
            Inline::Link { target, label } => self.link(target, label),
            Inline::Break => {
                self.end_word();
                // Two in a row would not be one empty line.
                if !matches!(self.words.last(), None | Some(Word::Break)) {
                    self.words.push(Word::Break);
                }
            }
        }
    }

    /// Appends literal text; `followed` says whether markup follows without a space.
    fn text(&mut self, text: &str, followed: bool) {
        let mut rest = text;
        let mut before = self.current.chars().next_back();
        while let Some(c) = rest.chars().next() {
            if let Some((address, is_real)) = web_address(rest).filter(|_| !self.in_label) {
                if is_real {
                    self.markup(&format!("<{address}>"));
                } else {
                    self.code(address);
                }
                rest = rest.get(address.len()..).unwrap_or_default();
                before = Some('>');
                continue;
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            if c.is_whitespace() {
                self.end_word();
                before = None;
                continue;
            }
            let completes_link = self.last == Last::BareLink
                && match c {
                    '(' => true,
                    // At the start of a paragraph alone.
                    ':' => self.words.is_empty() && self.current.starts_with('['),
                    _ => false,
                };
            let meets_address = !self.in_label && web_address(rest).is_some();
            let (rest_of_text, followed) = if meets_address {
                ("", true)
            } else {
                (rest, followed)
            };
            let context = Context {
                before,
                rest: rest_of_text,
                followed,
            };
            self.markup(if completes_link || needs_escape(c, context) {
                "\\"
            } else {
                ""
            });
            self.current.push(c);
            before = Some(c);
        }
    }

    /// Appends `content` between delimiters, or without where Markdown cannot have them.
    fn styled(&mut self, content: &[Inline], delimiter: &str, next: Option<char>) {
        let in_words = delimiter.starts_with('*');
        let first = content.first().and_then(first_character);
        let last = content.last().and_then(last_character);
        let before = self.current.chars().next_back();
        if self.last == Last::Delimiter
            || !can_delimit(before, first, in_words)
            || !can_delimit(next, last, in_words)
        {
            return self.inlines(content, next);
        }
        self.markup(delimiter);
        self.depth += 1;
        self.inlines(content, delimiter.chars().next());
        self.depth -= 1;
        self.markup(delimiter);
        self.last = Last::Delimiter;
    }

    fn link(&mut self, target: &str, label: &[Inline]) {
        match label {
            [Inline::Text(text)] if text == target => return self.markup(&format!("<{target}>")),
            [Inline::Code(code)] if code == target => {
                self.markup(&format!("[`{code}`]"));
                self.last = Last::BareLink;
                return;
            }
            _ => {}
        }
        let mut writer = Self {
            in_label: true,
            ..Self::default()
        };
        writer.inlines(label, Some(']'));
        self.markup(&format!("[{}]({target})", writer.finish_line()));
    }
}

/// Returns the first character of what `inline` becomes.
fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) if web_address(text).is_some() => Some('<'),
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(content) | Inline::Emphasis(content) => {
            content.first().and_then(first_character)
        }
        Inline::Link { .. } => Some('['),
        Inline::Break => None,
    }
}

/// Returns the last character of what `inline` becomes; what may end in an address is taken to.
fn last_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text)
            if text
                .split_whitespace()
                .next_back()
                .is_some_and(|word| word.contains("://")) =>
        {
            Some('>')
        }
        Inline::Text(text) => text.chars().next_back(),
        Inline::Code(_) => Some('`'),
        Inline::Strong(content) | Inline::Emphasis(content) => {
            content.last().and_then(last_character)
        }
        Inline::Link { .. } => Some(')'),
        Inline::Break => None,
    }
}

/// Code between as many backticks as it takes.
fn code_span(code: &str) -> String {
    let runs: BTreeSet<usize> = code.split(|c| c != '`').map(str::len).collect();
    let length = (1..).find(|length| !runs.contains(length)).unwrap_or(1);
    let fence = "`".repeat(length);
    let space = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{code}{space}{fence}")
}
