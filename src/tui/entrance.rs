//! The passphrase page before an encrypted file is open: no settings, language or figures can be read yet.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::actions::{self, Action, Place};
use super::input::{Input, Key};
use super::keyboard::Report;
use super::look::Surface;
use super::screens::unlock::Page;
use super::symbols::Symbols;
use super::terminal::Program;
use super::theme::Theme;
use super::title::title_line;
use super::widgets::{cells, hint};
use crate::domain::Surroundings;
use crate::store::{Result, Store, StoreError, SymbolChoice, ThemeChoice};
use crate::text::{Lang, protection as words, welcome};
use crate::vault::{DataKey, Holder, Unlocked};

/// The passphrase page before a file is open.
pub struct Entrance {
    path: PathBuf,
    lang: Lang,
    theme: Theme,
    symbols: &'static Symbols,
    surface: Surface,
    surroundings: Box<dyn Surroundings>,
    page: Page,
    state: State,
}

enum State {
    /// The frame must be redrawn.
    Stale,
    Shown,
    /// The user left without the passphrase.
    Left,
    Opened(Box<Store>, Holder),
    Failed(StoreError, DataKey),
}

impl Entrance {
    /// The page for that file.
    pub fn new(path: &Path, lang: Lang, surroundings: Box<dyn Surroundings>) -> Self {
        let surface = Surface::default();
        let page = Page::before(path, surroundings.now());
        Self {
            path: path.to_owned(),
            lang,
            theme: surface.theme(ThemeChoice::default()),
            symbols: surface.symbols(SymbolChoice::default()),
            surface,
            surroundings,
            page,
            state: State::Stale,
        }
    }

    /// The language chosen on the page.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The surroundings, for the program that follows.
    pub fn surroundings(&mut self) -> Box<dyn Surroundings> {
        self.surroundings.beside()
    }

    /// The file, and whose slot opened it; none where the user left.
    ///
    /// # Errors
    /// Why the file does not open although the passphrase was right.
    pub fn opened(self) -> Result<Option<(Store, Holder)>> {
        match self.state {
            State::Opened(store, holder) => Ok(Some((*store, holder))),
            State::Failed(error, _) => Err(error),
            State::Stale | State::Shown | State::Left => Ok(None),
        }
    }

    /// Why the file does not open, and its valid key; returned once.
    pub fn failed(&mut self) -> Option<(StoreError, DataKey)> {
        match std::mem::replace(&mut self.state, State::Left) {
            State::Failed(error, key) => Some((error, key)),
            state => {
                self.state = state;
                None
            }
        }
    }

    fn open(&mut self, unlocked: &Unlocked) {
        let opened = Store::open_unlocked(&self.path, unlocked, self.surroundings.beside());
        self.state = match opened {
            Ok(store) => State::Opened(Box::new(store), unlocked.holder),
            Err(error) => State::Failed(error, unlocked.key.clone()),
        };
    }

    fn key(&mut self, key: Key) {
        match actions::action_for(Place::Unlock, key) {
            Some(Action::Quit) => self.state = State::Left,
            Some(Action::Accept) => self.page.enter(self.surroundings.now()),
            Some(Action::Back) => self.page.clear(),
            Some(Action::Help) => self.page.explain(),
            _ if Action::Language.row().keys.contains(&key) => {
                self.lang = match self.lang {
                    Lang::Zh => Lang::En,
                    Lang::En => Lang::Zh,
                };
            }
            _ => self.page.input(&Input::Key(key)),
        }
    }
}

impl Program for Entrance {
    fn is_done(&self) -> bool {
        !matches!(self.state, State::Stale | State::Shown)
    }

    fn wants_frame(&self) -> bool {
        matches!(self.state, State::Stale)
    }

    fn render(&mut self, frame: &mut Frame) {
        if matches!(self.state, State::Stale) {
            self.state = State::Shown;
        }
        let whole = frame.area();
        if whole.height < 3 {
            return;
        }
        let look = (self.lang, &self.theme, self.symbols);
        let body = Rect { y: whole.y + 1, height: whole.height - 2, ..whole };
        let bottom = Rect { y: whole.bottom() - 1, height: 1, ..whole };
        let buf = frame.buffer_mut();
        self.page.draw(body, buf, words::sealed(self.lang), look);
        let title = Place::Unlock.wording().name(self.lang);
        title_line(Rect { height: 1, ..whole }, buf, (title, &[]), (&self.theme, self.symbols));
        let key = Action::Language.row().keys.first().map(|key| actions::key_name(*key, self.symbols));
        let other = welcome::other_language(self.lang, &key.unwrap_or_default());
        let at = (bottom.x + 1, bottom.y);
        let end =
            cells::write(buf, at, &other, bottom.width.saturating_sub(2), self.theme.hint_key, self.symbols);
        let rest = Rect { x: end + 2, width: bottom.right().saturating_sub(end + 2), ..bottom };
        hint::keys(rest, buf, Place::Unlock, look);
        let cursor = self.page.cursor().unwrap_or(Position::new(bottom.x, bottom.y));
        frame.set_cursor_position((cursor.x.min(whole.right() - 1), cursor.y.min(whole.bottom() - 1)));
    }

    fn input(&mut self, input: Input) {
        if self.is_done() {
            return;
        }
        self.state = State::Stale;
        match input {
            Input::Key(key) => self.key(key),
            other => self.page.input(&other),
        }
    }

    fn learn(&mut self, report: Report) {
        self.surface.learn(report);
        self.theme = self.surface.theme(ThemeChoice::default());
        self.symbols = self.surface.symbols(SymbolChoice::default());
        if !self.is_done() {
            self.state = State::Stale;
        }
    }

    fn wants_work(&self) -> bool {
        !self.is_done() && self.page.is_checking()
    }

    fn work(&mut self) {
        if let Some(unlocked) = self.page.look() {
            self.open(&unlocked);
        } else if !self.page.is_checking() {
            self.state = State::Stale;
        }
    }

    fn alarm(&self) -> Option<Duration> {
        self.page.alarm()
    }

    fn woken(&mut self) {
        self.page.woken(self.surroundings.now());
        self.state = State::Stale;
    }
}
