//! Kinds of record with their own way of saving.
//!
//! - `codes`: the dictionaries as an office edits them; `settings`, `form_templates`: what an office sets
//! - `handover`: handing cases over to another office; `disclosure`: what left the file, and who sent it
//! - `locks`: reported months; `shares`: each case's share in a month, and corrections since it was locked

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
pub use shares::{CorrectedCase, Corrections};
