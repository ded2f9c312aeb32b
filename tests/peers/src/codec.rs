//! Reading and writing of bodies, against structs written by hand.

use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use std::collections::BTreeMap;
use std::process::Command;

/// Figures of both sides for each case, by its name.
type Cases = BTreeMap<String, [Samples; 2]>;

/// Nanoseconds, instructions and allocations.
pub fn codec(project: &Project, runs: usize) -> Result<Vec<Table>> {
    output(&mut project.cargo("release", &["build", "--release", "--package", "codec"]))?;
    let [mut times, mut instructions, mut allocations] = [(); 3].map(|()| Cases::new());
    for _ in 0..runs {
        measure(project, "time", &mut times)?;
    }
    measure(project, "instructions", &mut instructions)?;
    measure(project, "allocations", &mut allocations)?;
    let mut rows = rows(times, "ns", goal);
    rows.extend(self::rows(instructions, "instructions", |_| None));
    rows.extend(self::rows(allocations, "allocations", |_| {
        Some(Goal::AtMost(1.05))
    }));
    Ok(vec![Table {
        title: "Reading and writing bodies",
        text: "The generated types against structs that one writes by hand with serde's derive: closed enums and unions, \
               numbers for timestamps, no correction of what is missing or `null`. A sync status of 4 KB, and a page of \
               DynamoDB of 1 MB with nested attribute values.",
        peer: "by hand",
        other: None,
        rows,
    }])
}

fn measure(project: &Project, program: &str, cases: &mut Cases) -> Result {
    let said = output(&mut Command::new(project.program("release", program)))?;
    for line in said.lines() {
        let mut parts = line.split('|');
        let mut next = || parts.next().ok_or(format!("{program} said {line}"));
        let (case, ours, by_hand) = (next()?, next()?.parse()?, next()?.parse()?);
        let [all_ours, all_by_hand] = cases.entry(case.to_owned()).or_default();
        all_ours.add(ours);
        all_by_hand.add(by_hand);
    }
    Ok(())
}

/// Returns the goal for the time of a case, by its first word.
pub fn goal(case: &str) -> Option<Goal> {
    let is_write = case.starts_with("encode") || case.starts_with("write");
    Some(Goal::AtMost(if is_write { 0.75 } else { 0.85 }))
}

fn rows(cases: Cases, unit: &str, goal: impl Fn(&str) -> Option<Goal>) -> Vec<Row> {
    let row = |(case, [ours, by_hand]): (String, [Samples; 2])| Row {
        measure: format!("{case}: {unit}"),
        peer: by_hand,
        ours,
        goal: goal(&case),
        other: None,
    };
    cases.into_iter().map(row).collect()
}
