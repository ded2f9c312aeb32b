//! Results as JSON, for programs.

use serde_json::{Value, json};

use super::record::{Generation, Outcome, Record, StepResult, Survey};
use crate::arguments::Step;

/// Returns all results, as one document that ends with a line break. Times are in seconds, sizes in bytes.
pub(super) fn json(survey: &Survey) -> String {
    let ignored = survey.ignored.iter();
    let ignored: Vec<_> = ignored
        .map(|(path, why)| json!({ "file": path.display().to_string(), "reason": why }))
        .collect();
    let models: Vec<_> = survey.models.iter().map(model).collect();
    let document = json!({
        "ok": survey.count(|it| it == Outcome::Ok),
        "failed": survey.failed(),
        "unsupported": survey.count(|it| it == Outcome::Unsupported),
        "dependencies_seconds": survey.dependencies.map(|it| it.as_secs_f64()),
        "models": models,
        "ignored": ignored,
    });
    format!("{document:#}\n")
}

fn model(record: &Record) -> Value {
    let generated = record.generated();
    let steps = record.steps.iter();
    let steps = steps.map(|(step, result)| (step.name().to_owned(), of_step(*step, result)));
    let failure = match &record.generation {
        Some(Generation::Failed(said)) => Some(said),
        _ => record.unsupported.as_ref(),
    };
    json!({
        "name": record.name,
        "file": record.file.display().to_string(),
        "service": record.service,
        "protocols": record.protocols,
        "outcome": outcome(record),
        "failed_step": failed_step(record),
        "failure": failure,
        "model_bytes": record.bytes,
        "operations": generated.map(|it| it.operations),
        "omitted_operations": generated.map(|it| it.defined.saturating_sub(it.operations)),
        "shapes": generated.map(|it| it.shapes),
        "lines": generated.map(|it| it.lines),
        "generate_seconds": generated.map(|it| it.seconds),
        "generate_peak_bytes": generated.and_then(|it| it.peak_bytes),
        "warnings": generated.map(|it| &it.warnings),
        "steps": Value::Object(steps.collect()),
    })
}

fn outcome(record: &Record) -> &'static str {
    match record.outcome() {
        Outcome::Ok => "ok",
        Outcome::Failed(_) => "failed",
        Outcome::Unsupported => "unsupported",
    }
}

fn failed_step(record: &Record) -> Option<&'static str> {
    match record.outcome() {
        Outcome::Failed(step) => Some(step),
        Outcome::Ok | Outcome::Unsupported => None,
    }
}

fn of_step(step: Step, result: &StepResult) -> Value {
    let tests = (step == Step::Test).then(|| json!([result.passed, result.failed]));
    let mut value = json!({
        "seconds": result.time.as_secs_f64(),
        "warnings": result.warnings,
        "failure": result.failure,
    });
    if let (Some(Value::Array(tests)), Some(value)) = (tests, value.as_object_mut()) {
        for (name, count) in ["passed", "failed"].into_iter().zip(tests) {
            value.insert(name.to_owned(), count);
        }
    }
    value
}
