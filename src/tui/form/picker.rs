//! Picking in a field: the list is open while the field has the focus.

use serde_json::{Value as Json, json};

use super::spec::Options;
use super::typed::{self, Typed};
use super::value::Choice;
use crate::domain::{BETWEEN_NAMES, pinyin};
use crate::tui::input::{Code, Held, Key};
use crate::tui::widgets::edit::Edit;
use crate::tui::widgets::matching::Item;
use crate::tui::widgets::pick::{Count, PickEvent, PickList};

/// The effect of a key in a pick field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Not handled.
    Not,
    /// The selection moved.
    Stays,
    /// The picks changed; more can be picked.
    Changed,
    /// The picks changed and are complete.
    Done,
}

/// The state of a pick field.
#[derive(Debug)]
pub(super) struct Picker {
    options: Options,
    chosen: Vec<Choice>,
    pub list: PickList<Choice>,
    /// Whether the selection was moved or text typed since the field got the focus.
    stirred: bool,
    /// Whether the pick is a default, which the next pick replaces.
    pub marked: bool,
    past: Vec<Vec<Choice>>,
    future: Vec<Vec<Choice>>,
    /// The search text of a restored draft, or what stood in the field when it was left: it is there again when the field gets
    /// the focus.
    resumed: String,
}

fn fresh_list(options: &Options) -> PickList<Choice> {
    PickList::new(options.items.clone())
        .with_digits(options.digits)
        .with_entry(options.entry)
        .with_count(options.count)
}

impl Picker {
    pub fn new(options: Options) -> Self {
        let list = fresh_list(&options);
        Self {
            options,
            chosen: Vec::new(),
            list,
            stirred: false,
            marked: false,
            past: Vec::new(),
            future: Vec::new(),
            resumed: String::new(),
        }
    }

    pub fn chosen(&self) -> &[Choice] {
        &self.chosen
    }

    pub fn count(&self) -> Count {
        self.options.count
    }

    /// Sets the picks and clears the undo log.
    pub fn set(&mut self, chosen: Vec<Choice>) {
        self.marked = false;
        self.chosen = chosen;
        (self.past, self.future) = (Vec::new(), Vec::new());
        self.open();
    }

    pub fn set_items(&mut self, items: Vec<Item<Choice>>) {
        self.options.items = items;
        self.open();
    }

    /// Called when the field gets the focus; a default is marked.
    pub fn enter(&mut self, marked: bool) {
        // Text typed beside a pick was meant as an addition: a marked pick would have been replaced.
        self.marked = marked && !self.chosen.is_empty() && self.resumed.is_empty();
        self.open();
        let resumed = std::mem::take(&mut self.resumed);
        if !resumed.is_empty() {
            self.paste(&resumed);
        }
    }

    /// Called when the focus leaves the field; typed text that means nothing stays, with its error.
    pub fn leave(&mut self) {
        self.marked = false;
        self.resumed = self.unknown().unwrap_or_default().to_owned();
    }

    /// The label of a choice.
    pub fn label<'a>(&'a self, choice: &'a Choice) -> &'a str {
        match choice {
            Choice::New(name) => name,
            Choice::Listed(code) => {
                let item = self.options.items.iter().find(|item| item.value == *choice);
                item.map_or(code.as_str(), |item| item.label.as_str())
            }
        }
    }

    /// The typed text, if no item matches it.
    pub fn unknown(&self) -> Option<&str> {
        Some(self.list.query().text().trim()).filter(|typed| !typed.is_empty())
    }

    fn open(&mut self) {
        self.list = fresh_list(&self.options);
        self.stirred = false;
        match self.options.count {
            Count::One => {
                if let Some(first) = self.chosen.first() {
                    self.list.select(|value| value == first);
                }
            }
            Count::Several => {
                for choice in &self.chosen {
                    let known = self.options.items.iter().any(|item| item.value == *choice);
                    if known {
                        self.list.choose(|value| value == choice);
                    } else if let Choice::New(name) = choice {
                        self.list.add(new_item(name));
                    }
                }
            }
        }
    }

    /// Clears the search text; the picks stay.
    pub fn cancel(&mut self) -> bool {
        let typed = self.unknown().is_some();
        if typed {
            self.open();
        }
        typed
    }

    fn replace(&mut self, chosen: Vec<Choice>) {
        self.past.push(std::mem::replace(&mut self.chosen, chosen));
        self.future.clear();
        self.marked = false;
    }

    /// Drops the picks if they are only a default.
    fn drop_default(&mut self) {
        if self.marked && self.options.count == Count::Several {
            self.replace(Vec::new());
            self.open();
        }
        self.marked = self.marked && self.options.count == Count::One;
    }

    pub fn type_text(&mut self, text: &str) -> Step {
        let clears = self.list.query().is_empty() && matches!(text, "0" | "\u{ff10}") && !self.spells_codes();
        if clears {
            return self.clear_all(Step::Done);
        }
        self.drop_default();
        if self.options.count == Count::Several && text.contains(BETWEEN_NAMES) {
            return self.type_several(text);
        }
        self.stirred = true;
        let event = self.list.insert(text);
        self.follow(event)
    }

    /// Names with marks between them: each that has a mark after it is entered.
    fn type_several(&mut self, text: &str) -> Step {
        let mut step = Step::Stays;
        for (nth, name) in text.split(BETWEEN_NAMES).enumerate() {
            if nth > 0 && self.unknown().is_some() {
                self.stirred = true;
                step = self.settle();
            }
            if !name.trim().is_empty() {
                self.stirred = true;
                self.list.paste(name.trim());
            }
        }
        step
    }

    fn spells_codes(&self) -> bool {
        self.options.items.iter().any(|item| item.code.starts_with('0'))
    }

    pub fn paste(&mut self, text: &str) -> Step {
        self.drop_default();
        self.stirred = true;
        let event = self.list.paste(text);
        self.follow(event)
    }

    pub fn press(&mut self, key: Key) -> Step {
        let empty = self.list.query().is_empty();
        match key.code {
            Code::Backspace | Code::Delete if empty && key.held == Held::NONE => self.erase_last(),
            Code::Left | Code::Right | Code::Home | Code::End if empty => {
                let was = std::mem::replace(&mut self.marked, false);
                if was { Step::Stays } else { Step::Not }
            }
            _ => {
                let mut typed = Typed::Not;
                self.list.edit(|query| typed = typed::press(query, key));
                match typed {
                    Typed::Not => Step::Not,
                    Typed::Moved => Step::Stays,
                    Typed::Changed => {
                        self.stirred = true;
                        Step::Stays
                    }
                }
            }
        }
    }

    fn erase_last(&mut self) -> Step {
        if self.chosen.is_empty() {
            return Step::Not;
        }
        if self.marked || self.options.count == Count::One {
            return self.clear_all(Step::Changed);
        }
        let mut chosen = self.chosen.clone();
        chosen.pop();
        self.replace(chosen);
        self.open();
        Step::Changed
    }

    fn clear_all(&mut self, step: Step) -> Step {
        self.replace(Vec::new());
        self.open();
        step
    }

    /// Moves the selection by a row or a page.
    pub fn go(&mut self, how: impl FnOnce(&mut PickList<Choice>) -> PickEvent<Choice>) -> Step {
        match how(&mut self.list) {
            PickEvent::None => Step::Stays,
            _ => {
                self.stirred = true;
                Step::Stays
            }
        }
    }

    /// Whether the selection was moved or text typed since the field got the focus.
    pub fn is_stirred(&self) -> bool {
        self.stirred
    }

    pub fn at_first_row(&self) -> bool {
        self.list.row() == 0 && self.list.query().is_empty()
    }

    /// Accepts what was typed or selected, at Enter or when the focus leaves.
    pub fn settle(&mut self) -> Step {
        if !self.stirred {
            return Step::Done;
        }
        if self.options.count == Count::Several && self.list.query().is_empty() && self.list.row() == 0 {
            return Step::Done;
        }
        self.drop_default_of_moves();
        let event = self.list.accept();
        self.follow(event)
    }

    fn drop_default_of_moves(&mut self) {
        if self.marked && self.options.count == Count::Several {
            let row = self.list.row();
            self.drop_default();
            for _ in 0..row {
                self.list.down();
            }
            self.stirred = true;
        }
    }

    fn follow(&mut self, event: PickEvent<Choice>) -> Step {
        match event {
            PickEvent::None | PickEvent::Moved | PickEvent::Cancelled => Step::Stays,
            PickEvent::Done => Step::Done,
            PickEvent::Picked(choice) => self.picked(choice),
            PickEvent::New(name) if self.options.count == Count::One => {
                let step = self.picked(Choice::New(name));
                self.list = fresh_list(&self.options);
                step
            }
            PickEvent::New(name) => {
                self.list.add(new_item(&name));
                self.sync()
            }
            PickEvent::Dropped(_) => self.sync(),
        }
    }

    fn picked(&mut self, choice: Choice) -> Step {
        if self.options.count == Count::Several {
            return self.sync();
        }
        self.stirred = false;
        self.replace(vec![choice]);
        Step::Done
    }

    fn sync(&mut self) -> Step {
        self.stirred = false;
        let chosen = self.list.chosen().map(|item| item.value.clone()).collect();
        self.replace(chosen);
        Step::Changed
    }

    pub fn undo(&mut self) -> Step {
        let mut undone = false;
        self.list.edit(|query| undone = query.undo());
        if undone {
            return Step::Stays;
        }
        let Some(before) = self.past.pop() else { return Step::Not };
        self.future.push(std::mem::replace(&mut self.chosen, before));
        self.open();
        Step::Changed
    }

    pub fn redo(&mut self) -> Step {
        let mut redone = false;
        self.list.edit(|query| redone = query.redo());
        if redone {
            return Step::Stays;
        }
        let Some(after) = self.future.pop() else { return Step::Not };
        self.past.push(std::mem::replace(&mut self.chosen, after));
        self.open();
        Step::Changed
    }

    pub fn query(&self) -> &Edit {
        self.list.query()
    }

    /// The picks and the search text.
    pub fn to_json(&self) -> Json {
        json!({
            "picked": self.chosen.iter().map(Choice::to_json).collect::<Vec<_>>(),
            "typed": self.unknown().unwrap_or_default(),
        })
    }

    /// Restores a draft; codes that are no longer listed are dropped.
    pub fn restore(&mut self, json: &Json) {
        let picked = json.get("picked").and_then(Json::as_array);
        let chosen = picked.into_iter().flatten().filter_map(Choice::from_json);
        let listed = |choice: &Choice| self.options.items.iter().any(|item| item.value == *choice);
        let chosen = chosen.filter(|choice| matches!(choice, Choice::New(_)) || listed(choice)).collect();
        self.set(chosen);
        self.resumed = json.get("typed").and_then(Json::as_str).unwrap_or_default().to_owned();
        if !self.resumed.is_empty() {
            self.stirred = true;
            self.list.paste(&self.resumed);
        }
    }
}

fn new_item(name: &str) -> Item<Choice> {
    let initials = pinyin::shown_initials(name);
    Item { value: Choice::New(name.to_owned()), label: name.to_owned(), code: String::new(), initials }
}
