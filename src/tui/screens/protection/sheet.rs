//! 恢复词: the words of the recovery sheet, shown once, to write down.

use std::io::Write;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use zeroize::Zeroizing;

use crate::domain::date_entry::iso;
use crate::report::{Existing, FileError, free_path, write_aside};
use crate::text::protection as words;
use crate::tui::actions::{Action, Place};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer};
use crate::tui::widgets::{area, cells};
use crate::vault::RecoveryWords;

/// The recovery sheet.
pub struct RecoverySheet {
    groups: [Zeroizing<String>; 3],
    selected: usize,
    earlier: Earlier,
    /// The notice to show when it closes.
    after: Option<crate::tui::stack::Notice>,
}

/// Whether there were recovery words before these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// These are the first.
    None,
    /// They open nothing any more.
    Void,
}

impl RecoverySheet {
    /// The sheet of those words. A current notice is shown when the sheet closes.
    pub fn new(made: &RecoveryWords, earlier: Earlier, cx: &mut Cx) -> Self {
        Self { groups: made.groups(), selected: 0, earlier, after: cx.notice.take() }
    }

    /// Closes the sheet after a question, or writes it to a file.
    fn choose(&self, at: usize, cx: &mut Cx) -> Flow {
        if at == 0 {
            return Flow::Push(Box::new(Confirm::yes_or_no(words::words_ask(cx.lang), cx.lang)));
        }
        self.write(cx);
        Flow::Stay
    }

    /// Writes the sheet to the folder of forms, readable by its owner alone.
    fn write(&self, cx: &mut Cx) {
        let day = iso(cx.store.today());
        let folder = match cx.store.settings().documents_folder.as_str() {
            "" => directories::UserDirs::new().and_then(|user| user.document_dir().map(PathBuf::from)),
            folder => Some(PathBuf::from(folder)),
        };
        let folder = folder
            .filter(|folder| folder.is_dir())
            .or_else(|| cx.store.path().parent().map(PathBuf::from))
            .unwrap_or_default();
        let path = free_path(&folder.join(words::sheet_name(cx.lang, &day)));
        let groups = [self.groups[0].as_str(), self.groups[1].as_str(), self.groups[2].as_str()];
        let text = Zeroizing::new(words::sheet(cx.lang, &groups, &day));
        let failed = |error| FileError::Io(path.clone(), error);
        match write_aside(&path, Existing::Refuse, |out| out.write_all(text.as_bytes()).map_err(failed)) {
            Ok(()) => cx.warn(words::sheet_written(cx.lang, &path)),
            Err(error) => cx.fail(error.said(cx.lang)),
        }
    }
}

impl Layer for RecoverySheet {
    fn place(&self) -> Place {
        Place::Protection
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => return self.choose(self.selected, cx),
            Action::Back => return self.choose(0, cx),
            Action::Up => self.selected = 0,
            Action::Down => self.selected = 1,
            _ => return Flow::Unhandled,
        }
        Flow::Stay
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match input.digit() {
            Some(digit @ 1..=2) => self.choose(usize::from(digit) - 1, cx),
            _ => Flow::Unhandled,
        }
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if answer == Answer::Confirmed(Decision::Yes) {
            cx.notice = self.after.take();
            return Flow::Answer(Answer::Saved);
        }
        Flow::Stay
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        let mut y = area.y + 1;
        let write = |buf: &mut Buffer, y: &mut u16, text: &str, style| {
            for line in area::lines(text, room) {
                if *y < area.bottom() {
                    cells::write(buf, (area.x + 1, *y), &line, room, style, cx.symbols);
                }
                *y += 1;
            }
        };
        write(buf, &mut y, words::words_about(cx.lang), cx.theme.hint_text);
        if self.earlier == Earlier::Void {
            write(buf, &mut y, words::words_old(cx.lang), cx.theme.muted);
        }
        y += 1;
        for group in &self.groups {
            let spaced = Zeroizing::new(group.chars().map(String::from).collect::<Vec<_>>().join(" "));
            write(buf, &mut y, &format!("      {}", *spaced), cx.theme.heading);
            y += 1;
        }
        write(buf, &mut y, words::words_date(cx.lang), cx.theme.hint_text);
        y += 1;
        let mut cursor = None;
        for (at, text) in
            [words::words_written(cx.lang), words::words_to_file(cx.lang)].into_iter().enumerate()
        {
            let chosen = at == self.selected;
            let marker = if chosen { cx.symbols.marker } else { " " };
            let style = if chosen { cx.theme.heading } else { cx.theme.hint_text };
            if chosen {
                cursor = Some(Position::new(area.x + 3, y.min(area.bottom().saturating_sub(1))));
            }
            write(buf, &mut y, &format!("{marker} {} {text}", at + 1), style);
        }
        cursor
    }

    fn title(&self, cx: &Cx) -> String {
        words::words_title(cx.lang).to_owned()
    }
}
