//! Printing: filling the forms, the target folder, and existing files.

use std::path::{Path, PathBuf};

use crate::document::{self, Document, DocumentError, Press, WriteError};
use crate::domain::form::Lack;
use crate::domain::{Dispute, Masking};
pub use crate::report::Existing;
use crate::store::{DisclosureKind, NewDisclosure, Settings, Store, StoreError};
use crate::text::{Lang, document as form_words, documents as words};
use crate::tui::stack::Cx;

use super::forms::Row;

/// The limit for numbered names.
const MOST_NAMES: u32 = 10_000;

/// The default folder for forms: in the user's documents folder, or else in the home folder.
pub fn usual_folder(lang: Lang) -> PathBuf {
    let name = words::FOLDER_NAME.text(lang);
    let base = directories::UserDirs::new()
        .map(|dirs| dirs.document_dir().map_or_else(|| dirs.home_dir().to_owned(), Path::to_owned));
    base.unwrap_or_default().join(name)
}

/// The folder for forms.
pub fn folder(settings: &Settings, lang: Lang) -> PathBuf {
    match settings.documents_folder.as_str() {
        "" => usual_folder(lang),
        set => match (set.strip_prefix("~/"), directories::UserDirs::new()) {
            (Some(rest), Some(dirs)) => dirs.home_dir().join(rest),
            _ => PathBuf::from(set),
        },
    }
}

/// The folder of a case within it.
pub fn folder_of(case: &Dispute, settings: &Settings, lang: Lang) -> PathBuf {
    folder(settings, lang).join(document::folder_name(case))
}

/// Fills the form of a row, or all forms of the file.
///
/// # Errors
/// The template's fault, as a sentence.
pub fn fill(row: Row, case: &Dispute, store: &Store, lang: Lang) -> Result<Vec<Document>, String> {
    let press = Press::new(store);
    let filled = match row {
        Row::Whole => press.whole_file(case),
        Row::Form(kind) => press.print(case, kind),
        Row::Folder => Ok(Vec::new()),
    };
    filled.map_err(|error| said(lang, &error))
}

/// The names of existing files.
pub fn there_already(documents: &[Document], folder: &Path) -> Vec<String> {
    let there = documents.iter().filter(|document| folder.join(&document.file_name).exists());
    there.map(|document| document.file_name.clone()).collect()
}

/// The same forms under unused names: several get a folder of their own, one gets a number.
pub fn renamed(mut documents: Vec<Document>, folder: PathBuf) -> (Vec<Document>, PathBuf) {
    if let [document] = documents.as_mut_slice() {
        let (stem, ending) = document.file_name.rsplit_once('.').unwrap_or((&document.file_name, ""));
        let names = (2..MOST_NAMES).map(|nth| format!("{stem} ({nth}).{ending}"));
        if let Some(free) = names.into_iter().find(|name| !folder.join(name).exists()) {
            document.file_name = free;
        }
        return (documents, folder);
    }
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let free = (2..MOST_NAMES).map(|nth| folder.with_file_name(format!("{name} ({nth})")));
    let free = free.into_iter().find(|path| !path.exists());
    (documents, free.unwrap_or(folder))
}

/// Writes the forms and returns their names.
///
/// # Errors
/// A sentence that says why they could not be written.
pub fn write(
    documents: &[Document],
    folder: &Path,
    existing: Existing,
    lang: Lang,
) -> Result<Vec<String>, String> {
    let paths = document::write(folder, documents, existing).map_err(|error| match error {
        WriteError::Exists(paths) => words::is_there(lang, &named(paths.first())),
        WriteError::File(error) => words::not_written(lang, &error.said(lang)),
    })?;
    Ok(paths.iter().map(|path| named(Some(path))).collect())
}

fn named(path: Option<&PathBuf>) -> String {
    path.and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The error as a sentence.
pub fn said(lang: Lang, error: &DocumentError) -> String {
    match error {
        DocumentError::Template { kind, fault } => {
            form_words::broken_template(lang, form_words::form(*kind).text(lang), fault)
        }
    }
}

/// The values that are blank in them, without repeats.
pub fn blanks(documents: &[Document]) -> Vec<Lack> {
    let mut blanks = Vec::new();
    for lack in documents.iter().flat_map(|document| &document.lacks) {
        if !blanks.contains(lack) {
            blanks.push(*lack);
        }
    }
    blanks
}

/// Records the export of the forms.
///
/// # Errors
/// Why the file could not be written.
pub fn disclose(
    case: &Dispute,
    documents: &[Document],
    folder: &Path,
    cx: &mut Cx,
) -> Result<(), StoreError> {
    let mut names: Vec<&str> = documents.iter().map(|one| form_words::form(one.kind).text(cx.lang)).collect();
    names.dedup();
    cx.store.disclose(&NewDisclosure {
        kind: DisclosureKind::Print,
        what: words::disclosed(cx.lang, &case.number, &names),
        cases: 1,
        masking: Masking::Plain,
        to: folder.display().to_string(),
    })
}
