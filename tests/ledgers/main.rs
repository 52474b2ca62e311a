//! Importing spreadsheets: real ledgers, ledgers in many formats, random ones.

mod any_sheet;
mod books;
mod cases;
mod fuzz;
mod headers;
mod identity;
mod import;
mod take_back;
