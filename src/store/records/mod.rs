//! Kinds of record with a save of their own.
//!
//! - `codes`: the dictionaries as an office edits them; `settings`, `form_templates`: what an office sets
//! - `handover`: cases handed over to another office; `disclosure`: what left the file, and who sent it out
//! - `locks`: reported months; `shares`: what each case adds to a month, and what was corrected since it was locked

mod codes;
mod disclosure;
mod form_templates;
mod handover;
mod locks;
mod settings;
mod shares;

pub use disclosure::{Disclosure, DisclosureKind, DisclosurePage, NewDisclosure};
pub use handover::{HandedOver, Handing};
pub use locks::{Lock, SnapshotLine, Unlocked};
pub use shares::{CorrectedCase, Corrections, Share};
