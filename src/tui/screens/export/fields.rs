//! The fields of the export card: format, masking, name and folder.

use std::path::{Path, PathBuf};

use super::{Exported, Format, Masking};
use crate::domain::fold::clean_line;
use crate::report::{name_for_file, signed_in};
use crate::text::{Lang, export as words};
use crate::tui::form::{Form, Kind, Options, Spec, Value, item};
use crate::tui::stack::Cx;

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Format,
    Masking,
    Name,
    Folder,
    Preparer,
}

/// The field with the initial focus.
pub(super) fn first(subject: &Exported) -> Key {
    if subject.formats().len() > 1 { Key::Format } else { Key::Name }
}

/// The fields, without those that have no choice. The format is last, so that its list covers nothing.
pub(super) fn form(subject: &Exported, cx: &Cx) -> Form<Key> {
    let lang = cx.lang;
    let mut form = Form::new(lang, cx.store.today());
    let format = subject.formats()[0];
    form.field(
        Spec::new(Key::Folder, words::FOLDER_LABEL.text(lang), Kind::Line)
            .required()
            .hint(words::FOLDER_HINT.text(lang))
            .cells(48)
            .value(Value::Text(folder(cx).display().to_string())),
    );
    form.field(
        Spec::new(Key::Name, words::NAME_LABEL.text(lang), Kind::Line)
            .required()
            .hint(words::NAME_HINT.text(lang))
            .cells(48)
            .value(Value::Text(subject.file_name(&cx.store, format, lang))),
    );
    if subject.names_people() {
        let masked = [(Masking::Masked, words::MASKED), (Masking::Plain, words::PLAIN)];
        let items = masked.iter().map(|(masking, label)| item(masking.code(), "", label.text(lang), ""));
        form.field(
            Spec::new(
                Key::Masking,
                words::MASKING_LABEL.text(lang),
                Kind::Pick(Options::one(items.collect())),
            )
            .required()
            .hint(words::MASKING_HINT.text(lang))
            .cells(34)
            .value(Value::of_code(Masking::Masked.code())),
        );
    }
    if matches!(subject, Exported::Governance(..)) {
        form.field(
            Spec::new(Key::Preparer, words::PREPARER_LABEL.text(lang), Kind::Line)
                .hint(words::PREPARER_HINT.text(lang))
                .cells(20)
                .value(Value::of_text(&signed_in(&cx.store))),
        );
    }
    if subject.formats().len() > 1 {
        let items = subject.formats().iter().map(|format| item(format.code(), "", label(*format, lang), ""));
        form.field(
            Spec::new(Key::Format, words::FORMAT_LABEL.text(lang), Kind::Pick(Options::one(items.collect())))
                .required()
                .hint(words::FORMAT_HINT.text(lang))
                .value(Value::of_code(format.code())),
        );
    }
    form
}

fn label(format: Format, lang: Lang) -> &'static str {
    match format {
        Format::Xlsx => words::XLSX,
        Format::Csv => words::CSV,
        Format::Json => words::JSON,
        Format::Text => words::TEXT,
    }
    .text(lang)
}

/// The folder of the last export if it still exists, else the user's documents folder.
fn folder(cx: &Cx) -> PathBuf {
    let last = Path::new(&cx.store.settings().export_folder);
    if !last.as_os_str().is_empty() && last.is_dir() {
        return last.to_owned();
    }
    let of_person = directories::UserDirs::new().map(|folders| {
        folders.document_dir().filter(|folder| folder.is_dir()).unwrap_or(folders.home_dir()).to_owned()
    });
    let beside_data = || cx.store.path().parent().map(Path::to_owned);
    of_person.filter(|folder| folder.is_dir()).or_else(beside_data).unwrap_or_default()
}

/// The picked format.
pub(super) fn format(form: &Form<Key>) -> Option<Format> {
    form.code(Key::Format).and_then(|code| Format::from_code(&code))
}

/// The content, with who prepares it.
pub(super) fn subject(subject: &Exported, form: &Form<Key>) -> Exported {
    match subject {
        Exported::Governance(asked, _) => {
            Exported::Governance(*asked, Some(clean_line(&form.text(Key::Preparer))))
        }
        other => other.clone(),
    }
}

/// Whether names are masked, which is the default.
pub(super) fn masking(form: &Form<Key>) -> Masking {
    match form.code(Key::Masking).as_deref() {
        Some(code) if code == Masking::Plain.code() => Masking::Plain,
        _ => Masking::Masked,
    }
}

/// Makes the extension of the name match the format; returns whether it changed.
pub(super) fn follow_format(form: &mut Form<Key>) -> bool {
    let name = form.text(Key::Name);
    let known = Format::of_path(Path::new(&name));
    let Some(format) = format(form).filter(|format| known.is_some_and(|known| known != *format)) else {
        return false;
    };
    let renamed = Path::new(&name).with_extension(format.extension());
    form.set(Key::Name, &Value::Text(renamed.display().to_string()));
    true
}

/// The path of the file; none where the name is not a file name.
pub(super) fn path(form: &Form<Key>) -> Option<PathBuf> {
    let name = form.text(Key::Name);
    let is_plain =
        !name_for_file(&name).is_empty() && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']);
    is_plain.then(|| at_home(&form.text(Key::Folder)).join(name))
}

/// Replaces `~` by the home folder.
fn at_home(folder: &str) -> PathBuf {
    let below = folder.strip_prefix('~').map(|rest| rest.trim_start_matches(['/', '\\']));
    match (below, directories::UserDirs::new()) {
        (Some(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => PathBuf::from(folder),
    }
}
