//! 导出: a card over another screen, which writes its content to a file.
//!
//! The export is a job, so that a ledger of a million cases shows its progress and can be cancelled; the
//! screen's own connection records it, and a file that cannot be recorded is removed.

mod fields;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Masking;
use crate::report::{Existing, Export, ExportError, Exported, FileError, Format, Written, free_path};
use crate::store::Progress;
use crate::text::{Lang, export as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Form, FormEvent, Remark, Value};
use crate::tui::input::Input;
use crate::tui::jobs::{Job, Look};
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Typing, Wait, Worked};
use crate::tui::widgets::{cells, popup};
use fields::Key;

/// Columns and rows of the card, with the frame: fits the open list of formats.
const SIZE: (u16, u16) = (76, 14);

/// The step that is shown.
enum Stage {
    /// The form.
    Asking,
    /// The running job.
    Writing(Box<Underway>),
    /// The result.
    Done(Vec<String>),
}

/// A running export.
struct Underway {
    job: Job<Result<Written, ExportError>>,
    export: Export,
}

/// The export card.
pub struct ExportCard {
    subject: Exported,
    about: String,
    form: Form<Key>,
    /// Why the form would be sent back: asked about, and agreed to export as a draft all the same.
    asked: Vec<String>,
    agreed: Vec<String>,
    stage: Stage,
    cursor: Option<Position>,
}

impl ExportCard {
    /// The card for that content.
    pub fn new(subject: Exported, cx: &Cx) -> Self {
        let about = subject.said(&cx.store, cx.lang);
        let mut form = fields::form(&subject, cx);
        form.start(fields::first(&subject));
        let (asked, agreed) = (Vec::new(), Vec::new());
        Self { subject, about, form, asked, agreed, stage: Stage::Asking, cursor: None }
    }

    fn export(&self, lang: Lang) -> Export {
        let format = fields::format(&self.form).unwrap_or(self.subject.formats()[0]);
        Export {
            subject: fields::subject(&self.subject, &self.form),
            format,
            masking: fields::masking(&self.form),
            lang,
        }
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        self.form.say_nothing();
        let wrong = self.form.check();
        let path = fields::path(&self.form);
        if path.is_none() {
            self.form.say(Key::Name, Some((Remark::Error, words::BAD_NAME.text(cx.lang).to_owned())));
        }
        let Some(path) = path.filter(|_| wrong.is_none()) else {
            self.form.focus_on(wrong.unwrap_or(Key::Name));
            return cx.failed(words::NOT_YET.text(cx.lang));
        };
        if path.symlink_metadata().is_ok() {
            self.offer_free_name(&path, cx);
            return Flow::Stay;
        }
        let export = self.export(cx.lang);
        let Some(refusals) = cx.told(export.refusals(&cx.store)) else { return Flow::Stay };
        if refusals != self.agreed {
            let question = Confirm::yes_or_no(words::ask_draft(cx.lang, &refusals), cx.lang);
            self.asked = refusals;
            return Flow::Push(Box::new(question));
        }
        let beside = cx.store.beside();
        let Some(store) = cx.told(beside) else { return Flow::Stay };
        let work = export.clone();
        let job = Job::begin("export", move |teller| {
            work.to_unrecorded_file(&store, &path, Existing::Refuse, &mut teller.watch())
        });
        match job {
            Ok(job) => {
                self.stage = Stage::Writing(Box::new(Underway { job, export }));
            }
            Err(_) => cx.fail(words::NO_THREAD.text(cx.lang)),
        }
        Flow::Stay
    }

    /// An existing file is kept: the card proposes an unused name.
    fn offer_free_name(&mut self, path: &std::path::Path, cx: &mut Cx) {
        let free = free_path(path);
        let name = free.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.form.fill(Key::Name, &Value::Text(name.clone()));
        self.form.focus_on(Key::Name);
        cx.warn(words::renamed(cx.lang, &name));
    }

    /// Shows the result of the export.
    fn finish(&mut self, export: &Export, written: Result<Written, ExportError>, cx: &mut Cx) {
        self.stage = Stage::Asking;
        match written.and_then(|written| export.keep(&mut cx.store, written)) {
            Ok(written) => {
                self.remember(&written, cx);
                let masking = export.subject.names_people().then_some(export.masking);
                let within = words::within(cx.lang, written.cases, masking);
                cx.done(words::DONE_TITLE.text(cx.lang));
                self.stage = Stage::Done(vec![
                    words::DONE_TITLE.text(cx.lang).to_owned(),
                    written.path.display().to_string(),
                    within,
                ]);
            }
            Err(ExportError::File(FileError::Exists(path))) => self.offer_free_name(&path, cx),
            Err(error) => {
                if let ExportError::File(FileError::NoFolder(_)) = &error {
                    self.form.focus_on(Key::Folder);
                }
                cx.fail(error.said(cx.lang));
            }
        }
    }

    /// Stores the folder as the next default. Errors are ignored, since it is only a default.
    fn remember(&self, written: &Written, cx: &mut Cx) {
        let folder = written.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        if cx.store.settings().export_folder != folder {
            let mut settings = cx.store.settings().clone();
            settings.export_folder = folder;
            let _ = cx.store.save_settings(&settings);
        }
    }

    fn follow(&mut self, event: FormEvent<Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            // A digit that picks another format moves the focus too, but must not start the export.
            FormEvent::Last(_) if !fields::follow_format(&mut self.form) => return self.save(cx),
            FormEvent::Changed(Key::Format) | FormEvent::Left(Key::Format) => {
                fields::follow_format(&mut self.form);
            }
            FormEvent::Last(_) => {}
            FormEvent::Nothing | FormEvent::Changed(_) | FormEvent::Left(_) => {}
        }
        Flow::Stay
    }

    /// Draws lines in place of the fields.
    fn tell(&mut self, lines: &[String], room: Rect, buf: &mut Buffer, cx: &Cx) {
        let mut y = room.y;
        for line in lines {
            // A long path is wrapped, because it must be readable in full.
            let mut rest = line.as_str();
            while !rest.is_empty() && y < room.bottom() {
                let shown = cells::cut(rest, room.width.saturating_sub(1));
                if shown.is_empty() {
                    break;
                }
                cells::write(buf, (room.x + 1, y), shown, room.width - 1, cx.theme.popup, cx.symbols);
                rest = rest.get(shown.len()..).unwrap_or_default();
                y += 1;
            }
        }
        self.cursor = Some(Position::new(room.x + 1, room.y));
    }
}

impl Layer for ExportCard {
    fn place(&self) -> Place {
        Place::Export
    }

    /// A file that is written, or being written, has no fields to save.
    fn hinted(&self) -> Place {
        match self.stage {
            Stage::Asking => Place::Export,
            Stage::Writing(_) => Place::Busy,
            Stage::Done(_) => Place::Confirm,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match (&self.stage, action) {
            (Stage::Done(_), Action::Help) => Flow::Unhandled,
            (Stage::Done(_), _) => Flow::Close,
            (Stage::Writing(underway), Action::Back) => {
                underway.job.stop();
                Flow::Stay
            }
            (Stage::Writing(_), Action::Help) => Flow::Unhandled,
            (Stage::Writing(_), _) => Flow::Stay,
            (Stage::Asking, Action::Save) => self.save(cx),
            (Stage::Asking, Action::Back) if self.form.cancel() => Flow::Stay,
            (Stage::Asking, Action::Back) => Flow::Close,
            (Stage::Asking, action) => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        if !matches!(self.stage, Stage::Asking) {
            return Flow::Unhandled;
        }
        let event = self.form.input(input);
        self.follow(event, cx)
    }

    fn waits(&self) -> Wait {
        if matches!(self.stage, Stage::Writing(_)) { Wait::Turn } else { Wait::Key }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        let Stage::Writing(underway) = &mut self.stage else { return Worked::NothingNew };
        match underway.job.look() {
            Look::Working(None) => return Worked::NothingNew,
            Look::Working(Some(_)) => {}
            Look::Done(written) => {
                let export = underway.export.clone();
                self.finish(&export, written, cx);
            }
            Look::Gone => {
                self.stage = Stage::Asking;
                cx.fail(words::STOPPED_WORK.text(cx.lang));
            }
        }
        Worked::Changed
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = self.place().wording().name(cx.lang);
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), title, buf, cx);
        if inner.height < 4 {
            return self.cursor;
        }
        let about = (inner.x + 1, inner.y);
        cells::write(buf, about, &self.about, inner.width - 1, cx.theme.hint_text, cx.symbols);
        let room = Rect { y: inner.y + 2, height: inner.height.saturating_sub(4).max(1), ..inner };
        let keys = match &self.stage {
            Stage::Asking => {
                self.form.draw(room, buf, cx);
                self.cursor = self.form.cursor();
                words::KEYS
            }
            Stage::Writing(underway) => {
                let Progress { done, total, .. } = underway.job.progress;
                self.tell(&[words::writing(cx.lang, done, total)], room, buf, cx);
                words::KEYS_WRITING
            }
            Stage::Done(lines) => {
                let lines = lines.clone();
                self.tell(&lines, room, buf, cx);
                words::KEYS_DONE
            }
        };
        let at = (inner.x + 1, inner.bottom() - 1);
        cells::write(buf, at, keys.text(cx.lang), inner.width - 1, cx.theme.muted, cx.symbols);
        self.cursor
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Confirmed(Decision::Yes) => {
                self.agreed.clone_from(&self.asked);
                self.save(cx)
            }
            _ => Flow::Stay,
        }
    }

    fn typing(&self) -> Typing {
        match self.stage {
            Stage::Asking => self.form.typing(),
            Stage::Writing(_) | Stage::Done(_) => Typing::Words,
        }
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }
}
