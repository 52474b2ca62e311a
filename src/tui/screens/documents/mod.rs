//! 文书: the forms of a case in the order of the bound file, what each still lacks, and printing them.
//!
//! - `forms`: the rows of the list and the state of each form
//! - `print`: filling forms, the folder, handling existing files
//! - `draw`: the list, and what the selected form lacks, or the files just printed

mod draw;
mod forms;
mod print;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::document::Document;
use crate::domain::form::{Lack, OfficeItem};
use crate::domain::{Dispute, DisputeId, Office};
use crate::store::{Settings, StoreError};
use crate::text::errors::store_error;
use crate::text::{Lang, documents as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{FieldEditor, Kind, Spec, Value};
use crate::tui::input::{Code, Input, Key};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::dispute;
use crate::tui::screens::settings::{Setting, SettingsScreen};
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Cx, Flow, Layer, Wait, Worked};
use crate::tui::widgets::table::Window;

use forms::{Forms, Row, Standing};

/// Which of the two lists has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Forms,
    Lacks,
}

/// The files just printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    folder: PathBuf,
    names: Vec<String>,
    blanks: Vec<Lack>,
}

/// The question of a popup over the screen.
enum Asked {
    Nothing,
    Folder,
    /// What to do with existing files of the same names.
    Existing(Vec<Document>, PathBuf),
}

/// The screen of forms.
pub struct Documents {
    id: DisputeId,
    case: Dispute,
    forms: Forms,
    pane: Pane,
    list: Window,
    lacks: Window,
    printed: Option<Printed>,
    asked: Asked,
}

/// Opens the forms of a case; shows a notice where that fails.
pub fn open(id: DisputeId, cx: &mut Cx) -> Door {
    let case = cx.told(cx.store.dispute(id))?;
    Some(Box::new(Documents::of(case, cx)))
}

/// The folder that forms go to.
pub fn folder(cx: &Cx) -> String {
    print::folder(cx.store.settings(), cx.lang).display().to_string()
}

/// Prints the whole file of a case into its folder, beside what is there already.
///
/// # Errors
/// A sentence that says why it was not printed, or not recorded.
pub fn print_whole(case: &Dispute, cx: &mut Cx) -> Result<(), String> {
    let documents = print::fill(Row::Whole, case, &cx.store, cx.lang)?;
    if documents.is_empty() {
        return Err(words::no_file(cx.lang).to_owned());
    }
    let folder = print::folder_of(case, cx.store.settings(), cx.lang);
    let is_new = print::there_already(&documents, &folder).is_empty();
    let (documents, folder) = if is_new { (documents, folder) } else { print::renamed(documents, folder) };
    print::write(&documents, &folder, print::Existing::Refuse, cx.lang)?;
    print::disclose(case, &documents, &folder, cx)
        .map_err(|error| words::not_recorded(cx.lang, &store_error(cx.lang, &error)))
}

impl Documents {
    fn of(case: Dispute, cx: &Cx) -> Self {
        let mut forms = Forms::of(&case);
        forms.look_at(Row::Whole, &case, &cx.store, cx.lang);
        let list = Window::new(forms.rows().len());
        Self {
            id: case.id,
            case,
            forms,
            pane: Pane::Forms,
            list,
            lacks: Window::new(0),
            printed: None,
            asked: Asked::Nothing,
        }
    }

    fn row(&self) -> Row {
        self.forms.rows().get(self.list.selected()).copied().unwrap_or(Row::Folder)
    }

    /// Reads the case again; the states are computed again, that of the selected form at once.
    fn read_again(&mut self, cx: &mut Cx) -> Result<(), StoreError> {
        self.case = cx.store.dispute(self.id)?;
        let row = self.row();
        self.forms.take_case(&self.case);
        self.list.set_len(self.forms.rows().len());
        let at = self.forms.rows().iter().position(|one| *one == row);
        self.list.select(at.unwrap_or(0));
        self.forms.look_at(self.row(), &self.case, &cx.store, cx.lang);
        self.count_lacks();
        Ok(())
    }

    fn count_lacks(&mut self) {
        let count = self.forms.lacks(self.row()).len();
        self.lacks.set_len(count);
        if count == 0 {
            self.pane = Pane::Forms;
        }
    }

    fn travel(&mut self, action: Action, cx: &Cx) -> Flow {
        self.printed = None;
        match self.pane {
            Pane::Lacks => {
                self.lacks.travel(action);
            }
            Pane::Forms if self.list.travel(action) => self.arrive(cx),
            Pane::Forms => {}
        }
        Flow::Stay
    }

    /// Called when another row is selected.
    fn arrive(&mut self, cx: &Cx) {
        self.forms.look_at(self.row(), &self.case, &cx.store, cx.lang);
        self.lacks = Window::new(self.forms.lacks(self.row()).len());
    }

    /// Enter: from a form to the list of what it lacks, from there to the field of the case.
    fn open_row(&mut self, cx: &mut Cx) -> Flow {
        match (self.pane, self.row()) {
            (Pane::Lacks, _) => self.fill_in(self.lacks.selected(), cx),
            (Pane::Forms, Row::Folder) => self.ask_folder(cx),
            (Pane::Forms, _) => self.go_to_lacks(cx),
        }
    }

    fn go_to_lacks(&mut self, cx: &mut Cx) -> Flow {
        self.printed = None;
        // All forms must be computed before the screen may say that nothing is missing.
        self.forms.look_at_all_of(self.row(), &self.case, &cx.store, cx.lang);
        self.count_lacks();
        match self.forms.standing(self.row()) {
            Standing::Broken(sentence) => cx.fail(sentence.clone()),
            _ if self.lacks.is_empty() => cx.done(words::complete(cx.lang)),
            _ => self.pane = Pane::Lacks,
        }
        Flow::Stay
    }

    /// Opens the case at the missing field; values of an office are set elsewhere.
    fn fill_in(&self, at: usize, cx: &mut Cx) -> Flow {
        let door = match self.forms.lacks(self.row()).get(at) {
            None => return Flow::Stay,
            Some(Lack::Office(item)) => self.open_office(*item, cx),
            Some(lack) => dispute::open_for(self.id, *lack, cx),
        };
        screens::through(door, cx)
    }

    /// Opens the screen for a value of the office: the settings cover only the district and the home office.
    fn open_office(&self, item: OfficeItem, cx: &mut Cx) -> Door {
        let is_home = self.case.office == cx.store.settings().home;
        let setting = match item {
            OfficeItem::District => Setting::District,
            OfficeItem::Committee if is_home => Setting::Committee,
            OfficeItem::Name if is_home && self.case.office == Office::root_id() => Setting::District,
            OfficeItem::Name if is_home => Setting::Town,
            OfficeItem::Committee | OfficeItem::Name => return screens::open(Action::Roster, cx),
        };
        Some(Box::new(SettingsScreen::new(cx).at(setting)))
    }

    fn turn_pane(&mut self, cx: &mut Cx) -> Flow {
        match (self.pane, self.row()) {
            (Pane::Lacks, _) => {
                self.pane = Pane::Forms;
                Flow::Stay
            }
            (Pane::Forms, Row::Folder) => Flow::Stay,
            (Pane::Forms, _) => self.go_to_lacks(cx),
        }
    }

    fn ask_folder(&mut self, cx: &Cx) -> Flow {
        self.asked = Asked::Folder;
        let now = print::folder(cx.store.settings(), cx.lang).display().to_string();
        let spec = Spec::new((), words::FOLDER.text(cx.lang), Kind::Line)
            .hint(words::folder_hint(cx.lang))
            .cells(52)
            .value(Value::Text(now));
        Flow::Push(Box::new(FieldEditor::new(spec, words::FOLDER.text(cx.lang), cx)))
    }

    fn set_folder(&mut self, folder: String, cx: &mut Cx) {
        let usual = print::usual_folder(cx.lang).display().to_string();
        let folder = if folder == usual { String::new() } else { folder };
        let settings = Settings { documents_folder: folder, ..cx.store.settings().clone() };
        let done = cx.store.save_settings(&settings);
        if cx.told(done).is_some() {
            let folder = print::folder(cx.store.settings(), cx.lang).display().to_string();
            cx.done(words::folder_set(cx.lang, &folder));
        }
    }

    /// Prints the selected form, or the whole file.
    fn print(&mut self, cx: &mut Cx) -> Flow {
        let documents = match self.row() {
            Row::Folder => return cx.warned(words::select_a_form(cx.lang)),
            row => match print::fill(row, &self.case, &cx.store, cx.lang) {
                Ok(documents) => documents,
                Err(sentence) => return cx.failed(sentence),
            },
        };
        if documents.is_empty() {
            return cx.warned(words::no_file(cx.lang));
        }
        let folder = print::folder_of(&self.case, cx.store.settings(), cx.lang);
        let there = print::there_already(&documents, &folder);
        if let Some(first) = there.first() {
            let ask = Confirm::new(words::ask_existing(cx.lang, first, there.len()))
                .choice(words::new_names(cx.lang), Answer::Picked(NEW_NAMES))
                .choice(words::replace(cx.lang), Answer::Picked(REPLACE))
                .choice(words::not_at_all(cx.lang), Answer::Nothing);
            self.asked = Asked::Existing(documents, folder);
            return Flow::Push(Box::new(ask));
        }
        self.write(&documents, folder, print::Existing::Refuse, cx);
        Flow::Stay
    }

    fn write(&mut self, documents: &[Document], folder: PathBuf, existing: print::Existing, cx: &mut Cx) {
        match print::write(documents, &folder, existing, cx.lang) {
            Ok(names) => {
                let printed = Printed { folder, names, blanks: print::blanks(documents) };
                let said = words::printed(cx.lang, printed.names.len(), printed.blanks.len());
                match print::disclose(&self.case, documents, &printed.folder, cx) {
                    Ok(()) => cx.done(said),
                    // The files were written, but the user must know that this was not recorded.
                    Err(error) => cx.fail(words::not_recorded(cx.lang, &store_error(cx.lang, &error))),
                }
                self.pane = Pane::Forms;
                self.printed = Some(printed);
            }
            Err(sentence) => cx.fail(sentence),
        }
    }
}

/// The index of the answers on existing files.
const NEW_NAMES: usize = 0;
const REPLACE: usize = 1;

impl Layer for Documents {
    fn place(&self) -> Place {
        Place::Documents
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => self.open_row(cx),
            Action::Print => self.print(cx),
            Action::Pane => self.turn_pane(cx),
            Action::Back if self.pane == Pane::Lacks => {
                self.pane = Pane::Forms;
                Flow::Stay
            }
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.travel(action, cx)
            }
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match (input, self.pane) {
            (Input::Key(Key { code: Code::Right, .. }), Pane::Forms)
            | (Input::Key(Key { code: Code::Left, .. }), Pane::Lacks) => self.turn_pane(cx),
            _ => match (input.digit(), self.pane) {
                (Some(digit @ 1..=9), Pane::Lacks) => {
                    let at = usize::from(digit) - 1;
                    self.lacks.select(at.min(self.lacks.len().saturating_sub(1)));
                    self.fill_in(at, cx)
                }
                (Some(digit), Pane::Forms) => {
                    // 0 is the whole file, the row before the first form.
                    self.printed = None;
                    if usize::from(digit) < self.forms.rows().len() && self.list.select(usize::from(digit)) {
                        self.arrive(cx);
                    }
                    Flow::Stay
                }
                _ => Flow::Unhandled,
            },
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(self.draw_screen(area, buf, cx))
    }

    fn title(&self, cx: &Cx) -> String {
        words::title(cx.lang, &self.case.number)
    }

    fn waits(&self) -> Wait {
        if self.forms.has_unknown() { Wait::Turn } else { Wait::Key }
    }

    /// One form at a time, so that keys are handled in between.
    fn wake(&mut self, cx: &mut Cx) -> Worked {
        self.forms.look_at_next(&self.case, &cx.store, cx.lang);
        if !self.forms.has_unknown() {
            self.count_lacks();
        }
        Worked::Changed
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (std::mem::replace(&mut self.asked, Asked::Nothing), answer) {
            (Asked::Folder, Answer::Filled(Value::Text(folder))) => {
                self.set_folder(folder.trim().to_owned(), cx);
            }
            (Asked::Folder, Answer::Filled(_)) => self.set_folder(String::new(), cx),
            (Asked::Existing(documents, folder), Answer::Picked(NEW_NAMES)) => {
                let (documents, folder) = print::renamed(documents, folder);
                self.write(&documents, folder, print::Existing::Refuse, cx);
            }
            (Asked::Existing(documents, folder), Answer::Picked(REPLACE)) => {
                self.write(&documents, folder, print::Existing::Replace, cx);
            }
            (Asked::Existing(..), _) => cx.warn(words::nothing_written(cx.lang)),
            _ => {}
        }
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        let done = self.read_again(cx);
        cx.told(done);
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::about(lang).to_owned())
    }
}
