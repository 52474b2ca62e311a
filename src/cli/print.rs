//! `tiaojie print`: printing the forms of a case, and what they lack.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json, show};
use crate::document;
use crate::document::{Document, DocumentError, Press, WriteError};
use crate::domain::form::FormKind;
use crate::domain::{Dispute, LIST_COMMA, Masking};
use crate::report::{Existing, aligned_words};
use crate::store::{DisclosureKind, NewDisclosure, Store};
use crate::text::{Lang, about, document as words};

#[derive(Debug, Args)]
pub(super) struct PrintArgs {
    #[arg(value_name = "NUMBER|ID", help = about::which())]
    pub which: String,
    #[arg(long = "form", value_name = "FORM", conflicts_with = "all", help = words::about_form())]
    pub forms: Vec<String>,
    #[arg(long, help = words::about_all())]
    pub all: bool,
    #[arg(long, value_name = "DIR", help = words::about_to())]
    pub to: Option<PathBuf>,
    #[arg(long, help = words::about_force())]
    pub force: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Prints the forms of the case with that number or id.
pub(super) fn run(context: &Context, args: &PrintArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    let case = show::find(&store, lang, &args.which)?;
    if case.void.is_some() {
        return Err(Complaint::Failed(words::void_case(lang).to_owned()));
    }
    let documents = forms(&store, lang, &case, args)?;
    let folder = args
        .to
        .as_ref()
        .map(|to| if args.forms.is_empty() { to.join(document::folder_name(&case)) } else { to.clone() });
    if let Some(folder) = &folder {
        let existing = if args.force { Existing::Replace } else { Existing::Refuse };
        document::write(folder, &documents, existing).map_err(|error| not_written(lang, &error))?;
        store.disclose(&disclosure(&case, &documents, folder.display().to_string()))?;
    }
    if args.json {
        return say_json(&as_json(lang, &case, &documents, folder.as_ref()));
    }
    let rows: Vec<Vec<String>> = documents
        .iter()
        .map(|document| {
            let lacks = lacks(lang, &case, document);
            vec![document.file_name.clone(), words::still_lacks(lang, &lacks)]
        })
        .collect();
    say(aligned_words(&rows).trim_end())?;
    match &folder {
        Some(folder) => say(&words::written(lang, documents.len(), &folder.display().to_string())),
        None => Ok(()),
    }
}

fn forms(store: &Store, lang: Lang, case: &Dispute, args: &PrintArgs) -> Result<Vec<Document>, Complaint> {
    let press = Press::new(store);
    let made = if args.forms.is_empty() {
        press.whole_file(case)
    } else {
        let kinds: Result<Vec<FormKind>, Complaint> =
            args.forms.iter().map(|name| form(lang, name)).collect();
        press.several(case, &kinds?)
    };
    made.map_err(|error| broken(lang, &error))
}

/// The form with that code or name, or the only one whose name contains the text.
pub(super) fn form(lang: Lang, name: &str) -> Result<FormKind, Complaint> {
    let called = |kind: &&FormKind| {
        let known = words::form(**kind);
        known.text(Lang::Zh) == name || known.text(Lang::En).eq_ignore_ascii_case(name)
    };
    let exact = FormKind::from_code(name).or_else(|| FormKind::ALL.iter().find(called).copied());
    let mut within = FormKind::ALL.iter().filter(|kind| words::form(**kind).text(Lang::Zh).contains(name));
    let only = match (within.next(), within.next()) {
        (Some(one), None) if !name.is_empty() => Some(*one),
        _ => None,
    };
    exact.or(only).ok_or_else(|| {
        let known = FormKind::ALL.iter().map(|kind| lang.pick(words::form(*kind).text(lang), kind.code()));
        let known: Vec<&str> = known.collect();
        let comma = crate::text::common::list_comma(lang);
        Complaint::Usage(words::no_such_form(lang, name, &known.join(comma)))
    })
}

/// The sentence for a form that could not be made.
pub(super) fn broken(lang: Lang, error: &DocumentError) -> Complaint {
    let DocumentError::Template { kind, fault } = error;
    Complaint::Failed(words::broken_template(lang, words::form(*kind).text(lang), fault))
}

/// The sentence for files that could not be written.
pub(super) fn not_written(lang: Lang, error: &WriteError) -> Complaint {
    Complaint::Failed(match error {
        WriteError::Exists(paths) => {
            let first = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
            words::exists(lang, paths.len(), &first)
        }
        WriteError::File(error) => error.said(lang),
    })
}

fn lacks(lang: Lang, case: &Dispute, document: &Document) -> Vec<String> {
    document.lacks.iter().map(|lack| words::lack(lang, case, *lack)).collect()
}

fn disclosure(case: &Dispute, documents: &[Document], to: String) -> NewDisclosure {
    let mut names: Vec<&str> =
        documents.iter().map(|document| words::form(document.kind).text(Lang::Zh)).collect();
    names.dedup();
    let names = names.join(&LIST_COMMA.to_string());
    NewDisclosure {
        kind: DisclosureKind::Print,
        what: format!("{} {names}", case.number).trim().to_owned(),
        cases: 1,
        masking: Masking::Plain,
        to,
    }
}

fn as_json(lang: Lang, case: &Dispute, documents: &[Document], folder: Option<&PathBuf>) -> Value {
    let forms: Vec<Value> = documents
        .iter()
        .map(|document| {
            json!({
                "form": document.kind.code(),
                "name": words::form(document.kind).text(lang),
                "nth": document.nth,
                "file": document.file_name,
                "lacks": lacks(lang, case, document),
            })
        })
        .collect();
    json!({
        "number": case.number,
        "id": case.id.to_string(),
        "folder": folder.map(|folder| folder.display().to_string()),
        "forms": forms,
    })
}
