//! What can stand behind `tiaojie service`.

use clap::{Args, Subcommand};

use super::args::one_of;
use crate::report::CountList;
use crate::text::{about, services_cli as about_services};

#[derive(Debug, Subcommand)]
pub(super) enum ServiceCommand {
    #[command(about = about_services::add(), long_about = about_services::add_long())]
    Add(Box<ServiceAddArgs>),
    #[command(about = about_services::list())]
    List(ServiceListArgs),
    #[command(about = about_services::totals())]
    Totals(ServiceTotalsArgs),
}

/// A list as it is named here: the one that is logged day by day is the log.
const fn name(list: CountList) -> &'static str {
    match list {
        CountList::Services => "log",
        other => other.code(),
    }
}

#[derive(Debug, Args)]
pub(super) struct ServiceAddArgs {
    #[arg(value_parser = one_of(&CountList::ALL, name), default_value = "log", value_name = "LIST", help = about_services::which())]
    pub which: CountList,
    #[arg(long, help = about_services::kind())]
    pub kind: Option<String>,
    #[arg(long, help = about_services::name())]
    pub name: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = about_services::quantity())]
    pub quantity: Option<String>,
    #[arg(long, help = about_services::unit())]
    pub unit: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = about_services::found())]
    pub found: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true, help = about_services::people())]
    pub people: Option<String>,
    #[arg(long, help = about_services::village())]
    pub village: Option<String>,
    #[arg(long, help = about_services::lead())]
    pub lead: Option<String>,
    #[arg(long, allow_hyphen_values = true, help = about_services::date())]
    pub date: Option<String>,
    #[arg(long, help = about_services::period_of())]
    pub period: Option<String>,
    #[arg(long, help = about_services::office())]
    pub office: Option<String>,
    #[arg(long, help = about::note())]
    pub note: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServiceListArgs {
    #[arg(value_parser = one_of(&CountList::ALL, name), default_value = "log", value_name = "LIST", help = about_services::which())]
    pub which: CountList,
    #[arg(long, help = about::period())]
    pub period: Option<String>,
    #[arg(long, help = about_services::of_office())]
    pub office: Option<String>,
    #[arg(long, default_value_t = 50, help = about_services::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServiceTotalsArgs {
    #[arg(long, help = about::period())]
    pub period: String,
    #[arg(long, help = about_services::of_office())]
    pub office: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}
