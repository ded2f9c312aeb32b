//! The documentation of real models: all of it stays, and it is Markdown that rustdoc takes.
//!
//! The models are not part of this project: without `../shared/aws-models` beside the workspace the test says so, and
//! the tables stand alone.

use crate::check::{alphanumeric, check_markdown, check_stable, same};
use codegen::lower::rustdoc::to_markdown;
use serde_json::Value;
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

#[test]
fn documentation_of_real_models() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/aws-models");
    let Ok(entries) = fs::read_dir(&folder) else {
        // Not by a macro, whose output the test harness keeps to itself.
        writeln!(io::stderr(), "SKIPPED: no models in {}", folder.display()).unwrap();
        return;
    };
    let mut checked = 0;
    let mut problems = Vec::new();
    for path in entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let model: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let mut documentation = Vec::new();
        collect(&model, &mut documentation);
        for text in documentation {
            checked += 1;
            if let Err(problem) = check(text) {
                problems.push(format!("{}: {problem}\n{text}", path.display()));
            }
        }
    }
    assert!(checked > 0, "{} has no documentation", folder.display());
    let first: Vec<_> = problems.iter().take(5).map(String::as_str).collect();
    assert!(
        problems.is_empty(),
        "{} of {checked}\n{}",
        problems.len(),
        first.join("\n\n")
    );
}

fn collect<'a>(value: &'a Value, documentation: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "smithy.api#documentation" => {
                        documentation.push(text)
                    }
                    _ => collect(value, documentation),
                }
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| collect(value, documentation)),
        _ => {}
    }
}

/// Checks what becomes of `source` where no name leads anywhere, and where every name does.
fn check(source: &str) -> Result<(), String> {
    let expected = visible_text(source);
    let lines = to_markdown(source, &|_: &str| None);
    same(
        &check_markdown(&lines, None)?,
        &expected,
        "the text changes",
    )?;
    check_stable(&lines)?;

    let links = |name: &str| {
        Some(if name.len().is_multiple_of(2) {
            name.to_owned()
        } else {
            format!("crate::types::{name}")
        })
    };
    let lines = to_markdown(source, &links);
    same(
        &check_markdown(&lines, Some("crate::types::"))?,
        &expected,
        "the text changes",
    )?;
    same(
        &to_markdown(source, &links).join("\n"),
        &lines.join("\n"),
        "the second run differs",
    )
}

/// The text of AWS's HTML, read in the plainest way: without tags, with the titles of boxes.
fn visible_text(html: &str) -> String {
    const TAGS: [&str; 14] = [
        "p",
        "code",
        "li",
        "a",
        "i",
        "ul",
        "ol",
        "note",
        "b",
        "important",
        "dt",
        "dd",
        "dl",
        "fullname",
    ];
    let mut parts = html.split('<');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let tag = part.split_once('>').filter(|(tag, _)| {
            let name = tag.trim_matches('/');
            TAGS.contains(&name)
                || name
                    .split_once(' ')
                    .is_some_and(|(name, rest)| TAGS.contains(&name) && rest.contains('='))
        });
        match tag {
            Some(("note", rest)) => text.push_str(&format!("Note{rest}")),
            Some(("important", rest)) => text.push_str(&format!("Important{rest}")),
            Some((_, rest)) => text.push_str(rest),
            None => text.push_str(part),
        }
    }
    alphanumeric(
        &text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}
