//! From an open file to the first frame.

use std::path::Path;

use super::app::App;
use super::clipboard::Clipboard;
use super::entrance::Entrance;
use super::look;
use super::screens::entry;
use super::screens::register::Register;
use super::screens::sign_in::SignIn;
use super::screens::welcome::Welcome;
use super::stack::{Cx, Layer};
use super::terminal::{self, Stage, TerminalError};
use crate::domain::Surroundings;
use crate::store::Store;
use crate::text::{Lang, entry as entry_words, protection};
use crate::vault::Holder;

/// Opens the terminal on a file and stays there until the person leaves.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn run(store: Store, lang: Lang) -> Result<(), TerminalError> {
    let mut app = app(store, lang);
    app.use_clipboard(Clipboard::of_system());
    terminal::run(&mut app)
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
    // Left without the passphrase: done.
    let Some((store, holder)) = entrance.opened()? else { return Ok(()) };
    let lang = if lang == Lang::En { Lang::En } else { store.settings().language };
    // Whose own passphrase opened it has shown who it is.
    let asked = if holder.operator().is_some() { Asked::Already } else { Asked::NotYet };
    let mut app = app_of(store, lang, asked);
    if holder == Holder::Recovery {
        app.cx_mut().warn(protection::opened_by_words(lang));
    }
    app.use_clipboard(Clipboard::of_system());
    stage.show(&mut app)
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

/// Something was being logged when the program ended; what cannot be read is told by the entry page itself.
fn has_draft(store: &Store) -> bool {
    matches!(store.draft(entry::DRAFT), Ok(Some(_)))
}
