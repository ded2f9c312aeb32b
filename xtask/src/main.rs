//! The project's command line: `cargo xtask <command>`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run(xtask::Program::Xtask)
}
