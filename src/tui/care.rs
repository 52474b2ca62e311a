//! Background care of the file: after the first frame a check of the file and the daily backup, each where
//! due; after leaving, a backup of what was saved, once the terminal is restored.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::jobs::{Job, Look};
use super::stack::{Cx, Worked};
use crate::store::{Interrupter, Store, StoreError};
use crate::text::backups as words;
use crate::text::{Lang, errors};

/// A backup on leaving that takes longer shows a message.
const AT_ONCE: Duration = Duration::from_millis(300);

/// The result of the care.
struct Cared {
    check: Result<(), StoreError>,
    backup: Result<(), StoreError>,
}

/// The background job.
#[derive(Default)]
pub struct Care {
    stage: Stage,
}

#[derive(Default)]
enum Stage {
    /// Not requested, or done.
    #[default]
    Resting,
    /// Starts after the first frame.
    Waiting,
    Working(Working),
}

struct Working {
    // `drop` interrupts the work before this is dropped, which waits for the end of the job.
    job: Job<Cared>,
    interrupter: Interrupter,
}

impl Drop for Working {
    fn drop(&mut self) {
        self.interrupter.interrupt();
    }
}

impl Care {
    /// Requests a start after the first frame.
    pub fn begin(&mut self) {
        self.stage = Stage::Waiting;
    }

    /// Whether there is something to start or in progress.
    pub fn wants_work(&self) -> bool {
        !matches!(self.stage, Stage::Resting)
    }

    /// Starts the job, or polls its progress.
    pub fn work(&mut self, cx: &mut Cx) -> Worked {
        match &mut self.stage {
            Stage::Resting => Worked::NothingNew,
            Stage::Waiting => {
                self.stage = start(cx).map_or(Stage::Resting, Stage::Working);
                Worked::NothingNew
            }
            Stage::Working(working) => match working.job.look() {
                Look::Working(_) => Worked::NothingNew,
                Look::Done(cared) => {
                    self.stage = Stage::Resting;
                    tell(cared, cx);
                    Worked::Changed
                }
                Look::Gone => {
                    self.stage = Stage::Resting;
                    Worked::NothingNew
                }
            },
        }
    }
}

/// Failures to start are not reported: the next start of the program tries again.
fn start(cx: &mut Cx) -> Option<Working> {
    let check = cx.store.check_is_due().unwrap_or(false);
    let backup = cx.store.daily_backup_is_due().unwrap_or(false);
    if !check && !backup {
        return None;
    }
    let mut store = cx.store.beside().ok()?;
    let interrupter = store.interrupter();
    let job = Job::begin("care", move |_| {
        let check = if check { store.quick_check() } else { Ok(()) };
        let backup = if backup && check.is_ok() { store.back_up_everywhere().map(drop) } else { Ok(()) };
        Cared { check, backup }
    });
    Some(Working { job: job.ok()?, interrupter })
}

fn tell(cared: Cared, cx: &mut Cx) {
    match (cared.check, cared.backup) {
        (Err(StoreError::Damaged(_)), _) | (_, Err(StoreError::Damaged(_))) => {
            cx.file_is_damaged = true;
            cx.fail(words::FOUND_DAMAGED.text(cx.lang));
        }
        (_, Err(StoreError::Stopped)) => {}
        (_, Err(error)) => {
            let why = errors::store_error(cx.lang, &error);
            cx.warn(words::not_on_leaving(cx.lang, &why));
        }
        _ => {}
    }
}

/// Backs up what was saved since the last backup. Called after the terminal was restored, so that the user
/// can go on at once; a line is printed where it takes a while. Ctrl+C cancels it.
pub fn on_leaving(store: &mut Store, lang: Lang) {
    if !store.backup_is_due().unwrap_or(false) {
        return;
    }
    let Ok(mut own) = store.beside() else { return };
    let interrupter = own.interrupter();
    let Ok(mut job) = Job::begin("backup", move |_| own.back_up_everywhere().map(drop)) else { return };
    let asked = interrupted();
    let begun = Instant::now();
    let mut said = false;
    // If stderr is closed, nobody can read the message.
    let say = |text: &str| drop(writeln!(std::io::stderr(), "{text}"));
    let done = loop {
        match job.look() {
            Look::Done(done) => break done,
            Look::Gone => return,
            Look::Working(_) => {}
        }
        if asked.load(Ordering::Relaxed) {
            interrupter.interrupt();
        }
        if !said && begun.elapsed() > AT_ONCE {
            said = true;
            say(words::on_leaving(lang));
        }
    };
    match done {
        Ok(()) | Err(StoreError::Stopped) => {}
        Err(error) => say(&words::not_on_leaving(lang, &errors::store_error(lang, &error))),
    }
}

/// Set by Ctrl+C.
fn interrupted() -> Arc<AtomicBool> {
    let asked = Arc::default();
    #[cfg(unix)]
    // If the handler cannot be set, Ctrl+C does not cancel the backup.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&asked));
    asked
}
