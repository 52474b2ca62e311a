//! Saving: the one transaction every save goes through, and what comes before and after it.
//!
//! - `draft`: what is typed and not yet saved
//! - `write`: the transaction; `numbers`: the number a new case gets in it
//! - `undo`: undo and redo; `past`: what became of one record, save by save

mod draft;
pub(super) mod numbers;
mod past;
pub(super) mod undo;
mod write;

pub use draft::Draft;
pub use past::{PastChange, PastPart, PastSave, SaveName, Turned};
pub use undo::Undone;
pub use write::{Changed, Saved, Standing, Writer};

pub(super) use write::{CACHE, Ending};
