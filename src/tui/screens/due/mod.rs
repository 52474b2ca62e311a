//! 待办: duties overdue or due soon, the most urgent first; one key opens the field to fill in.

mod draw;
mod list;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::list::List;
use crate::domain::act::{Act, Deed};
use crate::domain::field::PartKind;
use crate::domain::{Dispute, DutyKind, OfficeId};
use crate::store::DueRow;
use crate::text::{Lang, due as words};
use crate::tui::actions::{Action, Place};
use crate::tui::screens::batch::{self, Marks};
use crate::tui::screens::{self, acts, asked, transcribe};
use crate::tui::stack::{Answer, Cx, Flow, Layer};

/// The screen of duties.
pub struct Due {
    list: List,
    /// The marked cases; a case with several duties is marked once.
    marks: Marks,
}

impl Due {
    /// The duties of the home office, or of all where that is the district. None, and a notice, where the
    /// file cannot be read.
    pub fn open(cx: &mut Cx) -> Option<Self> {
        let list = List::read(&cx.store, asked::home(&cx.store), None);
        let list = cx.told(list)?;
        Some(Self { list, marks: Marks::default() })
    }

    /// The selected duty.
    pub fn selected(&self) -> Option<&DueRow> {
        self.list.selected()
    }

    fn show(&mut self, office: Option<OfficeId>, kind: Option<DutyKind>, cx: &mut Cx) -> Flow {
        if let Some(list) = cx.told(List::read(&cx.store, office, kind)) {
            self.list = list;
            self.marks.clear();
        }
        Flow::Stay
    }

    /// Marks the case of the selected duty, or takes its mark away, and goes on to the next.
    fn mark(&mut self, cx: &mut Cx) -> Flow {
        if let Some(case) = self.selected().map(|due| due.case.id) {
            self.marks.toggle(case, cx);
        }
        self.travel(Action::Down, cx)
    }

    /// Opens the menu of what can be done with the marked cases, or with the selected one.
    fn together(&self, cx: &Cx) -> Flow {
        let cases = self.list.rows().iter().map(|due| due.case.id).collect::<BTreeSet<_>>().len();
        let case = self.selected().map(|due| due.case.id);
        let menu = batch::Menu::open(&self.marks, case, u64::try_from(cases).ok(), cx);
        menu.map_or(Flow::Stay, |menu| Flow::Push(Box::new(menu)))
    }

    /// Cycles through all duties and each kind.
    fn group(&mut self, step: usize, cx: &mut Cx) -> Flow {
        let kinds = list::kinds();
        let now = kinds.iter().position(|kind| *kind == self.list.kind).unwrap_or(0);
        self.show(self.list.office, kinds[(now + step) % kinds.len()], cx)
    }

    /// Switches between this office and all offices.
    fn change_scope(&mut self, cx: &mut Cx) -> Flow {
        asked::change_scope(self.list.office, cx, |office, cx| self.show(office, self.list.kind, cx))
    }

    /// Opens the card of what is due.
    fn do_it(&self, cx: &mut Cx) -> Flow {
        let Some(due) = self.selected() else { return Flow::Stay };
        let id = due.case.id;
        let act = match due.kind {
            DutyKind::Conclude => return screens::through(screens::open_outcome(id, cx), cx),
            DutyKind::Perform if due.instalment.is_some() => Act::Add(PartKind::Performed),
            DutyKind::Perform => Act::Fill(Deed::Perform),
            DutyKind::Confirm => Act::Fill(Deed::Confirm),
            DutyKind::Visit => Act::Add(PartKind::FollowUp),
            DutyKind::Feedback => Act::Fill(Deed::Feedback),
        };
        let case = cx.store.dispute(id).ok();
        let referral = |case: Dispute| case.referrals.iter().position(|one| Some(one.id) == due.referral);
        let door = acts::open(id, act, case.and_then(referral), cx);
        screens::through(door, cx)
    }

    fn open_case(&self, cx: &mut Cx) -> Flow {
        let door = self.selected().map(|due| due.case.id).and_then(|id| screens::open_dispute(id, cx));
        screens::through(door, cx)
    }

    fn travel(&mut self, action: Action, cx: &mut Cx) -> Flow {
        cx.told(self.list.travel(action, &cx.store));
        Flow::Stay
    }

    /// Copies the list, which is recorded because it contains names.
    fn copy(&self, cx: &mut Cx) -> Flow {
        let what = Place::Due.wording().name(cx.lang);
        let cases = self.list.rows().iter().map(|due| due.case.id).collect::<BTreeSet<_>>().len();
        let done = transcribe::disclose(what, u64::try_from(cases).unwrap_or(u64::MAX), cx);
        if cx.told(done).is_some() {
            cx.copy(self.as_text(cx));
        }
        Flow::Stay
    }

    /// The list as text, columns separated by tabs.
    fn as_text(&self, cx: &Cx) -> String {
        let office = draw::office(self.list.office, cx);
        let mut text = words::heading_of_copy(cx.lang, &office, &words::counts(cx.lang, self.list.count));
        for due in self.list.rows() {
            text.push('\n');
            text += &draw::as_text(due, cx);
        }
        text.push('\n');
        text
    }
}

impl Layer for Due {
    fn place(&self) -> Place {
        Place::Due
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let case = self.selected().map(|due| due.case.id);
        if let Some(asked) = self.marks.ask_first(case, action, cx) {
            return asked;
        }
        match action {
            Action::Open | Action::OpenCase if self.list.is_empty() => cx.warned(words::nothing(cx.lang)),
            Action::Open => self.do_it(cx),
            Action::OpenCase => self.open_case(cx),
            Action::Group => self.group(1, cx),
            Action::GroupBack => self.group(list::kinds().len() - 1, cx),
            Action::Scope => self.change_scope(cx),
            Action::Copy => self.copy(cx),
            Action::Mark => self.mark(cx),
            Action::Batch => self.together(cx),
            Action::Back if self.marks.clear() => Flow::Stay,
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.travel(action, cx)
            }
            _ => acts::on(case, action, cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match answer {
            Answer::Picked(batch::MARK_ALL) => {
                let cases: Vec<_> = self.list.rows().iter().map(|due| due.case.id).collect();
                self.marks.put(cases, cx);
            }
            Answer::Picked(batch::UNMARK | batch::DONE) => _ = self.marks.clear(),
            _ => self.marks.not_agreed(),
        }
        Flow::Stay
    }

    /// A finished duty is no longer listed; the one after it is selected.
    fn refresh(&mut self, cx: &mut Cx) {
        cx.told(self.list.read_again(&cx.store));
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        Some(draw::draw(&mut self.list, &self.marks, area, buf, cx))
    }

    fn title(&self, cx: &Cx) -> String {
        Place::Due.wording().name(cx.lang).to_owned()
    }

    fn help(&self, lang: Lang) -> Option<String> {
        Some(words::help(lang).to_owned())
    }
}
