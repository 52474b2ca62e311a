//! The command line arguments.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::disclosures::DisclosuresArgs;
use super::document::DocumentCommand;
use super::exchange::ExchangeCommand;
use super::export::ExportArgs;
use super::handover::HandoverArgs;
use super::history::HistoryArgs;
use super::merge::MergeArgs;
use super::passphrase::PassphraseCommand;
use super::print::PrintArgs;
use super::quickcard::QuickcardArgs;
use super::rest_days::RestDaysArgs;
use super::service::ServiceCommand;
use super::verify::VerifyArgs;
use crate::domain::RateBasis;
use crate::report::Analysis;
use crate::store::{AgeBy, Grouping};
use crate::text::Lang;
use crate::text::about;

/// The groupings of totals, in the order of the help.
pub(super) const LINES: [Grouping; 9] = {
    use Grouping::{Difficulty, Level, Mediator, Month, Office, Source, Tag, Type, Village};
    [Month, Type, Office, Village, Source, Mediator, Level, Difficulty, Tag]
};

/// The tables of the analysis; `--by` selects the dimension of ages.
pub(super) const TABLES: [Analysis; 5] =
    [Analysis::Hotspots, Analysis::Workload, Analysis::Days, Analysis::Age(AgeBy::Type), Analysis::Repeat];

/// Parses one of these by its code.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    code: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|one| code(*one)))
        .try_map(move |typed| all.iter().copied().find(|one| code(*one) == typed).ok_or("no such value"))
}

#[derive(Debug, Parser)]
#[command(name = "tiaojie", version, about = about::program())]
pub(super) struct Cli {
    #[arg(long, global = true, env = "TIAOJIE_FILE", value_name = "PATH", help = about::file(), hide_env_values = true)]
    pub file: Option<PathBuf>,
    #[arg(long, global = true, value_parser = one_of(&[Lang::Zh, Lang::En], Lang::code), default_value = "zh", help = about::lang())]
    pub lang: Lang,
    #[arg(long, short = 'y', global = true, help = about::yes())]
    pub yes: bool,
    #[arg(long, global = true, env = "TIAOJIE_PASSPHRASE_FILE", value_name = "PATH", help = crate::text::protection::about_passphrase_file(), hide_env_values = true)]
    pub passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(about = about::add(), long_about = about::add_long())]
    Add(Box<AddArgs>),
    #[command(about = about::list())]
    List(ListArgs),
    #[command(about = about::show())]
    Show(ShowArgs),
    #[command(about = about::totals())]
    Totals(TotalsArgs),
    #[command(about = crate::text::services_cli::about())]
    Service {
        #[command(subcommand)]
        command: ServiceCommand,
    },
    #[command(about = about::lock())]
    Lock(LockArgs),
    #[command(about = about::unlock())]
    Unlock(UnlockArgs),
    #[command(about = crate::text::laptop::about_handover())]
    Handover(HandoverArgs),
    #[command(about = crate::text::merge::about(), long_about = crate::text::merge::about_long())]
    Merge(MergeArgs),
    #[command(about = about::due())]
    Due(DueArgs),
    #[command(about = crate::text::rest_days::about(), long_about = crate::text::rest_days::long())]
    RestDays(RestDaysArgs),
    #[command(about = about::report(), long_about = about::report_long())]
    Report(ReportArgs),
    #[command(about = about::import())]
    Import(ImportArgs),
    #[command(about = crate::text::export_cli::about(), long_about = crate::text::export_cli::long())]
    Export(Box<ExportArgs>),
    #[command(about = crate::text::exchange_cli::about())]
    Exchange {
        #[command(subcommand)]
        command: ExchangeCommand,
    },
    #[command(about = crate::text::document::about_print())]
    Print(PrintArgs),
    #[command(about = crate::text::document::about_document())]
    Document {
        #[command(subcommand)]
        command: DocumentCommand,
    },
    #[command(about = crate::text::protection::about())]
    Passphrase {
        #[command(subcommand)]
        command: PassphraseCommand,
    },
    #[command(about = crate::text::account_cli::history())]
    History(HistoryArgs),
    #[command(about = crate::text::account_cli::verify())]
    Verify(VerifyArgs),
    #[command(about = crate::text::account_cli::disclosures())]
    Disclosures(DisclosuresArgs),
    #[command(about = crate::text::backups_cli::about_backup())]
    Backup(super::backup::BackupArgs),
    #[command(about = crate::text::backups_cli::about_restore())]
    Restore(super::backup::RestoreArgs),
    #[command(about = crate::text::backups_cli::about_recover())]
    Recover(super::backup::RecoverArgs),
    #[command(about = about::check())]
    Check(JsonArgs),
    #[command(about = about::rebuild())]
    Rebuild,
    #[command(about = about::demo())]
    Demo {
        #[arg(long, help = crate::text::tour::about())]
        tour: bool,
    },
    #[command(about = crate::text::quickcard::about())]
    Quickcard(QuickcardArgs),
    #[command(about = about::completions())]
    Completions {
        #[arg(help = about::shell())]
        shell: clap_complete::Shell,
    },
    #[command(about = about::man())]
    Man,
}

#[derive(Debug, Args)]
pub(super) struct JsonArgs {
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    #[arg(value_name = "-", value_parser = ["-"], help = about::stdin())]
    pub dash: Option<String>,
    #[arg(long, help = about::stdin())]
    pub stdin: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
    #[command(flatten)]
    pub case: CaseArgs,
}

#[derive(Debug, Default, PartialEq, Eq, Args)]
pub(super) struct CaseArgs {
    #[arg(long, allow_hyphen_values = true, help = about::date())]
    pub date: Option<String>,
    #[arg(long, help = about::number())]
    pub number: Option<String>,
    #[arg(long, help = about::town())]
    pub town: Option<String>,
    #[arg(long, help = about::village())]
    pub village: Option<String>,
    #[arg(long, help = about::place())]
    pub place: Option<String>,
    #[arg(long = "applicant", value_name = "NAME", help = about::applicant())]
    pub applicants: Vec<String>,
    #[arg(long = "respondent", value_name = "NAME", help = about::respondent())]
    pub respondents: Vec<String>,
    #[arg(long = "type", value_name = "TYPE", help = about::kind())]
    pub kind: Option<String>,
    #[arg(long, help = about::source())]
    pub source: Option<String>,
    #[arg(long = "mediator", value_name = "NAME", help = about::mediator())]
    pub mediators: Vec<String>,
    #[arg(long, help = about::summary())]
    pub summary: Option<String>,
    #[arg(long, help = about::people())]
    pub people: Option<u32>,
    #[arg(long, help = about::outcome())]
    pub outcome: Option<String>,
    #[arg(long, allow_hyphen_values = true, help = about::closed())]
    pub closed: Option<String>,
    #[arg(long, help = about::form())]
    pub form: Option<String>,
    #[arg(long, allow_hyphen_values = true, help = about::amount())]
    pub amount: Option<String>,
    #[arg(long, help = about::plan())]
    pub plan: Option<String>,
    #[arg(long, help = about::note())]
    pub note: Option<String>,
}

/// What narrows cases.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    #[arg(long, help = about::period())]
    pub period: Option<String>,
    #[arg(long = "type", value_name = "TYPE", help = about::kind())]
    pub kind: Option<String>,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, help = about::list_outcome())]
    pub outcome: Option<String>,
    #[arg(long, help = about::list_mediator())]
    pub mediator: Option<String>,
    #[arg(long, help = about::source())]
    pub source: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub filter: FilterArgs,
    #[arg(long, default_value_t = 50, help = about::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "NUMBER|ID", help = about::which())]
    pub which: String,
    #[arg(long, help = about::json())]
    pub json: bool,
    #[arg(long, conflicts_with = "json", help = crate::text::summary::about())]
    pub summary: bool,
    #[arg(long, requires = "summary", help = crate::text::summary::about_unmasked())]
    pub unmasked: bool,
}

#[derive(Debug, Args)]
pub(super) struct TotalsArgs {
    #[arg(long, help = about::period())]
    pub period: String,
    #[arg(long, value_parser = one_of(&LINES, Grouping::code), default_value = "type", help = about::by())]
    pub by: Grouping,
    #[arg(long, value_parser = one_of(&RateBasis::ALL, RateBasis::code), value_name = "BASIS", help = about::rate())]
    pub rate: Option<RateBasis>,
    #[arg(long, value_parser = one_of(&TABLES, Analysis::code), value_name = "TABLE", help = about::analysis())]
    pub analysis: Option<Analysis>,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct LockArgs {
    #[arg(long, help = about::lock_period())]
    pub period: String,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, help = about::lock_list())]
    pub list: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct UnlockArgs {
    #[arg(long, help = about::lock_month())]
    pub period: String,
    #[arg(long, help = about::reason())]
    pub reason: String,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DueArgs {
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, value_name = "KIND", help = about::due_kind())]
    pub kind: Option<String>,
    #[arg(long, default_value_t = 50, help = about::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[arg(value_enum, value_name = "REPORT", help = about::which_report())]
    pub report: ReportName,
    #[arg(long, help = about::period())]
    pub period: String,
    #[arg(long, help = about::report_office())]
    pub office: Option<String>,
    #[arg(long, help = about::template())]
    pub template: Option<String>,
    #[arg(long, value_parser = one_of(&RateBasis::ALL, RateBasis::code), help = about::rate())]
    pub rate: Option<RateBasis>,
    #[arg(long, value_name = "NAME", help = about::prepared_by())]
    pub prepared_by: Option<String>,
    #[arg(long, conflicts_with = "round", help = about::exact())]
    pub exact: bool,
    #[arg(long, help = about::round())]
    pub round: bool,
    #[arg(long, conflicts_with = "json", help = about::as_text())]
    pub text: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ReportName {
    CaseTable,
    Governance,
    Monthly,
    Paragraph,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(required_unless_present = "undo", value_name = "FILE", help = about::files())]
    pub files: Vec<PathBuf>,
    #[arg(long, conflicts_with_all = ["files", "places", "map", "sheet", "year", "update"], help = about::undo_import())]
    pub undo: bool,
    #[arg(long, help = about::places())]
    pub places: bool,
    #[arg(long, value_name = "COLUMN=MEANING", help = about::map(), long_help = about::map_long())]
    pub map: Vec<String>,
    #[arg(long, value_name = "NAME", help = about::sheet())]
    pub sheet: Vec<String>,
    #[arg(long, value_name = "Y", help = about::year())]
    pub year: Option<i32>,
    #[arg(long, help = about::dry_run())]
    pub dry_run: bool,
    #[arg(long, help = about::update())]
    pub update: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Sets the headings of a command and its subcommands in the language of the help.
fn headed(command: clap::Command) -> clap::Command {
    let mut command = command
        .subcommand_help_heading(about::commands_heading())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(
            clap::Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help)
                .help_heading(about::options_heading())
                .help(about::help_flag()),
        )
        .help_template(format!(
            "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}",
            about::usage_heading()
        ))
        .mut_args(|arg| {
            let heading =
                if arg.is_positional() { about::arguments_heading() } else { about::options_heading() };
            arg.help_heading(heading)
        });
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, headed);
    }
    command
}

/// The command line with its headings in the language of the help.
pub(super) fn command() -> clap::Command {
    headed(
        Cli::command().disable_version_flag(true).arg(
            clap::Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version)
                .help(about::version_flag()),
        ),
    )
}
