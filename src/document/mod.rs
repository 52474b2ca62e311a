//! The statutory forms of a case, out: docx files filled from templates that an office may replace by its own.
//!
//! Where to look
//! - [`Press`]: the forms of a case, what each still lacks, and the files
//! - `files`: writing them into a folder, aside and renamed
//! - `package`: a docx as the zip of parts it is; `tree`: the XML of a part
//! - `prepare`: a template as somebody wrote it, made ready to be filled; `fill`: filling it; `finish`: what a word
//!   processor wants of the result
//! - `context`: the values of a case under their names, which `text::document` tells; `blank`: those it does not have
//! - `built_in`: the templates the program brings; `check`: those an office brings

mod files;
mod press;

pub use files::{Existing, WriteError, folder_name, write};
pub use press::{Document, DocumentError, Press};
