//! What can stand behind `tiaojie export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{By, ListArgs, RateOf, Table};
use crate::report::Format;
use crate::text::{about, export_cli as says};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(value_enum, value_name = "WHAT", help = says::what())]
    pub what: ExportWhat,
    #[arg(long, help = about::period())]
    pub period: Option<String>,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, value_enum, help = says::by())]
    pub by: Option<By>,
    #[arg(long, value_enum, value_name = "TABLE", help = says::analysis())]
    pub analysis: Option<Table>,
    #[arg(long, value_enum, value_name = "BASIS", help = about::rate())]
    pub rate: Option<RateOf>,
    #[arg(long = "type", value_name = "TYPE", help = about::kind())]
    pub kind: Option<String>,
    #[arg(long, help = about::list_outcome())]
    pub outcome: Option<String>,
    #[arg(long, help = about::list_mediator())]
    pub mediator: Option<String>,
    #[arg(long, help = about::source())]
    pub source: Option<String>,
    #[arg(long, value_enum, help = says::format())]
    pub format: Option<ExportFormat>,
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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ExportFormat {
    Xlsx,
    Csv,
    Json,
    Text,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Json => Self::Json,
            ExportFormat::Text => Self::Text,
        }
    }
}

impl ExportArgs {
    /// The flags that narrow the cases of a ledger, as those of a list.
    pub(super) fn as_list(&self) -> ListArgs {
        ListArgs {
            period: self.period.clone(),
            kind: self.kind.clone(),
            office: self.office.clone(),
            outcome: self.outcome.clone(),
            mediator: self.mediator.clone(),
            source: self.source.clone(),
            limit: 0,
            json: false,
        }
    }

    /// The first flag that says something of which this kind of export knows nothing.
    pub(super) fn stranger(&self) -> Option<&'static str> {
        use ExportWhat::{Analysis, CaseTable, Governance, Ledger, Totals, Year};
        let flags: [(&str, bool, &[ExportWhat]); 7] = [
            ("--by", self.by.is_some(), &[Totals, Analysis]),
            ("--analysis", self.analysis.is_some(), &[Analysis]),
            ("--rate", self.rate.is_some(), &[CaseTable, Governance, Totals, Year, Analysis]),
            ("--type", self.kind.is_some(), &[Ledger]),
            ("--outcome", self.outcome.is_some(), &[Ledger]),
            ("--mediator", self.mediator.is_some(), &[Ledger]),
            ("--source", self.source.is_some(), &[Ledger]),
        ];
        let stranger = flags.iter().find(|(_, given, known)| *given && !known.contains(&self.what));
        stranger.map(|(flag, ..)| *flag)
    }
}
