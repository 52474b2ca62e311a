//! What Enter opens on a report, and the lock key.

use super::{Page, Reports};
use crate::report::{Behind, Log};
use crate::text::{report as words, shell, totals as totals_words};
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Cx, Flow};

/// What is selected.
pub(super) enum Selected {
    /// A figure: what it is called and what it opens.
    Figure { title: String, behind: Behind },
    /// A check: its name and the cases that break it.
    Check { title: String, passed: bool, behind: Behind },
    /// A template that cannot be read.
    WrongTemplate,
    /// Nothing.
    Nothing,
}

impl Reports {
    /// Opens what stands behind the selected figure or check.
    pub(super) fn open_selected(&mut self, cx: &mut Cx) -> Flow {
        let selected = match &self.page {
            Page::Table(table) => table.selected(cx),
            Page::Text(written) => written.selected(cx),
        };
        match selected {
            Selected::Figure { title, behind } => self.open_figure(title, &behind, cx),
            Selected::Check { title, passed, behind } => match (behind.cases, passed) {
                (Some(filter), _) => pushed(screens::open_cases(title, filter, cx), cx),
                (None, passed) => {
                    if passed {
                        cx.done(words::check_holds(cx.lang));
                    } else {
                        cx.warn(words::check_names_none(cx.lang));
                    }
                    Flow::Stay
                }
            },
            Selected::WrongTemplate => self.edit_template(cx),
            Selected::Nothing => Flow::Stay,
        }
    }

    fn open_figure(&mut self, title: String, behind: &Behind, cx: &mut Cx) -> Flow {
        if behind.is_nothing() {
            cx.warn(totals_words::change_has_no_cases(cx.lang));
            return Flow::Stay;
        }
        if let Some(filter) = &behind.cases {
            match cx.store.count(filter) {
                // Of a figure of cases and a log, the cases come first where there are any.
                Ok(count) if count.cases > 0 => {
                    let period = totals_words::period(cx.lang, &self.asked.period);
                    let title = format!("{period}{}{title}", cx.symbols.between);
                    return pushed(screens::open_cases(title, filter.clone(), cx), cx);
                }
                Ok(_) if behind.log.is_none() => {
                    cx.warn(totals_words::no_cases_here(cx.lang));
                    return Flow::Stay;
                }
                Ok(_) => {}
                Err(error) => {
                    cx.fail(crate::text::errors::store_error(cx.lang, &error));
                    return Flow::Stay;
                }
            }
        }
        match behind.log {
            Some((log, _)) => self.open_log(log, cx),
            None => Flow::Stay,
        }
    }

    fn open_log(&mut self, log: Log, cx: &mut Cx) -> Flow {
        match log {
            Log::Services | Log::Screenings | Log::Preventions | Log::Indicators => {
                pushed(screens::open_services(cx), cx)
            }
            Log::Locks => Flow::Stay,
        }
    }

    /// The lock key.
    pub(super) fn lock(&mut self, _cx: &mut Cx) -> Flow {
        Flow::Unhandled
    }

    /// A question of the layer above was answered.
    pub(super) fn decided(&mut self, _answer: &Answer, _cx: &mut Cx) -> Flow {
        Flow::Stay
    }
}

fn pushed(door: Door, cx: &mut Cx) -> Flow {
    match door {
        Some(layer) => Flow::Push(layer),
        None => {
            // A screen that could not open has said why.
            if cx.notice.is_none() {
                cx.fail(shell::not_available(cx.lang));
            }
            Flow::Stay
        }
    }
}
