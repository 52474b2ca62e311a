//! What several laptops wrote, made one.
//!
//! - `knowledge`: how far the file has what each laptop wrote
//! - `intake`: taking in what others wrote; `taken`: what comes of it; `arrived`: the cases it brought
//! - `conflicts`: fields that two people changed apart; `collisions`: one number on two cases

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
