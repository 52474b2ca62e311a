//! What can stand on the command line of `history`, `verify` and `disclosures`.

use clap::Args;

use crate::text::{about, account_cli as words};

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    #[arg(value_name = "NUMBER", help = words::which())]
    pub which: String,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[arg(long, value_name = "TEXT", num_args = 1.., help = words::anchor())]
    pub anchor: Vec<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DisclosuresArgs {
    #[arg(long, value_name = "MONTH", help = words::month())]
    pub month: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = ["export", "print", "copy", "bundle", "unmask"], help = words::kind())]
    pub kind: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 200, help = words::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}
