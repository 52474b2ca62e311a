//! The form fields of an entry, by list.

use super::wording;
use crate::domain::field::{self, AnyEntry, Entry, EntryField as F, EntryList, Held, Value};
use crate::domain::fold::{clean_line, half_width};
use crate::domain::period::PeriodError;
use crate::domain::{
    Band, Decimal, Difficulty, DisputeId, Indicator, Office, OfficeId, OfficeKind, Period, PreventionKind,
    Service, YearRule, pinyin,
};
use crate::report::unit_of;
use crate::store::{CaseFilter, ListQuery};
use crate::text::common::list_comma;
use crate::text::entry::date_hint;
use crate::text::form::not_a_number;
use crate::text::{services as words, totals as period_words};
use crate::tui::form::{self, Choice, Form, Kind, Options, Spec, lists};
use crate::tui::screens::asked::{cut_off, home};
use crate::tui::screens::dispute::fields::{entered, shown};
use crate::tui::screens::totals::span::period_within;
use crate::tui::stack::Cx;
use crate::tui::widgets::matching::Item;

/// The most names of figures offered besides the catalogue.
const NAMES: usize = 20;
/// The most cases offered besides those with a lawyer on the day.
const CASES: usize = 60;

/// A new entry for today and the home office; a figure is for the period on the screen.
pub(super) fn blank(list: EntryList, period: Period, cx: &mut Cx) -> Box<dyn AnyEntry> {
    let mut entry = list.blank(cx.store.fresh_id::<()>().uuid(), cx.store.today());
    entry.write(F::Days, days(period, cx));
    // The services to a township belong to it; those to the district, to the whole district.
    let office = match list {
        EntryList::Indicators => home(&cx.store),
        _ => Some(cx.store.settings().home),
    };
    // Nearly every dispute; it stands on the card to be changed.
    entry.write(F::Band, Value::Code(Band::Under50.code().into()));
    entry.write(F::Office, office.map_or(Value::Empty, |office| Value::Id(office.uuid())));
    entry
}

/// Parses a period; the year defaults to that of the period on the screen.
pub(super) fn read_period(typed: &str, shown: Period) -> Result<Period, PeriodError> {
    let year = shown.months().last().map_or(0, |month| month.year());
    period_within(year, typed.trim())
}

fn days(period: Period, cx: &Cx) -> Value {
    period.range(cut_off(&cx.store)).value()
}

/// The period of a figure, as one types it.
fn period_of(entry: &dyn AnyEntry, cx: &Cx) -> String {
    Indicator::of(entry).period(cut_off(&cx.store)).to_string()
}

/// The fields of the card; the unit of a service follows from its kind.
fn asked(entry: &dyn AnyEntry) -> impl Iterator<Item = (F, field::Kind)> {
    let list = entry.list();
    entry.specs().into_iter().filter(move |(field, _)| match field {
        F::Centre | F::Void => false,
        F::Unit => list == EntryList::Indicators,
        _ => true,
    })
}

fn is_required(list: EntryList, field: F) -> bool {
    match field {
        F::Note | F::Village | F::Lead | F::Case | F::Owner | F::Rule => false,
        F::Category | F::Band | F::Difficulty => false,
        F::Office => list != EntryList::Indicators,
        _ => true,
    }
}

/// Adds the fields with their values to the form.
pub(super) fn ask(entry: &dyn AnyEntry, form: &mut Form<F>, cx: &Cx) {
    for (field, _) in asked(entry) {
        let (kind, hint) = kind_of(entry, field, cx);
        let label = words::label(entry.list(), field).text(cx.lang);
        let mut spec = Spec::new(field, label, kind).hint(hint).value(held(entry, field, cx));
        spec = match field {
            F::Note => spec.cells(50),
            F::Value | F::Unit => spec.cells(14),
            F::Case => spec.cells(36),
            _ => spec,
        };
        form.field(if is_required(entry.list(), field) { spec.required() } else { spec });
    }
}

/// The kind of a form field, and its hint.
fn kind_of(entry: &dyn AnyEntry, field: F, cx: &Cx) -> (Kind, &'static str) {
    let lang = cx.lang;
    let pick = |items| Kind::Pick(Options::one(items));
    let of_district = entry.list() == EntryList::Indicators;
    match field {
        F::On => (Kind::Date, date_hint(lang)),
        F::Kind => (pick(kinds(entry, cx)), words::pick_hint(lang)),
        F::Office if of_district => (pick(offices(entry, cx)), words::about_hint(lang)),
        F::Office => (pick(offices(entry, cx)), words::pick_hint(lang)),
        F::Village => (pick(villages(office_of(entry), cx)), words::village_hint(lang)),
        F::Case => (Kind::Pick(Options::one(cases(entry, cx)).or_new()), words::case_hint(lang)),
        F::Owner => (Kind::Line, words::owner_hint(lang)),
        F::Rule => {
            let rules = lists::small(cx.store.directory(), "year_rule", YearRule::CODES, lang);
            (pick(rules), words::rule_hint(lang))
        }
        F::Lead => {
            let leads = Options::one(lists::mediators(&cx.store, office_of(entry)));
            (Kind::Pick(leads.or_new()), words::lead_hint(lang))
        }
        F::Category => {
            let category = entry.text(field);
            let own = Some(category.as_str()).filter(|code| !code.is_empty());
            (Kind::Pick(lists::categories(&cx.store, own, lang)), words::category_hint(lang))
        }
        F::Band => {
            (pick(lists::small(cx.store.directory(), "band", Band::CODES, lang)), words::band_hint(lang))
        }
        F::Difficulty => {
            let grades = lists::small(cx.store.directory(), "difficulty", Difficulty::CODES, lang);
            (pick(grades), words::village_hint(lang))
        }
        F::Name => (Kind::Pick(Options::one(names(cx)).or_new()), words::name_hint(lang)),
        F::Unit => (Kind::Line, words::unit_hint(lang)),
        F::Days => (Kind::Line, words::period_hint(lang)),
        F::Value | F::Note | F::Centre | F::Void => (Kind::Line, ""),
        F::Quantity | F::Times | F::Found | F::Cases | F::People => (Kind::Number, ""),
    }
}

/// The form value of a field.
fn held(entry: &dyn AnyEntry, field: F, cx: &Cx) -> form::Value {
    let text = entry.text(field);
    let or_new = |known: Option<String>| match known {
        _ if text.is_empty() => form::Value::Empty,
        Some(code) => form::Value::of_code(&code),
        None => form::Value::Picked(vec![Choice::New(text.clone())]),
    };
    match (field, entry.read(field)) {
        (F::Kind, _) => form::Value::of_code(&text),
        (F::Lead, _) => {
            let known = cx.store.directory().mediators().find(|mediator| mediator.name == text);
            or_new(known.map(|mediator| mediator.id.to_string()))
        }
        (F::Name, _) => {
            or_new(names(cx).iter().any(|name| name.value == Choice::listed(&text)).then(|| text.clone()))
        }
        (F::Value, _) if entry.text(F::Name).is_empty() => form::Value::Empty,
        (F::Value, Value::Decimal(figure)) => form::Value::Text(figure.to_string()),
        (F::Days, _) => form::Value::Text(period_of(entry, cx)),
        (_, value) => shown(value),
    }
}

/// Applies the values of the form; invalid ones are ignored.
pub(super) fn take(entry: &mut dyn AnyEntry, form: &Form<F>, shown: Period, cx: &Cx) {
    let list = entry.list();
    for (field, kind) in asked(entry).collect::<Vec<_>>() {
        let value = match field {
            F::Kind if list == EntryList::Services => {
                form.code(field).map_or(Value::Empty, |kind| of_kind(entry, kind, cx))
            }
            F::Name => Value::Text(name_of(form)),
            F::Lead => Value::Text(clean_line(&form.picked_label(field))),
            F::Unit => Value::Text(half_width(&clean_line(&form.text(field)))),
            F::Owner | F::Note => Value::Text(clean_line(&form.text(field))),
            F::Value => form.text(field).parse().map_or(Value::Empty, Value::Decimal),
            F::Case => meant(form, cx).ok().flatten().map_or(Value::Empty, |case| Value::Id(case.uuid())),
            // An unchanged period keeps its days, even if the cut-off has changed since.
            F::Days => match read_period(&form.text(field), shown) {
                Ok(period) if period.to_string() != period_of(entry, cx) => days(period, cx),
                _ => Value::Empty,
            },
            _ => entered(kind, &form.value(field)),
        };
        if !(value.is_empty() && is_required(list, field)) {
            entry.write(field, value);
        }
    }
    entry.settle();
}

/// Sets the kind of a service and its unit; with an unchanged kind the unit is kept.
fn of_kind(entry: &mut dyn AnyEntry, kind: String, cx: &Cx) -> Value {
    if kind != entry.text(F::Kind) {
        let label = cx.store.directory().label("service", &kind);
        entry.write(F::Unit, Value::Text(label.map_or_else(String::new, |label| label.unit.clone())));
    }
    Value::Text(kind)
}

/// What is shown beside fields: units, what follows from the catalogue, and cases that may be meant.
pub(super) fn beside(entry: &dyn AnyEntry, cx: &Cx) -> Vec<(F, String)> {
    let fields = asked(entry).map(|(field, _)| field).filter(|field| *field != F::Value);
    let by_catalogue = |field| {
        let label = cx.store.directory().indicator(&entry.text(F::Name))?;
        match field {
            F::Rule if entry.read(F::Rule).is_empty() => {
                Some(wording(cx).rule(label.rule.unwrap_or(YearRule::Sum)))
            }
            F::Owner if entry.text(F::Owner).is_empty() => Some(label.owner.clone()),
            _ => None,
        }
    };
    let with_lawyer = |field| {
        let cases = if field == F::Case { held_with_lawyer(entry, cx).len() } else { 0 };
        (cases > 0).then(|| words::had_lawyer(cx.lang, cases))
    };
    let beside = |field| {
        let unit = unit_of(entry, field).map(|unit| words::unit(cx.lang, &unit).to_owned());
        unit.or_else(|| by_catalogue(field)).or_else(|| with_lawyer(field))
    };
    let told = |field| matches!(field, F::Rule | F::Owner | F::Case);
    fields
        .filter_map(|field| beside(field).or(told(field).then(String::new)).map(|text| (field, text)))
        .collect()
}

/// The errors that block the save, other than those of the fields themselves.
pub(super) fn problems(form: &Form<F>, shown: Period, cx: &Cx) -> Vec<(F, String)> {
    let mut problems = Vec::new();
    if form.date(F::On).is_some_and(|on| on > cx.store.today()) {
        problems.push((F::On, words::in_future(cx.lang).to_owned()));
    }
    if let Some(wrong) = wrong_figure(form, cx) {
        problems.push((F::Value, wrong));
    }
    if let Err(wrong) = meant(form, cx) {
        problems.push((F::Case, wrong.to_owned()));
    }
    if let Err(error) = read_period(&form.text(F::Days), shown)
        && !form.is_blank(F::Days)
    {
        problems.push((F::Days, period_words::wrong_period(cx.lang, error)));
    }
    problems
}

/// A warning that another figure counts the same, or that a session of a case may be the same.
pub(super) fn caution(entry: &dyn AnyEntry, cx: &Cx) -> Option<String> {
    let (wording, what) = (wording(cx), wording(cx).entry(entry));
    match entry.list() {
        EntryList::Indicators => {
            let others = cx.store.overlapping(&Indicator::of(entry)).unwrap_or_default();
            others.first().map(|other| words::overlaps(cx.lang, &what, &wording.entry(other)))
        }
        EntryList::Services => {
            let cases = held_with_lawyer(entry, cx);
            let cases: Vec<String> = cases.into_iter().map(|case| wording.case(case)).collect();
            let cases = cases.join(list_comma(cx.lang));
            (!cases.is_empty()).then(|| words::maybe_of_case(cx.lang, &what, &cases))
        }
        EntryList::Screenings | EntryList::Prevention => None,
    }
}

/// The cases of that day and office with a lawyer, where a service by one names no case.
fn held_with_lawyer(entry: &dyn AnyEntry, cx: &Cx) -> Vec<DisputeId> {
    let service = Service::of(entry);
    let is_open = entry.list() == EntryList::Services && service.case.is_none();
    if is_open { cx.store.with_lawyer_on(&service).unwrap_or_default() } else { Vec::new() }
}

/// The name of a figure in the form: that of the catalogue in Chinese, whatever the language.
fn name_of(form: &Form<F>) -> String {
    match form.picked(F::Name).first() {
        Some(Choice::Listed(name) | Choice::New(name)) => clean_line(name),
        None => String::new(),
    }
}

/// The unit of a figure by its name: that of the catalogue, else of the newest one.
pub(super) fn unit_of_name(form: &Form<F>, cx: &Cx) -> Option<String> {
    let name = name_of(form);
    let known = cx.store.directory().indicator(&name).map(|label| label.unit.clone());
    let before = || cx.store.indicator_names(NAMES).unwrap_or_default();
    known.or_else(|| before().into_iter().find(|(known, _)| *known == name).map(|(_, unit)| unit))
}

/// What is wrong with the figure that was typed.
fn wrong_figure(form: &Form<F>, cx: &Cx) -> Option<String> {
    if form.is_blank(F::Value) {
        return None;
    }
    let (typed, name) = (form.text(F::Value), name_of(form));
    let Ok(figure) = typed.parse::<Decimal>() else { return Some(not_a_number(cx.lang).to_owned()) };
    let label = cx.store.directory().indicator(&name).filter(|label| figure.places() > label.decimals)?;
    Some(words::too_many_decimals(cx.lang, label.decimals))
}

/// The case that is picked, or whose number is typed; why it cannot be found.
fn meant(form: &Form<F>, cx: &Cx) -> Result<Option<DisputeId>, &'static str> {
    match form.picked(F::Case).first() {
        None => Ok(None),
        Some(Choice::Listed(id)) => Ok(id.parse().ok()),
        Some(Choice::New(number)) => match cx.store.disputes_meant(number).unwrap_or_default().as_slice() {
            [one] => Ok(Some(*one)),
            [] => Err(words::no_such_case(cx.lang)),
            _ => Err(words::several_cases(cx.lang)),
        },
    }
}

/// The cases offered to a service: the one it has, those of the day with a lawyer, then the newest.
pub(super) fn cases(entry: &dyn AnyEntry, cx: &Cx) -> Vec<Item<Choice>> {
    let service = Service::of(entry);
    let mut ids: Vec<DisputeId> = service.case.into_iter().collect();
    ids.extend(cx.store.with_lawyer_on(&service).unwrap_or_default());
    let office = Some(service.office).filter(|office| *office != Office::root_id());
    let filter = CaseFilter { office, ..CaseFilter::default() };
    let query = ListQuery { filter, limit: CASES, ..ListQuery::default() };
    ids.extend(cx.store.list(&query).unwrap_or_default().into_iter().map(|row| row.id));
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    let item = |id: DisputeId| {
        let row = cx.store.row_of(id).ok()?;
        let parties = [row.applicants, row.respondents].join(list_comma(cx.lang));
        let initials = pinyin::shown_initials(&parties);
        Some(form::item(&id.to_string(), "", &format!("{} {parties}", wording(cx).case(id)), &initials))
    };
    ids.into_iter().filter_map(item).collect()
}

/// The villages offered: those of a township; to the district all, each with its township.
pub(super) fn villages(office: OfficeId, cx: &Cx) -> Vec<Item<Choice>> {
    if office != Office::root_id() {
        return lists::villages(&cx.store, office);
    }
    let (directory, today) = (cx.store.directory(), cx.store.today());
    let offered = directory.offices().filter(|one| one.kind.is_settlement() && one.is_offered(today));
    let item = |village: &Office| {
        let above = village.parent.map(|id| wording(cx).office(Some(id))).unwrap_or_default();
        lists::named(&village.id.to_string(), &format!("{} {above}", village.name))
    };
    offered.map(item).collect()
}

/// The township of the village, where the district logs what was done in one: it counts with the township's.
pub(super) fn township_of_village(entry: &dyn AnyEntry, cx: &Cx) -> Option<OfficeId> {
    let Value::Id(village) = entry.read(F::Village) else { return None };
    let township = cx.store.directory().office(OfficeId::new(village))?.parent;
    township.filter(|_| office_of(entry) == Office::root_id())
}

fn office_of(entry: &dyn AnyEntry) -> OfficeId {
    if let Value::Id(id) = entry.read(F::Office) { OfficeId::new(id) } else { Office::root_id() }
}

/// The kinds offered.
fn kinds(entry: &dyn AnyEntry, cx: &Cx) -> Vec<Item<Choice>> {
    if entry.list() == EntryList::Prevention {
        return lists::small(cx.store.directory(), "prevention", PreventionKind::CODES, cx.lang);
    }
    let labels = cx.store.directory().offered_labels("service", cx.store.today());
    let kind = entry.text(F::Kind);
    let own = Some(&kind).filter(|kind| !kind.is_empty() && !labels.iter().any(|label| label.code == **kind));
    // A log from elsewhere may have its own kinds, and a kind may no longer be offered.
    let own = own.map(|kind| lists::named(kind, &wording(cx).cell(entry, F::Kind)));
    let offered =
        labels.iter().map(|label| form::item(&label.code, "", label.text(cx.lang), &label.initials));
    offered.chain(own).collect()
}

/// The offices offered. For a figure, none means the whole district.
fn offices(entry: &dyn AnyEntry, cx: &Cx) -> Vec<Item<Choice>> {
    let (directory, today, with) = (cx.store.directory(), cx.store.today(), office_of(entry));
    let townships = directory.townships().filter(|town| town.is_offered(today) && town.id != with);
    // The current one is always in the list, even if it is no longer offered.
    let own = directory.office(with).filter(|office| office.kind != OfficeKind::District);
    let district = directory.district().filter(|_| entry.list() != EntryList::Indicators);
    let offices = district.into_iter().chain(own).chain(townships);
    offices.map(|one| lists::named(&one.id.to_string(), &wording(cx).office(Some(one.id)))).collect()
}

/// The names of figures offered: the catalogue, then those used before.
fn names(cx: &Cx) -> Vec<Item<Choice>> {
    let directory = cx.store.directory();
    let offered = directory.offered_labels("indicator", cx.store.today());
    let catalogue =
        offered.iter().map(|label| form::item(&label.zh, "", label.text(cx.lang), &label.initials));
    let mut names: Vec<Item<Choice>> = catalogue.collect();
    for (name, _) in cx.store.indicator_names(NAMES).unwrap_or_default() {
        if !names.iter().any(|known| known.value == Choice::listed(&name)) {
            names.push(lists::named(&name, &name));
        }
    }
    names
}
