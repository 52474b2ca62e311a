//! The SQLite file: open, one way to write, read, list, total, search, drafts, history, check.
//!
//! Where to look
//! - `steps`: from an older schema to the present one
//! - `connection`: the one place where a connection is opened, and unlocked
//! - [`open`](Store::open): guards against foreign, newer, damaged and vanished files; schema steps
//! - `revision`: what a save is and how the log is chained; `flat`, `fields`, `parts`: how a record becomes
//!   fields and back
//! - `log`: appending to the log, and where it ends
//! - `write`: the one transaction every save goes through; `apply`: the one function that applies a revision
//! - `codes`: the dictionaries as an office edits them; `settings`: limits, templates and the laptop's own choices
//! - `laptop`: what this laptop remembers for itself; `announce`: what it says of itself to the others
//! - `mark`: how far our own log was, beside the file; copies and lost commits told by it
//! - `collisions`: one number on two cases; settling what laptops wrote apart
//! - `keeper`: which office a case belongs to, and handing it over
//! - `others`: what another program wrote to the same file meanwhile
//! - `bulk`: very many cases in one transaction
//! - `tables`: a dispute's rows; `tally`: its running totals; `search`: its search terms
//! - `list`, `read`, `totals`, `analysis`, `history`: what screens and commands ask for
//! - `counts`: services, screenings, prevention and indicators, which are no cases
//! - `locks`, `shares`: reported months, and what was corrected in them since
//! - `past`: what became of one record, save by save; `chain`: proof that nobody altered the log
//! - `disclosure`: what left the file, and who sent it out
//! - `recast`: the file encrypted or made plain again in one guarded step; `protect`: who may open it
//! - `conflicts`: fields that two people changed apart
//! - `knowledge`: how far the file has what each laptop wrote; `intake`: taking in what others wrote
//! - `rights`: what the person at the keyboard may do
//! - `due`: what has to be done by some day
//! - `backup`: copies of the file, checked and thinned; `salvage`: what can be read of a damaged file
//! - `check`, `rebuild`: proof that everything derived follows from the log

mod analysis;
mod announce;
mod apply;
mod arrived;
mod backup;
mod breakdown;
mod bulk;
mod chain;
mod check;
mod codes;
mod collisions;
mod conflicts;
mod connection;
mod counter;
mod counts;
mod directory;
mod disclosure;
mod draft;
mod due;
mod error;
#[cfg(test)]
mod exchange_tests;
mod fields;
mod flat;
mod form_templates;
mod heads;
mod history;
mod intake;
mod keeper;
mod kept;
mod knowledge;
mod laptop;
mod list;
mod locks;
mod log;
mod mark;
mod narrow;
mod numbers;
mod open;
mod others;
mod part_rows;
mod parts;
mod past;
mod pivot;
mod protect;
mod read;
mod rebuild;
mod recast;
mod revision;
mod rights;
mod salvage;
mod search;
mod settings;
mod shares;
mod steps;
mod tables;
mod taken;
mod tally;
mod totals;
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;

pub use analysis::{
    AGE_BANDS, AgeBy, Ages, DaysTaken, Looked, Part, Person, REPEAT_CASES, Repeat, Repeats, Spot, Workload,
    accepted_in_band, average,
};
pub use announce::KnownLaptop;
pub use arrived::Arrived;
pub use backup::{
    BackedUp, Backup, BackupAge, BackupContents, BackupPlace, Interrupter, Lost, Restored, SecondPlace,
    backups_in,
};
pub use breakdown::Breakdown;
pub use chain::{ANCHOR_DIGITS, Anchor, AnchorFound, ChainBreak, ChainFault, DeviceChain, Verified};
pub use check::{CheckReport, Finding};
pub use collisions::{Attention, NumberCollision, Numbered};
pub use conflicts::{Conflict, ConflictValue};
pub use counts::{
    CountFilter, CountPage, Entry, EntryName, IndicatorTotal, PreventionTotal, ScreeningTotal, ServiceTotal,
};
pub use directory::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Directory, Label};
pub use disclosure::{Disclosure, DisclosureKind, DisclosurePage, NewDisclosure};
pub use draft::Draft;
pub use due::{DueCount, DueFrom, DueQuery, DueRow};
pub use error::{Result, StoreError};
pub use history::Undone;
pub use intake::LARGEST_BODY;
pub use keeper::{HandedOver, Handing};
pub use knowledge::{Knowledge, Known};
pub use list::{CaseFilter, CaseRow, Count, ListQuery, Order, Outcomes, PageFrom, Pick, Tree};
pub use locks::{Lock, SnapshotLine, Unlocked};
pub use mark::{Standing, put_in_place};
pub use others::Others;
pub use past::{PastChange, PastPart, PastSave, SaveName, Turned};
pub use pivot::{Axis, EventCount, PivotRow};
pub use read::KnownPerson;
pub use revision::Revision;
pub use rights::{PinTried, Right};
pub use salvage::{Offer, Recovery, forecast, offers, recover};
pub use search::{Hit, MatchedIn};
pub use settings::{Settings, SymbolChoice, ThemeChoice};
pub use shares::{CorrectedCase, Corrections, Share};
pub use taken::{Barred, Gap, IntakeError, NewConflict, Refusal, SameNumber, TakenIn, Taking};
pub use totals::{Figures, Grouping, Measure, Totals, TotalsQuery, TotalsRow, office_of_key};
pub use write::{Changed, Saved, Writer};

use crate::domain::{DisputeId, Id, OperatorId, Surroundings};
use crate::vault::DataKey;

/// An open file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// What it is encrypted with; none for a plain file.
    key: Option<DataKey>,
    surroundings: Box<dyn Surroundings>,
    /// The device that writes here.
    device: Device,
    operator: Option<OperatorId>,
    /// How many wrong PINs were typed for whom since a right one, and when the last.
    wrong_pins: BTreeMap<OperatorId, (u32, DateTime<FixedOffset>)>,
    directory: Directory,
    settings: Settings,
    /// By which it is known whether another program has written since `directory` and `settings` were read.
    data_version: i64,
    /// How far our own log was, beside the file.
    mark: mark::Mark,
}

/// A laptop as this file knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Device {
    /// This file's own small integer.
    local: i64,
    /// Equal everywhere.
    uuid: uuid::Uuid,
}

impl Store {
    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file is encrypted with; none for a plain file.
    pub fn key(&self) -> Option<&DataKey> {
        self.key.as_ref()
    }

    /// Today by the clock that was handed in.
    pub fn today(&self) -> NaiveDate {
        self.surroundings.today()
    }

    /// A fresh identity for a record about to be made.
    pub fn fresh_id<K>(&mut self) -> Id<K> {
        Id::new(self.surroundings.fresh_uuid())
    }

    /// A fresh identity for a case about to be logged.
    pub fn fresh_dispute_id(&mut self) -> DisputeId {
        self.fresh_id()
    }

    /// The clock and ids this store was given.
    pub fn surroundings(&mut self) -> &mut dyn Surroundings {
        self.surroundings.as_mut()
    }

    /// Offices, mediators, operators and dictionaries, held in memory.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The settings of this office.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Who is at the keyboard; written into every revision.
    pub fn operator(&self) -> Option<OperatorId> {
        self.operator
    }
}
