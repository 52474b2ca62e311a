//! The card of an office.

use super::card::{Card, Key, Sheet, field, list, put_last_day};
use super::lists::Subject;
use crate::domain::fold::{clean_line, clean_name, search_fold};
use crate::domain::{NEVER, Office, OfficeId, OfficeKind, is_valid};
use crate::store::{Changed, Directory, Result};
use crate::text::Lang;
use crate::text::roster as words;
use crate::tui::form::{Form, Kind, Options, Shown, Value};
use crate::tui::stack::Cx;

/// Separators between names in a field.
const COMMAS: [char; 5] = ['、', ',', '，', ';', '；'];

struct OfficeSheet {
    /// The existing office; none for a new one.
    known: Option<Office>,
}

/// The card of an existing office.
pub fn change(id: OfficeId, cx: &Cx) -> Option<Card> {
    let office = cx.store.directory().office(id)?.clone();
    let form = build(&office, cx);
    let name = office.name.clone();
    Some(Card::about(OfficeSheet { known: Some(office) }, form, words::OFFICES, Some(&name), cx))
}

/// The card of a new office: a village beside a village or under a township, otherwise a township.
pub fn new(near: Option<&Subject>, cx: &Cx) -> Card {
    let near = match near {
        Some(Subject::Office(id)) => cx.store.directory().office(*id),
        _ => None,
    };
    let (parent, kind) = match near {
        Some(office) if office.kind.is_settlement() => {
            (office.parent.unwrap_or_else(Office::root_id), office.kind)
        }
        Some(office) if office.kind.logs_cases() => (office.id, OfficeKind::Village),
        _ => (Office::root_id(), OfficeKind::Township),
    };
    let form = build(&Office::below(parent, kind, ""), cx);
    Card::about(OfficeSheet { known: None }, form, words::OFFICES, None, cx)
}

fn kinds(lang: Lang) -> Options {
    let kinds = OfficeKind::ALL.iter().filter(|kind| **kind != OfficeKind::District);
    list(kinds.map(|kind| (kind.code().to_owned(), words::kind(lang, *kind))))
}

/// The possible parents: the district and the offices that log cases; a retired one only if current.
fn parents(office: &Office, directory: &Directory, cx: &Cx) -> Options {
    let today = cx.store.today();
    let all = directory.district().into_iter().chain(directory.townships());
    let offered = all.filter(|parent| {
        parent.id != office.id && (parent.is_offered(today) || office.parent == Some(parent.id))
    });
    let name = |parent: &Office| match parent.name.as_str() {
        "" => words::the_district(cx.lang).to_owned(),
        name => name.to_owned(),
    };
    let named: Vec<(String, String)> = offered.map(|parent| (parent.id.to_string(), name(parent))).collect();
    list(named.iter().map(|(id, name)| (id.clone(), name.as_str())))
}

fn build(office: &Office, cx: &Cx) -> Form<Key> {
    let (lang, directory) = (cx.lang, cx.store.directory());
    let mut form = Form::new(lang, cx.store.today());
    let line = |key, label, hint| field(key, label, hint, Kind::Line, cx);
    form.hold(
        line(Key::Name, words::NAME, words::name_hint(lang)).required().value(Value::of_text(&office.name)),
    );
    let kind = field(Key::Kind, words::KIND, words::kind_hint(lang), Kind::Pick(kinds(lang)), cx);
    form.hold(kind.required().value(Value::of_code(office.kind.code())));
    let parents = Kind::Pick(parents(office, directory, cx));
    let parent = field(Key::Parent, words::PARENT, words::parent_hint(lang), parents, cx);
    let own = office.parent.map(|id| id.to_string()).unwrap_or_default();
    form.hold(parent.required().value(Value::of_code(&own)));
    let aliases = office.aliases.join("、");
    for (key, label, hint, value, cells) in [
        (Key::Aliases, words::ALIASES, words::aliases_hint(lang), aliases.as_str(), 24),
        (Key::Division, words::DIVISION, words::division_hint(lang), office.division_code.as_str(), 14),
        (Key::Mark, words::MARK, words::mark_hint(lang), office.mark.as_str(), 8),
        (Key::Committee, words::COMMITTEE, words::committee_hint(lang), office.committee.as_str(), 40),
    ] {
        form.hold(line(key, label, hint).cells(cells).value(Value::of_text(value)));
    }
    put_last_day(&mut form, office.valid_to, cx);
    if office.id == Office::root_id() {
        // There is one district, which has no parent and no last day.
        for key in [Key::Kind, Key::Parent, Key::ValidTo] {
            form.show(key, Shown::No);
        }
    }
    form
}

impl OfficeSheet {
    fn is_district(&self) -> bool {
        self.known.as_ref().is_some_and(|office| office.id == Office::root_id())
    }

    fn kind(&self, form: &Form<Key>) -> OfficeKind {
        if self.is_district() {
            return OfficeKind::District;
        }
        form.code(Key::Kind).and_then(|code| OfficeKind::from_code(&code)).unwrap_or(OfficeKind::Township)
    }

    fn parent(&self, form: &Form<Key>) -> Option<OfficeId> {
        form.code(Key::Parent).and_then(|code| code.parse().ok())
    }

    fn after(&self, form: &Form<Key>, cx: &Cx) -> Office {
        let name = clean_name(&form.text(Key::Name));
        let parent = if self.is_district() { None } else { self.parent(form) };
        let directory = cx.store.directory();
        let id = self.known.as_ref().map_or_else(
            || directory.free_office_id(parent.unwrap_or_else(Office::root_id), &name),
            |office| office.id,
        );
        let aliases = form.text(Key::Aliases);
        let aliases = aliases.split(COMMAS).map(clean_name).filter(|alias| !alias.is_empty()).collect();
        Office {
            id,
            parent,
            kind: self.kind(form),
            name,
            aliases,
            division_code: clean_line(&form.text(Key::Division)),
            mark: clean_line(&form.text(Key::Mark)),
            committee: clean_line(&form.text(Key::Committee)),
            valid_to: form.date(Key::ValidTo),
        }
    }

    /// Whether another office under that parent has this name.
    fn is_taken(&self, form: &Form<Key>, parent: OfficeId, cx: &Cx) -> bool {
        let name = search_fold(&clean_name(&form.text(Key::Name)));
        let own = self.known.as_ref().map(|office| office.id);
        !name.is_empty()
            && cx.store.directory().children(parent).any(|office| {
                Some(office.id) != own
                    && office.valid_to != Some(NEVER)
                    && (search_fold(&office.name) == name
                        || office.aliases.iter().any(|alias| search_fold(alias) == name))
            })
    }

    fn check_place(&self, form: &Form<Key>, cx: &Cx) -> Option<(Key, &'static str)> {
        let (lang, directory) = (cx.lang, cx.store.directory());
        let (kind, parent) = (self.kind(form), self.parent(form));
        let Some(parent) = parent.and_then(|id| directory.office(id)) else {
            return Some((Key::Parent, words::parent_missing(lang)));
        };
        if kind.logs_cases() && parent.id != Office::root_id() {
            return Some((Key::Parent, words::parent_not_district(lang)));
        }
        if kind.is_settlement() && parent.kind.is_settlement() {
            return Some((Key::Parent, words::parent_not_town(lang)));
        }
        let own = self.known.as_ref().map(|office| office.id)?;
        let has_children = directory.children(own).any(|office| office.valid_to != Some(NEVER));
        (kind.is_settlement() && has_children).then(|| (Key::Kind, words::has_children(lang)))
    }
}

impl Sheet for OfficeSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        let lang = cx.lang;
        let mut wrong = Vec::new();
        let mut say = |key, sentence: &str| wrong.push((key, sentence.to_owned()));
        if !self.is_district() {
            if let Some((key, sentence)) = self.check_place(form, cx) {
                say(key, sentence);
            }
            if self.parent(form).is_some_and(|parent| self.is_taken(form, parent, cx)) {
                say(Key::Name, words::same_name(lang));
            }
        }
        if !form.text(Key::Division).chars().all(|c| c.is_ascii_digit()) {
            say(Key::Division, words::bad_division(lang));
        }
        let home = self.known.as_ref().is_some_and(|office| office.id == cx.store.settings().home);
        if home && !is_valid(form.date(Key::ValidTo), cx.store.today()) {
            say(Key::ValidTo, words::home_stays(lang));
        }
        wrong
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let office = self.after(form, cx);
        cx.store.manage(|writer| writer.put_office(&office))
    }
}
