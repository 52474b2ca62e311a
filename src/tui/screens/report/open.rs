//! Opening what a report links to, and the lock key.

use super::{Page, Reports};
use crate::domain::{Month, Period};
use crate::report::{Behind, EntriesQuestion, EntryList, Log, Logged};
use crate::store::{EntryFilter, Result, Store};
use crate::text::{report as words, services as entry_words, totals as totals_words};
use crate::tui::actions::Action;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::services::Services;
use crate::tui::screens::{self, locks};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};

/// The parts that a figure can be opened into, as answers.
const CASES: usize = 0;
const ENTRIES: usize = 1;

/// The list of a log; none for that of locked months.
const fn list_of(log: Log) -> Option<EntryList> {
    match log {
        Log::Services => Some(EntryList::Services),
        Log::Screenings => Some(EntryList::Screenings),
        Log::Preventions => Some(EntryList::Prevention),
        Log::Indicators => Some(EntryList::Indicators),
        Log::Locks => None,
    }
}

/// How many entries stand in a part of a log; locked months are not counted.
fn entries_of(logged: Logged, store: &Store) -> Result<usize> {
    let filter = EntryFilter { range: logged.range, office: logged.office };
    list_of(logged.log).map_or(Ok(0), |list| store.count_entries(list, filter))
}

/// What is selected.
pub(super) enum Selected {
    /// A figure: its name and what it links to.
    Figure { title: String, behind: Behind },
    /// A check: its name and the cases that break it.
    Check { title: String, passed: bool, behind: Behind },
    /// Why a form would be sent back, and what has to be mended.
    Refusal { sentence: String, behind: Behind },
    /// A template that cannot be read.
    WrongTemplate,
    /// Nothing.
    Nothing,
}

impl Reports {
    /// Opens what the selected figure or check links to.
    pub(super) fn open_selected(&mut self, cx: &mut Cx) -> Flow {
        let selected = match &self.page {
            Page::Table(table) => table.selected(cx),
            Page::Text(written) => written.selected(cx),
        };
        match selected {
            Selected::Figure { title, behind } => self.open_figure(title, &behind, cx),
            Selected::Check { title, passed, behind } => match (behind.cases, passed) {
                (Some(filter), _) => screens::through(screens::open_cases(title, filter, cx), cx),
                (None, passed) => {
                    if passed {
                        cx.done(words::check_holds(cx.lang));
                    } else {
                        cx.warn(words::check_names_none(cx.lang));
                    }
                    Flow::Stay
                }
            },
            Selected::Refusal { sentence, behind } if behind.is_nothing() => cx.warned(&sentence),
            Selected::Refusal { behind, .. } => {
                let title = words::GOVERNANCE_SHORT.text(cx.lang).to_owned();
                self.open_figure(title, &behind, cx)
            }
            Selected::WrongTemplate => self.edit_template(cx),
            Selected::Nothing => Flow::Stay,
        }
    }

    fn open_figure(&mut self, title: String, behind: &Behind, cx: &mut Cx) -> Flow {
        if behind.is_nothing() {
            return cx.warned(totals_words::change_has_no_cases(cx.lang));
        }
        let cases = behind.cases.as_ref().map_or(Ok(0), |filter| Ok(cx.store.count(filter)?.cases));
        let entries = behind.log.map_or(Ok(0), |logged| entries_of(logged, &cx.store));
        match (cases, entries) {
            (Err(error), _) | (_, Err(error)) => cx.refused(&error),
            // A figure of cases and a log: which of them to open is asked, unless only one has anything.
            (Ok(cases @ 1..), Ok(entries @ 1..)) => {
                let list = behind.log.and_then(|logged| list_of(logged.log));
                let list = list.map_or("", |list| entry_words::list(list).text(cx.lang));
                let asked = Confirm::new(words::open_which(cx.lang, &title))
                    .titled(Action::Open.row().wording.label(cx.lang))
                    .choice(words::open_cases(cx.lang, cases), Answer::Picked(CASES))
                    .choice(words::open_entries(cx.lang, list, entries), Answer::Picked(ENTRIES));
                Flow::Push(Box::new(asked))
            }
            (Ok(1..), _) => self.open_part(CASES, title, behind, cx),
            (Ok(0), _) if behind.log.is_none() => cx.warned(totals_words::no_cases_here(cx.lang)),
            (Ok(0), _) => self.open_part(ENTRIES, title, behind, cx),
        }
    }

    /// Opens the cases or the entries of the selected figure, as answered.
    pub(super) fn picked(&mut self, part: usize, cx: &mut Cx) -> Flow {
        let selected = match &self.page {
            Page::Table(table) => table.selected(cx),
            Page::Text(written) => written.selected(cx),
        };
        match selected {
            Selected::Figure { title, behind } => self.open_part(part, title, &behind, cx),
            _ => Flow::Stay,
        }
    }

    fn open_part(&mut self, part: usize, title: String, behind: &Behind, cx: &mut Cx) -> Flow {
        match (part, &behind.cases, behind.log) {
            (CASES, Some(filter), _) => {
                let period = totals_words::period(cx.lang, &self.asked.period);
                let title = format!("{period}{}{title}", cx.symbols.between);
                screens::through(screens::open_cases(title, filter.clone(), cx), cx)
            }
            (_, _, Some(logged)) => self.open_log(logged, cx),
            _ => Flow::Stay,
        }
    }

    /// Opens the part of a log that a figure counts.
    fn open_log(&mut self, logged: Logged, cx: &mut Cx) -> Flow {
        let Some(list) = list_of(logged.log) else {
            let year = Month::containing(logged.range.to, self.asked.cut_off).year();
            return locks::of_year(year, logged.office, cx);
        };
        let (cut_off, period) = (self.asked.cut_off, self.asked.period);
        let known = [period, period.previous(), period.year_before()];
        let period = known.into_iter().find(|period| period.range(cut_off) == logged.range);
        let period = period.unwrap_or(Period::Days(logged.range));
        let question = EntriesQuestion { period, office: logged.office, cut_off };
        let screen = Services::open_at(list, question, cx);
        screens::through(screen.map(|screen| Box::new(screen) as Box<dyn Layer>), cx)
    }

    /// The lock key: locks a month or opens its lock; for a longer period shows its year.
    pub(super) fn lock(&mut self, cx: &mut Cx) -> Flow {
        locks::on_period(&self.asked.period, self.asked.scope.office(), cx)
    }

    /// Handles the answer to the only question asked here, whether to lock the month.
    pub(super) fn decided(&mut self, answer: &Answer, cx: &mut Cx) -> Flow {
        match (answer, self.asked.period) {
            (Answer::Confirmed(Decision::Yes), Period::Month(month)) => {
                locks::confirmed(month, self.asked.scope.office(), cx)
            }
            _ => Flow::Stay,
        }
    }
}
