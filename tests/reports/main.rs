//! Reports, totals and exports, as data and read back from files.

#[path = "../support/mod.rs"]
mod support;

mod export;
mod governance;
mod indicators;
mod ledger;
mod offices;
mod print;
mod rates;
mod report;
mod totals;
