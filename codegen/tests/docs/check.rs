//! Properties of any output, judged by a CommonMark parser set up as rustdoc sets up its own.

use codegen::lower::rustdoc::to_markdown;
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};
use std::ops::Range;

/// The widest line, where it could be broken.
const WIDTH: usize = 100;

/// The content of some Markdown for its reader.
#[derive(Default)]
struct Reading {
    /// The text and the code.
    visible: String,
    /// Marks of places without a line break.
    unbreakable: Vec<Range<usize>>,
    /// Texts in brackets that could be links.
    bare: Vec<String>,
}

/// Checks everything that must be true of any output, and gives its text, letters and digits only.
///
/// `path` is what the targets of intra-doc links start with.
pub fn check_markdown(lines: &[String], path: Option<&str>) -> Result<String, String> {
    let text = lines.join("\n");
    let explain = |problem: String| format!("{problem}:\n{text}\n---");
    let is_odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if let Some(line) = lines
        .iter()
        .find(|line| line.contains(is_odd) || line.ends_with(' '))
    {
        return Err(explain(format!("bad characters in {line:?}")));
    }
    if lines.first().is_some_and(String::is_empty) || lines.last().is_some_and(String::is_empty) {
        return Err(explain("blank line at an end".to_owned()));
    }
    let reading = read(&text, path).map_err(explain)?;
    if let Some(name) = reading
        .bare
        .iter()
        .find(|name| path.is_none() || !name.starts_with('`'))
    {
        return Err(explain(format!("[{name}] could be a link")));
    }
    if let Some(line) = too_wide(&text, &reading.unbreakable) {
        return Err(explain(format!("too wide: {line}")));
    }
    Ok(alphanumeric(&reading.visible))
}

/// Checks that output, taken for documentation, still means the same: it means what it was made to mean.
pub fn check_stable(lines: &[String]) -> Result<(), String> {
    let text = lines.join("\n");
    let again = to_markdown(&text, &|_: &str| None).join("\n");
    same(
        &meaning(&again),
        &meaning(&text),
        &format!("its own output changes:\n{again}\n---\n{text}\n---"),
    )
}

/// The meaning of Markdown, regardless of its line breaks and escapes.
fn meaning(text: &str) -> String {
    let events = TextMergeStream::new(Parser::new_ext(text, options()).map(|event| match event {
        Event::SoftBreak => Event::Text(" ".into()),
        event => event,
    }));
    events
        .map(|event| match event {
            Event::Text(text) => format!("text {text}\n"),
            event => format!("{event:?}\n"),
        })
        .collect()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

pub fn same(actual: &str, expected: &str, problem: &str) -> Result<(), String> {
    if actual == expected {
        Ok(())
    } else {
        Err(format!(
            "{problem}\nactual:\n{actual}\nexpected:\n{expected}"
        ))
    }
}

pub fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn read(text: &str, path: Option<&str>) -> Result<Reading, String> {
    let mut reading = Reading::default();
    let mut bare = Vec::new();
    // How many labels and blocks of code are open, where rustdoc looks for no addresses.
    let mut unchecked = 0;
    let mut on_bare = |link: BrokenLink<'_>| {
        bare.push(link.reference.to_string());
        None
    };
    for (event, range) in Parser::new_with_broken_link_callback(text, options(), Some(&mut on_bare))
        .into_offset_iter()
    {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if ["text", "json"].contains(&&*language) =>
            {
                reading.unbreakable.push(range);
                unchecked += 1;
            }
            Event::Start(Tag::CodeBlock(_)) => return Err("code that rustdoc would run".to_owned()),
            Event::Start(Tag::Table(_) | Tag::Heading { .. }) => reading.unbreakable.push(range),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let schemes = ["https://", "http://", "ftp://", "mailto:"];
                let is_address = schemes
                    .into_iter()
                    .chain(path)
                    .any(|start| dest_url.to_ascii_lowercase().starts_with(start));
                if !is_address || !matches!(link_type, LinkType::Inline | LinkType::Autolink) {
                    return Err(format!("link to {dest_url:?}"));
                }
                reading.unbreakable.push(range);
                unchecked += 1;
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => unchecked -= 1,
            Event::Start(Tag::FootnoteDefinition(_) | Tag::Strikethrough | Tag::Image { .. })
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Html(_)
            | Event::InlineHtml(_) => return Err(format!("{event:?}")),
            Event::Code(code) => {
                reading.unbreakable.push(range);
                reading.visible.push_str(&code);
            }
            Event::Text(part) if unchecked == 0 && has_address(&part) => {
                return Err("bare URL".to_owned());
            }
            Event::Text(part) => reading.visible.push_str(&part),
            _ => {}
        }
    }
    reading.bare = bare;
    Ok(reading)
}

/// True if rustdoc takes a part of `text` for the address of a web page.
fn has_address(text: &str) -> bool {
    text.split("://").skip(1).any(|rest| {
        let host = rest
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '.')
            .next()
            .unwrap_or_default();
        host.trim_matches('.').contains('.')
    })
}

/// The first line that is too wide and not a single thing that cannot be broken.
fn too_wide<'a>(text: &'a str, unbreakable: &[Range<usize>]) -> Option<&'a str> {
    let mut masked = text.as_bytes().to_vec();
    for range in unbreakable {
        let bytes = masked.get_mut(range.clone()).into_iter().flatten();
        bytes
            .filter(|byte| **byte == b' ')
            .for_each(|byte| *byte = b'x');
    }
    let lines = text.split('\n').zip(masked.split(|byte| *byte == b'\n'));
    let is_mark = |c: char| " >-*.)".contains(c) || c.is_ascii_digit();
    lines
        .filter(|(line, _)| line.chars().count() > WIDTH)
        .find(|(_, masked)| {
            String::from_utf8_lossy(masked)
                .trim_start_matches(is_mark)
                .contains(' ')
        })
        .map(|(line, _)| line)
}
