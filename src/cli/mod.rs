//! The commands, one file each. Exit code 0 means done, 1 failed, 2 wrong usage.

mod add;
mod add_json;
mod args;
mod backup;
mod check;
mod complain;
mod context;
mod demo;
mod disclosures;
mod document;
mod due;
mod exchange;
mod exchange_json;
mod export;
mod files;
mod handover;
mod history;
mod import;
mod import_json;
mod import_map;
mod life_json;
mod life_read;
mod list;
mod locale;
mod lock;
mod manual;
mod merge;
mod meter;
mod names;
mod passphrase;
mod print;
mod quickcard;
mod report;
mod rest_days;
mod service;
mod service_list;
mod show;
mod terminal;
mod totals;
mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;

use args::{Cli, Command};
use complain::Complaint;
use context::Context;

use crate::text::{Lang, cli as words};
use crate::tui::start::Begin;

/// Runs the command, and prints errors on stderr.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    outlive_file_limits();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The help is built before the arguments are read, so its language is looked up first.
    let lang = language_within(&arguments);
    words::set_help_language(lang);
    crate::tui::session::say_last_words_of_commands(lang);
    let read =
        args::command().try_get_matches_from(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let done = match read {
        Ok(cli) => answer(cli),
        Err(error) => complain::of_arguments(lang, &error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => complaint.tell(lang),
    }
}

/// Exceeding the file size limit sends a signal that kills; if it is caught, the write fails instead.
#[cfg(unix)]
fn outlive_file_limits() {
    let met = std::sync::Arc::default();
    // If this fails, the default remains.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, met);
}

#[cfg(not(unix))]
fn outlive_file_limits() {}

fn language_within(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let after = texts.iter().position(|text| *text == "--lang").and_then(|at| texts.get(at + 1)).copied();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    after.or(joined).and_then(Lang::from_code).unwrap_or_default()
}

fn answer(cli: Cli) -> Result<(), Complaint> {
    let context =
        Context { lang: cli.lang, file: cli.file, yes: cli.yes, passphrase_file: cli.passphrase_file };
    match cli.command {
        None => terminal::open(&context),
        Some(Command::Add(args)) => add::run(&context, args),
        Some(Command::List(args)) => list::run(&context, &args),
        Some(Command::Show(args)) => show::run(&context, &args),
        Some(Command::Totals(args)) => totals::run(&context, &args),
        Some(Command::Report(args)) => report::run(&context, &args),
        Some(Command::Service { command }) => service::run(&context, command),
        Some(Command::Lock(args)) => lock::run(&context, &args),
        Some(Command::Unlock(args)) => lock::unlock(&context, &args),
        Some(Command::Handover(args)) => handover::run(&context, &args),
        Some(Command::Merge(args)) => merge::run(&context, &args),
        Some(Command::Due(args)) => due::run(&context, &args),
        Some(Command::RestDays(args)) => rest_days::run(&context, &args),
        Some(Command::Import(args)) => import::run(&context, &args),
        Some(Command::Export(args)) => export::run(&context, args),
        Some(Command::Exchange { command }) => exchange::run(&context, command),
        Some(Command::Print(args)) => print::run(&context, &args),
        Some(Command::Document { command }) => document::run(&context, command),
        Some(Command::Passphrase { command }) => passphrase::run(&context, command),
        Some(Command::History(args)) => history::run(&context, &args),
        Some(Command::Verify(args)) => verify::run(&context, &args),
        Some(Command::Disclosures(args)) => disclosures::run(&context, &args),
        Some(Command::Backup(args)) => backup::run(&context, args),
        Some(Command::Restore(args)) => backup::restore(&context, &args),
        Some(Command::Recover(args)) => backup::recover(&context, &args),
        Some(Command::Check(args)) => check::run(&context, args.json),
        Some(Command::Quickcard(args)) => quickcard::run(&context, &args),
        Some(Command::Rebuild) => check::rebuild(&context),
        Some(Command::Demo { tour }) => demo::run(&context, if tour { Begin::Tour } else { Begin::Alone }),
        Some(Command::Completions { shell }) => manual::completions(shell),
        Some(Command::Man) => manual::man(),
    }
}

/// Writes text and a line end to stdout.
fn say(text: &str) -> Result<(), Complaint> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}

/// Says on stderr which locked months a save corrected; the save is done by now, whether or not anybody reads this.
fn say_corrected(lang: Lang, store: &mut crate::store::Store) {
    let months = store.take_corrected();
    if !months.is_empty() {
        let said = crate::text::locks::corrects(lang, &months, store.directory());
        let _ = writeln!(std::io::stderr(), "{said}");
    }
}

/// Writes a value as JSON to stdout.
fn say_json(value: &serde_json::Value) -> Result<(), Complaint> {
    say(&format!("{value:#}"))
}
