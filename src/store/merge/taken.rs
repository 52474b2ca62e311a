//! What comes of taking in revisions from elsewhere, and why nothing does.

use std::collections::BTreeMap;

use crate::domain::{DisputeId, LaptopId};
use crate::store::StoreError;

/// Whether what was taken in stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// It stays.
    ForGood,
    /// It is taken in, reported on and given up again: the report is what taking it in would give.
    OnTrial,
}

/// From which revision on those of a device are left out.
pub type Barred = BTreeMap<LaptopId, i64>;

/// A field on which two people now differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConflict {
    /// The record.
    pub record: [u8; 16],
    /// Its kind by its code in the log.
    pub kind: String,
    /// The field by its name in the log.
    pub field: String,
}

/// A number that several cases have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameNumber {
    /// As one of them has it.
    pub number: String,
    /// The cases.
    pub cases: Vec<DisputeId>,
}

/// Revisions that are missing: what rests on them waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Whose.
    pub device: LaptopId,
    /// Up to here they are known.
    pub have: i64,
    /// Up to here they are needed.
    pub need: i64,
}

/// What came of taking in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// Revisions that are new here.
    pub revisions: u64,
    /// Revisions that were here already.
    pub known: u64,
    /// Revisions that wait for what is missing.
    pub waiting: u64,
    /// Cases that are new here.
    pub cases_new: u64,
    /// Cases that were here and were changed.
    pub cases_changed: u64,
    /// New revisions of this very laptop, which this file had lost.
    pub taken_back: u64,
    /// Fields on which people differ now and did not before.
    pub conflicts: Vec<NewConflict>,
    /// Numbers that a case that came or was changed shares with another one.
    pub collisions: Vec<SameNumber>,
    /// What is missing.
    pub gaps: Vec<Gap>,
}

impl TakenIn {
    /// Whether nothing of it was new.
    pub fn is_nothing(&self) -> bool {
        self.revisions == 0
    }
}

/// Why a revision can never be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Two different revisions bear one name: a restored or copied file went on under the same device.
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
    /// It does not follow from the one before, or is not what its hash says.
    #[error("{device} at {seq} was altered")]
    Altered {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
    },
    /// It does not read as a revision.
    #[error("{device} at {seq} cannot be read")]
    Unreadable {
        /// The device.
        device: LaptopId,
        /// The revision.
        seq: i64,
    },
    /// Its stamp cannot be.
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
    /// Which revision it is about.
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
    /// Where they came from failed.
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
