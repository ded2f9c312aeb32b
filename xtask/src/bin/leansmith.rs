//! The command line as a standalone program: `leansmith <command>`.

use std::process::ExitCode;

fn main() -> ExitCode {
    xtask::run(xtask::Program::Leansmith)
}
