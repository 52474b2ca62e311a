//! Importing spreadsheets: real ledgers, ledgers in many formats, random ones.

mod books;
mod cases;
mod fuzz;
mod import;
mod large;
mod take_back;
