//! The log: revisions, conversion of records to fields and back, and proof that nobody altered it.
//!
//! - `revision`: one save, as it is logged and hashed; `append`: appending it, and the end of the log
//! - `flat`, `fields`: how a record becomes fields and back
//! - `heads`: which revisions hold the newest value of each field
//! - `chain`: proof that nobody altered the log

mod append;
mod chain;
pub(super) mod fields;
mod flat;
mod heads;
mod revision;

pub use chain::{ANCHOR_DIGITS, Anchor, AnchorFound, ChainBreak, ChainFault, DeviceChain, Verified};
pub use revision::Revision;

pub(super) use append::{insert_revision, largest_stamp, last_of};
pub(super) use chain::{anchors_of, walk_chains};
pub use flat::logged;
pub(super) use flat::{Fields, difference, json_of, part_of};
pub(super) use heads::{
    Contests, Heads, advance_heads, dispute_of, fields_of, heads_of, origin_of, shown_fields, step_heads,
};
pub(super) use revision::{
    BATCH, Body, Change, IMPORT, IMPORT_UNDONE, Kind, MERGE, RECOVERED, ROSTER, RevisionName,
};
