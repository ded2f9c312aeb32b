//! Build times of crates of whole services.

use crate::builds::Measured;
use crate::command::{Result, cost, output};
use crate::project::Project;
use crate::table::{Goal, Row, Table};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// A service in `whole.toml`.
pub struct WholeService {
    /// The module, and the end of the name of the SDK's crate.
    pub module: &'static str,
    pub name: &'static str,
}

/// Services of awsJson.
pub const SERVICES: [WholeService; 4] = [
    WholeService {
        module: "sfn",
        name: "Step Functions",
    },
    WholeService {
        module: "sqs",
        name: "SQS",
    },
    WholeService {
        module: "dynamodb",
        name: "DynamoDB",
    },
    WholeService {
        module: "ssm",
        name: "SSM",
    },
];

/// Services of restJson1.
pub const BINDINGS: [WholeService; 1] = [WholeService {
    module: "lambda",
    name: "Lambda",
}];

/// Services of awsQuery.
pub const QUERY: [WholeService; 2] = [
    WholeService {
        module: "iam",
        name: "IAM",
    },
    WholeService {
        module: "sts",
        name: "STS",
    },
];

/// The service of restXml whose crate is measured.
const S3: WholeService = WholeService {
    module: "s3",
    name: "Amazon S3",
};

const TEXT: &str = "Seconds for the crate alone, all operations, default features, everything that it depends on built \
                    before.";

/// Crates of whole services of awsJson.
pub fn json(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building a whole service",
        text: TEXT,
        peer: "official SDK",
        other: None,
        rows: whole(project, runs, &SERVICES, [0.20, 0.09])?,
    }])
}

/// Crates of whole services of restJson1.
pub fn bindings(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building a whole service of restJson1",
        text: TEXT,
        peer: "official SDK",
        other: None,
        rows: whole(project, runs, &BINDINGS, [0.25, 0.12])?,
    }])
}

/// Crates of whole services of awsQuery.
pub fn query(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building a whole service of awsQuery",
        text: TEXT,
        peer: "official SDK",
        other: None,
        rows: whole(project, runs, &QUERY, [0.25, 0.12])?,
    }])
}

/// The crate of Amazon S3 in the dev profile.
pub fn s3_dev(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building Amazon S3",
        text: "Measured as the whole services above. Both crates have checksums and sessions of directory buckets.",
        peer: "official SDK",
        other: None,
        rows: in_profile(project, runs, &S3, ("dev", 0.25))?,
    }])
}

/// The crate of Amazon S3 in the release profile.
pub fn s3_release(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building Amazon S3 in release",
        text: "As above, in the release profile.",
        peer: "official SDK",
        other: None,
        rows: in_profile(project, runs, &S3, ("release", 0.12))?,
    }])
}

/// Rows of `services`, whose goals are those of the profiles dev and release.
fn whole(
    project: &Project,
    runs: usize,
    services: &[WholeService],
    [dev, release]: [f64; 2],
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for service in services {
        for profile in [("dev", dev), ("release", release)] {
            rows.extend(in_profile(project, runs, service, profile)?);
        }
    }
    Ok(rows)
}

/// Rows of a service in a profile, with its goal.
fn in_profile(
    project: &Project,
    runs: usize,
    WholeService { module, name }: &WholeService,
    (profile, goal): (&str, f64),
) -> Result<Vec<Row>> {
    let mut measured = [(); 2].map(|()| Measured::default());
    let sdk = format!("aws-sdk-{module}");
    let sides = [("whole-sdk", sdk.as_str()), ("whole-ours", "whole")];
    for (program, alone) in sides {
        eprintln!("building what {program} depends on for {module}, {profile}");
        dependencies(project, [program, module, profile], alone)?;
    }
    for _ in 0..runs {
        for ((program, alone), measured) in sides.iter().zip(&mut measured) {
            eprintln!("building {alone}: {module}, {profile}");
            clean(project, alone, profile)?;
            measured.add(cost(&mut build(project, [program, module, profile]))?);
        }
    }
    let [sdk, ours] = measured;
    let row = |clock, peer, ours, goal| Row {
        measure: format!("{name}, {profile}, {clock}"),
        peer,
        ours,
        goal,
        other: None,
    };
    Ok(vec![
        row("CPU", sdk.cpu, ours.cpu, Some(Goal::AtMost(goal))),
        row("wall", sdk.wall, ours.wall, None),
    ])
}

/// Builds a program with a feature, and all that it depends on.
pub fn build(project: &Project, [program, service, profile]: [&str; 3]) -> Command {
    let build = ["build", "--package", program, "--features", service];
    let mut cargo = project.cargo("alone", &build);
    cargo.args(["--profile", profile]);
    cargo
}

/// Builds all that a program with a feature depends on, but not the crate `alone`, which a large one would take long for.
fn dependencies(project: &Project, program: [&str; 3], alone: &str) -> Result {
    clean(project, alone, program[2])?;
    let compiler = project.target(&format!("all-but-{alone}.sh"));
    let name = alone.replace('-', "_");
    let script =
        format!("#!/bin/sh\n[ \"$2 $3\" = \"--crate-name {name}\" ] && exit 1\nexec \"$@\"\n");
    std::fs::write(&compiler, script)?;
    std::fs::set_permissions(&compiler, Permissions::from_mode(0o755))?;
    let mut cargo = build(project, program);
    cargo.env("RUSTC_WRAPPER", &compiler).arg("--keep-going");
    // Cargo says that the crate could not be compiled.
    match cargo.output()?.status.code() {
        Some(101) => Ok(()),
        _ => Err(format!("{cargo:?} built {alone}").into()),
    }
}

/// Removes the crate `alone` from what is built, so that it and the program are left to build.
pub fn clean(project: &Project, alone: &str, profile: &str) -> Result {
    let clean = ["clean", "--package", alone, "--profile", profile];
    output(&mut project.cargo("alone", &clean))?;
    Ok(())
}
