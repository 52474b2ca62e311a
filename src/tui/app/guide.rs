//! What stands beside the screens: the tour over them, the title of the window, the clipboard, the care of the file.

use super::{App, Dealt, Wanted};
use crate::store::WindowTitle;
use crate::text::{Lang, shell as words, tour as tour_words};
use crate::tui::actions::Place;
use crate::tui::care::Care;
use crate::tui::clipboard::Clipboard;
use crate::tui::stack::{Covers, LeftFor};
use crate::tui::tour::Tour;

/// The title of the window.
pub(super) enum WindowTitling {
    /// It is left alone.
    Off,
    /// It names the place; that of the title sent last.
    Place(Option<(Place, Lang)>),
}

impl App {
    /// Begins the tour over the screens.
    pub fn begin_tour(&mut self) {
        self.tour = Some(Tour::begin());
    }

    /// What the user left the program for.
    pub fn left_for(&self) -> LeftFor {
        self.cx.left_for
    }

    /// Lets the title of the window name the place one is in, where the settings say so.
    pub fn use_window_title(&mut self) {
        self.title = WindowTitling::Place(None);
    }

    /// Stops background care of the file.
    pub fn end_care(&mut self) {
        self.care = Care::default();
    }

    /// Starts background care of the file after the first frame: a check and a backup, where due.
    pub fn take_care(&mut self) {
        self.care.begin();
    }

    /// Sets the system's clipboard; without one, only the terminal receives copied text.
    pub fn use_clipboard(&mut self, clipboard: Clipboard) {
        self.clipboard = clipboard;
    }

    /// Ends the tour, if there is one.
    pub(super) fn end_tour(&mut self) -> Dealt {
        if self.tour.take().is_none() {
            return Dealt::Not;
        }
        self.cx.done(tour_words::ended(self.cx.lang));
        self.frame = Wanted::Yes;
        Dealt::With
    }

    /// Goes on with the tour where its step is done.
    pub(super) fn look_tour(&mut self) {
        if let (Some(tour), Some(top)) = (&mut self.tour, self.layers.last())
            && tour.look(top.layer.as_ref())
        {
            self.frame = Wanted::Yes;
        }
    }

    /// The title of the window, if it is another than the one taken last.
    pub(super) fn next_title(&mut self) -> Option<String> {
        let WindowTitling::Place(sent) = &mut self.title else { return None };
        if self.cx.store.settings().window_title == WindowTitle::Off {
            // An empty title leaves the words to the terminal; its own comes back at the end.
            return sent.take().map(|_| String::new());
        }
        let base = self.layers.iter().rev().find(|slot| slot.layer.covers() == Covers::Screen);
        // The name of the place, not the title of the screen: that may hold a number or a name.
        let now = (base?.layer.place(), self.cx.lang);
        (sent.replace(now) != Some(now)).then(|| words::window_title(now.1, now.0.wording().name(now.1)))
    }
}
