//! Backups, restored files and damaged ones: what is kept, what is told, what can be brought back.

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod losses;
mod office;
mod screens;
mod series;
