//! The card in which an entry is logged or changed: few fields, few keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::asks::{Asked, Key, read_period};
use super::wording;
use crate::domain::Period;
use crate::store::Changed;
use crate::text::common::ask_drop;
use crate::text::errors::store_error;
use crate::text::services::{self as words, Card};
use crate::text::{Lang, totals as period_words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Form, FormEvent, Remark, Shown, Value, lists};
use crate::tui::input::Input;
use crate::tui::screens::asked::cut_off;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer, Typing};
use crate::tui::widgets::{cells, popup};

/// Columns and rows of the card, frame included: the open list of kinds fits.
const SIZE: (u16, u16) = (74, 16);

/// The card of one entry.
pub(super) struct EntryCard<E> {
    /// As it stands in the file; none for a new one.
    before: Option<E>,
    /// What the fields are put into.
    draft: E,
    form: Form<Key>,
    /// What stood in the fields at first.
    opened: serde_json::Value,
    /// The period that was shown, for what is typed without a year.
    shown: Period,
}

impl<E: Asked> EntryCard<E> {
    /// The card of a new entry; `shown` is the period on the screen.
    pub(super) fn new(shown: Period, cx: &mut Cx) -> Self {
        let draft = E::blank(shown, cx);
        Self::with(None, draft, shown, cx)
    }

    /// The card of an entry of the file.
    pub(super) fn of(entry: E, cx: &Cx) -> Self {
        let shown = Period::Month(crate::domain::Month::of(cx.store.today()));
        Self::with(Some(entry.clone()), entry, shown, cx)
    }

    fn with(before: Option<E>, draft: E, shown: Period, cx: &Cx) -> Self {
        let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
        draft.ask(&mut form, cx);
        form.start(E::FIRST);
        let mut card = Self { before, draft, form, opened: serde_json::Value::Null, shown };
        card.follow_fields(None, cx);
        card.opened = card.values();
        card
    }

    /// What stands in the fields.
    fn values(&self) -> serde_json::Value {
        self.form.to_json(|key| format!("{key:?}"))["values"].take()
    }

    /// What follows from one field for others: units, days of a period, villages of an office.
    fn follow_fields(&mut self, left: Option<Key>, cx: &Cx) {
        if left == Some(Key::Office) && self.form.keys().contains(&Key::Village) {
            let office = self.form.code(Key::Office).and_then(|id| id.parse().ok());
            let villages = office.map(|office| lists::villages(&cx.store, office));
            let villages = villages.unwrap_or_default();
            let known = self.form.picked(Key::Village);
            if !known.iter().all(|choice| villages.iter().any(|item| item.value == *choice)) {
                self.form.set(Key::Village, &Value::Empty);
            }
            self.form.set_items(Key::Village, villages);
        }
        let unit_is_free = self.form.is_blank(Key::Unit) || self.form.is_default(Key::Unit);
        if left == Some(Key::Name)
            && unit_is_free
            && let Some(unit) = self.draft.unit_of(&self.form.picked_label(Key::Name), cx)
        {
            self.form.set(Key::Unit, &super::asks::worded(&unit));
        }
        let mut read = self.draft.clone();
        read.take(&self.form, self.shown, cx);
        for (key, text) in read.beside(cx) {
            self.form.put_beside(key, text);
        }
        if let Ok(period) = read_period(&self.form.text(Key::Period), self.shown) {
            let range = period.range(cut_off(&cx.store));
            self.form.put_beside(Key::Period, period_words::days(cx.lang, range));
        } else {
            self.form.put_beside(Key::Period, "");
        }
    }

    fn say_problems(&mut self, cx: &Cx) -> Option<Key> {
        self.form.say_nothing();
        let problems = self.draft.problems(&self.form, self.shown, cx);
        for (key, sentence) in &problems {
            self.form.say(*key, Some((Remark::Error, sentence.clone())));
        }
        problems.first().map(|(key, _)| *key)
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let first = self.form.check();
        if let Some(key) = first.or_else(|| self.say_problems(cx)) {
            self.form.focus_on(key);
            cx.fail(words::not_yet(cx.lang));
            return Flow::Stay;
        }
        let mut after = self.draft.clone();
        after.take(&self.form, self.shown, cx);
        match cx.store.save_entry(self.before.as_ref(), &after) {
            Ok(Changed::Nothing) => {
                cx.done(words::unchanged(cx.lang));
                Flow::Close
            }
            Ok(Changed::Written) => {
                let what = words::entry(&[&after.when(&wording(cx)), &after.what(&wording(cx))]);
                match after.caution(cx) {
                    Some(other) => cx.warn(words::overlaps(cx.lang, &what, &other)),
                    None => cx.done(words::saved(cx.lang, &what)),
                }
                Flow::Answer(Answer::Saved)
            }
            Err(error) => {
                cx.fail(store_error(cx.lang, &error));
                Flow::Stay
            }
        }
    }

    fn follow(&mut self, event: FormEvent<Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => return self.save(cx),
            FormEvent::Nothing => {}
            FormEvent::Changed(key) => self.follow_fields(Some(key), cx),
            FormEvent::Left(key) => {
                self.follow_fields(Some(key), cx);
                self.say_problems(cx);
            }
        }
        Flow::Stay
    }

    fn heading(&self, lang: Lang) -> String {
        let entry = if self.before.is_some() { Card::Old } else { Card::New };
        words::card_title(lang, E::LIST.name().text(lang), entry)
    }
}

/// People are asked for where the kind of prevention counts them.
fn rules(form: &mut Form<Key>) {
    let kind = form.code(Key::Kind).and_then(|code| crate::domain::PreventionKind::from_code(&code));
    let counted = kind.is_some_and(crate::domain::PreventionKind::counts_people);
    form.show(Key::People, if counted { Shown::Yes } else { Shown::No });
}

impl<E: Asked> Layer for EntryCard<E> {
    fn place(&self) -> Place {
        Place::InPlace
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::Back if self.form.cancel() => Flow::Stay,
            Action::Back if self.values() != self.opened => {
                Flow::Push(Box::new(Confirm::yes_or_no(ask_drop(cx.lang), cx.lang)))
            }
            Action::Back => Flow::Close,
            _ => {
                let event = self.form.act(action);
                self.follow(event, cx)
            }
        }
    }

    fn input(&mut self, input: &Input, cx: &mut Cx) -> Flow {
        let event = self.form.input(input);
        self.follow(event, cx)
    }

    fn answered(&mut self, answer: Answer, _cx: &mut Cx) -> Flow {
        if answer == Answer::Confirmed(Decision::Yes) { Flow::Close } else { Flow::Stay }
    }

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), &self.heading(cx.lang), buf, cx);
        if inner.height < 3 {
            return;
        }
        let keys = (inner.x + 1, inner.bottom() - 1);
        cells::write(buf, keys, words::card_keys(cx.lang), inner.width - 1, cx.theme.muted, cx.symbols);
        let room = Rect { height: inner.height - 1, ..inner };
        self.form.draw(room, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.heading(cx.lang)
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
