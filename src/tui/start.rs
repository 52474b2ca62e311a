//! From an open file to the first frame.

use super::app::App;
use super::look;
use super::screens::register::Register;
use super::stack::{Cx, Layer};
use super::terminal::{self, TerminalError};
use crate::store::Store;

/// Opens the terminal on a file and stays there until the person leaves.
///
/// # Errors
/// Where there is no terminal, or it fails.
pub fn run(store: Store) -> Result<(), TerminalError> {
    terminal::run(&mut app(store))
}

/// The program on its first screen, nothing drawn yet: the register, and over it what the file calls for.
pub fn app(store: Store) -> App {
    let settings = store.settings();
    let (lang, theme, symbols) =
        (settings.language, look::theme(settings.theme), look::symbols(settings.symbols));
    let mut cx = Cx::new(store, lang, theme, symbols);
    let first: Box<dyn Layer> = Box::new(Register::new(&mut cx));
    let mut app = App::new(cx, first);
    app.refresh_headline();
    app
}
