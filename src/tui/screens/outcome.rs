//! 结果: a card over the screen one is on, for what became of one case.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::check::{Problem, Severity, check};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, Spot};
use crate::domain::fold::clean_line;
use crate::domain::{Closing, Direction, Dispute, DisputeId, Outcome, Performance, Referral, ReferralId};
use crate::store::Changed;
use crate::text::errors::store_error;
use crate::text::{Lang, common, entry as field_words, form as form_words, outcome as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Kind, Options, Remark, Shown, Spec, Value, lists};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Covers, Cx, Flow, Layer, Typing};
use crate::tui::widgets::{cells, popup};

/// Columns and rows of the card, frame included: the open list of outcomes fits.
const SIZE: (u16, u16) = (74, 14);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Outcome,
    ClosedOn,
    Organisation,
    Amount,
    Performance,
}

/// The card.
pub struct OutcomeCard {
    before: Dispute,
    form: Form<Key>,
    referral: ReferralId,
    about: String,
}

impl OutcomeCard {
    /// The card of that case; none where it cannot be read or is void, then the notice says so.
    pub fn open(id: DisputeId, cx: &mut Cx) -> Option<Self> {
        let before = match cx.store.dispute(id) {
            Ok(before) => before,
            Err(error) => {
                cx.fail(store_error(cx.lang, &error));
                return None;
            }
        };
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
        let mut form = build(&before, cx);
        form.start(Key::Outcome);
        let referral = cx.store.fresh_id();
        Some(Self { before, form, referral, about })
    }

    /// The case as the card has it.
    fn after(&self, cx: &Cx) -> Dispute {
        let mut after = self.before.clone();
        let Some(outcome) = picked_outcome(&self.form) else {
            after.closing = None;
            return after;
        };
        let on = self.form.date(Key::ClosedOn).unwrap_or_else(|| cx.store.today());
        after.closing = Some(Closing { outcome, on });
        if outcome.is_success() {
            after.agreement.amount = self.form.money(Key::Amount);
            after.agreement.performance =
                self.form.code(Key::Performance).and_then(|code| Performance::from_code(&code));
        }
        let organisation = clean_line(&self.form.text(Key::Organisation));
        if outcome == Outcome::Referred && !organisation.is_empty() {
            self.refer(&mut after, organisation, on);
        }
        after
    }

    /// The last outgoing referral of a case already closed so is corrected; else there is one more.
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

    /// What is wrong with what the card asks for; the rest of the case is not its business.
    fn problems(&self, cx: &Cx) -> Vec<(Key, Problem)> {
        let problems = check(&self.after(cx), cx.store.today());
        problems.into_iter().filter_map(|problem| Some((key_of(problem.place())?, problem))).collect()
    }

    fn say_problems(&mut self, cx: &Cx) -> Option<Key> {
        let problems = self.problems(cx);
        self.form.say_nothing();
        for (key, problem) in &problems {
            let remark = match problem.severity() {
                Severity::Error => Remark::Error,
                Severity::Warning => Remark::Warning,
            };
            self.form.say(*key, Some((remark, form_words::problem(cx.lang, *problem).to_owned())));
        }
        problems.iter().find(|(_, problem)| problem.severity() == Severity::Error).map(|(key, _)| *key)
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let first = self.form.check();
        if let Some(key) = first.or_else(|| self.say_problems(cx)) {
            self.form.focus_on(key);
            cx.fail(words::not_yet(cx.lang));
            return Flow::Stay;
        }
        match cx.store.save_dispute(Some(&self.before), self.after(cx), None) {
            Ok(saved) if saved.change == Changed::Nothing => {
                cx.done(words::unchanged(cx.lang));
                Flow::Close
            }
            Ok(saved) => {
                let label = cx.store.directory().outcome_label(saved.dispute.outcome());
                let outcome = label.map_or("", |label| label.text(cx.lang)).to_owned();
                cx.done(words::saved(cx.lang, &saved.dispute.number, &outcome));
                Flow::Answer(Answer::Saved)
            }
            Err(error) => {
                cx.fail(store_error(cx.lang, &error));
                Flow::Stay
            }
        }
    }

    fn follow(&mut self, event: FormEvent<Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => return self.save(cx),
            FormEvent::Left(Key::Outcome) | FormEvent::Nothing | FormEvent::Changed(_) => {}
            FormEvent::Left(_) => {
                self.say_problems(cx);
            }
        }
        Flow::Stay
    }
}

fn listed(code: &str) -> Value {
    Value::Picked(vec![Choice::listed(code)])
}

fn build(before: &Dispute, cx: &Cx) -> Form<Key> {
    let (lang, directory) = (cx.lang, cx.store.directory());
    let mut form = Form::new(lang, cx.store.today()).with_rules(rules);
    let outcome = before.outcome().map_or(Value::Empty, |outcome| listed(outcome.code()));
    let outcomes = Kind::Pick(Options::one(lists::outcomes(directory, lang)));
    form.field(
        Spec::new(Key::Outcome, field_words::outcome(lang), outcomes)
            .hint(if before.closing.is_some() { words::reopen_hint(lang) } else { words::outcome_hint(lang) })
            .value(outcome),
    );
    form.field(
        Spec::new(Key::ClosedOn, field_words::closed_on(lang), Kind::Date)
            .required()
            .hint(field_words::date_hint(lang))
            .value(before.closing.map_or(Value::Empty, |closing| Value::Date(closing.on))),
    );
    let sent = before.referrals.iter().rev().find(|referral| referral.direction == Direction::Out);
    let sent = sent.filter(|_| before.outcome() == Some(Outcome::Referred));
    form.field(
        Spec::new(Key::Organisation, field_words::organisation(lang), Kind::Line)
            .hint(field_words::organisation_hint(lang))
            .value(sent.map_or(Value::Empty, |referral| Value::Text(referral.organisation.clone()))),
    );
    form.field(
        Spec::new(Key::Amount, field_words::amount(lang), Kind::Money)
            .hint(field_words::amount_hint(lang))
            .value(before.agreement.amount.map_or(Value::Empty, Value::Money)),
    );
    let performances = Kind::Pick(Options::one(lists::performances(directory, lang)));
    let performance = before.agreement.performance.map_or(Value::Empty, |value| listed(value.code()));
    form.field(
        Spec::new(Key::Performance, field_words::performance(lang), performances)
            .hint(field_words::pick_hint(lang))
            .value(performance),
    );
    form
}

fn picked_outcome(form: &Form<Key>) -> Option<Outcome> {
    form.code(Key::Outcome).and_then(|code| Outcome::from_code(&code))
}

fn rules(form: &mut Form<Key>) {
    let outcome = picked_outcome(form);
    let shown = |yes: bool| if yes { Shown::Yes } else { Shown::No };
    form.show(Key::ClosedOn, shown(outcome.is_some()));
    form.show(Key::Organisation, shown(outcome == Some(Outcome::Referred)));
    let agreed = outcome.is_some_and(Outcome::is_success);
    form.show(Key::Amount, shown(agreed));
    form.show(Key::Performance, shown(agreed));
    if outcome.is_some() && form.is_blank(Key::ClosedOn) && form.focus() != Some(Key::ClosedOn) {
        let today = form.today();
        form.set(Key::ClosedOn, &Value::Date(today));
    }
}

/// The field of the card that a field of the case is; none for what the card does not ask.
fn key_of(spot: Spot) -> Option<Key> {
    match spot.field {
        Field::Outcome => Some(Key::Outcome),
        Field::ClosedOn => Some(Key::ClosedOn),
        Field::Amount => Some(Key::Amount),
        Field::Performance => Some(Key::Performance),
        Field::ReferralOrganisation => Some(Key::Organisation),
        _ => None,
    }
}

impl Layer for OutcomeCard {
    fn place(&self) -> Place {
        Place::Outcome
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            _ => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let event = self.form.input(input);
        self.follow(event, cx)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let title = self.place().wording().name(cx.lang);
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), title, buf, cx);
        if inner.height < 3 {
            return;
        }
        let about = (inner.x + 1, inner.y);
        cells::write(buf, about, &self.about, inner.width - 1, cx.theme.hint_text, cx.symbols);
        let keys = (inner.x + 1, inner.bottom() - 1);
        cells::write(buf, keys, words::keys(cx.lang), inner.width - 1, cx.theme.muted, cx.symbols);
        let room = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4).max(1), ..inner };
        self.form.draw(room, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
