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
use super::filter::{Popup, Step};
use super::open_dispute;
use crate::domain::{DateRange, DisputeId};
use crate::report::{Exported, LedgerQuestion};
use crate::store::{Breakdown, CaseFilter, Order, Outcomes, StoreError};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::stack::{Cx, Flow, Layer, Wait, Worked};

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
            order: Order::Newest,
            rows: None,
            breakdown: None,
            preview: Preview::default(),
            popup: None,
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

    /// The available orders; none of them excludes a case behind a number.
    fn orders(&self) -> &'static [Order] {
        match (&self.list, &self.filter.outcomes) {
            (List::Behind { .. }, _) if self.filter.closed.is_some() => {
                &[Order::Newest, Order::Oldest, Order::LastClosed]
            }
            (List::Behind { .. }, _) | (_, Outcomes::Open | Outcomes::Void) => {
                &[Order::Newest, Order::Oldest]
            }
            _ => &[Order::Newest, Order::Oldest, Order::LastClosed],
        }
    }

    /// Whether the order includes only open cases.
    fn open_only(&self) -> bool {
        let narrowed = matches!(self.filter.outcomes, Outcomes::All | Outcomes::Accepted);
        let open = self.filter.outcomes == Outcomes::Open;
        self.order == Order::Oldest && (open || (self.list == List::Register && narrowed))
    }

    /// The filter including that of the order, for the figures.
    fn shown(&self) -> CaseFilter {
        let mut filter = self.filter.clone();
        if self.open_only() {
            filter.outcomes = Outcomes::Open;
        }
        if self.order == Order::LastClosed && filter.closed.is_none() {
            // Any day, so that the index on closing days is used and open cases are excluded.
            filter.closed = DateRange::new(chrono::NaiveDate::default(), far_day());
        }
        filter
    }

    /// Reads the list from the beginning.
    fn reload(&mut self, cx: &mut Cx) {
        let filter = self.shown();
        let read = Rows::first(&cx.store, filter.clone(), self.order)
            .and_then(|rows| Ok((rows, cx.store.breakdown(&filter)?)));
        if let Some((rows, breakdown)) = cx.told(read) {
            (self.rows, self.breakdown) = (Some(rows), breakdown);
        }
        self.read_preview(cx);
    }

    /// Reads the list again around the selected case.
    fn reread(&mut self, cx: &mut Cx) {
        let filter = self.shown();
        let (Some(case), Some(rows)) = (self.selected(), &mut self.rows) else { return self.reload(cx) };
        let read = rows.around(&cx.store, filter.clone(), self.order, case);
        let read = read.and_then(|()| cx.store.breakdown(&filter));
        if let Some(breakdown) = cx.told(read) {
            self.breakdown = breakdown;
        }
        self.read_preview(cx);
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
        if !self.orders().contains(&self.order) {
            self.order = Order::Newest;
        }
        self.reload(cx);
    }

    fn sort(&mut self, cx: &mut Cx) -> Flow {
        let orders = self.orders();
        let at = orders.iter().position(|order| *order == self.order).unwrap_or(0);
        self.order = orders[(at + 1) % orders.len()];
        self.reload(cx);
        Flow::Stay
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

/// A day after every closing.
fn far_day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(chrono::NaiveDate::MAX)
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
                self.order = Order::Newest;
                self.apply(self.fixed(), cx);
                Flow::Stay
            }
            Action::Sort => self.sort(cx),
            Action::ExportList => {
                let question = LedgerQuestion::of(self.shown(), super::asked::cut_off(&cx.store));
                let door = super::open_export(Exported::Ledger(Box::new(question)), cx);
                super::through(door, cx)
            }
            _ => super::acts::on(self.selected(), action, cx),
        }
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

    fn refresh(&mut self, cx: &mut Cx) {
        self.travel(cx, Rows::settle);
        self.reread(cx);
    }
}
