//! The fields of the page, their order and their defaults.
//!
//! The order suits the most frequent case: what differs between cases comes first, so that a case settled on
//! the spot needs only names, type, summary, outcome and save; rarely used fields come last.

use crate::domain::field::{Field, Kind as Holds, PartKind, Spot};
use crate::domain::{Dispute, Office, Outcome, Party, PartyKind, Side};
use crate::store::Store;
use crate::text::{Lang, common, entry as words};
use crate::tui::form::{Form, Kind, Options, Shown, Spec, Value, item, lists};
use crate::tui::screens::dispute::fields::{NO, YES, shown as standing};

/// The most parties on a page: more than fit on a screen.
pub(super) const MOST_PARTIES: usize = 9;

/// The township of the village, shown where the whole district is logged.
pub(super) const TOWNSHIP: Spot = Spot::case(Field::Office);
pub(super) const VILLAGE: Spot = Spot::case(Field::Village);
/// 移送到: the referral that an outcome can create.
pub const ORGANISATION: Spot = PartKind::Referral.at(0).field(Field::ReferralOrganisation);

/// 结案理由: asked where a case was declined, or ended without an agreement.
pub const REASON: Spot = Spot::case(Field::ClosingReason);

const DISPUTE: [Field; 5] =
    [Field::Kind, Field::Source, Field::PreLitigation, Field::Mediators, Field::Summary];
/// The fields of a case that ended with an agreement.
const AGREED: [Field; 4] = [Field::Amount, Field::Performance, Field::DueOn, Field::Content];
const MORE: [Field; 5] =
    [Field::Place, Field::People, Field::Difficulty, Field::Governance, Field::ScreenedOn];
/// The fields of a party, shown once it has a name.
const OF_PARTY: [Field; 6] = [
    Field::PartyPhone,
    Field::PartyIdNumber,
    Field::PartyRepresentative,
    Field::PartyAddress,
    Field::PartySide,
    Field::PartyKind,
];

/// The fields of one party, its name first.
pub(super) fn fields_of(at: usize) -> impl Iterator<Item = Spot> {
    std::iter::once(Field::PartyName).chain(OF_PARTY).map(move |field| field.at(at))
}

/// The name of a field in a draft; it must not change, because drafts outlive program versions.
pub(super) fn name(spot: Spot) -> String {
    let (field, at) = (format!("{:?}", spot.field), spot.part.at);
    match spot.field {
        Field::Office => "Township".to_owned(),
        Field::Kind => "Type".to_owned(),
        Field::ReferralOrganisation => "Organisation".to_owned(),
        Field::PartyKind => format!("{field}({at})"),
        _ => match field.strip_prefix("Party") {
            Some(name) => format!("{name}({at})"),
            None => field,
        },
    }
}

/// The specification of the field, here and on the outcome card.
pub fn spec(spot: Spot, store: &Store, lang: Lang) -> Spec<Spot> {
    let (field, directory) = (spot.field, store.directory());
    let kind = match field.spec().kind {
        Holds::Lines(_) => Kind::Area { rows: if field == Field::Summary { 2 } else { 1 } },
        Holds::Day => Kind::Date,
        Holds::DayAhead => Kind::DueDate,
        Holds::Money => Kind::Money,
        Holds::Number => Kind::Number,
        Holds::Code(dictionary, codes) => {
            Kind::Pick(Options::one(lists::small(directory, dictionary, codes, lang)))
        }
        Holds::Type => Kind::Pick(Options::one(lists::types(store, lang)).by_code()),
        Holds::Governance => Kind::Pick(lists::categories(store, None, lang)),
        Holds::Source => Kind::Pick(Options::one(lists::sources(store, lang))),
        Holds::Flag => {
            let yes_no = vec![item(YES, "", common::yes(lang), "s"), item(NO, "", common::no(lang), "f")];
            Kind::Pick(Options::one(yes_no))
        }
        Holds::Mediators => {
            Kind::Pick(Options::one(lists::mediators(store, store.settings().home)).or_new().several())
        }
        Holds::Office => Kind::Pick(Options::one(lists::townships(store)).or_new()),
        // The list of villages depends on the township.
        Holds::Village => Kind::Pick(Options::one(Vec::new()).or_new()),
        _ => Kind::Line,
    };
    let spec = Spec::new(spot, words::label_of_party(field, PartyKind::Person, lang), kind)
        .hint(words::hint(field, lang));
    match field {
        Field::AcceptedOn | Field::Kind | Field::Source | Field::ClosedOn => spec.required(),
        Field::PartyIdNumber | Field::PartyRepresentative => spec.cells(20),
        Field::InstalmentWhat => spec.cells(26),
        Field::PartyAddress => spec.cells(40),
        _ => spec,
    }
}

/// The page for the parties of a new case; the values of the case are the defaults.
pub(super) fn build(store: &Store, lang: Lang, blank: &Dispute) -> Form<Spot> {
    let mut form = Form::new(lang, store.today()).with_rules(rules);
    let put = |form: &mut Form<Spot>, spot: Spot| {
        form.field(spec(spot, store, lang).value(standing(spot.read(blank))));
    };
    form.heading(words::dispute_heading(lang));
    put(&mut form, Spot::case(Field::AcceptedOn));
    let village = blank.village.and_then(|id| store.directory().office(id));
    let mut township = Some(blank.office);
    if store.settings().home == Office::root_id() {
        let own = Some(blank.office).filter(|office| *office != Office::root_id());
        township = village.and_then(|village| village.parent).or(own);
        let value = township.map_or(Value::Empty, |id| Value::of_code(&id.to_string()));
        form.field(spec(TOWNSHIP, store, lang).value(value));
    }
    form.field(spec(VILLAGE, store, lang));
    form.set_items(VILLAGE, township.map(|id| lists::villages(store, id)).unwrap_or_default());
    form.set(VILLAGE, &standing(VILLAGE.read(blank)));
    let parties = by_side(&blank.parties);
    for (at, side) in &parties {
        let spec = Spec::new(Field::PartyName.at(*at), words::side_label(lang, *side), Kind::Line);
        form.field(spec.hint(words::hint(Field::PartyName, lang)).cells(20));
    }
    for field in DISPUTE {
        put(&mut form, Spot::case(field));
    }
    // The type has no default.
    form.set(Spot::case(Field::Kind), &Value::Empty);
    form.heading(words::outcome_heading(lang));
    let outcome = [Field::Outcome, Field::ClosedOn].map(Spot::case).into_iter();
    for spot in outcome.chain([ORGANISATION, REASON]).chain(AGREED.map(Spot::case)) {
        put(&mut form, spot);
    }
    form.heading(words::more_heading(lang));
    for field in MORE {
        put(&mut form, Spot::case(field));
    }
    for (at, side) in parties {
        form.heading(words::party_heading(lang, side, ""));
        for field in OF_PARTY {
            put(&mut form, field.at(at));
        }
    }
    form
}

/// The parties in page order: all applicants, all respondents, all others.
fn by_side(parties: &[Party]) -> Vec<(usize, Side)> {
    let mut places: Vec<_> = parties.iter().map(|party| party.side).enumerate().collect();
    places.sort_by_key(|(_, side)| *side);
    places
}

fn shown(yes: bool) -> Shown {
    if yes { Shown::Yes } else { Shown::No }
}

/// The picked outcome.
pub fn outcome(form: &Form<Spot>) -> Option<Outcome> {
    form.code(Spot::case(Field::Outcome)).and_then(|code| Outcome::from_code(&code))
}

/// Shows the fields that an outcome needs, and sets its day.
pub fn rules_of_outcome(form: &mut Form<Spot>) {
    let (outcome, closed_on) = (outcome(form), Spot::case(Field::ClosedOn));
    form.show(closed_on, shown(outcome.is_some()));
    for field in AGREED {
        form.show(Spot::case(field), shown(outcome.is_some_and(Outcome::is_success)));
    }
    form.show(ORGANISATION, shown(outcome == Some(Outcome::Referred)));
    let failed = outcome.is_some_and(|outcome| !outcome.is_success() && outcome != Outcome::Referred);
    form.show(REASON, shown(failed));
    if outcome.is_some() && form.is_blank(closed_on) && form.focus() != Some(closed_on) {
        let today = form.today();
        form.set(closed_on, &Value::Date(today));
    }
}

/// Shows and hides fields by the content of the page.
fn rules(form: &mut Form<Spot>) {
    rules_of_outcome(form);
    let from_court = form.code(Spot::case(Field::Source)).as_deref() == Some("court");
    form.show(Spot::case(Field::PreLitigation), shown(from_court));
    for at in 0..MOST_PARTIES {
        let known = shown(!form.is_blank(Field::PartyName.at(at)));
        for field in OF_PARTY {
            form.show(field.at(at), known);
        }
        let kind = form.code(Field::PartyKind.at(at)).and_then(|code| PartyKind::from_code(&code));
        let has = kind.is_some_and(|kind| Field::PartyRepresentative.belongs_to(kind));
        form.show(Field::PartyRepresentative.at(at), shown(has));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a page left unfinished before an update whose fields come back empty after it.
    #[test]
    fn fields_of_kept_drafts_bear_their_names() {
        let names = [
            (TOWNSHIP, "Township"),
            (VILLAGE, "Village"),
            (ORGANISATION, "Organisation"),
            (Spot::case(Field::Kind), "Type"),
            (Spot::case(Field::ClosedOn), "ClosedOn"),
            (Field::PartyName.at(1), "Name(1)"),
            (Field::PartyIdNumber.at(0), "IdNumber(0)"),
            (Field::PartySide.at(2), "Side(2)"),
            (Field::PartyKind.at(0), "PartyKind(0)"),
            (Field::PartyRepresentative.at(1), "Representative(1)"),
        ];
        for (spot, known) in names {
            assert_eq!(name(spot), known);
        }
    }
}
