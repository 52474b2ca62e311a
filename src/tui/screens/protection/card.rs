//! The cards of the passphrase screen: a few fields over it, each deed one card.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{RecoverySheet, name_of};
use crate::domain::{OperatorId, is_valid};
use crate::store::StoreError;
use crate::text::errors::store_error;
use crate::text::protection as words;
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Kind, Options, Remark, Spec, Value, item};
use crate::tui::input::Input;
use crate::tui::stack::{Answer, Covers, Cx, Flow, Layer, Typing};
use crate::tui::widgets::matching::Item;
use crate::tui::widgets::{cells, popup};
use crate::vault::{Cost, Holder, KeyFileError, Passphrase};

/// Columns and rows of a card, frame included: the open list fits.
const SIZE: (u16, u16) = (74, 14);
/// The code of the shared passphrase in the list of holders.
const SHARED: &str = "shared";
/// The most minutes until the screen locks.
const LONGEST_IDLE: u32 = 24 * 60;

/// A field of the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Whose,
    New,
    Again,
    Present,
    Minutes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Set,
    Give,
    Drop,
    Remove,
    Idle,
}

/// A card.
pub(super) struct Card {
    deed: Deed,
    title: &'static str,
    form: Form<Key>,
    /// Who stands in the list, in its order.
    holders: Vec<Holder>,
}

/// The first passphrase: the operator's at the keyboard, unless another is picked.
pub(super) fn set(cx: &Cx) -> Card {
    let mut holders: Vec<Holder> = operators(cx).map(|id| Holder::of(Some(id))).collect();
    holders.push(Holder::Office);
    let mine = Holder::of(cx.store.operator());
    asking(Deed::Set, words::do_set(cx.lang), holders, mine, cx)
}

/// Another passphrase for one who has one.
pub(super) fn change(there: &[Holder], cx: &Cx) -> Card {
    let holders: Vec<Holder> = there.iter().copied().filter(|one| *one != Holder::Recovery).collect();
    let mine = Holder::of(cx.store.operator());
    let first =
        if holders.contains(&mine) { mine } else { holders.first().copied().unwrap_or(Holder::Office) };
    asking(Deed::Give, words::do_change(cx.lang), holders, first, cx)
}

/// A passphrase for one who has none; none where everybody has one.
pub(super) fn add(there: &[Holder], cx: &Cx) -> Option<Card> {
    let all = operators(cx).map(|id| Holder::of(Some(id))).chain([Holder::Office]);
    let holders: Vec<Holder> = all.filter(|one| !there.contains(one)).collect();
    let first = *holders.first()?;
    Some(asking(Deed::Give, words::do_add(cx.lang), holders, first, cx))
}

/// Who is to be shut out.
pub(super) fn drop(there: &[Holder], cx: &Cx) -> Card {
    let holders: Vec<Holder> = there.to_vec();
    let mut form = Form::new(cx.lang, cx.store.today());
    form.field(whose(&holders, None, cx));
    form.start(Key::Whose);
    Card { deed: Deed::Drop, title: words::do_drop(cx.lang), form, holders }
}

/// The encryption is to go: the passphrase is asked for once more.
pub(super) fn remove(cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    form.field(Spec::new(Key::Present, words::present_one(cx.lang), Kind::Secret).required().cells(20));
    form.start(Key::Present);
    Card { deed: Deed::Remove, title: words::do_remove(cx.lang), form, holders: Vec::new() }
}

/// After how many minutes it locks.
pub(super) fn idle(cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    let minutes = Value::Number(cx.store.settings().idle_minutes);
    form.field(
        Spec::new(Key::Minutes, words::minutes(cx.lang), Kind::Number)
            .required()
            .value(minutes)
            .hint(words::minutes_hint(cx.lang)),
    );
    form.start(Key::Minutes);
    Card { deed: Deed::Idle, title: words::do_idle(cx.lang), form, holders: Vec::new() }
}

fn asking(deed: Deed, title: &'static str, holders: Vec<Holder>, first: Holder, cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    form.field(whose(&holders, Some(first), cx));
    form.field(
        Spec::new(Key::New, words::new_one(cx.lang), Kind::Secret)
            .required()
            .hint(words::length_hint(cx.lang))
            .cells(20),
    );
    form.field(
        Spec::new(Key::Again, words::once_more(cx.lang), Kind::Secret)
            .required()
            .hint(words::once_more_hint(cx.lang))
            .cells(20),
    );
    form.start(Key::New);
    Card { deed, title, form, holders }
}

fn whose(holders: &[Holder], first: Option<Holder>, cx: &Cx) -> Spec<Key> {
    let items: Vec<Item<Choice>> =
        holders.iter().map(|one| item(&code(*one), "", &name_of(*one, cx), "")).collect();
    let value = first.map_or(Value::Empty, |first| Value::Picked(vec![Choice::listed(code(first))]));
    Spec::new(Key::Whose, words::whose(cx.lang), Kind::Pick(Options::one(items)))
        .required()
        .hint(words::whose_hint(cx.lang))
        .value(value)
}

fn code(holder: Holder) -> String {
    match holder {
        Holder::Operator(uuid) => uuid.to_string(),
        Holder::Office => SHARED.to_owned(),
        Holder::Recovery => "words".to_owned(),
    }
}

fn operators(cx: &Cx) -> impl Iterator<Item = OperatorId> {
    let today = cx.store.today();
    cx.store.directory().operators().filter(move |one| is_valid(one.valid_to, today)).map(|one| one.id)
}

impl Card {
    fn passphrase(&self, key: Key) -> Passphrase {
        Passphrase::typed(&self.form.text(key))
    }

    fn holder(&self) -> Option<(usize, Holder)> {
        let picked = self.form.code(Key::Whose)?;
        self.holders.iter().copied().enumerate().find(|(_, one)| code(*one) == picked)
    }

    /// What is wrong with what stands in the fields, beside them; the first such field.
    fn wrong(&mut self, cx: &Cx) -> Option<Key> {
        self.form.say_nothing();
        let mut wrong = Vec::new();
        if self.form.keys().contains(&Key::New) {
            if self.passphrase(Key::New).is_too_short() {
                wrong.push((Key::New, words::too_short(cx.lang)));
            }
            if self.passphrase(Key::New) != self.passphrase(Key::Again) {
                wrong.push((Key::Again, words::not_the_same(cx.lang).to_owned()));
            }
        }
        if self.form.number(Key::Minutes).is_some_and(|minutes| minutes > LONGEST_IDLE) {
            wrong.push((Key::Minutes, words::minutes_hint(cx.lang).to_owned()));
        }
        let first = wrong.first().map(|(key, _)| *key);
        for (key, text) in wrong {
            self.form.say(key, Some((Remark::Error, text)));
        }
        first
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        if let Some(key) = self.form.check().or_else(|| self.wrong(cx)) {
            self.form.focus_on(key);
            cx.fail(words::not_yet(cx.lang));
            return Flow::Stay;
        }
        self.deal(cx).unwrap_or_else(|error| {
            if let StoreError::KeyFile(KeyFileError::Wrong) = error {
                self.form.set(Key::Present, &Value::Empty);
            }
            cx.fail(store_error(cx.lang, &error));
            Flow::Stay
        })
    }

    fn deal(&mut self, cx: &mut Cx) -> Result<Flow, StoreError> {
        match self.deed {
            Deed::Set => {
                let Some((_, holder)) = self.holder() else { return Ok(Flow::Stay) };
                let made = cx.store.protect(holder, &self.passphrase(Key::New), Cost::STANDARD)?;
                cx.records_changed();
                cx.done(words::was_set(cx.lang));
                return Ok(Flow::Replace(Box::new(RecoverySheet::new(&made, cx))));
            }
            Deed::Give => {
                let Some((_, holder)) = self.holder() else { return Ok(Flow::Stay) };
                cx.store.give_passphrase(holder, &self.passphrase(Key::New), Cost::STANDARD)?;
                cx.done(words::was_changed(cx.lang));
            }
            Deed::Drop => {
                let at = self.holder().map(|(at, _)| at);
                return Ok(at.map_or(Flow::Stay, |at| Flow::Answer(Answer::Picked(at))));
            }
            Deed::Remove => {
                cx.store.unprotect(&self.passphrase(Key::Present))?;
                cx.done(words::was_removed(cx.lang));
            }
            Deed::Idle => {
                let mut settings = cx.store.settings().clone();
                settings.idle_minutes = self.form.number(Key::Minutes).unwrap_or(settings.idle_minutes);
                cx.store.save_settings(&settings)?;
                cx.done(words::idle_set(cx.lang, settings.idle_minutes));
            }
        }
        Ok(Flow::Answer(Answer::Saved))
    }

    fn follow(&mut self, event: FormEvent<Key>, cx: &mut Cx) -> Flow {
        match event {
            FormEvent::Unhandled => return Flow::Unhandled,
            FormEvent::Last(_) => return self.save(cx),
            FormEvent::Changed(key) => self.form.say(key, None),
            FormEvent::Nothing | FormEvent::Left(_) => {}
        }
        Flow::Stay
    }
}

impl Layer for Card {
    fn place(&self) -> Place {
        Place::InPlace
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::Back if self.form.cancel() => Flow::Stay,
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

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let inner = popup::open(popup::centred(area, SIZE.0, SIZE.1), self.title, buf, cx);
        if inner.height < 3 {
            return;
        }
        let keys = (inner.x + 1, inner.bottom() - 1);
        cells::write(buf, keys, words::card_keys(cx.lang), inner.width - 1, cx.theme.muted, cx.symbols);
        let room = Rect { y: inner.y + 1, height: inner.height - 2, ..inner };
        self.form.draw(room, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, _cx: &Cx) -> String {
        self.title.to_owned()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
