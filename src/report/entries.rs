//! The entries other than cases, for a period and the year to date: one line for each kind.

use super::{Value, aligned, office_name};
pub use crate::domain::field::EntryList;
use crate::domain::{CutOff, DateRange, Decimal, OfficeId, Period, unit};
use crate::store::{CaseFilter, LawyerCount, MissingMonths, PreventionTotal, Result, Store};
use crate::text::field::Wording as CodeWords;
use crate::text::services as words;
use crate::text::{Lang, totals as period_words};

/// The question for the totals of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntriesQuestion {
    /// The period.
    pub period: Period,
    /// One office and all below it; none for every office.
    pub office: Option<OfficeId>,
    /// The day on which a statistical month ends.
    pub cut_off: CutOff,
}

/// A quantity in one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFigure {
    /// 件次, 次, 件, 人 …
    pub unit: String,
    /// In the period; none where a figure was not given, which is not 0.
    pub period: Option<Decimal>,
    /// In the year up to the end of the period.
    pub year: Option<Decimal>,
}

impl EntryFigure {
    fn of(unit: &str, period: i64, year: i64) -> Self {
        let [period, year] = [period, year].map(|count| Some(Decimal::whole(count)));
        Self { unit: unit.to_owned(), period, year }
    }

    /// Both, as printed.
    pub fn texts(&self) -> [String; 2] {
        [self.period, self.year].map(|figure| Value::Decimal(figure).text())
    }
}

/// One kind of entry. Its figures have different units and are never added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Its list.
    pub list: EntryList,
    /// Its code, or its name where it has no code.
    pub code: String,
    /// Its label.
    pub label: String,
    /// The quantities, one for each unit.
    pub figures: Vec<EntryFigure>,
}

/// The totals of all four lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriesReport {
    /// The question.
    pub question: EntriesQuestion,
    /// The name of the office.
    pub office: String,
    /// The days of the period.
    pub range: DateRange,
    /// The lines, list by list.
    pub lines: Vec<EntryLine>,
    /// Where lawyers taking part in the period are recorded.
    pub lawyers: LawyerCount,
    /// The months of the year without a figure that is in use.
    pub missing: Vec<MissingMonths>,
    /// What is to be said under the totals of a list: where lawyers taking part are recorded, what is missing.
    pub notes: Vec<(EntryList, String)>,
}

impl EntriesReport {
    /// Counts the entries.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn build(store: &Store, question: EntriesQuestion, lang: Lang) -> Result<Self> {
        let range = question.period.range(question.cut_off);
        let year = question.period.year_to_date(question.cut_off);
        let spans = Spans { range, year, office: question.office };
        let mut lines = services(store, spans, lang)?;
        lines.push(screenings(store, spans, lang)?);
        lines.extend(prevention(store, spans, lang)?);
        lines.extend(indicators(store, spans, lang)?);
        let office = office_name(store.directory(), question.office, lang);
        let among = CaseFilter { office: question.office, ..CaseFilter::default() };
        let lawyers = store.lawyer_count(range, &among)?;
        let missing = store.missing_months(&question.period, question.office, question.cut_off)?;
        let mut notes = Vec::new();
        if lawyers.sessions > 0 {
            notes.push((EntryList::Services, words::lawyers(lang, lawyers)));
        }
        if !missing.is_empty() {
            let wording = CodeWords { directory: store.directory(), lang };
            let office = |id| store.directory().office(id).map(|office| office.name.as_str());
            let of = |one: &MissingMonths| {
                words::missing_of(
                    lang,
                    &wording.indicator(&one.name),
                    one.office.and_then(office),
                    &one.months,
                )
            };
            let said = missing.iter().map(of).collect::<Vec<_>>();
            notes.push((EntryList::Indicators, words::missing(lang, &said)));
        }
        Ok(Self { question, office, range, lines, lawyers, missing, notes })
    }

    /// The lines of one list.
    pub fn of(&self, list: EntryList) -> impl Iterator<Item = &EntryLine> {
        self.lines.iter().filter(move |line| line.list == list)
    }

    /// As aligned text, with a heading line.
    pub fn text(&self, lang: Lang) -> String {
        let period = period_words::period(lang, &self.question.period);
        let days = period_words::days(lang, self.range);
        let mut text = words::heading_of_copy(lang, &self.office, &period, &days) + "\n";
        for list in EntryList::ALL {
            let mut rows = vec![headings(*list, lang)];
            for line in self.of(*list) {
                for (at, figure) in line.figures.iter().enumerate() {
                    let label = if at == 0 { line.label.clone() } else { String::new() };
                    let unit = words::unit(lang, &figure.unit).to_owned();
                    let [period, year] = figure.texts();
                    rows.push(vec![label, unit, period, year]);
                }
            }
            if rows.len() > 1 {
                text += &aligned(&rows);
            }
        }
        for (_, note) in &self.notes {
            text += &format!("{note}\n");
        }
        text + words::apart(lang) + "\n"
    }

    /// What is to be said under the totals of a list.
    pub fn notes_of(&self, list: EntryList) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(move |(of, _)| *of == list).map(|(_, note)| note.as_str())
    }
}

fn headings(list: EntryList, lang: Lang) -> Vec<String> {
    [words::list(list), words::UNIT, words::THIS_PERIOD, words::YEAR_TO_DATE]
        .map(|word| word.text(lang).to_owned())
        .to_vec()
}

/// The days and the office counted.
#[derive(Debug, Clone, Copy)]
struct Spans {
    range: DateRange,
    year: DateRange,
    office: Option<OfficeId>,
}

fn services(store: &Store, spans: Spans, lang: Lang) -> Result<Vec<EntryLine>> {
    let period = store.service_totals(spans.range, spans.office)?;
    let year = store.service_totals(spans.year, spans.office)?;
    // Every kind has its line, even at 0, so that none seems forgotten; other names in the log and kinds no
    // longer offered follow if they have entries.
    let offered = store.directory().offered_labels("service", spans.range.from);
    let offered = offered.into_iter().map(|label| (label.code.as_str(), label.unit.as_str())).collect();
    let words = CodeWords { directory: store.directory(), lang };
    let counted = [period, year].map(|totals| {
        let counted = totals.into_iter().map(|total| (total.code, total.unit, Decimal::whole(total.value)));
        counted.collect::<Vec<_>>()
    });
    let none = Some(Decimal::default());
    Ok(by_unit(EntryList::Services, offered, [&counted[0], &counted[1]], none, |code| {
        words.of("service", code)
    }))
}

/// What is counted of a code in a unit.
type Counted = (String, String, Decimal);

/// One line for each code, one figure for each unit: the codes of `first`, then any others; `none` where nothing is
/// counted.
fn by_unit<'a>(
    list: EntryList,
    first: Vec<(&'a str, &'a str)>,
    [period, year]: [&'a [Counted]; 2],
    none: Option<Decimal>,
    label: impl Fn(&str) -> String,
) -> Vec<EntryLine> {
    let mut lines: Vec<EntryLine> = Vec::new();
    // A span longer than a year may have figures that the year to date has not.
    let counted = year.iter().chain(period).map(|(code, unit, _)| (code.as_str(), unit.as_str()));
    for (code, unit) in first.into_iter().chain(counted) {
        let value = |totals: &[Counted]| {
            let found = totals.iter().find(|(of, within, _)| (of.as_str(), within.as_str()) == (code, unit));
            found.map_or(none, |(.., value)| Some(*value))
        };
        let figure = EntryFigure { unit: unit.to_owned(), period: value(period), year: value(year) };
        match lines.iter_mut().find(|line| line.code == code) {
            Some(line) if line.figures.contains(&figure) => {}
            Some(line) => line.figures.push(figure),
            None => lines.push(EntryLine {
                list,
                code: code.to_owned(),
                label: label(code),
                figures: vec![figure],
            }),
        }
    }
    lines
}

fn screenings(store: &Store, spans: Spans, lang: Lang) -> Result<EntryLine> {
    let period = store.screening_totals(spans.range, spans.office)?;
    let year = store.screening_totals(spans.year, spans.office)?;
    Ok(EntryLine {
        list: EntryList::Screenings,
        code: EntryList::Screenings.code().to_owned(),
        label: words::screening(lang).to_owned(),
        figures: vec![
            EntryFigure::of(unit::TIMES, period.times, year.times),
            EntryFigure::of(unit::CASES, period.found, year.found),
        ],
    })
}

fn prevention(store: &Store, spans: Spans, lang: Lang) -> Result<Vec<EntryLine>> {
    let period = store.prevention_totals(spans.range, spans.office)?;
    let year = store.prevention_totals(spans.year, spans.office)?;
    let words = CodeWords { directory: store.directory(), lang };
    let line = |(period, year): (&PreventionTotal, &PreventionTotal)| {
        let mut figures = vec![EntryFigure::of(unit::CASES, period.cases, year.cases)];
        if period.kind.counts_people() {
            figures.push(EntryFigure::of(unit::PEOPLE, period.people, year.people));
        }
        let code = period.kind.code();
        let label = words.of("prevention", code);
        EntryLine { list: EntryList::Prevention, code: code.to_owned(), label, figures }
    };
    Ok(period.iter().zip(&year).map(line).collect())
}

fn indicators(store: &Store, spans: Spans, lang: Lang) -> Result<Vec<EntryLine>> {
    let counted = |range| -> Result<Vec<Counted>> {
        let totals = store.indicators(range, spans.office)?.into_iter();
        Ok(totals.map(|total| (total.name, total.unit, total.value)).collect())
    };
    let (period, year) = (counted(spans.range)?, counted(spans.year)?);
    let words = CodeWords { directory: store.directory(), lang };
    let label = |name: &str| words.indicator(name);
    Ok(by_unit(EntryList::Indicators, Vec::new(), [&period, &year], None, label))
}
