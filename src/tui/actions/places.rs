//! The places, that is, the contexts in which keys have a meaning.

use crate::text::shell::{self, PlaceWording};
use crate::tui::stack::{Covers, Typing};

/// One row of the table of places.
#[derive(Debug)]
pub struct PlaceRow {
    /// The place.
    pub place: Place,
    /// How most of its layers receive typed text.
    pub typing: Typing,
    /// What most of its layers hide.
    pub covers: Covers,
    /// Its name and purpose.
    pub wording: PlaceWording,
}

/// Defines the places and their table together.
macro_rules! places {
    ($($place:ident = $typing:ident, $covers:ident, $wording:ident;)*) => {
        /// The context that decides the meaning of keys.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each is described by its wording in the table")]
        pub enum Place { $($place),* }

        /// The table, in the order of the places.
        pub static PLACES: &[PlaceRow] = &[$(PlaceRow {
            place: Place::$place, typing: Typing::$typing, covers: Covers::$covers, wording: shell::$wording,
        }),*];
    };
}

places! {
    Register = Singles, Screen, REGISTER;
    Entry = Words, Screen, ENTRY;
    Dispute = Singles, Screen, DISPUTE;
    Outcome = Words, Part, OUTCOME;
    Find = Words, Screen, FIND;
    Totals = Singles, Screen, TOTALS;
    Cases = Singles, Screen, CASES;
    Palette = Singles, Part, PALETTE;
    Help = Singles, Screen, HELP;
    Settings = Words, Screen, SETTINGS;
    Welcome = Words, Screen, WELCOME;
    Confirm = Singles, Part, CONFIRM;
    InPlace = Singles, Part, IN_PLACE;
    PickList = Singles, Screen, PICK_LIST;
    Due = Singles, Screen, DUE;
    Services = Singles, Screen, SERVICES;
    Report = Singles, Screen, REPORT;
    Analysis = Singles, Screen, ANALYSIS;
    Roster = Singles, Screen, ROSTER;
    Locks = Singles, Screen, LOCKS;
    Import = Singles, Screen, IMPORT;
    Documents = Singles, Screen, DOCUMENTS;
    Export = Words, Part, EXPORT;
    Transcribe = Singles, Screen, TRANSCRIBE;
    Files = Words, Screen, FILES;
    Busy = Singles, Screen, BUSY;
    Ended = Singles, Screen, ENDED;
    Custody = Singles, Part, CUSTODY;
    History = Singles, Screen, HISTORY;
    Then = Singles, Screen, THEN;
    SignIn = Words, Screen, SIGN_IN;
    Disclosures = Singles, Screen, DISCLOSURES;
    Backups = Singles, Screen, BACKUPS;
    Exchange = Singles, Screen, EXCHANGE;
    Bundle = Words, Screen, BUNDLE;
    Conflicts = Singles, Screen, CONFLICTS;
    Laptop = Words, Screen, LAPTOP;
    Merge = Singles, Screen, MERGE;
    Protection = Singles, Screen, PROTECTION;
    Unlock = Words, Screen, UNLOCK;
}

impl Place {
    /// Its row of the table.
    pub fn row(self) -> &'static PlaceRow {
        // The table has the order of the enum; a test of the actions checks this.
        &PLACES[self as usize]
    }

    /// Its name and purpose.
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

    /// Whether the set contains that place.
    pub const fn contains(self, place: Place) -> bool {
        self.0 & (1 << place as u32) != 0
    }
}
