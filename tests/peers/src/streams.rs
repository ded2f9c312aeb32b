//! Streams over loopback: how fast they are in each direction, and what they cost.

mod server;

use crate::bulk::Bulk;
use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Goal, Row, Table};
use server::Server;
use std::process::Command;

const SIDES: [&str; 2] = ["stream-floor", "stream-ours"];

/// A direction, and how it is called in the programs.
const DIRECTIONS: [(&str, &str); 2] = [("received", "receive"), ("sent", "send")];

/// MiB in a stream.
const MIB: f64 = 1024.0;

/// Most memory that a stream may need above a small call, in KiB.
const MEMORY: f64 = 8.0 * 1024.0;

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
        let memory = [floor.peak_above(&small[0]), ours.peak_above(&small[1])];
        for (measure, sides, goal) in [
            (
                "MiB in a second",
                [floor.rate, ours.rate],
                Some(Goal::AtLeast(0.95)),
            ),
            ("CPU ms of the client", [floor.cpu, ours.cpu], None),
            (
                "peak memory above that of a small call, KiB",
                memory,
                Some(Goal::Figure(MEMORY)),
            ),
        ] {
            let measure = format!("1 GiB {direction}: {measure}");
            rows.push(Row::of(&measure, sides, goal));
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
fn measured(project: &Project, server: &Server, mode: &str, runs: usize) -> Result<[Bulk; 2]> {
    let mut streams = [(); 2].map(|()| Bulk::default());
    for _ in 0..runs {
        for (side, stream) in SIDES.iter().zip(&mut streams) {
            let mut program = Command::new(project.program("release", side));
            program.arg(mode).env_clear();
            let said = output(program.env("AWS_ENDPOINT_URL", server.url()))?;
            stream.add(&said, MIB)?;
        }
    }
    Ok(streams)
}
