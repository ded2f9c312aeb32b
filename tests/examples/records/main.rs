//! Records requests and responses of all operations, and compares them with those that were recorded before.
//!
//! ```sh
//! cargo run -p tests --example records -- [SERVICE…]             # which operations differ
//! cargo run -p tests --example records -- --write [SERVICE…]     # record them again
//! cargo run -p tests --example records -- --show SERVICE OPERATION
//! cargo run -p tests --example records -- --dump FOLDER [SERVICE…]
//! ```
//!
//! A dump has a file for each operation, with the texts behind its digests: `diff -r` compares two checkouts. The
//! services are the project's own, those of `tests/records/everything.json` and `tests/records/bindings.json`, those of
//! `../shared/aws-models`, and those of restJson1 in `../shared/aws-models-http`; the clients of all but the first are
//! generated and built.

#[path = "../../records/call.rs"]
mod call;
#[path = "../../tests/documented_shapes/operations.rs"]
mod operations;
#[path = "../../records/own.rs"]
mod own;

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tests::records::{Digests, Driver, Model, Record};
use tests::{module, real_models, shared, workspace};

#[derive(Debug, Default)]
struct Options {
    is_written: bool,
    /// Service and operation.
    shown: Option<(String, String)>,
    folder: Option<PathBuf>,
    services: Vec<String>,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{name} needs a value"));
        match name.as_str() {
            "--write" => options.is_written = true,
            "--show" => {
                let shown = (value()?, value()?);
                options.services.push(shown.0.clone());
                options.shown = Some(shown);
            }
            "--dump" => options.folder = Some(value()?.into()),
            _ if name.starts_with('-') => return Err(format!("unknown option {name}")),
            _ => options.services.push(name),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    let differ = options(std::env::args().skip(1)).and_then(|options| record(&options));
    match differ {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Returns true if records differ.
fn record(options: &Options) -> Result<bool, String> {
    let is_wanted =
        |it: &str| options.services.is_empty() || options.services.iter().any(|name| name == it);
    let mut lines = Vec::new();
    let mut services = Vec::new();
    for service in own::SERVICES {
        if is_wanted(service.0) {
            services.push(service.0.to_owned());
            for record in own::records(service)? {
                take(options, service.0, &record, &mut lines)?;
            }
        }
    }
    for model in models()? {
        let service = module(&model);
        if is_wanted(&service) {
            let start = Instant::now();
            let wanted = |name: &str| options.shown.as_ref().is_none_or(|(_, it)| it == name);
            Driver::write(&model)?.run(&wanted, &mut |record| {
                take(options, &service, &record, &mut lines)
            })?;
            eprintln!("{service}: {} s", start.elapsed().as_secs());
            services.push(service);
        }
    }
    if lines.is_empty() {
        return Err("no such service, or no such operation".to_owned());
    }
    if options.shown.is_some() {
        return Ok(false);
    }
    let services: Vec<&str> = services.iter().map(String::as_str).collect();
    finish(options, &services, lines)
}

/// Models whose clients are built for the records.
fn models() -> Result<Vec<PathBuf>, String> {
    let own = ["everything", "bindings"];
    let mut models = Vec::from(own.map(|it| workspace().join(format!("tests/records/{it}.json"))));
    for folder in ["aws-models", "aws-models-http"] {
        let Some(folder) = shared(folder) else {
            continue;
        };
        for path in real_models(&folder).map_err(|error| error.to_string())? {
            let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
            if Model::parse(&text)?.has_protocol() {
                models.push(path);
            }
        }
    }
    Ok(models)
}

/// Writes the digests, or compares them.
fn finish(options: &Options, services: &[&str], lines: Vec<String>) -> Result<bool, String> {
    if options.is_written {
        let mut digests = Digests::read().unwrap_or_else(|_| Digests::of(&[]));
        digests.replace(services, lines);
        digests.write()?;
        return Ok(false);
    }
    let differences = Digests::read()?.differences(services, &lines);
    println!("{} operations, {} differ", lines.len(), differences.len());
    for difference in &differences {
        println!("{difference}");
    }
    Ok(!differences.is_empty())
}

/// Shows or writes a record, and adds its line.
fn take(
    options: &Options,
    service: &str,
    record: &Record,
    lines: &mut Vec<String>,
) -> Result<(), String> {
    lines.push(record.line(service));
    if let Some((_, operation)) = &options.shown
        && *operation == record.operation
    {
        // Whoever reads it may have seen enough.
        let _ = io::stdout().write_all(record.text().as_bytes());
    }
    if let Some(folder) = &options.folder {
        let folder = folder.join(service);
        let path = folder.join(format!("{}.txt", record.operation));
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&path, record.text()))
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
