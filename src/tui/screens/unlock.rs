//! 锁屏: covers everything until the passphrase is typed. Also used before opening an encrypted file.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::text::{Lang, protection as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::styles;
use crate::tui::input::Input;
use crate::tui::jobs::{Job, Look};
use crate::tui::screens::sign_in::SignIn;
use crate::tui::stack::{Cx, Flow, Layer, Wait, Worked};
use crate::tui::symbols::Symbols;
use crate::tui::theme::Theme;
use crate::tui::widgets::secret::Secret;
use crate::tui::widgets::{area, cells};
use crate::vault::{Gate, GateError, Holder, Unlocked};

/// The greatest width of the page.
const COLUMNS: u16 = 64;
/// How often the remaining seconds of a wait are updated.
const TICK: Duration = Duration::from_secs(1);

/// The last message.
enum Said {
    Nothing,
    /// Nothing was typed.
    Empty,
    /// The seconds left to wait.
    Wait(u64),
    /// The passphrase was rejected.
    Shut(GateError),
    /// It is the passphrase of another file.
    OtherKey,
}

/// Whether the help text is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Help {
    Away,
    Shown,
}

/// The passphrase field and the last message. The slow hash runs on a thread, so that keys keep working.
pub struct Page {
    gate: Gate,
    secret: Secret,
    said: Said,
    check: Option<Job<Result<Unlocked, GateError>>>,
    help: Help,
    cursor: Option<Position>,
}

impl Page {
    /// The page for that file.
    pub fn before(data: &Path, now: DateTime<FixedOffset>) -> Self {
        let gate = Gate::of(data);
        let said = match gate.wait(now) {
            0 => Said::Nothing,
            wait => Said::Wait(wait),
        };
        Self { gate, secret: Secret::default(), said, check: None, help: Help::Away, cursor: None }
    }

    /// Handles text and editing keys.
    pub fn input(&mut self, input: &Input) {
        self.secret.input(input);
        if !matches!(self.said, Said::Wait(_)) {
            self.said = Said::Nothing;
        }
    }

    /// Starts checking the passphrase.
    pub fn enter(&mut self, now: DateTime<FixedOffset>) {
        if self.check.is_some() {
            return;
        }
        let typed = self.secret.passphrase();
        if typed.is_empty() {
            self.said = Said::Empty;
            return;
        }
        self.secret.clear();
        let gate = self.gate.clone();
        match Job::begin("gate", move |_| gate.open(&typed, now)) {
            Ok(job) => self.check = Some(job),
            Err(error) => self.said = Said::Shut(GateError::KeyFile(error.into())),
        }
    }

    /// Whether the hash is being computed.
    pub fn is_checking(&self) -> bool {
        self.check.is_some()
    }

    /// Polls the hash; returns what it unlocked.
    pub fn look(&mut self) -> Option<Unlocked> {
        let done = match self.check.as_mut()?.look() {
            Look::Working(_) => return None,
            Look::Done(done) => done,
            Look::Gone => Err(GateError::KeyFile(std::io::Error::other("gone").into())),
        };
        self.check = None;
        match done {
            Ok(unlocked) => {
                self.said = Said::Nothing;
                return Some(unlocked);
            }
            Err(GateError::Wait(wait)) => self.said = Said::Wait(wait),
            Err(error) => self.said = Said::Shut(error),
        }
        None
    }

    /// Shows that the passphrase belongs to another file.
    pub fn refuse_other_key(&mut self) {
        self.said = Said::OtherKey;
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.secret.clear();
    }

    /// Shows or hides the help text.
    pub fn explain(&mut self) {
        self.help = if self.help == Help::Away { Help::Shown } else { Help::Away };
    }

    /// When to wake up to update the wait.
    pub fn alarm(&self) -> Option<Duration> {
        let waits = matches!(self.said, Said::Wait(_) | Said::Shut(GateError::Wrong { wait: 1.. }));
        waits.then_some(TICK)
    }

    /// Updates the wait.
    pub fn woken(&mut self, now: DateTime<FixedOffset>) {
        self.said = match self.gate.wait(now) {
            0 => Said::Nothing,
            wait => Said::Wait(wait),
        };
    }

    fn answer(&self, lang: Lang) -> String {
        match &self.said {
            _ if self.is_checking() => words::checking(lang).to_owned(),
            Said::Nothing => String::new(),
            Said::Empty => words::nothing_typed(lang).to_owned(),
            Said::Wait(seconds) => words::wait(lang, *seconds),
            Said::Shut(error) => words::gate(lang, error),
            Said::OtherKey => words::other_key(lang).to_owned(),
        }
    }

    /// Draws the page in the upper middle of the area; `about` is the reason for it.
    pub fn draw(
        &mut self,
        whole: Rect,
        buf: &mut Buffer,
        about: &str,
        (lang, theme, symbols): (Lang, &Theme, &Symbols),
    ) {
        cells::clear(buf, whole);
        let width = COLUMNS.min(whole.width.saturating_sub(2));
        let x = whole.x + (whole.width - width) / 2;
        let mut y = whole.y + whole.height / 5;
        let write = |buf: &mut Buffer, y: &mut u16, text: &str, style| {
            for line in area::lines(text, width) {
                if *y < whole.bottom() {
                    cells::write(buf, (x, *y), &line, width, style, symbols);
                }
                *y += 1;
            }
        };
        write(buf, &mut y, about, theme.heading);
        y += 1;
        let label = cells::width(words::passphrase(lang)) + 2;
        let field = Rect { x: x + label, y, width: width.saturating_sub(label), height: 1 };
        if y < whole.bottom() {
            cells::write(buf, (x, y), words::passphrase(lang), width, theme.label, symbols);
            self.cursor = Some(self.secret.draw(field, buf, &styles(theme)));
            cells::shade(buf, field, theme.focused);
        }
        y += 2;
        let style = if self.is_checking() { theme.muted } else { theme.error };
        let answer = self.answer(lang);
        let mark = if answer.is_empty() || self.is_checking() { "" } else { symbols.error };
        write(buf, &mut y, format!("{mark} {answer}").trim(), style);
        y += 1;
        write(buf, &mut y, words::forgotten(lang), theme.muted);
        if self.help == Help::Shown {
            y += 1;
            write(buf, &mut y, Place::Unlock.wording().about(lang), theme.hint_text);
        }
    }

    /// The cursor position.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }
}

/// The locked screen.
pub struct Unlock {
    page: Page,
}

impl Unlock {
    /// The locked screen over all layers.
    pub fn over(cx: &mut Cx) -> Self {
        let now = cx.store.surroundings().now();
        Self { page: Page::before(cx.store.path(), now) }
    }

    fn open(&mut self, unlocked: &Unlocked, cx: &mut Cx) -> Worked {
        if cx.store.key() != Some(&unlocked.key) {
            self.page.refuse_other_key();
            return Worked::Changed;
        }
        // If the operator cannot be set, the user may still go on: the next save reports the error.
        let _ = cx.store.seat(unlocked.holder);
        if unlocked.holder == Holder::Recovery {
            cx.warn(words::opened_by_words(cx.lang));
        }
        // A shared passphrase does not identify the operator, who signs in if PINs are used.
        let shared = unlocked.holder.operator().is_none() && SignIn::needed(&cx.store);
        Worked::Leads(if shared { Flow::Replace(Box::new(SignIn::at_start(cx))) } else { Flow::Close })
    }
}

impl Layer for Unlock {
    fn place(&self) -> Place {
        Place::Unlock
    }

    /// Only quitting is possible.
    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Quit => return Flow::Quit,
            Action::Accept => self.page.enter(cx.store.surroundings().now()),
            Action::Back => self.page.clear(),
            Action::Help => self.page.explain(),
            _ => {}
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        self.page.input(input);
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.page.draw(area, buf, words::locked(cx.lang), (cx.lang, &cx.theme, cx.symbols));
        self.page.cursor()
    }

    fn waits(&self) -> Wait {
        if self.page.is_checking() {
            return Wait::Turn;
        }
        self.page.alarm().map_or(Wait::Key, Wait::Time)
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        if !self.page.is_checking() {
            self.page.woken(cx.store.surroundings().now());
            return Worked::Changed;
        }
        match self.page.look() {
            Some(unlocked) => self.open(&unlocked, cx),
            None if self.page.is_checking() => Worked::NothingNew,
            None => Worked::Changed,
        }
    }
}
