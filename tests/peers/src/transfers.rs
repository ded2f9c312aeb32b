//! Transfers with Amazon S3: multipart uploads and downloads in ranges.

mod request;
mod server;

use crate::bulk::Bulk;
use crate::command::{Result, output};
use crate::load::{self, build};
use crate::project::Project;
use crate::s3::PACKAGES;
use crate::table::{Goal, Row, Table};
use server::Server;
use std::path::Path;

const SIDES: [&str; 2] = ["transfer-sdk", "transfer-ours"];

/// A direction, and its name in the programs.
const DIRECTIONS: [(&str, &str); 2] = [("up", "up"), ("down", "down")];

/// Lengths of objects, in MiB. Memory does not depend on them.
const LONG: u64 = 1024;
const SHORT: u64 = 512;

/// Most memory that the long object may need above the short one, in KiB: two parts.
const MEMORY: f64 = 16.0 * 1024.0;

pub fn transfers(project: &Project, runs: usize) -> Result<Vec<Table>> {
    build(project, PACKAGES)?;
    let server = Server::start(&project.target("roots.pem"))?;
    let mut rows = Vec::new();
    for (shown, mode) in DIRECTIONS {
        let short = measured(project, &server, [mode, &(SHORT << 20).to_string()], runs)?;
        let long = measured(project, &server, [mode, &(LONG << 20).to_string()], runs)?;
        rows.extend(direction(shown, long, &short));
    }
    Ok(vec![Table {
        title: "Transfers of Amazon S3",
        text: "An object of 1 GiB over TLS, up in parts and down in ranges of 8 MiB, eight at a time on two threads, to and \
               from a server on loopback in another process, which needs its share of the two cores and compares the \
               CRC64NVME of parts and object, as the clients do. This crate's client is used by its example for Amazon S3, \
               the SDK's by a program with the same parts, checksums, and threads, without retries of parts. Downloads are \
               written to a file in memory (`/dev/shm`). The SDK signs the SHA-256 of a part; over TLS, this crate does not \
               sign bodies.",
        peer: "official SDK",
        other: None,
        rows,
    }])
}

fn direction(shown: &str, [sdk, ours]: [Bulk; 2], short: &[Bulk; 2]) -> [Row; 4] {
    let memory = [sdk.peak_above(&short[0]), ours.peak_above(&short[1])];
    let rows = [
        (
            "MiB in a second",
            [sdk.rate, ours.rate],
            Some(Goal::AtLeast(1.2)),
        ),
        ("CPU ms of the client", [sdk.cpu, ours.cpu], None),
        ("peak memory, KiB", [sdk.peak, ours.peak], None),
        (
            "peak memory above that of 512 MiB, KiB",
            memory,
            Some(Goal::Figure(MEMORY)),
        ),
    ];
    rows.map(|(measure, sides, goal)| Row::of(&format!("1 GiB {shown}: {measure}"), sides, goal))
}

/// Runs both sides in turn.
fn measured(
    project: &Project,
    server: &Server,
    arguments: [&str; 2],
    runs: usize,
) -> Result<[Bulk; 2]> {
    let mut transfers = [(); 2].map(|()| Bulk::default());
    let [_, length] = arguments;
    let length: f64 = length.parse()?;
    let file = Path::new("/dev/shm").join(format!("peers-{}", std::process::id()));
    for _ in 0..runs {
        for (side, transfer) in SIDES.iter().zip(&mut transfers) {
            let mut program = load::configured(project, side, server.url(), Some(server.roots()));
            let said = output(program.args(arguments).arg(&file))?;
            transfer.add(&said, length / f64::from(1 << 20))?;
        }
    }
    if file.exists() {
        std::fs::remove_file(file)?;
    }
    Ok(transfers)
}
