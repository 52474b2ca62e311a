//! Tables built once as data, so that a screen, a copied text and an exported file show the same figures.
//!
//! - `totals`: 统计, the totals of a period beside the year to date, the year before and the change
//! - `analysis`: 分析, further tables; `analysis_lines`: how each of them is counted
//! - `locks`: reported months, their corrections, and the year to date they add up to
//! - `trend`: the preceding months, for a chart
//! - `entries`, `entry_rows`: services, screenings, prevention and manual figures
//! - `plain`: a table as aligned text
//! - `value`: a figure of a table; `piece`: a finished text
//! - `rate`: a rate with what it divides; `kept`: what there is to compare with
//! - `items`, `base_figures`: the items of reports, the cases behind each figure, and the figures
//! - `figure_form`, `checks`: a form of figures, and the identities it must satisfy
//! - `case_table`, `governance`: the ministry's table and the form of the governance line
//! - `summary`: a case in one paragraph, for a chat
//! - `transcript`: a case field by field, in the order in which another system asks for it
//! - `book`: reports as workbooks in the layout of the official forms, and the ledger
//! - `template`, `prose`: 月报 and the report paragraphs, filled from templates that an office may change

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
mod kept;
mod locks;
mod piece;
mod plain;
mod prose;
mod rate;
mod summary;
mod template;
mod totals;
mod totals_lines;
mod transcript;
mod trend;
mod value;

pub use analysis::{Analysis, AnalysisLine, AnalysisQuestion, AnalysisReport, Measured, Subject, Verdict};
pub use book::{
    Existing, Export, ExportError, FileError, Format, LedgerQuestion, Subject as Exported, Written,
    free_path, name_for_file, write_aside, write_export,
};
pub use case_table::case_table;
pub use entries::{EntriesQuestion, EntriesReport, EntryFigure, EntryLine, EntryList};
pub use entry_rows::{Wording, columns as columns_of_entries, unit_of};
pub use figure_form::{Asked, Cell, Check, FigureForm, Refusal, Row, Scope, Section, decimal_json};
pub use governance::{FormFigures, FormItem, Part, governance_form, governance_form_by, signed_in};
pub use items::{Base, Behind, Item, Log, Logged, Unit};
pub use locks::{
    LockNote, LockedDays, LockedYear, MonthLine, MonthState, YearParts, change, corrected, counted,
};
pub use piece::{Piece, Prose, Rounding, Shown};
pub use plain::{aligned, aligned_behind, aligned_words};
pub use prose::{ProseError, keep_template, paragraphs, placeholder_help, prose, template_text};
pub use rate::Rate;
pub use summary::summary;
pub use template::{Asks, Figure, Narrow, Slot, Template, TemplateError, TemplatePart};
pub use totals::{Carry, Column, Line, NOTHING, Question, TotalsReport, Value, View, grouping_name, rate};
pub use transcript::{TranscriptLine, transcript, transcript_lines};
pub use trend::Trend;

/// The name under which an office reports (填报单位). All offices of a file report as their district.
pub fn office_name(
    directory: &crate::store::Directory,
    office: Option<crate::domain::OfficeId>,
    lang: crate::text::Lang,
) -> String {
    let office = office.map_or_else(|| directory.district(), |id| directory.office(id));
    let name = office.map(|office| office.name.clone()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| crate::text::cli::district(lang).to_owned())
}

/// The current code of the records, printed below a report: the newest revision of every laptop, shortened.
/// It can be searched for later (`tiaojie verify --anchor`).
///
/// # Errors
/// Why the file could not be read.
pub fn seal(store: &crate::store::Store, lang: crate::text::Lang) -> crate::store::Result<String> {
    Ok(crate::text::verify::anchor_line(lang, &store.anchors()?))
}
