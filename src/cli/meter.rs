//! The progress of a long command on stderr, if that is a terminal.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;

use crate::store::Progress;
use crate::text::Lang;

/// Prints the progress over the previous one; removed when the command ends.
pub(super) struct Meter {
    lang: Lang,
    words: fn(Lang, Progress) -> String,
    shows: bool,
    shown: bool,
}

impl Meter {
    pub(super) fn new(lang: Lang, words: fn(Lang, Progress) -> String) -> Self {
        Self { lang, words, shows: std::io::stderr().is_terminal(), shown: false }
    }

    /// Prints the progress.
    pub(super) fn show(&mut self, progress: Progress) {
        if self.shows {
            self.shown = true;
            // A progress that cannot be printed is no error.
            let _ = write!(std::io::stderr(), "\r\x1b[K{}", (self.words)(self.lang, progress));
        }
    }

    pub(super) fn watch(&mut self) -> impl FnMut(Progress) -> ControlFlow<()> {
        |progress| {
            self.show(progress);
            ControlFlow::Continue(())
        }
    }

    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.clear();
    }
}
