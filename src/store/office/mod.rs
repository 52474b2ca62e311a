//! What every module reads of an office: its people and places, its settings, and rights.
//!
//! - `category`: in which 综治类别 cases count
//! - `directory`: offices, mediators, operators and dictionaries, in memory; `label`: the label of a code
//! - `settings`: the settings of an office and this laptop; `meta`: data of the file outside of the log
//! - `rights`: what the person at the keyboard may do; `keeper`: which office a case belongs to

mod category;
mod directory;
mod keeper;
mod label;
mod load;
mod meta;
mod rights;
mod settings;

pub use directory::Directory;
pub use label::{Categories, DICTIONARY_OF_SOURCES, DICTIONARY_OF_TYPES, Label};
pub use rights::{PinTried, Right};
pub use settings::{MouseChoice, Settings, SymbolChoice, ThemeChoice, WindowTitle};

pub(super) use keeper::belongs;
pub(super) use label::category_columns;
pub(super) use meta::{data_version, meta, own_device, renew_device, set_meta};
pub(super) use rights::{Hand, leads};
pub(super) use settings::{GOVERNANCE_LIST, TEMPLATE, limit_key, list_of, rest_days_key, rest_days_value};
