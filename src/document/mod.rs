//! The statutory forms of a case, out: docx files filled from templates that an office may replace by its own.
//!
//! Where to look
//! - [`Press`]: the forms of a case, what each still lacks, and the files
//! - `files`: writing them into a folder, aside and renamed
//! - `package`: a docx as the zip of parts it is; `tree`: the XML of a part
//! - `tags`, `prepare`: a template as somebody wrote it, made ready to be filled; `fill`: filling it; `finish`: what a
//!   word processor wants of the result
//! - `context`, `people`: the values of a case under their names, which `text::document` tells; `blank`: those it does
//!   not have
//! - `built_in`: the templates the program brings; `check`, `sample`: those an office brings, tried before they are taken

mod blank;
mod built_in;
mod check;
mod context;
mod files;
mod fill;
mod finish;
mod package;
mod people;
mod prepare;
mod press;
mod sample;
mod tags;
mod tree;

pub use check::check_template;
pub use files::{WriteError, folder_name, write};
pub use press::{Document, DocumentError, Press};
