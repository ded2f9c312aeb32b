//! One table of what the generator takes: `cargo bench -p tests --bench table`.
//!
//! For each model the time of each stage, alone on one thread, parsing against `serde_json`, and the time for each
//! megabyte, which should be much the same for all. Then all models in one manifest, written to a folder, by a process of
//! its own: time, processor time and peak memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "this is a benchmark")]

mod support;

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use support::{Models, Sample};

/// How often each stage is run; the best time counts.
const RUNS: usize = 5;

const STAGES: [&str; 7] = [
    "value", "parse", "assemble", "select", "lower", "emit", "format",
];

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [first, manifest, root] if first == "--whole" => {
            whole(Path::new(manifest), Path::new(root))
        }
        // `cargo test --all-targets` runs benchmarks too, without this.
        arguments if arguments.iter().any(|argument| argument == "--bench") => {
            let models = Models::find();
            stages(&models.samples());
            start_whole(&models.manifest);
        }
        _ => {}
    }
}

fn stages(samples: &[Sample]) {
    println!(
        "\nmilliseconds, the best of {RUNS} runs on one thread; `value` is `serde_json` into `Value`\n"
    );
    print!("{:<20} {:>6}", "model", "MB");
    STAGES.iter().for_each(|stage| print!(" {stage:>8}"));
    println!(" {:>8} {:>11} {:>8}", "sum", "parse/value", "ms/MB");
    let mut all = [Duration::ZERO; STAGES.len()];
    let mut bytes = 0;
    let mut per_byte = Vec::new();
    for sample in samples {
        let times = times(sample);
        row(&sample.to_string(), sample.bytes(), &times);
        all.iter_mut()
            .zip(times)
            .for_each(|(sum, time)| *sum += time);
        bytes += sample.bytes();
        per_byte.push(sum(&times).as_secs_f64() / sample.bytes() as f64);
    }
    row("all", bytes, &all);
    if let [smallest, .., largest] = per_byte.as_slice() {
        println!(
            "\nthe largest model takes {:.2} times as long for a byte as the smallest",
            largest / smallest
        );
    }
}

/// The best time of each stage.
fn times(sample: &Sample) -> [Duration; STAGES.len()] {
    let mut best = [Duration::MAX; STAGES.len()];
    for _ in 0..RUNS {
        let mut times = [Duration::ZERO; STAGES.len()];
        let [value, parse, assemble, select, lower, emit, format] = &mut times;
        timed(value, || sample.json_values());
        let files = timed(parse, || sample.parse());
        let model = timed(assemble, || sample.assemble(files));
        let selection = timed(select, || sample.select(&model));
        let service = timed(lower, || sample.lower(&model, &selection));
        let tokens = timed(emit, || sample.emit(&service));
        timed(format, || sample.format(tokens));
        best.iter_mut()
            .zip(times)
            .for_each(|(best, time)| *best = time.min(*best));
    }
    best
}

fn timed<T>(time: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = black_box(work());
    *time = start.elapsed();
    result
}

fn row(name: &str, bytes: usize, times: &[Duration; STAGES.len()]) {
    let [value, parse, ..] = times;
    let sum = sum(times);
    let megabytes = bytes as f64 / 1e6;
    print!("{name:<20} {megabytes:>6.2}");
    times
        .iter()
        .for_each(|time| print!(" {:>8.1}", milliseconds(*time)));
    let ratio = parse.as_secs_f64() / value.as_secs_f64();
    println!(
        " {:>8.1} {ratio:>11.2} {:>8.1}",
        milliseconds(sum),
        milliseconds(sum) / megabytes
    );
}

/// What the generator takes, which is all but `value`.
fn sum(times: &[Duration]) -> Duration {
    times.iter().skip(1).sum()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Generates all models in another process, whose memory has not been used for anything else.
fn start_whole(manifest: &Path) {
    let folder = tempfile::tempdir().unwrap();
    println!("\nall models in one manifest, from reading to the last file written\n");
    for _ in 0..RUNS {
        let root = folder.path().join("clients");
        let mut command = Command::new(env::current_exe().unwrap());
        command.arg("--whole").arg(manifest).arg(&root);
        assert!(command.status().unwrap().success());
        fs::remove_dir_all(root).unwrap();
    }
}

fn whole(manifest: &Path, root: &Path) {
    let start = Instant::now();
    let output = codegen::generate(manifest).unwrap_or_else(|problems| panic!("{problems}"));
    let generated = start.elapsed();
    output
        .files
        .write(root)
        .unwrap_or_else(|problems| panic!("{problems}"));
    println!(
        "{:.2} s, of it {:.2} s to write {} files; {}; {}",
        start.elapsed().as_secs_f64(),
        (start.elapsed() - generated).as_secs_f64(),
        output.files.iter().count(),
        processor_time().unwrap_or_else(|| "processor time unknown".to_owned()),
        peak_memory().unwrap_or_else(|| "peak memory unknown".to_owned()),
    );
}

/// What Linux says of this process and of the rustfmt processes that it has waited for.
fn processor_time() -> Option<String> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // proc(5): `utime`, `stime`, `cutime` and `cstime` are the fields 14 to 17; the second, a name, ends with `)`.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: Vec<f64> = fields
        .get(11..15)?
        .iter()
        .flat_map(|it| it.parse())
        .collect();
    let seconds = |ticks: &[f64]| ticks.iter().sum::<f64>() / 100.0;
    let (own, children) = (seconds(ticks.get(..2)?), seconds(ticks.get(2..)?));
    Some(format!(
        "processor time {own:.2} s and {children:.2} s of rustfmt"
    ))
}

fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("peak memory {:.0} MB", kibibytes * 1024.0 / 1e6))
}
