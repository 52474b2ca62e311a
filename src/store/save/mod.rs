//! Saving: the transaction of every save, and what comes before and after it.
//!
//! - `draft`: what is typed and not yet saved
//! - `allow`: checks before a save; `announce`: what a laptop tells about itself with its first save
//! - `write`: the transaction; `numbers`: the number that a new case gets in it; `ready`: new cases of an import, worked
//!   out ahead
//! - `undo`: undo and redo; `take_back`: the same for a whole import; `past`: the history of one record, save by save

mod allow;
mod announce;
mod draft;
mod numbers;
mod past;
mod ready;
mod take_back;
mod undo;
mod write;

pub use announce::KnownLaptop;
pub use draft::Draft;
pub use past::{PastChange, PastPart, PastSave, SaveName, Turned};
pub use ready::Ready;
pub use take_back::{TakeBack, TakenBack};
pub use undo::Undone;
pub use write::{Changed, Saved, Standing, Writer};

pub(super) use announce::as_it_will_be;
pub(super) use numbers::next_number;
pub(super) use write::{CACHE, Ending};
