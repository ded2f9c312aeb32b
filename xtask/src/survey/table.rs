//! Results as a table.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::record::{Outcome, Record, StepResult, Survey};
use super::seconds;
use crate::arguments::Step;
use crate::columns::aligned;

const COLUMNS: [&str; 14] = [
    "model",
    "protocols",
    "MB",
    "operations",
    "omitted",
    "generate, s",
    "peak, MB",
    "lines",
    "check, s",
    "doc, s",
    "test, s",
    "tests",
    "warnings",
    "outcome",
];

/// Columns that are aligned to the left.
const TEXTS: [usize; 3] = [0, 1, 13];

/// Maximum number of ignored files that are listed.
const LISTED: usize = 20;

/// For a value that is not known, or a step that was not run.
const NONE: &str = "-";

type Row = [String; COLUMNS.len()];

/// Returns the table for a terminal.
pub(super) fn text(survey: &Survey) -> String {
    let lines = aligned(COLUMNS, &rows(survey), |column| TEXTS.contains(&column));
    format!("{lines}{}", notes(survey, ""))
}

/// Returns the table in Markdown.
pub(super) fn markdown(survey: &Survey) -> String {
    let line = |row: &Row| format!("| {} |\n", row.join(" | "));
    let marks = (0..COLUMNS.len()).map(|column| match TEXTS.contains(&column) {
        true => "---|",
        false => "--:|",
    });
    let rows: String = rows(survey).iter().map(line).collect();
    format!(
        "{}|{}\n{rows}\n{}",
        line(&COLUMNS.map(str::to_owned)),
        marks.collect::<String>(),
        notes(survey, "\n")
    )
}

/// Returns the results of a model in one line.
pub(super) fn line(record: &Record) -> String {
    let generated = record.generated();
    let generated = generated.map(|it| format!(" generate {:.2} s,", it.seconds));
    let steps = record.steps.iter();
    let steps = steps.map(|(step, it)| format!(" {} {} s,", step.name(), seconds(it.time)));
    let times: String = generated.into_iter().chain(steps).collect();
    let times = match times.strip_suffix(',') {
        Some(times) => format!("{times}: "),
        None => " ".to_owned(),
    };
    let outcome = outcome(record);
    match record.outcome() {
        Outcome::Unsupported => format!("{}: {outcome}: {}", record.name, protocols(record)),
        _ => format!("{}:{times}{outcome}", record.name),
    }
}

fn rows(survey: &Survey) -> Vec<Row> {
    let rows = survey.models.iter().map(row);
    rows.chain([summary(survey)]).collect()
}

fn row(record: &Record) -> Row {
    let fact = |text: Option<String>| text.unwrap_or_else(|| NONE.to_owned());
    let generated = record.generated();
    let step = |step| fact(record.step(step).map(time));
    [
        record.name.clone(),
        protocols(record),
        megabytes(record.bytes),
        fact(generated.map(|it| it.operations.to_string())),
        fact(generated.map(|it| omitted(it).to_string())),
        fact(generated.map(|it| format!("{:.2}", it.seconds))),
        fact(generated.and_then(|it| it.peak_bytes).map(megabytes)),
        fact(generated.map(|it| it.lines.to_string())),
        step(Step::Check),
        step(Step::Doc),
        step(Step::Test),
        fact(record.step(Step::Test).map(tests)),
        fact(generated.map(|it| warnings(it.warnings.len(), record.rust_warnings()))),
        outcome(record),
    ]
}

fn summary(survey: &Survey) -> Row {
    let models = || survey.models.iter();
    let generated = || models().filter_map(Record::generated);
    let peak = generated().filter_map(|it| it.peak_bytes).max();
    let step = |step| {
        let mut results = models().filter_map(|it| it.step(step)).peekable();
        match results.peek() {
            Some(_) => seconds(results.map(|it| it.time).sum()),
            None => NONE.to_owned(),
        }
    };
    let tested = || models().filter_map(|it| it.step(Step::Test));
    let all_tests = StepResult {
        passed: tested().map(|it| it.passed).sum(),
        failed: tested().map(|it| it.failed).sum(),
        ..StepResult::default()
    };
    let built = models().filter_map(Record::rust_warnings);
    let built = built.fold(None, |sum, it| Some(sum.unwrap_or(0) + it));
    let count = match survey.models.len() {
        1 => "1 model".to_owned(),
        count => format!("{count} models"),
    };
    [
        count,
        String::new(),
        megabytes(models().map(|it| it.bytes).sum()),
        generated()
            .map(|it| it.operations)
            .sum::<usize>()
            .to_string(),
        generated().map(omitted).sum::<usize>().to_string(),
        format!("{:.2}", generated().fold(0.0, |sum, it| sum + it.seconds)),
        peak.map_or_else(|| NONE.to_owned(), |peak| format!("≤ {}", megabytes(peak))),
        generated().map(|it| it.lines).sum::<usize>().to_string(),
        step(Step::Check),
        step(Step::Doc),
        step(Step::Test),
        match tested().next() {
            Some(_) => tests(&all_tests),
            None => NONE.to_owned(),
        },
        warnings(generated().map(|it| it.warnings.len()).sum(), built),
        totals(survey),
    ]
}

/// Returns the number of models with each outcome.
fn totals(survey: &Survey) -> String {
    let parts = [
        (survey.count(|it| it == Outcome::Ok), "ok"),
        (survey.failed(), "failed"),
        (survey.count(|it| it == Outcome::Unsupported), "unsupported"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    parts.join(", ")
}

/// Returns the lines after the table, with `between` them.
fn notes(survey: &Survey, between: &str) -> String {
    let mut notes = Vec::new();
    if let Some(time) = survey.dependencies {
        notes.push(format!("dependencies were built in {} s", seconds(time)));
    }
    if survey.models.iter().any(|it| !it.steps.is_empty()) {
        notes.push("warnings: of the generator + of rustc and rustdoc".to_owned());
    }
    notes.extend(unsupported(survey));
    let renamed = survey.models.iter().filter(|it| is_renamed(it, survey));
    notes.extend(renamed.map(|it| format!("{} is {}", it.name, it.file.display())));
    notes.extend(ignored(&survey.ignored));
    notes
        .iter()
        .map(|note| format!("{between}{note}\n"))
        .collect()
}

/// Returns a line for each of the files that are not models, up to a number.
pub(super) fn ignored(files: &[(PathBuf, String)]) -> Vec<String> {
    let listed = files.iter().take(LISTED);
    let lines = listed.map(|(path, why)| format!("ignored: {}: {why}", path.display()));
    let mut lines: Vec<String> = lines.collect();
    if let Some(more) = files.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push(format!("ignored: {more} more files"));
    }
    lines
}

/// Returns true if another model has the same name, but for a number.
fn is_renamed(record: &Record, survey: &Survey) -> bool {
    let Some((name, number)) = record.name.rsplit_once('_') else {
        return false;
    };
    number.parse::<usize>().is_ok() && survey.models.iter().any(|it| it.name == name)
}

/// Returns the number of models with each of the unsupported protocols.
fn unsupported(survey: &Survey) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let models = survey.models.iter();
    for record in models.filter(|it| it.outcome() == Outcome::Unsupported) {
        *counts.entry(protocols(record)).or_default() += 1;
    }
    let counts: Vec<_> = counts
        .iter()
        .map(|(protocols, count)| format!("{protocols} ({count})"))
        .collect();
    (!counts.is_empty()).then(|| format!("unsupported protocols: {}", counts.join(", ")))
}

/// Returns the protocols of a model.
fn protocols(record: &Record) -> String {
    match record.protocols.as_slice() {
        [] if record.service.is_empty() => NONE.to_owned(),
        [] => "none".to_owned(),
        names => names.join(", "),
    }
}

fn outcome(record: &Record) -> String {
    record.outcome().text()
}

fn omitted(generated: &super::record::Generated) -> usize {
    generated.defined.saturating_sub(generated.operations)
}

fn time(result: &StepResult) -> String {
    match result.failure {
        Some(_) => "failed".to_owned(),
        None => seconds(result.time),
    }
}

fn tests(result: &StepResult) -> String {
    match result.failed {
        0 => result.passed.to_string(),
        failed => format!("{} of {}", result.passed, result.passed + failed),
    }
}

/// Returns the numbers of warnings of the generator and of rustc and rustdoc.
fn warnings(generator: usize, rust: Option<usize>) -> String {
    match rust {
        Some(rust) => format!("{generator} + {rust}"),
        None => generator.to_string(),
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.2}", bytes as f64 / 1e6)
}
