//! Background jobs: one thread with its own connection to the file, which reports its progress and can be
//! cancelled.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::store::{Progress, Store, StoreError};

/// How long a layer waits for news before it polls the keys: too short to be noticed.
const GLANCE: Duration = Duration::from_millis(30);

/// A message of the job.
enum News<T> {
    Progress(Progress),
    Done(T),
}

/// The sender of the job's progress.
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
    /// Reports the progress; returns whether to continue.
    pub fn tell(&self, progress: Progress) -> ControlFlow<()> {
        // If nobody receives it, the job is no longer needed.
        let heard = self.news.send(News::Progress(progress)).is_ok();
        if heard && !self.stop.load(Ordering::Relaxed) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// The sender as a callback.
    pub fn watch(&self) -> impl FnMut(Progress) -> ControlFlow<()> {
        |progress| self.tell(progress)
    }
}

/// The state of a job.
#[derive(Debug, PartialEq, Eq)]
pub enum Look<T> {
    /// Running; the newest progress if it changed.
    Working(Option<Progress>),
    /// Finished, with its result.
    Done(T),
    /// Ended without a result by a panic, which was reported on the way.
    Gone,
}

/// A running job. Dropping it cancels the job and waits for its end, so that nothing runs without its screen.
#[derive(Debug)]
pub struct Job<T> {
    news: Receiver<News<T>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
    /// The latest progress.
    pub progress: Progress,
}

impl<T: Send + 'static> Job<T> {
    /// Starts a job.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn begin(name: &str, work: impl FnOnce(&Teller<T>) -> T + Send + 'static) -> std::io::Result<Self> {
        let (sender, news) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let teller = Teller { news: sender, stop: Arc::clone(&stop) };
        let run = move || {
            let answer = work(&teller);
            // If nobody receives it, the result is not needed.
            let _ = teller.news.send(News::Done(answer));
        };
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(run)?;
        Ok(Self { news, stop, thread: Some(thread), progress: Progress::default() })
    }

    /// Starts a job with its own connection to the file.
    ///
    /// # Errors
    /// When the file cannot be opened again, or no thread can be started.
    pub fn beside(
        name: &str,
        store: &mut Store,
        work: impl FnOnce(Store, &Teller<T>) -> T + Send + 'static,
    ) -> Result<Self, StoreError> {
        let own = store.beside()?;
        Ok(Self::begin(name, move |teller| work(own, teller))?)
    }

    /// Polls the job, waiting a moment for news; called from a layer's `work`.
    pub fn look(&mut self) -> Look<T> {
        let mut newest = None;
        let begun = Instant::now();
        loop {
            // News is collected for a moment: frequent reports are drawn at most thirty times a second.
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

    /// Cancels the job at its next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether it was cancelled but has not ended yet.
    pub fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A panic of the job has been reported already.
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
