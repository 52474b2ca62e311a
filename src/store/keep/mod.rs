//! The file itself.
//!
//! - `open`: guards against foreign, newer, damaged and vanished files; `steps`: from an older schema to the present one
//! - `connection`: the one place where a connection is opened, and unlocked
//! - `check`: proof that everything follows from the log
//! - `mark`: how far our own log was, beside the file; copies and lost commits told by it
//! - `others`: what another program wrote to the same file meanwhile
//! - `protect`: who may open it; `recast`: the file encrypted or made plain again in one guarded step
//! - `backup`: copies of the file, checked and thinned; `salvage`: what can be read of a damaged file

mod backup;
mod check;
mod connection;
mod mark;
mod open;
mod others;
mod protect;
mod recast;
mod salvage;
mod steps;

pub use backup::{
    BackedUp, Backup, BackupAge, BackupContents, BackupPlace, Interrupter, Lost, Restored, SecondPlace,
    backups_in,
};
pub use check::{CheckReport, Finding};
pub use mark::put_in_place;
pub use others::Others;
pub use salvage::{Offer, Recovery, forecast, offers, recover};

pub(super) use mark::Mark;
