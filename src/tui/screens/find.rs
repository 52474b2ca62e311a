//! 查找: full-text search; cases are listed with the matching text.
//!
//! Typed text is drawn first; the file is searched when no more input is waiting.

use std::cmp::Reverse;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::register::columns;
use super::register::preview::Preview;
use super::{Door, acts, open_dispute};
use crate::domain::DisputeId;
use crate::domain::fold::search_fold;
use crate::store::Hit;
use crate::text::{find as words, register as register_words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::styles;
use crate::tui::input::{Code, Held, Input, Key};
use crate::tui::stack::{Cx, Flow, Just, Layer, Wait, Worked};
use crate::tui::widgets::cells;
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::table::{Align, Column, Columns, Window, mark_row};

/// The most cases listed.
const LIMIT: usize = 50;
/// The longest query, in graphemes.
const LONGEST: usize = 80;
/// Rows of the preview with its rule, and the least height at which it is shown.
const PREVIEW_ROWS: u16 = 3;
const PREVIEW_FROM: u16 = 14;

/// Whether the list matches the typed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    Yes,
    NotYet,
}

/// Whether there are more cases than those listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    None,
    More,
}

/// The search.
pub struct Find {
    query: Edit,
    line: LineView,
    answered: Answered,
    hits: Vec<Hit>,
    rest: Rest,
    window: Window,
    preview: Preview,
}

impl Find {
    /// Starts with the last query selected, so that typing replaces it.
    pub fn new(cx: &mut Cx) -> Self {
        let mut query = Edit::new(&cx.last_query).limited(LONGEST);
        query.mark_all();
        let mut find = Self {
            query,
            line: LineView::new(),
            answered: Answered::NotYet,
            hits: Vec::new(),
            rest: Rest::None,
            window: Window::new(0),
            preview: Preview::default(),
        };
        find.search(cx);
        find
    }

    /// The cases listed.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    fn selected(&self) -> Option<DisputeId> {
        self.hits.get(self.window.selected()).map(|hit| hit.case.id)
    }

    fn search(&mut self, cx: &mut Cx) {
        self.answered = Answered::Yes;
        let query = self.query.text().trim().to_owned();
        if let Some(hits) = cx.told(cx.store.search(&query, LIMIT + 1)) {
            self.hits = hits;
        }
        self.rest = if self.hits.len() > LIMIT { Rest::More } else { Rest::None };
        self.hits.truncate(LIMIT);
        cx.last_query = query;
        self.window = Window::new(self.hits.len());
        self.read_preview(cx);
    }

    fn read_preview(&mut self, cx: &mut Cx) {
        cx.told(self.preview.show(&cx.store, self.selected()));
    }

    /// Edits the query.
    fn edit(&mut self, change: impl FnOnce(&mut Edit)) -> Flow {
        let before = self.query.text().to_owned();
        change(&mut self.query);
        if self.query.text() != before {
            self.answered = Answered::NotYet;
        }
        Flow::Stay
    }

    /// Opens the selected case. A pending query is run first: Enter right after the last word must open what
    /// that word finds.
    fn open(&mut self, door: fn(DisputeId, &mut Cx) -> Door, cx: &mut Cx) -> Flow {
        if self.answered == Answered::NotYet {
            self.search(cx);
        }
        let Some(case) = self.selected() else { return Flow::Stay };
        let door = door(case, cx);
        super::through(door, cx)
    }

    fn draw_field(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let count = match (self.answered, self.rest) {
            (Answered::NotYet, _) => String::new(),
            _ if self.query.text().trim().is_empty() => String::new(),
            (_, Rest::More) => words::found_more(cx.lang, self.hits.len()),
            _ if self.hits.is_empty() => String::new(),
            _ => words::found(cx.lang, self.hits.len()),
        };
        let prompt = words::prompt(cx.lang);
        let x = cells::write(buf, (area.x + 2, area.y), prompt, area.width, cx.theme.label, cx.symbols);
        let field = Rect { x, width: area.right().saturating_sub(x), height: 1, ..area };
        let room = area.width.saturating_sub(2);
        cells::write(buf, (area.x + 2, area.y + 1), &count, room, cx.theme.muted, cx.symbols);
        self.line.draw(&self.query, "", field, buf, &styles(&cx.theme))
    }

    fn draw_hits(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let asked = asked(cx);
        let width = area.width.saturating_sub(columns::MARGIN + 1);
        let (columns, body) =
            Columns::head(&asked, Rect { x: area.x + columns::MARGIN, width, ..area }, buf, cx);
        let body = Rect { x: area.x, width: area.width, ..body };
        self.window.set_height(body.height);
        let words: Vec<String> = self.query.text().split_whitespace().map(search_fold).collect();
        for (y, nth) in (body.top()..body.bottom()).zip(self.window.rows()) {
            let Some(hit) = self.hits.get(nth) else { break };
            let line = Rect { y, height: 1, ..body };
            draw_hit(&columns, hit, &words, line, buf, cx);
            if nth == self.window.selected() {
                mark_row(line, buf, cx);
            }
        }
    }

    /// The text shown where no case is listed.
    fn said_instead(&self, cx: &Cx) -> Option<String> {
        let typed = self.query.text().trim();
        if typed.is_empty() {
            return Some(words::invitation(cx.lang).to_owned());
        }
        if !self.hits.is_empty() || self.answered == Answered::NotYet {
            return None;
        }
        if typed.chars().any(char::is_alphanumeric) {
            Some(words::nothing(cx.lang, typed))
        } else {
            Some(words::nothing_to_look_for(cx.lang).to_owned())
        }
    }
}

fn asked(cx: &Cx) -> [Column<'static>; 5] {
    let [number, accepted, parties, outcome, found] = words::headings(cx.lang);
    let column = |heading, min, want, drop| Column { heading, min, want, drop, align: Align::Left };
    let outcome_cells = cx.lang.pick(12, 13);
    [
        column(number, 7, 9, 0),
        column(accepted, 10, 10, 2),
        column(parties, 12, 15, 0),
        column(outcome, 8, outcome_cells, 1),
        column(found, 20, 60, 0),
    ]
}

fn draw_hit(columns: &Columns, hit: &Hit, words: &[String], area: Rect, buf: &mut Buffer, cx: &Cx) {
    let case = &hit.case;
    for span in columns.spans() {
        let at = (area.x + columns::MARGIN + span.x, area.y);
        let (text, style) = match span.column {
            0 => {
                let number = register_words::short_number(&case.number);
                cells::put(buf, at, cells::cut_start(&number, span.width), span.width, Style::new());
                continue;
            }
            1 => (register_words::day(case.accepted_on), Style::new()),
            2 => (columns::parties(case, cx.symbols), Style::new()),
            3 => columns::outcome(case, cx),
            _ => {
                draw_match(hit, words, at, span.width, buf, cx);
                continue;
            }
        };
        cells::put_cut(buf, at, &text, span.width, cx.symbols.cut, style);
    }
}

/// The field name and the text around the first match; every match has another colour.
fn draw_match(hit: &Hit, typed: &[String], (x, y): (u16, u16), width: u16, buf: &mut Buffer, cx: &Cx) {
    let right = x + width;
    let place = words::matched_in(cx.lang, hit.matched);
    let mut at = cells::write(buf, (x, y), place, width, cx.theme.label, cx.symbols) + 1;
    // A line break would be invisible and join two words.
    let text = hit.text.replace('\n', " ");
    let found = matches_in(&text, typed);
    let first = found.first().map_or(0, |range| range.start);
    let (before, rest) = text.split_at(first);
    let room = right.saturating_sub(at);
    // The text before the match gets a third of the row, or more if the rest leaves space.
    let lead = room.saturating_sub(cells::width(rest)).max(room / 3);
    let mut pieces = Vec::with_capacity(2 * found.len() + 3);
    if cells::width(before) > lead {
        pieces.push((cx.symbols.cut, cx.theme.muted));
        let kept = lead.saturating_sub(cells::width(cx.symbols.cut));
        pieces.push((cells::cut_start(before, kept), Style::new()));
    } else {
        pieces.push((before, Style::new()));
    }
    let mut end = first;
    for range in found {
        pieces.push((&text[end..range.start], Style::new()));
        pieces.push((&text[range.clone()], cx.theme.hit));
        end = range.end;
    }
    pieces.push((&text[end..], Style::new()));
    for (piece, style) in pieces {
        at = cells::write(buf, (at, y), piece, right.saturating_sub(at), style, cx.symbols);
    }
}

/// The parts of `text` that the folded words match, in order and apart; none where initials or the meaning of a number
/// matched.
fn matches_in(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut found: Vec<_> = words.iter().filter_map(|word| match_in(text, word)).collect();
    found.sort_by_key(|range| (range.start, Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let is_apart = range.start >= end && !range.is_empty();
        end = if is_apart { range.end } else { end };
        is_apart
    });
    found
}

/// The byte range of a folded word in `text`.
fn match_in(text: &str, folded: &str) -> Option<Range<usize>> {
    let mut whole = String::with_capacity(text.len());
    // For each byte of the folded text, its byte in the original.
    let mut origin = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let piece = search_fold(c.encode_utf8(&mut [0; 4]));
        origin.extend(std::iter::repeat_n(at, piece.len()));
        whole.push_str(&piece);
    }
    let start = whole.find(folded).filter(|_| !folded.is_empty())?;
    let end = origin.get(start + folded.len()).copied().unwrap_or(text.len());
    Some(*origin.get(start)?..end)
}

/// The edit of a line of text by a key without an action.
pub fn edit_key(key: Key) -> Option<fn(&mut Edit)> {
    let change: fn(&mut Edit) = match (key.code, key.held) {
        (Code::Backspace, Held::NONE) => Edit::backspace,
        (Code::Backspace, Held::CTRL) | (Code::Char('w'), Held::CTRL) => Edit::delete_word_back,
        (Code::Delete, Held::NONE) => Edit::delete,
        (Code::Char('u'), Held::CTRL) => Edit::clear,
        (Code::Left, Held::NONE) => |edit| _ = edit.left(),
        (Code::Right, Held::NONE) => |edit| _ = edit.right(),
        (Code::Left, Held::CTRL) => |edit| _ = edit.word_left(),
        (Code::Right, Held::CTRL) => |edit| _ = edit.word_right(),
        (Code::Home, Held::NONE) => |edit| _ = edit.home(),
        (Code::End, Held::NONE) => |edit| _ = edit.end(),
        _ => return None,
    };
    Some(change)
}

impl Layer for Find {
    fn place(&self) -> Place {
        Place::Find
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Open => self.open(open_dispute, cx),
            // In a field, undo reverts typing, never a save.
            Action::Undo => self.edit(|edit| _ = edit.undo()),
            Action::Redo => self.edit(|edit| _ = edit.redo()),
            _ => {
                // The keys of an act may follow the last word at once.
                if self.answered == Answered::NotYet && acts::is_about_case(action) {
                    self.search(cx);
                }
                match acts::on(self.selected(), action, cx) {
                    Flow::Unhandled => self.window.act(action),
                    flow => flow,
                }
            }
        }
    }

    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Flow {
        match input {
            Input::Text(text) => self.edit(|edit| edit.insert(text)),
            Input::Paste(text) => self.edit(|edit| edit.paste(text)),
            Input::Key(key) => edit_key(*key).map_or(Flow::Unhandled, |change| self.edit(change)),
            Input::Resize(..) | Input::Mouse(_) => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let cursor = Some(self.draw_field(area, buf, cx));
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if let Some(sentence) = self.said_instead(cx) {
            let lines = crate::tui::widgets::area::lines(&sentence, below.width.saturating_sub(4));
            for (y, text) in (below.top()..below.bottom()).zip(lines) {
                cells::write(buf, (below.x + 2, y), &text, below.width, Style::new(), cx.symbols);
            }
            return cursor;
        }
        let preview = if below.height >= PREVIEW_FROM { PREVIEW_ROWS } else { 0 };
        let list = Rect { height: below.height - preview, ..below };
        self.draw_hits(list, buf, cx);
        if preview > 0 {
            self.preview.draw_beneath(Rect { y: list.bottom(), height: preview, ..below }, buf, cx);
        }
        cursor
    }

    fn waits(&self) -> Wait {
        if self.answered == Answered::NotYet || !self.preview.is_of(self.selected()) {
            Wait::Turn
        } else {
            Wait::Key
        }
    }

    fn wake(&mut self, cx: &mut Cx) -> Worked {
        match self.answered {
            Answered::NotYet => self.search(cx),
            Answered::Yes => self.read_preview(cx),
        }
        Worked::Changed
    }

    /// The selected case stays selected; after an outcome, the next open one is. A case that is no longer found leaves
    /// its place to the next.
    fn refresh(&mut self, cx: &mut Cx) {
        let (case, was) = (self.selected(), self.window.selected());
        self.search(cx);
        let at = self.hits.iter().position(|hit| Some(hit.case.id) == case).unwrap_or(was);
        let is_open = |hit: &Hit| hit.case.outcome.is_none() && !hit.case.is_void;
        let concluded = case.is_some_and(|case| cx.just == Some(Just::Concluded(case)));
        let next = self.hits.iter().skip(at).position(is_open).filter(|_| concluded);
        self.window.select(at + next.unwrap_or(0));
        self.read_preview(cx);
    }
}
