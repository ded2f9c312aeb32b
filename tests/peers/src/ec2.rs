//! How long it takes to build Amazon EC2, which has more operations than any other service, and how much memory.

use crate::command::{Cost, Result, cost, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use crate::whole::{self, BEFORE_QUERY};

/// One process after the other, each with one thread: memory does not depend on the number of cores.
const ONE_JOB: &str = "--jobs=1";

const SDK: [&str; 2] = ["whole-sdk", "aws-sdk-ec2"];
const OURS: [&str; 2] = ["whole-ours", "whole"];
const TEN: [&str; 2] = ["part-ours", "part"];

/// The crate of all operations and one of ten, in the dev profile.
pub fn dev(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let [sdk, ours] = all_operations(project, "dev")?;
    let (mut cpu, mut peak) = (Samples::default(), Samples::default());
    output(&mut whole::build(project, [TEN[0], "ec2", "dev"]))?;
    for _ in 0..runs {
        let cost = build(project, TEN, "dev")?;
        cpu.add(cost.cpu.as_secs_f64());
        peak.add(mebibytes(cost));
    }
    let goals = [0.30, 0.40].map(|goal| Some(Goal::AtMost(goal)));
    let mut rows = Vec::from(rows("all operations", sdk, ours, goals));
    let ten = [
        ("CPU", sdk.cpu.as_secs_f64(), cpu, Some(Goal::Figure(3.0))),
        ("peak memory, MiB", mebibytes(sdk), peak, None),
    ];
    rows.extend(ten.map(|(measure, peer, ours, goal)| Row {
        measure: format!("ten operations, {measure}"),
        peer: peer.into(),
        ours,
        goal,
        other: None,
    }));
    Ok(vec![Table {
        title: "Building Amazon EC2",
        text: "Seconds in the dev profile for the crate alone, default features, everything that it depends on built before, \
               by Cargo with one job; each side of all operations once. Ten operations are held against all of the SDK, \
               whose crate has no smaller part. Peak memory is that of the largest process.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

/// The crate of all operations in the release profile.
pub fn release(project: &Project, _: usize) -> Result<Vec<Table>> {
    let [sdk, ours] = all_operations(project, "release")?;
    Ok(vec![Table {
        title: "Building Amazon EC2 in release",
        text: "As above, in the release profile.",
        peer: "official SDK",
        other: None,
        rows: rows("all operations", sdk, ours, [None; 2]).into(),
    }])
}

/// Costs of the SDK's crate and of this project's.
fn all_operations(project: &Project, profile: &str) -> Result<[Cost; 2]> {
    for [program, _] in [SDK, OURS] {
        eprintln!("building {BEFORE_QUERY} and what {program} depends on, {profile}");
        output(&mut whole::build(project, [program, BEFORE_QUERY, profile]))?;
    }
    Ok([
        build(project, SDK, profile)?,
        build(project, OURS, profile)?,
    ])
}

fn build(project: &Project, [program, alone]: [&str; 2], profile: &str) -> Result<Cost> {
    eprintln!("building {alone}: ec2, {profile}");
    whole::clean(project, alone, profile)?;
    cost(whole::build(project, [program, "ec2", profile]).arg(ONE_JOB))
}

fn rows(measure: &str, sdk: Cost, ours: Cost, [cpu, peak]: [Option<Goal>; 2]) -> [Row; 2] {
    let row = |unit, figure: fn(Cost) -> f64, goal| Row {
        measure: format!("{measure}, {unit}"),
        peer: figure(sdk).into(),
        ours: figure(ours).into(),
        goal,
        other: None,
    };
    [
        row("CPU", |cost| cost.cpu.as_secs_f64(), cpu),
        row("peak memory, MiB", mebibytes, peak),
    ]
}

#[expect(clippy::cast_precision_loss, reason = "none is that large")]
fn mebibytes(cost: Cost) -> f64 {
    (cost.peak as f64 / f64::from(1 << 20)).round()
}
