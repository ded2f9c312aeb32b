//! AWS's benchmark of serialization and deserialization, against structs written by hand.

use crate::codec::goal;
use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Row, Samples, Table};
use std::process::Command;

/// Protocols and titles of their tables.
const TABLES: [(&str, &str); 2] = [
    ("awsJson1_0", "AWS's standard benchmark in JSON"),
    ("rpcv2Cbor", "AWS's standard benchmark in CBOR"),
];

/// Nanoseconds of each case.
pub fn standard(project: &Project, runs: usize) -> Result<Vec<Table>> {
    let package = ["build", "--release", "--package", "codec-standard"];
    output(&mut project.cargo("release", &package))?;
    let mut rows = Vec::new();
    for _ in 0..runs {
        measure(project, &mut rows)?;
    }
    let table = |(protocol, title)| Table {
        title,
        text: "All cases of this protocol in the benchmark of serialization and deserialization that AWS's SDKs share, \
               [from smithy-java](https://github.com/smithy-lang/smithy-java): writing the body of a request, reading \
               that of a response. The generated types against structs written by hand with serde's derive, over \
               serde_json or cbor2. Percentiles of 2,000 samples of 10 µs, or of one repetition if that takes longer; \
               the goals are for the medians.",
        peer: "by hand",
        other: None,
        rows: of_protocol(&rows, protocol),
    };
    Ok(TABLES.map(table).into())
}

/// A percentile of a case.
struct Measured {
    protocol: String,
    case: String,
    percentile: String,
    ours: Samples,
    by_hand: Samples,
}

/// Adds a run.
fn measure(project: &Project, rows: &mut Vec<Measured>) -> Result {
    let mut program = Command::new(project.program("release", "codec-standard"));
    for line in output(program.arg(project.benchmark()))?.lines() {
        let &[protocol, case, percentile, ours, by_hand] =
            line.split('|').collect::<Vec<_>>().as_slice()
        else {
            return Err(format!("codec-standard said {line}").into());
        };
        let names = [protocol, case, percentile];
        let index = rows
            .iter()
            .position(|it| [&it.protocol, &it.case, &it.percentile] == names)
            .unwrap_or(rows.len());
        if index == rows.len() {
            let [protocol, case, percentile] = names.map(str::to_owned);
            rows.push(Measured {
                protocol,
                case,
                percentile,
                ours: Samples::default(),
                by_hand: Samples::default(),
            });
        }
        let row = &mut rows[index];
        row.ours.add(ours.parse()?);
        row.by_hand.add(by_hand.parse()?);
    }
    Ok(())
}

fn of_protocol(rows: &[Measured], protocol: &str) -> Vec<Row> {
    let rows = rows.iter().filter(|it| it.protocol == protocol);
    rows.map(|it| Row {
        measure: format!("{}: {}, ns", it.case, it.percentile),
        peer: it.by_hand.clone(),
        ours: it.ours.clone(),
        goal: goal(&it.case).filter(|_| it.percentile == "p50"),
        other: None,
    })
    .collect()
}
