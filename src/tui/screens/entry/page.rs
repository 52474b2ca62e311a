//! The fields of the page, their order and their defaults.
//!
//! The order is that of the most frequent case: what differs from case to case comes first, so that a case settled on
//! the spot is names, type, summary, outcome and save; what is rarely filled comes last.

use crate::domain::{Dispute, Office, OfficeId, Outcome, PartyKind, Side, SourceCode};
use crate::store::Store;
use crate::text::{Lang, common, entry as words};
use crate::tui::form::{Choice, Form, Kind, Options, Shown, Spec, Value, item, lists};

/// The most parties a page takes: more than fit on a screen, fewer than would make a list of it.
pub(super) const MOST_PARTIES: usize = 9;

/// A field of the page. Numbers are places in the row of parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    AcceptedOn,
    Township,
    Village,
    Name(usize),
    Type,
    Source,
    PreLitigation,
    Mediators,
    Summary,
    Outcome,
    ClosedOn,
    Amount,
    DueOn,
    Performance,
    Content,
    Organisation,
    Place,
    People,
    Difficulty,
    Side(usize),
    PartyKind(usize),
    Phone(usize),
    IdNumber(usize),
    Address(usize),
}

/// The name of a field in a draft.
pub(super) fn name(key: Key) -> String {
    format!("{key:?}")
}

/// The page for parties of those sides, its defaults in it.
pub(super) fn build(store: &Store, lang: Lang, sides: &[Side], last: Option<&Dispute>) -> Form<Key> {
    let mut form = Form::new(lang, store.today()).with_rules(rules);
    dispute_fields(&mut form, store, lang, sides, last);
    outcome_fields(&mut form, store, lang);
    more_fields(&mut form, store, lang);
    for (at, side) in by_side(sides) {
        party_fields(&mut form, store, lang, at, side);
    }
    form
}

/// The places of the parties as the page shows them: all applicants, all respondents, all others.
fn by_side(sides: &[Side]) -> Vec<(usize, Side)> {
    let mut places: Vec<(usize, Side)> = sides.iter().copied().enumerate().collect();
    places.sort_by_key(|(_, side)| *side);
    places
}

fn pick(options: Options) -> Kind {
    Kind::Pick(options)
}

fn picked(codes: impl IntoIterator<Item = String>) -> Value {
    let choices: Vec<Choice> = codes.into_iter().map(Choice::Listed).collect();
    if choices.is_empty() { Value::Empty } else { Value::Picked(choices) }
}

fn is_district(home: OfficeId) -> bool {
    home == Office::root_id()
}

fn dispute_fields(form: &mut Form<Key>, store: &Store, lang: Lang, sides: &[Side], last: Option<&Dispute>) {
    let (directory, home) = (store.directory(), store.settings().home);
    form.heading(words::dispute_heading(lang));
    form.field(
        Spec::new(Key::AcceptedOn, words::accepted_on(lang), Kind::Date)
            .required()
            .hint(words::date_hint(lang))
            .value(Value::Date(store.today())),
    );
    let village = last.and_then(|last| last.village);
    let township = if is_district(home) {
        let township = village.and_then(|id| directory.office(id)).and_then(|office| office.parent);
        form.field(
            Spec::new(
                Key::Township,
                words::township(lang),
                pick(Options::one(lists::townships(store)).or_new()),
            )
            .hint(words::village_hint(lang))
            .value(picked(township.map(|id| id.to_string()))),
        );
        township
    } else {
        Some(home)
    };
    let villages = township.map(|id| lists::villages(store, id)).unwrap_or_default();
    form.field(
        Spec::new(Key::Village, words::village(lang), pick(Options::one(villages).or_new()))
            .hint(words::village_hint(lang))
            .value(picked(village.map(|id| id.to_string()))),
    );
    for (at, side) in by_side(sides) {
        let spec = Spec::new(Key::Name(at), words::side_label(lang, side), Kind::Line);
        form.field(spec.hint(words::name_hint(lang)).cells(20));
    }
    form.field(
        Spec::new(Key::Type, words::kind(lang), pick(Options::one(lists::types(store, lang)).by_code()))
            .required()
            .hint(words::kind_hint(lang)),
    );
    let source = last.map_or_else(SourceCode::apply, |last| last.source.clone());
    form.field(
        Spec::new(Key::Source, words::source(lang), pick(Options::one(lists::sources(store, lang))))
            .required()
            .hint(words::pick_hint(lang))
            .value(picked([source.as_str().to_owned()])),
    );
    let yes_no = vec![item("yes", "", common::yes(lang), "s"), item("no", "", common::no(lang), "f")];
    form.field(
        Spec::new(Key::PreLitigation, words::pre_litigation(lang), pick(Options::one(yes_no)))
            .hint(words::pick_hint(lang))
            .value(picked(["no".to_owned()])),
    );
    let lead = last.map(|last| last.mediators.iter().map(ToString::to_string).collect::<Vec<_>>());
    let mediators = Options::one(lists::mediators(store, home)).or_new().several();
    form.field(
        Spec::new(Key::Mediators, words::mediators(lang), pick(mediators))
            .hint(words::mediators_hint(lang))
            .value(picked(lead.unwrap_or_default())),
    );
    let summary = Spec::new(Key::Summary, words::summary(lang), Kind::Area { rows: 2 });
    form.field(summary.hint(words::summary_hint(lang)));
}

fn outcome_fields(form: &mut Form<Key>, store: &Store, lang: Lang) {
    let directory = store.directory();
    form.heading(words::outcome_heading(lang));
    form.field(
        Spec::new(Key::Outcome, words::outcome(lang), pick(Options::one(lists::outcomes(directory, lang))))
            .hint(words::outcome_hint(lang)),
    );
    form.field(
        Spec::new(Key::ClosedOn, words::closed_on(lang), Kind::Date).required().hint(words::date_hint(lang)),
    );
    form.field(
        Spec::new(Key::Organisation, words::organisation(lang), Kind::Line)
            .hint(words::organisation_hint(lang)),
    );
    form.field(Spec::new(Key::Amount, words::amount(lang), Kind::Money).hint(words::amount_hint(lang)));
    let performances = pick(Options::one(lists::performances(directory, lang)));
    form.field(
        Spec::new(Key::Performance, words::performance(lang), performances).hint(words::pick_hint(lang)),
    );
    form.field(Spec::new(Key::DueOn, words::due_on(lang), Kind::DueDate).hint(words::due_hint(lang)));
    form.field(
        Spec::new(Key::Content, words::content(lang), Kind::Area { rows: 1 }).hint(words::content_hint(lang)),
    );
}

fn more_fields(form: &mut Form<Key>, store: &Store, lang: Lang) {
    form.heading(words::more_heading(lang));
    form.field(Spec::new(Key::Place, words::place(lang), Kind::Line).hint(words::place_hint(lang)));
    form.field(Spec::new(Key::People, words::people(lang), Kind::Number).hint(words::people_hint(lang)));
    let grades = pick(Options::one(lists::difficulties(store.directory(), lang)));
    form.field(Spec::new(Key::Difficulty, words::difficulty(lang), grades).hint(words::pick_hint(lang)));
}

fn party_fields(form: &mut Form<Key>, store: &Store, lang: Lang, at: usize, side: Side) {
    let directory = store.directory();
    form.heading(words::party_heading(lang, side, ""));
    form.field(Spec::new(Key::Phone(at), words::phone(lang), Kind::Line));
    form.field(
        Spec::new(Key::IdNumber(at), words::id_number(lang), Kind::Line).hint(words::id_hint(lang)).cells(20),
    );
    form.field(Spec::new(Key::Address(at), words::address(lang), Kind::Line).cells(40));
    form.field(
        Spec::new(Key::Side(at), words::side(lang), pick(Options::one(lists::sides(directory, lang))))
            .hint(words::pick_hint(lang))
            .value(picked([side.code().to_owned()])),
    );
    form.field(
        Spec::new(
            Key::PartyKind(at),
            words::party_kind(lang),
            pick(Options::one(lists::party_kinds(directory, lang))),
        )
        .hint(words::pick_hint(lang))
        .value(picked([PartyKind::Person.code().to_owned()])),
    );
}

/// Which outcome is picked.
pub(super) fn outcome(form: &Form<Key>) -> Option<Outcome> {
    form.code(Key::Outcome).and_then(|code| Outcome::from_code(&code))
}

fn shown(yes: bool) -> Shown {
    if yes { Shown::Yes } else { Shown::No }
}

/// Which fields are there, as far as the page itself says.
fn rules(form: &mut Form<Key>) {
    let outcome = outcome(form);
    let agreed = shown(outcome.is_some_and(Outcome::is_success));
    form.show(Key::ClosedOn, shown(outcome.is_some()));
    for key in [Key::Amount, Key::Performance, Key::DueOn, Key::Content] {
        form.show(key, agreed);
    }
    form.show(Key::Organisation, shown(outcome == Some(Outcome::Referred)));
    if outcome.is_some() && form.is_blank(Key::ClosedOn) && form.focus() != Some(Key::ClosedOn) {
        let today = form.today();
        form.set(Key::ClosedOn, &Value::Date(today));
    }
    form.show(Key::PreLitigation, shown(form.code(Key::Source).as_deref() == Some("court")));
    for at in 0..MOST_PARTIES {
        let known = shown(!form.is_blank(Key::Name(at)));
        for key in [Key::Phone(at), Key::IdNumber(at), Key::Address(at), Key::Side(at), Key::PartyKind(at)] {
            form.show(key, known);
        }
    }
}
