//! The figures in `COMPARE.md`: a choice of those in `RESULTS.md`, and all goals that are missed.

use super::bars::grouped;
use super::figures::{Figure, figure, figures};
use std::fmt::Write as _;

/// The lines before and after what is written here.
const START: &str = "<!-- Written by tests/peers from RESULTS.md. -->\n";
const END: &str = "<!-- End of what tests/peers writes. -->\n";

/// Rows against the official SDK: how they are called here, table, measure.
const AGAINST_SDK: [[&str; 3]; 26] = [
    [
        "cold build of a program with a call to each of two services, CPU seconds",
        "Building a program",
        "a call to each of the two services, cold, CPU",
    ],
    [
        "the same without the credential chain",
        "Building a program",
        "the same without the chain of credentials, cold, CPU",
    ],
    [
        "types and serde alone",
        "Building a program",
        "types and serde alone, cold, CPU",
    ],
    [
        "build of the program after a change, wall seconds",
        "Building a program",
        "a call to each of the two services, touched, wall",
    ],
    [
        "release build of the crate of DynamoDB, CPU seconds",
        "Building a whole service",
        "DynamoDB, release, CPU",
    ],
    [
        "release build of the crate of Lambda, CPU seconds",
        "Building a whole service of restJson1",
        "Lambda, release, CPU",
    ],
    [
        "release build of the crate of IAM, CPU seconds",
        "Building a whole service of awsQuery",
        "IAM, release, CPU",
    ],
    [
        "dev build of the crate of Amazon EC2, CPU seconds",
        "Building Amazon EC2",
        "all operations, CPU",
    ],
    [
        "peak memory of this build, MiB",
        "Building Amazon EC2",
        "all operations, peak memory, MiB",
    ],
    [
        "dev build of ten operations on instances of Amazon EC2, CPU seconds",
        "Building Amazon EC2",
        "ten operations of instances, CPU",
    ],
    [
        "dev build of the crate of Amazon S3, CPU seconds",
        "Building Amazon S3",
        "Amazon S3, dev, CPU",
    ],
    [
        "packages of the program",
        "Sizes",
        "packages that the program is made of",
    ],
    [
        "the program, release, stripped, bytes",
        "Sizes",
        "the program, release, stripped, bytes",
    ],
    [
        "lines of DynamoDB, all operations",
        "Sizes",
        "lines of DynamoDB, all operations",
    ],
    [
        "first call of a process, over TLS, ms",
        "The first call",
        "Proton: ms",
    ],
    [
        "CPU µs of a call to Proton",
        "Calls",
        "Proton: CPU µs for a call",
    ],
    [
        "CPU µs of a call to CodeConnections, JSON against CBOR",
        "Calls",
        "CodeConnections, JSON against the SDK's CBOR: CPU µs for a call",
    ],
    [
        "CPU µs of a call to Lambda",
        "Calls of restJson1",
        "Lambda: CPU µs for a call",
    ],
    [
        "instructions for an event of Amazon Bedrock's `ConverseStream`",
        "Events of Amazon Bedrock",
        "instructions for an event",
    ],
    [
        "calls in a second, 64 at once",
        "Calls",
        "Proton: calls in a second",
    ],
    [
        "peak memory of these, KiB",
        "Calls",
        "Proton: peak memory, KiB",
    ],
    [
        "a program that puts and gets an object of Amazon S3, release, stripped, bytes",
        "Sizes of Amazon S3",
        "the program, release, stripped, bytes",
    ],
    [
        "CPU µs of `GetObject`, 1 KB",
        "Calls of Amazon S3",
        "GetObject, 1 KB: CPU µs for a call",
    ],
    [
        "CPU µs of `ListObjectsV2`, 1,000 keys",
        "Calls of Amazon S3",
        "ListObjectsV2, 1,000 keys: CPU µs for a call",
    ],
    [
        "CPU ms of an upload to Amazon S3, 1 GiB",
        "Transfers of Amazon S3",
        "1 GiB up: CPU ms of the client",
    ],
    [
        "CPU ms of a download from Amazon S3, 1 GiB",
        "Transfers of Amazon S3",
        "1 GiB down: CPU ms of the client",
    ],
];

/// Rows against calls and types that are written by hand.
const BY_HAND: [[&str; 3]; 7] = [
    [
        "CPU µs of a call to Proton",
        "Calls against the floor",
        "Proton: CPU µs for a call",
    ],
    [
        "CPU µs of a call to Lambda",
        "Calls of restJson1 against the floor",
        "Lambda: CPU µs for a call",
    ],
    [
        "calls in a second, 64 at once",
        "Calls against the floor",
        "Proton: calls in a second",
    ],
    [
        "peak memory of these, KiB",
        "Calls against the floor",
        "Proton: peak memory, KiB",
    ],
    [
        "decode a sync status of 4 KB, ns",
        "Reading and writing bodies",
        "decode a sync status, 4 KB: ns",
    ],
    [
        "encode a sync status of 4 KB, ns",
        "Reading and writing bodies",
        "encode a sync status, 4 KB: ns",
    ],
    [
        "decode a page of DynamoDB of 1 MB, ns",
        "Reading and writing bodies",
        "decode a page of DynamoDB, 1 MB: ns",
    ],
];

/// `document`, which is `COMPARE.md`, with the figures of `results`.
///
/// # Errors
/// A figure is missing, or the lines around them are.
pub fn rewritten(document: &str, results: &str) -> Result<String, String> {
    let lost = || format!("COMPARE.md does not have the lines {START}and {END}");
    let (before, rest) = document.split_once(START).ok_or_else(lost)?;
    let (_, after) = rest.split_once(END).ok_or_else(lost)?;
    Ok(format!("{before}{START}{}{END}{after}", tables(results)?))
}

fn tables(results: &str) -> Result<String, String> {
    let mut text =
        "\n| | official SDK | leaner SDK | Leansmith | ratio |\n|---|---|---|---|---|\n".to_owned();
    for [shown, table, measure] in AGAINST_SDK {
        let figure = figure(results, table, measure)?;
        let [peer, ours, ratio, _, lean] = [0, 1, 2, 3, 4].map(|it| grouped(figure.median(it)));
        let _ = writeln!(text, "| {shown} | {peer} | {lean} | {ours} | {ratio} |");
    }
    text += "\n| | by hand | Leansmith | ratio |\n|---|---|---|---|\n";
    for [shown, table, measure] in BY_HAND {
        let figure = figure(results, table, measure)?;
        let [peer, ours, ratio] = [0, 1, 2].map(|it| grouped(figure.median(it)));
        let _ = writeln!(text, "| {shown} | {peer} | {ours} | {ratio} |");
    }
    text += &missed(&figures(results));
    Ok(text)
}

/// A sentence about the goals, and a table of those that are missed.
fn missed(figures: &[Figure<'_>]) -> String {
    let goals = figures
        .iter()
        .filter(|it| it.cell(3).starts_with(['≤', '≥']));
    let missed: Vec<_> = figures.iter().filter(|it| it.is_missed()).collect();
    let (goals, count) = (goals.count(), missed.len());
    if count == 0 {
        return format!("\nAll {goals} goals are reached.\n\n");
    }
    let mut text =
        format!("\n{count} of {goals} goals are missed:\n\n| | ratio | goal |\n|---|---|---|\n");
    for figure in missed {
        let goal = figure.cell(3).trim_end_matches(" **missed**");
        let Figure { table, measure, .. } = figure;
        let _ = writeln!(text, "| {table}: {measure} | {} | {goal} |", figure.cell(2));
    }
    text + "\n"
}
