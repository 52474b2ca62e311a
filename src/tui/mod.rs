//! The terminal interface.

pub mod actions;
pub mod app;
pub mod card;
pub mod care;
pub mod clipboard;
pub mod entrance;
pub mod form;
mod halves;
pub mod input;
pub mod jobs;
pub mod keyboard;
pub mod look;
pub mod mouse;
mod moves;
pub mod recovery;
pub mod screens;
pub mod session;
pub mod stack;
pub mod start;
pub mod symbols;
pub mod terminal;
pub mod theme;
mod title;
mod tour;
pub mod widgets;
