//! The widgets of the screens.

pub mod area;
pub mod cells;
pub mod chart;
pub mod date;
pub mod edit;
pub mod field;
pub mod figures;
pub mod hint;
pub mod line;
pub mod matching;
pub mod pick;
pub mod pick_list;
pub mod popup;
pub mod secret;
pub mod strip;
pub mod table;
mod undo;
