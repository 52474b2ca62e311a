//! The commands as a script uses them: the real binary, its files, its output, its exit codes.

#[path = "../support/mod.rs"]
mod support;

mod added;
mod cases;
mod companies;
mod confirm;
mod exchange;
mod export;
mod import;
mod life;
mod lock;
mod merge;
mod plan;
mod print;
mod report;
mod service;
