//! Saving: the one transaction every save goes through, and what comes before and after it.
//!
//! - `draft`: what is typed and not yet saved
//! - `allow`: what a save is asked first; `announce`: what a laptop says of itself with its first save
//! - `write`: the transaction; `numbers`: the number a new case gets in it
//! - `undo`: undo and redo; `past`: what became of one record, save by save

mod allow;
mod announce;
mod draft;
mod numbers;
mod past;
mod undo;
mod write;

pub use announce::KnownLaptop;
pub use draft::Draft;
pub use past::{PastChange, PastPart, PastSave, SaveName, Turned};
pub use undo::Undone;
pub use write::{Changed, Saved, Standing, Writer};

pub(super) use announce::as_it_will_be;
pub(super) use numbers::next_number;
pub(super) use write::{CACHE, Ending};
