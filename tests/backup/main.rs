//! Backups, restored files and damaged ones.

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod losses;
mod office;
mod screens;
mod series;
