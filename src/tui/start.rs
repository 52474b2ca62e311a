//! Starts the terminal with an open file.

use std::path::Path;

use super::app::App;
use super::care;
use super::clipboard::Clipboard;
use super::entrance::Entrance;
use super::look::Surface;
use super::recovery::{self, Decided, Rescue};
use super::screens::entry;
use super::screens::register::Register;
use super::screens::sign_in::SignIn;
use super::screens::welcome::Welcome;
use super::session;
use super::stack::{Cx, Layer, LeftFor};
use super::terminal::{self, Stage, TerminalError};
use crate::domain::Surroundings;
use crate::store::{Standing, Store, StoreError};
use crate::text::{Lang, backups, entry as entry_words, protection};
use crate::vault::{DataKey, Holder};

/// Whether a guide stands over the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// No guide.
    Alone,
    /// The tour.
    Tour,
}

/// Runs the terminal on a file until the user leaves; says what for.
///
/// # Errors
/// When there is no terminal, or it fails.
pub fn run(store: Store, lang: Lang, begin: Begin) -> Result<LeftFor, TerminalError> {
    let mut app = app(store, lang);
    if begin == Begin::Tour {
        app.begin_tour();
    }
    app.use_clipboard(Clipboard::of_system());
    if session::takes_titles() {
        app.use_window_title();
    }
    app.take_care();
    terminal::run(&mut app)?;
    let left_for = app.left_for();
    leave(app);
    Ok(left_for)
}

/// Runs the passphrase page for an encrypted file, then the terminal on the opened file.
///
/// # Errors
/// When there is no terminal, it fails, or the file does not open with its key.
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
    // The user left without the passphrase.
    let Some((store, holder)) = entrance.opened()? else { return Ok(()) };
    let lang = if lang == Lang::En { Lang::En } else { store.settings().language };
    // A personal passphrase identifies the operator.
    let asked = if holder.operator().is_some() { Asked::Already } else { Asked::NotYet };
    let mut app = app_of(store, lang, asked);
    if holder == Holder::Recovery {
        app.cx_mut().warn(protection::opened_by_words(lang));
    }
    show(app, stage)
}

/// Runs the recovery of a file that does not open because of that error, then the terminal on it.
///
/// # Errors
/// When there is no terminal, it fails, or the file still does not open.
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

/// Runs the program on a recovered file.
fn stay(store: Store, lang: Lang, stage: Stage) -> Result<(), TerminalError> {
    let lang = if lang == Lang::En { Lang::En } else { store.settings().language };
    show(app(store, lang), stage)
}

/// Runs the program until the user leaves.
fn show(mut app: App, mut stage: Stage) -> Result<(), TerminalError> {
    app.use_clipboard(Clipboard::of_system());
    if session::takes_titles() {
        app.use_window_title();
    }
    app.take_care();
    stage.show(&mut app)?;
    drop(stage);
    leave(app);
    Ok(())
}

/// Called when the user has left and the terminal is restored.
fn leave(mut app: App) {
    app.end_care();
    let cx = app.cx_mut();
    care::on_leaving(&mut cx.store, cx.lang);
}

/// The program before its first frame: the register, covered by what the state of the file requires.
pub fn app(store: Store, lang: Lang) -> App {
    app_of(store, lang, Asked::NotYet)
}

/// Whether the operator is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Already,
    NotYet,
}

fn app_of(store: Store, lang: Lang, asked: Asked) -> App {
    let settings = store.settings();
    let surface = Surface::default();
    let (theme, symbols) = (surface.theme(settings.theme), surface.symbols(settings.symbols));
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
        // The figures are not read before the sign-in.
        app.refresh_headline();
    }
    app
}

/// Whether the file was copied or restored by hand and is not empty.
fn is_copy(store: &Store) -> bool {
    store.standing() == Standing::Moved && store.has_saves().unwrap_or(false)
}

/// Whether there is a draft of a new case; a read error is reported by the entry page.
fn has_draft(store: &Store) -> bool {
    matches!(store.draft(entry::DRAFT), Ok(Some(_)))
}
