//! 结果: a card over another screen, for the outcome of a case.

use crate::domain::check::{Problem, Severity, check};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, PartKind, Spot};
use crate::domain::fold::clean_line;
use crate::domain::plan::{Agreed, PlanFault, read_plan};
use crate::domain::{
    Closing, Direction, Dispute, DisputeId, Id, Instalment, Outcome, Performance, Referral, ReferralId,
};
use crate::store::{Changed, Result};
use crate::text::{Lang, common, form as form_words, outcome as words, plan};
use crate::tui::actions::Place;
use crate::tui::card::{Card, Content, Frame};
use crate::tui::form::{Form, Remark, Shown, Value};
use crate::tui::screens::dispute::fields::{entered, shown as standing};
use crate::tui::screens::entry::page::{ORGANISATION, REASON, outcome, rules_of_outcome, spec};
use crate::tui::stack::{Answer, Cx, Flow, Just, Meant, Then};

/// Columns and rows of the card, with the frame: fits the open list of outcomes.
const SIZE: (u16, u16) = (74, 16);

/// The fields of the card.
const ASKED: [Spot; 7] = [
    Spot::case(Field::Outcome),
    Spot::case(Field::ClosedOn),
    ORGANISATION,
    REASON,
    Spot::case(Field::Amount),
    Spot::case(Field::Performance),
    PLAN,
];

/// 履行计划 in words, which become parts.
const PLAN: Spot = PartKind::Instalment.at(0).field(Field::InstalmentWhat);

/// The outcome card.
pub type OutcomeCard = Card<OneCase>;

/// The case of the card.
pub struct OneCase {
    before: Dispute,
    referral: ReferralId,
    about: String,
}

impl OutcomeCard {
    /// The card of that case; none, and a notice, where it cannot be read or is void.
    pub fn open(id: DisputeId, cx: &mut Cx) -> Option<Self> {
        let before = cx.told(cx.store.dispute(id))?;
        if let Ok(Some(office)) = cx.store.kept_elsewhere(id) {
            let name = super::laptop::office_name(office, cx);
            cx.fail(crate::text::laptop::kept_by(cx.lang, &name));
            return None;
        }
        if before.void.is_some() {
            cx.fail(words::is_void(cx.lang, &before.number));
            return None;
        }
        let names: Vec<&str> = before.parties.iter().map(|party| party.name.as_str()).collect();
        let names = names.join(common::list_comma(cx.lang));
        let about = format!("{}  {}  {names}", before.number, iso(before.accepted_on));
        let form = build(&before, cx);
        let referral = cx.store.fresh_id();
        Some(Self::over(OneCase { before, referral, about }, form, cx).resumed(cx))
    }
}

impl OneCase {
    /// A case of an act for several.
    pub fn of(before: Dispute, cx: &mut Cx) -> Self {
        Self { before, referral: cx.store.fresh_id(), about: String::new() }
    }

    /// The case with the values of the card.
    pub fn after(&self, form: &Form<Spot>, cx: &Cx) -> Dispute {
        let mut after = self.before.clone();
        let Some(outcome) = outcome(form) else {
            after.closing = None;
            return after;
        };
        let on = form.date(Spot::case(Field::ClosedOn)).unwrap_or_else(|| cx.store.today());
        after.closing = Some(Closing { outcome, on });
        if outcome.is_success() {
            after.agreement.amount = form.money(Spot::case(Field::Amount));
            // What follows from the parts performed stays unsaid.
            let said = form.value(Spot::case(Field::Performance));
            Spot::case(Field::Performance).write(&mut after, entered(Field::Performance.spec().kind, &said));
            after.plan.extend(self.planned(form, &after, cx).unwrap_or_default());
            PartKind::Instalment.rows().sort(&mut after);
        }
        if !outcome.is_success() && outcome != Outcome::Referred {
            REASON.write(&mut after, entered(REASON.field.spec().kind, &form.value(REASON)));
        }
        let organisation = clean_line(&form.text(ORGANISATION));
        if outcome == Outcome::Referred && !organisation.is_empty() {
            self.refer(&mut after, organisation, on);
        }
        after
    }

    /// The parts of the plan that is typed on the card.
    fn planned(
        &self,
        form: &Form<Spot>,
        case: &Dispute,
        cx: &Cx,
    ) -> std::result::Result<Vec<Instalment>, PlanFault> {
        let planned = read_plan(&form.text(PLAN), Agreed::of(case, cx.store.today()))?;
        let id = |at: usize| Id::named(&["plan", &self.referral.to_string(), &at.to_string()]);
        Ok(planned.into_iter().enumerate().map(|(at, part)| part.part(id(at))).collect())
    }

    /// Changes the last outgoing referral if the case was closed by it; else adds one.
    fn refer(&self, after: &mut Dispute, organisation: String, on: chrono::NaiveDate) {
        let goes_on = self.before.outcome() == Some(Outcome::Referred);
        let last = after.referrals.iter_mut().rev().find(|referral| referral.direction == Direction::Out);
        match last.filter(|_| goes_on) {
            Some(last) => {
                last.organisation = organisation;
                last.on = Some(on);
            }
            None => after.referrals.push(Referral {
                organisation,
                on: Some(on),
                ..Referral::new(self.referral, Direction::Out)
            }),
        }
    }

    /// The problems of the card's fields; others are ignored.
    fn problems(&self, form: &Form<Spot>, cx: &Cx) -> Vec<(Spot, Problem)> {
        let problems = check(&self.after(form, cx), cx.store.today_at(self.before.office));
        problems.into_iter().filter_map(|problem| Some((key_of(problem.place())?, problem))).collect()
    }
}

fn build(before: &Dispute, cx: &Cx) -> Form<Spot> {
    let lang = cx.lang;
    let mut form = Form::new(lang, cx.store.today()).with_rules(rules);
    let sent = before.referrals.iter().rev().find(|referral| referral.direction == Direction::Out);
    let sent = sent.filter(|_| before.outcome() == Some(Outcome::Referred));
    // A plan that is there already is edited on the page of the case.
    for spot in ASKED.into_iter().filter(|spot| *spot != PLAN || before.plan.is_empty()) {
        let spec = spec(spot, &cx.store, lang);
        form.field(match spot.field {
            Field::Outcome if before.closing.is_some() => spec.hint(words::reopen_hint(lang)),
            Field::Outcome => spec.hint(words::outcome_hint(lang)),
            _ => spec,
        });
        let value = match sent {
            _ if spot == PLAN => Value::Empty,
            _ if spot != ORGANISATION => standing(spot.read(before)),
            sent => sent.map_or(Value::Empty, |sent| Value::of_text(&sent.organisation)),
        };
        form.set(spot, &value);
    }
    form
}

/// The field of the card for a field of the case; none if it is not on the card.
fn key_of(spot: Spot) -> Option<Spot> {
    match spot.field.part() {
        PartKind::Instalment => Some(PLAN),
        _ => ASKED.into_iter().find(|asked| asked.field == spot.field),
    }
}

/// Shows the fields that the outcome needs; what is performed needs no plan.
fn rules(form: &mut Form<Spot>) {
    rules_of_outcome(form);
    let done = form.code(Spot::case(Field::Performance)).as_deref() == Some(Performance::Done.code());
    let open = outcome(form).is_some_and(Outcome::is_success) && !done;
    form.show(PLAN, if open { Shown::Yes } else { Shown::No });
}

impl Content for OneCase {
    type Key = Spot;

    fn place(&self) -> Place {
        Place::Outcome
    }

    fn frame(&self, _form: &Form<Spot>, lang: Lang) -> Option<Frame> {
        Some(Frame { size: SIZE, about: self.about.clone(), keys: words::keys(lang), margins: (2, 2) })
    }

    fn left(&mut self, form: &mut Form<Spot>, key: Spot, cx: &Cx) {
        if key != Spot::case(Field::Outcome) {
            self.judge(form, cx);
        }
    }

    fn judge(&mut self, form: &mut Form<Spot>, cx: &Cx) -> Option<Spot> {
        let problems = self.problems(form, cx);
        form.say_nothing();
        for (key, problem) in &problems {
            let remark = match problem.severity() {
                Severity::Error => Remark::Error,
                Severity::Warning => Remark::Warning,
            };
            form.say(*key, Some((remark, form_words::problem(cx.lang, *problem).to_owned())));
        }
        let fault = self.planned(form, &self.after(form, cx), cx).err();
        if let Some(fault) = fault {
            form.say(PLAN, Some((Remark::Error, plan::fault(cx.lang, fault).to_owned())));
        }
        let wrong =
            problems.iter().find(|(_, problem)| problem.severity() == Severity::Error).map(|(key, _)| *key);
        wrong.or(fault.map(|_| PLAN))
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(words::not_yet(lang))
    }

    fn draft_place(&self) -> Option<String> {
        Some(format!("{}.outcome", self.before.id))
    }

    fn draft_name(&self, key: Spot) -> String {
        key.field.code().to_owned()
    }

    fn save(&mut self, form: &mut Form<Spot>, cx: &mut Cx) -> Result<Flow> {
        let clears = self.draft_place();
        let saved = cx.store.save_dispute(Some(&self.before), self.after(form, cx), clears.as_deref())?;
        if saved.change == Changed::Nothing {
            cx.done(words::unchanged(cx.lang));
            return Ok(Flow::Close);
        }
        let label = cx.store.directory().outcome_label(saved.dispute.outcome());
        let outcome = label.map_or("", |label| label.text(cx.lang)).to_owned();
        let mut said = words::saved(cx.lang, &saved.dispute.number, &outcome);
        let last = saved.dispute.confirm_by(cx.store.settings().court_window(saved.dispute.office));
        let last = last.filter(|last| saved.dispute.may_ask_the_court() && *last >= cx.store.today());
        said.extend(last.map(|last| words::court_until(cx.lang, last)));
        cx.meant = form.focus().map(|at| Meant { case: saved.dispute.id, at, then: Then::Same });
        cx.done(said);
        cx.just = saved.dispute.outcome().map(|_| Just::Concluded(saved.dispute.id));
        Ok(Flow::Answer(Answer::Saved))
    }
}
