//! A preview of the selected case, beside or below the list. It is read after the selection was drawn, so
//! that moving through the list does not wait for it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::{Dispute, DisputeId, Fen, Side};
use crate::store::{Store, StoreError};
use crate::text::calendar::dated;
use crate::text::register::{self as words, line};
use crate::tui::stack::Cx;
use crate::tui::widgets::{area as text_area, cells};

/// The preview of a case.
#[derive(Debug, Default)]
pub struct Preview {
    of: Option<DisputeId>,
    case: Option<Dispute>,
}

/// A line: label and value.
type Line = (String, String);

impl Preview {
    /// Whether it shows that case.
    pub fn is_of(&self, case: Option<DisputeId>) -> bool {
        self.of == case
    }

    /// Reads that case.
    ///
    /// # Errors
    /// Why the file could not be read; the preview is empty then.
    pub fn show(&mut self, store: &Store, case: Option<DisputeId>) -> Result<(), StoreError> {
        self.of = case;
        self.case = None;
        if let Some(id) = case {
            self.case = Some(store.dispute(id)?);
        }
        Ok(())
    }

    /// Draws it as a column of labelled lines, with a divider to the list.
    pub fn draw_beside(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        for y in area.top()..area.bottom() {
            cells::write(buf, (area.x, y), cx.symbols.divider, 1, cx.theme.muted, cx.symbols);
        }
        let Some(case) = &self.case else { return };
        let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
        cells::write(buf, (inner.x, inner.y), &case.number, inner.width, cx.theme.heading, cx.symbols);
        let lines = lines(case, cx);
        let label = lines.iter().map(|(name, _)| cells::width(name)).max().unwrap_or(0) + 1;
        let mut y = inner.y + 1;
        for (name, value) in &lines {
            let room = inner.width.saturating_sub(label);
            for (nth, text) in text_area::lines(value, room).iter().enumerate() {
                if y >= inner.bottom() {
                    return;
                }
                if nth == 0 {
                    cells::write(buf, (inner.x, y), name, label, cx.theme.label, cx.symbols);
                }
                cells::write(buf, (inner.x + label, y), text, room, Style::new(), cx.symbols);
                y += 1;
            }
        }
    }

    /// Draws it in two rows under a rule.
    pub fn draw_beneath(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some(case) = &self.case else { return };
        let rule = cx.symbols.rule.repeat(usize::from(area.width));
        cells::write(buf, (area.x, area.y), &rule, area.width, cx.theme.muted, cx.symbols);
        let x = area.x + 2;
        let room = area.width.saturating_sub(3);
        let mut first = vec![case.number.clone()];
        first.extend(case.parties.iter().filter(|party| !party.phone.is_empty()).map(person));
        first.extend(case.agreement.amount.map(Fen::yuan_text).map(|yuan| words::yuan(cx.lang, &yuan)));
        first.retain(|part| !part.is_empty());
        let second = case.void.as_ref().map_or_else(
            || case.summary.clone(),
            |reason| format!("{}{}{reason}", line::void(cx.lang), cx.symbols.between),
        );
        let rows = [first.join(cx.symbols.between), second];
        for (y, text) in (area.y + 1..area.bottom()).zip(rows) {
            cells::write(buf, (x, y), &text.replace('\n', " "), room, Style::new(), cx.symbols);
        }
    }
}

fn person(party: &crate::domain::Party) -> String {
    format!("{} {}", party.name, party.phone).trim_end().to_owned()
}

/// The labelled lines of a case, without empty ones.
fn lines(case: &Dispute, cx: &Cx) -> Vec<Line> {
    let mut lines = vec![dates(case, cx)];
    lines.extend(case.void.as_ref().map(|reason| named(line::void, reason.clone(), cx)));
    lines.push(outcome(case, cx));
    for side in [Side::Applicant, Side::Respondent, Side::Third] {
        let label = cx.store.directory().label("side", side.code());
        let name = label.map_or("", |label| label.text(cx.lang)).to_owned();
        let people = case.parties.iter().filter(|party| party.side == side).map(person);
        lines.push((name, people.collect::<Vec<_>>().join("\n")));
    }
    lines.extend(facts(case, cx));
    lines.extend(agreement(case, cx));
    lines.retain(|(_, value)| !value.is_empty());
    lines
}

fn named(name: fn(crate::text::Lang) -> &'static str, value: String, cx: &Cx) -> Line {
    (name(cx.lang).to_owned(), value)
}

fn dates(case: &Dispute, cx: &Cx) -> Line {
    named(line::accepted, words::day(case.accepted_on), cx)
}

fn outcome(case: &Dispute, cx: &Cx) -> Line {
    let label = cx.store.directory().outcome_label(case.outcome());
    let text = label.map_or("", |label| label.text(cx.lang));
    match case.closing {
        Some(closing) => {
            named(line::outcome, format!("{}{}{text}", words::day(closing.on), cx.symbols.between), cx)
        }
        None => {
            let days = super::columns::days_left(case.office, case.accepted_on, case.extended_to(), cx);
            named(line::outcome, words::open_with_days(cx.lang, text, days), cx)
        }
    }
}

fn facts(case: &Dispute, cx: &Cx) -> Vec<Line> {
    let directory = cx.store.directory();
    let kind = directory.type_label(&case.kind).map_or("", |label| label.text(cx.lang));
    let source = directory.source_label(&case.source).map_or("", |label| label.text(cx.lang));
    let office = directory.office(case.office).map_or("", |office| office.name.as_str());
    let village = case.village.and_then(|id| directory.office(id)).map_or("", |office| office.name.as_str());
    let mediators = case.mediators.iter().filter_map(|id| directory.mediator(*id));
    let mediators: Vec<&str> = mediators.map(|mediator| mediator.name.as_str()).collect();
    let place: Vec<&str> =
        [office, village, case.place.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    vec![
        named(line::kind, kind.to_owned(), cx),
        named(line::source, source.to_owned(), cx),
        named(line::place, place.join(" "), cx),
        named(line::mediators, mediators.join(crate::text::common::list_comma(cx.lang)), cx),
        named(line::summary, case.summary.clone(), cx),
    ]
}

fn agreement(case: &Dispute, cx: &Cx) -> Vec<Line> {
    let agreement = &case.agreement;
    let performance = case.performance().and_then(|mark| {
        cx.store.directory().label("performance", mark.code()).map(|label| label.text(cx.lang).to_owned())
    });
    let amount = agreement.amount.map(|amount| words::yuan(cx.lang, &amount.yuan_text()));
    let due = case.due_on().map(|day| dated(cx.lang, day, &cx.store.settings().rest_days));
    vec![
        named(line::agreement, agreement.content.clone(), cx),
        named(line::amount, amount.unwrap_or_default(), cx),
        named(line::due, due.unwrap_or_default(), cx),
        named(line::performance, performance.unwrap_or_default(), cx),
    ]
}
