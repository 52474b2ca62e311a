//! 抄录: the order in which another system asks for a case's fields, and the format of the copy.

use super::coded::coded;
use super::field::{Field as F, PartKind};

/// An item that another system may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TranscriptItem {
    /// A field; one of a part that comes in any number stands for all of them.
    Field(F),
    /// 调委会名称
    Committee,
    /// 申请人: all their names.
    Applicants,
    /// 被申请人: all their names.
    Respondents,
}

use TranscriptItem as Item;

impl TranscriptItem {
    /// All of them, in the order in which they are offered.
    #[rustfmt::skip]
    pub const ALL: &'static [Self] = &[
        Item::Field(F::Number), Item::Field(F::AcceptedOn), Item::Field(F::OccurredOn), Item::Field(F::Kind),
        Item::Field(F::Governance), Item::Field(F::Source), Item::Field(F::PreLitigation), Item::Field(F::Office),
        Item::Committee, Item::Field(F::Village), Item::Field(F::Place), Item::Field(F::Level), Item::Field(F::Difficulty),
        Item::Field(F::Risk), Item::Field(F::Consent), Item::Field(F::People), Item::Applicants, Item::Respondents,
        Item::Field(F::PartySide), Item::Field(F::PartyName), Item::Field(F::PartyKind), Item::Field(F::PartySex),
        Item::Field(F::PartyEthnicity), Item::Field(F::PartyBornOn), Item::Field(F::PartyIdNumber),
        Item::Field(F::PartyPhone), Item::Field(F::PartyOccupation), Item::Field(F::PartyAddress),
        Item::Field(F::PartyDelivery), Item::Field(F::PartyRepresentative), Item::Field(F::Summary), Item::Field(F::Mediators), Item::Field(F::Tags),
        Item::Field(F::SessionOn), Item::Field(F::Outcome), Item::Field(F::ClosedOn), Item::Field(F::Told),
        Item::Field(F::ReferralOrganisation), Item::Field(F::ReachedOn), Item::Field(F::Amount), Item::Field(F::Content),
        Item::Field(F::Manner), Item::Field(F::DueOn), Item::Field(F::Performance), Item::Field(F::PerformedOn),
        Item::Field(F::Confirmation), Item::Field(F::AppliedOn), Item::Field(F::Court), Item::Field(F::DecidedOn),
        Item::Field(F::Decision), Item::Field(F::RefusalGround), Item::Field(F::RefusalReason),
        Item::Field(F::VisitOn), Item::Field(F::VisitNote), Item::Field(F::Volume), Item::Field(F::Note),
    ];

    /// Its code in the file.
    pub fn code(self) -> &'static str {
        match self {
            Item::Committee => "committee",
            Item::Applicants => "applicants",
            Item::Respondents => "respondents",
            Item::Field(F::SessionOn) => "sessions_on",
            Item::Field(F::ReferralOrganisation) => "referred_to",
            Item::Field(F::VisitOn) => "visited_on",
            Item::Field(F::VisitNote) => "visit_note",
            Item::Field(F::Amount) => "amount",
            Item::Field(field) if field.part() == PartKind::Case => {
                field.code().rsplit('.').next().unwrap_or_default()
            }
            Item::Field(field) => field.code(),
        }
    }

    /// The item of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.code() == code)
    }

    /// Whether it is asked for once for each party. Such items that follow each other make a block that is repeated.
    pub fn is_of_party(self) -> bool {
        matches!(self, Item::Field(field) if field.part() == PartKind::Party)
    }
}

coded! {
    /// The format in which a case is copied.
    TranscriptShape {
        /// One field a line, its label before it.
        Labelled = "labelled",
        /// One value a line.
        Values = "values",
        /// All values in one line, a tab between two: a row of a spreadsheet.
        Tabs = "tabs",
    }
}

/// The items that an office copies of a case, and their format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Each at most once, in the order of the other system's form.
    pub items: Vec<TranscriptItem>,
    /// The format.
    pub shape: TranscriptShape,
}

/// The order of the governance platform's form.
#[rustfmt::skip]
const GOVERNANCE_PLATFORM: &[F] = &[
    F::Number, F::AcceptedOn, F::Kind, F::Source, F::Village, F::Place, F::People, F::PartySide, F::PartyName,
    F::PartySex, F::PartyIdNumber, F::PartyPhone, F::PartyAddress, F::Summary, F::Mediators, F::Outcome, F::ClosedOn,
    F::ReachedOn, F::Amount, F::Content, F::DueOn, F::Performance,
];

impl Default for Transcript {
    fn default() -> Self {
        Self {
            items: GOVERNANCE_PLATFORM.iter().copied().map(Item::Field).collect(),
            shape: TranscriptShape::Labelled,
        }
    }
}

impl Transcript {
    /// The order as it stands in the file: codes, a comma between two.
    pub fn codes(&self) -> String {
        self.items.iter().map(|item| item.code()).collect::<Vec<_>>().join(",")
    }

    /// The items of such an order; codes that a newer version may have written are passed over, and a second mention
    /// of the same. None where nothing is left.
    pub fn items_of(codes: &str) -> Option<Vec<TranscriptItem>> {
        let mut items = Vec::new();
        for item in codes.split(',').filter_map(|code| TranscriptItem::from_code(code.trim())) {
            if !items.contains(&item) {
                items.push(item);
            }
        }
        (!items.is_empty()).then_some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes of all items, as they have always been.
    const CODES: &str = "number,accepted_on,occurred_on,type,governance,source,pre_litigation,office,committee,village,\
        place,level,difficulty,risk,consent,people,applicants,respondents,party.side,party.name,party.kind,party.sex,\
        party.ethnicity,party.born_on,party.id_number,party.phone,party.occupation,party.address,party.delivery,party.representative,\
        summary,mediators,tags,sessions_on,outcome,closed_on,told,referred_to,reached_on,amount,content,manner,due_on,\
        performance,performed_on,confirmation,applied_on,court,decided_on,decision,refusal_ground,refusal_reason,visited_on,visit_note,volume,note";

    /// Catches: an order that does not come back from the file as it went in, or one that a newer version breaks.
    #[test]
    fn an_order_survives_the_file() {
        let usual = Transcript::default();
        assert_eq!(Transcript::items_of(&usual.codes()).as_ref(), Some(&usual.items));
        let read = Transcript::items_of(" note, of_a_newer_version,number,note");
        assert_eq!(read, Some(vec![Item::Field(F::Note), Item::Field(F::Number)]));
        assert_eq!(Transcript::items_of("nothing,,"), None);
        let all = Transcript { items: Item::ALL.to_vec(), ..usual };
        assert_eq!(all.codes(), CODES, "they stand in files");
        assert_eq!(Transcript::items_of(CODES), Some(all.items));
    }
}
