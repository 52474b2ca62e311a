//! What goes out as figures: reports, totals, exports, as data and read back from the files.

#[path = "../support/mod.rs"]
mod support;

mod export;
mod report;
mod totals;
