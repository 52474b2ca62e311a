//! The card of an act on several cases. What is said holds for each; what is left out follows from each case. All that
//! can be done is saved at once; what cannot is listed with its reason first, and nothing is done by half.

use crate::domain::act::{self, Act, NotDone, Said};
use crate::domain::check::{Severity, check};
use crate::domain::field::{Field, Kind, PartKind, Spot};
use crate::domain::{Dispute, DisputeId, Performance};
use crate::store::{Result, Store};
use crate::text::register::short_number;
use crate::text::{Lang, batch as words, errors, form as form_words, laptop};
use crate::tui::card::{Card, Content, Frame};
use crate::tui::form::{Form, Value};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::dispute::fields::entered;
use crate::tui::screens::entry::page::{ORGANISATION, REASON, outcome, rules_of_outcome, spec};
use crate::tui::screens::laptop::office_name;
use crate::tui::screens::outcome::OneCase;
use crate::tui::stack::{Answer, Cx, Decision, Flow};

/// Columns and rows of the card.
const SIZE: (u16, u16) = (74, 16);

/// What is done with each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// 回访
    Visit,
    /// 履行
    Perform,
    /// 立卷
    Bind,
    /// 结果
    Conclude,
}

impl Deed {
    /// Its name in the menu.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Visit => words::visit(lang),
            Self::Perform => words::perform(lang),
            Self::Bind => words::bind(lang),
            Self::Conclude => words::conclude(lang),
        }
    }

    /// The fields that one card can say for all; others differ from case to case.
    const fn fields(self) -> &'static [Spot] {
        const VISIT: [Spot; 4] = [
            PartKind::FollowUp.at(0).field(Field::VisitOn),
            PartKind::FollowUp.at(0).field(Field::VisitReason),
            PartKind::FollowUp.at(0).field(Field::VisitSatisfaction),
            PartKind::FollowUp.at(0).field(Field::VisitNote),
        ];
        const PERFORM: [Spot; 1] = [Spot::case(Field::PerformedOn)];
        const BIND: [Spot; 3] =
            [Spot::case(Field::BoundOn), Spot::case(Field::BoundBy), Spot::case(Field::Retention)];
        const CONCLUDE: [Spot; 4] =
            [Spot::case(Field::Outcome), Spot::case(Field::ClosedOn), ORGANISATION, REASON];
        match self {
            Self::Visit => &VISIT,
            Self::Perform => &PERFORM,
            Self::Bind => &BIND,
            Self::Conclude => &CONCLUDE,
        }
    }

    /// Why it cannot be done on a case as it stands.
    fn bars(self, case: &Dispute, lang: Lang) -> Option<&'static str> {
        match self {
            _ if case.void.is_some() => Some(words::is_void(lang)),
            Self::Conclude => case.closing.is_some().then(|| words::concluded(lang)),
            _ if case.closing.is_none() => Some(words::not_concluded(lang)),
            Self::Bind => case.filing.on.is_some().then(|| words::bound(lang)),
            Self::Perform if case.performance() == Some(Performance::Done) => Some(words::performed(lang)),
            // Whether there is an agreement is asked of the act itself.
            Self::Perform | Self::Visit => None,
        }
    }
}

/// The card of an act.
pub type DeedCard = Card<ForEach>;

/// The cases of the card, and those that can be done while it asks.
pub struct ForEach {
    deed: Deed,
    cases: Vec<DisputeId>,
    about: String,
    fit: Vec<(Dispute, Dispute)>,
}

impl DeedCard {
    /// The card for those cases; none, and a notice, where one cannot be read.
    pub fn open(deed: Deed, cases: &[DisputeId], cx: &mut Cx) -> Option<Self> {
        let read: Result<Vec<Dispute>> = cases.iter().map(|id| cx.store.dispute(*id)).collect();
        let mut read = cx.told(read)?;
        read.sort_by(|a, b| (a.accepted_on, &a.number).cmp(&(b.accepted_on, &b.number)));
        let cases = read.iter().map(|case| case.id).collect();
        let numbers: Vec<String> = read.iter().map(|case| short_number(&case.number)).collect();
        let about = words::about(cx.lang, &numbers);
        let form = build(deed, cx);
        Some(Self::over(ForEach { deed, cases, about, fit: Vec::new() }, form, cx))
    }
}

fn build(deed: Deed, cx: &Cx) -> Form<Spot> {
    let today = cx.store.today();
    let mut form = Form::new(cx.lang, today);
    if deed == Deed::Conclude {
        form = form.with_rules(rules_of_outcome);
    }
    for spot in deed.fields() {
        let spec = spec(*spot, &cx.store, cx.lang);
        let is_pick = matches!(spot.field.spec().kind, Kind::Code(..));
        let spec = if is_pick { spec } else { spec.hint("") };
        let is_day = matches!(spot.field, Field::VisitOn | Field::PerformedOn | Field::BoundOn);
        form.field(if is_day {
            spec.required().value(Value::Date(today))
        } else if spot.field == Field::Outcome {
            spec.required()
        } else {
            spec
        });
    }
    form
}

impl ForEach {
    /// The case after the act.
    fn after(&self, form: &Form<Spot>, case: &Dispute, cx: &mut Cx) -> std::result::Result<Dispute, String> {
        let lang = cx.lang;
        if let Some(why) = self.deed.bars(case, lang) {
            return Err(why.to_owned());
        }
        if let Ok(Some(office)) = cx.store.kept_elsewhere(case.id) {
            return Err(laptop::kept_by(lang, &office_name(office, cx)));
        }
        let said = self.said(form);
        let told = |why: NotDone| not_done(lang, why);
        let after = match self.deed {
            Deed::Visit => done(&mut cx.store, case, Act::Add(PartKind::FollowUp), &said).map_err(told)?,
            Deed::Bind => done(&mut cx.store, case, Act::Fill(act::Deed::Bind), &said).map_err(told)?,
            Deed::Perform => performed(&mut cx.store, case, &said).map_err(told)?,
            Deed::Conclude => OneCase::of(case.clone(), cx).after(form, cx),
        };
        let now = |case: &Dispute| check(case, cx.store.today_at(case.office));
        match act::new_problem(&now(case), &now(&after), |_| false) {
            Some(problem) if problem.severity() == Severity::Error => {
                Err(form_words::problem(lang, problem).to_owned())
            }
            _ => Ok(after),
        }
    }

    fn said(&self, form: &Form<Spot>) -> Said {
        let values = self
            .deed
            .fields()
            .iter()
            .map(|spot| (spot.field, entered(spot.field.spec().kind, &form.value(*spot))));
        Said { of: None, values: values.filter(|(_, value)| !value.is_empty()).collect() }
    }

    fn write(&mut self, cx: &mut Cx) -> Result<Flow> {
        let done = cx.store.save_together(std::mem::take(&mut self.fit))?;
        cx.done(words::done(cx.lang, done, self.deed.name(cx.lang)));
        Ok(Flow::Answer(Answer::Saved))
    }
}

fn done(store: &mut Store, case: &Dispute, act: Act, said: &Said) -> std::result::Result<Dispute, NotDone> {
    store.acted(case, act, said).map(|done| done.case)
}

/// Every open part of a plan is performed on that day; without a plan, all is.
fn performed(store: &mut Store, case: &Dispute, said: &Said) -> std::result::Result<Dispute, NotDone> {
    let mut after = case.clone();
    let on = said.values.iter().find(|(field, _)| *field == Field::PerformedOn);
    let on = on.map(|(_, value)| (Field::PartOn, value.clone())).into_iter().collect();
    let of_part = Said { of: None, values: on };
    let parts = after.open_parts().len();
    for _ in 0..parts {
        after = done(store, &after, Act::Add(PartKind::Performed), &of_part)?;
    }
    if parts > 0 { Ok(after) } else { done(store, case, Act::Fill(act::Deed::Perform), said) }
}

/// Why an act was not done.
fn not_done(lang: Lang, why: NotDone) -> String {
    match why {
        NotDone::IsVoid => words::is_void(lang).to_owned(),
        NotDone::NoAgreement => words::no_agreement(lang).to_owned(),
        NotDone::Missing(_) | NotDone::Lacks(_) => form_words::missing(lang).to_owned(),
        NotDone::Plan(fault) => crate::text::plan::fault(lang, fault).to_owned(),
    }
}

impl Content for ForEach {
    type Key = Spot;

    fn title(&self, cx: &Cx) -> String {
        self.deed.name(cx.lang).to_owned()
    }

    fn frame(&self, _form: &Form<Spot>, lang: Lang) -> Option<Frame> {
        Some(Frame { size: SIZE, about: self.about.clone(), keys: words::keys(lang), margins: (2, 2) })
    }

    fn save(&mut self, form: &mut Form<Spot>, cx: &mut Cx) -> Result<Flow> {
        if self.deed == Deed::Conclude && outcome(form).is_none() {
            form.focus_on(Spot::case(Field::Outcome));
            return Ok(Flow::Stay);
        }
        let mut unfit = Vec::new();
        self.fit.clear();
        for id in self.cases.clone() {
            let case = cx.store.dispute(id)?;
            match self.after(form, &case, cx) {
                Ok(after) => self.fit.push((case, after)),
                Err(why) => unfit.push((short_number(&case.number), why)),
            }
        }
        if unfit.is_empty() {
            return self.write(cx);
        }
        let asked = Confirm::new(words::some_cannot(cx.lang, self.fit.len(), &unfit));
        let none = Answer::Confirmed(Decision::No);
        Ok(Flow::Push(Box::new(if self.fit.is_empty() {
            asked.choice(words::understood(cx.lang), none)
        } else {
            let rest = words::do_rest(cx.lang, self.fit.len());
            asked.choice(rest, Answer::Confirmed(Decision::Yes)).choice(words::none(cx.lang), none)
        })))
    }

    fn answered(&mut self, answer: Answer, _form: &mut Form<Spot>, cx: &mut Cx) -> Result<Flow> {
        match answer {
            Answer::Confirmed(Decision::Yes) => self.write(cx),
            _ => Ok(Flow::Stay),
        }
    }
}

/// An error of the file in a list of reasons.
pub(super) fn why(lang: Lang, error: &crate::store::StoreError) -> String {
    errors::store_error(lang, error)
}
