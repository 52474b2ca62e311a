//! Importing spreadsheets: real ledgers, ledgers in many formats, random ones.

mod books;
mod cases;
mod formats;
mod fuzz;
mod import;
mod limits;
mod take_back;
mod xlsb;
