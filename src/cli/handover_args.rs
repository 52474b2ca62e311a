//! What can stand behind `tiaojie handover`.

use clap::Args;

use crate::text::about;
use crate::text::laptop as words;

#[derive(Debug, Args)]
pub(super) struct HandoverArgs {
    #[arg(long, value_name = "OFFICE", required_unless_present = "case", help = words::about_office())]
    pub office: Option<String>,
    #[arg(long, value_name = "NUMBER|ID", conflicts_with = "office", requires = "to", help = words::about_case())]
    pub case: Option<String>,
    #[arg(long, value_name = "OFFICE", help = words::about_to())]
    pub to: Option<String>,
    #[arg(long, help = words::about_dry_run())]
    pub dry_run: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}
