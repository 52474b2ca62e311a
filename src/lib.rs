//! Tiaojie (调解): an offline, keyboard-driven log of people's mediation, on one SQLite file.
//!
//! # Modules
//!
//! In layers, the lowest first; each uses only those above it in this table.
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
//! # Data flow
//!
//! *A key press.* The terminal passes raw events to [`tui::input`], which turns them into keys and text;
//! [`tui::actions`] gives the action of a key in the current place; the top layer of [`tui::stack`] performs
//! it with one read or write of the store; then one frame is drawn. There is no timer and no polling.
//!
//! *A save.* A screen calls [`store::Store::save_dispute`] with the case as it was read and as it is to
//! become. One transaction appends a revision to the log and applies it: the record's rows, the running
//! totals, the search terms and the number are derived from it, and the draft is deleted. There is no other
//! way to write, and [`store::Store::rebuild`] derives everything but the log again.
//!
//! # Glossary
//!
//! One word for each meaning, and one meaning for each word.
//!
//! | word | meaning |
//! |---|---|
//! | record | anything the log keeps under one id: a case, an entry, an office, a lock … |
//! | revision | one save of one record, as the log has it |
//! | case, `Dispute` | 纠纷 |
//! | part | a case, or something it has several of: a party, an agent, a session … ([`domain::field`]) |
//! | field | one value of a part; `Fields` are those of a record as the log stores them |
//! | entry | a service, a screening, a prevention or an indicator: counted, but no case |
//! | vocabulary | a closed list of codes in `domain`; an open one that an office edits is a dictionary |
//! | figures | counts of the cases of a range of days ([`store::Figures`]) |
//! | tally | the running totals stored in the file |
//! | totals | figures by one dimension; cross: by office and one more axis |
//! | share | what one case adds to figures; a part of a whole in percent is a percentage |
//! | involved | how a person is connected with a case ([`store::Involved`]) |
//! | past | the saves of one record; undo reverts the last one |
//! | form | 文书: a statutory document of a case; a sheet of figures is a [`report::FigureForm`] |
//! | template | a text or docx with placeholders, which an office may replace |
//! | mark | how far the own log had come, kept beside the file; an office's mark is part of case numbers |
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
