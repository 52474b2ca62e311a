//! What the card asks for in each list, and how an entry is called.

use super::wording;
use crate::domain::fold::{clean_line, half_width};
use crate::domain::period::PeriodError;
use crate::domain::{
    Indicator, OfficeId, OfficeKind, Period, PreventionEntry, PreventionKind, Screening, Service, pinyin,
    unit,
};
use crate::report::Counted;
use crate::text::{services as words, totals as period_words};
use crate::tui::form::{Choice, Form, Kind, Options, Spec, Value, item, lists};
use crate::tui::screens::asked::{cut_off, home};
use crate::tui::screens::totals::span::period_within;
use crate::tui::stack::Cx;
use crate::tui::widgets::matching::Item;

/// How many names of figures are offered.
const NAMES: usize = 20;

/// A field of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Kind,
    Quantity,
    Times,
    Found,
    Cases,
    People,
    Village,
    Lead,
    Name,
    Value,
    Unit,
    Period,
    On,
    Office,
    Note,
}

/// An entry that the card can ask for.
pub(super) trait Asked: Counted {
    /// A new entry, of today and of the home office.
    fn blank(shown: Period, cx: &mut Cx) -> Self;
    /// Makes it void, or count again.
    fn set_void(&mut self, reason: Option<String>);
    /// Puts the fields on the card, what it holds in them.
    fn ask(&self, form: &mut Form<Key>, cx: &Cx);
    /// Takes what stands in the fields; what is not understood stays as it was.
    fn take(&mut self, form: &Form<Key>, shown: Period, cx: &Cx);
    /// What stands beside fields: their units.
    fn beside(&self, cx: &Cx) -> Vec<(Key, String)>;

    /// What keeps the card from being saved, beside what each field says of itself.
    fn problems(&self, form: &Form<Key>, _shown: Period, cx: &Cx) -> Vec<(Key, String)> {
        let in_future = form.date(Key::On).is_some_and(|on| on > cx.store.today());
        in_future.then(|| (Key::On, words::in_future(cx.lang).to_owned())).into_iter().collect()
    }

    /// Another entry that counts the same once more.
    fn caution(&self, _cx: &Cx) -> Option<String> {
        None
    }

    /// The unit that goes with a name.
    fn unit_of(&self, _name: &str, _cx: &Cx) -> Option<String> {
        None
    }
}

/// The period that was typed; the year of the one on the screen may be left out.
pub(super) fn read_period(typed: &str, shown: Period) -> Result<Period, PeriodError> {
    let year = shown.months().last().map_or(0, |month| month.year());
    period_within(year, typed.trim())
}

fn listed(code: impl ToString) -> Value {
    Value::Picked(vec![Choice::listed(code.to_string())])
}

fn number(value: u32) -> Value {
    Value::Number(value)
}

fn offices(with: OfficeId, cx: &Cx) -> Vec<Item<Choice>> {
    let directory = cx.store.directory();
    let today = cx.store.today();
    let townships = directory.townships().filter(|town| town.is_offered(today) && town.id != with);
    // The one it is of stands in the list, whatever it is and whether or not it is still offered.
    let own = directory.office(with).filter(|office| office.kind != OfficeKind::District);
    directory
        .district()
        .into_iter()
        .chain(own)
        .chain(townships)
        .map(|office| {
            let name = wording(cx).office(Some(office.id));
            item(&office.id.to_string(), "", &name, &pinyin::initials(&name).join(" "))
        })
        .collect()
}

fn ask_rest(form: &mut Form<Key>, on: chrono::NaiveDate, office: OfficeId, note: &str, cx: &Cx) {
    use crate::text::entry::date_hint;
    let lang = cx.lang;
    form.field(
        Spec::new(Key::On, words::DATE.text(lang), Kind::Date)
            .required()
            .hint(date_hint(lang))
            .value(Value::Date(on)),
    );
    let one = Kind::Pick(Options::one(offices(office, cx)));
    form.field(
        Spec::new(Key::Office, words::OFFICE.text(lang), one)
            .required()
            .hint(words::pick_hint(lang))
            .value(listed(office)),
    );
    ask_note(form, note, cx);
}

fn ask_note(form: &mut Form<Key>, note: &str, cx: &Cx) {
    form.field(
        Spec::new(Key::Note, words::NOTE.text(cx.lang), Kind::Line).cells(50).value(Value::of_text(note)),
    );
}

fn ask_number(form: &mut Form<Key>, key: Key, label: crate::text::Words, value: u32, cx: &Cx) {
    form.field(Spec::new(key, label.text(cx.lang), Kind::Number).required().value(number(value)));
}

fn office_of(form: &Form<Key>) -> Option<OfficeId> {
    form.code(Key::Office).and_then(|id| id.parse().ok())
}

fn unit_beside(key: Key, of: &str, cx: &Cx) -> (Key, String) {
    (key, words::unit(cx.lang, of).to_owned())
}

impl Asked for Service {
    fn blank(_shown: Period, cx: &mut Cx) -> Self {
        Self::new(cx.store.fresh_id(), cx.store.settings().home, cx.store.today())
    }

    fn set_void(&mut self, reason: Option<String>) {
        self.void = reason;
    }

    fn ask(&self, form: &mut Form<Key>, cx: &Cx) {
        let labels = cx.store.directory().offered_labels("service", cx.store.today());
        let mut items: Vec<Item<Choice>> =
            labels.iter().map(|label| item(&label.code, "", label.text(cx.lang), &label.initials)).collect();
        // A log from elsewhere may call a kind by words of its own, and a kind may be offered no longer.
        if !self.kind.is_empty() && !labels.iter().any(|label| label.code == self.kind) {
            let name = wording(cx).service(&self.kind);
            items.push(item(&self.kind, "", &name, &pinyin::initials(&name).join(" ")));
        }
        let kind = if self.kind.is_empty() { Value::Empty } else { listed(&self.kind) };
        form.field(
            Spec::new(Key::Kind, words::KIND.text(cx.lang), Kind::Pick(Options::one(items)))
                .required()
                .hint(words::pick_hint(cx.lang))
                .value(kind),
        );
        ask_number(form, Key::Quantity, words::QUANTITY, self.quantity, cx);
        ask_rest(form, self.on, self.office, &self.note, cx);
    }

    fn take(&mut self, form: &Form<Key>, _shown: Period, cx: &Cx) {
        if let Some(kind) = form.code(Key::Kind).filter(|kind| *kind != self.kind) {
            // The unit follows from the kind; an entry whose kind stays keeps the unit it came with.
            self.unit = cx
                .store
                .directory()
                .label("service", &kind)
                .map_or_else(String::new, |label| label.unit.clone());
            self.kind = kind;
        }
        self.quantity = form.number(Key::Quantity).unwrap_or(self.quantity);
        self.on = form.date(Key::On).unwrap_or(self.on);
        self.office = office_of(form).unwrap_or(self.office);
        self.note = clean_line(&form.text(Key::Note));
    }

    fn beside(&self, cx: &Cx) -> Vec<(Key, String)> {
        vec![unit_beside(Key::Quantity, &self.unit, cx)]
    }
}

impl Asked for Screening {
    fn blank(_shown: Period, cx: &mut Cx) -> Self {
        Self::new(cx.store.fresh_id(), cx.store.settings().home, cx.store.today())
    }

    fn set_void(&mut self, reason: Option<String>) {
        self.void = reason;
    }

    fn ask(&self, form: &mut Form<Key>, cx: &Cx) {
        let directory = cx.store.directory();
        ask_number(form, Key::Times, words::TIMES, self.times, cx);
        ask_number(form, Key::Found, words::FOUND, self.found, cx);
        let villages = Kind::Pick(Options::one(lists::villages(&cx.store, self.office)));
        form.field(
            Spec::new(Key::Village, words::VILLAGE.text(cx.lang), villages)
                .hint(words::village_hint(cx.lang))
                .value(self.village.map_or(Value::Empty, listed)),
        );
        let known = directory.mediators().find(|mediator| mediator.name == self.lead);
        let lead = match known {
            Some(mediator) => listed(mediator.id),
            None if self.lead.is_empty() => Value::Empty,
            None => Value::Picked(vec![Choice::New(self.lead.clone())]),
        };
        let leads = Kind::Pick(Options::one(lists::mediators(&cx.store, self.office)).or_new());
        form.field(
            Spec::new(Key::Lead, words::LEAD.text(cx.lang), leads)
                .hint(words::lead_hint(cx.lang))
                .value(lead),
        );
        ask_rest(form, self.on, self.office, &self.note, cx);
    }

    fn take(&mut self, form: &Form<Key>, _shown: Period, _cx: &Cx) {
        self.times = form.number(Key::Times).unwrap_or(self.times);
        self.found = form.number(Key::Found).unwrap_or(self.found);
        self.village = form.code(Key::Village).and_then(|id| id.parse().ok());
        self.lead = clean_line(&form.picked_label(Key::Lead));
        self.on = form.date(Key::On).unwrap_or(self.on);
        self.office = office_of(form).unwrap_or(self.office);
        self.note = clean_line(&form.text(Key::Note));
    }

    fn beside(&self, cx: &Cx) -> Vec<(Key, String)> {
        vec![unit_beside(Key::Times, unit::TIMES, cx), unit_beside(Key::Found, unit::CASES, cx)]
    }
}

impl Asked for PreventionEntry {
    fn blank(_shown: Period, cx: &mut Cx) -> Self {
        Self::new(cx.store.fresh_id(), cx.store.settings().home, cx.store.today())
    }

    fn set_void(&mut self, reason: Option<String>) {
        self.void = reason;
    }

    fn ask(&self, form: &mut Form<Key>, cx: &Cx) {
        let codes: Vec<&str> = PreventionKind::ALL.iter().map(|kind| kind.code()).collect();
        let items = lists::small(cx.store.directory(), "prevention", &codes, cx.lang);
        form.field(
            Spec::new(Key::Kind, words::KIND.text(cx.lang), Kind::Pick(Options::one(items)))
                .required()
                .hint(words::pick_hint(cx.lang))
                .value(listed(self.kind.code())),
        );
        ask_number(form, Key::Cases, words::CASES, self.cases, cx);
        ask_number(form, Key::People, words::PEOPLE, self.people, cx);
        ask_rest(form, self.on, self.office, &self.note, cx);
    }

    fn take(&mut self, form: &Form<Key>, _shown: Period, _cx: &Cx) {
        let kind = form.code(Key::Kind).and_then(|code| PreventionKind::from_code(&code));
        self.kind = kind.unwrap_or(self.kind);
        self.cases = form.number(Key::Cases).unwrap_or(self.cases);
        let people = form.number(Key::People).unwrap_or(self.people);
        self.people = if self.kind.counts_people() { people } else { 0 };
        self.on = form.date(Key::On).unwrap_or(self.on);
        self.office = office_of(form).unwrap_or(self.office);
        self.note = clean_line(&form.text(Key::Note));
    }

    fn beside(&self, cx: &Cx) -> Vec<(Key, String)> {
        vec![unit_beside(Key::Cases, unit::CASES, cx), unit_beside(Key::People, unit::PEOPLE, cx)]
    }
}

impl Asked for Indicator {
    fn blank(shown: Period, cx: &mut Cx) -> Self {
        // What a township is given is of that township; what the district is given, of the whole district.
        let office = home(&cx.store);
        Self { office, ..Self::new(cx.store.fresh_id(), shown.range(cut_off(&cx.store))) }
    }

    fn set_void(&mut self, reason: Option<String>) {
        self.void = reason;
    }

    fn ask(&self, form: &mut Form<Key>, cx: &Cx) {
        let lang = cx.lang;
        let named = |name: &str| item(name, "", name, &pinyin::initials(name).join(" "));
        let names = known_names(cx);
        let new = |text: &str, known: bool| match known {
            _ if text.is_empty() => Value::Empty,
            true => listed(text),
            false => Value::Picked(vec![Choice::New(text.to_owned())]),
        };
        let name = new(&self.name, names.iter().any(|(name, _)| *name == self.name));
        let options = Options::one(names.iter().map(|(name, _)| named(name)).collect()).or_new();
        form.field(
            Spec::new(Key::Name, words::NAME.text(lang), Kind::Pick(options))
                .required()
                .hint(words::name_hint(lang))
                .value(name),
        );
        let value = if self.name.is_empty() { Value::Empty } else { Value::Text(self.value.to_string()) };
        form.field(
            Spec::new(Key::Value, words::VALUE.text(lang), Kind::Line).required().cells(14).value(value),
        );
        form.field(
            Spec::new(Key::Unit, words::UNIT.text(lang), Kind::Line)
                .required()
                .cells(14)
                .hint(words::unit_hint(lang))
                .value(Value::of_text(&self.unit)),
        );
        let period = self.period(cut_off(&cx.store)).to_string();
        form.field(
            Spec::new(Key::Period, words::PERIOD.text(lang), Kind::Line)
                .required()
                .hint(words::period_hint(lang))
                .value(Value::Text(period)),
        );
        let home = self.office.unwrap_or_else(crate::domain::Office::root_id);
        let mut about = offices(home, cx);
        about.retain(|item| item.value != Choice::listed(crate::domain::Office::root_id().to_string()));
        form.field(
            Spec::new(Key::Office, words::ABOUT.text(lang), Kind::Pick(Options::one(about)))
                .hint(words::about_hint(lang))
                .value(self.office.map_or(Value::Empty, listed)),
        );
        ask_note(form, &self.note, cx);
    }

    fn take(&mut self, form: &Form<Key>, shown: Period, cx: &Cx) {
        self.name = clean_line(&form.picked_label(Key::Name));
        self.value = read_value(&form.text(Key::Value)).unwrap_or(self.value);
        self.unit = clean_line(&form.text(Key::Unit));
        let before = self.period(cut_off(&cx.store));
        // A period left as it was keeps its very days, whatever the cut-off was when they were given.
        if let Ok(period) = read_period(&form.text(Key::Period), shown)
            && period != before
        {
            self.range = period.range(cut_off(&cx.store));
        }
        self.office = office_of(form);
        self.note = clean_line(&form.text(Key::Note));
    }

    fn beside(&self, _cx: &Cx) -> Vec<(Key, String)> {
        Vec::new()
    }

    fn problems(&self, form: &Form<Key>, shown: Period, cx: &Cx) -> Vec<(Key, String)> {
        let mut problems = Vec::new();
        if !form.is_blank(Key::Value) && read_value(&form.text(Key::Value)).is_none() {
            problems.push((Key::Value, crate::text::form::not_a_number(cx.lang).to_owned()));
        }
        if let Err(error) = read_period(&form.text(Key::Period), shown)
            && !form.is_blank(Key::Period)
        {
            problems.push((Key::Period, period_words::wrong_period(cx.lang, error)));
        }
        problems
    }

    fn caution(&self, cx: &Cx) -> Option<String> {
        let others = cx.store.overlapping(self).unwrap_or_default();
        others.first().map(|other| words::entry(&[&other.when(&wording(cx)), &other.what(&wording(cx))]))
    }

    fn unit_of(&self, name: &str, cx: &Cx) -> Option<String> {
        known_names(cx).into_iter().find(|(known, _)| known == name).map(|(_, unit)| unit)
    }
}

/// The names of figures that are offered, with their units: those given before, then the usual ones.
fn known_names(cx: &Cx) -> Vec<(String, String)> {
    let mut names = cx.store.indicator_names(NAMES).unwrap_or_default();
    let usual = words::USUAL_FIGURES.map(|(name, unit)| (name.to_owned(), unit.to_owned()));
    names.extend(usual);
    let mut seen = std::collections::HashSet::new();
    names.retain(|(name, _)| seen.insert(name.clone()));
    names
}

/// A whole number, not negative, in full width too.
fn read_value(typed: &str) -> Option<i64> {
    half_width(typed).trim().parse().ok().filter(|value| *value >= 0)
}
