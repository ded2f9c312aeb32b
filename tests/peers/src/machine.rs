//! Machine and tools of the measurements.

use crate::command::{Result, output};
use crate::project::Project;
use crate::usage::Usage;
use std::process::Command;

/// Returns the date, the machine, what others did on it since `start`, and the versions that are compared.
pub fn conditions(project: &Project, start: &Usage) -> Result<String> {
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d");
    let rustc = output(Command::new("rustc").arg("--version"))?;
    let cores = std::thread::available_parallelism()?;
    let cpu = std::fs::read_to_string("/proc/cpuinfo")?;
    let cpu = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .unwrap_or_default();
    let cpu = cpu.trim_start_matches(['\t', ' ', ':']);
    let locked = std::fs::read_to_string(project.lock())?;
    let versions: Vec<String> = [
        "aws-config",
        "aws-sdk-proton",
        "aws-sdk-codeconnections",
        "aws-sdk-sfn",
        "aws-sdk-sqs",
        "aws-sdk-dynamodb",
        "aws-sdk-ssm",
        "aws-sdk-lambda",
        "aws-sdk-sts",
        "aws-sdk-iam",
        "aws-sdk-ec2",
        "aws-sdk-s3",
        "aws-sdk-bedrockruntime",
        "aws-smithy-runtime",
        "reqwest",
        "hyper",
        "rustls",
        "serde_json",
        "cbor2",
        "quick-xml",
    ]
    .into_iter()
    .filter_map(|name| Some(format!("{name} {}", version(&locked, name)?)))
    .collect();
    Ok(format!(
        "{date}, {cores} cores of {cpu}, {}, other processes had {:.0} % of the cores. {}.",
        rustc.trim(),
        start.others()? * 100.0,
        versions.join(", "),
    ))
}

/// The version of a package that the lock file has.
fn version<'a>(locked: &'a str, name: &str) -> Option<&'a str> {
    let (_, package) = locked.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    package.split('"').next()
}
