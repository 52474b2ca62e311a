//! The SQLite file: open, one way to write, read, list, total, search, drafts, history, check.
//!
//! Its modules, bottom up: each uses only those before it in this list
//! - `log`: what a save is, and how a record becomes revisions and back
//! - `office`: what every module reads of an office: directory, dictionaries, settings, rights
//! - `derived`: the tables that follow from the log, rebuilt and compared
//! - `ask`: lists, single cases, duties with a last day
//! - `figures`: figures of cases
//! - `save`: the one transaction every save goes through; drafts, numbers, undo, history
//! - `records`: kinds of record with a save of their own: codes, settings, locked months, disclosures
//! - `entries`: services, screenings, prevention and indicators, which are no cases
//! - `merge`: taking in what other laptops wrote; what two people changed independently
//! - `keep`: the file itself: opening, checking, encryption, backups, recovery
//!
//! Also: `schema`, the format; `column`, reading rows; `progress`, for long jobs; `error`.

mod ask;
mod column;
mod derived;
mod entries;
mod error;
mod figures;
mod keep;
mod log;
mod merge;
mod office;
mod progress;
mod records;
mod save;
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;

pub use ask::{
    CaseFilter, CaseRow, Count, DueCount, DueFrom, DuePart, DueQuery, DueRow, Hit, Involved, KnownPerson,
    ListQuery, Order, Outcomes, PageFrom, Person, Pick, SortBy, Tree, Way,
};
pub use derived::{CorrectedMonth, MatchedIn, Share};
pub use entries::{
    EntryFilter, EntryPage, IndicatorTotal, LawyerCount, MissingMonths, PreventionTotal, ScreeningTotal,
    UnitTotal,
};
pub use error::{Result, StoreError};
pub use figures::{
    AGE_BANDS, AgeBy, Ages, Axis, Breakdown, CrossRow, DaysTaken, EventCount, Figures, Grouping, Looked,
    Measure, REPEAT_CASES, Repeat, Repeats, Screened, Spot, Totals, TotalsQuery, TotalsRow, Workload,
    accepted_in_band, average, office_of_key,
};
pub use keep::{
    BackedUp, Backup, BackupAge, BackupContents, BackupPlace, CheckReport, Finding, Interrupter, Lost, Offer,
    Others, Recovery, Restored, SecondPlace, backup_folder_of, backups_in, forecast, offers, put_in_place,
    recover,
};
pub use log::{
    ANCHOR_DIGITS, Anchor, AnchorFound, ChainBreak, ChainFault, DeviceChain, Revision, Verified, logged,
};
pub use merge::{
    Arrived, Attention, Barred, Conflict, ConflictValue, Gap, IntakeError, Knowledge, Known, LARGEST_BODY,
    NewConflict, NumberCollision, Numbered, Refusal, SameNumber, TakenIn, Taking,
};
pub use office::{
    Categories, DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Directory, Label, MouseChoice, PinTried, Right,
    Settings, SymbolChoice, ThemeChoice, WindowTitle,
};
pub use progress::{Progress, Stage, Stopped, Ticker, Watch, unwatched};
pub use records::{
    CorrectedCase, Corrections, Disclosure, DisclosureKind, DisclosurePage, HandedOver, Handing, Lock,
    NewDisclosure, SnapshotLine, Unlocked,
};
pub use save::{
    Changed, Draft, ImportName, Imported, KnownLaptop, MOST_AT_ONCE, PastChange, PastPart, PastSave, Ready,
    SaveName, Saved, Standing, TakeBack, TakenBack, Turned, Undone, Writer,
};

use crate::domain::{DisputeId, Id, OperatorId, Surroundings};
use crate::vault::DataKey;

/// An open file.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// The key that the file is encrypted with; none for a plain file.
    key: Option<DataKey>,
    surroundings: Box<dyn Surroundings>,
    /// The device that writes here.
    device: Device,
    operator: Option<OperatorId>,
    /// For each operator the wrong PINs since the last right one, and when the last was typed.
    wrong_pins: BTreeMap<OperatorId, (u32, DateTime<FixedOffset>)>,
    directory: Directory,
    settings: Settings,
    /// Shows whether another program has written since `directory` and `settings` were read.
    data_version: i64,
    /// The record of our own last save, in a file beside.
    mark: keep::Mark,
    /// The locked months that saves have corrected and nobody was told of yet.
    corrected: BTreeSet<CorrectedMonth>,
    /// The last import that was written through here.
    imported: Option<ImportName>,
}

/// A laptop, as this file names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Device {
    /// This file's own small integer.
    local: i64,
    /// Equal on every laptop.
    uuid: uuid::Uuid,
}

impl Store {
    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The key that the file is encrypted with; none for a plain file.
    pub fn key(&self) -> Option<&DataKey> {
        self.key.as_ref()
    }

    /// Today by the store's clock.
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

    /// The locked months that saves here have corrected since this was last asked, for the person who saved.
    pub fn take_corrected(&mut self) -> BTreeSet<CorrectedMonth> {
        std::mem::take(&mut self.corrected)
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

    /// The person at the keyboard, who is written into every revision.
    pub fn operator(&self) -> Option<OperatorId> {
        self.operator
    }
}
