//! Work that takes longer than a frame: one thread beside the screen, with its own connection to the file. It tells how far
//! it is, and it ends where it is told to.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::store::{Progress, Store, StoreError};

/// How long a layer waits for news before it looks for keys: short enough that no key waits for longer than an eye does.
const GLANCE: Duration = Duration::from_millis(30);

/// What the work tells the screen.
enum News<T> {
    Progress(Progress),
    Done(T),
}

/// The end of the worker at which it tells how far it is.
#[derive(Debug)]
pub struct Teller<T> {
    news: Sender<News<T>>,
    stop: Arc<AtomicBool>,
}

impl<T> std::fmt::Debug for News<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Progress(progress) => progress.fmt(f),
            Self::Done(_) => f.write_str("Done"),
        }
    }
}

impl<T> Teller<T> {
    /// Tells how far the work is, and learns whether to go on.
    pub fn tell(&self, progress: Progress) -> ControlFlow<()> {
        // Where nobody listens any more there is nobody to work for.
        let heard = self.news.send(News::Progress(progress)).is_ok();
        if heard && !self.stop.load(Ordering::Relaxed) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// As the watcher of work.
    pub fn watch(&self) -> impl FnMut(Progress) -> ControlFlow<()> {
        |progress| self.tell(progress)
    }
}

/// What a look at the work shows.
#[derive(Debug, PartialEq, Eq)]
pub enum Look<T> {
    /// It goes on; the newest progress where there was news.
    Working(Option<Progress>),
    /// It is done, and this came of it.
    Done(T),
    /// It ended without an answer: the program's own fault, which its last words name.
    Gone,
}

/// Work under way. Dropping it tells the work to end and waits for that: nothing goes on behind a screen that is gone.
#[derive(Debug)]
pub struct Job<T> {
    news: Receiver<News<T>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// How far it is.
    pub progress: Progress,
}

impl<T: Send + 'static> Job<T> {
    /// Begins the work.
    ///
    /// # Errors
    /// When the machine has no thread to give.
    pub fn begin(name: &str, work: impl FnOnce(&Teller<T>) -> T + Send + 'static) -> std::io::Result<Self> {
        let (sender, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let teller = Teller { news: sender, stop: Arc::clone(&stop) };
        let run = move || {
            let answer = work(&teller);
            // Where nobody waits for it any more it is of no use to anybody.
            let _ = teller.news.send(News::Done(answer));
        };
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(run)?;
        Ok(Self { news, stop, thread: Some(thread), progress: Progress::default() })
    }

    /// Begins work on the file with a connection of its own.
    ///
    /// # Errors
    /// Why the file could not be opened once more, or that the machine has no thread to give.
    pub fn beside(
        name: &str,
        store: &mut Store,
        work: impl FnOnce(Store, &Teller<T>) -> T + Send + 'static,
    ) -> Result<Self, StoreError> {
        let own = store.beside()?;
        Ok(Self::begin(name, move |teller| work(own, teller))?)
    }

    /// Looks how far it is, waiting a moment for news: what a layer does in its `work`.
    pub fn look(&mut self) -> Look<T> {
        let mut newest = None;
        let begun = Instant::now();
        loop {
            // All news of the moment together: work that tells a thousand times a second is drawn thirty times.
            match self.news.recv_timeout(GLANCE.saturating_sub(begun.elapsed())) {
                Ok(News::Progress(progress)) => {
                    self.progress = progress;
                    newest = Some(progress);
                }
                Ok(News::Done(answer)) => return Look::Done(answer),
                Err(RecvTimeoutError::Timeout) => return Look::Working(newest),
                Err(RecvTimeoutError::Disconnected) => return Look::Gone,
            }
        }
    }

    /// Tells the work to end at its next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to end and has not yet.
    pub fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A fault of the work has been told by its own last words.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended<T: Send + 'static>(mut job: Job<T>) -> (Vec<Progress>, Look<T>) {
        let mut told = Vec::new();
        loop {
            match job.look() {
                Look::Working(progress) => told.extend(progress),
                end => return (told, end),
            }
        }
    }

    #[test]
    fn work_tells_how_far_it_is_and_ends_with_its_answer() {
        // Would catch news that come after the answer, or an answer that is lost because nobody looked meanwhile.
        let job = Job::begin("t", |teller| {
            (0..1000)
                .filter(|done| {
                    teller.tell(Progress { done: *done, total: 1000, ..Progress::default() }).is_continue()
                })
                .count()
        })
        .unwrap();
        let (told, end) = ended(job);
        assert_eq!(end, Look::Done(1000));
        assert!(told.windows(2).all(|pair| pair[0].done < pair[1].done));
    }

    #[test]
    fn work_that_is_told_to_end_ends() {
        // Would catch a cancel that nobody hears: the loop would never be left.
        let job = Job::begin("t", |teller| {
            let mut done = 0;
            while teller.tell(Progress { done, ..Progress::default() }).is_continue() {
                done += 1;
                std::thread::yield_now();
            }
            done
        })
        .unwrap();
        job.stop();
        assert!(matches!(ended(job).1, Look::Done(_)));
        let ends = Job::begin("t", |teller| while teller.tell(Progress::default()).is_continue() {}).unwrap();
        drop(ends);
    }

    #[test]
    fn a_fault_of_the_work_does_not_take_the_screen_with_it() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let job = Job::begin("t", |_: &Teller<()>| panic!("a fault")).unwrap();
        assert_eq!(ended(job).1, Look::Gone);
        std::panic::set_hook(hook);
    }
}
