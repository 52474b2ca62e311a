//! 台账: the list of cases, newest first, with filters; also used for the cases behind a number.

pub mod columns;
mod draw;
mod headline;
pub mod preview;
pub mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use self::headline::headline;
use self::preview::Preview;
use self::rows::Rows;
use super::batch::{self, Marks};
use super::filter::{Popup, Step};
use super::open_dispute;
use crate::domain::DisputeId;
use crate::report::{Exported, LedgerQuestion};
use crate::store::{Breakdown, CaseFilter, ListQuery, Order, Outcomes, SortBy, StoreError};
use crate::text::register as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Flow, Just, Layer, Wait, Worked};
use crate::tui::widgets::table::Columns;

/// The kind of list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum List {
    /// All cases.
    Register,
    /// The cases behind the number in the title; these filters are fixed.
    Behind { title: String, fixed: Box<CaseFilter> },
}

/// The list of cases.
pub struct Register {
    list: List,
    /// The filter that the chips show.
    filter: CaseFilter,
    order: Order,
    rows: Option<Rows>,
    /// None where there are too many cases to count.
    breakdown: Option<Breakdown>,
    preview: Preview,
    popup: Option<Popup>,
    marks: Marks,
    /// The columns, the head and the rows of the last frame.
    table: Option<(Columns, Rect, Rect)>,
}

impl Register {
    /// The register, newest case first.
    pub fn new(cx: &mut Cx) -> Self {
        Self::of(List::Register, CaseFilter::default(), cx)
    }

    /// The cases of `filter`; `title` describes them.
    pub fn behind(title: String, filter: CaseFilter, cx: &mut Cx) -> Self {
        Self::of(List::Behind { title, fixed: Box::new(filter.clone()) }, filter, cx)
    }

    fn of(list: List, filter: CaseFilter, cx: &mut Cx) -> Self {
        let mut register = Self {
            list,
            filter,
            order: Order::NEWEST,
            rows: None,
            breakdown: None,
            preview: Preview::default(),
            popup: None,
            marks: Marks::default(),
            table: None,
        };
        register.reload(cx);
        register
    }

    /// The selected case.
    pub fn selected(&self) -> Option<DisputeId> {
        self.rows.as_ref()?.selected().map(|case| case.id)
    }

    /// The fixed filters.
    fn fixed(&self) -> CaseFilter {
        match &self.list {
            List::Register => CaseFilter::default(),
            List::Behind { fixed, .. } => (**fixed).clone(),
        }
    }

    /// Reads the list from the beginning.
    fn reload(&mut self, cx: &mut Cx) {
        let filter = self.filter.clone();
        let read = Rows::first(&cx.store, filter.clone(), self.order)
            .and_then(|rows| Ok((rows, cx.store.breakdown(&filter)?)));
        if let Some((rows, breakdown)) = cx.told(read) {
            (self.rows, self.breakdown) = (Some(rows), breakdown);
        }
        self.read_preview(cx);
    }

    /// Reads the list again around the selected case, or that one.
    fn reread(&mut self, case: Option<DisputeId>, cx: &mut Cx) {
        let filter = self.filter.clone();
        let case = case.or(self.selected());
        let (Some(case), Some(rows)) = (case, &mut self.rows) else { return self.reload(cx) };
        let read = rows.around(&cx.store, filter.clone(), self.order, case);
        let read = read.and_then(|()| cx.store.breakdown(&filter));
        if let Some(breakdown) = cx.told(read) {
            self.breakdown = breakdown;
        }
        self.read_preview(cx);
    }

    /// The first open case after the selected one, which may be concluded by now.
    fn next_open(&self, cx: &mut Cx) -> Option<DisputeId> {
        let after = Some(self.rows.as_ref()?.selected()?.page_after(self.order));
        let mut filter = self.filter.clone();
        match filter.outcomes {
            Outcomes::All | Outcomes::Accepted | Outcomes::Open => filter.outcomes = Outcomes::Open,
            Outcomes::Of(_) | Outcomes::Void => return None,
        }
        let query = ListQuery { filter, order: self.order, after, skip: 0, limit: 1 };
        let found = cx.told(cx.store.list(&query))?;
        found.first().map(|case| case.id)
    }

    fn read_preview(&mut self, cx: &mut Cx) {
        let read = self.preview.show(&cx.store, self.selected());
        cx.told(read);
    }

    fn travel(
        &mut self,
        cx: &mut Cx,
        how: impl FnOnce(&mut Rows, &crate::store::Store) -> Result<(), StoreError>,
    ) -> Flow {
        if let Some(rows) = &mut self.rows {
            let moved = how(rows, &cx.store);
            cx.told(moved);
        }
        Flow::Stay
    }

    fn apply(&mut self, filter: CaseFilter, cx: &mut Cx) {
        self.filter = filter;
        // What is marked must be in the list, or one would act on what is not seen.
        if self.marks.clear() {
            cx.warn(crate::text::batch::unmarked(cx.lang));
        }
        self.reload(cx);
    }

    /// Marks the selected case, or takes its mark away, and goes on to the next.
    fn mark(&mut self, cx: &mut Cx) -> Flow {
        if let Some(case) = self.selected() {
            self.marks.toggle(case, cx);
        }
        self.travel(cx, |rows, store| rows.nudge(store, 1))
    }

    /// Opens the menu of what can be done with the marked cases, or with the selected one.
    fn together(&self, cx: &Cx) -> Flow {
        let listed = self.breakdown.map(|breakdown| breakdown.cases);
        let menu = batch::Menu::open(&self.marks, self.selected(), listed, cx);
        menu.map_or(Flow::Stay, |menu| Flow::Push(Box::new(menu)))
    }

    /// Asks for the column to sort by.
    fn ask_order(&self, cx: &Cx) -> Flow {
        let choice = |asked: Confirm, (at, by): (usize, SortBy)| {
            let mut label = words::sort_by(cx.lang, by).to_owned();
            if by == self.order.by {
                label += &words::sorted_now(cx.lang, words::order(cx.lang, self.order));
            }
            asked.choice(label, Answer::Picked(at))
        };
        let asked =
            Confirm::new(words::sort_question(cx.lang)).titled(Action::Sort.row().wording.label(cx.lang));
        Flow::Push(Box::new(SortBy::ALL.into_iter().enumerate().fold(asked, choice)))
    }

    /// Sorts by that column; by the present one, the other way round. The selected case stays selected.
    pub(super) fn sort(&mut self, by: SortBy, cx: &mut Cx) {
        self.order = if by == self.order.by { self.order.turned() } else { Order::usual(by) };
        self.reread(None, cx);
    }

    fn open(&self, door: fn(DisputeId, &mut Cx) -> super::Door, cx: &mut Cx) -> Flow {
        let Some(case) = self.selected() else { return Flow::Stay };
        let door = door(case, cx);
        super::through(door, cx)
    }

    /// Applies the result of a key in the popup.
    fn stepped(&mut self, step: Step, cx: &mut Cx) -> Flow {
        match step {
            Step::Stay => Flow::Stay,
            Step::NotMine => Flow::Unhandled,
            Step::Closed => {
                self.popup = None;
                Flow::Stay
            }
            Step::Set(filter) => {
                self.popup = None;
                self.apply(*filter, cx);
                Flow::Stay
            }
        }
    }
}

impl Layer for Register {
    fn place(&self) -> Place {
        match (&self.popup, &self.list) {
            (Some(_), _) => Place::PickList,
            (None, List::Register) => Place::Register,
            (None, List::Behind { .. }) => Place::Cases,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        if let Some(popup) = &mut self.popup {
            let step = popup.act(action, cx);
            return self.stepped(step, cx);
        }
        if let Some(asked) = self.marks.ask_first(self.selected(), action, cx) {
            return asked;
        }
        match action {
            Action::Up => return self.travel(cx, |rows, store| rows.nudge(store, -1)),
            Action::Down => return self.travel(cx, |rows, store| rows.nudge(store, 1)),
            _ => self.travel(cx, Rows::settle),
        };
        match action {
            Action::PageUp => self.travel(cx, Rows::page_up),
            Action::PageDown => self.travel(cx, Rows::page_down),
            Action::First => self.travel(cx, Rows::to_first),
            Action::Last => {
                let total = self.breakdown.map(|breakdown| breakdown.cases);
                self.travel(cx, |rows, store| rows.to_last(store, total))
            }
            Action::Open => self.open(open_dispute, cx),
            Action::Filter => {
                self.popup = Some(Popup::new(self.filter.clone(), self.fixed(), cx));
                Flow::Stay
            }
            Action::ClearFilter => {
                self.order = Order::NEWEST;
                self.apply(self.fixed(), cx);
                Flow::Stay
            }
            Action::Sort => self.ask_order(cx),
            Action::Mark => self.mark(cx),
            Action::Batch => self.together(cx),
            Action::Back if self.marks.clear() => Flow::Stay,
            Action::ExportList => {
                let question = LedgerQuestion::of(self.filter.clone(), super::asked::cut_off(&cx.store));
                let door = super::open_export(Exported::Ledger(Box::new(question)), cx);
                super::through(door, cx)
            }
            _ => super::acts::on(self.selected(), action, cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Picked(batch::MARK_ALL) => {
                let marked = self.marks.put_all(&cx.store, self.filter.clone(), self.order);
                cx.told(marked);
            }
            Answer::Picked(batch::UNMARK | batch::DONE) => _ = self.marks.clear(),
            Answer::Picked(at) => SortBy::ALL.get(at).into_iter().for_each(|by| self.sort(*by, cx)),
            _ => self.marks.not_agreed(),
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match &mut self.popup {
            Some(popup) => {
                let step = popup.input(input, cx);
                self.stepped(step, cx)
            }
            None => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let cursor = self.draw_list(area, buf, cx);
        let popup = self.popup.as_mut().and_then(|popup| popup.draw(area, buf, cx));
        popup.or(Some(cursor))
    }

    /// A click on the heading of a column sorts by it; one outside the list does nothing.
    fn pointed(&mut self, at: Position, cx: &mut Cx) -> Flow {
        let Some((columns, head, rows)) = self.table.as_ref().filter(|_| self.popup.is_none()) else {
            return Flow::Unhandled;
        };
        if rows.contains(at) {
            return Flow::Unhandled;
        }
        if head.contains(at)
            && let Some(by) = columns::sorted_by(columns, self.order.by, *head, at.x)
        {
            self.sort(by, cx);
        }
        Flow::Stay
    }

    fn title(&self, cx: &Cx) -> String {
        let name = match &self.list {
            List::Register => Place::Register.wording().name(cx.lang),
            List::Behind { title, .. } => title,
        };
        name.to_owned()
    }

    fn waits(&self) -> Wait {
        if !self.preview.is_of(self.selected()) { Wait::Turn } else { Wait::Key }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        self.read_preview(cx);
        Worked::Changed
    }

    /// Stands on the case that was just logged if the list has it; after an outcome, on the next open case.
    fn refresh(&mut self, cx: &mut Cx) {
        self.travel(cx, Rows::settle);
        let was = self.selected();
        let goes_to = match cx.just {
            Some(Just::Logged(case)) => Some(case),
            Some(Just::Concluded(case)) if was == Some(case) => self.next_open(cx),
            _ => None,
        };
        self.reread(goes_to, cx);
        if goes_to.is_some() && self.selected() != goes_to {
            self.reread(was, cx);
        }
    }
}
