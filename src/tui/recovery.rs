//! The screen for a file that cannot be opened: the problem, the backups and their content, what can still be
//! read; and the recovery.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{self, Action, Place};
use super::input::Input;
use super::keyboard::Report;
use super::look::Surface;
use super::symbols::Symbols;
use super::terminal::Program;
use super::theme::Theme;
use super::title::title_line;
use super::widgets::{area, cells, hint, popup};
use crate::domain::Surroundings;
use crate::store::{self, Offer, Recovery, StoreError, SymbolChoice, ThemeChoice};
use crate::text::{Lang, backups as words, common, errors};
use crate::vault::{DataKey, file};

/// The decision of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// The user left; the file is unchanged.
    Left,
    /// It was recovered and can be opened.
    Recovered,
    /// Open it unchanged, as a new device.
    GoOn,
}

/// The recovery screen.
pub struct Rescue {
    path: PathBuf,
    key: Option<DataKey>,
    error: StoreError,
    lang: Lang,
    theme: Theme,
    symbols: &'static Symbols,
    surface: Surface,
    surroundings: Box<dyn Surroundings>,
    choices: Vec<Choice>,
    selected: usize,
    stage: Stage,
    decided: Option<Decided>,
    frame: Frames,
}

/// Whether the screen must be redrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frames {
    Stale,
    Shown,
}

enum Choice {
    Backup(Offer),
    Without,
    GoOn,
}

enum Stage {
    /// Backups are being read.
    Reading,
    Choosing,
    /// The result of the choice is being computed.
    Weighing(Option<PathBuf>),
    /// The result is shown for confirmation.
    Asking(Option<PathBuf>, Box<Recovery>),
    Working(Option<PathBuf>),
    Done(Vec<String>),
    Failed(String),
}

/// Whether this error can be solved by a recovery.
pub fn can_help(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged(_) | StoreError::Empty(_) | StoreError::Behind { .. })
}

/// Writes the report of a recovery beside the file, readable by its owner alone.
///
/// # Errors
/// When it cannot be written.
pub fn write_report(
    data: &Path,
    recovery: &Recovery,
    lang: Lang,
    surroundings: &dyn Surroundings,
) -> std::io::Result<PathBuf> {
    let now = surroundings.now();
    let report = file::beside(data, &format!(".recovery-{}.txt", now.format("%Y%m%d-%H%M%S")));
    let text = words::report(lang, recovery, &now.to_rfc3339());
    file::replace(&report, text.as_bytes())?;
    Ok(report)
}

impl Rescue {
    /// The screen for a file that cannot be opened because of that error.
    pub fn new(
        path: &Path,
        key: Option<DataKey>,
        error: StoreError,
        lang: Lang,
        surroundings: Box<dyn Surroundings>,
    ) -> Self {
        let surface = Surface::default();
        Self {
            path: path.to_owned(),
            key,
            error,
            lang,
            theme: surface.theme(ThemeChoice::default()),
            symbols: surface.symbols(SymbolChoice::default()),
            surface,
            surroundings,
            choices: Vec::new(),
            selected: 0,
            stage: Stage::Reading,
            decided: None,
            frame: Frames::Stale,
        }
    }

    /// The decision of the user.
    pub fn decided(&self) -> Decided {
        self.decided.unwrap_or(Decided::Left)
    }

    fn read(&mut self) {
        let offers = store::offers(&self.path, self.key.as_ref()).unwrap_or_default();
        self.choices = offers.into_iter().map(Choice::Backup).collect();
        self.choices.push(Choice::Without);
        if matches!(self.error, StoreError::Behind { .. }) && self.path.exists() {
            self.choices.push(Choice::GoOn);
        }
        let sound = |choice: &Choice| !matches!(choice, Choice::Backup(Offer { contents: None, .. }));
        self.selected = self.choices.iter().position(sound).unwrap_or(0);
        self.stage = Stage::Choosing;
    }

    /// The answers offered now.
    fn answers(&self) -> Vec<String> {
        match &self.stage {
            Stage::Choosing | Stage::Failed(_) => {
                self.choices.iter().map(|choice| self.said(choice)).collect()
            }
            Stage::Asking(..) => {
                vec![common::yes(self.lang).to_owned(), common::no(self.lang).to_owned()]
            }
            Stage::Reading | Stage::Weighing(_) | Stage::Working(_) | Stage::Done(_) => Vec::new(),
        }
    }

    fn said(&self, choice: &Choice) -> String {
        match choice {
            Choice::Backup(Offer { backup, contents }) => {
                let made = words::time(backup.made);
                words::offered(self.lang, &made, contents.as_ref(), backup.size)
            }
            Choice::Without => words::WITHOUT_BACKUP.text(self.lang).to_owned(),
            Choice::GoOn => words::GO_ON.text(self.lang).to_owned(),
        }
    }

    fn choose(&mut self, at: usize) {
        let asking = match &self.stage {
            Stage::Asking(backup, _) => Some(backup.clone()),
            _ => None,
        };
        if let Some(backup) = asking {
            self.stage = if at == 0 { Stage::Working(backup) } else { Stage::Choosing };
            self.selected = 0;
            return;
        }
        match self.choices.get(at) {
            Some(Choice::Backup(Offer { contents: None, .. })) | None => {}
            Some(Choice::Backup(offer)) => {
                self.stage = Stage::Weighing(Some(offer.backup.path.clone()));
            }
            Some(Choice::Without) => self.stage = Stage::Weighing(None),
            Some(Choice::GoOn) => self.decided = Some(Decided::GoOn),
        }
    }

    fn act(&mut self, action: Action) {
        let last = self.answers().len().saturating_sub(1);
        match (action, &self.stage) {
            (Action::Quit, _) => self.decided = Some(Decided::Left),
            (Action::Accept | Action::Back, Stage::Done(_)) => self.decided = Some(Decided::Recovered),
            (Action::Back, Stage::Asking(..) | Stage::Failed(_)) => self.stage = Stage::Choosing,
            (Action::Back, _) => self.decided = Some(Decided::Left),
            (Action::Accept, Stage::Choosing | Stage::Failed(_) | Stage::Asking(..)) => {
                self.choose(self.selected);
            }
            (Action::Up, _) => self.selected = self.selected.saturating_sub(1),
            (Action::Down, _) => self.selected = (self.selected + 1).min(last),
            _ => {}
        }
    }

    fn weigh(&mut self, backup: Option<PathBuf>) {
        let found =
            store::forecast(&self.path, self.key.as_ref(), backup.as_deref(), self.surroundings.as_mut());
        self.selected = 0;
        self.stage = match found {
            Ok(recovery) => Stage::Asking(backup, Box::new(recovery)),
            Err(error) => Stage::Failed(errors::store_error(self.lang, &error)),
        };
    }

    fn bring_back(&mut self, backup: Option<&Path>) {
        let (key, surroundings) = (self.key.as_ref(), self.surroundings.as_mut());
        self.stage = match store::recover(&self.path, key, backup, surroundings) {
            Ok(recovery) => {
                let report = write_report(&self.path, &recovery, self.lang, self.surroundings.as_ref());
                let mut said = vec![words::forecast(self.lang, &recovery)];
                said.extend(report.ok().map(|at| words::report_at(self.lang, &at.display().to_string())));
                said.push(words::RECOVERED.text(self.lang).to_owned());
                Stage::Done(said)
            }
            Err(error) => Stage::Failed(errors::store_error(self.lang, &error)),
        };
    }

    /// The text above the answers.
    fn sentences(&self) -> Vec<String> {
        let lang = self.lang;
        let wrong = words::wrong(lang, &self.error);
        match &self.stage {
            Stage::Reading | Stage::Weighing(_) => vec![wrong, words::WEIGHING.text(lang).to_owned()],
            Stage::Choosing if self.choices.iter().any(|one| matches!(one, Choice::Backup(_))) => {
                vec![wrong, words::CHOOSE.text(lang).to_owned()]
            }
            Stage::Choosing => vec![wrong, words::NO_BACKUPS.text(lang).to_owned()],
            Stage::Asking(_, recovery) => vec![wrong, words::ask_recover(lang, recovery)],
            Stage::Working(_) => vec![words::WORKING.text(lang).to_owned()],
            Stage::Done(said) => said.clone(),
            Stage::Failed(why) => vec![why.clone()],
        }
    }

    /// Draws the text and the answers; returns the cursor position.
    fn paint(&self, area: Rect, buf: &mut Buffer) -> Position {
        let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
        let answers = self.answers();
        // If space is short the text is cut, never the answers.
        let shown = u16::try_from(answers.len()).unwrap_or(u16::MAX).min(inner.height.saturating_sub(4));
        let last = inner.bottom().saturating_sub(shown);
        let mut y = inner.y + 1;
        for sentence in self.sentences() {
            for text in area::lines(&sentence, inner.width) {
                if y < last {
                    cells::write(buf, (inner.x, y), &text, inner.width, self.theme.hint_text, self.symbols);
                    y += 1;
                }
            }
            y += 1;
        }
        let y = y.min(last);
        let top = self.selected.saturating_sub(usize::from(shown.saturating_sub(1)));
        let rows = Rect { y, height: inner.bottom().saturating_sub(y), ..inner };
        let look = (&self.theme, self.symbols);
        let cursor = popup::choices(answers.into_iter(), (top, self.selected), rows, buf, look);
        cursor.unwrap_or(Position::new(inner.x, y.min(inner.bottom().saturating_sub(1))))
    }
}

impl Program for Rescue {
    fn is_done(&self) -> bool {
        self.decided.is_some()
    }

    fn wants_frame(&self) -> bool {
        self.frame == Frames::Stale
    }

    fn render(&mut self, frame: &mut Frame) {
        self.frame = Frames::Shown;
        let whole = frame.area();
        if whole.height < 6 || whole.width < 10 {
            return;
        }
        let body = Rect { y: whole.y + 1, height: whole.height - 2, ..whole };
        let bottom = Rect { y: whole.bottom() - 1, height: 1, ..whole };
        let cursor = self.paint(body, frame.buffer_mut());
        let buf = frame.buffer_mut();
        let title = words::RECOVERY.text(self.lang);
        title_line(Rect { height: 1, ..whole }, buf, (title, &[]), (&self.theme, self.symbols));
        let bottom = Rect { x: bottom.x + 1, width: bottom.width - 1, ..bottom };
        hint::keys(bottom, buf, Place::Confirm, (self.lang, &self.theme, self.symbols));
        frame.set_cursor_position(cursor);
    }

    fn input(&mut self, input: Input) {
        if self.is_done() || self.wants_work() {
            return;
        }
        self.frame = Frames::Stale;
        if let Some(digit @ 1..=9) = input.digit() {
            self.choose(usize::from(digit) - 1);
        } else if let Input::Key(key) = input
            && let Some(action) = actions::action_for(Place::Confirm, key)
        {
            self.act(action);
        }
    }

    fn learn(&mut self, report: Report) {
        self.surface.learn(report);
        self.theme = self.surface.theme(ThemeChoice::default());
        self.symbols = self.surface.symbols(SymbolChoice::default());
        self.frame = Frames::Stale;
    }

    fn wants_work(&self) -> bool {
        matches!(self.stage, Stage::Reading | Stage::Weighing(_) | Stage::Working(_)) && !self.is_done()
    }

    fn work(&mut self) {
        self.frame = Frames::Stale;
        match std::mem::replace(&mut self.stage, Stage::Choosing) {
            Stage::Reading => self.read(),
            Stage::Weighing(backup) => self.weigh(backup),
            Stage::Working(backup) => self.bring_back(backup.as_deref()),
            stage => self.stage = stage,
        }
    }
}
