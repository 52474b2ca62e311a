//! Importing spreadsheets: real ledgers, ledgers in many formats, random ones.

mod books;
mod fuzz;
mod import;
