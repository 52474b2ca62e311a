//! Information on the persons named: earlier cases, their details, and their ID numbers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Entry;
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, Spot};
use crate::domain::id_number::{IdCheck, check_id_number};
use crate::domain::{Party, PartyKind};
use crate::store::{CaseRow, KnownPerson};
use crate::text::{common, entry as words, form as form_words};
use crate::tui::form::Value;
use crate::tui::input::{Code, Input, Key as Pressed};
use crate::tui::stack::Cx;
use crate::tui::widgets::cells;

/// The most earlier cases listed beside the page.
const EARLIER_MOST: usize = 6;

/// The details of a person that can be copied.
const DETAILS: [Field; 4] =
    [Field::PartyPhone, Field::PartyIdNumber, Field::PartyRepresentative, Field::PartyAddress];

/// How many names with that beginning are read; the first is offered.
const LOOKED_AT: usize = 8;

impl Entry {
    /// Looks up the person being typed, and shows the result beside the name.
    pub(super) fn look_up(&mut self, at: usize, cx: &mut Cx) {
        self.offered = None;
        self.form.offer(Field::PartyName.at(at), "");
        let earlier = self.look_up_earlier(at, cx).unwrap_or_default();
        let beside = [self.kind_beside(at, cx), earlier].into_iter().filter(|said| !said.is_empty());
        let beside: Vec<String> = beside.collect();
        self.form.put_beside(Field::PartyName.at(at), beside.join(words::between(cx.lang)));
    }

    /// Looks up the person being typed and offers to copy it; returns what is said of the earlier cases.
    fn look_up_earlier(&mut self, at: usize, cx: &mut Cx) -> Option<String> {
        let typed = self.form.text(Field::PartyName.at(at));
        let found = cx.told(cx.store.people_called(&typed, LOOKED_AT))?;
        let exact = found.iter().position(|person| person.party.name == typed);
        let person = found.into_iter().nth(exact.unwrap_or(0))?;
        let earlier = words::earlier_cases(cx.lang, person.cases);
        let taken = self.slots.get(at).and_then(|slot| slot.known.as_ref());
        let is_taken = taken.is_some_and(|known| known.name == typed);
        if exact.is_some() && (is_taken || !has_details(&person.party)) {
            return Some(earlier);
        }
        if self.form.focus() == Some(Field::PartyName.at(at)) {
            let rest = person.party.name.strip_prefix(typed.as_str()).unwrap_or_default().to_owned();
            let beside = words::earlier_offered(cx.lang, &person.party.name, person.cases, cx.symbols.right);
            self.form.offer(Field::PartyName.at(at), rest);
            self.offered = Some((at, person));
            return Some(beside);
        }
        exact.is_some().then_some(earlier)
    }

    /// Copies the offered person, if the key means that.
    pub(super) fn take_offered(&mut self, input: &Input, cx: &mut Cx) -> bool {
        let accepts = [Code::Right, Code::End].map(|code| Input::Key(Pressed::plain(code)));
        if !accepts.contains(input) || !self.form.at_end() {
            return false;
        }
        let Some((at, person)) = self.offered.take() else { return false };
        if self.form.focus() != Some(Field::PartyName.at(at)) {
            return false;
        }
        self.take_over(at, person);
        self.label_party(at, cx);
        self.look_up(at, cx);
        self.read_id(at, cx);
        self.find_earlier(cx);
        true
    }

    fn take_over(&mut self, at: usize, person: KnownPerson) {
        let kind = person.kind();
        let party = person.party;
        self.form.fill(Field::PartyName.at(at), &Value::of_text(&party.name));
        let details = [
            (Field::PartyPhone.at(at), Value::of_text(&party.phone)),
            (Field::PartyIdNumber.at(at), Value::of_text(&party.id_number)),
            (Field::PartyRepresentative.at(at), Value::of_text(&party.representative)),
            (Field::PartyAddress.at(at), Value::of_text(&party.address)),
        ];
        for (key, value) in details {
            if self.form.is_blank(key) || self.form.is_default(key) {
                self.form.set(key, &value);
            }
        }
        if self.form.is_default(Field::PartyKind.at(at)) {
            self.form.set(Field::PartyKind.at(at), &Value::of_code(kind.code()));
        }
        if let Some(slot) = self.slots.get_mut(at) {
            slot.known = Some(party);
        }
        self.form.keep_rules();
    }

    /// When another person is named, removes copied values that were not edited.
    pub(super) fn forget_another(&mut self, at: usize) {
        let name = self.form.text(Field::PartyName.at(at));
        let Some(slot) = self.slots.get_mut(at) else { return };
        if slot.known.take_if(|known| known.name != name).is_none() {
            return;
        }
        for key in DETAILS.map(|field| field.at(at)) {
            if self.form.is_default(key) {
                self.form.set(key, &Value::Empty);
            }
        }
        self.form.put_beside(Field::PartyIdNumber.at(at), "");
    }

    /// Reads the earlier cases of the focused or offered person.
    pub(super) fn find_earlier(&mut self, cx: &Cx) {
        let name = match (self.form.focus(), &self.offered) {
            (Some(Spot { field: Field::PartyName, part }), Some((offered, person)))
                if part.at == *offered =>
            {
                person.party.name.clone()
            }
            (Some(Spot { field, part }), _) if field == Field::PartyName || DETAILS.contains(&field) => {
                self.form.text(Field::PartyName.at(part.at))
            }
            _ => String::new(),
        };
        if self.earlier.as_ref().is_some_and(|(known, _)| *known == name) {
            return;
        }
        let rows = match name.as_str() {
            "" => Vec::new(),
            name => cx.store.cases_of_person(name, EARLIER_MOST).unwrap_or_default(),
        };
        self.earlier = Some((name, rows.iter().flat_map(|row| lines_of(row, cx)).collect()));
    }

    /// Draws the earlier cases beside the page.
    pub(super) fn draw_earlier(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some((name, lines)) = self.earlier.as_ref().filter(|(_, lines)| !lines.is_empty()) else {
            return;
        };
        let heading = words::earlier_heading(cx.lang, name);
        cells::write(buf, (area.x, area.y), &heading, area.width, cx.theme.heading, cx.symbols);
        for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
            cells::write(buf, (area.x, y), line, area.width, cx.theme.hint_text, cx.symbols);
        }
    }

    /// Shows the content of an ID number beside it.
    pub(super) fn read_id(&mut self, at: usize, cx: &Cx) {
        let person = self.kind(at) == PartyKind::Person;
        let says = match check_id_number(&self.form.text(Field::PartyIdNumber.at(at))) {
            IdCheck::Valid { born_on, sex, .. } if person => form_words::id_says(cx.lang, born_on, sex),
            _ => String::new(),
        };
        self.form.put_beside(Field::PartyIdNumber.at(at), says);
    }
}

/// A case in four lines: day and number, names, type and outcome, summary.
fn lines_of(row: &CaseRow, cx: &Cx) -> [String; 4] {
    let directory = cx.store.directory();
    let kind = directory.type_label(&row.kind).map_or("", |label| label.text(cx.lang));
    let outcome = directory.outcome_label(row.outcome).map_or("", |label| label.text(cx.lang));
    let names = [row.applicants.as_str(), row.respondents.as_str()].join(common::list_comma(cx.lang));
    [
        format!("{}  {}", iso(row.accepted_on), row.number),
        format!("  {names}"),
        format!("  {kind}  {outcome}"),
        format!("  {}", row.summary.lines().next().unwrap_or_default()),
    ]
}

/// Whether more is known than the name.
fn has_details(party: &Party) -> bool {
    [&party.phone, &party.id_number, &party.address].iter().any(|word| !word.is_empty())
}
