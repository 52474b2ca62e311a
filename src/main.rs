//! Arguments to a command, or the terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    tiaojie::cli::run(std::env::args_os())
}
