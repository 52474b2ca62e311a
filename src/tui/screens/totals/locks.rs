//! What the totals show of locked months, and the lock key.

use super::Totals;
use crate::domain::Period;
use crate::report::{LockNote, View};
use crate::tui::screens::locks;
use crate::tui::stack::{Answer, Cx, Decision, Flow};

impl Totals {
    /// The lock key: a month is locked or its lock shown, a longer period shows the months of its year.
    pub(super) fn lock(&mut self, cx: &mut Cx) -> Flow {
        let question = self.report.question;
        locks::on_period(&question.period, question.office, cx)
    }

    /// A question was answered: the only one asked here is whether to lock the month.
    pub(super) fn decided(&mut self, answer: &Answer, cx: &mut Cx) -> Flow {
        match (answer, self.report.question.period) {
            (Answer::Confirmed(Decision::Yes), Period::Month(month)) => {
                locks::confirmed(month, self.report.question.office, cx)
            }
            _ => Flow::Stay,
        }
    }

    /// Beside the days of the month: that it is locked.
    pub(super) fn lock_mark(&self, cx: &Cx) -> String {
        let mark = self.note.mark(cx.lang).filter(|_| self.view == View::Period);
        mark.map_or_else(String::new, |mark| format!("  {} {mark}", cx.symbols.locked))
    }

    /// Under the table: what was corrected, or what the year to date is made of.
    pub(super) fn lock_foot(&self, cx: &Cx) -> Vec<String> {
        match self.view {
            View::Period => self.note.correction(cx.lang).into_iter().collect(),
            View::YearToDate => self.note.account(cx.lang),
            _ => Vec::new(),
        }
    }
}

/// What is to be told of locks beside a table; nothing, and a notice, where the file cannot be read.
pub(super) fn note(report: &crate::report::TotalsReport, cx: &mut Cx) -> LockNote {
    cx.told(LockNote::of(&cx.store, report)).unwrap_or_default()
}
