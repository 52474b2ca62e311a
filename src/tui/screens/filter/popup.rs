//! The popup that edits a filter: first the criterion, then its value.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Dimension, SUCCESSFUL, cut_off, outcome_name};
use crate::domain::period::Period;
use crate::domain::pinyin;
use crate::domain::{MediatorId, Month, NEVER, Office, OfficeId, Outcome, SourceCode, TypeCode};
use crate::store::{CaseFilter, Label, Outcomes, Pick, Tree};
use crate::text::filter as words;
use crate::tui::actions::Action;
use crate::tui::form::styles;
use crate::tui::input::{Code, Held, Input, Key};
use crate::tui::screens::find::edit_key;
use crate::tui::stack::Cx;
use crate::tui::widgets::cells;
use crate::tui::widgets::line::LineView;
use crate::tui::widgets::matching::Item;
use crate::tui::widgets::pick::{Digits, Entry, PickEvent, PickList};
use crate::tui::widgets::{pick_list, popup};

/// Columns and rows of the popup, with its frame: the input line, nine choices, the hint.
const SIZE: (u16, u16) = (52, 13);

/// The effect of a key.
pub enum Step {
    /// The popup stays open.
    Stay,
    /// It closed without a change.
    Closed,
    /// The changed filter.
    Set(Box<CaseFilter>),
    /// Not handled.
    NotMine,
}

/// A value of a criterion, or a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Any,
    Missing,
    Period(Period),
    Kind(TypeCode),
    Outcomes(Outcomes),
    Office(OfficeId),
    Mediator(MediatorId),
    Village(OfficeId),
    Source(SourceCode),
    /// A criterion, to ask for its value.
    By(Dimension),
    /// Clears all filters.
    Clear,
}

/// The popup.
pub struct Popup {
    filter: CaseFilter,
    /// The part that cannot be changed.
    fixed: CaseFilter,
    /// The criterion whose value is asked for; none while the criterion is.
    asked: Option<Dimension>,
    list: PickList<Value>,
    line: LineView,
    /// The error of the typed text.
    wrong: Option<&'static str>,
}

impl Popup {
    /// A popup for that filter; the criteria set in `fixed` cannot be changed.
    pub fn new(filter: CaseFilter, fixed: CaseFilter, cx: &Cx) -> Self {
        let list = dimensions(&filter, &fixed, cx);
        Self { filter, fixed, asked: None, list, line: LineView::new(), wrong: None }
    }

    /// Handles an action.
    pub fn act(&mut self, action: Action, cx: &Cx) -> Step {
        match action {
            Action::Back => return self.back(cx),
            Action::Accept | Action::Save | Action::Next => return self.accept(cx),
            Action::Up | Action::Previous => drop(self.list.up()),
            Action::Down => drop(self.list.down()),
            Action::PageUp => drop(self.list.page_up()),
            Action::PageDown => drop(self.list.page_down()),
            _ => return Step::NotMine,
        }
        Step::Stay
    }

    /// Handles text and editing keys.
    pub fn input(&mut self, input: &Input, cx: &Cx) -> Step {
        self.wrong = None;
        match input {
            Input::Text(text) => {
                let event = self.list.insert(text);
                self.picked(event, cx)
            }
            Input::Paste(text) => {
                self.list.paste(text);
                Step::Stay
            }
            Input::Key(Key { code: Code::Char('u'), held: Held::CTRL }) => {
                Step::Set(Box::new(self.fixed.clone()))
            }
            Input::Key(key) => edit_key(*key).map_or(Step::NotMine, |change| {
                self.list.edit(change);
                Step::Stay
            }),
            Input::Resize(..) | Input::Mouse(_) => Step::NotMine,
        }
    }

    fn accept(&mut self, cx: &Cx) -> Step {
        self.wrong = None;
        let event = self.list.accept();
        self.picked(event, cx)
    }

    fn back(&mut self, cx: &Cx) -> Step {
        if self.asked.take().is_none() {
            return Step::Closed;
        }
        self.list = dimensions(&self.filter, &self.fixed, cx);
        Step::Stay
    }

    fn picked(&mut self, event: PickEvent<Value>, cx: &Cx) -> Step {
        let value = match event {
            PickEvent::Picked(Value::Clear) => return Step::Set(Box::new(self.fixed.clone())),
            PickEvent::Picked(Value::By(dimension)) => {
                self.asked = Some(dimension);
                self.list = values(dimension, &self.filter, cx);
                self.line = LineView::new();
                return Step::Stay;
            }
            PickEvent::Picked(value) => value,
            PickEvent::New(typed) => match typed.parse() {
                Ok(period) => Value::Period(period),
                Err(_) => {
                    self.wrong = Some(words::not_a_period(cx.lang));
                    return Step::Stay;
                }
            },
            _ => return Step::Stay,
        };
        let Some(dimension) = self.asked else { return Step::Stay };
        let mut filter = self.filter.clone();
        set(&mut filter, dimension, value, cx);
        Step::Set(Box::new(filter))
    }

    /// Draws it over `area`; returns the cursor position.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        let title = self.asked.map_or(words::title(cx.lang), |dimension| dimension.name(cx));
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), title, buf, cx);
        if inner.height < 3 {
            return None;
        }
        let styles = styles(&cx.theme);
        let prompt = words::prompt(cx.lang);
        let x = cells::write(buf, (inner.x, inner.y), prompt, inner.width, cx.theme.label, cx.symbols);
        let field = Rect { x, width: inner.right().saturating_sub(x), height: 1, ..inner };
        let hint = Rect { y: inner.bottom() - 1, height: 1, ..inner };
        let list_area = Rect { height: inner.height - 1, ..inner };
        let under = Rect { x: inner.x, width: inner.width, ..field };
        let look = (cx.lang, cx.symbols.cut);
        if self.asked == Some(Dimension::Period) && self.list.fitting().len() == 0 {
            let row = Rect { y: inner.y + 1, ..under };
            draw_typed_period(self.list.query().text(), row, buf, cx);
        } else {
            pick_list::draw(&mut self.list, under, list_area, buf, look, &styles);
        }
        let help = match self.asked {
            Some(Dimension::Period) => words::period_hint(cx.lang),
            Some(Dimension::Kind) => words::code_hint(cx.lang),
            _ => words::hint(cx.lang),
        };
        let cursor = self.line.draw(self.list.query(), "", field, buf, &styles);
        let (text, style) = self.wrong.map_or((help, cx.theme.muted), |wrong| (wrong, cx.theme.error));
        cells::write(buf, (hint.x, hint.y), text, hint.width, style, cx.symbols);
        Some(cursor)
    }
}

/// Draws the period understood so far while it is typed.
fn draw_typed_period(typed: &str, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let (text, style) = match typed.parse::<Period>() {
        Ok(period) => {
            let days = period.range(cut_off(cx));
            let [from, to] = [days.from, days.to].map(crate::text::register::day);
            (words::understood(cx.lang, &period.to_string(), &from, &to), Style::new())
        }
        Err(_) => (words::not_a_period(cx.lang).to_owned(), cx.theme.muted),
    };
    cells::write(buf, (area.x + 1, area.y), &text, area.width.saturating_sub(1), style, cx.symbols);
}

/// The criteria with their values; the last item clears all.
fn dimensions(filter: &CaseFilter, fixed: &CaseFilter, cx: &Cx) -> PickList<Value> {
    let free = Dimension::ALL.into_iter().filter(|dimension| dimension.value(fixed, cx).is_none());
    let mut items: Vec<_> = free
        .map(|dimension| {
            let name = dimension.name(cx);
            let value = dimension.value(filter, cx);
            let label = value.map_or_else(|| name.to_owned(), |value| words::set(cx.lang, name, &value));
            item(Value::By(dimension), label, name)
        })
        .collect();
    if filter != fixed {
        items.push(item(Value::Clear, words::clear_all(cx.lang).to_owned(), words::clear_all(cx.lang)));
    }
    PickList::new(items)
}

/// The values of a criterion, beginning with none.
fn values(dimension: Dimension, filter: &CaseFilter, cx: &Cx) -> PickList<Value> {
    let any = item(Value::Any, words::any(cx.lang).to_owned(), words::any(cx.lang));
    let mut items = vec![any];
    items.extend(match dimension {
        Dimension::Period => periods(cx),
        Dimension::Kind => labels(cx.store.directory().types(), Value::Kind, Codes::Shown, cx),
        Dimension::Source => labels(cx.store.directory().sources(), Value::Source, Codes::Hidden, cx),
        Dimension::Outcome => outcomes(cx),
        Dimension::Office => offices(cx),
        Dimension::Mediator => mediators(cx),
        Dimension::Village => villages(filter, cx),
    });
    let list = PickList::new(items);
    let mut list = match dimension {
        Dimension::Period => {
            list.with_entry(Entry::Free).with_digits(Digits::Code).matched_by(Box::new(by_word))
        }
        Dimension::Kind => list.with_digits(Digits::Code),
        _ => list,
    };
    let now = current(dimension, filter);
    list.select(|value| *value == now);
    list
}

/// The current value, as a choice.
fn current(dimension: Dimension, filter: &CaseFilter) -> Value {
    match dimension {
        Dimension::Period => Value::Any,
        Dimension::Kind => below(&filter.kind, Value::Kind),
        Dimension::Source => below(&filter.source, Value::Source),
        Dimension::Outcome if filter.outcomes == Outcomes::All => Value::Any,
        Dimension::Outcome => Value::Outcomes(filter.outcomes.clone()),
        Dimension::Office => filter.office.map_or(Value::Any, Value::Office),
        Dimension::Mediator => one(&filter.mediator, Value::Mediator),
        Dimension::Village => one(&filter.village, Value::Village),
    }
}

fn below<C: Clone>(tree: &Tree<C>, value: fn(C) -> Value) -> Value {
    match tree {
        Tree::Any | Tree::AnyOf(_) => Value::Any,
        Tree::Below(code) | Tree::Exactly(code) => value(code.clone()),
    }
}

fn one<T: Copy>(pick: &Pick<T>, value: fn(T) -> Value) -> Value {
    match pick {
        Pick::Any => Value::Any,
        Pick::Is(id) => value(*id),
        Pick::Missing => Value::Missing,
    }
}

fn set(filter: &mut CaseFilter, dimension: Dimension, value: Value, cx: &Cx) {
    match value {
        Value::Any => dimension.copy(&CaseFilter::default(), filter),
        Value::Missing if dimension == Dimension::Mediator => filter.mediator = Pick::Missing,
        Value::Missing => filter.village = Pick::Missing,
        Value::Period(period) => filter.accepted = Some(period.range(cut_off(cx))),
        Value::Kind(code) => filter.kind = Tree::Below(code),
        Value::Outcomes(outcomes) => filter.outcomes = outcomes,
        Value::Office(id) => filter.office = Some(id),
        Value::Mediator(id) => filter.mediator = Pick::Is(id),
        Value::Village(id) => filter.village = Pick::Is(id),
        Value::Source(code) => filter.source = Tree::Below(code),
        Value::By(_) | Value::Clear => {}
    }
}

/// A choice; its pinyin initials are derived from `name`.
fn item(value: Value, label: String, name: &str) -> Item<Value> {
    Item { value, label, code: String::new(), initials: initials_of(name) }
}

/// The initials of a Chinese name; none for other names, which they would just repeat.
fn initials_of(name: &str) -> String {
    if name.is_ascii() { String::new() } else { pinyin::shown_initials(name) }
}

/// Matches the label only: figures beside a period are displayed, but not matched.
fn by_word(typed: &str, item: &Item<Value>) -> Option<u32> {
    let label = &item.label;
    let spelled = || pinyin::initials(label).iter().any(|reading| reading.starts_with(typed));
    (label.to_lowercase().starts_with(typed) || spelled()).then_some(0)
}

fn periods(cx: &Cx) -> Vec<Item<Value>> {
    let month = Month::containing(cx.store.today(), cut_off(cx));
    let offered = [
        Period::Month(month),
        Period::Month(month.previous()),
        Period::Year(month.year()),
        Period::Year(month.year() - 1),
    ];
    let named = words::periods(cx.lang).into_iter().zip(offered);
    named
        .map(|(name, period)| Item {
            value: Value::Period(period),
            label: name.to_owned(),
            code: String::new(),
            initials: period.to_string(),
        })
        .collect()
}

/// Whether the codes of a dictionary are shown to people.
#[derive(Clone, Copy, PartialEq)]
enum Codes {
    Shown,
    Hidden,
}

fn labels<C: std::str::FromStr>(
    labels: &[Label],
    value: fn(C) -> Value,
    codes: Codes,
    cx: &Cx,
) -> Vec<Item<Value>> {
    labels
        .iter()
        .filter_map(|label| {
            Some(Item {
                value: value(label.code.parse().ok()?),
                label: label.text(cx.lang).to_owned(),
                code: if codes == Codes::Shown { label.code.clone() } else { String::new() },
                initials: label.initials.clone(),
            })
        })
        .collect()
}

fn outcomes(cx: &Cx) -> Vec<Item<Value>> {
    let named = |outcomes: Outcomes, name: String| item(Value::Outcomes(outcomes), name.clone(), &name);
    let mut items = vec![
        named(Outcomes::Open, outcome_name(None, cx)),
        named(Outcomes::Of(SUCCESSFUL.to_vec()), words::successful(cx.lang).to_owned()),
    ];
    let single = |outcome: &Outcome| named(Outcomes::Of(vec![*outcome]), outcome_name(Some(*outcome), cx));
    items.extend(Outcome::ALL.iter().map(single));
    items.push(named(Outcomes::Void, words::void(cx.lang).to_owned()));
    items.push(named(Outcomes::Accepted, words::accepted(cx.lang).to_owned()));
    items
}

fn offices(cx: &Cx) -> Vec<Item<Value>> {
    let directory = cx.store.directory();
    let all = directory.district().into_iter().chain(directory.townships());
    all.map(|office| item(Value::Office(office.id), office.name.clone(), &office.name)).collect()
}

fn mediators(cx: &Cx) -> Vec<Item<Value>> {
    let directory = cx.store.directory();
    let mut items: Vec<_> = directory
        .mediators()
        .filter(|mediator| mediator.valid_to != Some(NEVER))
        .map(|mediator| {
            let office = directory.office(mediator.office);
            item(Value::Mediator(mediator.id), at_office(&mediator.name, office, cx), &mediator.name)
        })
        .collect();
    items.push(item(Value::Missing, words::missing(cx.lang).to_owned(), words::missing(cx.lang)));
    items
}

/// The villages of the office in the filter, or else all.
fn villages(filter: &CaseFilter, cx: &Cx) -> Vec<Item<Value>> {
    let directory = cx.store.directory();
    let is_village = |office: &&Office| office.kind.is_settlement() && office.valid_to != Some(NEVER);
    let within = |office: &&Office| filter.office.is_none_or(|town| office.parent == Some(town));
    let mut items: Vec<_> = directory
        .offices()
        .filter(is_village)
        .filter(within)
        .map(|village| {
            let town = village.parent.and_then(|id| directory.office(id));
            let town = town.filter(|_| filter.office.is_none());
            item(Value::Village(village.id), at_office(&village.name, town, cx), &village.name)
        })
        .collect();
    items.push(item(Value::Missing, words::missing(cx.lang).to_owned(), words::missing(cx.lang)));
    items
}

fn at_office(name: &str, office: Option<&Office>, cx: &Cx) -> String {
    office.map_or_else(|| name.to_owned(), |office| words::at_office(cx.lang, name, &office.name))
}
