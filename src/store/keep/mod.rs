//! The file itself.
//!
//! - `open`: opens and makes it, refuses foreign, newer and damaged ones; `steps`: upgrades the schema
//! - `connection`: the one place where a connection is opened, and unlocked
//! - `check`: proof that all tables follow from the log
//! - `mark`: how far our own log was, in a file beside it; tells copies and lost commits
//! - `others`: changes that another program made to the same file
//! - `protect`: who may open it; `recast`: encrypting the file, or making it plain, in one safe step
//! - `backup`: copies of the file, checked and thinned; `salvage`: reading what is left of a damaged file

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
    backup_folder_of, backups_in,
};
pub use check::{CheckReport, Finding};
pub use mark::put_in_place;
pub use others::Others;
pub use salvage::{Offer, Recovery, forecast, offers, recover};

pub(super) use mark::Mark;
