//! The fields of the card of an act, with their defaults; what is said on it.

use crate::domain::Dispute;
use crate::domain::act::{Act, AtHand, Said};
use crate::domain::date_entry::iso;
use crate::domain::field::{Field, Part, PartKind, Spot as At};
use crate::domain::{Confirmation, PartyKind};
use crate::text::field::{label_in, part as part_name};
use crate::text::{acts as words, dispute, plan};
use crate::tui::form::{Form, Kind, Options, Shown, Spec, Value, item};
use crate::tui::screens::dispute::ask::kind_of;
use crate::tui::screens::dispute::fields::{entered, shown};
use crate::tui::screens::dispute::spot::Spot;
use crate::tui::stack::Cx;

/// A field of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The party, session or referral that the act is about.
    Of,
    /// A field of the part, or of the case.
    Field(Field),
}

/// The card's form, with what follows from the case.
pub(super) fn build(act: Act, case: &Dispute, of: usize, cx: &Cx) -> Form<Key> {
    let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
    let hand = cx.store.at_hand(case);
    let defaults = act.defaults(case, of, &hand);
    for field in act.fields(case) {
        let at = place_of(act, field, case, of);
        let Some(kind) = kind_of(Spot::Field(at), case, &cx.store, cx.lang) else { continue };
        let spec = asked(act, at, case, kind, cx);
        let default = defaults.iter().find(|(one, _)| *one == field).map(|(_, value)| value.clone());
        let default = shown(default.unwrap_or_default());
        let is_said = !at.read(case).is_empty() && shown(at.read(case)) == default;
        form.field(spec);
        // What somebody wrote is gone on with; a default is replaced by the first key.
        match &default {
            Value::Text(_) if is_said => form.fill(Key::Field(field), &default),
            default => form.set(Key::Field(field), default),
        }
    }
    let choices = act.choices(case);
    if choices.len() > 1 {
        let items = choices.iter().enumerate();
        let items = items.map(|(at, part)| item(&at.to_string(), "", &called(*part, case, cx), "")).collect();
        let kind = choices.first().map_or(PartKind::Case, |part| part.kind);
        let label = part_name(kind).text(cx.lang);
        let spec = Spec::new(Key::Of, label, Kind::Pick(Options::one(items))).required();
        form.field(spec.value(Value::of_code(&of.to_string())));
    }
    form
}

fn asked(act: Act, at: At, case: &Dispute, kind: Kind, cx: &Cx) -> Spec<Key> {
    let label = match act {
        Act::Add(PartKind::Instalment) => part_name(PartKind::Instalment),
        _ => label_in(case, at),
    };
    let kind = if let Kind::Area { .. } = kind { Kind::Area { rows: 1 } } else { kind };
    let is_line = matches!(kind, Kind::Line);
    let mut spec = Spec::new(Key::Field(at.field), label.text(cx.lang), kind);
    if act == Act::Add(PartKind::Instalment) {
        spec = spec.hint(plan::hint(cx.lang)).cells(40);
    } else if is_line {
        spec = spec.cells(36);
    }
    if act.requires(at.field) { spec.required() } else { spec }
}

/// Where a field of the act stands, or will stand.
pub(super) fn place_of(act: Act, field: Field, case: &Dispute, of: usize) -> At {
    match (act, field.part()) {
        (_, PartKind::Case) => At::case(field),
        (Act::Add(kind), _) => Part::within(kind, of, kind.rows().count(case, of)).field(field),
        (_, kind) => kind.at(of).field(field),
    }
}

/// What a party, session or referral is called where one is picked.
fn called(part: Part, case: &Dispute, cx: &Cx) -> String {
    match part.kind {
        PartKind::Party => case.parties.get(part.at).map_or_else(String::new, |party| party.name.clone()),
        PartKind::Session => {
            let on = case.sessions.get(part.at).map(|session| iso(session.on)).unwrap_or_default();
            format!("{} {on}", dispute::session_heading(cx.lang, part.at + 1))
        }
        _ => {
            let body = case.referrals.get(part.at).map(|referral| referral.organisation.as_str());
            let nth = dispute::referral_heading(cx.lang, part.at + 1);
            format!("{nth} {}", body.unwrap_or_default())
        }
    }
}

/// What is said on the card.
pub(super) fn said(form: &Form<Key>, act: Act, case: &Dispute, of: usize) -> Said {
    let picked = form.code(Key::Of).and_then(|code| code.parse().ok());
    let value = |field: Field| entered(field.spec().kind, &form.value(Key::Field(field)));
    let values = act.fields(case).into_iter().map(|field| (field, value(field))).collect();
    Said { of: Some(picked.unwrap_or(of)), values }
}

/// What somebody has to know beside the fields, such as how long a plan would be.
pub(super) fn beside(form: &mut Form<Key>, act: Act, case: &Dispute, hand: &AtHand, cx: &Cx) {
    if act != Act::Add(PartKind::Instalment) {
        return;
    }
    let key = Key::Field(Field::InstalmentWhat);
    let said = said(form, act, case, 0);
    let planned = act.done(case, &said, hand, &mut uuid::Uuid::nil).ok();
    let told = planned.map(|done| words::planned(cx.lang, done.case.plan.len() - case.plan.len()));
    form.put_beside(key, told.unwrap_or_default());
}

/// A field that does not apply is not asked: a company has no birthday, a court that confirmed gave no ground.
fn rules(form: &mut Form<Key>) {
    let key = Key::Field;
    let yes = |yes: bool| if yes { Shown::Yes } else { Shown::No };
    if let Some(kind) = form.code(key(Field::PartyKind)).and_then(|code| PartyKind::from_code(&code)) {
        for field in PartKind::Party.fields() {
            form.show(key(field), yes(field.belongs_to(kind)));
        }
    }
    let refused = form.code(key(Field::Confirmation)).and_then(|code| Confirmation::from_code(&code));
    let refused = refused.is_some_and(Confirmation::is_refused);
    for field in [Field::RefusalGround, Field::RefusalReason] {
        form.show(key(field), yes(refused));
    }
}
