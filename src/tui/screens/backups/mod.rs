//! 备份: the backups in both places, their content, and what was saved after them; here one is made, checked or
//! restored.

mod draw;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::store::{
    BackedUp, Backup, BackupContents, BackupPlace, CaseFilter, Interrupter, Lost, Right, StoreError,
};
use crate::text::{backups as words, errors};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{FieldEditor, Kind, Spec, Value};
use crate::tui::jobs::{Job, Look};
use crate::tui::screens;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Wait, Worked};
use crate::tui::widgets::table::Window;

/// A backup in the list.
struct Line {
    place: BackupPlace,
    backup: Backup,
    /// Its content; none if not read yet.
    inside: Option<Result<(BackupContents, Lost), ()>>,
    seen: Seen,
    state: State,
}

/// Whether the information about a backup is current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    No,
    Yes,
}

/// Whether a backup was checked since the screen was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotYet,
    Good,
    Bad,
}

/// The running job.
struct Underway {
    // Field order matters: dropping the job waits for its end.
    interrupter: Interrupter,
    job: Job<Came>,
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.interrupter.interrupt();
    }
}

/// The result of the job.
enum Came {
    Made(Result<BackedUp, StoreError>),
    Verified(PathBuf, Result<BackupContents, StoreError>),
}

/// The index of the answer that lists the cases.
const LIST: usize = 0;

/// The screen of backups.
pub struct Backups {
    first: PathBuf,
    second: Option<PathBuf>,
    lines: Vec<Line>,
    window: Window,
    underway: Option<Underway>,
    /// Whether the job makes a backup; otherwise it checks one.
    making: bool,
}

impl Backups {
    /// With the backups in both places.
    pub fn open(cx: &mut Cx) -> Self {
        let mut screen = Self {
            first: cx.store.backup_folder(),
            second: None,
            lines: Vec::new(),
            window: Window::new(0),
            underway: None,
            making: false,
        };
        screen.read(cx);
        screen
    }

    fn read(&mut self, cx: &mut Cx) {
        self.first = cx.store.backup_folder();
        self.second = cx.store.second_backup_folder().ok().flatten();
        let mut old = std::mem::take(&mut self.lines);
        for place in [BackupPlace::First, BackupPlace::Second] {
            match cx.store.backups_at(place) {
                Ok(found) => self.lines.extend(found.into_iter().map(|backup| {
                    // A check stays valid while the backup is unchanged; what came after it is counted again.
                    let mut known = old.iter_mut().find(|line| line.backup == backup);
                    let inside = known.as_mut().and_then(|line| line.inside.take());
                    let state = known.map_or(State::NotYet, |line| line.state);
                    Line { place, backup, inside, seen: Seen::No, state }
                })),
                Err(error) => cx.warn(errors::store_error(cx.lang, &error)),
            }
        }
        self.window.set_len(self.lines.len());
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.window.selected())
    }

    fn begin(
        &mut self,
        cx: &mut Cx,
        name: &str,
        work: impl FnOnce(crate::store::Store) -> Came + Send + 'static,
    ) {
        if self.underway.is_some() {
            return;
        }
        let begun = cx.store.beside().and_then(|store| {
            let interrupter = store.interrupter();
            let job = Job::begin(name, move |_| work(store)).map_err(StoreError::from)?;
            Ok(Underway { interrupter, job })
        });
        if let Some(underway) = cx.told(begun) {
            self.underway = Some(underway);
        }
    }

    fn make(&mut self, cx: &mut Cx) -> Flow {
        self.making = true;
        self.begin(cx, "backup", |mut store| Came::Made(store.back_up_everywhere()));
        Flow::Stay
    }

    fn verify(&mut self, cx: &mut Cx) -> Flow {
        if let Some(path) = self.line().map(|line| line.backup.path.clone()) {
            self.making = false;
            self.begin(cx, "verify", move |store| {
                let found = store.verify_backup(&path);
                Came::Verified(path, found)
            });
        }
        Flow::Stay
    }

    fn came(&mut self, came: Came, cx: &mut Cx) {
        match came {
            Came::Made(Ok(done)) => {
                cx.done(words::made(cx.lang, &done));
                cx.records_changed();
            }
            Came::Made(Err(error)) => cx.fail(errors::store_error(cx.lang, &error)),
            Came::Verified(path, found) => {
                let Some(line) = self.lines.iter_mut().find(|line| line.backup.path == path) else { return };
                match found {
                    Ok(contents) => {
                        line.state = State::Good;
                        cx.done(words::verified(cx.lang, &words::time(line.backup.made), &contents));
                    }
                    Err(error) => {
                        line.state = State::Bad;
                        cx.fail(errors::store_error(cx.lang, &error));
                    }
                }
            }
        }
    }

    /// Shows the content of the selected backup and what would be lost, and asks.
    fn ask(&mut self, cx: &mut Cx) -> Flow {
        self.look_at(self.window.selected(), cx);
        let Some(line) = self.line() else { return Flow::Stay };
        if let Err(error) = cx.store.may(Right::Restore) {
            return cx.refused(&error);
        }
        let Some(Ok((contents, lost))) = &line.inside else {
            return cx.failed(errors::store_error(cx.lang, &StoreError::BadBackup(line.backup.path.clone())));
        };
        let question = words::ask_restore(cx.lang, &words::time(line.backup.made), contents, lost);
        let leave = Answer::Confirmed(Decision::No);
        let mut asked = Confirm::new(question).choice(words::LEAVE.text(cx.lang), leave);
        asked = asked.choice(words::RESTORE_IT.text(cx.lang), Answer::Confirmed(Decision::Yes));
        if !lost.cases.is_empty() {
            asked = asked.choice(words::LIST_LOST.text(cx.lang), Answer::Picked(LIST));
        }
        Flow::Push(Box::new(asked))
    }

    fn restore(&mut self, cx: &mut Cx) -> Flow {
        let Some(path) = self.line().map(|line| line.backup.path.clone()) else { return Flow::Stay };
        // No connection of this program may be open.
        self.underway = None;
        let done = cx.store.restore(&path, None);
        if let Some(restored) = cx.told(done) {
            let kept = restored.kept.file_name().unwrap_or_default().to_string_lossy().into_owned();
            cx.done(words::restored(cx.lang, &kept));
            cx.records_changed();
        }
        Flow::Stay
    }

    fn list_lost(&self, cx: &mut Cx) -> Flow {
        let Some(Line { backup, inside: Some(Ok((_, lost))), .. }) = self.line() else { return Flow::Stay };
        let filter = CaseFilter { only: Some(lost.cases.clone()), ..CaseFilter::default() };
        let title = words::cases_since(cx.lang, &words::time(backup.made));
        let door = screens::open_cases(title, filter, cx);
        screens::through(door, cx)
    }

    fn ask_second(&self, cx: &Cx) -> Flow {
        let now = self.second.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let spec = Spec::new((), words::SECOND_PLACE.text(cx.lang), Kind::Line)
            .hint(words::second_hint(cx.lang))
            .cells(52)
            .value(Value::Text(now));
        Flow::Push(Box::new(FieldEditor::new(spec, words::SECOND_TITLE.text(cx.lang), cx)))
    }

    fn set_second(&mut self, typed: Value, cx: &mut Cx) {
        let path = match typed {
            Value::Text(path) => Some(PathBuf::from(path.trim())),
            _ => None,
        };
        if path.as_ref().is_some_and(|path| !path.is_dir()) {
            cx.fail(words::NO_FOLDER.text(cx.lang));
            return;
        }
        let done = cx.store.set_second_backup_folder(path.as_deref());
        if cx.told(done).is_some() {
            let path = path.map(|path| path.display().to_string());
            cx.done(words::second_set(cx.lang, path.as_deref()));
        }
        self.read(cx);
    }

    /// The next line whose content is not read yet.
    fn unseen(&self) -> Option<usize> {
        self.lines.iter().position(|line| line.seen == Seen::No)
    }

    fn look_at(&mut self, at: usize, cx: &Cx) {
        if let Some(line) = self.lines.get_mut(at).filter(|line| line.seen == Seen::No) {
            let path = &line.backup.path;
            let looked = cx.store.look_into_backup(path);
            let looked = looked.and_then(|contents| Ok((contents, cx.store.lost_with(path)?)));
            if looked.is_err() {
                line.state = State::Bad;
            }
            line.inside = Some(looked.map_err(drop));
            line.seen = Seen::Yes;
        }
    }
}

impl Layer for Backups {
    fn place(&self) -> Place {
        Place::Backups
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => self.ask(cx),
            Action::Add => self.make(cx),
            Action::VerifyBackup => self.verify(cx),
            Action::SecondPlace => self.ask_second(cx),
            _ => self.window.act(action),
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(self.paint(area, buf, cx))
    }

    fn title(&self, cx: &Cx) -> String {
        words::HEADING.text(cx.lang).to_owned()
    }

    fn waits(&self) -> Wait {
        if self.underway.is_some() || self.unseen().is_some() { Wait::Turn } else { Wait::Key }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        if let Some(at) = self.unseen() {
            self.look_at(at, cx);
            return Worked::Changed;
        }
        let Some(underway) = &mut self.underway else { return Worked::NothingNew };
        match underway.job.look() {
            Look::Working(_) => Worked::NothingNew,
            Look::Done(came) => {
                self.underway = None;
                self.came(came, cx);
                Worked::Changed
            }
            Look::Gone => {
                self.underway = None;
                Worked::Changed
            }
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Confirmed(Decision::Yes) => self.restore(cx),
            Answer::Picked(LIST) => self.list_lost(cx),
            Answer::Filled(typed) => {
                self.set_second(typed, cx);
                Flow::Stay
            }
            _ => Flow::Stay,
        }
    }

    fn refresh(&mut self, cx: &mut Cx) {
        self.read(cx);
    }
}
