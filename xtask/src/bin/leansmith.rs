//! The command line as a program of its own: `leansmith <command>`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run(xtask::Program::Leansmith)
}
