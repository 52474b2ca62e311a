//! What screens are made of.

pub mod hint;
pub mod line;
pub mod popup;
