//! `tiaojie quickcard`: one page to hang beside the screen, made from the table of actions, so that it says the keys of
//! this version.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::complain::Complaint;
use super::context::Context;
use super::say;
use crate::document::{CardBlock, quick_card};
use crate::report::{Existing, FileError, write_aside};
use crate::store::backup_folder_of;
use crate::text::{Lang, quickcard as words};
use crate::tui::actions::{Action, PLACES, Place, key_names};
use crate::tui::symbols::UNICODE;

#[derive(Debug, Args)]
pub(super) struct QuickcardArgs {
    #[arg(long, value_name = "FILE", help = words::about_out())]
    pub out: Option<PathBuf>,
    #[arg(long, help = words::about_force())]
    pub force: bool,
}

/// The way of one case, step by step.
const WAY: [Action; 9] = [
    Action::Log,
    Action::Save,
    Action::Open,
    Action::Edit,
    Action::Outcome,
    Action::Documents,
    Action::Due,
    Action::Report,
    Action::Lock,
];

/// The ten keys that help in the register.
const KEYS: [Action; 10] = [
    Action::Help,
    Action::Commands,
    Action::Back,
    Action::Undo,
    Action::Find,
    Action::Totals,
    Action::Services,
    Action::Custody,
    Action::Settings,
    Action::Quit,
];

/// Writes the card and says where.
pub(super) fn run(context: &Context, args: &QuickcardArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let file = context.path()?;
    let backups = backup_folder_of(&file);
    let places = [file.display().to_string(), backups.display().to_string()];
    let bytes =
        quick_card(words::title(lang), &blocks(lang, places)).map_err(|error| failed(lang, &error))?;
    let out = args.out.clone().unwrap_or_else(|| PathBuf::from(words::file_name(lang)));
    let existing = if args.force { Existing::Replace } else { Existing::Refuse };
    let written: Result<(), FileError> = write_aside(&out, existing, |to| {
        to.write_all(&bytes).map_err(|error| FileError::Io(out.clone(), error))
    });
    written.map_err(|error| failed(lang, &error))?;
    say(&words::written(lang, &out.display().to_string()))
}

fn failed(lang: Lang, error: &FileError) -> Complaint {
    match error {
        FileError::Exists(path) => Complaint::Failed(crate::text::export_cli::exists(lang, path)),
        error => Complaint::Failed(error.said(lang)),
    }
}

/// The blocks of the card.
fn blocks(lang: Lang, [file, backups]: [String; 2]) -> Vec<CardBlock> {
    let of = |action: &Action| {
        let row = action.row();
        // The register first: it is the screen one comes from.
        let places = std::iter::once(Place::Register).chain(PLACES.iter().map(|row| row.place));
        let place = places.into_iter().find(|place| row.has_key_in(*place));
        let keys = place.map_or_else(String::new, |place| key_names(row, place, &UNICODE));
        [row.wording.label(lang).to_owned(), keys, row.wording.about(lang).to_owned()]
    };
    let steps = WAY.iter().zip(1..).map(|(action, nth)| {
        let [label, keys, about] = of(action);
        [format!("{nth} {label}"), keys, about]
    });
    let line = |label: &str, said: String| [label.to_owned(), String::new(), said];
    vec![
        CardBlock { heading: words::way(lang).to_owned(), rows: steps.collect() },
        CardBlock { heading: words::keys(lang).to_owned(), rows: KEYS.iter().map(of).collect() },
        CardBlock {
            heading: words::places(lang).to_owned(),
            rows: vec![line(words::file(lang), file), line(words::backups(lang), backups)],
        },
        CardBlock {
            heading: words::call(lang).to_owned(),
            rows: vec![line(words::name(lang), String::new()), line(words::phone(lang), String::new())],
        },
    ]
}
