//! The command list: every action that works on the layer below it. What fits best comes first, then what is used most.

use std::cmp::Reverse;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::act::Act;
use crate::text::acts::asked;
use crate::text::shell as words;
use crate::tui::actions::{self, Action, ActionRow, Habit, Place, Sought};
use crate::tui::input::{Code, Input, Key};
use crate::tui::stack::{Answer, Cx, Flow, Layer};
use crate::tui::widgets::{cells, popup};

const SIZE: (u16, u16) = (72, 18);
const LABEL_COLUMNS: u16 = 17;
const KEYS_COLUMNS: u16 = 14;

/// A command, and the part of its label that fits what was typed.
type Row = (&'static ActionRow, Range<usize>);

/// The command list.
pub struct Palette {
    place: Place,
    of: Of,
    /// What is used most; none before the first key or frame.
    habit: Option<Habit>,
    query: String,
    selected: usize,
    top: usize,
    page: usize,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Everything,
    /// What is added to a case or said of it.
    Acts,
}

impl Of {
    fn lists(self, action: Action) -> bool {
        match self {
            Self::Everything => !matches!(action, Action::Commands | Action::Act),
            Self::Acts => action.is_act(),
        }
    }
}

impl Palette {
    /// The commands of that place.
    pub fn of(place: Place) -> Self {
        Self { place, of: Of::Everything, habit: None, query: String::new(), selected: 0, top: 0, page: 1 }
    }

    /// What can be added to the case, or said of it, in that place.
    pub fn acts(place: Place) -> Self {
        Self { of: Of::Acts, ..Self::of(place) }
    }

    fn habit(&mut self, cx: &Cx) -> &mut Habit {
        self.habit.get_or_insert_with(|| Habit::of(&cx.store))
    }

    /// The rows that fit with the part of their label that does, the best first.
    fn rows(&mut self, cx: &Cx) -> Vec<Row> {
        let used = self.habit(cx).clone();
        rows((self.place, self.of), &Sought::new(cx.lang, &self.query), &used)
    }

    /// The keys beside a row: in the list of acts not that of the list itself.
    fn keys_of(&self, row: &ActionRow, cx: &Cx) -> String {
        match self.of {
            Of::Acts if !row.has_key_in(self.place) => String::new(),
            _ => actions::key_names(row, self.place, cx.symbols),
        }
    }

    fn select(&mut self, index: usize, cx: &Cx) -> Flow {
        self.selected = index.min(self.rows(cx).len().saturating_sub(1));
        Flow::Stay
    }

    fn choose(&mut self, index: usize, cx: &mut Cx) -> Flow {
        let Some(action) = self.rows(cx).get(index).map(|(row, _)| row.action) else { return Flow::Stay };
        let habit = self.habit(cx);
        habit.count(action);
        habit.keep(&mut cx.store);
        Flow::Answer(Answer::Chosen(action))
    }

    fn edit(&mut self, change: impl FnOnce(&mut String), cx: &Cx) -> Flow {
        change(&mut self.query);
        self.top = 0;
        self.select(0, cx)
    }

    /// Draws the query; returns the cursor position, two columns off the edge for the input method.
    fn draw_query(&self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Position {
        let prompt = match self.of {
            Of::Everything => words::palette_prompt(cx.lang),
            Of::Acts => words::acts_prompt(cx.lang),
        };
        let x = cells::write(buf, (area.x, area.y), prompt, area.width, cx.theme.label, cx.symbols);
        let room = area.right().saturating_sub(x + 2);
        let end = cells::write(buf, (x, area.y), &self.query, room, cx.theme.hint_text, cx.symbols);
        Position::new(end, area.y)
    }

    fn draw_rows(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let rows = self.rows(cx);
        self.page = usize::from(area.height).max(1);
        self.top = self.top.clamp((self.selected + 1).saturating_sub(self.page), self.selected);
        if rows.is_empty() {
            let text = words::palette_nothing(cx.lang);
            cells::write(buf, (area.x, area.y), text, area.width, cx.theme.warning, cx.symbols);
        }
        for (y, (index, row)) in (area.top()..area.bottom()).zip(rows.iter().enumerate().skip(self.top)) {
            let line_area = Rect { y, height: 1, ..area };
            draw_row(line_area, buf, (index, row), self.keys_of(row.0, cx), cx);
            if index == self.selected {
                cells::write(buf, (area.x, y), cx.symbols.marker, 1, cx.theme.hint_text, cx.symbols);
                cells::shade(buf, line_area, cx.theme.selected);
            }
        }
    }
}

/// The commands of a place that fit, the best first, then what is used most, then in the order of the table. What takes
/// a whole case away is no first choice among the acts.
fn rows((place, of): (Place, Of), sought: &Sought, used: &Habit) -> Vec<Row> {
    let listed = actions::actions_in(place).filter(|row| of.lists(row.action));
    let mut fitting: Vec<_> = listed.filter_map(|row| sought.fit(row).map(|fit| (row, fit))).collect();
    let is_last = |action| of == Of::Acts && action == Action::Void;
    fitting.sort_by_key(|(row, (level, _))| (is_last(row.action), *level, Reverse(used.times(row.action))));
    fitting.into_iter().map(|(row, (_, part))| (row, part)).collect()
}

/// What a row does; of a part of a case, what its card asks.
fn about(row: &ActionRow, cx: &Cx) -> String {
    match row.action {
        Action::Do(Act::Add(kind)) => asked(cx.lang, &kind.fields()),
        _ => row.wording.about(cx.lang).to_owned(),
    }
}

fn draw_row(area: Rect, buf: &mut Buffer, (index, (row, part)): (usize, &Row), keys: String, cx: &Cx) {
    let number = if index < 9 { (index + 1).to_string() } else { String::new() };
    let about = about(row, cx);
    let pieces = [
        (2, 2, number.as_str(), cx.theme.muted),
        (4 + LABEL_COLUMNS, KEYS_COLUMNS, &keys, cx.theme.hint_key),
        (4 + LABEL_COLUMNS + KEYS_COLUMNS, u16::MAX, &about, cx.theme.muted),
    ];
    for (x, columns, text, style) in pieces {
        let columns = columns.min(area.width.saturating_sub(x));
        cells::write(buf, (area.x + x, area.y), text, columns, style, cx.symbols);
    }
    draw_label(Rect { x: area.x + 4, ..area }, buf, row.wording.label(cx.lang), part, cx);
}

/// Draws a label; the part that was typed has another colour.
fn draw_label(area: Rect, buf: &mut Buffer, label: &str, part: &Range<usize>, cx: &Cx) {
    let before = label.get(..part.start).unwrap_or(label);
    let (typed, after) = (label.get(part.clone()).unwrap_or(""), label.get(part.end..).unwrap_or(""));
    let (mut x, end) = (area.x, area.x + LABEL_COLUMNS);
    for (text, style) in [(before, cx.theme.hint_text), (typed, cx.theme.hit), (after, cx.theme.hint_text)] {
        x = cells::write(buf, (x, area.y), text, end.saturating_sub(x), style, cx.symbols);
    }
}

impl Layer for Palette {
    fn place(&self) -> Place {
        Place::Palette
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Accept => self.choose(self.selected, cx),
            Action::Up => self.select(self.selected.saturating_sub(1), cx),
            Action::Down => self.select(self.selected + 1, cx),
            Action::PageUp => self.select(self.selected.saturating_sub(self.page), cx),
            Action::PageDown => self.select(self.selected + self.page, cx),
            _ => Flow::Unhandled,
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        match (input, input.digit()) {
            (_, Some(digit @ 1..=9)) => self.choose(usize::from(digit) - 1, cx),
            (Input::Text(text), _) => self.edit(|query| query.push_str(text), cx),
            // As in every line that is typed.
            (Input::Key(key), _) if *key == Key::ctrl('u') => self.edit(String::clear, cx),
            (Input::Paste(text), _) => {
                self.edit(|query| query.extend(text.chars().filter(|c| !c.is_control())), cx)
            }
            (Input::Key(Key { code: Code::Backspace, .. }), _) => self.edit(
                |query| {
                    let keep = query.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
                    query.truncate(keep);
                },
                cx,
            ),
            _ => Flow::Unhandled,
        }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = match self.of {
            Of::Everything => self.place().wording().name(cx.lang),
            Of::Acts => Action::Act.row().wording.label(cx.lang),
        };
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), title, buf, cx);
        if inner.height < 2 {
            return None;
        }
        self.draw_rows(Rect { y: inner.y + 1, height: inner.height - 1, ..inner }, buf, cx);
        Some(self.draw_query(inner, buf, cx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pinyin::shown_initials;
    use crate::text::Lang;
    use crate::tui::actions::PLACES;

    /// How many keys pick a command after F9: letters of its name, then Enter on the first row or a digit.
    fn keys_to(place: Place, wanted: Action, lang: Lang, used: &Habit) -> Option<usize> {
        let label = wanted.row().wording.label(lang);
        let words = label.split_whitespace().filter_map(|word| word.chars().next());
        let initials = words.collect::<String>().to_lowercase();
        let spellings = [lang.pick(shown_initials(label), label.to_lowercase()), initials];
        (0..=3).find(|typed| {
            let reaches = |letters: &String| {
                let Some(letters) = letters.get(..*typed) else { return false };
                let fitting = rows((place, Of::Everything), &Sought::new(lang, letters), used);
                fitting.iter().take(9).any(|(row, _)| row.action == wanted)
            };
            spellings.iter().any(reaches)
        })
    }

    /// Catches: a command so far down among others that its initials and Enter or a digit do not reach it, also where all
    /// others are used much more.
    #[test]
    fn four_keys_reach_every_command() {
        let none = Habit::default();
        for place in PLACES.iter().map(|row| row.place) {
            for wanted in actions::actions_in(place).filter(|row| Of::Everything.lists(row.action)) {
                let mut others = Habit::default();
                for other in actions::rows().filter(|row| row.action != wanted.action) {
                    others.count(other.action);
                }
                for (lang, used) in
                    [Lang::Zh, Lang::En].into_iter().flat_map(|lang| [(lang, &none), (lang, &others)])
                {
                    let typed = keys_to(place, wanted.action, lang, used);
                    assert!(typed.is_some_and(|typed| typed < 4), "{place:?} {lang:?} {}", wanted.name);
                }
            }
        }
    }

    /// Catches: a habit that puts a worse fit first, and one that is of no use.
    #[test]
    fn the_best_fit_comes_first_then_the_most_used() {
        let mut used = Habit::default();
        let first = |typed: &str, used: &Habit| {
            rows((Place::Register, Of::Everything), &Sought::new(Lang::Zh, typed), used)[0].0.action
        };
        assert_eq!(first("", &used), Action::Open);
        for _ in 0..3 {
            used.count(Action::Custody);
        }
        used.count(Action::Due);
        assert_eq!(first("", &used), Action::Custody);
        assert_eq!(first("tj", &used), Action::Totals);
        assert_eq!(first("d", &used), Action::Due);
        for _ in 0..100 {
            used.count(Action::Due);
        }
        assert_eq!(first("", &used), Action::Due);
    }
}
