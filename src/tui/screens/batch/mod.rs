//! One act for several cases: marks in a list, the menu of acts, and what each does.
//!
//! - `card`: the card of an act, and the save of all cases at once
//! - `others`: printing and handing over, which save nothing that undo takes back

mod card;
mod others;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::card::{Deed, DeedCard};
use self::others::HandOver;
use crate::domain::DisputeId;
use crate::store::{CaseFilter, MOST_AT_ONCE, Order, Store, StoreError};
use crate::text::batch as words;
use crate::text::register::short_number;
use crate::tui::actions::{Action, Place, key_name};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::merge;
use crate::tui::stack::{Answer, Cx, Flow, Layer};

/// The marked cases of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    cases: BTreeSet<DisputeId>,
    /// The action that was asked about and is done on one case when it comes again.
    asked: Option<Action>,
}

impl Marks {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// Whether that case is marked.
    pub fn has(&self, case: DisputeId) -> bool {
        self.cases.contains(&case)
    }

    /// Marks a case, or takes its mark away.
    pub fn toggle(&mut self, case: DisputeId, cx: &mut Cx) {
        if !self.cases.remove(&case) {
            self.put([case], cx);
        }
    }

    /// Marks those, as far as one act allows.
    pub fn put(&mut self, cases: impl IntoIterator<Item = DisputeId>, cx: &mut Cx) {
        for case in cases {
            if self.cases.len() >= MOST_AT_ONCE && !self.cases.contains(&case) {
                cx.warn(words::too_many(cx.lang, MOST_AT_ONCE));
                return;
            }
            self.cases.insert(case);
        }
    }

    /// Marks what a list has, from its top.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn put_all(&mut self, store: &Store, filter: CaseFilter, order: Order) -> Result<(), StoreError> {
        let query = crate::store::ListQuery { filter, order, limit: MOST_AT_ONCE, ..Default::default() };
        let listed = store.list(&query)?;
        let room = MOST_AT_ONCE.saturating_sub(self.cases.len());
        let new: Vec<DisputeId> = listed.iter().map(|case| case.id).filter(|id| !self.has(*id)).collect();
        self.cases.extend(new.into_iter().take(room));
        Ok(())
    }

    /// Takes every mark away; whether there were any.
    pub fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.cases).is_empty()
    }

    /// Asks before an act on the selected case while others are marked: it would not be done for those. None where the
    /// action may go on.
    pub fn ask_first(&mut self, selected: Option<DisputeId>, action: Action, cx: &mut Cx) -> Option<Flow> {
        let is_agreed = self.asked.take() == Some(action);
        let writes = action.is_act() || matches!(action, Action::Outcome | Action::HandOver);
        let selected = selected.filter(|_| writes && !is_agreed && !self.is_empty())?;
        if self.len() == 1 && self.has(selected) {
            return None;
        }
        let number = short_number(&cx.told(cx.store.row_of(selected))?.number);
        let label = action.row().wording.label(cx.lang);
        self.asked = Some(action);
        let asked = Confirm::new(words::only_one(cx.lang, self.len(), label, &number))
            .titled(label)
            .choice(words::this_one(cx.lang, &number), Answer::Chosen(action))
            .choice(words::those_marked(cx.lang, self.len()), Answer::Chosen(Action::Batch));
        Some(Flow::Push(Box::new(asked)))
    }

    /// The question was left without an answer.
    pub fn not_agreed(&mut self) {
        self.asked = None;
    }

    /// How many are marked and the key that acts on them; empty where nothing is.
    pub fn said(&self, cx: &Cx) -> String {
        let row = Action::Batch.row();
        let key = row.keys.first().map(|key| key_name(*key, cx.symbols)).unwrap_or_default();
        match self.len() {
            0 => String::new(),
            marked => words::marked(cx.lang, marked, &key, row.wording.label(cx.lang)),
        }
    }
}

/// What the menu asks of the list under it, as the index of an answer.
pub const MARK_ALL: usize = 1_000;
/// Takes every mark away.
pub const UNMARK: usize = 1_001;
/// The act was done: the marks have served.
pub const DONE: usize = 1_002;

/// The menu of acts.
pub struct Menu {
    cases: Vec<DisputeId>,
    menu: Confirm,
    handing: Option<HandOver>,
}

/// The entries of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Do(Deed),
    Print,
    HandOver,
    MarkAll,
    Unmark,
    /// Of two records.
    Merge,
}

const ENTRIES: [Entry; 9] = [
    Entry::Do(Deed::Visit),
    Entry::Do(Deed::Perform),
    Entry::Do(Deed::Bind),
    Entry::Do(Deed::Conclude),
    Entry::Print,
    Entry::HandOver,
    Entry::MarkAll,
    Entry::Unmark,
    Entry::Merge,
];

impl Menu {
    /// The menu for the marked cases, or for the selected one; `listed` is how many the list has, if known. None where
    /// there is neither.
    pub fn open(marks: &Marks, selected: Option<DisputeId>, listed: Option<u64>, cx: &Cx) -> Option<Self> {
        let mut cases: Vec<DisputeId> = marks.cases.iter().copied().collect();
        if cases.is_empty() {
            cases.extend(selected);
        }
        let title = Action::Batch.row().wording.label(cx.lang);
        let asked = Confirm::new(words::what(cx.lang, marks.len())).titled(title);
        let fits = |entry: &(usize, Entry)| match entry.1 {
            Entry::Merge => cases.len() == 2,
            Entry::Unmark => !marks.is_empty(),
            _ => true,
        };
        let menu = ENTRIES.into_iter().enumerate().filter(fits).fold(asked, |asked, (at, entry)| {
            let label = match entry {
                Entry::Do(deed) => deed.name(cx.lang).to_owned(),
                Entry::Print => words::print(cx.lang).to_owned(),
                Entry::HandOver => words::hand_over(cx.lang).to_owned(),
                Entry::MarkAll => words::mark_all(cx.lang, listed, MOST_AT_ONCE),
                Entry::Unmark => words::unmark(cx.lang).to_owned(),
                Entry::Merge => words::merge(cx.lang).to_owned(),
            };
            asked.choice(label, Answer::Picked(at))
        });
        (!cases.is_empty()).then_some(Self { cases, menu, handing: None })
    }

    fn chosen(&mut self, flow: Flow, cx: &mut Cx) -> Flow {
        let Flow::Answer(Answer::Picked(at)) = flow else { return flow };
        match ENTRIES.get(at) {
            Some(Entry::Do(deed)) => {
                DeedCard::open(*deed, &self.cases, cx).map_or(Flow::Stay, |card| Flow::Push(Box::new(card)))
            }
            Some(Entry::Print) => others::print(&self.cases, cx),
            Some(Entry::HandOver) => {
                let Some((handing, layer)) = HandOver::begin(&self.cases, cx) else { return Flow::Stay };
                self.handing = Some(handing);
                Flow::Push(layer)
            }
            Some(Entry::MarkAll) => Flow::Answer(Answer::Picked(MARK_ALL)),
            Some(Entry::Unmark) => Flow::Answer(Answer::Picked(UNMARK)),
            Some(Entry::Merge) => merge::of_two(&self.cases, cx),
            None => Flow::Stay,
        }
    }
}

impl Layer for Menu {
    fn place(&self) -> Place {
        Place::Confirm
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        let flow = self.menu.act(action, cx);
        self.chosen(flow, cx)
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let flow = self.menu.input(input, cx);
        self.chosen(flow, cx)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        self.menu.draw(area, buf, cx)
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        if let Some(handing) = self.handing.take() {
            return match handing.answered(&self.cases, &answer, cx) {
                others::Next::Ask(handing, layer) => {
                    self.handing = Some(handing);
                    Flow::Push(layer)
                }
                others::Next::Done => Flow::Answer(Answer::Picked(DONE)),
                others::Next::Nothing => Flow::Stay,
            };
        }
        match answer {
            Answer::Saved => Flow::Answer(Answer::Picked(DONE)),
            _ => Flow::Stay,
        }
    }
}
