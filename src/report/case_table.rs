//! 人民调解案件情况统计表: the ministry's table, with its columns as rows to fit on a screen.

use super::base_figures::BaseFigures;
use super::checks::Checker;
use super::figure_form::{Asked, Cell, FigureForm, Row, Scope, Section, unit_name};
use super::items::{Base, Behind, Item, OWN_SOURCES, RECEIVED_COLUMNS, TYPE_COLUMNS, Unit};
use super::kept::Kept;
use super::office_name;
use super::totals::{Value, View, ranges};
use crate::domain::{
    Body, DateRange, Difficulty, EventKind, Office, OfficeId, Outcome, PreventionKind, TypeCode,
};
use crate::store::{Axis, Directory, Result, Store};
use crate::text::report as words;
use crate::text::{Lang, totals as totals_words};

/// The views shown side by side for one office or for all together.
const VIEWS: [View; 4] = [View::Period, View::YearToDate, View::LastYear, View::OnLastYear];

/// Builds the table: for one office or all of them the period, the year to date, last year and the change; by
/// office the period, and the total.
///
/// # Errors
/// Why the file could not be read.
pub fn case_table(store: &Store, asked: &Asked, lang: Lang) -> Result<FigureForm> {
    let [period, to_date, _, last_year] = ranges(&asked.period, asked.cut_off);
    let mut form = FigureForm {
        code: "case-table",
        heading: asked.heading(words::CASE_TABLE.text(lang), store.directory(), lang),
        columns: Vec::new(),
        sections: Vec::new(),
        checks: Vec::new(),
        notes: Vec::new(),
        is_zero: false,
        refusals: Vec::new(),
        foot: Vec::new(),
    };
    let total = Base::new(period, asked.scope.office());
    let mut whole = vec![(String::new(), BaseFigures::new(store, total.clone()))];
    if asked.scope == Scope::Each {
        let mut offices: Vec<(String, BaseFigures)> = logging(store, period, lang)?
            .into_iter()
            .map(|(id, name)| (name, BaseFigures::new(store, Base::new(period, Some(id)))))
            .collect();
        form.columns = vec![words::TOTAL.text(lang).to_owned()];
        form.columns.extend(offices.iter().map(|(name, _)| name.clone()));
        let checker = Checker { store, lang };
        let sum = checker.columns("offices", words::CHECK_OFFICES, &mut offices, &mut whole[0].1)?;
        whole.append(&mut offices);
        form.sections = sections(store, &mut whole, &[], lang)?;
        form.checks = checks(store, &mut whole, lang)?;
        form.checks.push(sum);
    } else {
        form.columns = VIEWS.map(|view| view.name(lang).to_owned()).to_vec();
        form.checks = checks(store, &mut whole, lang)?;
        for range in [to_date, last_year] {
            whole.push((String::new(), BaseFigures::new(store, total.over(range))));
        }
        form.sections = sections(store, &mut whole, &[(0, 2)], lang)?;
        if !Kept::of(store, total.among.office)?.covers(last_year) {
            leave_out_last_year(&mut form.sections, lang);
        }
    }
    form.notes = notes(asked, &mut whole[0].1, lang)?;
    form.is_zero = is_zero(&mut whole[0].1)?;
    Ok(form)
}

/// Last year has no records: neither its figures nor the change are any.
fn leave_out_last_year(sections: &mut [Section], lang: Lang) {
    let cells = sections.iter_mut().flat_map(|section| &mut section.rows).flat_map(|row| &mut row.cells);
    for (cell, view) in cells.zip(VIEWS.iter().cycle()) {
        if matches!(view, View::LastYear | View::OnLastYear) {
            *cell = Cell { value: Value::Word(totals_words::NOT_KEPT.text(lang)), behind: Behind::default() };
        }
    }
}

/// The offices that get a column: those that log cases, in order, and any other that accepted one.
fn logging(store: &Store, range: DateRange, lang: Lang) -> Result<Vec<(OfficeId, String)>> {
    let directory = store.directory();
    let took = |filter| store.cross(&filter, Axis::Whole);
    let base = Base::new(range, None);
    let mut busy: Vec<OfficeId> = Vec::new();
    for row in took(base.accepted())?.into_iter().chain(took(base.closed())?) {
        busy.push(row.office);
    }
    let mut own = BaseFigures::new(store, Base::new(range, Some(Office::root_id())));
    for item in Checker::SUMMED {
        if own.count(item)? > 0 {
            busy.push(Office::root_id());
        }
    }
    let today = store.today();
    let stands = |office: &&Office| {
        busy.contains(&office.id) || (office.kind.logs_cases() && office.is_offered(today))
    };
    let name = |office: &Office| (office.id, office_name(directory, Some(office.id), lang));
    Ok(directory.offices().filter(stands).map(name).collect())
}

/// The rows: `counted` are the columns, `changes` the pairs of columns whose differences follow.
fn sections(
    store: &Store,
    counted: &mut [(String, BaseFigures)],
    changes: &[(usize, usize)],
    lang: Lang,
) -> Result<Vec<Section>> {
    let mut sections = Vec::new();
    for (heading, items) in items(store.directory(), lang) {
        let mut rows = Vec::new();
        for (code, label, depth, item) in items {
            rows.push(row(store, Named { code, label, depth, item }, counted, changes)?);
        }
        sections.push(Section { heading: heading.to_owned(), rows });
    }
    Ok(sections)
}

/// An item with its names.
pub(super) struct Named {
    pub code: String,
    pub label: String,
    pub depth: u8,
    pub item: Item,
}

/// One row of a form.
pub(super) fn row(
    store: &Store,
    named: Named,
    counted: &mut [(String, BaseFigures)],
    changes: &[(usize, usize)],
) -> Result<Row> {
    let Named { code, label, depth, item } = named;
    let mut cells = Vec::with_capacity(counted.len() + changes.len());
    for (_, counts) in counted.iter_mut() {
        let value = counts.value(&item)?;
        cells.push(Cell { value, behind: item.behind(&counts.base, store.directory()) });
    }
    for (now, before) in changes {
        let value = cells[*now].value.less(cells[*before].value);
        cells.push(Cell { value, behind: Behind::default() });
    }
    Ok(Row { item, code, label, depth, cells })
}

type Listed = (String, String, u8, Item);

/// The items of the table by heading.
fn items(directory: &Directory, lang: Lang) -> Vec<(&'static str, Vec<Listed>)> {
    let plain = |code: &str, label: &str, item: Item| listed(code, label, 0, item, lang);
    let whole = vec![
        plain("cases", words::CASES.text(lang), Item::Accepted),
        plain("people", words::PEOPLE.text(lang), Item::People),
        plain("successful", words::SUCCESSFUL.text(lang), Item::Successful),
        plain("hard", words::HARD.text(lang), Item::From(Difficulty::Hard)),
        plain("amount", words::AMOUNT.text(lang), Item::Amount),
    ];
    let bodies = Body::ALL
        .iter()
        .map(|body| plain(&format!("body.{}", body.code()), words::body(lang, *body), Item::Body(*body)))
        .collect();
    let happened = |kind: EventKind| plain(kind.code(), words::event(lang, kind), Item::Happened(kind));
    let agreements = vec![
        plain("oral", words::ORAL.text(lang), Item::Outcome(Outcome::Oral)),
        plain("written", words::WRITTEN.text(lang), Item::Outcome(Outcome::Written)),
        happened(EventKind::Performed),
        happened(EventKind::Confirmed),
    ];
    let lawsuits = [EventKind::Upheld, EventKind::Changed, EventKind::Revoked, EventKind::Invalid];
    vec![
        (words::GROUP_WHOLE.text(lang), whole),
        (words::GROUP_BODY.text(lang), bodies),
        (words::GROUP_SOURCE.text(lang), sources(lang)),
        (words::GROUP_TYPE.text(lang), types(directory, lang)),
        (words::GROUP_AGREEMENT.text(lang), agreements),
        (words::GROUP_LAWSUIT.text(lang), lawsuits.into_iter().map(happened).collect()),
        (words::GROUP_SCREENING.text(lang), screening(lang)),
    ]
}

fn listed(code: &str, label: &str, depth: u8, item: Item, lang: Lang) -> Listed {
    // 件 is left out, since nearly everything is counted in it.
    let label = match item.unit() {
        Unit::Cases | Unit::Percent => label.to_owned(),
        unit => words::with_unit(lang, label, unit_name(unit, lang)),
    };
    (code.to_owned(), label, depth, item)
}

fn sources(lang: Lang) -> Vec<Listed> {
    let names = [words::ACTIVE, words::APPLIED];
    let source = |code: &str, name: &str, depth: u8| {
        let item = Item::Source(code.parse().ok()?);
        Some(listed(&format!("source.{code}"), name, depth, item, lang))
    };
    let own = OWN_SOURCES.iter().zip(names).filter_map(|(code, name)| source(code, name.text(lang), 0));
    let parts =
        [words::COURT, words::PROCURATORATE, words::POLICE, words::PETITION_OFFICE, words::OTHER_BODIES];
    let parts =
        RECEIVED_COLUMNS.iter().zip(parts).filter_map(|(code, name)| source(code, name.text(lang), 1));
    let received = listed("source.received", words::RECEIVED.text(lang), 0, Item::Received, lang);
    own.chain([received]).chain(parts).collect()
}

fn types(directory: &Directory, lang: Lang) -> Vec<Listed> {
    let one = |code: &&str| {
        let known: TypeCode = code.parse().ok()?;
        let label = directory.type_label(&known).map_or(*code, |label| label.text(lang));
        Some(listed(&format!("type.{code}"), label, 0, Item::Type(known.clone()), lang))
    };
    TYPE_COLUMNS.iter().filter_map(one).collect()
}

fn screening(lang: Lang) -> Vec<Listed> {
    let mut items = vec![
        listed("screenings", words::SCREENINGS.text(lang), 0, Item::Screenings, lang),
        listed("found", words::FOUND.text(lang), 0, Item::Found, lang),
    ];
    for kind in PreventionKind::ALL {
        let name = words::prevention(lang, *kind);
        let code = format!("prevented.{}", kind.code());
        items.push(listed(&code, name, 0, Item::Prevented(*kind), lang));
        if kind.counts_people() {
            let code = format!("prevented.{}.people", kind.code());
            items.push(listed(&code, name, 0, Item::PreventedPeople(*kind), lang));
        }
    }
    items
}

fn checks(
    store: &Store,
    counted: &mut [(String, BaseFigures)],
    lang: Lang,
) -> Result<Vec<super::figure_form::Check>> {
    let check = Checker { store, lang };
    Ok(vec![
        check.axis(Axis::Type, counted)?,
        check.axis(Axis::Source, counted)?,
        check.received(counted)?,
        check.axis(Axis::Level, counted)?,
        check.axis(Axis::Body, counted)?,
        check.agreements(counted)?,
        check.closed(counted)?,
        check.success(counted)?,
        check.at_hand(counted)?,
        check.carried(counted)?,
        check.totals(counted)?,
    ])
}

/// Whether no case was accepted or closed.
pub(super) fn is_zero(counts: &mut BaseFigures) -> Result<bool> {
    Ok(counts.whole()?.cases == 0 && counts.closed()? == 0)
}

fn notes(asked: &Asked, counts: &mut BaseFigures, lang: Lang) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if is_zero(counts)? {
        notes.push(totals_words::zero_report(lang).to_owned());
    }
    let divisor = asked.divisor();
    notes.push(counts.rate(&Item::SuccessRate(divisor))?.said(divisor, lang));
    notes.push(counts.rate(&Item::ClosingRate)?.closing_said(lang));
    notes.push(words::case_table_basis(lang).to_owned());
    Ok(notes)
}
