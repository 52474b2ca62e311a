//! Spreadsheets in: real ledgers, ledgers of every make, random ones.

mod books;
mod fuzz;
mod import;
