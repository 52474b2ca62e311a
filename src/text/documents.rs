//! The words of 文书: the forms of a case, what they lack, and where the printed files are.

use super::errors::store_error;
use super::wording::{sentences, words};
use super::{Lang, common, document};
use crate::document::{DocumentError, WriteError};
use crate::domain::Dispute;
use crate::domain::form::FormKind;

words! {
    FOLDER: "存放文件夹", "Folder for forms";
    FOLDER_NAME: "调解文书", "Mediation forms";
}

/// The title line.
pub fn title(lang: Lang, number: &str) -> String {
    let number = if number.is_empty() { lang.pick("（无编号）", "(no number)") } else { number };
    lang.pick(format!("文书  {number}"), format!("Documents  {number}"))
}
