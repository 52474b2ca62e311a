//! The cards of the passphrase screen, one for each operation.

use super::{Earlier, RecoverySheet, name_of};
use crate::domain::{OperatorId, is_valid};
use crate::store::{Result, StoreError};
use crate::text::{Lang, protection as words};
use crate::tui::card::{self, Content, Frame};
use crate::tui::form::{Choice, Form, Kind, Options, Spec, Value, item};
use crate::tui::stack::{Answer, Cx, Flow};
use crate::tui::widgets::matching::Item;
use crate::vault::{Cost, Holder, KeyFileError, Passphrase};

/// Columns and rows of a card, with the frame: fits the open list.
const SIZE: (u16, u16) = (74, 14);
/// The code of the shared passphrase in the list of holders.
const SHARED: &str = "shared";
/// The longest time in minutes until the screen locks.
const LONGEST_IDLE: u32 = 24 * 60;

/// A field of the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
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
pub(super) type Card = card::Card<OneDeed>;

/// The operation of a card.
pub(super) struct OneDeed {
    deed: Deed,
    title: &'static str,
    /// The holders in the list, in order.
    holders: Vec<Holder>,
}

/// Sets the first passphrase: that of the current operator, unless another is picked.
pub(super) fn set(cx: &Cx) -> Card {
    let mut holders: Vec<Holder> = operators(cx).map(|id| Holder::of(Some(id))).collect();
    holders.push(Holder::Office);
    let mine = Holder::of(cx.store.operator());
    asking(Deed::Set, words::do_set(cx.lang), holders, mine, cx)
}

/// Changes the passphrase of a holder.
pub(super) fn change(there: &[Holder], cx: &Cx) -> Card {
    let holders: Vec<Holder> = there.iter().copied().filter(|one| *one != Holder::Recovery).collect();
    let mine = Holder::of(cx.store.operator());
    let first =
        if holders.contains(&mine) { mine } else { holders.first().copied().unwrap_or(Holder::Office) };
    asking(Deed::Give, words::do_change(cx.lang), holders, first, cx)
}

/// Adds a passphrase for a holder without one; none where all have one.
pub(super) fn add(there: &[Holder], cx: &Cx) -> Option<Card> {
    let all = operators(cx).map(|id| Holder::of(Some(id))).chain([Holder::Office]);
    let holders: Vec<Holder> = all.filter(|one| !there.contains(one)).collect();
    let first = *holders.first()?;
    Some(asking(Deed::Give, words::do_add(cx.lang), holders, first, cx))
}

/// Picks the holder to remove.
pub(super) fn drop(there: &[Holder], cx: &Cx) -> Card {
    let holders: Vec<Holder> = there.to_vec();
    let mut form = Form::new(cx.lang, cx.store.today());
    form.field(whose(&holders, None, cx));
    Card::over(OneDeed { deed: Deed::Drop, title: words::do_drop(cx.lang), holders }, form, cx)
}

/// Removes the encryption, after asking for the passphrase once more.
pub(super) fn remove(cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    form.field(Spec::new(Key::Present, words::present_one(cx.lang), Kind::Secret).required().cells(20));
    Card::over(
        OneDeed { deed: Deed::Remove, title: words::do_remove(cx.lang), holders: Vec::new() },
        form,
        cx,
    )
}

/// Sets the minutes until the screen locks.
pub(super) fn idle(cx: &Cx) -> Card {
    let mut form = Form::new(cx.lang, cx.store.today());
    let minutes = Value::Number(cx.store.settings().idle_minutes);
    form.field(
        Spec::new(Key::Minutes, words::minutes(cx.lang), Kind::Number)
            .required()
            .value(minutes)
            .hint(words::minutes_hint(cx.lang)),
    );
    Card::over(OneDeed { deed: Deed::Idle, title: words::do_idle(cx.lang), holders: Vec::new() }, form, cx)
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
    Card::over(OneDeed { deed, title, holders }, form, cx).at(Key::New)
}

fn whose(holders: &[Holder], first: Option<Holder>, cx: &Cx) -> Spec<Key> {
    let items: Vec<Item<Choice>> =
        holders.iter().map(|one| item(&code(*one), "", &name_of(*one, cx), "")).collect();
    let value = first.map_or(Value::Empty, |first| Value::of_code(&code(first)));
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

fn passphrase(form: &Form<Key>, key: Key) -> Passphrase {
    Passphrase::typed(&form.text(key))
}

impl OneDeed {
    fn holder(&self, form: &Form<Key>) -> Option<(usize, Holder)> {
        let picked = form.code(Key::Whose)?;
        self.holders.iter().copied().enumerate().find(|(_, one)| code(*one) == picked)
    }

    fn deal(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Flow> {
        match self.deed {
            Deed::Set => {
                let Some((_, holder)) = self.holder(form) else { return Ok(Flow::Stay) };
                let made = cx.store.protect(holder, &passphrase(form, Key::New), Cost::STANDARD)?;
                cx.records_changed();
                cx.done(words::was_set(cx.lang));
                return Ok(Flow::Replace(Box::new(RecoverySheet::new(&made, Earlier::None, cx))));
            }
            Deed::Give => {
                let Some((_, holder)) = self.holder(form) else { return Ok(Flow::Stay) };
                cx.store.give_passphrase(holder, &passphrase(form, Key::New), Cost::STANDARD)?;
                cx.done(words::was_changed(cx.lang));
            }
            Deed::Drop => {
                let at = self.holder(form).map(|(at, _)| at);
                return Ok(at.map_or(Flow::Stay, |at| Flow::Answer(Answer::Picked(at))));
            }
            Deed::Remove => {
                cx.store.unprotect(&passphrase(form, Key::Present))?;
                cx.done(words::was_removed(cx.lang));
            }
            Deed::Idle => {
                let mut settings = cx.store.settings().clone();
                settings.idle_minutes = form.number(Key::Minutes).unwrap_or(settings.idle_minutes);
                cx.store.save_settings(&settings)?;
                cx.done(words::idle_set(cx.lang, settings.idle_minutes));
            }
        }
        Ok(Flow::Answer(Answer::Saved))
    }
}

impl Content for OneDeed {
    type Key = Key;

    fn title(&self, _cx: &Cx) -> String {
        self.title.to_owned()
    }

    fn frame(&self, _form: &Form<Key>, lang: Lang) -> Option<Frame> {
        Some(Frame { size: SIZE, about: String::new(), keys: words::card_keys(lang), margins: (1, 1) })
    }

    /// A passphrase is checked once both fields are typed.
    fn left(&mut self, _form: &mut Form<Key>, _key: Key, _cx: &Cx) {}

    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        let mut wrong = Vec::new();
        if form.keys().contains(&Key::New) {
            let new = passphrase(form, Key::New);
            if new.is_too_short() {
                wrong.push((Key::New, words::too_short(cx.lang)));
            }
            if new != passphrase(form, Key::Again) {
                wrong.push((Key::Again, words::not_the_same(cx.lang).to_owned()));
            }
        }
        if form.number(Key::Minutes).is_some_and(|minutes| minutes > LONGEST_IDLE) {
            wrong.push((Key::Minutes, words::minutes_hint(cx.lang).to_owned()));
        }
        form.say_all(wrong)
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(words::not_yet(lang))
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        let done = self.deal(form, cx);
        if let Err(StoreError::KeyFile(KeyFileError::Wrong)) = done {
            form.set(Key::Present, &Value::Empty);
        }
        done
    }
}
