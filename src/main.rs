//! Arguments → a command, or the terminal.
fn main() {}
