//! Code of CommonMark, in which tags are text.

use std::collections::BTreeMap;

/// The code spans and the fenced code of a text: where each ends, by where it starts.
#[derive(Debug, Default)]
pub(super) struct CodeSpans(BTreeMap<usize, usize>);

/// Some backticks or tildes in a row.
struct Run {
    start: usize,
    character: char,
    length: usize,
    /// True if a backslash escapes the first one, which then starts nothing; it may still end something.
    escaped: bool,
}

impl CodeSpans {
    /// Looks for code in `text`.
    pub(super) fn of(text: &str) -> Self {
        let blank_lines: Vec<_> = text.match_indices("\n\n").map(|(index, _)| index).collect();
        let mut next_run = BTreeMap::new();
        let mut spans = BTreeMap::new();
        for run in runs(text).into_iter().rev() {
            let start = run.start + usize::from(run.escaped);
            let length = run.length - usize::from(run.escaped);
            if let Some(end) = next_run.get(&(run.character, length)) {
                // A span ends with its paragraph, fenced code does not.
                let blank_line = blank_lines.get(blank_lines.partition_point(|line| *line < start));
                if length >= 3 || blank_line.is_none_or(|line| line > end) {
                    spans.insert(start, end + length);
                }
            }
            next_run.insert((run.character, run.length), run.start);
        }
        Self(spans)
    }

    /// Returns the end of the code that starts at `position`.
    pub(super) fn end(&self, position: usize) -> Option<usize> {
        self.0.get(&position).copied()
    }
}

/// Returns the runs of backticks, and those of tildes that are long enough for a fence.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut escaped = false;
    while let Some((start, character)) = characters.next() {
        let mut length = 1;
        if matches!(character, '`' | '~') {
            while characters.next_if(|(_, next)| *next == character).is_some() {
                length += 1;
            }
            if character == '`' || length >= 3 {
                runs.push(Run {
                    start,
                    character,
                    length,
                    escaped,
                });
            }
        }
        escaped = character == '\\' && !escaped;
    }
    runs
}
