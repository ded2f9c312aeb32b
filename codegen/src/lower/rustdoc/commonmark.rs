//! CommonMark → tree.

use super::{element::Tag, parse::parse_html, text::clean, token::Markup, tree::Builder};
use pulldown_cmark as cmark;
use pulldown_cmark::{Event, LinkType, Options, Parser, TagEnd};

/// Adds what `text` says to `builder`.
pub(super) fn parse(text: &str, markup: &Markup, builder: &mut Builder) {
    let mut html = None;
    let mut heading_row = false;
    let mut open = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(cmark::Tag::HtmlBlock) => html = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => {
                // Tags of blocks have been taken out before: this is a placeholder, a comment, or a line of inlines.
                builder.start(Tag::Paragraph);
                parse_html(&html.take().unwrap_or_default(), markup, builder);
                builder.end(&Tag::Paragraph);
            }
            Event::Html(part) => html.get_or_insert_default().push_str(&part),
            Event::Start(start) => {
                match start {
                    cmark::Tag::TableHead => heading_row = true,
                    cmark::Tag::TableRow => heading_row = false,
                    _ => {}
                }
                let tag = start_of(start, heading_row);
                open.push(tag.clone());
                builder.start(tag);
            }
            Event::End(_) => {
                if let Some(tag) = open.pop() {
                    builder.end(&tag);
                }
            }
            Event::Text(text) => builder.text(&clean(&text)),
            Event::Code(code) => {
                builder.start(Tag::Code);
                builder.text(&clean(&code));
                builder.end(&Tag::Code);
            }
            Event::InlineHtml(html) => parse_html(&html, markup, builder),
            Event::SoftBreak => builder.text("\n"),
            Event::HardBreak => builder.start(Tag::Break),
            Event::Rule => builder.start(Tag::Rule),
            // Of extensions that are not enabled.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                builder.text(&clean(&text))
            }
            Event::TaskListMarker(_) => {}
        }
    }
}

fn start_of(tag: cmark::Tag<'_>, heading_row: bool) -> Tag {
    match tag {
        cmark::Tag::Paragraph => Tag::Paragraph,
        cmark::Tag::Heading { level, .. } => Tag::Heading(level as u8),
        cmark::Tag::BlockQuote(_) => Tag::Quote(None),
        cmark::Tag::CodeBlock(_) => Tag::Preformatted,
        cmark::Tag::List(None) => Tag::Bullets,
        cmark::Tag::List(Some(first)) => Tag::Numbers(first),
        cmark::Tag::Item => Tag::Item,
        cmark::Tag::Table(_) => Tag::Table,
        cmark::Tag::TableHead | cmark::Tag::TableRow => Tag::Row,
        cmark::Tag::TableCell => Tag::Cell {
            heading: heading_row,
        },
        cmark::Tag::Emphasis => Tag::Emphasis,
        cmark::Tag::Strong => Tag::Strong,
        cmark::Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        } => Tag::Link(Some(format!("mailto:{dest_url}"))),
        cmark::Tag::Link { dest_url, .. } => Tag::Link(Some(clean(&dest_url))),
        // A picture's text stands for it. The others are of extensions that are not enabled.
        _ => Tag::Span,
    }
}
