//! 数据交换: writing a bundle, reading one, or syncing a folder. The content of a bundle is shown before it is
//! imported; each number of the result opens what it counts.

mod page;
mod report;
mod work;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::exchange::{Contents, Opening};
use crate::store::{CaseFilter, Progress, Stage, StoreError};
use crate::text::{Lang, Words, exchange, exchange_screen as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::FormEvent;
use crate::tui::input::Input;
use crate::tui::jobs::{Job, Look};
use crate::tui::screens::import::{Choose, Chosen, Wanted};
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Cx, Flow, Layer, Typing, Wait, Worked};
use crate::tui::widgets::table::mark_row;
use crate::tui::widgets::{cells, chart};

use page::{About, Page};
use report::{Opens, Report};
use work::{Done, Outcome, Task};

/// The greatest width of the progress bar.
const BAR: u16 = 60;
const MARGIN: u16 = 2;

/// The functions of the screen, in the order of their digits.
const WAYS: [Way; 3] = [
    Way { name: words::OUT, about: words::about_out },
    Way { name: words::IN, about: words::about_in },
    Way { name: words::FOLDER, about: words::about_folder },
];

/// A function of the screen.
struct Way {
    name: Words,
    about: fn(Lang) -> &'static str,
}

/// The step that is shown.
enum Step {
    /// The menu.
    Ways,
    /// The choice of a bundle or folder.
    Choosing(Wanted, Box<Choose>),
    /// The form with the other parameters.
    Asking(Box<Page>),
    /// The running job.
    Busy(Box<Job<Outcome>>),
    /// The content of the bundle.
    Looking(Box<Contents>, Report),
    /// The result.
    Ended(Report),
}

/// The exchange screen.
pub struct Exchange {
    step: Step,
    way: usize,
}

/// Opens it.
pub fn open(cx: &mut Cx) -> Door {
    cx.told(cx.store.may(crate::store::Right::Exchange))?;
    Some(Box::new(Exchange { step: Step::Ways, way: 0 }))
}

impl Exchange {
    fn choose_way(&mut self, way: usize, cx: &Cx) -> Flow {
        self.way = way;
        self.step = match way {
            0 => Step::Asking(Box::new(Page::new(About::Out, cx))),
            1 => Step::Choosing(Wanted::Bundle, Box::new(Choose::open(Wanted::Bundle, cx))),
            _ => Step::Choosing(Wanted::Folder, Box::new(Choose::open(Wanted::Folder, cx))),
        };
        Flow::Stay
    }

    fn chosen(&mut self, chosen: Chosen, cx: &mut Cx) -> Flow {
        match chosen {
            Chosen::Stay => Flow::Stay,
            Chosen::NotMine => Flow::Unhandled,
            Chosen::File(path) => {
                self.found(path, cx);
                Flow::Stay
            }
        }
    }

    fn found(&mut self, path: PathBuf, cx: &mut Cx) {
        let Step::Choosing(wanted, choose) = &mut self.step else { return };
        if *wanted == Wanted::Folder {
            Choose::remember(*wanted, &path, cx);
            self.step = Step::Asking(Box::new(Page::new(About::Folder(path), cx)));
            return;
        }
        match crate::exchange::wants_passphrase(&path) {
            Ok(wants) => {
                Choose::remember(*wanted, &path, cx);
                if wants {
                    self.step = Step::Asking(Box::new(Page::new(About::In(path), cx)));
                } else {
                    self.begin(Task::Look(path, Opening::OwnKey), cx);
                }
            }
            Err(error) => choose.refuse(exchange::error(cx.lang, &error)),
        }
    }

    fn begin(&mut self, task: Task, cx: &mut Cx) {
        let done = work::begin(task, &mut cx.store);
        if let Some(run) = cx.told(done) {
            self.step = Step::Busy(Box::new(run));
        }
    }

    fn ended(&mut self, outcome: Option<Outcome>, cx: &mut Cx) {
        let lang = cx.lang;
        match outcome {
            Some(Ok(Done::Looked(contents))) => {
                let report = Report::of_contents(&contents, cx);
                self.step = Step::Looking(contents, report);
            }
            Some(Ok(Done::Written(written))) => {
                let report = Report::of_written(&written, cx);
                cx.done(words::written_out(lang));
                self.end(report, cx);
            }
            Some(Ok(Done::Taken(taken, arrived))) => {
                let said = self.take_note(cx);
                let report = Report::of_taken(&taken, &arrived, cx);
                self.end_with(report, said, cx);
            }
            Some(Ok(Done::Synced(folder, arrived))) => {
                let said = self.take_note(cx);
                let report = Report::of_folder(&folder, &arrived, cx);
                self.end_with(report, said, cx);
            }
            Some(Err(error)) => {
                cx.fail(exchange::error(lang, &error));
                self.step = Step::Ways;
            }
            None => {
                cx.fail(words::gone(lang));
                self.step = Step::Ways;
            }
        }
    }

    /// Reads what the exchange changed in the file. Returns the laptop's new series, if it got one.
    fn take_note(&self, cx: &mut Cx) -> Result<Option<String>, StoreError> {
        cx.store.look_again()?;
        cx.store.after_exchange()
    }

    fn end_with(&mut self, mut report: Report, said: Result<Option<String>, StoreError>, cx: &mut Cx) {
        if let Some(series) = cx.told(said) {
            series.iter().for_each(|series| report.add(words::series(cx.lang, series)));
        }
        self.end(report, cx);
    }

    fn end(&mut self, report: Report, cx: &mut Cx) {
        cx.records_changed();
        self.step = Step::Ended(report);
    }

    fn open_line(opens: Opens, cx: &mut Cx) -> Flow {
        let door = match opens {
            Opens::Nothing => return Flow::Stay,
            Opens::Conflicts => screens::conflicts::open(cx),
            Opens::Cases(what, ids) => {
                let filter = CaseFilter { only: Some(ids), ..CaseFilter::default() };
                screens::open_cases(words::cases_title(cx.lang, what.text(cx.lang)), filter, cx)
            }
        };
        screens::through(door, cx)
    }

    fn follow(&mut self, event: FormEvent<page::Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => self.go(cx),
            _ => {}
        }
        Flow::Stay
    }

    /// Starts the job once the form is complete.
    fn go(&mut self, cx: &mut Cx) {
        let Step::Asking(page) = &mut self.step else { return };
        if let Some(task) = page.task(cx) {
            self.begin(task, cx);
        }
    }

    fn accept(&mut self, cx: &mut Cx) -> Flow {
        match std::mem::replace(&mut self.step, Step::Ways) {
            Step::Ways => self.choose_way(self.way, cx),
            Step::Looking(contents, report) => {
                if contents.report.is_nothing() {
                    cx.done(words::nothing_new(cx.lang));
                    self.step = Step::Looking(contents, report);
                } else {
                    self.begin(Task::Take(contents), cx);
                }
                Flow::Stay
            }
            Step::Ended(report) => {
                let opens = report.chosen();
                self.step = Step::Ended(report);
                Self::open_line(opens, cx)
            }
            other => {
                self.step = other;
                Flow::Unhandled
            }
        }
    }

    fn back(&mut self) -> Flow {
        match &mut self.step {
            Step::Ways | Step::Ended(_) => return Flow::Close,
            Step::Busy(run) => run.stop(),
            Step::Choosing(_, choose) => {
                if matches!(choose.back(), Flow::Close) {
                    self.step = Step::Ways;
                }
            }
            Step::Asking(_) | Step::Looking(..) => self.step = Step::Ways,
        }
        Flow::Stay
    }

    fn draw_ways(&self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let mut cursor = None;
        let at = (area.x + MARGIN, area.y + 1);
        cells::write(buf, at, words::choose(cx.lang), area.width, cx.theme.muted, cx.symbols);
        let mut y = area.y + 3;
        for (at, way) in WAYS.iter().enumerate() {
            if y + 1 >= area.bottom() {
                break;
            }
            let text = format!("{} {}", at + 1, way.name.text(cx.lang));
            cells::write(buf, (area.x + MARGIN, y), &text, area.width, cx.theme.heading, cx.symbols);
            let room = area.width.saturating_sub(6);
            cells::write(buf, (area.x + 4, y + 1), (way.about)(cx.lang), room, cx.theme.muted, cx.symbols);
            if at == self.way {
                mark_row(Rect { y, height: 1, ..area }, buf, cx);
                cursor = Some(Position::new(area.x, y));
            }
            y += 3;
        }
        cursor
    }
}

fn draw_busy(run: &Job<Outcome>, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let Progress { stage, done, total } = run.progress;
    let stage = match stage {
        Stage::Trying => words::trying(cx.lang),
        Stage::Taking => words::taking(cx.lang),
        Stage::Sending => words::sending(cx.lang),
        _ => words::checking(cx.lang),
    };
    let bar = chart::filled(run.progress, BAR.min(area.width.saturating_sub(4)), cx.symbols);
    let said = if run.is_stopping() { words::stopping(cx.lang) } else { words::esc_stops(cx.lang) };
    let lines = [
        (stage.to_owned(), cx.theme.heading),
        (bar, cx.theme.chart),
        (words::so_far(cx.lang, done, total), ratatui::style::Style::new()),
        (said.to_owned(), cx.theme.muted),
    ];
    for (y, (text, style)) in (area.y + area.height / 3..area.bottom()).zip(lines) {
        cells::write(buf, (area.x + MARGIN, y), &text, area.width, style, cx.symbols);
    }
}

impl Layer for Exchange {
    fn place(&self) -> Place {
        match self.step {
            Step::Choosing(..) => Place::Files,
            Step::Busy(_) => Place::Busy,
            Step::Asking(_) => Place::Bundle,
            _ => Place::Exchange,
        }
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        if action == Action::Back {
            return self.back();
        }
        match &mut self.step {
            Step::Choosing(_, choose) => {
                let chosen = choose.act(action, cx);
                self.chosen(chosen, cx)
            }
            Step::Asking(_) if action == Action::Save => {
                self.go(cx);
                Flow::Stay
            }
            Step::Asking(page) => {
                let event = page.form.act(action);
                self.follow(event, cx)
            }
            Step::Busy(_) => Flow::Unhandled,
            _ if action == Action::Accept => self.accept(cx),
            Step::Ways => {
                self.way = match action {
                    Action::Up => self.way.saturating_sub(1),
                    Action::Down => (self.way + 1).min(WAYS.len() - 1),
                    _ => return Flow::Unhandled,
                };
                Flow::Stay
            }
            Step::Looking(_, report) | Step::Ended(report) => match action {
                Action::Up | Action::Down => {
                    report.travel(action);
                    Flow::Stay
                }
                _ => Flow::Unhandled,
            },
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match &mut self.step {
            Step::Choosing(_, choose) => {
                let chosen = choose.input(input, cx);
                self.chosen(chosen, cx)
            }
            Step::Asking(page) => {
                let event = page.form.input(input);
                self.follow(event, cx)
            }
            Step::Ways => match input.digit() {
                Some(digit @ 1..=3) => self.choose_way(usize::from(digit) - 1, cx),
                _ => Flow::Unhandled,
            },
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        match &mut self.step {
            Step::Ways => self.draw_ways(area, buf, cx),
            Step::Choosing(_, choose) => {
                choose.draw(area, buf, cx);
                choose.cursor
            }
            Step::Asking(page) => {
                page.form.draw(area, buf, cx);
                page.form.cursor()
            }
            Step::Busy(run) => {
                draw_busy(run, area, buf, cx);
                None
            }
            Step::Looking(_, report) | Step::Ended(report) => {
                report.draw(area, buf, cx);
                report.cursor
            }
        }
    }

    fn title(&self, cx: &Cx) -> String {
        Place::Exchange.wording().name(cx.lang).to_owned()
    }

    fn typing(&self) -> Typing {
        match &self.step {
            Step::Asking(page) => page.form.typing(),
            _ => self.place().row().typing,
        }
    }

    fn waits(&self) -> Wait {
        if matches!(self.step, Step::Busy(_)) { Wait::Turn } else { Wait::Key }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        let Step::Busy(run) = &mut self.step else { return Worked::NothingNew };
        match run.look() {
            Look::Working(None) => return Worked::NothingNew,
            Look::Working(Some(_)) => {}
            Look::Done(outcome) => self.ended(Some(outcome), cx),
            Look::Gone => self.ended(None, cx),
        }
        Worked::Changed
    }

    fn help(&self, lang: Lang) -> Option<String> {
        match &self.step {
            Step::Asking(page) => page.form.help(),
            _ => Some(words::help(lang).to_owned()),
        }
    }
}
