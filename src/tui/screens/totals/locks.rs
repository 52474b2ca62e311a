//! Locked months in the totals, and the lock key.

use super::Totals;
use crate::domain::Period;
use crate::report::{LockNote, View};
use crate::tui::screens::locks;
use crate::tui::stack::{Answer, Cx, Decision, Flow};

impl Totals {
    /// The lock key: locks a month or opens its lock; for a longer period shows its year.
    pub(super) fn lock(&mut self, cx: &mut Cx) -> Flow {
        let question = self.report.question;
        locks::on_period(&question.period, question.office, cx)
    }

    /// Handles the answer to the only question asked here, whether to lock the month.
    pub(super) fn decided(&mut self, answer: &Answer, cx: &mut Cx) -> Flow {
        match (answer, self.report.question.period) {
            (Answer::Confirmed(Decision::Yes), Period::Month(month)) => {
                locks::confirmed(month, self.report.question.office, cx)
            }
            _ => Flow::Stay,
        }
    }

    /// The mark beside the days that the month is locked.
    pub(super) fn lock_mark(&self, cx: &Cx) -> String {
        let mark = self.note.mark(cx.lang).filter(|_| self.view == View::Period);
        mark.map_or_else(String::new, |mark| format!("  {} {mark}", cx.symbols.locked))
    }

    /// The lines below the table: the corrections, or the parts of the year to date.
    pub(super) fn lock_foot(&self, cx: &Cx) -> Vec<String> {
        match self.view {
            View::Period => self.note.correction(cx.lang).into_iter().collect(),
            View::YearToDate => self.note.account(cx.lang),
            _ => Vec::new(),
        }
    }
}

/// The lock information of a table; empty, and a notice, where the file cannot be read.
pub(super) fn note(report: &crate::report::TotalsReport, cx: &mut Cx) -> LockNote {
    cx.told(LockNote::of(&cx.store, report)).unwrap_or_default()
}
