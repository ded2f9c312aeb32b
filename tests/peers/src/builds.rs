//! Build times of programs.

use crate::command::{Cost, Result, cost};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use std::fs::{File, remove_dir_all};
use std::time::SystemTime;

/// Number of times that a program is built again for each time that it is built from nothing.
const REBUILDS: usize = 3;

/// Times of one package's builds, in seconds.
#[derive(Default)]
struct Builds {
    cold: Measured,
    again: Measured,
}

#[derive(Default)]
pub struct Measured {
    pub cpu: Samples,
    pub wall: Samples,
}

impl Measured {
    pub fn add(&mut self, cost: Cost) {
        self.cpu.add(cost.cpu.as_secs_f64());
        self.wall.add(cost.wall.as_secs_f64());
    }
}

/// Programs that are built: the SDK's program, as little of the SDK as it allows, and ours by what they are.
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
