//! 导入: importing a ledger. Choose a file, review the detected sheets and columns and what would become of
//! each row, correct them, and only then write: all or nothing.
//!
//! - `choose`, `folder`: choosing the file
//! - `work`: reading, planning and writing as background jobs
//! - `review`: the review; `overview`, `sheet`, `rows` are its pages, `ask` the cards over them, `counts` and
//!   `foot` the numbers
//! - `busy`: what is drawn while a job runs
//! - `ended`: the result, and taking it back

mod ask;
mod busy;
mod choose;
mod counts;
mod ended;
mod folder;
mod foot;
mod overview;
mod review;
mod rows;
mod sheet;
mod work;

use std::path::{Path, PathBuf};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(in crate::tui::screens) use self::choose::{Choose, Chosen};
pub(in crate::tui::screens) use self::folder::Wanted;

use self::ended::{Ended, Next, Reading};
use self::review::{Page, Review};
use self::work::{Book, Known, Outcome, Planned, Written};
use super::confirm::Confirm;
use crate::ledger::{Differences, ImportError};
use crate::store::{CaseFilter, Progress, TakenBack};
use crate::text::import_screen::{self as words, Busy, Fate};
use crate::text::{Lang, common, take_back};
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::jobs::{Job, Look};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Wait, Worked};

/// The screen of an import.
pub struct Import {
    choose: Choose,
    step: Step,
    asked: Asked,
}

/// The subject of the question on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether to write.
    Write,
    /// Whether to discard manual changes.
    Leave,
    /// Whether to take the import back.
    TakeBack,
}

/// The step that is shown.
enum Step {
    /// Choosing the file.
    Choosing,
    /// Reading and planning.
    Reading(PathBuf, Job<Outcome<(Book, Planned)>>),
    /// Reviewing.
    Reviewing(Box<Review>),
    /// Writing.
    Writing(Box<Review>, Job<Outcome<Written>>),
    /// Done.
    Ended(Box<Ended>),
    /// Taking it back.
    TakingBack(Box<Ended>, Job<Outcome<Option<TakenBack>>>),
}

impl Import {
    /// Starts in the folder of the last import.
    pub fn open(cx: &Cx) -> Self {
        Self { choose: Choose::open(Wanted::Ledger, cx), step: Step::Choosing, asked: Asked::Write }
    }

    fn read(&mut self, path: PathBuf, cx: &mut Cx) {
        self.choose.found(&path);
        let file = path.clone();
        let begun =
            Job::beside("import-read", &mut cx.store, move |store, teller| work::read(&file, &store, teller));
        match begun {
            Ok(run) => self.step = Step::Reading(path, run),
            Err(error) => self.refuse(&path, &error.into(), cx),
        }
    }

    /// The file cannot be imported: shows why on the page where it is chosen.
    fn refuse(&mut self, path: &Path, error: &ImportError, cx: &mut Cx) {
        self.step = Step::Choosing;
        if let ImportError::Cancelled = error {
            cx.done(words::stopped(cx.lang));
            return;
        }
        let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        self.choose.refuse(words::import_error(cx.lang, &name, error));
    }

    fn chosen(&mut self, chosen: Chosen, cx: &mut Cx) -> Flow {
        match chosen {
            Chosen::Stay => Flow::Stay,
            Chosen::NotMine => Flow::Unhandled,
            Chosen::File(path) => {
                self.read(path, cx);
                Flow::Stay
            }
        }
    }

    /// Ctrl+S: asks for confirmation with the numbers; shows a notice if there is nothing to write.
    fn ask(&mut self, cx: &mut Cx) -> Flow {
        let Step::Reviewing(review) = &mut self.step else { return Flow::Unhandled };
        let numbers = review.asking();
        if review.planning().is_some() {
            return cx.warned(words::wait_for_planning(cx.lang));
        }
        if !matches!(review.known, Some(Known::Planned(_))) {
            review.replan(cx);
            return Flow::Stay;
        }
        let updated = if numbers.differences == Differences::Update { numbers.changed } else { 0 };
        if numbers.new.iter().sum::<u64>() + numbers.completed + updated == 0 {
            let readable = review.counts(review::Scope::All).same > 0 || numbers.changed > 0;
            cx.warn(if readable {
                words::nothing_to_write(cx.lang)
            } else {
                words::nothing_readable(cx.lang)
            });
            return Flow::Stay;
        }
        self.asked = Asked::Write;
        let asked = Confirm::new(words::ask_write(cx.lang, &numbers, &review.odd(cx.lang)))
            .choice(words::write_it(cx.lang), Answer::Confirmed(Decision::Yes))
            .choice(words::do_not_write(cx.lang), Answer::Confirmed(Decision::No));
        Flow::Push(Box::new(asked))
    }

    fn write(&mut self, cx: &mut Cx) {
        let Step::Reviewing(review) = &mut self.step else { return };
        if review.planning().is_some() {
            // Another program wrote to the file while the question was open.
            cx.warn(words::wait_for_planning(cx.lang));
            return;
        }
        let Some(Known::Planned(planned)) = review.known.take() else { return };
        let (by_hand, differences) = (review.by_hand(), review.differences);
        let begun = Job::beside("import-write", &mut cx.store, move |mut store, teller| {
            work::write(*planned, &by_hand, differences, &mut store, teller)
        });
        match begun {
            Ok(run) => {
                if let Step::Reviewing(review) = std::mem::replace(&mut self.step, Step::Choosing) {
                    self.step = Step::Writing(review, run);
                }
            }
            Err(error) => {
                cx.fail(words::import_error(cx.lang, &review.book.name, &error.into()));
                review.replan(cx);
            }
        }
    }

    fn was_read(&mut self, outcome: Outcome<(Book, Planned)>, cx: &mut Cx) {
        let Step::Reading(path, _) = &self.step else { return };
        let path = path.clone();
        match outcome {
            Ok((book, planned)) => {
                Choose::remember(Wanted::Ledger, &path, cx);
                self.step = Step::Reviewing(Box::new(Review::of(book, planned)));
            }
            Err(error) => self.refuse(&path, &error, cx),
        }
    }

    fn was_written(&mut self, outcome: Outcome<Written>, cx: &mut Cx) {
        let Step::Writing(mut review, _) = std::mem::replace(&mut self.step, Step::Choosing) else { return };
        match outcome {
            Ok(written) => {
                self.step = Step::Ended(Box::new(Ended::of(*review, written)));
                // The job wrote through its own connection.
                let _ = cx.store.look_again();
                cx.records_changed();
            }
            Err(error) => {
                match error {
                    ImportError::Cancelled => cx.done(words::stopped(cx.lang)),
                    error => cx.fail(words::import_error(cx.lang, &review.book.name, &error)),
                }
                review.replan(cx);
                self.step = Step::Reviewing(review);
            }
        }
    }

    fn take_back(&mut self, cx: &mut Cx) {
        let Step::Ended(ended) = &self.step else { return };
        let Some(import) = ended.import.clone() else { return };
        let begun = Job::beside("import-undo", &mut cx.store, move |mut store, teller| {
            work::take_back(&mut store, &import, teller)
        });
        match (begun, std::mem::replace(&mut self.step, Step::Choosing)) {
            (Ok(run), Step::Ended(ended)) => self.step = Step::TakingBack(ended, run),
            (Ok(_), step) => self.step = step,
            (Err(error), step) => {
                self.step = step;
                cx.fail(words::import_error(cx.lang, "", &error.into()));
            }
        }
    }

    fn was_taken_back(&mut self, outcome: Outcome<Option<TakenBack>>, cx: &mut Cx) {
        let Step::TakingBack(mut ended, _) = std::mem::replace(&mut self.step, Step::Choosing) else {
            return;
        };
        match outcome {
            Ok(Some(done)) => {
                ended.was_taken_back(done);
                // The job wrote through its own connection.
                let _ = cx.store.look_again();
                cx.records_changed();
            }
            Ok(None) => cx.warn(take_back::gone(cx.lang)),
            Err(ImportError::Cancelled) => cx.done(words::stopped(cx.lang)),
            Err(error) => cx.fail(words::import_error(cx.lang, &ended.review.book.name, &error)),
        }
        self.step = Step::Ended(ended);
    }

    fn next(&mut self, next: Next, cx: &mut Cx) -> Flow {
        let Step::Ended(ended) = &mut self.step else { return Flow::Stay };
        match next {
            Next::Back => return Flow::Close,
            Next::TakeBack => {
                let Some(question) = ended.ask_take_back(cx.lang) else { return Flow::Stay };
                self.asked = Asked::TakeBack;
                return Flow::Push(Box::new(Confirm::yes_or_no(question, cx.lang)));
            }
            Next::Another => {
                self.choose = Choose::open(Wanted::Ledger, cx);
                self.step = Step::Choosing;
            }
            Next::Refused | Next::Warnings => {
                ended.reading = Reading::Lists;
                ended.review.go(Page::Overview);
                ended.review.show_rows(if next == Next::Refused { Fate::Refused } else { Fate::Warned });
            }
            Next::Cases | Next::Register => {
                let only = (next == Next::Cases).then(|| ended.cases.clone());
                let title = words::cases_title(cx.lang, &ended.review.book.name);
                let door = match only {
                    Some(_) => super::open_cases(title, CaseFilter { only, ..CaseFilter::default() }, cx),
                    None => return Flow::Close,
                };
                return super::through(door, cx);
            }
        }
        Flow::Stay
    }

    /// The lists after the import are read-only; a change leads to a new plan.
    fn read_on(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let Step::Ended(ended) = &mut self.step else { return Flow::Unhandled };
        match action {
            Action::Back => {
                ended.reading = Reading::Numbers;
                Flow::Stay
            }
            Action::Open | Action::Write | Action::LeaveOut => {
                let Step::Ended(ended) = std::mem::replace(&mut self.step, Step::Choosing) else {
                    return Flow::Stay;
                };
                let mut review = ended.review;
                review.open_row(cx);
                review.replan(cx);
                self.step = Step::Reviewing(Box::new(review));
                Flow::Stay
            }
            _ => ended.review.act(action, cx),
        }
    }

    fn stop(&mut self) -> Flow {
        match &mut self.step {
            Step::Reading(_, run) => run.stop(),
            Step::Writing(_, run) => run.stop(),
            Step::TakingBack(_, run) => run.stop(),
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    /// The running job, its file and progress, and the hint on cancelling it.
    fn busy(&self, lang: Lang) -> Option<(Busy, String, Progress, &'static str)> {
        let said = |is_stopping, busy| {
            if is_stopping { words::stopping(lang) } else { words::esc_stops(lang, busy) }
        };
        match &self.step {
            Step::Reading(path, run) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                Some((
                    Busy::Reading,
                    name.unwrap_or_default(),
                    run.progress,
                    said(run.is_stopping(), Busy::Reading),
                ))
            }
            Step::Writing(review, run) => Some((
                Busy::Writing,
                review.book.name.clone(),
                run.progress,
                said(run.is_stopping(), Busy::Writing),
            )),
            Step::TakingBack(ended, run) => Some((
                Busy::TakingBack,
                ended.review.book.name.clone(),
                run.progress,
                said(run.is_stopping(), Busy::TakingBack),
            )),
            _ => None,
        }
    }
}

impl Layer for Import {
    fn place(&self) -> Place {
        match &self.step {
            Step::Choosing => Place::Files,
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) => Place::Busy,
            Step::Ended(ended) if ended.reading == Reading::Numbers => Place::Ended,
            Step::Reviewing(_) | Step::Ended(_) => Place::Import,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match &mut self.step {
            Step::Choosing if action == Action::Back => self.choose.back(),
            Step::Choosing => {
                let chosen = self.choose.act(action, cx);
                self.chosen(chosen, cx)
            }
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) if action == Action::Back => {
                self.stop()
            }
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) => Flow::Unhandled,
            Step::Reviewing(review) => match action {
                Action::Write => self.ask(cx),
                Action::Back if review.page != Page::Overview => review.back(),
                Action::Back if review.is_touched() => {
                    self.asked = Asked::Leave;
                    Flow::Push(Box::new(Confirm::yes_or_no(common::ask_drop(cx.lang), cx.lang)))
                }
                // Back to choosing another file.
                Action::Back => {
                    self.step = Step::Choosing;
                    Flow::Stay
                }
                _ => review.act(action, cx),
            },
            Step::Ended(ended) if ended.reading == Reading::Lists => self.read_on(action, cx),
            Step::Ended(ended) => match ended.act(action) {
                Some(next) => self.next(next, cx),
                None if matches!(action, Action::Up | Action::Down | Action::Open) => Flow::Stay,
                None => Flow::Unhandled,
            },
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match &mut self.step {
            Step::Choosing => {
                let chosen = self.choose.input(input, cx);
                self.chosen(chosen, cx)
            }
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) => Flow::Unhandled,
            Step::Reviewing(review) => review.input(input),
            Step::Ended(ended) if ended.reading == Reading::Lists => ended.review.input(input),
            Step::Ended(ended) => match ended.input(input) {
                Some(next) => self.next(next, cx),
                None => Flow::Unhandled,
            },
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if let Some(shown) = self.busy(cx.lang) {
            busy::draw(shown, area, buf, cx);
        }
        match &mut self.step {
            Step::Choosing => {
                self.choose.draw(area, buf, cx);
                self.choose.cursor
            }
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) => None,
            Step::Reviewing(review) => {
                review.draw(area, buf, cx);
                review.cursor
            }
            Step::Ended(ended) if ended.reading == Reading::Lists => {
                ended.review.draw(area, buf, cx);
                ended.review.cursor
            }
            Step::Ended(ended) => {
                ended.draw(area, buf, cx);
                ended.cursor
            }
        }
    }

    fn title(&self, cx: &Cx) -> String {
        match &self.step {
            Step::Reviewing(review) => review.title(cx),
            Step::Ended(ended) => words::title(cx.lang, &[&ended.review.book.name]),
            _ => words::title(cx.lang, &[]),
        }
    }

    fn waits(&self) -> Wait {
        match &self.step {
            Step::Reading(..) | Step::Writing(..) | Step::TakingBack(..) => Wait::Turn,
            Step::Reviewing(review) if review.is_planning() => Wait::Turn,
            _ => Wait::Key,
        }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        match &mut self.step {
            Step::Reading(_, run) => match run.look() {
                Look::Working(None) => return Worked::NothingNew,
                Look::Working(Some(_)) => {}
                Look::Done(outcome) => self.was_read(outcome, cx),
                Look::Gone => self.was_read(work::gone(), cx),
            },
            Step::Writing(_, run) => match run.look() {
                Look::Working(None) => return Worked::NothingNew,
                Look::Working(Some(_)) => {}
                Look::Done(outcome) => self.was_written(outcome, cx),
                Look::Gone => self.was_written(work::gone(), cx),
            },
            Step::TakingBack(_, run) => match run.look() {
                Look::Working(None) => return Worked::NothingNew,
                Look::Working(Some(_)) => {}
                Look::Done(outcome) => self.was_taken_back(outcome, cx),
                Look::Gone => self.was_taken_back(work::gone(), cx),
            },
            Step::Reviewing(review) => return review.wake(cx),
            Step::Choosing | Step::Ended(_) => return Worked::NothingNew,
        }
        Worked::Changed
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match (answer, &mut self.step) {
            (Answer::Confirmed(Decision::Yes), Step::Reviewing(_)) => match self.asked {
                Asked::Write => self.write(cx),
                Asked::Leave => self.step = Step::Choosing,
                Asked::TakeBack => {}
            },
            (Answer::Confirmed(Decision::Yes), Step::Ended(_)) => self.take_back(cx),
            (Answer::Filled(value), Step::Reviewing(review)) => review.answered(&value, cx),
            _ => {}
        }
        Flow::Stay
    }

    fn refresh(&mut self, cx: &mut Cx) {
        // Another program wrote to the file: new rows may not be new any more.
        if let Step::Reviewing(review) = &mut self.step {
            review.replan(cx);
        }
    }

    fn help(&self, lang: Lang) -> Option<String> {
        match &self.step {
            Step::Reviewing(review) => review.help(lang),
            _ => None,
        }
    }
}
