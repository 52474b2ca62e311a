//! Importing spreadsheets: real ledgers, ledgers in many formats, random ones.

mod any_sheet;
mod books;
mod cases;
mod formats;
mod fuzz;
mod headers;
mod identity;
mod import;
mod large;
mod limits;
mod take_back;
mod xlsb;
