//! The way back inside a field.

use crate::text::widgets::CLAUSE_ENDS;

/// How many steps can be taken back; a field is left long before.
const STEPS_KEPT: usize = 500;

/// What kind of change a step was; only neighbours of the same kind join into one step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typed at the cursor.
    Typed,
    /// Erased before or behind the cursor.
    Erased,
    /// Pasted or put in as a whole; never joins.
    Whole,
}

/// One change: at byte `at`, `removed` gave way to `inserted`.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub kind: Kind,
    pub at: usize,
    pub removed: String,
    pub inserted: String,
    /// Where the cursor was.
    pub cursor_before: usize,
}

/// The steps taken and the ones taken back.
#[derive(Debug, Clone, Default)]
pub(super) struct Log {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The next change may join the last step.
    run_open: bool,
}

impl Log {
    /// Takes in a change that was made; it joins the last step if both belong to one run.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        // The end of a clause ends the run, so that undo in a narrative does not take the whole paragraph.
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

    /// The next change begins a step of its own.
    pub fn close_run(&mut self) {
        self.run_open = false;
    }

    /// Takes the last step back in `text`; answers with where the cursor was before it.
    pub fn undo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.done.pop()?;
        text.replace_range(step.at..step.at + step.inserted.len(), &step.removed);
        let cursor = step.cursor_before;
        self.undone.push(step);
        Some(cursor)
    }

    /// Takes the last undone step again in `text`; answers with where its text ends.
    pub fn redo(&mut self, text: &mut String) -> Option<usize> {
        let step = self.undone.pop()?;
        text.replace_range(step.at..step.at + step.removed.len(), &step.inserted);
        let cursor = step.at + step.inserted.len();
        self.done.push(step);
        Some(cursor)
    }
}

impl Step {
    /// Takes `next` into this step if both belong to one run of typing or erasing. Says whether it did.
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
