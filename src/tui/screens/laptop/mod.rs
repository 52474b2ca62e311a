//! 本机: the settings of this laptop, the other known laptops, and handing cases over.

mod draw;
pub mod hand_over;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Id, Office, OfficeId, is_series};
use crate::store::{KnownLaptop, Result, Settings};
use crate::text::{Lang, Words, laptop as words};
use crate::tui::actions::{Action, Place};
use crate::tui::card::{Card, Content};
use crate::tui::form::{Choice, Form, Kind, Options, Spec, Value, lists};
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Cx, Flow, Layer};

use hand_over::Many;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Name,
    Home,
    Series,
}

/// The content of the card.
struct ThisLaptop {
    known: Vec<KnownLaptop>,
    /// Handing over all cases of an office, while it is being asked.
    many: Option<Many>,
}

/// Opens it; shows a notice where the file cannot be read.
pub fn open(cx: &mut Cx) -> Door {
    let known = cx.told(cx.store.known_laptops())?;
    let card = Card::over(ThisLaptop { known, many: None }, build(cx), cx);
    Some(Box::new(card))
}

/// The office that was picked in a popup.
pub(super) fn picked_office(value: &Value) -> Option<OfficeId> {
    let Value::Picked(picked) = value else { return None };
    picked.first().and_then(Choice::code).and_then(|code| code.parse().ok())
}

fn build(cx: &Cx) -> Form<Key> {
    let settings = cx.store.settings();
    let mut form = Form::new(cx.lang, cx.store.today());
    let field = |key, name: Words, kind| Spec::new(key, name.text(cx.lang), kind);
    form.heading(words::THIS.text(cx.lang));
    form.field(
        field(Key::Name, words::NAME, Kind::Line)
            .hint(words::name_hint(cx.lang))
            .value(Value::of_text(&settings.laptop)),
    );
    let home = Value::of_code(&settings.home.to_string());
    form.field(
        field(Key::Home, words::HOME, Kind::Pick(Options::one(lists::homes(&cx.store))))
            .required()
            .hint(words::home_hint(cx.lang))
            .value(home),
    );
    form.field(
        field(Key::Series, words::SERIES, Kind::Line)
            .cells(6)
            .hint(words::series_hint(cx.lang))
            .value(Value::of_text(&settings.series)),
    );
    form
}

fn home(form: &Form<Key>, cx: &Cx) -> OfficeId {
    let code = form.code(Key::Home).and_then(|code| code.parse().ok());
    code.unwrap_or(cx.store.settings().home)
}

/// The error of a laptop's mark in the numbers of that office.
pub(super) fn wrong_series(series: &str, home: OfficeId, cx: &Cx) -> Option<String> {
    if !is_series(series) {
        return Some(words::bad_series(cx.lang).to_owned());
    }
    let other = cx.store.laptop_with_series(home, series)?;
    let called = words::called(cx.lang, other.id, Some(other), cx.store.directory());
    Some(words::taken(cx.lang, &called))
}

impl Content for ThisLaptop {
    type Key = Key;

    fn place(&self) -> Place {
        Place::Laptop
    }

    fn act(&mut self, action: Action, _form: &mut Form<Key>, cx: &mut Cx) -> Option<Flow> {
        if action != Action::HandOver {
            return None;
        }
        Some(self.go_on(Many::begin(cx)))
    }

    fn changed(&mut self, form: &mut Form<Key>, _key: Key, cx: &Cx) {
        self.judge(form, cx);
    }

    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        let wrong = wrong_series(&form.text(Key::Series), home(form, cx), cx);
        form.say_all(wrong.map(|said| (Key::Series, said)).into_iter().collect())
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        cx.store.save_settings(&Settings {
            laptop: form.text(Key::Name),
            home: home(form, cx),
            series: form.text(Key::Series),
            ..cx.store.settings().clone()
        })?;
        cx.done(words::saved(cx.lang));
        Ok(Flow::Answer(Answer::Saved))
    }

    fn ask_drop(&self, lang: Lang) -> Option<&'static str> {
        Some(words::ask_drop(lang))
    }

    fn draw(&mut self, form: &mut Form<Key>, area: Rect, buf: &mut Buffer, cx: &Cx) {
        draw::draw(form, &self.known, area, buf, cx);
    }

    fn answered(&mut self, answer: Answer, _form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        let next = self.many.take().and_then(|many| many.answered(&answer, cx));
        Ok(self.go_on(next))
    }

    fn read_again(&mut self, cx: &mut Cx) -> Option<Form<Key>> {
        self.known = cx.store.known_laptops().ok()?;
        Some(build(cx))
    }
}

impl ThisLaptop {
    fn go_on(&mut self, next: Option<(Many, Box<dyn Layer>)>) -> Flow {
        let Some((many, layer)) = next else { return Flow::Stay };
        self.many = Some(many);
        Flow::Push(layer)
    }
}

/// Opens this screen from the menu.
pub fn door(cx: &mut Cx) -> Flow {
    let door = open(cx);
    screens::through(door, cx)
}

/// The name of an office; the district where it has none yet.
pub(super) fn office_name(id: OfficeId, cx: &Cx) -> String {
    let known = cx.store.directory().office(id).map(|office| office.name.clone());
    known.filter(|name| !name.is_empty()).unwrap_or_else(|| {
        let root: OfficeId = Office::root_id();
        if id == root { crate::text::cli::district(cx.lang).to_owned() } else { Id::to_string(&id) }
    })
}
