//! Build time and memory of Amazon EC2, which has more operations than any other service.

use crate::command::{Cost, Result, cost, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use crate::whole;

/// One process after the other, each with one thread: memory does not depend on the number of cores.
const ONE_JOB: &str = "--jobs=1";

/// A smaller service with the same dependencies on both sides. STS has more, since the SDK signs for it with SigV4a.
const BEFORE: &str = "iam";

/// A program, the crate that it builds, and the feature of what is in it.
type Side = [&'static str; 3];

const SDK: Side = ["whole-sdk", "aws-sdk-ec2", "ec2"];
const OURS: Side = ["whole-ours", "whole", "ec2"];
const INSTANCES: Side = ["part-ours", "part", "instances"];
const VOLUMES: Side = ["part-ours", "part", "volumes"];

/// The crate of all operations and some of ten, in the dev profile.
pub fn dev(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let [sdk, ours] = all_operations(project, "dev")?;
    let goals = [0.30, 0.40].map(|goal| Some(Goal::AtMost(goal)));
    let mut rows = Vec::from(rows("all operations", sdk, ours, goals));
    for (measure, side) in [("instances", INSTANCES), ("volumes", VOLUMES)] {
        rows.extend(ten(project, runs, measure, side, sdk)?);
    }
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

/// Rows of a crate of ten operations.
fn ten(project: &Project, runs: usize, of: &str, side: Side, sdk: Cost) -> Result<[Row; 2]> {
    let (mut cpu, mut peak) = (Samples::default(), Samples::default());
    let [program, _, feature] = side;
    output(&mut whole::build(project, [program, feature, "dev"]))?;
    for _ in 0..runs {
        let cost = build(project, side, "dev")?;
        cpu.add(cost.cpu.as_secs_f64());
        peak.add(mebibytes(cost));
    }
    let row = |unit, peer: f64, ours, goal| Row {
        measure: format!("ten operations of {of}, {unit}"),
        peer: peer.into(),
        ours,
        goal,
        other: None,
    };
    Ok([
        row("CPU", sdk.cpu.as_secs_f64(), cpu, Some(Goal::Figure(3.0))),
        row("peak memory, MiB", mebibytes(sdk), peak, None),
    ])
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
    for [program, ..] in [SDK, OURS] {
        eprintln!("building {BEFORE} and what {program} depends on, {profile}");
        output(&mut whole::build(project, [program, BEFORE, profile]))?;
    }
    Ok([
        build(project, SDK, profile)?,
        build(project, OURS, profile)?,
    ])
}

fn build(project: &Project, [program, alone, feature]: Side, profile: &str) -> Result<Cost> {
    eprintln!("building {alone}: {feature}, {profile}");
    whole::clean(project, alone, profile)?;
    cost(whole::build(project, [program, feature, profile]).arg(ONE_JOB))
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
