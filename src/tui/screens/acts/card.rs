//! The card of an act on a case.

use super::form::{Key, beside, build, said};
use super::refusal;
use crate::domain::act::{Act, Addition, Deed, Done, NotDone, new_problem};
use crate::domain::check::{Problem, Severity, check};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, PartKind, Spot};
use crate::domain::organisation::kind_of;
use crate::domain::{Dispute, DisputeId, Fen, Party};
use crate::store::{Changed, Result};
use crate::text::field::{Wording, part as part_name};
use crate::text::{Lang, acts as words, common, dispute, form as form_words, plan};
use crate::tui::actions::Action;
use crate::tui::card::{Card, Content, Frame};
use crate::tui::form::{Form, Remark, Value};
use crate::tui::screens::dispute::fields::shown;
use crate::tui::screens::{Door, laptop};
use crate::tui::stack::{Answer, Cx, Flow, Meant, Then};

/// The width of the card, with the frame.
const COLUMNS: u16 = 76;
/// The rows of the card besides its fields: frame, case, blank line, keys.
const AROUND: u16 = 5;
/// The most rows with the frame; more fields scroll.
const MOST: u16 = 20;

/// The card of one act.
type ActCard = Card<OneAct>;

/// An act on a case.
struct OneAct {
    act: Act,
    before: Dispute,
    /// The party, session or referral that it is about.
    of: usize,
    about: String,
    /// The name by which a known person was looked for.
    looked_for: String,
}

/// The card of that act on a case, over the current screen; `of` is the party, session or referral that it is about. None,
/// and a notice, where it cannot be done.
pub fn open(case: DisputeId, act: Act, of: Option<usize>, cx: &mut Cx) -> Door {
    let before = cx.told(cx.store.dispute(case))?;
    if let Ok(Some(office)) = cx.store.kept_elsewhere(case) {
        let name = laptop::office_name(office, cx);
        cx.fail(crate::text::laptop::kept_by(cx.lang, &name));
        return None;
    }
    let of = match act.of(&before) {
        Ok(usual) => of.unwrap_or(usual),
        Err(why) => {
            cx.fail(refusal(why, &before.number, cx).unwrap_or_default());
            return None;
        }
    };
    let names: Vec<&str> = before.parties.iter().map(|party| party.name.as_str()).collect();
    let names = names.join(common::list_comma(cx.lang));
    let about = format!("{}  {}  {names}", before.number, iso(before.accepted_on));
    let form = build(act, &before, of, cx);
    let card = ActCard::over(OneAct { act, before, of, about, looked_for: String::new() }, form, cx);
    Some(Box::new(card.resumed(cx)))
}

impl OneAct {
    /// The case with what the card says, for its checks.
    fn done(&self, form: &Form<Key>, cx: &Cx) -> std::result::Result<Done, NotDone> {
        let said = said(form, self.act, &self.before, self.of);
        // The identity of a part has no part in the checks.
        self.act.done(&self.before, &said, &cx.store.at_hand(&self.before), &mut uuid::Uuid::nil)
    }

    /// What is new that is wrong, each with its field on the card.
    fn problems(&self, after: &Dispute, cx: &Cx) -> Vec<(Key, Problem)> {
        let known = check(&self.before, cx.store.today_at(self.before.office));
        let mut problems = check(after, cx.store.today_at(after.office));
        problems.retain(|problem| !known.contains(problem));
        problems.into_iter().map(|problem| (self.key_of(&problem), problem)).collect()
    }

    /// The field of the card beside which a problem is said.
    fn key_of(&self, problem: &Problem) -> Key {
        let place = problem.place();
        let own = self.act.fields(&self.before).contains(&place.field);
        Key::Field(if own { place.field } else { self.act.asks() })
    }

    /// A known person of exactly that name brings their details along.
    fn know_party(&mut self, form: &mut Form<Key>, cx: &Cx) {
        let name = form.text(Key::Field(Field::PartyName));
        if name == self.looked_for {
            return;
        }
        self.looked_for.clone_from(&name);
        let known = cx.store.people_called(&name, 1).unwrap_or_default().into_iter().next();
        let Some(known) = known.filter(|known| !name.is_empty() && known.party.name == name) else { return };
        let case =
            Dispute { parties: vec![Party { kind: known.kind(), ..known.party }], ..self.before.clone() };
        let follows = PartKind::Party.fields().into_iter();
        for field in follows.filter(|field| !matches!(field, Field::PartyName | Field::PartySide)) {
            let key = Key::Field(field);
            if form.is_blank(key) || form.is_default(key) {
                form.set(key, &shown(field.at(0).read(&case)));
            }
        }
        form.keep_rules();
    }

    /// The field of the card in the changed case, for a word that comes after the save.
    fn meant(&self, key: Key, done: &Done) -> Option<Meant> {
        let Key::Field(field) = key else { return None };
        let is_own = done.part.kind.fields().contains(&field);
        let at = if is_own { done.part.field(field) } else { Spot::case(field) };
        Some(Meant { case: self.before.id, at, then: Then::Same })
    }

    /// What was done, as a sentence.
    fn told(&self, done: &Done, cx: &Cx) -> String {
        if self.act == Act::Fill(Deed::Void) {
            return dispute::voided(cx.lang).to_owned();
        }
        let Act::Add(kind) = self.act else {
            let label = Action::Do(self.act).row().wording.label(cx.lang);
            return words::done(cx.lang, label, &self.before.number);
        };
        let count = done.case.plan.len() - self.before.plan.len();
        let name = if kind == PartKind::Instalment {
            let before: Vec<_> = self.before.plan.iter().map(|part| part.id).collect();
            let new = done.case.plan.iter().filter(|part| !before.contains(&part.id));
            plan::parts(cx.lang, count, new.filter_map(|part| part.to_pay()).sum::<Fen>())
        } else {
            let at = done.part.field(Addition::of(kind).named);
            let wording = Wording { directory: cx.store.directory(), lang: cx.lang };
            wording.value(at.field.spec().kind, &at.read(&done.case), &done.case.parties)
        };
        let name = dispute::named_part(cx.lang, part_name(kind), &name);
        dispute::added(cx.lang, &name)
    }
}

/// Whether a party is a person or a body is told by its name, until somebody says.
fn name_tells_kind(form: &mut Form<Key>) {
    let (name, kind) = (form.text(Key::Field(Field::PartyName)), Key::Field(Field::PartyKind));
    if !name.is_empty() && form.is_default(kind) {
        form.set(kind, &Value::of_code(kind_of(&name).code()));
        form.keep_rules();
    }
}

impl Content for OneAct {
    type Key = Key;

    fn title(&self, cx: &Cx) -> String {
        match self.act {
            Act::Fill(Deed::Void) => dispute::void_title(cx.lang, &self.before.number),
            act => Action::Do(act).row().wording.label(cx.lang).to_owned(),
        }
    }

    fn frame(&self, form: &Form<Key>, lang: Lang) -> Option<Frame> {
        // An open list stands within the card, which keeps its size from field to field.
        let rows = (form.height(COLUMNS - 4) + form.most_list_rows() + AROUND).clamp(8, MOST);
        let keys = if form.keys().len() == 1 { words::keys_of_one(lang) } else { words::keys(lang) };
        Some(Frame { size: (COLUMNS, rows), about: self.about.clone(), keys, margins: (2, 1) })
    }

    fn begin(&mut self, form: &mut Form<Key>, cx: &Cx) {
        beside(form, self.act, &self.before, &cx.store.at_hand(&self.before), cx);
    }

    fn changed(&mut self, form: &mut Form<Key>, key: Key, cx: &Cx) {
        if key == Key::Field(Field::PartyName) {
            name_tells_kind(form);
        }
        beside(form, self.act, &self.before, &cx.store.at_hand(&self.before), cx);
    }

    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        if self.act == Act::Add(PartKind::Party) {
            self.know_party(form, cx);
        }
        form.say_nothing();
        let problems = match self.done(form, cx) {
            Ok(done) => self.problems(&done.case, cx),
            Err(NotDone::Plan(fault)) => {
                let key = Key::Field(Field::InstalmentWhat);
                form.say(key, Some((Remark::Error, plan::fault(cx.lang, fault).to_owned())));
                return Some(key);
            }
            Err(_) => return None,
        };
        for (key, problem) in problems.iter().rev() {
            let remark = match problem.severity() {
                Severity::Error => Remark::Error,
                Severity::Warning => Remark::Warning,
            };
            form.say(*key, Some((remark, form_words::problem(cx.lang, *problem).to_owned())));
        }
        let wrong = |(_, problem): &&(Key, Problem)| problem.severity() == Severity::Error;
        problems.iter().find(wrong).map(|(key, _)| *key)
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(crate::text::outcome::not_yet(lang))
    }

    fn draft_place(&self) -> Option<String> {
        let name = Action::Do(self.act).row().name;
        Some(format!("{}.{name}", self.before.id))
    }

    fn draft_name(&self, key: Key) -> String {
        match key {
            Key::Of => "of".to_owned(),
            Key::Field(field) => field.code().to_owned(),
        }
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        let said = said(form, self.act, &self.before, self.of);
        if said.values.iter().all(|(_, value)| value.is_empty()) {
            return Ok(cx.warned(words::nothing_said(cx.lang)));
        }
        let done = match cx.store.acted(&self.before, self.act, &said) {
            Ok(done) => done,
            Err(why) => {
                let sentence = refusal(why, &self.before.number, cx);
                cx.fail(sentence.unwrap_or_else(|| crate::text::outcome::not_yet(cx.lang).to_owned()));
                return Ok(Flow::Stay);
            }
        };
        let known = check(&self.before, cx.store.today_at(self.before.office));
        let warned = new_problem(&known, &check(&done.case, cx.store.today_at(done.case.office)), |_| false);
        let clears = self.draft_place();
        let saved = cx.store.save_dispute(Some(&self.before), done.case.clone(), clears.as_deref())?;
        cx.meant = form.focus().and_then(|key| self.meant(key, &done));
        match (saved.change, warned) {
            (Changed::Nothing, _) => cx.done(crate::text::outcome::unchanged(cx.lang)),
            (Changed::Written, Some(problem)) => cx.warn(form_words::problem(cx.lang, problem).to_owned()),
            (Changed::Written, None) => cx.done(self.told(&done, cx)),
        }
        Ok(if saved.change == Changed::Nothing { Flow::Close } else { Flow::Answer(Answer::Saved) })
    }
}
