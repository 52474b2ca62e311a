//! 导览: two lines over the real screens that say the next step and notice when it is done. It shows nothing of its own
//! and does nothing by itself: one case is logged and the month is read, by hand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::actions::{Action, Place, key_name};
use super::stack::{Cx, Layer};
use super::symbols::Symbols;
use super::widgets::cells;
use crate::domain::field::{Field, PartKind, Spot};
use crate::text::{Lang, tour as words};

/// The rows that it takes of the screen.
pub(super) const ROWS: u16 = 2;

/// How it is known that a step is done.
enum Done {
    /// That place is on top.
    At(Place),
    /// All fields of one of these sets are filled in on the entry page.
    Filled(&'static [&'static [Spot]]),
    /// Something was saved.
    Saved,
    /// It is the last one.
    Never,
}

/// One step: what is said, the action whose key is said with it, how it is known to be done.
struct Step {
    says: words::Says,
    action: Option<Action>,
    done: Done,
}

const fn step(says: words::Says, action: Action, done: Done) -> Step {
    Step { says, action: Some(action), done }
}

const APPLICANT: Spot = PartKind::Party.at(0).field(Field::PartyName);
const RESPONDENT: Spot = PartKind::Party.at(1).field(Field::PartyName);
/// A village may stay empty: who names the applicant has gone on.
const VILLAGE: &[&[Spot]] = &[&[Spot::case(Field::Village)], &[APPLICANT]];
const PARTIES: &[&[Spot]] = &[&[APPLICANT, RESPONDENT]];
const KIND: &[&[Spot]] = &[&[Spot::case(Field::Kind)]];
const OUTCOME: &[&[Spot]] = &[&[Spot::case(Field::Outcome)]];

/// The steps, in their order.
const STEPS: &[Step] = &[
    step(words::log, Action::Log, Done::At(Place::Entry)),
    step(words::village, Action::Next, Done::Filled(VILLAGE)),
    step(words::parties, Action::Next, Done::Filled(PARTIES)),
    step(words::kind, Action::Next, Done::Filled(KIND)),
    step(words::outcome, Action::Outcome, Done::Filled(OUTCOME)),
    step(words::save, Action::Save, Done::Saved),
    step(words::open, Action::Open, Done::At(Place::Dispute)),
    step(words::totals, Action::Totals, Done::At(Place::Totals)),
    step(words::behind, Action::Open, Done::At(Place::Cases)),
    step(words::report, Action::Report, Done::At(Place::Report)),
    step(words::help, Action::Help, Done::At(Place::Help)),
    Step { says: words::end, action: None, done: Done::Never },
];

/// Whether a save was made since the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saved {
    Yes,
    No,
}

/// The tour, at one of its steps.
pub(super) struct Tour {
    at: usize,
    saved: Saved,
}

impl Tour {
    pub(super) const fn begin() -> Self {
        Self { at: 0, saved: Saved::No }
    }

    /// Notes that something was saved.
    pub(super) fn note_saved(&mut self) {
        self.saved = Saved::Yes;
    }

    /// Goes on while the step is done; returns whether another is said now.
    pub(super) fn look(&mut self, top: &dyn Layer) -> bool {
        let before = self.at;
        // A case that is saved is logged, whatever of its steps was left out.
        if let Some(save) = STEPS.iter().position(|step| matches!(step.done, Done::Saved))
            && self.saved == Saved::Yes
            && (1..save).contains(&self.at)
        {
            self.at = save;
        }
        while let Some(step) = STEPS.get(self.at).filter(|step| self.is_done(step, top)) {
            if matches!(step.done, Done::Saved) {
                self.saved = Saved::No;
            }
            self.at += 1;
        }
        // Where the page was left before it was saved, it is opened again first.
        let on_page =
            matches!(STEPS.get(self.at).map(|step| &step.done), Some(Done::Filled(_) | Done::Saved));
        if on_page && !matches!(top.place(), Place::Entry | Place::Help | Place::Confirm | Place::Palette) {
            self.at = 0;
        }
        self.at != before
    }

    fn is_done(&self, step: &Step, top: &dyn Layer) -> bool {
        match step.done {
            Done::At(place) => top.place() == place,
            Done::Filled(sets) => {
                let filled = |set: &&[Spot]| set.iter().all(|spot| top.is_filled(*spot));
                top.place() == Place::Entry && sets.iter().any(filled)
            }
            Done::Saved => self.saved == Saved::Yes,
            Done::Never => false,
        }
    }

    /// Draws its two lines.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let Some(step) = STEPS.get(self.at) else { return };
        let room = area.width.saturating_sub(2);
        cells::clear(buf, area);
        let lines = lines(self.at, step, cx.lang, cx.symbols);
        for (y, line) in (area.top()..area.bottom()).zip(lines) {
            cells::write(buf, (area.x + 1, y), &line, room, cx.theme.selected, cx.symbols);
            cells::shade(buf, Rect { y, height: 1, ..area }, cx.theme.selected);
        }
    }
}

/// The two lines of a step.
fn lines(at: usize, step: &Step, lang: Lang, symbols: &Symbols) -> [String; 2] {
    let key = step.action.and_then(|action| action.row().keys.first());
    let key = key.map(|key| key_name(*key, symbols)).unwrap_or_default();
    let [first, second] = (step.says)(lang, &key);
    let head = words::step(lang, at + 1, STEPS.len());
    [format!("{head}  {first}"), format!("{second}  {}", words::leave(lang))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::symbols::UNICODE;

    /// Catches: a step that is cut on the smallest screen, in either language.
    #[test]
    fn every_step_fits_a_screen_of_80_columns() {
        for lang in [Lang::Zh, Lang::En] {
            for (at, step) in STEPS.iter().enumerate() {
                for line in lines(at, step, lang, &UNICODE) {
                    assert!(cells::width(&line) <= 78, "{} cells: {line}", cells::width(&line));
                }
            }
        }
    }
}
