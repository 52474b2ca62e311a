//! The analysis, the other counts and the locked months as books.

use super::{At, Book, Cell, Column as Field, Formula, Paper, Row, RowKind, Sheet, Table};
use crate::domain::{Masking, mask};
use crate::report::analysis::{Analysis, AnalysisLine, AnalysisReport, Measured, Subject, Verdict};
use crate::report::locks::{LockedYear, MonthLine, MonthState, change, counted};
use crate::report::totals::measure_name;
use crate::report::{EntriesReport, EntryList, LockedDays, Value};
use crate::store::{Lock, Measure};
use crate::text::{
    Lang, export as words, locks as lock_words, services as count_words, totals as totals_words,
};

/// Widths in characters.
const LABEL: f64 = 24.0;
const FIGURE: f64 = 10.0;
/// How many hot spots fill a page.
const SPOTS_OF_A_PAGE: usize = 30;
/// The width of text on upright paper, in characters.
const WIDTH_OF_PORTRAIT: f64 = 115.0;

/// A report for export: repeat parties without names, where these are hidden.
pub(super) fn shown(mut report: AnalysisReport, masking: Masking) -> AnalysisReport {
    for line in &mut report.lines {
        if let (Masking::Masked, Subject::Person(_), Some(name)) =
            (masking, &line.subject, line.labels.first_mut())
        {
            *name = mask::name(name);
        }
    }
    report
}

/// One table of the analysis as a sheet.
pub(super) fn analysis(report: &AnalysisReport, lines: Lines, about: Vec<String>, lang: Lang) -> Sheet {
    let mut table = table_of_analysis(report, lines, lang);
    table.about = about;
    if report.lines.is_empty() {
        table.notes.insert(0, crate::text::analysis::nothing(lang).to_owned());
    }
    Sheet::table(report.question.analysis.name(lang), table)
}

/// How many lines of an analysis a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Lines {
    /// Every line, for programs.
    All,
    /// As many hot spots as a page holds, at least those that rise; the others in one line.
    APage,
}

/// One table of the analysis.
pub(in crate::report) fn table_of_analysis(report: &AnalysisReport, lines: Lines, lang: Lang) -> Table {
    let analysis = report.question.analysis;
    let mut columns: Vec<Field> =
        analysis.heads(lang).into_iter().map(|head| Field::new(head, LABEL)).collect();
    let labels = columns.len();
    columns.extend(analysis.columns().iter().map(|column| {
        let head = match column {
            Measured::Rate => totals_words::rate_heading(lang, report.question.divisor()),
            column => column.name(lang),
        };
        Field::new(head, FIGURE + 1.0)
    }));
    let period = totals_words::period(lang, &report.question.period);
    let title = words::title_of_analysis(lang, &period, analysis.name(lang));
    let width: f64 = columns.iter().map(|column| column.width).sum();
    let paper = if width > WIDTH_OF_PORTRAIT { Paper::Landscape } else { Paper::Portrait };
    let mut table = Table::new(title, columns, labels, paper);
    let is_page = lines == Lines::APage && analysis == Analysis::Hotspots;
    let is_shown =
        |at: usize, line: &AnalysisLine| !is_page || at < SPOTS_OF_A_PAGE || line.verdict == Verdict::Rising;
    let (mut others, mut cases) = (0, 0);
    for (at, line) in report.lines.iter().enumerate() {
        if !is_shown(at, line) {
            others += 1;
            cases += if let Some(Value::Count(own)) = line.figures.first() { *own } else { 0 };
            continue;
        }
        let mut cells: Vec<Cell> = line.labels.iter().map(|label| Cell::text(label.clone())).collect();
        cells.extend(analysis.columns().iter().zip(&line.figures).map(|(column, value)| match column {
            Measured::Verdict => Cell::text(report.cell(at, *column, lang)),
            _ => Cell::Figure(*value),
        }));
        table.put(if line.subject == Subject::Total { RowKind::Total } else { RowKind::Plain }, cells);
    }
    if others > 0 {
        let mut cells = vec![Cell::Text(words::other_spots(lang, others))];
        cells.resize(labels, Cell::Blank);
        cells.push(Cell::Figure(Value::Count(cases)));
        table.put(RowKind::Total, cells);
    }
    table.notes.clone_from(&report.foot);
    table
}

/// Services, screenings, prevention and manual figures as one table, without sums over different units.
pub(super) fn counts(report: &EntriesReport, about: Vec<String>, lang: Lang) -> Book {
    let columns = vec![
        Field::new(words::ITEM.text(lang), 34.0),
        Field::new(count_words::UNIT.text(lang), 10.0),
        Field::new(count_words::THIS_PERIOD.text(lang), 14.0),
        Field::new(count_words::YEAR_TO_DATE.text(lang), 14.0),
    ];
    let period = totals_words::period(lang, &report.question.period);
    let mut table = Table::new(words::title_of_counts(lang, &period), columns, 1, Paper::Portrait);
    table.about = about;
    for list in EntryList::ALL {
        let mut lines = report.of(*list).peekable();
        if lines.peek().is_some() {
            table.put(RowKind::Heading, vec![Cell::text(count_words::list(*list).text(lang))]);
        }
        for line in lines {
            for (at, figure) in line.figures.iter().enumerate() {
                let label = if at == 0 { line.label.as_str() } else { "" };
                let [period, year] = [figure.period, figure.year].map(|n| Cell::Figure(Value::Decimal(n)));
                let unit = Cell::text(count_words::unit(lang, &figure.unit));
                table.put(RowKind::Plain, vec![Cell::text(label), unit, period, year]);
            }
        }
    }
    table.notes = report.notes.iter().map(|(_, note)| note.clone()).collect();
    table.notes.push(count_words::apart(lang).to_owned());
    table.signed = words::signed(lang, None);
    Book { sheets: vec![Sheet::table(words::COUNTS.text(lang), table)] }
}

/// The measures of the table of locked months.
const LOCKED: [Measure; 5] =
    [Measure::Accepted, Measure::Successful, Measure::Unsuccessful, Measure::Referred, Measure::Amount];
/// The label columns before the figures.
const OF_MONTH: usize = 4;

/// The months of a year: the reported figures, the corrections, and the current figures.
pub(super) fn locks(year: &LockedYear, about: Vec<String>, lang: Lang) -> Book {
    let mut columns = vec![
        Field::new(lock_words::MONTH.text(lang), 11.0),
        Field::new(lock_words::STATE.text(lang), 8.0),
        Field::new(lock_words::LOCKED_AT.text(lang), 17.0),
        Field::new(lock_words::LOCKED_BY.text(lang), 9.0),
    ];
    let parts = [lock_words::SNAPSHOT, lock_words::CORRECTION, lock_words::NOW];
    for measure in LOCKED {
        columns.extend(parts.map(|part| {
            let heads = vec![measure_name(measure, lang).to_owned(), part.text(lang).to_owned()];
            Field::under(heads, if measure == Measure::Amount { 9.0 } else { 6.5 })
        }));
    }
    let title = words::title_of_locks(lang, year.year);
    let mut table = Table::new(title, columns, OF_MONTH, Paper::Landscape);
    table.about = about;
    table.rows = year.months.iter().enumerate().map(|(row, line)| month(row, line, lang)).collect();
    if let Some(parts) = &year.parts {
        table.notes.extend([Measure::Accepted, Measure::Successful].map(|one| parts.sentence(one, lang)));
        if parts.days == LockedDays::OtherCutOff {
            table.notes.push(lock_words::other_cut_off(lang).to_owned());
        }
    }
    table
        .notes
        .extend(year.months.iter().flat_map(|line| line.trace.iter()).filter_map(|lock| trace(lock, lang)));
    Book { sheets: vec![Sheet::table(words::LOCKS.text(lang), table)] }
}

fn month(row: usize, line: &MonthLine, lang: Lang) -> Row {
    let (state, at, by) = match &line.state {
        MonthState::Running => (lock_words::NOT_OVER, String::new(), String::new()),
        MonthState::Open => (lock_words::NOT_LOCKED, String::new(), String::new()),
        MonthState::Locked(lock) => (lock_words::LOCKED, lock_words::clock(&lock.at), lock.by.clone()),
    };
    let mut cells = vec![
        Cell::text(lock_words::month_name(lang, line.month)),
        Cell::text(state.text(lang)),
        Cell::text(at),
        Cell::text(by),
    ];
    let (snapshot, correction) = (line.snapshot(), line.correction());
    for (at, measure) in LOCKED.into_iter().enumerate() {
        let column = |part: usize| At { row, column: OF_MONTH + at * 3 + part };
        match snapshot {
            Some(figures) => {
                cells.push(Cell::Figure(counted(measure, &figures)));
                let less = Formula::Less(column(2), column(0));
                cells.push(Cell::Formula(less, change(measure, &correction)));
            }
            None => cells.extend([Cell::Blank, Cell::Blank]),
        }
        cells.push(Cell::Figure(counted(measure, &line.now)));
    }
    Row { kind: RowKind::Plain, cells }
}

/// A removed lock, as a sentence.
fn trace(lock: &Lock, lang: Lang) -> Option<String> {
    let off = lock.unlocked.as_ref()?;
    let said = lock_words::was_locked(
        lang,
        [&lock_words::clock(&lock.at), &lock.by, &lock_words::clock(&off.at), &off.by, &off.reason],
    );
    Some(words::of_month(lang, &lock_words::month_name(lang, lock.month), &said))
}
