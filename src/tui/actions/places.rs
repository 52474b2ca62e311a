//! The places in which keys mean something.

use crate::text::shell::{self, PlaceWording};

/// Where a person is, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The list of cases.
    Register,
    /// The page of a new or changed case.
    Entry,
    /// One case.
    Dispute,
    /// The outcome of a case.
    Outcome,
    /// Search.
    Find,
    /// The month's figures.
    Totals,
    /// The cases behind a number.
    Cases,
    /// The command list.
    Palette,
    /// Help.
    Help,
    /// Settings.
    Settings,
    /// The first run.
    Welcome,
    /// A question.
    Confirm,
    /// One item of a case being changed in place.
    InPlace,
    /// A list of choices open in a popup.
    PickList,
    /// What is due.
    Due,
    /// The centre's other counts.
    Services,
    /// Tables and sentences that are reported.
    Report,
    /// What the totals tell besides: hot spots, workload, speed, age.
    Analysis,
    /// Offices, mediators, operators, codes and templates.
    Roster,
    /// The months of a year, locked or not.
    Locks,
    /// A ledger that is being read in.
    Import,
    /// The forms of a case.
    Documents,
    /// Writing what is on the screen to a file.
    Export,
    /// Copying a case field by field.
    Transcribe,
    /// Choosing a file.
    Files,
    /// Long work under way.
    Busy,
    /// What came of long work.
    Ended,
    /// The doors to all that keeps the records safe.
    Custody,
    /// What became of a record, save by save.
    History,
    /// A case as it stood after an earlier save.
    Then,
    /// Who is at the keyboard.
    SignIn,
    /// What left the file.
    Disclosures,
    /// The backups of the file.
    Backups,
    /// Bringing laptops together.
    Exchange,
    /// What two laptops said differently.
    Conflicts,
    /// What this laptop says of itself.
    Laptop,
    /// Passphrases, and who may open the file.
    Protection,
    /// The locked screen.
    Unlock,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 38] = [
        Self::Register,
        Self::Entry,
        Self::Dispute,
        Self::Outcome,
        Self::Find,
        Self::Totals,
        Self::Cases,
        Self::Palette,
        Self::Help,
        Self::Settings,
        Self::Welcome,
        Self::Confirm,
        Self::InPlace,
        Self::PickList,
        Self::Due,
        Self::Services,
        Self::Report,
        Self::Analysis,
        Self::Roster,
        Self::Locks,
        Self::Import,
        Self::Documents,
        Self::Export,
        Self::Transcribe,
        Self::Files,
        Self::Busy,
        Self::Ended,
        Self::Custody,
        Self::History,
        Self::Then,
        Self::SignIn,
        Self::Disclosures,
        Self::Backups,
        Self::Exchange,
        Self::Conflicts,
        Self::Laptop,
        Self::Protection,
        Self::Unlock,
    ];

    /// What it is called and what it is for.
    pub fn wording(self) -> PlaceWording {
        match self {
            Self::Register => shell::REGISTER,
            Self::Entry => shell::ENTRY,
            Self::Dispute => shell::DISPUTE,
            Self::Outcome => shell::OUTCOME,
            Self::Find => shell::FIND,
            Self::Totals => shell::TOTALS,
            Self::Cases => shell::CASES,
            Self::Palette => shell::PALETTE,
            Self::Help => shell::HELP,
            Self::Settings => shell::SETTINGS,
            Self::Welcome => shell::WELCOME,
            Self::Confirm => shell::CONFIRM,
            Self::InPlace => shell::IN_PLACE,
            Self::PickList => shell::PICK_LIST,
            Self::Due => shell::DUE,
            Self::Services => shell::SERVICES,
            Self::Report => shell::REPORT,
            Self::Analysis => shell::ANALYSIS,
            Self::Roster => shell::ROSTER,
            Self::Locks => shell::LOCKS,
            Self::Import => shell::IMPORT,
            Self::Documents => shell::DOCUMENTS,
            Self::Export => shell::EXPORT,
            Self::Transcribe => shell::TRANSCRIBE,
            Self::Files => shell::FILES,
            Self::Busy => shell::BUSY,
            Self::Ended => shell::ENDED,
            Self::Custody => shell::CUSTODY,
            Self::History => shell::HISTORY,
            Self::Then => shell::THEN,
            Self::SignIn => shell::SIGN_IN,
            Self::Disclosures => shell::DISCLOSURES,
            Self::Backups => shell::BACKUPS,
            Self::Exchange => shell::EXCHANGE,
            Self::Conflicts => shell::CONFLICTS,
            Self::Laptop => shell::LAPTOP,
            Self::Protection => shell::PROTECTION,
            Self::Unlock => shell::UNLOCK,
        }
    }
}

/// A set of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places(u64);

impl Places {
    pub(super) const EVERYWHERE: Self = Self(u64::MAX);

    pub(super) const fn of(places: &[Place]) -> Self {
        let mut set = 0_u64;
        let mut at = 0;
        while at < places.len() {
            set |= 1 << places[at] as u32;
            at += 1;
        }
        Self(set)
    }

    pub(super) const fn but(self, places: &[Place]) -> Self {
        Self(self.0 & !Self::of(places).0)
    }

    pub(super) const fn and(self, places: &[Place]) -> Self {
        Self(self.0 | Self::of(places).0)
    }

    pub(super) const fn and_all(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// That place is one of them.
    pub const fn contains(self, place: Place) -> bool {
        self.0 & (1 << place as u32) != 0
    }
}
