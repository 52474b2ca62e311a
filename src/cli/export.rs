//! `tiaojie export`: tables and the ledger as files.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::args::{FilterArgs, LINES, TABLES, one_of};
use super::complain::Complaint;
use super::context::Context;
use super::list::filter;
use super::meter::Meter;
use super::{names, say, say_json};
use crate::domain::{CutOff, Masking, Office, OfficeId, Period, RateBasis};
use crate::report::{
    Analysis, AnalysisQuestion, Asked, EntriesQuestion, Existing, Export, ExportError, Exported, FileError,
    Format, LedgerQuestion, Question, Scope, free_path, write_export,
};
use crate::store::{Grouping, Store, unwatched};
use crate::text::{Lang, about, export as words, export_cli as says};

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
    #[arg(long, value_name = "NAME", help = about::prepared_by())]
    pub prepared_by: Option<String>,
    #[arg(long, help = says::draft())]
    pub draft: bool,
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
    /// The first flag that does not apply to this kind of export.
    pub(super) fn stranger(&self) -> Option<&'static str> {
        use ExportWhat::{Analysis, CaseTable, Governance, Ledger, Totals, Year};
        let flags: [(&str, bool, &[ExportWhat]); 9] = [
            ("--prepared-by", self.prepared_by.is_some(), &[Governance]),
            ("--draft", self.draft, &[Governance]),
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

/// Runs the export.
pub(super) fn run(context: &Context, args: Box<ExportArgs>) -> Result<(), Complaint> {
    let lang = context.lang;
    if let Some(flag) = args.stranger() {
        return Err(Complaint::Usage(says::not_of_this(lang, flag)));
    }
    let mut store = context.open()?;
    let subject = subject(&store, &args, lang)?;
    let to = args.to.clone().unwrap_or_default();
    let named = Format::of_path(&to).filter(|_| !to.is_dir());
    let format = args.format.or(named).unwrap_or_default();
    let masking = if args.unmasked { Masking::Plain } else { Masking::Masked };
    let export = Export { subject, format, masking, lang };
    let refusals = export.refusals(&store)?;
    if !refusals.is_empty() && !args.draft {
        return Err(Complaint::Failed(says::not_handed_in(lang, &refusals)));
    }
    if to.as_os_str() == "-" {
        return to_stdout(&mut store, &export);
    }
    let wanted = to_path(&to, &export.subject.file_name(&store, format, lang));
    let chosen = args.to.as_ref().is_some_and(|to| !to.is_dir());
    let (path, existing) = settle(context, &wanted, chosen, args.force)?;
    let written = export
        .to_file(&mut store, &path, existing, &mut Meter::new(lang, says::progress).watch())
        .map_err(|e| failed(lang, e))?;
    if args.json {
        return say_json(&json!({
            "file": written.path.display().to_string(), "format": format.code(), "cases": written.cases,
            "masking": masking.code(), "what": export.subject.said(&store, lang),
        }));
    }
    let masking = export.subject.names_people().then_some(masking);
    let within = words::within(lang, written.cases, masking);
    say(&words::done(lang, &written.path.display().to_string(), &within))
}

fn failed(lang: Lang, error: ExportError) -> Complaint {
    match error {
        ExportError::Store(error) => Complaint::Store(error),
        ExportError::File(FileError::Exists(path)) => Complaint::Failed(says::exists(lang, &path)),
        ExportError::Io(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Complaint::NobodyReads,
        error => Complaint::Failed(error.said(lang)),
    }
}

/// In a folder, the file gets its default name.
fn to_path(to: &Path, name: &str) -> PathBuf {
    let ends_as_folder = to.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    if to.as_os_str().is_empty() || to.is_dir() || ends_as_folder { to.join(name) } else { to.to_owned() }
}

/// Handles an existing file: a path given by the user is replaced if wanted, otherwise an unused name
/// is chosen.
fn settle(
    context: &Context,
    wanted: &Path,
    was_named: bool,
    force: bool,
) -> Result<(PathBuf, Existing), Complaint> {
    let is_there = wanted.symlink_metadata().is_ok();
    match (is_there, force, was_named) {
        (false, ..) => Ok((wanted.to_owned(), Existing::Refuse)),
        (true, true, _) => Ok((wanted.to_owned(), Existing::Replace)),
        (true, false, false) => Ok((free_path(wanted), Existing::Refuse)),
        (true, false, true) if context.agrees(&says::ask_replace(context.lang, wanted))? => {
            Ok((wanted.to_owned(), Existing::Replace))
        }
        (true, false, true) => Err(Complaint::Failed(says::exists(context.lang, wanted))),
    }
}

/// Writes the export to stdout, and records it.
fn to_stdout(store: &mut Store, export: &Export) -> Result<(), Complaint> {
    let mut out = std::io::stdout();
    let cases = write_export(store, export, &mut out, &mut unwatched());
    // What was read before the pipe was closed has left the file too.
    let cases = match cases {
        Err(ExportError::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => 0,
        other => other.map_err(|error| failed(export.lang, error))?,
    };
    export.record(store, cases, "-")?;
    Ok(())
}

fn subject(store: &Store, args: &ExportArgs, lang: Lang) -> Result<Exported, Complaint> {
    let period = args.filter.period.as_deref().map(|text| names::period(lang, text)).transpose()?;
    if args.what == ExportWhat::Ledger {
        let filter = filter(store, lang, &args.filter)?;
        return Ok(Exported::Ledger(Box::new(LedgerQuestion { filter, period })));
    }
    let missing = || Complaint::Usage(says::no_period(lang).to_owned());
    let period = period.ok_or_else(missing)?;
    let office = names::scope(store, lang, args.filter.office.as_deref())?;
    let office = office.filter(|id| *id != Office::root_id());
    let cut_off = store.settings().cut_off();
    let rate = args.rate.unwrap_or(store.settings().rate_basis);
    let by = args.by.unwrap_or(Grouping::Type);
    let scope = match (office, &args.filter.office) {
        (Some(id), _) => Scope::Office(id),
        (None, Some(_)) => Scope::All,
        (None, None) => Scope::Each,
    };
    let asked = Asked { period, scope, cut_off, rate };
    let question = |grouping| Question { period, grouping, office, cut_off, rate };
    Ok(match args.what {
        ExportWhat::Ledger | ExportWhat::CaseTable => Exported::CaseTable(asked),
        ExportWhat::Governance => Exported::Governance(asked, args.prepared_by.clone()),
        ExportWhat::Totals => Exported::Totals(question(by)),
        ExportWhat::Year => Exported::Year(question(Grouping::Month)),
        ExportWhat::Services => Exported::Entries(EntriesQuestion { period, office, cut_off }),
        ExportWhat::Analysis => Exported::Analysis(analyses(args, period, office, (cut_off, rate))),
        ExportWhat::Locks => match period {
            Period::Year(year) => Exported::Locks { year, office, cut_off },
            _ => {
                let typed = args.filter.period.as_deref().unwrap_or_default();
                return Err(Complaint::Usage(crate::text::locks::not_a_year(lang, typed)));
            }
        },
    })
}

/// The requested table; all of them by default.
fn analyses(
    args: &ExportArgs,
    period: Period,
    office: Option<OfficeId>,
    (cut_off, rate): (CutOff, RateBasis),
) -> Vec<AnalysisQuestion> {
    let wanted = args.analysis.map(|table| super::totals::analysis(table, args.by.unwrap_or(Grouping::Type)));
    let all = wanted.map_or_else(|| Analysis::ALL.to_vec(), |one| vec![one]);
    all.into_iter().map(|analysis| AnalysisQuestion { analysis, period, office, cut_off, rate }).collect()
}
