//! The editing core: text with a cursor between two graphemes, and undo.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::undo::{Kind, Log, Step};

/// Whether a text may have several lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// One line: newlines that are typed or pasted become spaces.
    #[default]
    One,
    /// Any number of lines.
    Many,
}

/// The text of a field, its cursor, and its undo log.
///
/// ```
/// use tiaojie::tui::widgets::edit::Edit;
/// let mut edit = Edit::new("调解");
/// edit.insert("成功");
/// edit.backspace();
/// assert_eq!(edit.text(), "调解成");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Edit {
    text: String,
    cursor: usize,
    lines: Lines,
    limit: Option<usize>,
    /// The next insertion replaces the whole text.
    marked: bool,
    /// The column that ↑ and ↓ aim for, in cells, while nothing else is pressed.
    pub(super) goal: Option<u16>,
    log: Log,
}

impl Edit {
    /// A one-line text with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let mut edit = Self::default();
        edit.set(text);
        edit
    }

    /// A text of several lines with the cursor at its end.
    pub fn many_lines(text: &str) -> Self {
        let mut edit = Self { lines: Lines::Many, ..Self::default() };
        edit.set(text);
        edit
    }

    /// Limits the text to `graphemes` graphemes; further typing is dropped.
    pub fn limited(mut self, graphemes: usize) -> Self {
        self.limit = Some(graphemes);
        self
    }

    /// Replaces the text, clears the undo log, and moves the cursor to the end.
    pub fn set(&mut self, text: &str) {
        self.text = clean(text, self.lines);
        self.cursor = self.text.len();
        self.log = Log::default();
        self.stir();
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The cursor, as a byte offset at a grapheme bound.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// The text behind the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Whether the cursor stands behind the last character.
    pub fn at_end(&self) -> bool {
        self.cursor == self.text.len()
    }

    /// Whether the text may have several lines.
    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// Marks the whole text: the next insertion replaces it, the next erasure clears it, a move unmarks it.
    /// For fields that get the focus with a default.
    pub fn mark_all(&mut self) {
        self.stir();
        self.marked = !self.text.is_empty();
        self.cursor = self.text.len();
    }

    /// Whether the next insertion replaces the whole text.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// Types `text` at the cursor. Control characters are dropped; in one line newlines become spaces.
    pub fn insert(&mut self, text: &str) {
        self.put_in(text, Kind::Typed);
    }

    /// Pastes `text`: like [`Self::insert`], but always a separate undo step, and without the trailing
    /// newline of a copied cell or line.
    pub fn paste(&mut self, text: &str) {
        let text = if self.lines == Lines::One { text.trim_end_matches(['\r', '\n']) } else { text };
        self.put_in(text, Kind::Whole);
    }

    /// Replaces the text as one undo step (a completion, a default).
    pub fn replace_all(&mut self, text: &str) {
        let text = clean(text, self.lines);
        self.stir();
        self.change(0..self.text.len(), &text, Kind::Whole);
    }

    /// Erases the grapheme before the cursor; everything, when marked.
    pub fn backspace(&mut self) {
        let start = self.bound_before(self.cursor);
        self.erase(start..self.cursor);
    }

    /// Erases the grapheme behind the cursor; everything, when marked.
    pub fn delete(&mut self) {
        let end = self.bound_after(self.cursor);
        self.erase(self.cursor..end);
    }

    /// Erases back to the beginning of the word: a run of hanzi, of letters and digits, or of signs.
    pub fn delete_word_back(&mut self) {
        let start = self.word_start();
        self.erase(start..self.cursor);
    }

    /// Erases everything.
    pub fn clear(&mut self) {
        self.erase(0..self.text.len());
    }

    /// Moves left by one grapheme. Returns whether the cursor moved.
    pub fn left(&mut self) -> bool {
        self.go(self.bound_before(self.cursor))
    }

    /// Moves right by one grapheme. Returns whether the cursor moved.
    pub fn right(&mut self) -> bool {
        self.go(self.bound_after(self.cursor))
    }

    /// Moves to the beginning of the line.
    pub fn home(&mut self) -> bool {
        self.go(self.before().rfind('\n').map_or(0, |newline| newline + 1))
    }

    /// Moves to the end of the line.
    pub fn end(&mut self) -> bool {
        self.go(self.after().find('\n').map_or(self.text.len(), |newline| self.cursor + newline))
    }

    /// Moves left by one word.
    pub fn word_left(&mut self) -> bool {
        self.go(self.word_start())
    }

    /// Moves right by one word.
    pub fn word_right(&mut self) -> bool {
        let mut end = self.cursor;
        let mut class = Class::Space;
        for grapheme in self.after().graphemes(true) {
            let next = Class::of(grapheme);
            if class != Class::Space && next != class {
                break;
            }
            class = next;
            end += grapheme.len();
        }
        self.go(end)
    }

    /// Moves to the grapheme bound at or after `byte`.
    pub fn move_to(&mut self, byte: usize) -> bool {
        self.go(self.snap(byte))
    }

    /// Undoes the last step, a typed run counting as one. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        self.stir();
        let Some(cursor) = self.log.undo(&mut self.text) else { return false };
        self.cursor = self.snap(cursor);
        true
    }

    /// Redoes an undone step. Returns whether there was one.
    pub fn redo(&mut self) -> bool {
        self.stir();
        let Some(cursor) = self.log.redo(&mut self.text) else { return false };
        self.cursor = self.snap(cursor);
        true
    }

    fn put_in(&mut self, text: &str, kind: Kind) {
        let range = if self.marked { 0..self.text.len() } else { self.cursor..self.cursor };
        let text = self.fitting(&range, clean(text, self.lines));
        if !text.is_empty() {
            self.change(range, &text, kind);
        }
        self.marked = false;
        self.goal = None;
    }

    /// The part of `text` that fits at `range` within the limit. Graphemes are counted in the result: a
    /// combining mark joins the character before it and does not count.
    fn fitting(&self, range: &Range<usize>, mut text: String) -> String {
        let Some(limit) = self.limit else { return text };
        let head = self.text.get(..range.start).unwrap_or_default();
        let tail = self.text.get(range.end..).unwrap_or_default();
        while !text.is_empty() && format!("{head}{text}{tail}").graphemes(true).count() > limit {
            let keep = text.grapheme_indices(true).next_back().map_or(0, |(start, _)| start);
            text.truncate(keep);
        }
        text
    }

    fn erase(&mut self, range: Range<usize>) {
        let range = if self.marked { 0..self.text.len() } else { range };
        if !range.is_empty() {
            self.change(range, "", Kind::Erased);
        }
        self.marked = false;
        self.goal = None;
    }

    fn change(&mut self, range: Range<usize>, inserted: &str, kind: Kind) {
        let removed = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let (at, inserted_len) = (range.start, inserted.len());
        self.text.replace_range(range, inserted);
        self.log.push(Step { kind, at, removed, inserted: inserted.to_owned(), cursor_before: self.cursor });
        // A mark or joiner may join the new text to what follows; the cursor goes after the whole grapheme.
        self.cursor = self.snap(at + inserted_len);
    }

    fn go(&mut self, to: usize) -> bool {
        let moved = to != self.cursor;
        self.stir();
        self.cursor = to;
        moved
    }

    /// Called by every key except typing: ends the run, removes the mark, forgets the aimed-for column.
    fn stir(&mut self) {
        self.log.close_run();
        self.marked = false;
        self.goal = None;
    }

    fn word_start(&self) -> usize {
        let mut start = self.cursor;
        let mut class = Class::Space;
        for grapheme in self.before().graphemes(true).rev() {
            let next = Class::of(grapheme);
            if class != Class::Space && next != class {
                break;
            }
            class = next;
            start -= grapheme.len();
        }
        start
    }

    fn bound_before(&self, byte: usize) -> usize {
        let mut bounds = GraphemeCursor::new(byte, self.text.len(), true);
        bounds.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn bound_after(&self, byte: usize) -> usize {
        let mut bounds = GraphemeCursor::new(byte, self.text.len(), true);
        bounds.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The first grapheme bound at or after `byte`.
    fn snap(&self, byte: usize) -> usize {
        let byte =
            (byte..self.text.len()).find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(self.text.len());
        let mut bounds = GraphemeCursor::new(byte, self.text.len(), true);
        if bounds.is_boundary(&self.text, 0).unwrap_or(true) { byte } else { self.bound_after(byte) }
    }
}

/// Removes what a field must not contain: control characters and bidirectional marks; unifies newlines.
fn clean(text: &str, lines: Lines) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                kept.push(if lines == Lines::Many { '\n' } else { ' ' });
            }
            '\t' => kept.push(' '),
            '\u{200b}'
            | '\u{feff}'
            | '\u{2060}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => {}
            c => kept.push(c),
        }
    }
    kept
}

/// Classes of characters in words. Hanzi have no spaces between words: a run between two signs counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Latin,
    Hanzi,
    Sign,
}

impl Class {
    fn of(grapheme: &str) -> Self {
        match grapheme.chars().next() {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_alphanumeric() && c >= '\u{2e80}' => Self::Hanzi,
            Some(c) if c.is_alphanumeric() => Self::Latin,
            Some(_) => Self::Sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches an undo that goes letter by letter, and one that takes more than the run.
    #[test]
    fn a_typed_run_is_one_step_and_a_clause_ends_it() {
        let mut edit = Edit::new("");
        for text in ["双", "方", "同意，", "达", "成"] {
            edit.insert(text);
        }
        edit.undo();
        assert_eq!(edit.text(), "双方同意，");
        edit.undo();
        assert_eq!(edit.text(), "");
        edit.redo();
        edit.left();
        edit.insert("都");
        assert_eq!(edit.text(), "双方同意都，");
        edit.undo();
        assert_eq!(edit.text(), "双方同意，");
        assert!(!{
            edit.insert("x");
            edit.redo()
        });
    }

    /// Catches a default that must be erased by hand, and a mark that survives a move.
    #[test]
    fn a_marked_default_gives_way_to_the_first_key() {
        let mut edit = Edit::new("2024-03-05");
        edit.mark_all();
        edit.insert("昨");
        edit.insert("天");
        assert_eq!(edit.text(), "昨天");
        edit.undo();
        assert_eq!(edit.text(), "2024-03-05");
        edit.mark_all();
        edit.left();
        edit.insert("1");
        assert_eq!(edit.text(), "2024-03-015");
        edit.mark_all();
        edit.backspace();
        assert_eq!(edit.text(), "");
    }

    /// Catches a paste from a spreadsheet cell that leaves a space or a control character behind.
    #[test]
    fn a_paste_is_cleaned() {
        let mut edit = Edit::new("");
        edit.paste("张三\t男\r\n李四\u{202e}\u{1b}[2J\r\n");
        assert_eq!(edit.text(), "张三 男 李四[2J");
        let mut area = Edit::many_lines("");
        area.paste("一\r\n二\r三\n");
        assert_eq!(area.text(), "一\n二\n三\n");
        let mut name = Edit::new("").limited(3);
        name.paste("欧阳修之");
        assert_eq!(name.text(), "欧阳修");
    }

    /// Catches words that end inside a run of hanzi or swallow the punctuation.
    #[test]
    fn words_are_runs_of_one_kind() {
        let mut edit = Edit::new("双方同意，赔偿3500元 (现金)");
        let mut stops = vec![];
        while edit.word_left() {
            stops.push(edit.after().to_owned());
        }
        assert_eq!(
            stops,
            [
                ")",
                "现金)",
                "(现金)",
                "元 (现金)",
                "3500元 (现金)",
                "赔偿3500元 (现金)",
                "，赔偿3500元 (现金)",
                "双方同意，赔偿3500元 (现金)"
            ]
        );
        edit.word_right();
        assert_eq!(edit.before(), "双方同意");
        edit.delete_word_back();
        assert_eq!(edit.text(), "，赔偿3500元 (现金)");
    }
}
