//! 登记: one page for a new dispute, from the parties to the outcome.

mod case;
mod draft;
mod like;
pub mod page;
mod parties;
mod people;
mod save;

pub(in crate::tui) use draft::DRAFT;
pub use like::like;

use std::collections::HashSet;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::check::{Problem, Severity, check};
use crate::domain::field::{Field, Spot};
use crate::domain::{Dispute, DisputeId, ReferralId, Side};
use crate::store::KnownPerson;
use crate::text::{Lang, entry as words, form as form_words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Remark, lists};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Typing, Wait};

use case::{Case, Slot};
use page::{TOWNSHIP, VILLAGE};

/// From this width on, the earlier cases of a person are beside the page.
const WIDE: u16 = 110;
/// The columns of the page in that layout.
const PAGE_COLUMNS: u16 = 78;

/// How long typing must pause before the draft is saved.
const PAUSE: Duration = Duration::from_millis(700);

/// The entry page.
pub struct Entry {
    form: Form<Spot>,
    slots: Vec<Slot>,
    ids: (DisputeId, ReferralId),
    /// The default values of the page.
    defaults: Dispute,
    /// Fields that were left; only their problems are shown.
    left: HashSet<Spot>,
    /// A person whose details can be copied, and the index of the party.
    offered: Option<(usize, KnownPerson)>,
    /// The focused person, with the lines of the earlier cases.
    earlier: Option<(String, Vec<String>)>,
    asked: Asked,
    draft: Draft,
    /// The case that the page begins from, until it is known what comes along.
    like: Option<Box<Dispute>>,
    /// The record that may be of the same dispute, while that is asked.
    same: Option<DisputeId>,
    /// A word that came after a refused save, and the field it may belong to.
    late: Option<(Spot, String)>,
}

/// The subject of the open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Discard,
    Same,
    Leave,
    /// Whether the parties of the case it begins from come along.
    Parties,
    /// Where the word goes that came after a refused save.
    Late,
}

/// Whether the draft in the file is current.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Draft {
    Kept,
    Behind,
    /// Saving failed; tried again after the next change, not at every pause.
    Refused,
}

impl Entry {
    /// An empty page, or the restored draft.
    pub fn open(cx: &mut Cx) -> Self {
        let mut entry = Self::blank(cx);
        entry.take_up_draft(cx);
        entry
    }

    fn blank(cx: &mut Cx) -> Self {
        let last = cx.told(cx.store.newest_logged()).flatten();
        let slots: Vec<Slot> = [Side::Applicant, Side::Respondent]
            .map(|side| Slot { id: cx.store.fresh_id(), side, known: None })
            .into();
        let ids = (cx.store.fresh_dispute_id(), cx.store.fresh_id());
        let mut defaults = case::defaults(ids.0, last, &cx.store);
        defaults.parties = case::parties(&slots);
        let form = page::build(&cx.store, cx.lang, &defaults);
        let mut entry = Self {
            form,
            slots,
            ids,
            defaults,
            left: HashSet::new(),
            offered: None,
            earlier: None,
            asked: Asked::Nothing,
            draft: Draft::Kept,
            like: None,
            same: None,
            late: None,
        };
        entry.start();
        entry
    }

    /// Focuses the place: the day is nearly always today, and ↑ or Shift+Tab leads back to it.
    fn start(&mut self) {
        let first = if self.form.keys().contains(&TOWNSHIP) { TOWNSHIP } else { VILLAGE };
        self.form.start(first);
    }

    fn case(&self, cx: &Cx) -> Case {
        case::read(&self.form, &cx.store, &self.slots, self.ids)
    }

    /// Shows the problems of the current case beside the fields that were left.
    fn say_problems(&mut self, cx: &Cx) -> Vec<(Spot, Problem)> {
        let case = self.case(cx).dispute;
        let problems = check(&case, cx.store.today_at(case.office));
        let key = |problem: &Problem| case::key_of(problem.place(), &self.form, self.slots.len());
        let placed: Vec<(Spot, Problem)> =
            problems.into_iter().map(|problem| (key(&problem), problem)).collect();
        self.form.say_nothing();
        // Errors come last, to replace warnings.
        for severity in [Severity::Warning, Severity::Error] {
            for (key, problem) in placed.iter().filter(|(_, problem)| problem.severity() == severity) {
                let remark = match severity {
                    Severity::Error => Remark::Error,
                    Severity::Warning => Remark::Warning,
                };
                if self.left.contains(key) && self.form.focus() != Some(*key) {
                    self.form.say(*key, Some((remark, form_words::problem(cx.lang, *problem).to_owned())));
                }
            }
        }
        placed
    }

    fn follow(&mut self, event: FormEvent<Spot>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Nothing => {}
            FormEvent::Changed(key) => self.changed(key, cx),
            FormEvent::Left(key) => self.went(key, cx),
            FormEvent::Last(key) => {
                self.went(key, cx);
                cx.done(words::at_the_end(cx.lang));
            }
        }
        Flow::Stay
    }

    fn went(&mut self, key: Spot, cx: &mut Cx) {
        self.left.insert(key);
        self.changed(key, cx);
        if let Some(Spot { field: Field::PartyName, part }) = self.form.focus() {
            self.look_up(part.at, cx);
        }
        self.find_earlier(cx);
    }

    fn changed(&mut self, key: Spot, cx: &mut Cx) {
        self.draft = Draft::Behind;
        let at = key.part.at;
        match key.field {
            Field::Office => self.list_villages(cx),
            Field::PartyName => {
                self.forget_another(at);
                self.infer_kind(at);
                self.kind_changed(at, cx);
                self.name_heading(at, cx.lang);
            }
            Field::PartyKind => self.kind_changed(at, cx),
            Field::PartyIdNumber => self.read_id(at, cx),
            Field::PartySide => self.name_heading(at, cx.lang),
            _ => {}
        }
        self.find_earlier(cx);
        self.say_problems(cx);
    }

    fn kind_changed(&mut self, at: usize, cx: &mut Cx) {
        self.label_party(at, cx);
        self.look_up(at, cx);
        self.read_id(at, cx);
    }

    fn list_villages(&mut self, cx: &Cx) {
        let township = self.form.code(TOWNSHIP).and_then(|code| code.parse().ok());
        let villages = township.map(|id| lists::villages(&cx.store, id)).unwrap_or_default();
        let listed = |choice: &Choice| villages.iter().any(|item| item.value == *choice);
        let stays = self.form.picked(VILLAGE).iter().all(|choice| choice.code().is_none() || listed(choice));
        self.form.set_items(VILLAGE, villages);
        if !stays {
            self.form.set(VILLAGE, &crate::tui::form::Value::Empty);
        }
    }

    fn name_heading(&mut self, at: usize, lang: Lang) {
        let Some(slot) = self.slots.get(at) else { return };
        let side = self
            .form
            .code(Field::PartySide.at(at))
            .and_then(|code| Side::from_code(&code))
            .unwrap_or(slot.side);
        let heading = words::party_heading(lang, side, &self.form.text(Field::PartyName.at(at)));
        self.form.retitle(Field::PartyPhone.at(at), heading);
    }

    /// Computes again what depends on the store, after the page was rebuilt.
    fn settle(&mut self, cx: &mut Cx) {
        for at in 0..self.slots.len() {
            self.kind_changed(at, cx);
            self.name_heading(at, cx.lang);
        }
        self.say_problems(cx);
    }

    /// Rebuilds the page for the current parties and keeps the typed values.
    fn rebuild(&mut self, cx: &mut Cx) {
        self.defaults.parties = case::parties(&self.slots);
        let form = page::build(&cx.store, cx.lang, &self.defaults);
        let old = std::mem::replace(&mut self.form, form);
        self.form.take_over(old);
        self.list_villages_of_draft(cx);
    }

    fn list_villages_of_draft(&mut self, cx: &Cx) {
        if self.form.keys().contains(&TOWNSHIP) {
            self.list_villages(cx);
        }
    }

    fn ask_discard(&mut self, cx: &Cx) -> Flow {
        self.asked = Asked::Discard;
        Flow::Push(Box::new(Confirm::yes_or_no(words::ask_discard(cx.lang), cx.lang)))
    }
}

impl Layer for Entry {
    fn place(&self) -> Place {
        Place::Entry
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::AddParty => self.add_party(cx),
            Action::RemoveParty => self.remove_party(cx),
            Action::PartyKind => self.change_kind(cx),
            Action::Discard => self.ask_discard(cx),
            Action::Back if self.form.cancel() => {
                self.draft = Draft::Behind;
                Flow::Stay
            }
            Action::Back => self.leave(cx),
            Action::Outcome => {
                let from = self.form.focus();
                self.form.focus_on(Spot::case(Field::Outcome));
                from.into_iter().for_each(|key| self.went(key, cx));
                Flow::Stay
            }
            _ => {
                let event = self.form.act(action);
                let flow = self.follow(event, cx);
                if matches!(flow, Flow::Unhandled) {
                    // Another screen may cover this one.
                    self.rest(cx);
                }
                flow
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        if let (Some(key), Input::Text(text)) = (self.form.belated(input), input) {
            self.asked = Asked::Late;
            let asked = Confirm::late(&self.form, key, text, cx.lang);
            self.late = Some((key, text.clone()));
            return Flow::Push(Box::new(asked));
        }
        if self.take_offered(input, cx) {
            self.draft = Draft::Behind;
            return Flow::Stay;
        }
        let event = self.form.input(input);
        if event != FormEvent::Unhandled {
            // This includes search text in a list.
            self.draft = Draft::Behind;
        }
        self.follow(event, cx)
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) -> Option<Position> {
        if area.width < WIDE {
            self.form.draw(area, buf, cx);
            return self.form.cursor();
        }
        self.form.draw(Rect { width: PAGE_COLUMNS, ..area }, buf, cx);
        let left = PAGE_COLUMNS + 2;
        self.draw_earlier(Rect { x: area.x + left, width: area.width - left - 1, ..area }, buf, cx);
        self.form.cursor()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn waits(&self) -> Wait {
        if self.draft == Draft::Behind { Wait::Rest(PAUSE) } else { Wait::Key }
    }

    fn rest(&mut self, cx: &mut Cx) {
        self.keep_draft(cx);
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        let asked = std::mem::replace(&mut self.asked, Asked::Nothing);
        match (asked, answer) {
            (Asked::Discard, Answer::Confirmed(Decision::Yes)) => self.discard(cx),
            (Asked::Same, Answer::Confirmed(Decision::Yes)) => self.write(cx),
            (Asked::Same, Answer::Picked(_)) => self.write_and_merge(cx),
            (Asked::Leave, Answer::Confirmed(Decision::Yes)) => Flow::Close,
            (Asked::Late, answer) => {
                let Some((key, text)) = self.late.take() else { return Flow::Stay };
                match self.form.settle_late(key, text, &answer) {
                    Ok(event) => self.follow(event, cx),
                    Err(text) => cx.warned(crate::text::late::left_out(cx.lang, &text)),
                }
            }
            (Asked::Parties, Answer::Confirmed(decision)) => self.settle_like(decision, cx),
            _ => Flow::Stay,
        }
    }

    fn is_filled(&self, spot: Spot) -> bool {
        !self.form.is_blank(spot) && self.form.focus() != Some(spot)
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }
}
