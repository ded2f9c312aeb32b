//! Documentation → tree: HTML blocks as such, what is between them as CommonMark.

use super::{
    commonmark,
    element::Tag,
    text::{clean, decode, dedent},
    token::{Markup, Token, Tokens},
    tree::{Builder, Node},
};
use std::ops::Range;

/// The longest text between backticks, in bytes, that is taken for code inside HTML.
const LONGEST_CODE: usize = 200;

/// Parses a whole documentation.
pub(super) fn parse(documentation: &str) -> Vec<Node> {
    let documentation = clean(documentation);
    let markup = Markup::of(&documentation);
    let mut builder = Builder::default();
    let mut tokens = Tokens::new(&documentation, &markup).with_markdown_code();
    let mut markdown = 0..0;
    while let Some((token, place)) = tokens.next(builder.is_at_root()) {
        if builder.is_at_root() {
            let ends_markdown =
                matches!(&token, Token::Start(tag) | Token::End(tag) if tag.is_block());
            if !ends_markdown {
                markdown.end = place.end;
                continue;
            }
            parse_markdown(&documentation, markdown, &markup, &mut builder);
        }
        push(
            token,
            documentation.get(place.clone()).unwrap_or_default(),
            &mut builder,
        );
        markdown = place.end..place.end;
    }
    parse_markdown(&documentation, markdown, &markup, &mut builder);
    builder.finish()
}

/// Parses HTML that CommonMark found, in which text is literal.
pub(super) fn parse_html(html: &str, markup: &Markup, builder: &mut Builder) {
    let mut tokens = Tokens::new(html, markup);
    while let Some((token, place)) = tokens.next(false) {
        push(token, html.get(place).unwrap_or_default(), builder);
    }
}

fn parse_markdown(
    documentation: &str,
    range: Range<usize>,
    markup: &Markup,
    builder: &mut Builder,
) {
    let starts_line = documentation
        .get(..range.start)
        .is_some_and(|before| before.is_empty() || before.ends_with('\n'));
    let text = documentation.get(range).unwrap_or_default();
    if !text.trim().is_empty() {
        commonmark::parse(&dedent(text, starts_line), markup, builder);
    }
}

fn push(token: Token, source: &str, builder: &mut Builder) {
    match token {
        Token::Start(tag) => builder.start(tag),
        Token::End(tag) => builder.end(&tag),
        Token::Text if builder.is_in_code() => builder.text(&decode(source)),
        Token::Text => push_text(&decode(source), builder),
        Token::Comment => {}
    }
}

/// Adds literal text, of which what is between single backticks is code: nobody means those literally in prose.
fn push_text(text: &str, builder: &mut Builder) {
    let mut rest = text;
    while let Some((before, code, after)) = split_code(rest) {
        builder.text(before);
        builder.start(Tag::Code);
        builder.text(code);
        builder.end(&Tag::Code);
        rest = after;
    }
    builder.text(rest);
}

/// Returns the text before, in and after the first pair of backticks that looks like code.
fn split_code(text: &str) -> Option<(&str, &str, &str)> {
    let mut parts = text.match_indices('`').map(|(index, _)| index).peekable();
    let mut previous = None;
    while let Some(start) = parts.next() {
        let end = *parts.peek()?;
        let code = text.get(start + 1..end)?;
        let after = text.get(end + 1..)?;
        let is_single =
            previous.is_none_or(|before| before + 1 != start) && !after.starts_with('`');
        let is_code = !code.is_empty()
            && code.len() <= LONGEST_CODE
            && code.trim() == code
            && !code.contains("\n\n");
        if is_single && is_code {
            return Some((text.get(..start)?, code, after));
        }
        previous = Some(start);
    }
    None
}
