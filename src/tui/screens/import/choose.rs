//! Choosing the file: folders and files, filtered by typed text; or a path, typed or pasted.

use std::path::{Path, PathBuf};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::folder::{self, Found, Kind, Spot, Wanted};
use super::overview::more;
use crate::text::exchange_screen as exchange;
use crate::text::import_screen as words;
use crate::tui::actions::Action;
use crate::tui::form::styles;
use crate::tui::input::{Code, Held, Input, Key};
use crate::tui::stack::{Cx, Flow};
use crate::tui::widgets::area as text_area;
use crate::tui::widgets::cells::{self, Styles};
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::table::{Align, Column, Columns, Window};

/// The key under which the last folder is stored.
const fn noted_as(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Ledger => "import.folder",
        Wanted::Bundle => "exchange.from",
        Wanted::Folder => "exchange.folder",
    }
}

/// The width of the marker before each row.
const MARKER: u16 = 2;

/// The current location.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    /// The list of usual folders.
    Spots,
    /// In a folder.
    Folder(PathBuf),
}

/// The effect of a key.
pub(in crate::tui::screens) enum Chosen {
    /// Handled.
    Stay,
    /// A file was chosen.
    File(PathBuf),
    /// Not handled; pass it on.
    NotMine,
}

/// The folder browser.
pub(in crate::tui::screens) struct Choose {
    wanted: Wanted,
    at: At,
    all: Vec<Found>,
    /// The indexes in `all` of the rows that match the typed text.
    fitting: Vec<usize>,
    window: Window,
    query: Edit,
    view: LineView,
    /// Why a folder or file could not be opened.
    problem: Option<String>,
    pub cursor: Option<Position>,
}

impl Choose {
    /// Starts in the last folder, or else in the list of usual folders.
    pub(in crate::tui::screens) fn open(wanted: Wanted, cx: &Cx) -> Self {
        let mut choose = Self {
            wanted,
            at: At::Spots,
            all: Vec::new(),
            fitting: Vec::new(),
            window: Window::new(0),
            query: Edit::new(""),
            view: LineView::new(),
            problem: None,
            cursor: None,
        };
        // A removed USB drive is not an error.
        let last =
            cx.store.noted(noted_as(wanted)).ok().flatten().map(PathBuf::from).filter(|path| path.is_dir());
        match last {
            Some(folder) => choose.enter(&folder, cx),
            None => choose.show_spots(),
        }
        choose
    }

    /// Called when that file is read: clears the filter and selects the file.
    pub(super) fn found(&mut self, file: &Path) {
        self.query.set("");
        self.narrow();
        let at = self.fitting.iter().position(|at| self.all.get(*at).is_some_and(|found| found.path == file));
        self.window.select(at.unwrap_or(0));
    }

    /// Shows why the chosen file cannot be used.
    pub(in crate::tui::screens) fn refuse(&mut self, why: String) {
        self.problem = Some(why);
    }

    /// Called when it can be read: stores its folder, or the folder itself, for the next time.
    pub(in crate::tui::screens) fn remember(wanted: Wanted, file: &Path, cx: &mut Cx) {
        let folder = if wanted == Wanted::Folder { Some(file) } else { file.parent() };
        if let Some(folder) = folder.and_then(Path::to_str) {
            // If this fails, the user has to browse again.
            let _ = cx.store.note(noted_as(wanted), folder);
        }
    }

    fn show_spots(&mut self) {
        self.at = At::Spots;
        self.show(folder::spots());
    }

    fn enter(&mut self, path: &Path, cx: &Cx) {
        match folder::read(path, self.wanted) {
            Ok(mut found) => {
                let out = folder::ways_out(path, self.wanted);
                // Where a folder is wanted, the row that accepts this folder comes first.
                let at = if self.wanted == Wanted::Folder { 0 } else { found.len() };
                found.splice(at..at, out);
                self.at = At::Folder(path.to_owned());
                self.show(found);
            }
            Err(error) => self.problem = Some(words::folder_unreadable(cx.lang, path, &error)),
        }
    }

    fn show(&mut self, all: Vec<Found>) {
        self.all = all;
        self.problem = None;
        self.query.set("");
        self.narrow();
    }

    /// Opens the parent folder, with the old folder selected.
    fn go_up(&mut self, cx: &Cx) {
        let At::Folder(here) = self.at.clone() else { return };
        match here.parent() {
            Some(above) => self.enter(above, cx),
            None => self.show_spots(),
        }
        let left =
            self.fitting.iter().position(|at| self.all.get(*at).is_some_and(|found| found.path == here));
        self.window.select(left.unwrap_or(0));
    }

    fn narrow(&mut self) {
        let typed = self.query.text();
        let is_path = folder::typed_path(typed, None).is_some();
        self.fitting = (0..self.all.len())
            .filter(|at| !is_path && self.all.get(*at).is_some_and(|found| self.stays(found, typed)))
            .collect();
        self.window = Window::new(self.fitting.len());
    }

    fn stays(&self, found: &Found, typed: &str) -> bool {
        match found.kind {
            Kind::Above | Kind::Spots | Kind::Here => typed.trim().is_empty(),
            // These few have names defined by the program.
            Kind::Spot(_) => true,
            _ => found.answers(typed),
        }
    }

    fn selected(&self) -> Option<&Found> {
        self.all.get(*self.fitting.get(self.window.selected())?)
    }

    fn accept(&mut self, cx: &Cx) -> Chosen {
        self.problem = None;
        let home = directories::UserDirs::new().map(|user| user.home_dir().to_owned());
        if let Some(path) = folder::typed_path(self.query.text(), home.as_deref()) {
            return self.go_to(path, cx);
        }
        let Some(found) = self.selected().cloned() else {
            self.problem = Some(words::nothing_to_open(cx.lang).to_owned());
            return Chosen::Stay;
        };
        match found.kind {
            Kind::Ledger(_) | Kind::Here => return Chosen::File(found.path),
            Kind::Above => self.go_up(cx),
            Kind::Spots => self.show_spots(),
            Kind::Folder | Kind::Spot(_) => self.enter(&found.path, cx),
        }
        Chosen::Stay
    }

    fn go_to(&mut self, path: PathBuf, cx: &Cx) -> Chosen {
        match std::fs::metadata(&path) {
            Ok(about) if about.is_dir() && self.wanted != Wanted::Folder => self.enter(&path, cx),
            Ok(_) => return Chosen::File(path),
            Err(error) => self.problem = Some(words::path_unreadable(cx.lang, &path, &error)),
        }
        Chosen::Stay
    }

    pub(in crate::tui::screens) fn act(&mut self, action: Action, cx: &Cx) -> Chosen {
        match action {
            Action::Open => return self.accept(cx),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                self.window.travel(action);
            }
            _ => return Chosen::NotMine,
        }
        Chosen::Stay
    }

    pub(in crate::tui::screens) fn input(&mut self, input: &Input, cx: &Cx) -> Chosen {
        let before = self.query.text().to_owned();
        match input {
            Input::Text(text) => self.query.insert(text),
            Input::Paste(text) => self.query.paste(text),
            Input::Key(key) if !key.held.contains(Held::CTRL) => return self.press(*key, cx),
            _ => return Chosen::NotMine,
        }
        self.typed(&before);
        Chosen::Stay
    }

    fn press(&mut self, key: Key, cx: &Cx) -> Chosen {
        let before = self.query.text().to_owned();
        match key.code {
            Code::Left | Code::Backspace if before.is_empty() => self.go_up(cx),
            Code::Backspace => self.query.backspace(),
            Code::Delete => self.query.delete(),
            Code::Left => drop(self.query.left()),
            Code::Right => drop(self.query.right()),
            Code::Home => drop(self.query.home()),
            Code::End => drop(self.query.end()),
            _ => return Chosen::NotMine,
        }
        self.typed(&before);
        Chosen::Stay
    }

    fn typed(&mut self, before: &str) {
        if self.query.text() != before {
            self.problem = None;
            self.narrow();
        }
    }

    /// Esc: clears the filter first.
    pub(in crate::tui::screens) fn back(&mut self) -> Flow {
        if self.query.is_empty() {
            return Flow::Close;
        }
        self.query.set("");
        self.problem = None;
        self.narrow();
        Flow::Stay
    }

    pub(in crate::tui::screens) fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let inside = Rect { x: area.x + MARKER, width: area.width.saturating_sub(MARKER + 1), ..area };
        let mut y = area.y;
        let intro = match self.wanted {
            Wanted::Ledger => words::choose_intro(cx.lang, cx.symbols.left),
            Wanted::Bundle => exchange::choose_bundle(cx.lang, cx.symbols.left),
            Wanted::Folder => exchange::choose_folder(cx.lang, cx.symbols.left),
        };
        let intro = text_area::lines(&intro, inside.width);
        for line in intro {
            put(buf, inside, y, &line, cx.theme.muted, cx);
            y += 1;
        }
        put(buf, inside, y, &self.place(inside.width, cx), cx.theme.heading, cx);
        y += 1;
        self.draw_field(Rect { y, height: 1, ..inside }, buf, cx);
        y += 1;
        for line in self.said(inside.width, cx) {
            put(buf, inside, y, &line, cx.theme.error, cx);
            y += 1;
        }
        let list = Rect { y, height: area.bottom().saturating_sub(y), ..inside };
        self.draw_list(list, buf, cx);
    }

    /// The current path; a long one is cut at its beginning.
    fn place(&self, width: u16, cx: &Cx) -> String {
        match &self.at {
            At::Spots => words::usual_places(cx.lang).to_owned(),
            At::Folder(path) => {
                let label = words::folder(cx.lang);
                let path = path.display().to_string();
                let room = width.saturating_sub(cells::width(label));
                let shown = cells::cut_start(&path, room.saturating_sub(cells::width(cx.symbols.cut)));
                let cut = if shown.len() == path.len() { "" } else { cx.symbols.cut };
                format!("{label}{cut}{shown}")
            }
        }
    }

    fn draw_field(&mut self, row: Rect, buf: &mut Buffer, cx: &Cx) {
        let label = words::narrow(cx.lang);
        let x = cells::write(buf, (row.x, row.y), label, row.width, cx.theme.label, cx.symbols);
        let field = Rect { x, width: row.right().saturating_sub(x), ..row };
        cells::shade(buf, field, cx.theme.focused);
        self.cursor = Some(self.view.draw(&self.query, "", field, buf, &styles(&cx.theme)));
    }

    fn said(&self, width: u16, cx: &Cx) -> Vec<String> {
        match &self.problem {
            Some(problem) => text_area::lines(&format!("{} {problem}", cx.symbols.error), width),
            None => Vec::new(),
        }
    }

    fn draw_list(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let asked = [
            column(words::KIND.text(cx.lang), (6, 6), 0, Align::Left),
            column(words::NAME.text(cx.lang), (20, 60), 0, Align::Left),
            column(words::CHANGED.text(cx.lang), (10, 10), 2, Align::Left),
            column(words::SIZE.text(cx.lang), (8, 9), 1, Align::Right),
        ];
        let (columns, body) = Columns::head(&asked, area, buf, cx);
        self.window.set_height(body.height);
        columns.draw_rows(&self.window, body, buf, cx.symbols.cut, &Styles::default(), |at, column, text| {
            if let Some(found) = self.fitting.get(at).and_then(|at| self.all.get(*at)) {
                text.push_str(&cell(found, column, cx));
            }
            Style::new()
        });
        if self.window.is_empty() || body.is_empty() {
            let sentence = self.said_when_empty(cx);
            for (y, line) in (body.y..body.bottom()).zip(text_area::lines(&sentence, body.width)) {
                put(buf, body, y, &line, Style::new(), cx);
            }
            return;
        }
        more(&self.window, body, buf, cx);
        let y = self.window.spot(body).y;
        cells::put(buf, (body.x.saturating_sub(MARKER), y), cx.symbols.marker, 1, cx.theme.heading);
        let width = columns.spans().first().map_or(0, |span| span.width);
        cells::shade(buf, Rect { y, height: 1, width, ..body }, cx.theme.selected);
        self.draw_emptiness(body, buf, cx);
    }

    /// Below the folders, says that there are no files, if so.
    fn draw_emptiness(&self, body: Rect, buf: &mut Buffer, cx: &Cx) {
        let any = self.all.iter().any(|found| matches!(found.kind, Kind::Ledger(_) | Kind::Spot(_)));
        let y = body.y + u16::try_from(self.window.rows().len()).unwrap_or(u16::MAX).saturating_add(1);
        if !any && y < body.bottom() {
            let said = match self.wanted {
                Wanted::Ledger => words::no_ledgers(cx.lang),
                Wanted::Bundle => exchange::no_bundles(cx.lang),
                Wanted::Folder => "",
            };
            put(buf, body, y, said, cx.theme.muted, cx);
        }
    }

    fn said_when_empty(&self, cx: &Cx) -> String {
        if folder::typed_path(self.query.text(), None).is_some() {
            return words::enter_opens_path(cx.lang).to_owned();
        }
        match self.query.text().trim() {
            "" => words::no_places(cx.lang).to_owned(),
            typed => words::none_called(cx.lang, typed),
        }
    }
}

fn put(buf: &mut Buffer, area: Rect, y: u16, text: &str, style: Style, cx: &Cx) {
    if y < area.bottom() {
        cells::write(buf, (area.x, y), text, area.width, style, cx.symbols);
    }
}

fn cell(found: &Found, column: usize, cx: &Cx) -> String {
    match column {
        0 => match &found.kind {
            Kind::Ledger(ending) => ending.clone(),
            Kind::Folder | Kind::Spot(_) => words::FOLDER.text(cx.lang).to_owned(),
            Kind::Above | Kind::Spots | Kind::Here => String::new(),
        },
        1 => match &found.kind {
            Kind::Above => words::above(cx.lang).to_owned(),
            Kind::Here => exchange::this_folder(cx.lang).to_owned(),
            Kind::Spots => words::usual_places(cx.lang).to_owned(),
            Kind::Spot(spot) => spot_name(spot, cx),
            Kind::Folder | Kind::Ledger(_) => found.name.clone(),
        },
        2 if !matches!(found.kind, Kind::Above | Kind::Spots | Kind::Here) => {
            found.day().map(crate::domain::date_entry::iso).unwrap_or_default()
        }
        3 if matches!(found.kind, Kind::Ledger(_)) => words::size(found.size),
        _ => String::new(),
    }
}

fn spot_name(spot: &Spot, cx: &Cx) -> String {
    let words = match spot {
        Spot::Desktop => words::DESKTOP,
        Spot::Documents => words::DOCUMENTS,
        Spot::Downloads => words::DOWNLOADS,
        Spot::Home => words::OWN_FOLDER,
        Spot::Disk(name) => return words::disk(cx.lang, name),
    };
    words.text(cx.lang).to_owned()
}

fn column(heading: &str, (min, want): (u16, u16), drop: u8, align: Align) -> Column<'_> {
    Column { heading, min, want, drop, align }
}
