//! Programs that make calls to a server, and what they print.

use crate::callgrind;
use crate::command::{Result, output};
use crate::project::Project;
use crate::server::Server;
use crate::table::Samples;
use std::path::Path;
use std::process::Command;

/// Numbers of calls whose instructions are counted. They are nearly the same for each call.
#[derive(Clone, Copy)]
pub struct Counted {
    /// By the processor.
    pub calls: &'static str,
    /// By callgrind, in two runs.
    pub in_callgrind: [u32; 2],
}

impl Counted {
    pub const CALLS: Self = Self {
        calls: "1000",
        in_callgrind: [50, 250],
    };
}

/// Calls before those that are measured, for each of them.
const WARM_UP: f64 = 0.2;

/// A program, and its name of a call.
pub type Side = (&'static str, &'static str);

/// Figures that a program under load prints.
#[derive(Default)]
pub struct Load {
    pub cpu: Samples,
    pub per_second: Samples,
    pub peak: Samples,
    pub instructions: Samples,
}

/// Builds packages in the release profile.
pub fn build<const N: usize>(project: &Project, packages: [&str; N]) -> Result {
    for package in packages {
        eprintln!("building {package}");
        output(&mut project.cargo("release", &["build", "--release", "--package", package]))?;
    }
    Ok(())
}

/// Runs programs in turn: `calls` calls in the mode of that name.
pub fn loads<const N: usize>(
    project: &Project,
    server: &Server,
    mode: &str,
    sides: [Side; N],
    calls: &str,
    runs: usize,
) -> Result<[Load; N]> {
    let mut loads = [(); N].map(|()| Load::default());
    for _ in 0..runs {
        for (side, load) in sides.into_iter().zip(&mut loads) {
            let said = output(&mut program(project, server, side, [mode, calls]))?;
            let numbers: Vec<f64> = said
                .split_whitespace()
                .map(str::parse)
                .collect::<std::result::Result<_, _>>()?;
            let &[cpu, wall, peak, instructions] = numbers.as_slice() else {
                return Err(format!("{} said {said}", side.0).into());
            };
            load.cpu.add(cpu / 1e3);
            load.per_second.add((1e9 / wall).round());
            load.peak.add(peak);
            if instructions.is_finite() {
                load.instructions.add((instructions / 1e3).round());
            }
        }
    }
    Ok(loads)
}

/// Thousands of instructions for a call, by the processor or else by callgrind.
pub fn counted<const N: usize>(
    project: &Project,
    server: &Server,
    sides: [Side; N],
    calls: Counted,
) -> Result<[Samples; N]> {
    let loads = loads(project, server, "counted", sides, calls.calls, 1)?;
    let mut counted = loads.map(|load| load.instructions);
    for (side, counted) in sides.into_iter().zip(&mut counted) {
        if counted.is_empty() {
            let program = |calls: &str| program(project, server, side, ["sequence", calls]);
            if let Some(thousands) = callgrind::thousands(program, calls.in_callgrind, WARM_UP)? {
                counted.add(thousands);
            }
        }
    }
    Ok(counted)
}

/// A program that makes calls.
pub fn program(
    project: &Project,
    server: &Server,
    (name, call): Side,
    [mode, calls]: [&str; 2],
) -> Command {
    let mut command = configured(project, name, server.url(), server.roots());
    command.args([mode, call, calls]);
    command
}

/// A program that is configured by its environment, and by nothing that this machine has.
pub fn configured(project: &Project, name: &str, url: &str, roots: Option<&Path>) -> Command {
    let mut command = Command::new(project.program("release", name));
    command
        .env_clear()
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env(
            "AWS_SECRET_ACCESS_KEY",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        )
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ENDPOINT_URL", url)
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    if let Some(roots) = roots {
        command.env("SSL_CERT_FILE", roots);
    }
    command
}
