//! Runs a command, or the terminal without one.

use std::process::ExitCode;

fn main() -> ExitCode {
    tiaojie::cli::run(std::env::args_os())
}
