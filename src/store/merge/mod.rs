//! Merging what several laptops wrote.
//!
//! - `knowledge`: up to which revision the file has each laptop
//! - `intake`: taking in others' revisions; `taken`: the result; `arrived`: the cases added or changed
//! - `conflicts`: fields that two people changed independently; `collisions`: one number on two cases

mod arrived;
mod collisions;
mod conflicts;
mod intake;
mod knowledge;
mod taken;
#[cfg(test)]
mod tests;

pub use arrived::Arrived;
pub use collisions::{Attention, NumberCollision, Numbered};
pub use conflicts::{Conflict, ConflictValue};
pub use intake::LARGEST_BODY;
pub use knowledge::{Knowledge, Known};
pub use taken::{Barred, Gap, IntakeError, NewConflict, Refusal, SameNumber, TakenIn, Taking};
