//! Prints the statutory forms of a case: docx files filled from templates that an office may replace.
//!
//! Where to look
//! - [`Press`]: the forms of a case, what each still lacks, and the files
//! - `files`: writing them into a folder
//! - `package`: a docx as a zip of parts; `tree`: the XML of a part
//! - `tags`, `prepare`: reading a template; `fill`: filling it; `finish`: making valid word processor XML
//! - `together`: signatures on the page of their text
//! - `quick_card`: the one page that hangs beside the screen
//! - `context`, `people`, `agents`, `performed`: the values of a case by name; `blank`: the missing ones
//! - `built_in`: the templates of the program; `check`, `sample`: testing the template of an office

mod agents;
mod blank;
mod built_in;
mod check;
mod context;
mod files;
mod fill;
mod finish;
mod package;
mod people;
mod performed;
mod prepare;
mod press;
mod quick_card;
mod sample;
mod tags;
mod together;
mod tree;

pub use check::check_template;
pub use files::{WriteError, folder_name, write};
pub use press::{Document, DocumentError, Press};
pub use quick_card::{CardBlock, quick_card};
