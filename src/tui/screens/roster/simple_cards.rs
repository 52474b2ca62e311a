//! The cards of mediators, operators, limits and templates.

use std::collections::BTreeMap;

use super::card::{Card, Key, Sheet, field, list, put_last_day};
use super::lists::Subject;
use crate::domain::fold::{clean_name, half_width, search_fold};
use crate::domain::{
    Limit, Mediator, MediatorId, NEVER, Office, OfficeId, Operator, OperatorId, Role, is_valid,
};
use crate::report::{Template, keep_template, template_text};
use crate::store::{Changed, Result};
use crate::text::roster as words;
use crate::tui::form::{Form, Kind, Spec, Value};
use crate::tui::stack::Cx;
use crate::vault::{Cost, is_pin, keep_pin};
use zeroize::Zeroizing;

/// Visible lines of a template.
const TEMPLATE_ROWS: u16 = 12;

struct MediatorSheet {
    known: Option<Mediator>,
}

/// The card of an existing mediator.
pub fn change_mediator(id: MediatorId, cx: &Cx) -> Option<Card> {
    let mediator = cx.store.directory().mediator(id)?.clone();
    let form = mediator_form(&mediator, cx);
    let name = mediator.name.clone();
    Some(Card::about(MediatorSheet { known: Some(mediator) }, form, words::MEDIATORS, Some(&name), cx))
}

/// The card of a new mediator, at the office of the selected one, or else at the home office.
pub fn new_mediator(near: Option<&Subject>, cx: &Cx) -> Card {
    let near = match near {
        Some(Subject::Mediator(id)) => cx.store.directory().mediator(*id).map(|mediator| mediator.office),
        _ => None,
    };
    let office = near.unwrap_or(cx.store.settings().home);
    let form = mediator_form(&Mediator::at(office, ""), cx);
    Card::about(MediatorSheet { known: None }, form, words::MEDIATORS, None, cx)
}

fn mediator_form(mediator: &Mediator, cx: &Cx) -> Form<Key> {
    let (directory, today) = (cx.store.directory(), cx.store.today());
    let mut form = Form::new(cx.lang, today);
    let name = Spec::new(Key::Name, words::PERSON.text(cx.lang), Kind::Line).required();
    form.hold(name.value(Value::of_text(&mediator.name)));
    let offices =
        directory.district().into_iter().chain(directory.offices().filter(|office| office.parent.is_some()));
    let offered = offices.filter(|office| office.is_offered(today) || office.id == mediator.office);
    let offices = list(offered.map(|office| (office.id.to_string(), office.name.as_str())));
    let office =
        field(Key::Office, words::OFFICE, words::mediator_office_hint(cx.lang), Kind::Pick(offices), cx);
    form.hold(office.required().value(Value::of_code(&mediator.office.to_string())));
    put_last_day(&mut form, mediator.valid_to, cx);
    form
}

impl MediatorSheet {
    fn office(form: &Form<Key>) -> OfficeId {
        form.code(Key::Office).and_then(|code| code.parse().ok()).unwrap_or_else(Office::root_id)
    }
}

impl Sheet for MediatorSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let (name, office) = (search_fold(&clean_name(&form.text(Key::Name))), Self::office(form));
        let own = self.known.as_ref().map(|mediator| mediator.id);
        let taken = cx.store.directory().mediators().any(|other| {
            Some(other.id) != own
                && other.valid_to != Some(NEVER)
                && other.office == office
                && search_fold(&other.name) == name
        });
        let wrong = (taken && !name.is_empty()).then(|| (Key::Name, words::same_person(cx.lang).to_owned()));
        wrong.into_iter().collect()
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let mut mediator = Mediator::at(Self::office(form), clean_name(&form.text(Key::Name)));
        mediator.valid_to = form.date(Key::ValidTo);
        mediator.id = self.known.as_ref().map_or_else(
            || cx.store.directory().free_mediator_id(mediator.office, &mediator.name),
            |known| known.id,
        );
        cx.store.manage(|writer| writer.put_mediator(&mediator))
    }
}

struct OperatorSheet {
    known: Option<Operator>,
}

/// The card of an existing operator.
pub fn change_operator(id: OperatorId, cx: &Cx) -> Option<Card> {
    let operator = cx.store.directory().operator(id)?.clone();
    let form = operator_form(&operator, cx);
    let name = operator.name.clone();
    Some(Card::about(OperatorSheet { known: Some(operator) }, form, words::OPERATORS, Some(&name), cx))
}

/// The card of a new operator.
pub fn new_operator(cx: &Cx) -> Card {
    let form = operator_form(&Operator::named(""), cx);
    Card::about(OperatorSheet { known: None }, form, words::OPERATORS, None, cx)
}

fn operator_form(operator: &Operator, cx: &Cx) -> Form<Key> {
    let mut form = Form::new(cx.lang, cx.store.today());
    let name = Spec::new(Key::Name, words::PERSON.text(cx.lang), Kind::Line).required();
    form.hold(name.value(Value::of_text(&operator.name)));
    let roles =
        list(Role::ALL.into_iter().map(|role| (role.code().to_owned(), words::role(cx.lang, role.code()))));
    let role = field(Key::Role, words::ROLE, words::role_hint(cx.lang), Kind::Pick(roles), cx).required();
    form.hold(role.value(Value::of_code(operator.role.code())));
    let pin = field(Key::Pin, words::PIN, words::pin_hint(cx.lang), Kind::Secret, cx).cells(10);
    form.hold(pin.value(Value::Empty));
    let state = if operator.pin.is_some() { words::pin_set } else { words::pin_none };
    form.put_beside(Key::Pin, state(cx.lang).to_owned());
    put_last_day(&mut form, operator.valid_to, cx);
    form
}

/// The input that removes a PIN.
const NO_PIN: &str = "0";

/// The typed PIN; none to keep the old one.
fn typed_pin(form: &Form<Key>) -> Option<Zeroizing<String>> {
    let typed = Zeroizing::new(half_width(form.text(Key::Pin).trim()));
    (!typed.is_empty()).then_some(typed)
}

impl Sheet for OperatorSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let name = search_fold(&clean_name(&form.text(Key::Name)));
        let own = self.known.as_ref().map(|operator| operator.id);
        let taken = cx.store.directory().operators().any(|other| {
            Some(other.id) != own && other.valid_to != Some(NEVER) && search_fold(&other.name) == name
        });
        let mut wrong = Vec::new();
        if taken && !name.is_empty() {
            wrong.push((Key::Name, words::same_operator(cx.lang).to_owned()));
        }
        let here = own.is_some() && cx.store.operator() == own;
        if here && !is_valid(form.date(Key::ValidTo), cx.store.today()) {
            wrong.push((Key::ValidTo, words::operator_stays(cx.lang).to_owned()));
        }
        if typed_pin(form).is_some_and(|pin| *pin != NO_PIN && !is_pin(&pin)) {
            wrong.push((Key::Pin, words::bad_pin(cx.lang).to_owned()));
        }
        wrong
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let mut operator = Operator::named(clean_name(&form.text(Key::Name)));
        operator.valid_to = form.date(Key::ValidTo);
        operator.role = form.code(Key::Role).and_then(|code| Role::from_code(&code)).unwrap_or_default();
        match &self.known {
            Some(known) => (operator.id, operator.pin) = (known.id, known.pin.clone()),
            None => {
                let known = cx.store.directory().operator(operator.id);
                if known.is_some_and(|known| known.valid_to != Some(NEVER)) {
                    operator.id = cx.store.fresh_id();
                }
            }
        }
        match typed_pin(form) {
            None => {}
            Some(pin) if *pin == NO_PIN => operator.pin = None,
            Some(pin) => operator.pin = Some(keep_pin(&pin, Cost::STANDARD, cx.store.surroundings())?),
        }
        cx.store.manage(|writer| writer.put_operator(&operator))
    }
}

struct LimitsSheet {
    /// None for the limits of the district.
    office: Option<OfficeId>,
}

/// The card of the limits of an office, or of the district.
pub fn limits(id: OfficeId, cx: &Cx) -> Option<Card> {
    let settings = cx.store.settings();
    let office = (id != Office::root_id()).then_some(id);
    let name = match office {
        Some(id) => cx.store.directory().office(id)?.name.clone(),
        None => words::the_district(cx.lang).to_owned(),
    };
    let own = office.and_then(|id| settings.office_limits.get(&id));
    let mut form = Form::new(cx.lang, cx.store.today());
    for limit in Limit::ALL {
        let key = Key::Limit(limit);
        let days = settings.district_limits.days(limit);
        let value = match office {
            Some(_) => own.and_then(|own| own.get(&limit).copied()),
            None => Some(days),
        };
        let mut spec = Spec::new(key, words::limit(cx.lang, limit), Kind::Number).cells(6);
        if office.is_none() {
            spec = spec.required();
        }
        form.hold(spec.value(value.map_or(Value::Empty, Value::Number)));
        form.put_beside(key, words::limit_beside(cx.lang, limit, office.map(|_| days)));
    }
    Some(Card::about(LimitsSheet { office }, form, words::LIMITS, Some(&name), cx))
}

impl Sheet for LimitsSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let wrong = Limit::ALL
            .into_iter()
            .filter(|limit| form.number(Key::Limit(*limit)).is_some_and(|days| !limit.allows(days)));
        wrong.map(|limit| (Key::Limit(limit), words::out_of_range(cx.lang, limit.range()))).collect()
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let settings = cx.store.settings();
        let before = |limit: Limit| match self.office {
            Some(id) => settings.office_limits.get(&id).and_then(|own| own.get(&limit).copied()),
            None => Some(settings.district_limits.days(limit)),
        };
        let changed: BTreeMap<Limit, Option<u32>> = Limit::ALL
            .into_iter()
            .map(|limit| (limit, form.number(Key::Limit(limit))))
            .filter(|(limit, days)| *days != before(*limit))
            .collect();
        cx.store.manage(|writer| writer.put_limits(self.office, &changed))
    }
}

struct TemplateSheet {
    name: &'static str,
}

/// The card of a template.
pub fn template(name: &'static str, cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    let spec =
        field(Key::Text, words::TEXT, words::template_hint(cx.lang), Kind::Area { rows: TEMPLATE_ROWS }, cx);
    form.hold(spec.value(Value::of_text(&template_text(&cx.store, name, cx.lang).unwrap_or_default())));
    Card::about(TemplateSheet { name }, form, words::TEMPLATES, Some(words::template(cx.lang, name)), cx)
}

impl Sheet for TemplateSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let read = Template::parse(&form.text(Key::Text), cx.store.directory());
        read.err().map(|error| (Key::Text, error.said(cx.lang))).into_iter().collect()
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        Ok(keep_template(&mut cx.store, self.name, &form.text(Key::Text), cx.lang)?.0)
    }
}
