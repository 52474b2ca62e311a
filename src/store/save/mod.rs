//! Saving: the transaction of every save, and what comes before and after it.
//!
//! - `act`: acts on a case, with who is at work
//! - `draft`: what is typed and not yet saved
//! - `allow`: checks before a save; `announce`: what a laptop tells about itself with its first save
//! - `write`: the transaction; `numbers`: the number that a new case gets in it; `ready`: new cases of an import, worked
//!   out ahead
//! - `merge`: two records of one dispute become one
//! - `batch`: several cases as one save
//! - `undo`: undo and redo; `take_back`: the same for a whole import; `past`: the history of one record, save by save

mod act;
mod allow;
mod announce;
mod batch;
mod draft;
mod merge;
mod numbers;
mod past;
mod ready;
mod take_back;
mod undo;
mod write;

pub use announce::KnownLaptop;
pub use batch::MOST_AT_ONCE;
pub use draft::Draft;
pub use past::{PastChange, PastPart, PastSave, SaveName, Turned};
pub use ready::Ready;
pub use take_back::{ImportName, Imported, TakeBack, TakenBack};
pub use undo::Undone;
pub use write::{Changed, Saved, Standing, Writer};

pub(super) use announce::as_it_will_be;
pub(super) use numbers::next_number;
pub(super) use write::{CACHE, Ending};
