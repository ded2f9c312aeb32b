//! Amazon S3: a program of two operations, and calls.

use crate::affinity;
use crate::command::Result;
use crate::load::{Counted, Side, build, counted, loads};
use crate::project::Project;
use crate::server::Server;
use crate::sizes::{count, packages};
use crate::table::{Goal, Row, Samples, Table};

/// Packages of the SDK and of this project, with a program for each measurement.
pub const PACKAGES: [&str; 2] = ["s3-sdk", "s3-ours"];

/// A call, by the name that the programs have for it.
struct Called {
    shown: &'static str,
    name: &'static str,
    /// Numbers of calls, one after the other and many at once.
    calls: [&'static str; 2],
    /// Highest ratio of instructions.
    instructions: f64,
}

const CALLS: [Called; 2] = [
    Called {
        shown: "GetObject, 1 KB",
        name: "get",
        calls: ["4000", "20000"],
        instructions: 0.45,
    },
    Called {
        shown: "ListObjectsV2, 1,000 keys",
        name: "list",
        calls: ["400", "2000"],
        instructions: 0.50,
    },
];

/// The size of a program of two operations.
pub fn sizes(project: &Project, _: usize) -> Result<Vec<Table>> {
    build(project, PACKAGES)?;
    let bytes = |name: &str| -> Result<f64> {
        let program = project.program("release", name).metadata()?;
        Ok(count(usize::try_from(program.len())?))
    };
    let rows = vec![
        Row::of(
            "packages that the program is made of",
            [
                packages(project, PACKAGES[0])?,
                packages(project, PACKAGES[1])?,
            ]
            .map(Samples::from),
            None,
        ),
        Row::of(
            "the program, release, stripped, bytes",
            [bytes("objects-sdk")?, bytes("objects-ours")?].map(Samples::from),
            Some(Goal::AtMost(0.45)),
        ),
    ];
    Ok(vec![Table {
        title: "Sizes of Amazon S3",
        text: "Of a program that puts an object and gets it, in the default configuration of each side. The package of each \
               has the programs of the calls and transfers below too, so some of its packages are theirs.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

/// CPU for a call, instructions, calls in a second, memory.
pub fn calls(project: &Project, runs: usize) -> Result<Vec<Table>> {
    build(project, PACKAGES)?;
    let server = Server::plain()?;
    let mut rows = Vec::new();
    for called in &CALLS {
        rows.extend(in_sequence(project, &server, called, runs)?);
    }
    for called in &CALLS {
        rows.extend(in_flight(project, &server, called, runs)?);
    }
    rows.retain(|row| !row.peer.is_empty());
    Ok(vec![Table {
        title: "Calls of Amazon S3",
        text: "Measured as the calls above, with keys in the path, since the server's address is no name. `GetObject`: \
               the object is read to its end; both sides ask for its checksum, a CRC64NVME, and compare it. \
               `ListObjectsV2`: a page of 322 KB.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

fn in_sequence(
    project: &Project,
    server: &Server,
    called: &Called,
    runs: usize,
) -> Result<[Row; 2]> {
    let (shown, sides) = (called.shown, sides(called));
    let [calls, _] = called.calls;
    let loads = affinity::on_one_core(|| loads(project, server, "sequence", sides, calls, runs))?;
    let goal = Some(Goal::AtMost(called.instructions));
    Ok([
        Row::of(
            &format!("{shown}: CPU µs for a call"),
            loads.map(|load| load.cpu),
            None,
        ),
        Row::of(
            &format!("{shown}: thousands of instructions for a call"),
            counted(project, server, sides, Counted::CALLS)?,
            goal,
        ),
    ])
}

fn in_flight(project: &Project, server: &Server, called: &Called, runs: usize) -> Result<[Row; 2]> {
    let (shown, [_, calls]) = (called.shown, called.calls);
    let [sdk, ours] = loads(project, server, "flight", sides(called), calls, runs)?;
    Ok([
        Row::of(
            &format!("{shown}: calls in a second"),
            [sdk.per_second, ours.per_second],
            None,
        ),
        Row::of(
            &format!("{shown}: peak memory, KiB"),
            [sdk.peak, ours.peak],
            None,
        ),
    ])
}

fn sides(called: &Called) -> [Side; 2] {
    ["load-s3-sdk", "load-s3-ours"].map(|program| (program, called.name))
}
