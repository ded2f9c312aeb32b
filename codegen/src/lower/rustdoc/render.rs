//! Blocks → lines of Markdown.

use super::{
    block::{Block, Inline},
    escape::at_line_start,
    table,
    words::{Word, line, words},
};

/// Maximum width of lines in columns, unless something cannot be broken.
const WIDTH: usize = 100;

/// Minimum width of lines, however deep lists nest.
const NARROWEST: usize = 40;

/// Returns the lines of a documentation.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = blocks_lines(blocks, WIDTH, true);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Text as Markdown, on one line.
pub(super) fn literal(text: &str) -> String {
    line(&[Inline::Text(text.to_owned())])
}

/// Returns the lines of a paragraph that is Markdown already.
pub(super) fn wrapped(paragraph: &str) -> Vec<String> {
    let words = paragraph.split_whitespace().map(str::to_owned);
    wrap(&words.map(Word::Unbroken).collect::<Vec<_>>(), WIDTH)
}

/// Returns the lines of `blocks`, which a blank line keeps apart if `apart` says so.
fn blocks_lines(blocks: &[Block], width: usize, apart: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut alternate = false;
    let mut previous: Option<&Block> = None;
    for block in blocks {
        // Of two lists in a row, the second has other marks: with the same, they would be one.
        alternate = !alternate
            && matches!(
                (previous, block),
                (Some(Block::List { .. }), Block::List { .. })
            );
        if apart && previous.is_some() {
            lines.push(String::new());
        }
        lines.extend(block_lines(block, width.max(NARROWEST), alternate));
        previous = Some(block);
    }
    lines
}

fn block_lines(block: &Block, width: usize, alternate: bool) -> Vec<String> {
    match block {
        Block::Paragraph(inlines) => wrap(&words(inlines), width),
        Block::Heading(level, inlines) => vec![heading(*level, inlines)],
        Block::List { first, items } => list(*first, items, width, alternate),
        Block::Quote(blocks) => {
            let lines = blocks_lines(blocks, width - 2, true);
            lines
                .into_iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect()
        }
        Block::Code { json, text } => code(*json, text),
        Block::Table(table) => table::lines(table),
        // Not of hyphens, with which an item's mark would be one rule.
        Block::Rule => vec!["___".to_owned()],
    }
}

fn heading(level: u8, inlines: &[Inline]) -> String {
    let mut text = line(inlines);
    // A heading may end with hash signs that are not part of it.
    if text.ends_with('#') {
        text.insert(text.len() - 1, '\\');
    }
    format!("{} {text}", "#".repeat(level.into()))
}

fn list(first: Option<u64>, items: &[Vec<Block>], width: usize, alternate: bool) -> Vec<String> {
    let apart = !items.iter().all(|item| is_tight(item));
    let mut lines = Vec::new();
    for (item, number) in items.iter().zip(first.unwrap_or(1)..) {
        let mark = match (first, alternate) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(_), false) => format!("{number}. "),
            (Some(_), true) => format!("{number}) "),
        };
        if apart && !lines.is_empty() {
            lines.push(String::new());
        }
        let indentation = " ".repeat(mark.len());
        for (index, line) in blocks_lines(item, width.saturating_sub(mark.len()), apart)
            .into_iter()
            .enumerate()
        {
            let start = if index == 0 { &mark } else { &indentation };
            lines.push(if line.is_empty() {
                line
            } else {
                format!("{start}{line}")
            });
        }
    }
    lines
}

/// Returns whether the blocks of an item need no blank line between them: a paragraph, a list in it, or both.
fn is_tight(item: &[Block]) -> bool {
    let is_tight_list = |block: &Block| match block {
        // A list that does not start with 1 cannot follow a paragraph directly.
        Block::List { first, items } => {
            first.unwrap_or(1) == 1 && items.iter().all(|item| is_tight(item))
        }
        _ => false,
    };
    match item {
        [Block::Paragraph(_)] => true,
        [Block::Paragraph(_), list] | [list] => is_tight_list(list),
        _ => false,
    }
}

fn code(json: bool, text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let mut lines = vec![format!("{fence}{}", if json { "json" } else { "text" })];
    lines.extend(text.split('\n').map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

/// Puts words on lines.
fn wrap(words: &[Word], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut rest = words;
    while let [word, following @ ..] = rest {
        rest = following;
        match word {
            Word::Break => {
                line.push('\\');
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            Word::Unbroken(word) => {
                // A break takes a column.
                let columns =
                    word.chars().count() + usize::from(following.first() == Some(&Word::Break));
                if used > 0 && used + 1 + columns > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                if used > 0 {
                    line.push(' ');
                    line.push_str(word);
                    used += 1 + columns;
                } else {
                    line = at_line_start(word);
                    used = line.chars().count();
                }
            }
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
}
