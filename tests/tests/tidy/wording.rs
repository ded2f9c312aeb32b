//! The wording of documentation, messages and documents: doc comments name the thing or say what the function does, and
//! phrases have the terms of the field.

use crate::documents::{documents, prose};
use crate::source::{EXAMPLES, HABITS, Source, sources};

/// Folders whose doc comments do not begin with a question word.
const NAMED: [&str; 6] = [
    "codegen",
    "generated",
    EXAMPLES,
    HABITS,
    "tests/peers",
    "xtask",
];

/// Folders whose doc comments and messages have none of [`PHRASES`].
const PLAIN: [&str; 5] = ["codegen", "generated", EXAMPLES, HABITS, "xtask"];

const QUESTION_WORDS: [&str; 7] = ["What", "Where", "Who", "Whose", "Why", "How", "Whether"];

/// Phrases that paraphrase a term of the field, each with the term.
const PHRASES: [(&str, &str); 37] = [
    ("pass over", "skip, ignore"),
    ("passes over", "skips, ignores"),
    ("passed over", "skipped, ignored"),
    ("stand on", "use, depend on"),
    ("stands on", "uses, depends on"),
    ("stand still", "make no progress"),
    ("stands still", "makes no progress"),
    ("inside each other", "nested"),
    ("made up", "placeholder"),
    ("makes up", "creates"),
    ("preset", "default"),
    ("presets", "defaults"),
    ("limit of time", "timeout"),
    ("limits of time", "timeouts"),
    ("is asked for", "is requested"),
    ("are asked for", "are requested"),
    ("is given up", "is closed, is cancelled"),
    ("gives up by itself", "times out"),
    ("of no use", "invalid"),
    ("is no list", "is not a list"),
    ("is no map", "is not a map"),
    ("is no structure", "is not a structure"),
    ("go round", "form a cycle"),
    ("goes round", "forms a cycle"),
    ("goes past", "bypasses"),
    ("go past", "bypass"),
    ("mend", "fix"),
    ("quota of retries", "retry token bucket"),
    ("of one's own", "custom"),
    ("otherwise than", "differently from"),
    ("such a one", "a noun"),
    ("came about", "was established"),
    ("comes about", "is established"),
    ("for want of", "for lack of"),
    ("to harm", "malicious"),
    ("means harm", "malicious"),
    ("by half", "partially"),
];

#[test]
fn doc_comments_do_not_begin_with_question_words() {
    let mut checked = 0;
    let mut problems = Vec::new();
    for Source { path, text } in sources(&NAMED) {
        for (line, start) in doc_starts(&text) {
            checked += 1;
            let word = start.split(|it: char| !it.is_alphanumeric()).next();
            if word.is_some_and(|word| QUESTION_WORDS.contains(&word)) {
                problems.push(format!(
                    "{path}:{line}: name the thing, or say what the function does: {start}"
                ));
            }
        }
    }
    assert!(checked > 1_000, "{checked} doc comments are few");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn documentation_and_messages_use_the_terms_of_the_field() {
    let mut problems = Vec::new();
    for Source { path, text } in sources(&PLAIN) {
        // The words of a paragraph or message are split over lines: a phrase is looked for in each run of lines.
        for (line, is_doc, text) in runs(&text) {
            problems.extend(phrases(&text, is_doc).map(|it| format!("{path}:{line}: {it}")));
        }
    }
    for (path, text) in documents() {
        let text = without_code(&prose(&text));
        problems.extend(
            phrases(&joined(text.split_whitespace()), true).map(|it| format!("{path}: {it}")),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn phrases_are_found_as_words() {
    let found = |text: &str| phrases(text, true).collect::<Vec<_>>();
    assert_eq!(
        found("Passes over it."),
        ["“passes over” is: skips, ignores"]
    );
    assert_eq!(
        found("what it stands on"),
        ["“stands on” is: uses, depends on"]
    );
    assert!(found("recommended amendments, compass overlays").is_empty());

    let source = "/// A body that stands\n/// still.\nfn a() -> &str { \"of no \\\n    use\" }\n// It is made up.\n";
    let found: Vec<_> = runs(source)
        .into_iter()
        .flat_map(|(line, is_doc, text)| {
            phrases(&text, is_doc)
                .map(move |it| (line, it))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        found,
        [
            (1, "“stands still” is: makes no progress".to_owned()),
            (3, "“of no use” is: invalid".to_owned()),
        ]
    );
    let code = "/// See [`preset`].\nfn preset() {}\n";
    assert!(
        runs(code)
            .iter()
            .all(|(_, is_doc, text)| phrases(text, *is_doc).count() == 0)
    );

    let starts: Vec<_> =
        doc_starts("//! A\n//! What\n\n    ///\n    /// Whether it is.\n").collect();
    assert_eq!(starts, [(1, "A"), (5, "Whether it is.")]);
}

/// The first text of each doc comment, with its line.
fn doc_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_inside = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let Some(doc) = doc(line) else {
            is_inside = false;
            return None;
        };
        let is_start = !is_inside && !doc.is_empty();
        is_inside |= is_start;
        is_start.then_some((index + 1, doc))
    })
}

/// The text of a line of a doc comment.
fn doc(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line
        .strip_prefix("///")
        .or_else(|| line.strip_prefix("//!"))?;
    Some(text.trim())
}

/// Runs of lines, of documentation (`true`) without its code or of code without its comments, with their first lines.
fn runs(text: &str) -> Vec<(usize, bool, String)> {
    let mut found: Vec<(usize, bool, Vec<String>)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let is_doc = doc(line).is_some();
        if !is_doc && line.trim_start().starts_with("//") {
            continue;
        }
        let words = doc(line).unwrap_or_else(|| line.trim().trim_end_matches('\\'));
        match found.last_mut() {
            Some((_, last, lines)) if *last == is_doc => lines.push(words.to_owned()),
            _ => found.push((index + 1, is_doc, vec![words.to_owned()])),
        }
    }
    let text = |(line, is_doc, lines): (usize, bool, Vec<String>)| {
        let text = lines.join("\n");
        let text = if is_doc { without_code(&text) } else { text };
        (line, is_doc, joined(text.split_whitespace()))
    };
    found.into_iter().map(text).collect()
}

fn without_code(text: &str) -> String {
    let prose: Vec<&str> = text.split('`').step_by(2).collect();
    prose.join(" _ ")
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// The phrases in `text`. An identifier may be a single word of them, so in code only those of several words count, which
/// can be in messages alone.
fn phrases(text: &str, is_prose: bool) -> impl Iterator<Item = String> {
    let text = text.to_lowercase();
    let phrases = PHRASES
        .iter()
        .filter(move |(phrase, _)| is_prose || phrase.contains(' '));
    phrases.filter_map(move |(phrase, term)| {
        let is_end = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != '_');
        let is_there = text.match_indices(phrase).any(|(start, it)| {
            is_end(text[..start].chars().next_back())
                && is_end(text[start + it.len()..].chars().next())
        });
        is_there.then(|| format!("“{phrase}” is: {term}"))
    })
}
