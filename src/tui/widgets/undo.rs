//! The undo log of a field.

use crate::text::widgets::CLAUSE_ENDS;

/// The most steps kept.
const STEPS_KEPT: usize = 500;

/// The kind of a change; only adjacent changes of the same kind join into one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typed at the cursor.
    Typed,
    /// Erased before or behind the cursor.
    Erased,
    /// Pasted or replaced as a whole; never joins.
    Whole,
}

/// One change: at byte `at`, `removed` was replaced by `inserted`.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub kind: Kind,
    pub at: usize,
    pub removed: String,
    pub inserted: String,
    /// The cursor before the change.
    pub cursor_before: usize,
}

/// The steps done and the ones undone.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next change may join the last step.
    run_open: bool,
}

impl Log {
    /// Adds a change; it joins the last step if both belong to one run.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        // The end of a clause ends the run, so that undo in a long text does not remove the whole paragraph.
        let ends_run = step.kind == Kind::Whole || step.inserted.ends_with(CLAUSE_ENDS);
        let joined = self.run_open && self.done.last_mut().is_some_and(|last| last.join(&step));
        if !joined {
            if self.done.len() == STEPS_KEPT {
                self.done.remove(0);
            }
            self.done.push(step);
        }
        self.run_open = !ends_run;
    }

    /// Makes the next change a separate step.
    pub fn close_run(&mut self) {
        self.run_open = false;
    }

    /// Undoes the last step in `text`; returns the cursor position before it.
    pub fn undo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.done.pop()?;
        text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        let cursor = step.cursor_before;
        self.undone.push(step);
        Some(cursor)
    }

    /// Redoes the last undone step in `text`; returns where its text ends.
    pub fn redo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.undone.pop()?;
        text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        let cursor = step.at + step.inserted.len();
        self.done.push(step);
        Some(cursor)
    }
}

impl Step {
    /// Joins `next` to this step if both belong to one run of typing or erasing. Returns whether it did.
    fn join(&mut self, next: &Self) -> bool {
        match (self.kind, next.kind) {
            (Kind::Typed, Kind::Typed) if next.removed.is_empty() => {
                let follows = self.at + self.inserted.len() == next.at;
                if follows {
                    self.inserted.push_str(&next.inserted);
                }
                follows
            }
            (Kind::Erased, Kind::Erased) if next.at + next.removed.len() == self.at => {
                self.removed.insert_str(0, &next.removed);
                self.at = next.at;
                true
            }
            (Kind::Erased, Kind::Erased) if next.at == self.at => {
                self.removed.push_str(&next.removed);
                true
            }
            _ => false,
        }
    }
}
