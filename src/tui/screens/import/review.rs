//! Reviewing a file: the sheets, the columns of one, the rows behind a number; and changing the mapping.
//! After each change a background job plans the import again.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::counts::Counts;
use super::rows::RowList;
use super::work::{self, Book, Known, Outcome, Planned, Taken};
use crate::ledger::{Differences, ImportError, Mapping, SheetReport};
use crate::store::Progress;
use crate::text::Lang;
use crate::text::import_screen::{self as words, Fate};
use crate::tui::actions::Action;
use crate::tui::input::Input;
use crate::tui::jobs::{Job, Look};
use crate::tui::stack::{Cx, Flow, Worked};
use crate::tui::widgets::table::Window;

/// The page of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// All sheets.
    Overview,
    /// A sheet with its columns.
    Sheet(usize),
    /// The rows behind a number.
    Rows,
}

/// The sheets whose rows are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Of all sheets.
    All,
    /// Of one.
    Sheet(usize),
}

/// The question of a layer above about a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    Kind(usize),
    Header(usize),
    Year(usize),
    Office(usize),
    Column(usize, usize),
}

/// A file under review, before anything is written.
pub(super) struct Review {
    pub book: Book,
    /// None while it is being written, or if planning failed.
    pub known: Option<Known>,
    planning: Option<Job<Outcome<Planned>>>,
    pub differences: Differences,
    pub page: Page,
    pub overview: Window,
    /// The window on the columns of a sheet.
    pub columns: Window,
    pub rows: RowList,
    pub asked: Asked,
    pub cursor: Option<Position>,
}

impl Review {
    pub(super) fn of(book: Book, planned: Planned) -> Self {
        let mut review = Self {
            book,
            known: Some(Known::Planned(Box::new(planned))),
            planning: None,
            differences: Differences::Keep,
            page: Page::Overview,
            overview: Window::new(0),
            columns: Window::new(0),
            rows: RowList::default(),
            asked: Asked::Nothing,
            cursor: None,
        };
        review.overview.set_len(review.overview_len());
        review
    }

    pub(super) fn report(&self, sheet: usize) -> Option<&SheetReport> {
        self.known.as_ref()?.report(sheet)
    }

    /// The numbers for that scope.
    pub(super) fn counts(&self, scope: Scope) -> Counts {
        match scope {
            Scope::All => Counts::sum((0..self.book.sheets.len()).filter_map(|sheet| self.report(sheet))),
            Scope::Sheet(sheet) => Counts::sum(self.report(sheet).into_iter()),
        }
    }

    pub(super) fn scope(&self) -> Scope {
        match self.page {
            Page::Overview => Scope::All,
            Page::Sheet(sheet) => Scope::Sheet(sheet),
            Page::Rows => self.rows.scope,
        }
    }

    /// The progress of planning; none if done.
    pub(super) fn planning(&self) -> Option<Progress> {
        self.planning.as_ref().map(|run| run.progress)
    }

    /// Plans the import again; the old plan is shown until then.
    pub(super) fn replan(&mut self, cx: &mut Cx) {
        // Dropped first, to cancel a running job.
        self.planning = None;
        let sheets = self.book.sheets.clone();
        let begun = Job::beside("import-plan", &mut cx.store, move |store, teller| {
            work::replan(&sheets, &store, teller)
        });
        match begun {
            Ok(run) => self.planning = Some(run),
            Err(error) => cx.fail(words::import_error(cx.lang, &self.book.name, &error.into())),
        }
    }

    pub(super) fn is_planning(&self) -> bool {
        self.planning.is_some()
    }

    pub(super) fn wake(&mut self, cx: &mut Cx) -> Worked {
        let Some(run) = &mut self.planning else { return Worked::NothingNew };
        let outcome = match run.look() {
            Look::Working(None) => return Worked::NothingNew,
            Look::Working(Some(_)) => return Worked::Changed,
            Look::Done(outcome) => outcome,
            Look::Gone => work::gone(),
        };
        self.planning = None;
        match outcome {
            Ok(planned) => self.known = Some(Known::Planned(Box::new(planned))),
            Err(ImportError::Cancelled) => {}
            Err(error) => {
                self.known = None;
                cx.fail(words::import_error(cx.lang, &self.book.name, &error));
            }
        }
        self.settle();
        Worked::Changed
    }

    /// Adjusts the windows to their content.
    fn settle(&mut self) {
        self.overview.set_len(self.overview_len());
        if let Page::Sheet(sheet) = self.page {
            self.columns.set_len(self.sheet_len(sheet));
        }
        if self.page == Page::Rows {
            let (scope, fate) = (self.rows.scope, self.rows.fate);
            let at = self.rows.window.selected();
            self.rows = RowList::of(self, scope, fate);
            self.rows.window.select(at);
        }
    }

    /// The mappings changed by hand, of imported sheets, which are worth remembering.
    pub(super) fn by_hand(&self) -> Vec<Mapping> {
        let imported = self.book.sheets.iter().filter_map(|sheet| sheet.imported_as());
        imported.filter(|mapping| mapping.is_by_hand()).cloned().collect()
    }

    pub(super) fn go(&mut self, page: Page) {
        if let Page::Sheet(sheet) = page {
            self.columns = Window::new(self.sheet_len(sheet));
        }
        self.page = page;
    }

    pub(super) fn show_rows(&mut self, fate: Fate) {
        let list = RowList::of(self, self.scope(), fate);
        self.rows = list;
        self.page = Page::Rows;
    }

    /// The overview, then each sheet, cyclically.
    fn next_page(&mut self, back: bool) {
        let pages = self.book.sheets.len() + 1;
        let now = match (self.page, self.rows.scope) {
            (Page::Sheet(sheet), _) | (Page::Rows, Scope::Sheet(sheet)) => sheet + 1,
            _ => 0,
        };
        let next = if back { now + pages - 1 } else { now + 1 } % pages;
        let page = next.checked_sub(1).map_or(Page::Overview, Page::Sheet);
        if let (Page::Rows, fate) = (self.page, self.rows.fate) {
            // The same number for the next sheet.
            self.go(page);
            self.show_rows(fate);
        } else {
            self.go(page);
        }
    }

    /// Excludes a sheet from the import, or includes it again.
    pub(super) fn turn(&mut self, sheet: usize, cx: &mut Cx) {
        let Some(here) = self.book.sheets.get_mut(sheet) else { return };
        if here.mapping.is_none() {
            cx.warn(words::not_in_anyway(cx.lang));
            return;
        }
        here.taken = match here.taken {
            Taken::In => Taken::Out,
            Taken::Out => Taken::In,
        };
        self.replan(cx);
    }

    /// Whether there are manual changes that leaving would lose.
    pub(super) fn is_touched(&self) -> bool {
        !self.by_hand().is_empty() || self.book.sheets.iter().any(|here| here.taken == Taken::Out)
    }

    /// Esc: back to the previous page.
    pub(super) fn back(&mut self) -> Flow {
        match (self.page, self.rows.scope) {
            (Page::Overview, _) => {}
            (Page::Rows, Scope::Sheet(sheet)) => self.page = Page::Sheet(sheet),
            (Page::Sheet(_), _) | (Page::Rows, Scope::All) => self.page = Page::Overview,
        }
        Flow::Stay
    }

    fn leave_out(&mut self, cx: &mut Cx) {
        let sheet = match self.page {
            Page::Overview => self.selected_sheet(),
            Page::Sheet(sheet) => Some(sheet),
            Page::Rows => match self.rows.scope {
                Scope::Sheet(sheet) => Some(sheet),
                Scope::All => None,
            },
        };
        match sheet {
            Some(sheet) => self.turn(sheet, cx),
            None => cx.warn(words::choose_a_sheet(cx.lang)),
        }
    }

    fn open(&mut self, cx: &mut Cx) -> Flow {
        match self.page {
            Page::Overview => self.open_in_overview(cx),
            Page::Sheet(sheet) => self.ask(sheet, cx),
            Page::Rows => {
                self.open_row(cx);
                Flow::Stay
            }
        }
    }

    pub(super) fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => return self.open(cx),
            Action::LeaveOut => self.leave_out(cx),
            Action::Group => self.next_page(false),
            Action::GroupBack => self.next_page(true),
            _ => {
                let window = match self.page {
                    Page::Overview => &mut self.overview,
                    Page::Sheet(_) => &mut self.columns,
                    Page::Rows => &mut self.rows.window,
                };
                return window.act(action);
            }
        }
        Flow::Stay
    }

    pub(super) fn input(&mut self, input: &Input) -> Flow {
        let fate = input.digit().and_then(|digit| Fate::ALL.get(usize::from(digit).checked_sub(1)?));
        match fate {
            Some(fate) => self.show_rows(*fate),
            None => return Flow::Unhandled,
        }
        Flow::Stay
    }

    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        self.cursor = Some(match self.page {
            Page::Overview => self.draw_overview(area, buf, cx),
            Page::Sheet(sheet) => self.draw_sheet(sheet, area, buf, cx),
            Page::Rows => self.draw_rows(area, buf, cx),
        });
    }

    pub(super) fn title(&self, cx: &Cx) -> String {
        // A file without sheets has a single name.
        let sheet = |sheet: usize| {
            let name = self.book.sheets.get(sheet).map_or("", |sheet| sheet.sheet.name.as_str());
            if name == self.book.name { "" } else { name }
        };
        match (self.page, self.rows.scope) {
            (Page::Overview, _) => words::title(cx.lang, &[&self.book.name]),
            (Page::Sheet(at), _) => words::title(cx.lang, &[&self.book.name, sheet(at)]),
            (Page::Rows, Scope::All) => {
                words::title(cx.lang, &[&self.book.name, self.rows.fate.words().text(cx.lang)])
            }
            (Page::Rows, Scope::Sheet(at)) if sheet(at).is_empty() => {
                words::title(cx.lang, &[&self.book.name, self.rows.fate.words().text(cx.lang)])
            }
            (Page::Rows, Scope::Sheet(at)) => {
                words::title(cx.lang, &[sheet(at), self.rows.fate.words().text(cx.lang)])
            }
        }
    }

    pub(super) fn help(&self, lang: Lang) -> Option<String> {
        let text = match self.page {
            Page::Overview => words::help_overview(lang),
            Page::Sheet(_) => words::help_sheet(lang),
            Page::Rows => words::help_rows(lang),
        };
        Some(text.to_owned())
    }
}
