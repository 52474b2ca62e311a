//! Tables built once as data, so that a screen, a copied text and an exported file show the same figures.
//!
//! - `totals`: 统计, the totals of a period beside the year to date, the year before and the change
//! - `analysis`: 分析, what the totals tell besides; `analysis_lines`: how each of its tables is counted
//! - `locks`: reported months, what was corrected in them, and the year to date they make up
//! - `trend`: the months before, for a chart
//! - `entries`, `entry_rows`: services, screenings, prevention and manual figures, apart from the cases
//! - `plain`: a table as aligned text
//! - `items`, `base_figures`: what reports count, the cases behind each figure, and the figures
//! - `figure_form`, `checks`: a form of figures, and the identities it must keep
//! - `case_table`, `governance`: the ministry's table and the form of the governance line
//! - `transcript`: a case field by field, in the order in which another system asks for it
//! - `book`: these as workbooks in the looks of the official forms, and the ledger; see there
//! - `template`, `prose`: 月报 and the report paragraphs, written from templates that an office may change

mod analysis;
mod analysis_lines;
mod base_figures;
mod book;
mod case_table;
mod checks;
mod entries;
mod entry_rows;
mod figure_form;
mod governance;
mod items;
mod locks;
mod plain;
mod prose;
mod template;
mod totals;
mod totals_lines;
mod transcript;
mod trend;

pub use analysis::{Analysis, AnalysisLine, AnalysisQuestion, AnalysisReport, Measured, Subject, Verdict};
pub use book::{
    Existing, Export, ExportError, FileError, Format, LedgerQuestion, Subject as Exported, Written,
    free_path, name_for_file, write_aside, write_export,
};
pub use case_table::case_table;
pub use entries::{EntriesQuestion, EntriesReport, EntryFigure, EntryLine, EntryList};
pub use entry_rows::{Wording, columns as columns_of_entries, unit_of};
pub use figure_form::{Asked, Cell, Check, FigureForm, Row, Scope, Section};
pub use governance::governance_form;
pub use items::{Base, Behind, Item, Log, Logged, Unit};
pub use locks::{
    LockNote, LockedDays, LockedYear, MonthLine, MonthState, YearParts, change, corrected, counted,
};
pub use plain::{aligned, aligned_behind, aligned_words};
pub use prose::{
    Piece, Prose, ProseError, Rounding, Shown, keep_template, paragraphs, placeholder_help, prose,
    template_text,
};
pub use template::{Asks, Figure, Narrow, Slot, Template, TemplateError, TemplatePart};
pub use totals::{
    Carry, Column, Line, Question, TotalsReport, Value, View, grouping_name, rate, rate_denominator,
};
pub use transcript::{TranscriptLine, transcript, transcript_lines};
pub use trend::Trend;

/// The code of the records at this moment, as it stands under a report: the newest revision of every laptop, shortened.
/// Whoever keeps the report can have it looked for later (`tiaojie verify --anchor`).
///
/// # Errors
/// Why the file could not be read.
pub fn seal(store: &crate::store::Store, lang: crate::text::Lang) -> crate::store::Result<String> {
    Ok(crate::text::verify::anchor_line(lang, &store.anchors()?))
}
