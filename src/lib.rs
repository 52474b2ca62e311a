//! Tiaojie (调解): an offline, keyboard-driven log of people's mediation, on one SQLite file.
//!
//! # The house
//!
//! Floors from the ground up; each uses only what stands below it.
//!
//! | floor | what is there | start reading at |
//! |---|---|---|
//! | [`domain`] | the words and rules of mediation, as plain types | [`domain::Dispute`], [`domain::Outcome`], [`domain::check`] |
//! | [`vault`] | keys: passphrases, the key file, what is sealed with them | [`vault::KeyFile`] |
//! | [`store`] | the file: `schema.sql`, one way to write, totals, lists, search, undo, check | [`store::Store`], [`store::Store::transact`] |
//! | [`exchange`] | several laptops made one: bundles, and a folder that all of them read and write | [`exchange::look_into`], [`exchange::sync_folder`] |
//! | [`ledger`] | spreadsheets in: headers, values, import | [`ledger::Plan`] |
//! | [`text`] | every sentence shown, in Chinese and English, for the values of the floors below | the file named like the screen |
//! | [`report`] | tables built once, for screen and paper | [`report::TotalsReport`] |
//! | [`document`] | the statutory forms of a case as docx, filled from templates an office may replace | [`document::Press`] |
//! | [`tui`] | the terminal: keys, layers, widgets, screens | [`tui::actions`], [`tui::stack::Layer`] |
//! | [`cli`] | one file a command | [`cli::run`] |
//!
//! `main.rs` turns arguments into a command or the terminal. `docs/developers.md` says how to add a field, a screen, a form or
//! an export.
//!
//! # Two ways through it
//!
//! *The way of a key.* The terminal hands raw events to [`tui::input`], which makes of them what a person meant;
//! [`tui::actions`] says which action a key is in the place one is in; the top layer of [`tui::stack`] does it, with
//! a read of the store or one write; then the frame is drawn once. Nothing ticks and nothing waits.
//!
//! *The way of a save.* A screen hands [`store::Store::save_dispute`] the case as it read it and as it shall be. In
//! one transaction a revision is appended to the log and applied: the record's rows, the running totals, the search
//! terms and the number follow from it, and the draft goes. There is no other way to write, and
//! [`store::Store::rebuild`] makes everything but the log again.
//!
//! # Words
//!
//! One word a meaning, and one meaning a word.
//!
//! | word | what is meant |
//! |---|---|
//! | record | anything the log keeps under one id: a case, an entry, an office, a lock … |
//! | revision | one save of one record, as the log has it |
//! | case, `Dispute` | 纠纷 |
//! | part | what a case has several of, and itself: a party, an agent, a session … ([`domain::field`]) |
//! | field | one value of a part; `Fields` are those of a record as the log has them |
//! | entry | a service, a screening, a prevention or an indicator: what is counted and is no case |
//! | vocabulary | a closed list of codes in `domain`; an open one that an office edits is a dictionary |
//! | figures | numbers of cases of some days ([`store::Figures`]) |
//! | tally | the running totals that the file keeps |
//! | totals | figures by one dimension; cross: by office and one more axis |
//! | share | what one case adds to figures; a part of a whole in hundred is a percentage |
//! | involved | what somebody has to do with a case ([`store::Involved`]) |
//! | past | what became of one record; undo takes back what was done last |
//! | form | 文书: a statutory document of a case; a sheet of figures is a [`report::FigureForm`] |
//! | template | a text or docx with placeholders, which an office may replace |
//! | mark | how far the own log was, beside the file; an office's mark stands in case numbers |
//! | lock | 锁定: a month that was reported |

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::unimplemented)
)]

pub mod cli;
pub mod document;
pub mod domain;
pub mod exchange;
pub mod ledger;
pub mod report;
pub mod store;
pub mod text;
pub mod tui;
pub mod vault;
