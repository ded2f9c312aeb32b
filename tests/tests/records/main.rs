//! Requests, and values that are read from responses, are those that were recorded: `tests/records/digests.txt`.
//!
//! CONTRIBUTING has the command that shows the text behind a digest, and the one that records again.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what goes wrong in a test is for its reader"
)]

#[path = "../../records/call.rs"]
mod call;
#[path = "../documented_shapes/operations.rs"]
mod operations;
#[path = "../../records/own.rs"]
mod own;
mod slow;

use tests::records::{Digests, Record};

#[test]
fn the_projects_own_services_are_as_recorded() {
    let digests = Digests::read().unwrap();
    for service in own::SERVICES {
        let records = own::records(service).unwrap();
        are_as_recorded(&digests, service.0, &records);
    }
}

/// Compares the records of all operations of a service.
fn are_as_recorded(digests: &Digests, service: &str, records: &[Record]) {
    let lines: Vec<String> = records.iter().map(|it| it.line(service)).collect();
    let differences = digests.differences(&[service], &lines);
    assert!(
        differences.is_empty(),
        "not as recorded, see `Records` in CONTRIBUTING.md:\n{}",
        differences.join("\n")
    );
}

#[test]
fn a_record_depends_on_every_result() {
    let service = own::SERVICES[0];
    let records = own::records(service).unwrap();
    let lines: Vec<String> = records.iter().map(|it| it.line(service.0)).collect();
    let digests = Digests::of(&lines);
    assert!(digests.differences(&[service.0], &lines).is_empty());

    let model = own::model(service.0).unwrap();
    let operation = &model.operations()[0];
    let mut changed = lines.clone();
    for (kind, label) in [
        ("request json", "minimal"),
        ("response cbor", "full"),
        ("errors", "unknown code"),
        ("rejections", "mistyped message"),
    ] {
        let record = Record::new(&model, operation, &mut |case| {
            let text = own::result(service.1, case)?;
            let is_changed = (case.kind, case.label.as_str()) == (kind, label);
            Ok(if is_changed { format!("{text} ") } else { text })
        });
        changed[0] = record.unwrap().line(service.0);
        let differences = digests.differences(&[service.0], &changed);
        let name = format!("{} {}", service.0, operation.name);
        assert_eq!(differences, [format!("{name}: {kind} differ")]);
    }
    let differences = digests.differences(&[service.0], &lines[1..]);
    assert_eq!(differences.len(), 1, "{differences:?}");
}
