//! Every sentence shown, in Chinese and English, as typed functions: one that is missing in a language does not
//! compile. One file a screen; `common` holds what several share. It stands above the store and the ledger because it
//! puts their values (errors, findings, remarks) into words; nothing below it speaks.

pub mod about;
pub mod account_cli;
pub mod actions;
pub mod analysis;
pub mod backups;
pub mod backups_cli;
pub mod cli;
pub mod common;
pub mod disclosures;
pub mod dispute;
mod dispute_labels;
pub mod document;
mod document_cli;
pub mod documents;
pub mod due;
pub mod entry;
pub mod errors;
pub mod export;
pub mod export_cli;
pub mod files;
pub mod filter;
pub mod find;
pub mod form;
pub mod import_screen;
pub mod ledger;
pub mod locks;
pub mod mapping;
pub mod outcome;
pub mod past;
mod placeholders;
pub mod protection;
mod protection_cli;
pub mod register;
pub mod report;
pub mod roster;
pub mod services;
pub mod services_cli;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod template;
mod template_fault;
pub mod totals;
pub mod transcribe;
pub mod verify;
pub mod welcome;
pub mod widgets;
mod wording;

pub use crate::domain::Lang;
pub use wording::Words;
