//! 首次使用: asks once for the office and the operator.

use std::str::FromStr;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::fold::clean_name;
use crate::domain::{Office, OfficeId, OfficeKind, Operator};
use crate::store::{Result, Store};
use crate::text::{Lang, protection, tour, welcome as words};
use crate::tui::actions::{self, Action, Place};
use crate::tui::card::{Card, Content};
use crate::tui::form::{Choice, Form, Kind, Options, Spec, Value, lists};
use crate::tui::screens::protection::{Earlier, RecoverySheet};
use crate::tui::stack::{Answer, Cx, Flow, LeftFor};
use crate::tui::widgets::{area, cells};
use crate::vault::{Cost, Holder, Passphrase, RecoveryWords};

/// A field of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by its label on the form")]
pub enum Key {
    District,
    Township,
    Committee,
    Operator,
    Passphrase,
    Again,
}

/// The first screen of a new file. It covers the register and closes when everything is saved.
pub type Welcome = Card<Start>;

/// The content of the page.
pub struct Start;

impl Welcome {
    /// Whether no operator has been set for this file yet.
    pub fn needed(store: &Store) -> bool {
        store.operator().is_none()
    }

    /// The page with the values already in the file.
    pub fn open(cx: &Cx) -> Self {
        Self::over(Start, build(cx), cx)
    }
}

fn switch_language(form: &mut Form<Key>, cx: &mut Cx) {
    cx.lang = match cx.lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let focus = form.focus().unwrap_or(Key::District);
    let old = std::mem::replace(form, build(cx));
    form.take_over(old);
    form.start(focus);
}

/// The default name of the committee follows the name of the office until it is edited.
fn name_committee(form: &mut Form<Key>) {
    if !form.is_blank(Key::Committee) && !form.is_default(Key::Committee) {
        return;
    }
    let township = form.picked_label(Key::Township);
    let office = if township.is_empty() { form.text(Key::District) } else { township };
    if !office.is_empty() {
        let committee = words::usual_committee(&clean_name(&office));
        form.set(Key::Committee, &Value::Text(committee));
        if form.focus() == Some(Key::Committee) {
            form.start(Key::Committee);
        }
    }
}

fn passphrase(form: &Form<Key>) -> Passphrase {
    Passphrase::typed(&form.text(Key::Passphrase))
}

/// Encrypts the file if a passphrase was typed, as that of the first operator.
fn protect(form: &Form<Key>, cx: &mut Cx) -> Result<Option<RecoveryWords>> {
    let passphrase = passphrase(form);
    if passphrase.is_empty() || cx.store.key().is_some() {
        return Ok(None);
    }
    let mine = Holder::of(cx.store.operator());
    cx.store.protect(mine, &passphrase, Cost::STANDARD).map(Some)
}

/// The operator is written last: until then this page is shown again.
fn write(form: &Form<Key>, cx: &mut Cx) -> Result<()> {
    let committee = clean_name(&form.text(Key::Committee));
    let mut district = match cx.store.directory().district() {
        Some(known) => known.clone(),
        None => Office { parent: None, ..Office::below(Office::root_id(), OfficeKind::District, "") },
    };
    district.id = Office::root_id();
    district.name = clean_name(&form.text(Key::District));
    let township = township(form, &cx.store);
    let home = township.as_ref().map_or(district.id, |office| office.id);
    let township = match township {
        Some(office) => Some(Office { committee, ..office }),
        None => {
            district.committee = committee;
            None
        }
    };
    cx.store.transact(|writer| {
        writer.put_office(&district)?;
        township.iter().try_for_each(|office| writer.put_office(office).map(|_| ()))
    })?;
    let mut settings = cx.store.settings().clone();
    settings.home = home;
    settings.language = cx.lang;
    cx.store.save_settings(&settings)?;
    cx.store.sign_in(&Operator::named(clean_name(&form.text(Key::Operator))))
}

fn township(form: &Form<Key>, store: &Store) -> Option<Office> {
    let picked = form.picked(Key::Township);
    match picked.first()? {
        Choice::Listed(code) => store.directory().office(OfficeId::from_str(code).ok()?).cloned(),
        Choice::New(name) => {
            let name = clean_name(name);
            let known = store.directory().office_called(Office::root_id(), &name).cloned();
            known.or_else(|| {
                let kind = OfficeKind::of_township_called(&name);
                Some(Office::below(Office::root_id(), kind, name))
            })
        }
    }
}

fn build(cx: &Cx) -> Form<Key> {
    let (lang, directory) = (cx.lang, cx.store.directory());
    let known = directory.district().map(|office| office.name.clone()).filter(|name| !name.is_empty());
    let mut form = Form::new(lang, cx.store.today());
    form.field(
        Spec::new(Key::District, words::district(lang), Kind::Line)
            .required()
            .hint(words::district_hint(lang))
            .value(known.map_or(Value::Empty, Value::Text)),
    );
    let townships = Kind::Pick(Options::one(lists::townships(&cx.store)).or_new());
    form.field(Spec::new(Key::Township, words::township(lang), townships).hint(words::township_hint(lang)));
    form.field(
        Spec::new(Key::Committee, words::committee(lang), Kind::Line)
            .hint(words::committee_hint(lang))
            .cells(34),
    );
    form.field(
        Spec::new(Key::Operator, words::operator(lang), Kind::Line)
            .required()
            .hint(words::operator_hint(lang)),
    );
    if cx.store.key().is_none() {
        let secret = |key, label| Spec::new(key, label, Kind::Secret).cells(24);
        form.field(secret(Key::Passphrase, protection::passphrase(lang)).hint(protection::length_hint(lang)));
        form.field(secret(Key::Again, protection::once_more(lang)).hint(protection::once_more_hint(lang)));
    }
    form
}

impl Content for Start {
    type Key = Key;

    fn place(&self) -> Place {
        Place::Welcome
    }

    fn act(&mut self, action: Action, form: &mut Form<Key>, cx: &mut Cx) -> Option<Flow> {
        match action {
            Action::Language => switch_language(form, cx),
            Action::Tour if form.is_touched() => cx.warn(tour::save_first(cx.lang)),
            Action::Tour => {
                cx.left_for = LeftFor::Tour(cx.lang);
                return Some(Flow::Quit);
            }
            // There is no screen behind this page yet.
            Action::Back => cx.warn(words::save_hint(cx.lang)),
            _ => return None,
        }
        Some(Flow::Stay)
    }

    fn left(&mut self, form: &mut Form<Key>, key: Key, _cx: &Cx) {
        if let Key::District | Key::Township = key {
            name_committee(form);
        }
    }

    /// A passphrase is optional; one that is typed must be long enough, and equal in both fields.
    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        let (first, again) = (passphrase(form), Passphrase::typed(&form.text(Key::Again)));
        form.say_all(match () {
            () if first.is_empty() && again.is_empty() => Vec::new(),
            () if first.is_too_short() => vec![(Key::Passphrase, protection::too_short(cx.lang))],
            () if first != again => vec![(Key::Again, protection::not_the_same(cx.lang).to_owned())],
            () => Vec::new(),
        })
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(words::not_yet(lang))
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        name_committee(form);
        write(form, cx)?;
        let made = protect(form, cx)?;
        cx.done(words::ready(cx.lang));
        Ok(match made {
            Some(made) => Flow::Replace(Box::new(RecoverySheet::new(&made, Earlier::None, cx))),
            None => Flow::Answer(Answer::Saved),
        })
    }

    fn draw(&mut self, form: &mut Form<Key>, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let room = area.width.saturating_sub(2);
        let mut y = area.y + 1;
        let write = |buf: &mut Buffer, y: u16, text: &str, style| {
            if y < area.bottom() {
                cells::write(buf, (area.x + 1, y), text, room, style, cx.symbols);
            }
        };
        for line in area::lines(words::intro(cx.lang), room) {
            write(buf, y, &line, cx.theme.heading);
            y += 1;
        }
        let key = Action::Language.row().keys.first().map(|key| actions::key_name(*key, cx.symbols));
        let other = words::other_language(cx.lang, &key.unwrap_or_default());
        write(buf, y, &other, cx.theme.hint_key);
        let key = Action::Tour.row().keys.first().map(|key| actions::key_name(*key, cx.symbols));
        write(buf, y + 1, &tour::offered(cx.lang, &key.unwrap_or_default()), cx.theme.hint_key);
        y += 3;
        let height = area.bottom().saturating_sub(y);
        if height == 0 {
            return;
        }
        let mut foot = y + form.height(area.width) + 1;
        // An encrypted file needs no advice.
        let advice = if cx.store.key().is_none() { protection::advice(cx.lang) } else { "" };
        for line in area::lines(advice, room).into_iter().filter(|line| !line.is_empty()) {
            write(buf, foot, &line, cx.theme.hint_text);
            foot += 1;
        }
        write(buf, foot, words::save_hint(cx.lang), cx.theme.muted);
        form.draw(Rect { y, height, ..area }, buf, cx);
    }
}
