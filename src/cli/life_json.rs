//! The parts of a case as JSON: `show` writes them, and `add` reads the later events. Keys and values
//! are derived from the table of fields.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json, json};

use super::add_json::Amount;
use crate::domain::Dispute;
use crate::domain::date_entry::iso;
use crate::domain::field::{Field as F, Kind, Need, Part, PartKind, Spot, Value};
use crate::domain::time_entry::time_text;
use crate::ledger::SaidOf;

/// The value under a key of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A field of the part.
    Field(F),
    /// Some values of a case in an object of their own.
    Group(&'static str, &'static [What]),
    /// The parts of that kind that belong to the object's part.
    Parts(PartKind),
    /// The name of the party that an agent acts for.
    Host,
}

use What::{Field, Group, Parts};

/// The later events of a case.
#[rustfmt::skip]
pub(super) const LIFE: What = Group("life", &[
    Field(F::Risk), Field(F::Governance), Field(F::Consent), Field(F::Told),
    Group("agreement", &[
        Field(F::Manner), Field(F::Copies), Field(F::ReachedOn), Field(F::SignedOn), Field(F::MediatorSignedOn),
        Field(F::SealedOn), Field(F::PerformedOn), Field(F::Confirmation), Field(F::Court), Field(F::AppliedOn),
        Field(F::DecidedOn), Field(F::Decision), Field(F::RefusalGround), Field(F::RefusalReason),
    ]),
    Parts(PartKind::Agent), Parts(PartKind::Investigation), Parts(PartKind::Evidence), Parts(PartKind::Session),
    Parts(PartKind::Extension), Parts(PartKind::Escalation), Parts(PartKind::Referral), Parts(PartKind::Instalment),
    Parts(PartKind::Performed),
    Group("litigation", &[
        Field(F::LitigationFiledOn), Field(F::LitigationCourt), Field(F::Ruling), Field(F::LitigationDecidedOn),
    ]),
    Parts(PartKind::FollowUp), Parts(PartKind::Prevention), Parts(PartKind::Remark),
    Group("filing", &[Field(F::BoundOn), Field(F::BoundBy), Field(F::Volume), Field(F::Retention)]),
]);

/// What `show` prints of a case. Visits and referrals are also listed under their own names.
#[rustfmt::skip]
pub(super) const SHOWN: &[What] = &[
    Field(F::Number), Field(F::Place), Field(F::AcceptedOn), Field(F::OccurredOn), Parts(PartKind::Party), Field(F::Kind),
    Field(F::Source), Field(F::PreLitigation), Field(F::Level), Field(F::Difficulty), Field(F::Summary), Field(F::Tags),
    Field(F::Outcome), Field(F::ClosedOn), Field(F::Content), Field(F::DueOn), Field(F::Performance),
    Field(F::Confirmation), Parts(PartKind::FollowUp), Parts(PartKind::Referral), LIFE, Field(F::Note),
    Field(F::Original), Field(F::Void),
];

impl What {
    fn key(self) -> String {
        match self {
            Field(field) => key(field).to_owned(),
            Group(name, _) => name.to_owned(),
            Parts(PartKind::Party) => "parties".to_owned(),
            Parts(kind @ (PartKind::Performed | PartKind::Evidence)) => kind.code().to_owned(),
            Parts(kind) => format!("{}s", kind.code()),
            Self::Host => key(F::AttendeeParty).to_owned(),
        }
    }

    /// The keys of each object.
    pub(super) fn within(self) -> Vec<Self> {
        match self {
            Group("life", within) => within.iter().copied().chain(unnamed().map(Field)).collect(),
            Group(_, within) => within.to_vec(),
            Parts(kind) => {
                let more = match kind {
                    PartKind::Agent => Some(Self::Host),
                    PartKind::Session => Some(Parts(PartKind::Attendee)),
                    _ => None,
                };
                kind.fields().into_iter().map(Field).chain(more).collect()
            }
            Field(_) | Self::Host => Vec::new(),
        }
    }
}

/// The fields of a case that no list here names. `show` prints its office, village, people and mediators in
/// other words, and not who keeps it.
fn unnamed() -> impl Iterator<Item = F> {
    fn names(what: &What, field: F) -> bool {
        match what {
            Field(named) => *named == field,
            Group(_, within) => within.iter().any(|what| names(what, field)),
            Parts(_) | What::Host => false,
        }
    }
    let otherwise = [F::Office, F::Village, F::People, F::Mediators, F::Keeper, F::Amount];
    let own = PartKind::Case.fields().into_iter().filter(move |field| !otherwise.contains(field));
    own.filter(|field| !SHOWN.iter().any(|what| names(what, *field)))
}

/// The key of a field: its name without the suffix for days and amounts.
pub(super) fn key(field: F) -> &'static str {
    let name = field.code().rsplit('.').next().unwrap_or_default();
    match field {
        F::AcceptedOn => "date",
        F::AttendeeParty => "for",
        F::ReferralFeedbackOn => name,
        _ => name.strip_suffix("_on").or_else(|| name.strip_suffix("_fen")).unwrap_or(name),
    }
}

/// Whether `null` is not allowed. A day or code among these is required; a text may be empty.
pub(super) fn is_never_null(field: F) -> bool {
    use F::{AgentKind, AttendeeCapacity, ExtensionAgreedOn, ReferralDirection};
    match (field.part(), field) {
        (PartKind::Case, _) => matches!(field, F::Number | F::Place | F::Summary | F::Content | F::Note),
        (PartKind::Party, _) => field.spec().kind == Kind::Line,
        (_, F::ReferralOrganisation | F::PreventedPeople) => true,
        // These have a default value in a new part.
        (_, AgentKind | AttendeeCapacity | ExtensionAgreedOn | ReferralDirection) => false,
        _ => field.spec().need == Need::Required,
    }
}

/// A part of a case as an object.
pub(super) fn object(case: &Dispute, part: Part, whats: &[What]) -> Map<String, Json> {
    let told = |what: &What| match *what {
        Field(field) => value(case, part.field(field)),
        Group(..) => object(case, part, &what.within()).into(),
        Parts(kind) => {
            let mut parts = kind.of_case(case);
            parts.retain(|one| part.kind != kind.within() || one.of == part.at);
            parts.into_iter().map(|one| object(case, one, &what.within())).collect()
        }
        What::Host => json!(case.parties.get(part.of).map(|party| &party.name)),
    };
    whats.iter().map(|what| (what.key(), told(what))).collect()
}

fn value(case: &Dispute, spot: Spot) -> Json {
    match spot.read(case) {
        Value::Empty => match spot.field.spec().kind {
            Kind::Codes(..) | Kind::Tags | Kind::List(_) => json!([]),
            Kind::Columns => json!({}),
            _ if is_never_null(spot.field) => json!(""),
            _ => Json::Null,
        },
        Value::Text(text) => text.into(),
        Value::Texts(texts) => texts.into(),
        Value::Day(day) => iso(day).into(),
        Value::Time(time) => time_text(time).into(),
        Value::Money(amount) => amount.yuan_text().into(),
        Value::Number(number) => number.into(),
        Value::Decimal(figure) => figure.to_string().into(),
        Value::Flag(flag) => flag.into(),
        Value::Code(code) => code.into(),
        Value::Codes(codes) => codes.into(),
        Value::Id(id) => {
            json!(case.parties.iter().find(|party| party.id.uuid() == id).map(|party| &party.name))
        }
        Value::Ids(ids) => json!(ids),
        Value::Columns(columns) => json!(columns),
    }
}

/// A parsed object; the top-level one is that of a life. Unknown and repeated keys are
/// refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said(Vec<(What, Word)>);

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Text; empty text counts as no value.
    Text(String),
    Texts(Vec<String>),
    Number(Option<u32>),
    Objects(Vec<Said>),
}

impl Said {
    /// The value for that key.
    pub(super) fn of(&self, what: What) -> Option<&Word> {
        self.0.iter().find(|(said, _)| *said == what).map(|(_, word)| word)
    }
}

/// A party: its name, or an object with the keys that `show` prints, without its side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NewParty(pub Said);

impl NewParty {
    /// A party of which only the name is said.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Self(Said(vec![(Field(F::PartyName), Word::Text(name.into()))]))
    }

    /// Its name, where nothing else is said.
    pub(super) fn only_name(&self) -> Option<&str> {
        (self.0.0.len() == 1).then(|| self.name())
    }

    /// Somebody as his name and the words beside it say.
    pub(super) fn said(person: SaidOf) -> Self {
        let sex = person.sex.map(|sex| sex.code().to_owned());
        let born = person.born_on.map(|on| on.to_string());
        let words = [
            (F::PartyName, person.name),
            (F::PartySex, sex.unwrap_or_default()),
            (F::PartyEthnicity, person.ethnicity),
            (F::PartyBornOn, born.unwrap_or_default()),
            (F::PartyOccupation, person.occupation),
            (F::PartyPhone, person.phone),
            (F::PartyIdNumber, person.id_number),
            (F::PartyAddress, person.address),
        ];
        let said = words.into_iter().filter(|(_, word)| !word.is_empty());
        Self(Said(said.map(|(field, word)| (Field(field), Word::Text(word))).collect()))
    }

    /// The keys of such an object.
    pub(super) fn keys() -> Vec<What> {
        let mut keys = Parts(PartKind::Party).within();
        keys.retain(|key| *key != Field(F::PartySide));
        keys
    }

    /// Its name as it was said.
    pub(super) fn name(&self) -> &str {
        if let Some(Word::Text(name)) = self.0.of(Field(F::PartyName)) { name } else { "" }
    }
}

impl<'de> Deserialize<'de> for NewParty {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Name)
    }
}

/// Parses a name or an object.
struct Name;

impl<'de> Visitor<'de> for Name {
    type Value = NewParty;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a name or a map")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<NewParty, E> {
        Ok(NewParty::named(name))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NewParty, A::Error> {
        One(&NewParty::keys()).visit_map(map).map(NewParty)
    }
}

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        One(&LIFE.within()).deserialize(from)
    }
}

/// Parses an object with these keys.
#[derive(Clone, Copy)]
struct One<'a>(&'a [What]);

/// Parses a list of such objects.
struct Many<'a>(One<'a>);

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Said, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for One<'_> {
    type Value = Said;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
        let mut said = Said::default();
        while let Some(key) = map.next_key::<String>()? {
            let Some(what) = self.0.iter().copied().find(|what| what.key() == key) else {
                let keys: Vec<String> = self.0.iter().map(|what| format!("`{}`", what.key())).collect();
                let keys = keys.join(", ");
                return Err(A::Error::custom(format_args!("unknown field `{key}`, expected one of {keys}")));
            };
            if said.of(what).is_some() {
                return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
            }
            said.0.push((what, word(what, &mut map)?));
        }
        Ok(said)
    }
}

impl<'de> DeserializeSeed<'de> for Many<'_> {
    type Value = Vec<Said>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Vec<Said>, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Many<'_> {
    type Value = Vec<Said>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Said>, A::Error> {
        std::iter::from_fn(|| list.next_element_seed(self.0).transpose()).collect()
    }
}

fn word<'de, A: MapAccess<'de>>(what: What, map: &mut A) -> Result<Word, A::Error> {
    let within = what.within();
    let field = match what {
        Group(..) => return Ok(Word::Objects(vec![map.next_value_seed(One(&within))?])),
        Parts(_) => return Ok(Word::Objects(map.next_value_seed(Many(One(&within)))?)),
        What::Host => return Ok(Word::Text(map.next_value()?)),
        Field(field) => field,
    };
    Ok(match (field.spec().kind, is_never_null(field)) {
        (Kind::Codes(..) | Kind::List(_), _) => Word::Texts(map.next_value()?),
        (Kind::Number, true) => Word::Number(Some(map.next_value()?)),
        (Kind::Number, false) => Word::Number(map.next_value()?),
        (Kind::Money, _) => {
            let amount: Option<Amount> = map.next_value()?;
            Word::Text(amount.map(|amount| amount.text()).unwrap_or_default())
        }
        (_, true) => Word::Text(map.next_value()?),
        (_, false) => Word::Text(map.next_value::<Option<String>>()?.unwrap_or_default()),
    })
}
