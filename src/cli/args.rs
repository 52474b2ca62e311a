//! What can stand on the command line.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::account_args::{DisclosuresArgs, HistoryArgs, VerifyArgs};
use super::document_args::{DocumentCommand, PrintArgs};
use super::export_args::ExportArgs;
use super::passphrase_args::PassphraseCommand;
use super::service_args::ServiceCommand;
use crate::domain::RateBasis;
use crate::store::Grouping;
use crate::text::Lang;
use crate::text::about;

#[derive(Debug, Parser)]
#[command(name = "tiaojie", version, about = about::program())]
pub(super) struct Cli {
    #[arg(long, global = true, env = "TIAOJIE_FILE", value_name = "PATH", help = about::file(), hide_env_values = true)]
    pub file: Option<PathBuf>,
    #[arg(long, global = true, value_enum, default_value_t = LangChoice::Zh, help = about::lang())]
    pub lang: LangChoice,
    #[arg(long, short = 'y', global = true, help = about::yes())]
    pub yes: bool,
    #[arg(long, global = true, env = "TIAOJIE_PASSPHRASE_FILE", value_name = "PATH", help = crate::text::protection::about_passphrase_file(), hide_env_values = true)]
    pub passphrase_file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LangChoice {
    Zh,
    En,
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Self {
        match choice {
            LangChoice::Zh => Self::Zh,
            LangChoice::En => Self::En,
        }
    }
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
    #[command(about = about::due())]
    Due(DueArgs),
    #[command(about = about::report(), long_about = about::report_long())]
    Report(ReportArgs),
    #[command(about = about::import())]
    Import(ImportArgs),
    #[command(about = crate::text::export_cli::about(), long_about = crate::text::export_cli::long())]
    Export(Box<ExportArgs>),
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
    #[command(about = crate::text::backups_cli::about_backup())]
    Backup(super::backup_args::BackupArgs),
    #[command(about = crate::text::backups_cli::about_restore())]
    Restore(super::backup_args::RestoreArgs),
    #[command(about = crate::text::backups_cli::about_recover())]
    Recover(super::backup_args::RecoverArgs),
    #[command(about = crate::text::account_cli::history())]
    History(HistoryArgs),
    #[command(about = crate::text::account_cli::verify())]
    Verify(VerifyArgs),
    #[command(about = crate::text::account_cli::disclosures())]
    Disclosures(DisclosuresArgs),
    #[command(about = about::check())]
    Check(JsonArgs),
    #[command(about = about::rebuild())]
    Rebuild,
    #[command(about = about::demo())]
    Demo,
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
    #[arg(long, help = about::note())]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
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
}

#[derive(Debug, Args)]
pub(super) struct TotalsArgs {
    #[arg(long, help = about::period())]
    pub period: String,
    #[arg(long, value_enum, default_value_t = By::Type, help = about::by())]
    pub by: By,
    #[arg(long, value_enum, value_name = "BASIS", help = about::rate())]
    pub rate: Option<RateOf>,
    #[arg(long, value_enum, value_name = "TABLE", help = about::analysis())]
    pub analysis: Option<Table>,
    #[arg(long, help = about::office())]
    pub office: Option<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RateOf {
    Accepted,
    Closed,
    Mediated,
}

impl From<RateOf> for RateBasis {
    fn from(of: RateOf) -> Self {
        match of {
            RateOf::Accepted => Self::Accepted,
            RateOf::Closed => Self::Closed,
            RateOf::Mediated => Self::Mediated,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Table {
    Hotspots,
    Workload,
    Days,
    Age,
    Repeat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum By {
    Month,
    Type,
    Office,
    Village,
    Source,
    Mediator,
    Level,
    Difficulty,
    Tag,
}

impl From<By> for Grouping {
    fn from(by: By) -> Self {
        match by {
            By::Month => Self::Month,
            By::Type => Self::Type,
            By::Office => Self::Office,
            By::Village => Self::Village,
            By::Source => Self::Source,
            By::Mediator => Self::Mediator,
            By::Level => Self::Level,
            By::Difficulty => Self::Difficulty,
            By::Tag => Self::Tag,
        }
    }
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
    #[arg(long, value_enum, help = about::rate())]
    pub rate: Option<RateOf>,
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

impl ReportName {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::CaseTable => "case-table",
            Self::Governance => "governance",
            Self::Monthly => "monthly",
            Self::Paragraph => "paragraph",
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(required = true, value_name = "FILE", help = about::files())]
    pub files: Vec<PathBuf>,
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

/// A command with its headings in the language of the help, and those below it.
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
