//! What an office keeps beside its cases.
//!
//! - `directory`: offices, mediators, operators and dictionaries, in memory
//! - `label`: how a code is called; `codes`: the dictionaries as an office edits them
//! - `settings`: limits, templates and the laptop's own choices; `kept`, `form_templates`: settings of other floors
//! - `announce`: what this laptop says of itself to the others
//! - `meta`: what the file knows for itself, outside of the log
//! - `rights`: what the person at the keyboard may do; `keeper`: which office a case belongs to, and handing it over
//! - `locks`: reported months; `disclosure`: what left the file, and who sent it out

pub(super) mod announce;
pub(super) mod codes;
mod directory;
pub(super) mod disclosure;
mod form_templates;
mod keeper;
mod kept;
mod label;
pub(super) mod locks;
mod meta;
mod rights;
pub(super) mod settings;

pub use announce::KnownLaptop;
pub use directory::Directory;
pub use disclosure::{Disclosure, DisclosureKind, DisclosurePage, NewDisclosure};
pub use keeper::{HandedOver, Handing};
pub use label::{DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label};
pub use locks::{Lock, SnapshotLine, Unlocked};
pub use rights::{PinTried, Right};
pub use settings::{Settings, SymbolChoice, ThemeChoice};

pub(super) use meta::{data_version, meta, own_device, renew_device, set_meta};
