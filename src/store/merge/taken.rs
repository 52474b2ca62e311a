//! The result of taking in revisions from elsewhere, or why it failed.

use std::collections::BTreeMap;

use crate::domain::{DisputeId, LaptopId};
use crate::store::StoreError;

/// Whether the revisions are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// They are kept.
    ForGood,
    /// They are taken in, reported on and rolled back: the report shows what taking them in would give.
    OnTrial,
}

/// The revision of a device from which on its revisions are left out.
pub type Barred = BTreeMap<LaptopId, i64>;

/// A field in which two people now differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConflict {
    /// The record.
    pub record: [u8; 16],
    /// Its kind by its code in the log.
    pub kind: String,
    /// The field by its name in the log.
    pub field: String,
}

/// A number of several cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameNumber {
    /// The number as one of them has it.
    pub number: String,
    /// The cases.
    pub cases: Vec<DisputeId>,
}

/// Missing revisions, for which dependent ones wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The device.
    pub device: LaptopId,
    /// The last revision that is known.
    pub have: i64,
    /// The last revision that is needed.
    pub need: i64,
}

/// The result of taking in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// The number of revisions that are new here.
    pub revisions: u64,
    /// The number of revisions that were here already.
    pub known: u64,
    /// The number of revisions that wait for missing ones.
    pub waiting: u64,
    /// The number of cases that are new here.
    pub cases_new: u64,
    /// The number of cases that were here and were changed.
    pub cases_changed: u64,
    /// The number of new revisions of this very laptop, which this file had lost.
    pub taken_back: u64,
    /// Fields in which people differ now and did not before.
    pub conflicts: Vec<NewConflict>,
    /// Numbers that an added or changed case shares with another one.
    pub collisions: Vec<SameNumber>,
    /// The missing revisions.
    pub gaps: Vec<Gap>,
}

impl TakenIn {
    /// Whether nothing was new.
    pub fn is_nothing(&self) -> bool {
        self.revisions == 0
    }
}

/// Why a revision can never be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Two different revisions have one name: a restored or copied file went on under the same device.
    #[error("fork of {device} at {seq}")]
    Fork {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
        /// The hash that is known here.
        ours: [u8; 32],
        /// The hash that came.
        theirs: [u8; 32],
    },
    /// It does not follow from the one before, or does not match its hash.
    #[error("{device} at {seq} was altered")]
    Altered {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
    },
    /// It cannot be parsed.
    #[error("{device} at {seq} cannot be read")]
    Unreadable {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
    },
    /// Its stamp is impossible.
    #[error("{device} at {seq} has the stamp {stamp}")]
    Stamp {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
        /// The stamp.
        stamp: i64,
    },
}

impl Refusal {
    /// The device and number of the revision.
    pub const fn of(&self) -> (LaptopId, i64) {
        match self {
            Self::Fork { device, seq, .. }
            | Self::Altered { device, seq }
            | Self::Unreadable { device, seq }
            | Self::Stamp { device, seq, .. } => (*device, *seq),
        }
    }
}

/// Why nothing was taken in.
#[derive(Debug)]
pub enum IntakeError<E> {
    /// The file could not be read or written.
    Store(StoreError),
    /// A revision can never be taken in.
    Refused(Refusal),
    /// The source of the revisions failed.
    Source(E),
}

impl<E> From<StoreError> for IntakeError<E> {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl<E> From<rusqlite::Error> for IntakeError<E> {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl<E> From<Refusal> for IntakeError<E> {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
