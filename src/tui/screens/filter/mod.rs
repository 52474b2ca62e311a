//! The filters of a list: the chips that show them and the popup that sets them.

mod popup;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::period::Period;
use crate::domain::{CutOff, DateRange, Month, OfficeId, Outcome};
use crate::store::{CaseFilter, Label, Outcomes, Pick, Tree};
use crate::text::{filter as words, report as reports};
use crate::tui::stack::Cx;
use crate::tui::widgets::cells;

pub use popup::{Popup, Step};

/// The criteria of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// 受理 in a range of days.
    Period,
    /// 纠纷类型
    Kind,
    /// 结果
    Outcome,
    /// 单位
    Office,
    /// 调解员
    Mediator,
    /// 村（社区）
    Village,
    /// 案件来源
    Source,
}

impl Dimension {
    /// All, in the order of the chips.
    pub const ALL: [Self; 7] =
        [Self::Period, Self::Kind, Self::Outcome, Self::Office, Self::Mediator, Self::Village, Self::Source];

    fn name(self, cx: &Cx) -> &'static str {
        let names = words::dimensions(cx.lang);
        Self::ALL.iter().zip(names).find(|(one, _)| **one == self).map_or("", |(_, name)| name)
    }

    /// The value in the filter; none if not set.
    fn value(self, filter: &CaseFilter, cx: &Cx) -> Option<String> {
        let directory = cx.store.directory();
        let office = |id: OfficeId| directory.office(id).map_or_else(String::new, |one| one.name.clone());
        let missing = || words::missing(cx.lang).to_owned();
        let pick = |pick: &Pick<OfficeId>| match pick {
            Pick::Any => None,
            Pick::Is(id) => Some(office(*id)),
            Pick::Missing => Some(missing()),
        };
        match self {
            Self::Period => filter.accepted.map(|range| range_name(range, cut_off(cx))),
            Self::Kind => tree(&filter.kind, |code| directory.type_label(code), cx),
            Self::Outcome => outcomes_name(&filter.outcomes, cx),
            Self::Office => filter.office.map(office),
            Self::Mediator => match &filter.mediator {
                Pick::Any => None,
                Pick::Is(id) => directory.mediator(*id).map(|mediator| mediator.name.clone()),
                Pick::Missing => Some(missing()),
            },
            Self::Village => pick(&filter.village),
            Self::Source => tree(&filter.source, |code| directory.source_label(code), cx),
        }
    }

    /// Copies the value from another filter.
    fn copy(self, from: &CaseFilter, to: &mut CaseFilter) {
        match self {
            Self::Period => to.accepted = from.accepted,
            Self::Kind => to.kind = from.kind.clone(),
            Self::Outcome => to.outcomes = from.outcomes.clone(),
            Self::Office => to.office = from.office,
            Self::Mediator => to.mediator = from.mediator.clone(),
            Self::Village => to.village = from.village.clone(),
            Self::Source => to.source = from.source.clone(),
        }
    }
}

fn tree<'a, T>(tree: &Tree<T>, label: impl Fn(&T) -> Option<&'a Label>, cx: &Cx) -> Option<String> {
    match tree {
        Tree::Any => None,
        Tree::Below(code) | Tree::Exactly(code) => label(code).map(|label| label.short(cx.lang).to_owned()),
        Tree::AnyOf(codes) => {
            let names: Vec<&str> =
                codes.iter().filter_map(&label).map(|label| label.short(cx.lang)).collect();
            Some(names.join(crate::text::common::list_comma(cx.lang)))
        }
    }
}

fn outcome_name(outcome: Option<Outcome>, cx: &Cx) -> String {
    let label = cx.store.directory().outcome_label(outcome);
    crate::text::register::outcome_short(cx.lang, outcome, label)
}

fn outcomes_name(outcomes: &Outcomes, cx: &Cx) -> Option<String> {
    match outcomes {
        Outcomes::All => None,
        Outcomes::Accepted => Some(words::accepted_short(cx.lang).to_owned()),
        Outcomes::Open => Some(outcome_name(None, cx)),
        Outcomes::Void => Some(words::void(cx.lang).to_owned()),
        Outcomes::Of(list) if *list == SUCCESSFUL => Some(words::successful(cx.lang).to_owned()),
        Outcomes::Of(list) => {
            let names: Vec<String> = list.iter().map(|outcome| outcome_name(Some(*outcome), cx)).collect();
            Some(names.join(crate::text::common::list_comma(cx.lang)))
        }
    }
}

const SUCCESSFUL: [Outcome; 2] = [Outcome::Written, Outcome::Oral];

/// The days of acceptance that a filter asks for, in words; none for all years.
pub fn accepted_in(filter: &CaseFilter, cx: &Cx) -> Option<String> {
    Dimension::Period.value(filter, cx)
}

fn cut_off(cx: &Cx) -> CutOff {
    CutOff::new(cx.store.settings().cut_off_day).unwrap_or_default()
}

/// A range of days, named as month, quarter, half or year if it is one.
fn range_name(range: DateRange, cut_off: CutOff) -> String {
    let last = Month::containing(range.to, cut_off);
    let (year, month) = (last.year(), last.month());
    let named = [
        Period::Month(last),
        Period::Quarter { year, quarter: month.div_ceil(3) },
        Period::Half { year, half: month.div_ceil(6) },
        Period::Year(year),
        Period::Months { from: Month::containing(range.from, cut_off), to: last },
    ];
    let found = named.into_iter().find(|period| period.range(cut_off) == range);
    found.unwrap_or(Period::Days(range)).to_string()
}

/// Draws the filter: every criterion by name, those set with their value; if space is short, only those set,
/// and at last only their values.
pub fn draw_chips(filter: &CaseFilter, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let values: Vec<_> =
        Dimension::ALL.into_iter().map(|one| (one.name(cx), one.value(filter, cx))).collect();
    let boxed = |text: &str| (format!("[{text}]"), cx.theme.hit);
    let full = values.iter().map(|(name, value)| match value {
        Some(value) => boxed(&words::set(cx.lang, name, value)),
        None => ((*name).to_owned(), cx.theme.muted),
    });
    let set = || values.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let named = set().map(|(name, value)| boxed(&words::set(cx.lang, name, value)));
    let bare = set().map(|(_, value)| boxed(value));
    let others: Vec<_> = others(filter, cx).iter().map(|other| boxed(other)).collect();
    let heading = || [(words::heading(cx.lang).to_owned(), cx.theme.label)];
    let line = |chips: Vec<(String, Style)>| heading().into_iter().chain(chips).chain(others.clone());
    let lines: [Vec<(String, Style)>; 3] =
        [full.collect(), named.collect(), bare.collect()].map(|chips| line(chips).collect());
    let cells_of = |chips: &[(String, Style)], gap: u16| -> u16 {
        chips.iter().map(|(text, _)| cells::width(text) + gap).sum()
    };
    let fitting = lines.iter().find(|chips| cells_of(chips, 1) <= area.width + 1).unwrap_or(&lines[2]);
    let gap = if cells_of(fitting, 2) <= area.width + 2 { 2 } else { 1 };
    let mut x = area.x;
    for (text, style) in fitting {
        let room = area.right().saturating_sub(x);
        x = cells::write(buf, (x, area.y), text, room, *style, cx.symbols) + gap;
    }
}

/// Draws only the criteria that are set, by name: the filter behind a figure.
pub fn draw_set(filter: &CaseFilter, area: Rect, buf: &mut Buffer, cx: &Cx) {
    let set = Dimension::ALL.into_iter().filter_map(|one| {
        let value = one.value(filter, cx)?;
        Some(format!("[{}]", words::set(cx.lang, one.name(cx), &value)))
    });
    let others = others(filter, cx).into_iter().map(|other| format!("[{other}]"));
    let mut x = area.x;
    for text in set.chain(others) {
        let room = area.right().saturating_sub(x);
        x = cells::write(buf, (x, area.y), &text, room, cx.theme.muted, cx.symbols) + 1;
    }
}

/// Further criteria of a filter behind a number.
fn others(filter: &CaseFilter, cx: &Cx) -> Vec<String> {
    let directory = cx.store.directory();
    let label = |dictionary: &str, code: &str| {
        directory.label(dictionary, code).map_or_else(String::new, |label| label.text(cx.lang).to_owned())
    };
    let difficulty = match &filter.difficulty {
        Pick::Any => None,
        Pick::Is(grade) => Some(label("difficulty", grade.code())),
        Pick::Missing => Some(words::missing(cx.lang).to_owned()),
    };
    let governance = match &filter.governance {
        Pick::Any => None,
        Pick::Is(code) => Some(label(code.list().dictionary(), code.as_str())),
        Pick::Missing => Some(words::missing(cx.lang).to_owned()),
    };
    let set = |name: &str, value: String| words::set(cx.lang, name, &value);
    [
        filter.closed.map(|range| set(words::closed(cx.lang), range_name(range, cut_off(cx)))),
        filter.found.map(|range| set(words::found(cx.lang), range_name(range, cut_off(cx)))),
        filter
            .pending_at
            .or(filter.unsettled_at)
            .map(|day| words::pending_at(cx.lang, &crate::text::register::day(day))),
        filter.with_amount.then(|| words::with_amount(cx.lang).to_owned()),
        filter.level.map(|level| set(words::level(cx.lang), label("level", level.code()))),
        difficulty.map(|grade| set(words::difficulty(cx.lang), grade)),
        filter.tag.clone().map(|tag| set(words::tag(cx.lang), tag)),
        filter.event.map(|(kind, range)| set(reports::event(cx.lang, kind), range_name(range, cut_off(cx)))),
        filter.difficulty_from.map(|grade| reports::and_above(cx.lang, &label("difficulty", grade.code()))),
        filter.body.map(|body| reports::body(cx.lang, body).to_owned()),
        filter.band.map(|band| reports::band(cx.lang, band).to_owned()),
        governance.map(|category| set(reports::GOVERNANCE_CATEGORY.text(cx.lang), category)),
        filter.pre_litigation.then(|| reports::PRE_LITIGATION.text(cx.lang).to_owned()),
        filter.only.as_ref().map(|cases| reports::just_these(cx.lang, cases.len())),
    ]
    .into_iter()
    .flatten()
    .collect()
}
