//! Streams over loopback: how fast they are in each direction, and what they cost.

mod server;

use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use server::Server;
use std::process::Command;

const SIDES: [&str; 2] = ["stream-floor", "stream-ours"];

/// A direction, and how it is called in the programs.
const DIRECTIONS: [(&str, &str); 2] = [("received", "receive"), ("sent", "send")];

/// MiB in a stream.
const MIB: f64 = 1024.0;

/// Most memory that a stream may need above a small call, in KiB.
const MEMORY: f64 = 8.0 * 1024.0;

/// Figures that a program prints.
#[derive(Default)]
struct Stream {
    cpu: Samples,
    rate: Samples,
    peak: Samples,
}

pub fn streams(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let server = Server::start()?;
    for package in SIDES {
        eprintln!("building {package}");
        output(&mut project.cargo("release", &["build", "--release", "--package", package]))?;
    }
    let runs = runs * 4;
    let small = measured(project, &server, "small", runs)?;
    let mut rows = Vec::new();
    for (direction, mode) in DIRECTIONS {
        let [floor, ours] = measured(project, &server, mode, runs)?;
        let above = |stream: &Stream, small: &Stream| {
            Samples::from((stream.peak.median() - small.peak.median()).max(0.0))
        };
        let memory = [above(&floor, &small[0]), above(&ours, &small[1])];
        let [floor_memory, our_memory] = memory;
        for (measure, peer, ours, goal) in [
            (
                "MiB in a second",
                floor.rate,
                ours.rate,
                Some(Goal::AtLeast(0.95)),
            ),
            ("CPU ms of the client", floor.cpu, ours.cpu, None),
            (
                "peak memory above that of a small call, KiB",
                floor_memory,
                our_memory,
                Some(Goal::Figure(MEMORY)),
            ),
        ] {
            rows.push(Row {
                measure: format!("1 GiB {direction}: {measure}"),
                peer,
                ours,
                goal,
                other: None,
            });
        }
    }
    Ok(vec![Table {
        title: "Streams",
        text: "A body of 1 GiB with a length, in pieces of 64 KiB, to and from a server on loopback in another process, over \
               HTTP/1.1 without TLS, on one thread and a connection that is open already. reqwest is used alone: without a \
               signature, retries, or a check of the length. The body of a request is not hashed on either side \
               (`aws.auth#unsignedPayload`).",
        peer: "reqwest",
        other: None,
        rows,
    }])
}

/// Runs both sides in turn.
fn measured(project: &Project, server: &Server, mode: &str, runs: usize) -> Result<[Stream; 2]> {
    let mut streams = [(); 2].map(|()| Stream::default());
    for _ in 0..runs {
        for (side, stream) in SIDES.iter().zip(&mut streams) {
            let mut program = Command::new(project.program("release", side));
            program.arg(mode).env_clear();
            let said = output(program.env("AWS_ENDPOINT_URL", server.url()))?;
            let numbers = said.split_whitespace().take(3).map(str::parse);
            let numbers: Vec<f64> = numbers.collect::<std::result::Result<_, _>>()?;
            let &[cpu, wall, peak] = numbers.as_slice() else {
                return Err(format!("{side} said {said}").into());
            };
            stream.cpu.add((cpu / 1e6).round());
            stream.rate.add((MIB * 1e9 / wall).round());
            stream.peak.add(peak);
        }
    }
    Ok(streams)
}
