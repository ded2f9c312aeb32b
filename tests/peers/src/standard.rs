//! AWS's benchmark of serialization and deserialization, against structs written by hand.

use crate::codec::goal;
use crate::command::{Result, output};
use crate::project::Project;
use crate::table::{Goal, Row, Samples, Table};
use std::collections::BTreeMap;
use std::process::Command;

/// A protocol, and its table.
struct Protocol {
    name: &'static str,
    title: &'static str,
    text: &'static str,
    /// Goals of medians.
    goal: fn(&str) -> Option<Goal>,
}

const TEXT: &str = "All cases of this protocol in the benchmark of serialization and deserialization that AWS's SDKs share, \
                    [from smithy-java](https://github.com/smithy-lang/smithy-java): writing the body of a request, reading \
                    that of a response. The generated types against structs written by hand with serde's derive, over \
                    serde_json or cbor2. Percentiles of 2,000 samples of 10 µs, or of one repetition if that takes longer; \
                    the goals are for the medians.";

/// Protocols in which a structure by hand is read and written by serde.
const SERDE: [Protocol; 2] = [
    Protocol {
        name: "awsJson1_0",
        title: "AWS's standard benchmark in JSON",
        text: TEXT,
        goal,
    },
    Protocol {
        name: "rpcv2Cbor",
        title: "AWS's standard benchmark in CBOR",
        text: TEXT,
        goal,
    },
];

const QUERY: Protocol = Protocol {
    name: "awsQuery",
    title: "AWS's standard benchmark in awsQuery",
    text: "All cases of this protocol in the same benchmark, measured in the same way. Requests are parameters: by hand, each \
           structure appends its own with form_urlencoded. Responses are XML: by hand, structs with serde's derive over \
           quick-xml, which the generated types use too, with timestamps of jiff.",
    goal,
};

/// Protocols with HTTP bindings.
const BINDINGS: [Protocol; 2] = [
    Protocol {
        name: "restJson1",
        title: "AWS's standard benchmark in restJson1",
        text: BOUND,
        goal: |_| None,
    },
    Protocol {
        name: "restXml",
        title: "AWS's standard benchmark in restXml",
        text: BOUND,
        goal: |_| None,
    },
];

const BOUND: &str = "All cases of this protocol in the same benchmark, measured in the same way: requests, with headers and path, until \
                     they would be signed, and outputs from headers and body. By hand: a line for each header, bodies by \
                     serde_json or quick-xml, timestamps by jiff; the path is not encoded, and bytes are copied into those of \
                     the structure, as in the generated types.";

/// The program of all cases.
const PROGRAM: &str = "codec-standard";

/// Programs that make calls: of the SDK, and of this project.
const SIDES: [&str; 2] = ["call-standard-sdk", "call-standard-ours"];

/// Ends of the names of cases.
const LARGE: &str = "_L";
const BASELINE: &str = "Baseline";

/// Nanoseconds of each case of JSON and CBOR, and of calls.
pub fn standard(project: &Project, runs: usize) -> Result<Vec<Table>> {
    build(project, SIDES)?;
    let mut tables = tables(project, runs, &SERDE)?;
    let mut calls = BTreeMap::new();
    for _ in 0..runs {
        differences(project, &mut calls)?;
    }
    tables.push(against_sdk(calls));
    Ok(tables)
}

/// Nanoseconds of each case of awsQuery.
pub fn query(project: &Project, runs: usize) -> Result<Vec<Table>> {
    tables(project, runs, &[QUERY])
}

/// Nanoseconds of each case of restJson1 and restXml.
pub fn bindings(project: &Project, runs: usize) -> Result<Vec<Table>> {
    tables(project, runs, &BINDINGS)
}

fn build<const N: usize>(project: &Project, packages: [&str; N]) -> Result {
    for package in packages {
        eprintln!("building {package}");
        let build = ["build", "--release", "--package", package];
        output(&mut project.cargo("release", &build))?;
    }
    Ok(())
}

fn tables(project: &Project, runs: usize, protocols: &[Protocol]) -> Result<Vec<Table>> {
    build(project, [PROGRAM])?;
    let mut rows = Vec::new();
    for _ in 0..runs {
        for Protocol { name, .. } in protocols {
            measure(project, name, &mut rows)?;
        }
    }
    let table = |protocol: &Protocol| Table {
        title: protocol.title,
        text: protocol.text,
        peer: "by hand",
        other: None,
        rows: of_protocol(&rows, protocol),
    };
    Ok(protocols.iter().map(table).collect())
}

fn against_sdk(calls: BTreeMap<String, [Samples; 2]>) -> Table {
    let rows = calls.into_iter().map(|(case, [peer, ours])| Row {
        measure: format!("{case}: ns more than for {BASELINE}"),
        peer,
        ours,
        goal: None,
        other: None,
    });
    Table {
        title: "AWS's standard benchmark by calls",
        text: "The codecs of the official SDK's client of DynamoDB are not public: these are calls through a transport \
               without a network, in JSON. Shown is the median of 2,000 calls with a large body less that of as many \
               with the smallest one, so that signing, which hashes the body of a request, and copies of bodies are in \
               it.",
        peer: "official SDK",
        other: None,
        rows: rows.collect(),
    }
}

/// Adds a run of calls: by large case, how much longer each side takes than for the smallest.
fn differences(project: &Project, all: &mut BTreeMap<String, [Samples; 2]>) -> Result {
    for (side, program) in SIDES.iter().enumerate() {
        let mut program = Command::new(project.program("release", program));
        let said = output(program.arg(project.benchmark()))?;
        let times = said.lines().filter_map(|line| line.split_once('|'));
        let times: BTreeMap<_, _> = times.collect();
        for (name, time) in times.iter().filter(|(name, _)| name.ends_with(LARGE)) {
            let smallest = name
                .split_once('_')
                .map(|(of, _)| format!("{of}_{BASELINE}"));
            // One of the kinds of values has no case of its own that is small.
            let smallest = smallest
                .unwrap_or_default()
                .replace("OutputBinary", "Output");
            let smallest = times.get(smallest.as_str());
            let smallest: f64 = smallest
                .ok_or(format!("{name} has no {BASELINE}"))?
                .parse()?;
            let sides = all.entry((*name).to_owned()).or_default();
            sides[side].add(time.parse::<f64>()? - smallest);
        }
    }
    Ok(())
}

/// A percentile of a case.
struct Measured {
    protocol: String,
    case: String,
    percentile: String,
    ours: Samples,
    by_hand: Samples,
}

/// Adds a run of the cases of a protocol.
fn measure(project: &Project, protocol: &str, rows: &mut Vec<Measured>) -> Result {
    let mut program = Command::new(project.program("release", PROGRAM));
    for line in output(program.arg(project.benchmark()).arg(protocol))?.lines() {
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

fn of_protocol(rows: &[Measured], protocol: &Protocol) -> Vec<Row> {
    let rows = rows.iter().filter(|it| it.protocol == protocol.name);
    rows.map(|it| Row {
        measure: format!("{}: {}, ns", it.case, it.percentile),
        peer: it.by_hand.clone(),
        ours: it.ours.clone(),
        goal: (protocol.goal)(&it.case).filter(|_| it.percentile == "p50"),
        other: None,
    })
    .collect()
}
