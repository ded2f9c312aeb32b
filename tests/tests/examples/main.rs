//! The samples of inputs, outputs and errors that models have (`smithy.api#examples`) go through the generated types and
//! back, and are equal as JSON.
//!
//! A sample is written as the value of a trait is, which no protocol sends: `sample` judges it by Smithy's specification
//! ("Trait node values"), without a look at the generated types, and gives what is on the wire, or why the sample does
//! not fit its model. Those that do not are in the snapshot, which counts the others; none falls out.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what goes wrong in a test is for its reader"
)]

mod model;
mod round;
mod sample;
mod time;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use model::Model;
use sample::{Role, Sample};

#[test]
fn samples_go_through_the_types_and_back() {
    let Some(folder) = tests::shared("aws-models") else {
        return;
    };
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 23);
    let models: Vec<Model> = paths.iter().map(|path| Model::read(path)).collect();

    let mut report = String::new();
    let mut fitting = Vec::new();
    for model in &models {
        let (fit, unfit): (Vec<_>, Vec<_>) = model.samples().partition(|it| it.wire.is_ok());
        let count = |role| fit.iter().filter(|it| it.role == role).count();
        let (inputs, outputs) = (count(Role::Input), count(Role::Output));
        let errors = fit.len() - inputs - outputs;
        let name = &model.name;
        let lost = unfit.len();
        writeln!(
            report,
            "{name}: {inputs} inputs, {outputs} outputs, {errors} errors fit; {lost} do not"
        )
        .unwrap();
        for sample in unfit {
            let reason = sample.wire.unwrap_err();
            writeln!(report, "  {}: {reason}", sample.name).unwrap();
        }
        fitting.extend(fit);
    }
    insta::assert_snapshot!(report.trim_end());

    let failures = unequal(&fitting, &round::trip(&models, &fitting));
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        fitting.len(),
        failures.join("\n")
    );
}

/// What is not on the wire what the sample says.
fn unequal(samples: &[Sample], written: &BTreeMap<String, Result<Value, String>>) -> Vec<String> {
    assert_eq!(samples.len(), written.len(), "every sample was tried once");
    let unequal = samples.iter().filter_map(|sample| {
        let expected = sample.wire.as_ref().unwrap();
        match written.get(&sample.name).expect("a sample was tried") {
            Ok(found) if same(found, expected) => None,
            Ok(found) => Some(format!(
                "{}:\n  expected {expected}\n  found {found}",
                sample.name
            )),
            Err(error) => Some(format!("{}: {error}\n  {expected}", sample.name)),
        }
    });
    unequal.collect()
}

/// Whether two values are equal as JSON, where 1 and 1.0 are the same number.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let equals = |(key, value)| other.get(key).is_some_and(|it| same(value, it));
            one.len() == other.len() && one.iter().all(equals)
        }
        (one, other) => one == other,
    }
}
