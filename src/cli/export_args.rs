//! What can stand behind `tiaojie export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{FilterArgs, LINES, TABLES, one_of};
use crate::domain::RateBasis;
use crate::report::{Analysis, Format};
use crate::store::Grouping;
use crate::text::{about, export_cli as says};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(value_enum, value_name = "WHAT", help = says::what())]
    pub what: ExportWhat,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[arg(long, value_parser = one_of(&LINES, Grouping::code), help = says::by())]
    pub by: Option<Grouping>,
    #[arg(long, value_parser = one_of(&TABLES, Analysis::code), value_name = "TABLE", help = says::analysis())]
    pub analysis: Option<Analysis>,
    #[arg(long, value_parser = one_of(&RateBasis::ALL, RateBasis::code), value_name = "BASIS", help = about::rate())]
    pub rate: Option<RateBasis>,
    #[arg(long, value_parser = one_of(&Format::ALL, Format::code), help = says::format())]
    pub format: Option<Format>,
    #[arg(long, value_name = "FILE|DIR|-", help = says::to())]
    pub to: Option<PathBuf>,
    #[arg(long, help = says::unmasked())]
    pub unmasked: bool,
    #[arg(long, help = says::force())]
    pub force: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportWhat {
    Ledger,
    CaseTable,
    Governance,
    Totals,
    Year,
    Services,
    Analysis,
    Locks,
}

impl ExportArgs {
    /// The first flag that says something of which this kind of export knows nothing.
    pub(super) fn stranger(&self) -> Option<&'static str> {
        use ExportWhat::{Analysis, CaseTable, Governance, Ledger, Totals, Year};
        let flags: [(&str, bool, &[ExportWhat]); 7] = [
            ("--by", self.by.is_some(), &[Totals, Analysis]),
            ("--analysis", self.analysis.is_some(), &[Analysis]),
            ("--rate", self.rate.is_some(), &[CaseTable, Governance, Totals, Year, Analysis]),
            ("--type", self.filter.kind.is_some(), &[Ledger]),
            ("--outcome", self.filter.outcome.is_some(), &[Ledger]),
            ("--mediator", self.filter.mediator.is_some(), &[Ledger]),
            ("--source", self.filter.source.is_some(), &[Ledger]),
        ];
        let stranger = flags.iter().find(|(_, given, known)| *given && !known.contains(&self.what));
        stranger.map(|(flag, ..)| *flag)
    }
}
