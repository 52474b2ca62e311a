//! Writes an export under a temporary name, renames it, and records it.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;

use super::file::{Existing, FileError, Written, write_aside};
use super::subject::{Format, Subject};
use super::{Book, case_table, governance, ledger_lines, ledger_xlsx, others, plain, totals, xlsx, year};
use crate::domain::{Dispute, DisputeId, Masking};
use crate::report::figure_form::FigureForm;
use crate::report::{
    AnalysisQuestion, AnalysisReport, Asked, EntriesReport, LockedYear, Scope, TotalsReport, View,
    grouping_name,
};
use crate::store::{DisclosureKind, NewDisclosure, Stage, Stopped, Store, StoreError, Ticker, Watch};
use crate::text::field::Wording;
use crate::text::{Lang, export as words, totals as totals_words};

/// An export: what is written and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What is exported.
    pub subject: Subject,
    /// The format of the file.
    pub format: Format,
    /// Whether personal data is hidden.
    pub masking: Masking,
    /// The language.
    pub lang: Lang,
}

/// Why an export failed.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The records could not be read, or the export could not be recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be created.
    #[error(transparent)]
    File(#[from] FileError),
    /// The content could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The workbook could not be made.
    #[error("workbook: {0}")]
    Workbook(XlsxError),
    /// It was cancelled.
    #[error("stopped")]
    Stopped,
}

impl ExportError {
    /// The error as a sentence that says what to do.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Store(error) => crate::text::errors::store_error(lang, error),
            Self::File(error) => error.said(lang),
            Self::Io(error) => words::nothing_written(lang, error),
            Self::Workbook(error) => words::no_workbook(lang, &error.to_string()),
            Self::Stopped => words::stopped(lang).to_owned(),
        }
    }
}

impl From<Stopped> for ExportError {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            error => Self::Workbook(error),
        }
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

/// The cases of a ledger, the oldest first, read one at a time.
pub(super) struct Cases<'a> {
    pub store: &'a Store,
    masking: Masking,
    ids: Vec<DisputeId>,
}

impl<'a> Cases<'a> {
    pub(super) fn wording(&self, lang: Lang) -> Wording<'a> {
        Wording { directory: self.store.directory(), lang }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Passes on each case, masked if asked for, with its position from 1; returns how many there are.
    pub(super) fn each(
        &self,
        watch: &mut Watch<'_>,
        mut take: impl FnMut(i64, &Dispute) -> Result<(), ExportError>,
    ) -> Result<u64, ExportError> {
        let total = u64::try_from(self.ids.len()).unwrap_or(u64::MAX);
        let mut ticker = Ticker::new(watch, Stage::Writing, total);
        ticker.tell()?;
        for (place, id) in (1..).zip(&self.ids) {
            take(place, &self.masking.shown(&self.store.dispute(*id)?))?;
            ticker.tick()?;
        }
        ticker.tell()?;
        Ok(total)
    }
}

/// Writes the export to `out`; returns how many cases it contains, 0 for figures alone. Nothing is recorded.
///
/// # Errors
/// When it cannot be read or written.
pub fn write_export(
    store: &Store,
    export: &Export,
    out: &mut (impl Write + Send),
    watch: &mut Watch<'_>,
) -> Result<u64, ExportError> {
    let lang = export.lang;
    if let Subject::Ledger(question) = &export.subject {
        let mut ids = store.all_ids(&question.filter)?;
        ids.reverse();
        let cases = Cases { store, masking: export.masking, ids };
        if export.format != Format::Xlsx {
            return ledger_lines::write(&cases, export.format, lang, out, watch);
        }
        let period = question.period.map(|period| totals_words::period(lang, &period)).unwrap_or_default();
        let office = export.subject.office_name(store, lang);
        let above = ledger_xlsx::Above {
            title: words::title_of_ledger(lang, &office, &period),
            about: export.subject.about(store, words::UNIT_OF_LEDGER.text(lang), lang),
        };
        return ledger_xlsx::write(&cases, &above, lang, out, watch);
    }
    let format = if export.subject.formats().contains(&export.format) { export.format } else { Format::Text };
    match format {
        Format::Xlsx => xlsx::write(&book(store, export)?, store.today(), lang, out)?,
        Format::Csv => plain::csv(&book(store, export)?, out)?,
        Format::Json => json(store, export, out)?,
        Format::Text => text(store, export, out)?,
    }
    Ok(0)
}

impl Export {
    /// Why the office above would send it back, in sentences; empty where nothing is known against it.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn refusals(&self, store: &Store) -> crate::store::Result<Vec<String>> {
        let Subject::Governance(asked, preparer) = &self.subject else { return Ok(Vec::new()) };
        let form = governance_of(store, asked, preparer.as_deref(), self.lang)?;
        Ok(form.refusals.into_iter().map(|refusal| refusal.sentence).collect())
    }

    /// Writes the export to a file and records it. If it cannot be recorded, the file is removed.
    ///
    /// # Errors
    /// When it cannot be read, written or recorded.
    pub fn to_file(
        &self,
        store: &mut Store,
        path: &Path,
        existing: Existing,
        watch: &mut Watch<'_>,
    ) -> Result<Written, ExportError> {
        let written = self.to_unrecorded_file(store, path, existing, watch)?;
        self.keep(store, written)
    }

    /// Writes the export to a file that [`Self::keep`] has to record.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn to_unrecorded_file(
        &self,
        store: &Store,
        path: &Path,
        existing: Existing,
        watch: &mut Watch<'_>,
    ) -> Result<Written, ExportError> {
        let cases = write_aside(path, existing, |out| write_export(store, self, out, watch))?;
        Ok(Written { path: path.to_owned(), cases })
    }

    /// Records an exported file. If it cannot be recorded, the file is removed.
    ///
    /// # Errors
    /// When it cannot be recorded.
    pub fn keep(&self, store: &mut Store, written: Written) -> Result<Written, ExportError> {
        if let Err(error) = self.record(store, written.cases, &written.path.display().to_string()) {
            // An unrecorded file must not stay; if it cannot be removed, the first error is reported.
            let _ = std::fs::remove_file(&written.path);
            return Err(error.into());
        }
        Ok(written)
    }

    /// Records the export; `to` names its destination.
    ///
    /// # Errors
    /// When it cannot be recorded.
    pub fn record(&self, store: &mut Store, cases: u64, to: &str) -> crate::store::Result<()> {
        store.disclose(&NewDisclosure {
            kind: DisclosureKind::Export,
            what: self.subject.said(store, self.lang),
            cases,
            masking: self.masking,
            to: to.to_owned(),
        })
    }
}

/// The forms of the case table: all offices side by side, and their sum with last year; or a single office.
fn case_forms(store: &Store, asked: &Asked, lang: Lang) -> crate::store::Result<Vec<(Asked, FigureForm)>> {
    let scopes = match asked.scope {
        Scope::Each => vec![Scope::Each, Scope::All],
        one => vec![one],
    };
    let form = |scope| {
        let asked = Asked { scope, ..*asked };
        Ok((asked, crate::report::case_table(store, &asked, lang)?))
    };
    scopes.into_iter().map(form).collect()
}

fn governance_of(
    store: &Store,
    asked: &Asked,
    preparer: Option<&str>,
    lang: Lang,
) -> crate::store::Result<FigureForm> {
    let scope = if asked.scope == Scope::Each { Scope::All } else { asked.scope };
    let asked = Asked { scope, ..*asked };
    match preparer {
        Some(name) => crate::report::governance_form_by(store, &asked, name, lang),
        None => crate::report::governance_form(store, &asked, lang),
    }
}

fn analyses(
    store: &Store,
    all: &[AnalysisQuestion],
    masking: Masking,
    lang: Lang,
) -> crate::store::Result<Vec<AnalysisReport>> {
    let one = |question: &AnalysisQuestion| AnalysisReport::build(store, *question, lang);
    all.iter().map(|question| Ok(others::shown(one(question)?, masking))).collect()
}

/// Lays a report out as a workbook. A ledger has no book: it is written row by row.
fn book(store: &Store, export: &Export) -> crate::store::Result<Book> {
    let mut book = unsealed(store, export)?;
    let seal = seal_of(store, export)?;
    for sheet in &mut book.sheets {
        if let super::Content::Table(table) = &mut sheet.content {
            table.seal.clone_from(&seal);
        }
    }
    Ok(book)
}

/// The code of the records, for monthly reports; empty for other exports.
fn seal_of(store: &Store, export: &Export) -> crate::store::Result<String> {
    match &export.subject {
        Subject::CaseTable(_) | Subject::Governance(..) | Subject::Totals(_) | Subject::Locks { .. } => {
            crate::report::seal(store, export.lang)
        }
        _ => Ok(String::new()),
    }
}

fn unsealed(store: &Store, export: &Export) -> crate::store::Result<Book> {
    let (subject, lang) = (&export.subject, export.lang);
    let signed = || words::signed(lang, Some(store.today()));
    let about = |unit: crate::text::Words| subject.about(store, unit.text(lang), lang);
    let one = |table: super::Table, name: &str| Book { sheets: vec![super::Sheet::table(name, table)] };
    Ok(match subject {
        Subject::Ledger(_) | Subject::Words { .. } => Book { sheets: Vec::new() },
        Subject::CaseTable(asked) => {
            let mut sheets = Vec::new();
            for (asked, form) in case_forms(store, asked, lang)? {
                let name = if asked.scope == Scope::Each { words::BY_OFFICE } else { words::CASE_TABLE };
                let lines = about(words::UNIT_OF_CASE_TABLE);
                let above = case_table::About {
                    asked: &asked,
                    directory: store.directory(),
                    lines,
                    signed: signed(),
                };
                sheets.extend(case_table::sheets(&form, name.text(lang), &above, lang));
            }
            Book { sheets }
        }
        Subject::Governance(asked, preparer) => {
            let form = governance_of(store, asked, preparer.as_deref(), lang)?;
            let table = governance::table(&form, about(words::UNIT_OF_GOVERNANCE), lang);
            one(table, words::GOVERNANCE.text(lang))
        }
        Subject::Totals(question) => {
            let report = TotalsReport::build(store, *question, lang)?;
            let period = totals_words::period(lang, &question.period);
            let title = words::title_of_totals(lang, &period, grouping_name(question.grouping, lang));
            Book { sheets: totals::sheets(&report, &title, &about(words::UNIT_OF_TOTALS), lang) }
        }
        Subject::Year(question) => year::book(store, *question, &about(words::UNIT_OF_TOTALS), lang)?,
        Subject::Analysis(all) => {
            let reports = analyses(store, all, export.masking, lang)?;
            let lines = about(words::UNIT_OF_ANALYSIS);
            let rows = if export.format == Format::Json { others::Lines::All } else { others::Lines::APage };
            let sheets = reports.iter().map(|report| others::analysis(report, rows, lines.clone(), lang));
            let sheets = sheets.collect();
            Book { sheets }
        }
        Subject::Entries(question) => {
            let report = EntriesReport::build(store, *question, lang)?;
            others::counts(&report, about(words::UNIT_OF_COUNTS), lang)
        }
        Subject::Locks { year, office, cut_off } => {
            let year = LockedYear::build(store, *year, *office, *cut_off, lang)?;
            others::locks(&year, about(words::UNIT_OF_TOTALS), lang)
        }
    })
}

/// As JSON: forms as `tiaojie report` prints them, others table by table.
fn json(store: &Store, export: &Export, out: &mut impl Write) -> Result<(), ExportError> {
    let lang = export.lang;
    let forms = match &export.subject {
        Subject::CaseTable(asked) => {
            case_forms(store, asked, lang)?.into_iter().map(|(_, form)| form).collect()
        }
        Subject::Governance(asked, preparer) => vec![governance_of(store, asked, preparer.as_deref(), lang)?],
        _ => Vec::new(),
    };
    let value = if forms.is_empty() {
        plain::json(&book(store, export)?, lang)
    } else {
        let forms: crate::store::Result<Vec<_>> = forms.iter().map(|form| form.json(store)).collect();
        serde_json::json!({ "forms": forms? })
    };
    writeln!(out, "{value:#}")?;
    out.flush()?;
    Ok(())
}

/// As text: what the screens copy.
fn text(store: &Store, export: &Export, out: &mut impl Write) -> Result<(), ExportError> {
    let lang = export.lang;
    let texts: Vec<String> = match &export.subject {
        Subject::CaseTable(asked) => {
            case_forms(store, asked, lang)?.iter().map(|(_, form)| form.text(lang)).collect()
        }
        Subject::Governance(asked, preparer) => {
            vec![governance_of(store, asked, preparer.as_deref(), lang)?.text(lang)]
        }
        Subject::Totals(question) => {
            let report = TotalsReport::build(store, *question, lang)?;
            [View::Period, View::YearToDate, View::LastYear, View::OnLastYear]
                .map(|view| report.text(view, lang))
                .to_vec()
        }
        Subject::Analysis(all) => {
            analyses(store, all, export.masking, lang)?.iter().map(|report| report.text(lang)).collect()
        }
        Subject::Entries(question) => vec![EntriesReport::build(store, *question, lang)?.text(lang)],
        Subject::Words { text, .. } => vec![text.clone()],
        Subject::Ledger(_) | Subject::Year(_) | Subject::Locks { .. } => {
            plain::text(&book(store, export)?, &mut *out)?;
            return Ok(());
        }
    };
    let texts: Vec<&str> = texts.iter().map(|text| text.trim_end()).collect();
    writeln!(out, "{}", texts.join("\n\n"))?;
    let seal = seal_of(store, export)?;
    if !seal.is_empty() {
        writeln!(out, "{seal}")?;
    }
    out.flush()?;
    Ok(())
}
