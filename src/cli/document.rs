//! `tiaojie document`: the templates of the forms, and their placeholders.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::print::{broken, form, not_written};
use super::{say, say_json};
use crate::document;
use crate::document::{Document, DocumentError, Press};
use crate::domain::LIST_COMMA;
use crate::domain::form::FormKind;
use crate::report::{Existing, aligned_words};
use crate::store::{Changed, Store};
use crate::text::document::{NameGroup, Own};
use crate::text::{Lang, about, document as words};

#[derive(Debug, Subcommand)]
pub(super) enum DocumentCommand {
    #[command(about = words::about_template())]
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    #[command(about = words::about_placeholders())]
    Placeholders {
        #[arg(long, help = about::json())]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum TemplateCommand {
    #[command(about = words::about_template_list())]
    List {
        #[arg(long, help = about::json())]
        json: bool,
    },
    #[command(about = words::about_template_export())]
    Export(TemplateExportArgs),
    #[command(about = words::about_template_import())]
    Import {
        #[arg(value_name = "FORM", help = words::about_which_form())]
        form: String,
        #[arg(value_name = "FILE", help = words::about_template_file())]
        docx: PathBuf,
    },
    #[command(about = words::about_template_reset())]
    Reset {
        #[arg(value_name = "FORM", help = words::about_which_form())]
        form: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct TemplateExportArgs {
    #[arg(value_name = "FORM", required_unless_present = "all", conflicts_with = "all", help = words::about_which_form())]
    pub form: Option<String>,
    #[arg(long, help = words::about_template_all())]
    pub all: bool,
    #[arg(long, value_name = "DIR", help = words::about_template_to())]
    pub to: PathBuf,
    #[arg(long, help = words::about_force())]
    pub force: bool,
}

/// Runs the subcommand.
pub(super) fn run(context: &Context, command: DocumentCommand) -> Result<(), Complaint> {
    match command {
        DocumentCommand::Placeholders { json } => placeholders(context.lang, json),
        DocumentCommand::Template { command } => match command {
            TemplateCommand::List { json } => list(&context.open()?, context.lang, json),
            TemplateCommand::Export(args) => export(context, &args),
            TemplateCommand::Import { form, docx } => import(context, &form, &docx),
            TemplateCommand::Reset { form } => reset(context, &form),
        },
    }
}

fn placeholders(lang: Lang, json: bool) -> Result<(), Complaint> {
    let groups = NameGroup::all();
    if json {
        let groups: Vec<Value> = groups
            .iter()
            .map(|group| {
                let names = group
                    .names
                    .iter()
                    .map(|(name, about)| json!({ "name": name, "about": about.text(lang) }));
                json!({ "within": group.within, "names": names.collect::<Vec<_>>() })
            })
            .collect();
        return say_json(&json!(groups));
    }
    let mut text = format!("{}\n", words::how_to(lang));
    for group in &groups {
        let heading = match group.within.as_slice() {
            [] => words::by_themselves(lang).to_owned(),
            records => words::within(lang, &records.join(&LIST_COMMA.to_string())),
        };
        let rows: Vec<Vec<String>> = group
            .names
            .iter()
            .map(|(name, about)| vec![format!("  {name}"), about.text(lang).to_owned()])
            .collect();
        text.push_str(&format!("\n{heading}\n{}", aligned_words(&rows)));
    }
    say(text.trim_end())
}

fn own(store: &Store, kind: FormKind) -> Own {
    if store.has_form_template(kind) { Own::Yes } else { Own::No }
}

fn list(store: &Store, lang: Lang, json: bool) -> Result<(), Complaint> {
    let forms = FormKind::ALL.iter().copied();
    if json {
        let forms: Vec<Value> = forms
            .map(|kind| {
                json!({
                    "form": kind.code(),
                    "name": words::form(kind).text(lang),
                    "own": own(store, kind) == Own::Yes,
                })
            })
            .collect();
        return say_json(&json!(forms));
    }
    let rows: Vec<Vec<String>> = forms
        .map(|kind| {
            let state = words::template_state(lang, own(store, kind));
            vec![kind.code().to_owned(), words::form(kind).text(lang).to_owned(), state.to_owned()]
        })
        .collect();
    say(aligned_words(&rows).trim_end())
}

fn export(context: &Context, args: &TemplateExportArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let kinds = match &args.form {
        Some(name) => vec![form(lang, name)?],
        None => FormKind::ALL.to_vec(),
    };
    let press = Press::new(&store);
    let mut files = Vec::new();
    for kind in kinds {
        let bytes = press.template_file(kind).map_err(|error| broken(lang, &error))?;
        let file_name = format!("{}.docx", words::form(kind).text(Lang::Zh));
        files.push(Document { kind, nth: None, file_name, bytes, lacks: Vec::new() });
    }
    let existing = if args.force { Existing::Replace } else { Existing::Refuse };
    document::write(&args.to, &files, existing).map_err(|error| not_written(lang, &error))?;
    say(&words::templates_written(lang, files.len(), &args.to.display().to_string()))
}

fn import(context: &Context, name: &str, file: &Path) -> Result<(), Complaint> {
    let lang = context.lang;
    let kind = form(lang, name)?;
    let docx = std::fs::read(file).map_err(|error| {
        Complaint::Failed(words::not_read(lang, &file.display().to_string(), &error.to_string()))
    })?;
    let mut store = context.open()?;
    document::check_template(&store, &docx)
        .map_err(|fault| broken(lang, &DocumentError::Template { kind, fault }))?;
    store.save_form_template(kind, &docx)?;
    say(&words::template_taken(lang, words::form(kind).text(lang)))
}

fn reset(context: &Context, name: &str) -> Result<(), Complaint> {
    let lang = context.lang;
    let kind = form(lang, name)?;
    let mut store = context.open()?;
    let called = words::form(kind).text(lang);
    match store.reset_form_template(kind)? {
        Changed::Written => say(&words::template_reset(lang, called)),
        Changed::Nothing => say(&words::template_was_built_in(lang, called)),
    }
}
