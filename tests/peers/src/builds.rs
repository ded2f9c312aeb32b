//! How long it takes to build programs and whole services.

use crate::command::{Cost, Result, cost, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use std::fs::{File, remove_dir_all};
use std::time::SystemTime;

/// How often a program is built again for each time that it is built from nothing.
const REBUILDS: usize = 3;

/// What one package's builds took, in seconds.
#[derive(Default)]
struct Builds {
    cold: Measured,
    again: Measured,
}

#[derive(Default)]
struct Measured {
    cpu: Samples,
    wall: Samples,
}

impl Measured {
    fn add(&mut self, cost: Cost) {
        self.cpu.add(cost.cpu.as_secs_f64());
        self.wall.add(cost.wall.as_secs_f64());
    }
}

/// What is built: the SDK's program, as little of the SDK as it allows, and ours by what they are.
const WITH_CHAIN: [&str; 3] = ["one-call-sdk", "one-call-sdk-lean", "one-call-ours"];
const WITHOUT_CHAIN: [&str; 4] = [
    "one-call-sdk-bare",
    "one-call-sdk-lean-bare",
    "one-call-ours-bare",
    "types-ours",
];

/// Programs that call both services.
pub fn programs(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let [sdk, lean, ours] = in_turn(project, WITH_CHAIN, runs)?;
    let mut rows = rows(
        "a call to each of the two services",
        [&sdk, &ours, &lean],
        0.33,
    );
    let [sdk, lean, ours, types] = in_turn(project, WITHOUT_CHAIN, runs)?;
    let name = "the same without the chain of credentials";
    rows.extend(self::rows(name, [&sdk, &ours, &lean], 0.45));
    let goals = [Some(Goal::AtMost(0.05)), None];
    let cold = [&sdk.cold, &types.cold, &lean.cold];
    rows.extend(pair("types and serde alone, cold", cold, goals));
    Ok(vec![Table {
        title: "Building a program",
        text: "Seconds in the dev profile: from an empty target folder, dependencies fetched, and again after the \
               program's own source was touched. The leaner SDK has TLS on ring, neither SSO nor credential processes, \
               and not the HTTP stack of before; both of the SDK's have HTTP/2, which is a feature here. Types alone are \
               held against the SDK's crates without `aws-config`, which have no smaller part.",
        peer: "official SDK",
        other: Some("leaner SDK"),
        rows,
    }])
}

fn in_turn<const N: usize>(
    project: &Project,
    packages: [&str; N],
    runs: usize,
) -> Result<[Builds; N]> {
    let mut builds = [(); N].map(|()| Builds::default());
    for _ in 0..runs {
        for (package, builds) in packages.iter().zip(&mut builds) {
            eprintln!("building {package}");
            build(project, package, builds)?;
        }
    }
    Ok(builds)
}

fn rows(name: &str, [sdk, ours, lean]: [&Builds; 3], goal: f64) -> Vec<Row> {
    let goals = [Some(Goal::AtMost(goal)), None];
    let cold = pair(
        &format!("{name}, cold"),
        [&sdk.cold, &ours.cold, &lean.cold],
        goals,
    );
    let goals = [Some(Goal::AtMost(0.5)); 2];
    let again = pair(
        &format!("{name}, touched"),
        [&sdk.again, &ours.again, &lean.again],
        goals,
    );
    cold.into_iter().chain(again).collect()
}

/// A row for CPU and one for the clock.
fn pair(name: &str, [sdk, ours, lean]: [&Measured; 3], goals: [Option<Goal>; 2]) -> [Row; 2] {
    let [cpu, wall] = goals;
    [
        Row {
            measure: format!("{name}, CPU"),
            peer: sdk.cpu.clone(),
            ours: ours.cpu.clone(),
            goal: cpu,
            other: Some(lean.cpu.clone()),
        },
        Row {
            measure: format!("{name}, wall"),
            peer: sdk.wall.clone(),
            ours: ours.wall.clone(),
            goal: wall,
            other: Some(lean.wall.clone()),
        },
    ]
}

fn build(project: &Project, package: &str, builds: &mut Builds) -> Result {
    let target = project.target("cold");
    if target.exists() {
        remove_dir_all(&target)?;
    }
    let build = || cost(&mut project.cargo("cold", &["build", "--package", package]));
    builds.cold.add(build()?);
    for _ in 0..REBUILDS {
        File::options()
            .append(true)
            .open(project.main_of(package))?
            .set_modified(SystemTime::now())?;
        builds.again.add(build()?);
    }
    Ok(())
}

/// A service in `whole.toml`.
pub struct WholeService {
    /// The module, and the end of the name of the SDK's crate.
    pub module: &'static str,
    pub name: &'static str,
}

/// Services of awsJson.
pub const WHOLE_SERVICES: [WholeService; 4] = [
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
pub const WHOLE_BINDINGS: [WholeService; 1] = [WholeService {
    module: "lambda",
    name: "Lambda",
}];

const WHOLE_TEXT: &str = "Seconds for the crate alone, all operations, default features, everything that it depends on \
                          built before.";

/// Crates of whole services of awsJson.
pub fn whole_services(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building a whole service",
        text: WHOLE_TEXT,
        peer: "official SDK",
        other: None,
        rows: whole(project, runs, &WHOLE_SERVICES, [0.20, 0.09])?,
    }])
}

/// Crates of whole services of restJson1.
pub fn whole_bindings(project: &Project, runs: usize) -> Result<Vec<Table>> {
    Ok(vec![Table {
        title: "Building a whole service of restJson1",
        text: WHOLE_TEXT,
        peer: "official SDK",
        other: None,
        rows: whole(project, runs, &WHOLE_BINDINGS, [0.25, 0.12])?,
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
    for WholeService { module, name } in services {
        for (profile, goal) in [("dev", dev), ("release", release)] {
            let mut measured = [(); 2].map(|()| Measured::default());
            let sdk = format!("aws-sdk-{module}");
            let sides = [("whole-sdk", sdk.as_str()), ("whole-ours", "whole")];
            for run in 0..=runs {
                for ((program, alone), measured) in sides.iter().zip(&mut measured) {
                    eprintln!("building {alone}: {module}, {profile}");
                    let cost = build_alone(project, [program, alone, module, profile])?;
                    // What it depends on is built the first time.
                    if run > 0 {
                        measured.add(cost);
                    }
                }
            }
            let [sdk, ours] = measured;
            rows.push(Row {
                measure: format!("{name}, {profile}, CPU"),
                peer: sdk.cpu,
                ours: ours.cpu,
                goal: Some(Goal::AtMost(goal)),
                other: None,
            });
            rows.push(Row {
                measure: format!("{name}, {profile}, wall"),
                peer: sdk.wall,
                ours: ours.wall,
                goal: None,
                other: None,
            });
        }
    }
    Ok(rows)
}

fn build_alone(project: &Project, [program, alone, service, profile]: [&str; 4]) -> Result<Cost> {
    let build = [
        "build",
        "--package",
        program,
        "--features",
        service,
        "--profile",
        profile,
    ];
    output(&mut project.cargo(
        "alone",
        &["clean", "--package", alone, "--profile", profile],
    ))?;
    cost(&mut project.cargo("alone", &build))
}
