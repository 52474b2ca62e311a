//! The places in which keys mean something.

use crate::text::shell::{self, PlaceWording};
use crate::tui::stack::{Covers, Typing};

/// Where a person is, as far as keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is described by its wording in the table")]
pub enum Place {
    Register,
    Entry,
    Dispute,
    Outcome,
    Find,
    Totals,
    Cases,
    Palette,
    Help,
    Settings,
    Welcome,
    Confirm,
    InPlace,
    PickList,
    Due,
    Services,
    Report,
    Analysis,
    Roster,
    Locks,
    Import,
    Documents,
    Export,
    Transcribe,
    Files,
    Busy,
    Ended,
    Custody,
    History,
    Then,
    SignIn,
    Disclosures,
    Backups,
    Exchange,
    Bundle,
    Conflicts,
    Laptop,
    Protection,
    Unlock,
}

/// One row of the table of places.
#[derive(Debug)]
pub struct PlaceRow {
    /// The place.
    pub place: Place,
    /// How most of its layers want typed text handed over.
    pub typing: Typing,
    /// What most of its layers hide.
    pub covers: Covers,
    /// What it is called and what it is for.
    pub wording: PlaceWording,
}

const fn row(place: Place, typing: Typing, covers: Covers, wording: PlaceWording) -> PlaceRow {
    PlaceRow { place, typing, covers, wording }
}

/// The table, in the order of the places.
#[rustfmt::skip]
pub static PLACES: [PlaceRow; 39] = [
    row(Place::Register, Typing::Singles, Covers::Screen, shell::REGISTER),
    row(Place::Entry, Typing::Words, Covers::Screen, shell::ENTRY),
    row(Place::Dispute, Typing::Singles, Covers::Screen, shell::DISPUTE),
    row(Place::Outcome, Typing::Words, Covers::Part, shell::OUTCOME),
    row(Place::Find, Typing::Words, Covers::Screen, shell::FIND),
    row(Place::Totals, Typing::Singles, Covers::Screen, shell::TOTALS),
    row(Place::Cases, Typing::Singles, Covers::Screen, shell::CASES),
    row(Place::Palette, Typing::Singles, Covers::Part, shell::PALETTE),
    row(Place::Help, Typing::Singles, Covers::Screen, shell::HELP),
    row(Place::Settings, Typing::Words, Covers::Screen, shell::SETTINGS),
    row(Place::Welcome, Typing::Words, Covers::Screen, shell::WELCOME),
    row(Place::Confirm, Typing::Singles, Covers::Part, shell::CONFIRM),
    row(Place::InPlace, Typing::Singles, Covers::Part, shell::IN_PLACE),
    row(Place::PickList, Typing::Singles, Covers::Screen, shell::PICK_LIST),
    row(Place::Due, Typing::Singles, Covers::Screen, shell::DUE),
    row(Place::Services, Typing::Singles, Covers::Screen, shell::SERVICES),
    row(Place::Report, Typing::Singles, Covers::Screen, shell::REPORT),
    row(Place::Analysis, Typing::Singles, Covers::Screen, shell::ANALYSIS),
    row(Place::Roster, Typing::Singles, Covers::Screen, shell::ROSTER),
    row(Place::Locks, Typing::Singles, Covers::Screen, shell::LOCKS),
    row(Place::Import, Typing::Singles, Covers::Screen, shell::IMPORT),
    row(Place::Documents, Typing::Singles, Covers::Screen, shell::DOCUMENTS),
    row(Place::Export, Typing::Words, Covers::Part, shell::EXPORT),
    row(Place::Transcribe, Typing::Singles, Covers::Screen, shell::TRANSCRIBE),
    row(Place::Files, Typing::Words, Covers::Screen, shell::FILES),
    row(Place::Busy, Typing::Singles, Covers::Screen, shell::BUSY),
    row(Place::Ended, Typing::Singles, Covers::Screen, shell::ENDED),
    row(Place::Custody, Typing::Singles, Covers::Part, shell::CUSTODY),
    row(Place::History, Typing::Singles, Covers::Screen, shell::HISTORY),
    row(Place::Then, Typing::Singles, Covers::Screen, shell::THEN),
    row(Place::SignIn, Typing::Words, Covers::Screen, shell::SIGN_IN),
    row(Place::Disclosures, Typing::Singles, Covers::Screen, shell::DISCLOSURES),
    row(Place::Backups, Typing::Singles, Covers::Screen, shell::BACKUPS),
    row(Place::Exchange, Typing::Singles, Covers::Screen, shell::EXCHANGE),
    row(Place::Bundle, Typing::Words, Covers::Screen, shell::BUNDLE),
    row(Place::Conflicts, Typing::Singles, Covers::Screen, shell::CONFLICTS),
    row(Place::Laptop, Typing::Words, Covers::Screen, shell::LAPTOP),
    row(Place::Protection, Typing::Singles, Covers::Screen, shell::PROTECTION),
    row(Place::Unlock, Typing::Words, Covers::Screen, shell::UNLOCK),
];

impl Place {
    /// Its row of the table.
    pub fn row(self) -> &'static PlaceRow {
        // In the order of the places, as a test of the actions holds.
        &PLACES[self as usize]
    }

    /// What it is called and what it is for.
    pub fn wording(self) -> PlaceWording {
        self.row().wording
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
