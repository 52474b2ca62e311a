//! From an open file to the first frame.

use std::path::Path;

use super::app::App;
use super::care;
use super::clipboard::Clipboard;
use super::entrance::Entrance;
use super::look;
use super::recovery::{self, Decided, Rescue};
use super::screens::entry;
use super::screens::register::Register;
use super::screens::sign_in::SignIn;
use super::screens::welcome::Welcome;
use super::stack::{Cx, Layer};
use super::terminal::{self, Stage, TerminalError};
use crate::domain::Surroundings;
use crate::store::{Standing, Store, StoreError};
use crate::text::{Lang, backups, entry as entry_words, protection};
use crate::vault::{DataKey, Holder};

/// Opens the terminal on a file and stays there until the person leaves.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn run(store: Store, lang: Lang) -> Result<(), TerminalError> {
    let mut app = app(store, lang);
    app.use_clipboard(Clipboard::of_system());
    app.take_care();
    terminal::run(&mut app)?;
    leave(app);
    Ok(())
}

/// Opens the terminal on the gate before an encrypted file, and once that is open on the file.
///
/// # Errors
/// Where there is no terminal, it fails, or the file does not open with its key.
pub fn run_sealed(path: &Path, lang: Lang, surroundings: Box<dyn Surroundings>) -> Result<(), TerminalError> {
    let mut stage = Stage::take(lang)?;
    let mut entrance = Entrance::new(path, lang, surroundings);
    stage.show(&mut entrance)?;
    let lang = entrance.lang();
    let chance = entrance.surroundings();
    if let Some((error, key)) = entrance.failed() {
        let Some(store) = rescued(path, Some(key), error, lang, chance, &mut stage)? else { return Ok(()) };
        return stay(store, lang, stage);
    }
    // Left without the passphrase: done.
    let Some((store, holder)) = entrance.opened()? else { return Ok(()) };
    let lang = if lang == Lang::En { Lang::En } else { store.settings().language };
    // Whose own passphrase opened it has shown who it is.
    let asked = if holder.operator().is_some() { Asked::Already } else { Asked::NotYet };
    let mut app = app_of(store, lang, asked);
    if holder == Holder::Recovery {
        app.cx_mut().warn(protection::opened_by_words(lang));
    }
    show(app, stage)
}

/// Opens the terminal on a file that does not open for that reason, and once it is brought back on the file.
///
/// # Errors
/// Where there is no terminal, it fails, or the file does not open all the same.
pub fn run_damaged(
    path: &Path,
    error: StoreError,
    lang: Lang,
    surroundings: Box<dyn Surroundings>,
) -> Result<(), TerminalError> {
    let mut stage = Stage::take(lang)?;
    match rescued(path, None, error, lang, surroundings, &mut stage)? {
        Some(store) => stay(store, lang, stage),
        None => Ok(()),
    }
}

fn rescued(
    path: &Path,
    key: Option<DataKey>,
    error: StoreError,
    lang: Lang,
    mut surroundings: Box<dyn Surroundings>,
    stage: &mut Stage,
) -> Result<Option<Store>, TerminalError> {
    if !recovery::can_help(&error) {
        return Err(error.into());
    }
    let mut rescue = Rescue::new(path, key.clone(), error, lang, surroundings.beside());
    stage.show(&mut rescue)?;
    Ok(match rescue.decided() {
        Decided::Left => None,
        Decided::Recovered => Some(Store::open_with(path, key.as_ref(), surroundings)?),
        Decided::GoOn => Some(Store::open_as_new_device(path, key.as_ref(), surroundings)?),
    })
}

/// The program over a file that was brought back.
fn stay(store: Store, lang: Lang, stage: Stage) -> Result<(), TerminalError> {
    let lang = if lang == Lang::En { Lang::En } else { store.settings().language };
    show(app(store, lang), stage)
}

/// Shows the program until the person leaves.
fn show(mut app: App, mut stage: Stage) -> Result<(), TerminalError> {
    app.use_clipboard(Clipboard::of_system());
    app.take_care();
    stage.show(&mut app)?;
    drop(stage);
    leave(app);
    Ok(())
}

/// The person has left and has the terminal again.
fn leave(mut app: App) {
    app.end_care();
    let cx = app.cx_mut();
    care::on_leaving(&mut cx.store, cx.lang);
}

/// The program on its first screen, nothing drawn yet: the register, and over it what the file calls for.
pub fn app(store: Store, lang: Lang) -> App {
    app_of(store, lang, Asked::NotYet)
}

/// Whether it is known who is at the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Already,
    NotYet,
}

fn app_of(store: Store, lang: Lang, asked: Asked) -> App {
    let settings = store.settings();
    let (theme, symbols) = (look::theme(settings.theme), look::symbols(settings.symbols));
    let mut cx = Cx::new(store, lang, theme, symbols);
    let first: Box<dyn Layer> = Box::new(Register::new(&mut cx));
    let mut app = App::new(cx, first);
    if Welcome::needed(&app.cx().store) {
        let welcome = Welcome::open(app.cx());
        app.push(Box::new(welcome));
    } else if has_draft(&app.cx().store) {
        let words = entry_words::draft_waits(app.cx().lang);
        app.cx_mut().warn(words);
    } else if is_copy(&app.cx().store) {
        let words = backups::is_copy(app.cx().lang);
        app.cx_mut().warn(words);
    }
    if asked == Asked::NotYet && SignIn::needed(&app.cx().store) {
        let sign_in = SignIn::at_start(app.cx());
        app.push(Box::new(sign_in));
    } else {
        // The figures of the month wait until somebody has signed in.
        app.refresh_headline();
    }
    app
}

/// It was copied or restored by hand, and there is something in it.
fn is_copy(store: &Store) -> bool {
    store.standing() == Standing::Moved && store.has_saves().unwrap_or(false)
}

/// Something was being logged when the program ended; what cannot be read is told by the entry page itself.
fn has_draft(store: &Store) -> bool {
    matches!(store.draft(entry::DRAFT), Ok(Some(_)))
}
