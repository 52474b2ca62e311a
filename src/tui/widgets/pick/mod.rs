//! Picking from a list in place: typing filters, digits pick, ↑↓ and Enter too; a list may take new names and several
//! picks. The state is here, the drawing in [`super::pick_list`].

use super::edit::Edit;
use super::matching::{Item, Matcher, by_sound, single_digit};
use crate::domain::fold::{half_width_char, search_fold};

/// How many rows a list shows at most; the first nine have a digit.
pub const ROWS: usize = 9;

/// The meaning of a digit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Digits {
    /// 1 to 9 pick the visible row with that number.
    #[default]
    Position,
    /// Digits at the beginning spell a code, which is picked once it is complete and no longer code begins
    /// with it. After other text they pick by position.
    Code,
}

/// Whether a value that is not listed may be entered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Entry {
    /// Only listed items.
    #[default]
    Listed,
    /// Also a new name; the list has a row for it.
    Free,
}

/// How many items may be picked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Count {
    /// One; picking it closes the list.
    #[default]
    One,
    /// Several, in order; the first is the main one. Enter with nothing typed closes the list.
    Several,
}

/// The effect of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickEvent<T> {
    /// Nothing changed.
    None,
    /// Text, selection or window changed.
    Moved,
    /// An item was picked (of several: added).
    Picked(T),
    /// Of several, an item was removed again.
    Dropped(T),
    /// A name that is not listed was entered. Of several: make it an item and [`PickList::add`] it.
    New(String),
    /// Several are picked, and the list was closed.
    Done,
    /// The list was closed without picking.
    Cancelled,
}

/// A list to pick from, with the text typed into its field.
pub struct PickList<T> {
    items: Vec<Item<T>>,
    matcher: Matcher<T>,
    digits: Digits,
    entry: Entry,
    count: Count,
    query: Edit,
    /// Items that match the query, best first.
    fitting: Vec<usize>,
    /// Items picked so far, in order.
    chosen: Vec<usize>,
    /// The selected row: an index in `fitting`, or its length for the row of a new name.
    row: usize,
    top: usize,
    /// How many rows are visible.
    sight: usize,
}

impl<T> std::fmt::Debug for PickList<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PickList")
            .field("items", &self.items.len())
            .field("query", &self.query.text())
            .field("row", &self.row)
            .finish_non_exhaustive()
    }
}

impl<T: Clone + 'static> PickList<T> {
    /// A list of `items`, matched by [`by_sound`]; one listed item is picked, digits select by position.
    pub fn new(items: Vec<Item<T>>) -> Self {
        let mut list = Self {
            items,
            matcher: by_sound(),
            digits: Digits::default(),
            entry: Entry::default(),
            count: Count::default(),
            query: Edit::new(""),
            fitting: Vec::new(),
            chosen: Vec::new(),
            row: 0,
            top: 0,
            sight: ROWS,
        };
        list.refilter();
        list
    }

    /// Sets the matcher.
    pub fn matched_by(mut self, matcher: Matcher<T>) -> Self {
        self.matcher = matcher;
        self.refilter();
        self
    }

    /// Sets the meaning of digits.
    pub fn with_digits(mut self, digits: Digits) -> Self {
        self.digits = digits;
        self
    }

    /// Sets whether new names may be entered.
    pub fn with_entry(mut self, entry: Entry) -> Self {
        self.entry = entry;
        self
    }

    /// Sets whether one or several are picked.
    pub fn with_count(mut self, count: Count) -> Self {
        self.count = count;
        self
    }

    /// The typed text, to draw its line.
    pub fn query(&self) -> &Edit {
        &self.query
    }

    /// The items that match, best first.
    pub fn fitting(&self) -> impl ExactSizeIterator<Item = &Item<T>> {
        self.fitting.iter().map(|&index| &self.items[index])
    }

    /// The picked items in order; the first is the main one.
    pub fn chosen(&self) -> impl ExactSizeIterator<Item = &Item<T>> {
        self.chosen.iter().map(|&index| &self.items[index])
    }

    /// The position of an item among the picked ones, 0 for the main one.
    pub fn place_of(&self, fitting: usize) -> Option<usize> {
        let item = self.fitting.get(fitting)?;
        self.chosen.iter().position(|chosen| chosen == item)
    }

    /// The name that the row for new names would enter, if there is that row: new names are allowed, text was
    /// typed, and no item has exactly that name.
    pub fn new_name(&self) -> Option<&str> {
        let typed = self.query.text().trim();
        let free = self.entry == Entry::Free && !typed.is_empty();
        (free && !self.items.iter().any(|item| item.label == typed)).then_some(typed)
    }

    /// The selected row; that of a new name comes after all items.
    pub fn row(&self) -> usize {
        self.row
    }

    /// The first visible row.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Sets the number of visible rows (1 to [`ROWS`]); the digits refer to those.
    pub fn set_sight(&mut self, rows: u16) {
        self.sight = usize::from(rows).clamp(1, ROWS);
        self.go(self.row);
    }

    /// The number of rows, including that for a new name.
    pub fn rows(&self) -> usize {
        self.fitting.len() + usize::from(self.new_name().is_some())
    }

    /// Whether rows have digits now.
    pub fn shows_digits(&self) -> bool {
        !self.spells_code("")
    }

    /// Selects the item that satisfies `wanted`, for a field with a value.
    pub fn select(&mut self, wanted: impl Fn(&T) -> bool) {
        if let Some(row) = self.fitting.iter().position(|&index| wanted(&self.items[index].value)) {
            self.go(row);
        }
    }

    /// Of several: also picks the item that satisfies `wanted`, for a field with a value.
    pub fn choose(&mut self, wanted: impl Fn(&T) -> bool) {
        if let Some(index) = self.items.iter().position(|item| wanted(&item.value))
            && !self.chosen.contains(&index)
        {
            self.chosen.push(index);
        }
    }

    /// Adds an item and picks it.
    pub fn add(&mut self, item: Item<T>) {
        self.items.push(item);
        self.chosen.push(self.items.len() - 1);
        self.clear();
    }

    /// Types `text`. A single digit of half or full width may pick at once.
    pub fn insert(&mut self, text: &str) -> PickEvent<T> {
        if let Some(digit) = single_digit(text)
            && !self.spells_code(text)
            && let Some(row) = (digit.checked_sub(1)).map(|nth| self.top + nth)
            && row < self.fitting.len().min(self.top + self.sight)
        {
            self.go(row);
            return self.take(self.fitting[row]);
        }
        let before = self.query.text().to_owned();
        self.query.insert(text);
        let event = self.typed(&before);
        match self.whole_code() {
            Some(item) if matches!(event, PickEvent::Moved) => self.take(item),
            _ => event,
        }
    }

    /// Pastes `text`; never picks.
    pub fn paste(&mut self, text: &str) -> PickEvent<T> {
        self.edit(|query| query.paste(text))
    }

    /// Runs `change` on the typed text (moves, erasures, undo) and filters again.
    pub fn edit(&mut self, change: impl FnOnce(&mut Edit)) -> PickEvent<T> {
        let before = (self.query.text().to_owned(), self.query.cursor());
        change(&mut self.query);
        match self.typed(&before.0) {
            PickEvent::None if self.query.cursor() != before.1 => PickEvent::Moved,
            event => event,
        }
    }

    /// Erases a grapheme; of several, with nothing typed, removes the last pick.
    pub fn backspace(&mut self) -> PickEvent<T> {
        if self.query.is_empty()
            && let Some(last) = self.chosen.pop()
        {
            return PickEvent::Dropped(self.items[last].value.clone());
        }
        self.edit(Edit::backspace)
    }

    /// Moves up by a row, cyclically.
    pub fn up(&mut self) -> PickEvent<T> {
        let rows = self.rows();
        self.go_round(self.row.checked_sub(1).unwrap_or(rows.saturating_sub(1)))
    }

    /// Moves down by a row, cyclically.
    pub fn down(&mut self) -> PickEvent<T> {
        let next = self.row + 1;
        self.go_round(if next < self.rows() { next } else { 0 })
    }

    /// Moves up by a page.
    pub fn page_up(&mut self) -> PickEvent<T> {
        self.go_round(self.row.saturating_sub(self.sight))
    }

    /// Moves down by a page.
    pub fn page_down(&mut self) -> PickEvent<T> {
        self.go_round((self.row + self.sight).min(self.rows().saturating_sub(1)))
    }

    /// Enter: picks the selected row. Of several, with nothing typed and something picked, closes the list.
    pub fn accept(&mut self) -> PickEvent<T> {
        let all = self.count == Count::Several && !self.chosen.is_empty();
        if all && self.query.is_empty() && self.row == 0 {
            return PickEvent::Done;
        }
        match (self.fitting.get(self.row).copied(), self.new_name()) {
            (Some(item), _) => self.take(item),
            (None, Some(name)) => PickEvent::New(name.to_owned()),
            (None, None) => PickEvent::None,
        }
    }

    /// Esc: picks nothing and clears the typed text.
    pub fn cancel(&mut self) -> PickEvent<T> {
        self.clear();
        PickEvent::Cancelled
    }

    fn take(&mut self, item: usize) -> PickEvent<T> {
        let value = self.items[item].value.clone();
        if self.count == Count::One {
            self.chosen = vec![item];
            self.clear();
            return PickEvent::Picked(value);
        }
        let place = self.chosen.iter().position(|&chosen| chosen == item);
        self.clear();
        match place {
            Some(place) => {
                self.chosen.remove(place);
                PickEvent::Dropped(value)
            }
            None => {
                self.chosen.push(item);
                PickEvent::Picked(value)
            }
        }
    }

    /// Whether the query followed by `more` is the beginning of a code.
    fn spells_code(&self, more: &str) -> bool {
        let mut typed = self.query.text().chars().chain(more.chars()).map(half_width_char);
        self.digits == Digits::Code && typed.all(|c| c.is_ascii_digit())
    }

    /// The item whose code was typed, if no longer code begins with it. A unique but incomplete
    /// code is not picked: its remaining digits would go to the next field.
    fn whole_code(&self) -> Option<usize> {
        if self.digits != Digits::Code {
            return None;
        }
        let typed = search_fold(self.query.text());
        let mut begin_so =
            (0..self.items.len()).filter(|&item| search_fold(&self.items[item].code).starts_with(&typed));
        let first = begin_so.next()?;
        let whole = !typed.is_empty() && search_fold(&self.items[first].code) == typed;
        (whole && begin_so.next().is_none()).then_some(first)
    }

    fn typed(&mut self, before: &str) -> PickEvent<T> {
        if self.query.text() == before {
            return PickEvent::None;
        }
        self.refilter();
        PickEvent::Moved
    }

    fn clear(&mut self) {
        self.query.set("");
        self.refilter();
    }

    fn refilter(&mut self) {
        let typed = search_fold(self.query.text().trim());
        let rank = |item: &Item<T>| if typed.is_empty() { Some(0) } else { (self.matcher)(&typed, item) };
        let mut ranked: Vec<(u32, usize)> = self
            .items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| rank(item).map(|rank| (rank, index)))
            .collect();
        // A stable sort keeps the order of the list within a rank.
        ranked.sort_by_key(|(rank, _)| *rank);
        self.fitting.clear();
        self.fitting.extend(ranked.into_iter().map(|(_, index)| index));
        (self.row, self.top) = (0, 0);
    }

    fn go_round(&mut self, row: usize) -> PickEvent<T> {
        if row == self.row || row >= self.rows() {
            return PickEvent::None;
        }
        self.go(row);
        PickEvent::Moved
    }

    fn go(&mut self, row: usize) {
        self.row = row;
        self.top = self.top.clamp((row + 1).saturating_sub(self.sight), row);
    }
}

#[cfg(test)]
mod tests;
