//! `tiaojie completions` and `tiaojie man`.

use std::io::Write;

use super::args;
use super::complain::Complaint;

/// Prints a completion script.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<(), Complaint> {
    // Written to memory first, because the generator panics if stdout is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "tiaojie", &mut script);
    print(&script)
}

/// Prints the manual pages, that of the program first.
pub(super) fn man() -> Result<(), Complaint> {
    let command = args::command();
    let mut pages = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut pages)?;
    for sub in command.get_subcommands() {
        let name = format!("tiaojie-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().name(name)).render(&mut pages)?;
    }
    print(&pages)
}

fn print(bytes: &[u8]) -> Result<(), Complaint> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}
