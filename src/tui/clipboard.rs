//! The system's clipboard, used in addition to the terminal's. It is opened at the first copy, on a thread
//! that owns it as long as the program runs: on some systems the copied text is lost when its owner ends, and
//! a missing display can block the caller for seconds.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::text::transcribe::Taken;

/// How long the screen waits for the system's clipboard.
const PATIENCE: Duration = Duration::from_millis(150);
/// How long the end of the program waits for it to release its text.
const FAREWELL: Duration = Duration::from_millis(300);

/// The clipboard did not accept a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused;

/// A clipboard that accepts texts.
pub trait SystemClipboard {
    /// Replaces the text of the clipboard.
    ///
    /// # Errors
    /// [`Refused`]: it keeps its old text, or has none.
    fn put(&mut self, text: &str) -> Result<(), Refused>;
}

/// Opens a clipboard on the thread that will use it; none where there is no display.
pub type Opener = Box<dyn FnOnce() -> Option<Box<dyn SystemClipboard>> + Send>;

/// The connection to the system's clipboard.
#[derive(Default)]
pub struct Clipboard {
    /// Opens it at the first use; none afterwards, or where there is no clipboard.
    opener: Option<Opener>,
    worker: Option<Worker>,
    patience: Duration,
}

struct Worker {
    texts: Sender<(u64, String)>,
    answers: Receiver<(u64, Result<(), Refused>)>,
    last: u64,
    /// A request was not answered in time.
    is_late: bool,
}

impl Clipboard {
    /// The clipboard of this machine.
    pub fn of_system() -> Self {
        Self::opened_by(Box::new(system), PATIENCE)
    }

    /// A clipboard that `opener` opens at the first copy, with `patience` to answer.
    pub fn opened_by(opener: Opener, patience: Duration) -> Self {
        Self { opener: Some(opener), worker: None, patience }
    }

    /// Copies a text. Waits no longer than its patience, and not at all if it was late before.
    pub fn put(&mut self, text: &str) -> Taken {
        if let Some(opener) = self.opener.take() {
            self.worker = Worker::start(opener);
        }
        let Some(worker) = &mut self.worker else { return Taken::ByTerminalAlone };
        worker.put(text, self.patience)
    }
}

impl Worker {
    fn start(opener: Opener) -> Option<Self> {
        let (texts, waiting) = channel::<(u64, String)>();
        let (told, answers) = channel();
        let work = move || {
            let mut clipboard = opener();
            while let Ok(mut newest) = waiting.recv() {
                // Only the newest text matters.
                while let Ok(next) = waiting.try_recv() {
                    newest = next;
                }
                let answer = clipboard.as_mut().map_or(Err(Refused), |clipboard| clipboard.put(&newest.1));
                if told.send((newest.0, answer)).is_err() {
                    break;
                }
            }
        };
        // Without a thread there is no system clipboard; the terminal's still works.
        std::thread::Builder::new().name("clipboard".into()).spawn(work).ok()?;
        Some(Self { texts, answers, last: 0, is_late: false })
    }

    fn put(&mut self, text: &str, patience: Duration) -> Taken {
        self.last += 1;
        if self.texts.send((self.last, text.to_owned())).is_err() {
            return Taken::ByTerminalAlone;
        }
        let patience = if self.is_late { Duration::ZERO } else { patience };
        let until = Instant::now() + patience;
        loop {
            match self.answers.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok((nth, answer)) if nth == self.last => {
                    self.is_late = false;
                    return if answer.is_ok() { Taken::BySystem } else { Taken::ByTerminalAlone };
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.is_late = true;
                    return Taken::NoAnswerYet;
                }
                Err(RecvTimeoutError::Disconnected) => return Taken::ByTerminalAlone,
            }
        }
    }
}

impl Drop for Clipboard {
    /// A clipboard manager may take the text over when the program ends, so the thread gets a moment
    /// to release the clipboard.
    fn drop(&mut self) {
        let Some(Worker { texts, answers, is_late: false, .. }) = self.worker.take() else { return };
        drop(texts);
        let until = Instant::now() + FAREWELL;
        while answers.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok() {}
    }
}

struct Arboard(arboard::Clipboard);

impl SystemClipboard for Arboard {
    fn put(&mut self, text: &str) -> Result<(), Refused> {
        self.0.set_text(text).map_err(|_| Refused)
    }
}

/// The clipboard of the desktop.
fn system() -> Option<Box<dyn SystemClipboard>> {
    arboard::Clipboard::new().ok().map(|clipboard| Box::new(Arboard(clipboard)) as Box<dyn SystemClipboard>)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    const LONG: Duration = Duration::from_secs(60);

    #[derive(Clone, Default)]
    struct Shelf(Arc<Mutex<Vec<String>>>);

    impl SystemClipboard for Shelf {
        fn put(&mut self, text: &str) -> Result<(), Refused> {
            self.0.lock().unwrap().push(text.to_owned());
            if text == "no" { Err(Refused) } else { Ok(()) }
        }
    }

    /// Blocks until it is released.
    struct Stuck(Receiver<()>);

    impl SystemClipboard for Stuck {
        fn put(&mut self, _text: &str) -> Result<(), Refused> {
            self.0.recv().map_err(|_| Refused)
        }
    }

    /// Catches: a display looked for at every start, one opened anew for each copy, a refusal told as a success.
    #[test]
    fn it_is_opened_once_at_the_first_copy_and_tells_the_truth() {
        let (shelf, opened) = (Shelf::default(), Arc::new(AtomicUsize::new(0)));
        let (own, count) = (shelf.clone(), opened.clone());
        let opener: Opener = Box::new(move || {
            count.fetch_add(1, Ordering::SeqCst);
            Some(Box::new(own))
        });
        let mut clipboard = Clipboard::opened_by(opener, LONG);
        assert_eq!(opened.load(Ordering::SeqCst), 0);
        assert_eq!(clipboard.put("张三"), Taken::BySystem);
        assert_eq!(clipboard.put("no"), Taken::ByTerminalAlone);
        assert_eq!(clipboard.put("李四"), Taken::BySystem);
        assert_eq!(*shelf.0.lock().unwrap(), ["张三", "no", "李四"]);
        assert_eq!(opened.load(Ordering::SeqCst), 1);
        let mut none = Clipboard::opened_by(Box::new(|| None), LONG);
        assert_eq!(none.put("张三"), Taken::ByTerminalAlone);
        assert_eq!(Clipboard::default().put("张三"), Taken::ByTerminalAlone);
    }

    /// Catches: a program that stands still, now or at its end, because the display it was started on is gone.
    #[test]
    fn a_clipboard_that_does_not_answer_holds_nobody_up() {
        let (let_go, held) = channel::<()>();
        let opener: Opener = Box::new(move || Some(Box::new(Stuck(held))));
        let mut clipboard = Clipboard::opened_by(opener, Duration::ZERO);
        assert_eq!(clipboard.put("张三"), Taken::NoAnswerYet);
        clipboard.patience = LONG;
        assert_eq!(clipboard.put("李四"), Taken::NoAnswerYet, "late once, it is not waited for");
        drop(clipboard);
        drop(let_go);
    }
}
