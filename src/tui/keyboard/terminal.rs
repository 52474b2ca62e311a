//! Waits for the bytes of the terminal and for its size. Nothing ticks: without a key it sleeps.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::pipe;

use super::{Heard, Meta, Reader, Report};
use crate::tui::terminal::Events;

/// More than a terminal holds back at once.
const ONE_READ: usize = 8192;

/// The keyboard of this terminal, which is the standard input.
#[derive(Debug)]
pub struct Keyboard {
    reader: Reader,
    ready: VecDeque<Event>,
    reports: VecDeque<Report>,
    /// A byte for each change of the terminal's size.
    resized: UnixStream,
    /// When the last bytes came.
    last: Instant,
}

impl Keyboard {
    /// The keyboard of a terminal of that type.
    ///
    /// # Errors
    /// When the system refuses to watch the terminal's size.
    pub fn new(meta: Meta) -> io::Result<Self> {
        let (resized, sender) = UnixStream::pair()?;
        resized.set_nonblocking(true)?;
        sender.set_nonblocking(true)?;
        pipe::register(SIGWINCH, sender)?;
        Ok(Self {
            reader: Reader::new(meta),
            ready: VecDeque::new(),
            reports: VecDeque::new(),
            resized,
            last: Instant::now(),
        })
    }

    fn put(&mut self, heard: Vec<Heard>) {
        for one in heard {
            match one {
                Heard::Event(event) => self.ready.push_back(event),
                Heard::Report(report) => {
                    self.reports.push_back(report);
                    // Wakes the loop and types nothing.
                    self.ready.push_back(Event::FocusGained);
                }
            }
        }
    }

    /// Waits for at most that long, takes what came.
    fn wait(&mut self, limit: Option<Duration>) -> io::Result<()> {
        let input = io::stdin();
        let mut sources = [PollFd::new(&input, PollFlags::IN), PollFd::new(&self.resized, PollFlags::IN)];
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        match rustix::event::poll(&mut sources, limit.as_ref()) {
            Err(rustix::io::Errno::INTR) => return Ok(()),
            other => other?,
        };
        let [typed, resized] = sources.map(|source| !source.revents().is_empty());
        if resized {
            while self.resized.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
            let (columns, rows) = crossterm::terminal::size()?;
            self.ready.push_back(Event::Resize(columns, rows));
        }
        if typed {
            let mut bytes = [0; ONE_READ];
            match rustix::io::read(input.as_fd(), &mut bytes) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => {
                    self.last = Instant::now();
                    let heard = self.reader.take(&bytes[..count]);
                    self.put(heard);
                }
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Waits for an event, at most until then.
    fn wait_until(&mut self, end: Option<Instant>) -> io::Result<bool> {
        loop {
            if !self.ready.is_empty() {
                return Ok(true);
            }
            let now = Instant::now();
            let asked = end.map(|end| end.saturating_duration_since(now));
            let patience =
                self.reader.patience().map(|limit| (self.last + limit).saturating_duration_since(now));
            self.wait(asked.into_iter().chain(patience).min())?;
            if !self.ready.is_empty() {
                return Ok(true);
            }
            let now = Instant::now();
            if self.reader.patience().is_some_and(|limit| now >= self.last + limit) {
                let heard = self.reader.give_up();
                self.put(heard);
            } else if end.is_some_and(|end| now >= end) {
                return Ok(false);
            }
        }
    }
}

impl Events for Keyboard {
    fn poll(&mut self, limit: Duration) -> io::Result<bool> {
        self.wait_until(Instant::now().checked_add(limit))
    }

    fn read(&mut self) -> io::Result<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            self.wait_until(None)?;
        }
    }

    fn report(&mut self) -> Option<Report> {
        self.reports.pop_front()
    }
}
