//! 本机: what this laptop says of itself, the others that are known, and handing cases over.

mod draw;
pub mod hand_over;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Id, Office, OfficeId, is_series, pinyin};
use crate::store::{KnownLaptop, Settings, StoreError};
use crate::text::errors::store_error;
use crate::text::{Lang, laptop as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Kind, Options, Remark, Spec, Value, item};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::{self, Door};
use crate::tui::stack::{Answer, Cx, Decision, Flow, Layer, Typing};

use hand_over::Many;

/// A field of this laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Name,
    Home,
    Series,
}

/// What was asked over the screen.
enum Asked {
    Nothing,
    Drop,
    Many(Many),
}

/// The screen.
pub struct LaptopScreen {
    form: Form<Key>,
    before: Vec<Value>,
    known: Vec<KnownLaptop>,
    asked: Asked,
}

/// Opens it; says why where the file cannot be read.
pub fn open(cx: &mut Cx) -> Door {
    match LaptopScreen::read(cx) {
        Ok(screen) => Some(Box::new(screen)),
        Err(error) => {
            cx.fail(store_error(cx.lang, &error));
            None
        }
    }
}

/// The offices that may be picked: the district and all that log cases.
pub(super) fn offices(cx: &Cx) -> Options {
    let (directory, today, home) = (cx.store.directory(), cx.store.today(), cx.store.settings().home);
    let offices = directory.district().into_iter().chain(directory.townships());
    let offices = offices.filter(|office| office.is_offered(today) || office.id == home);
    let item = |office: &Office| {
        item(&office.id.to_string(), "", &office.name, &pinyin::initials(&office.name).join(" "))
    };
    Options::one(offices.map(item).collect())
}

/// The office that was picked in a popup.
pub(super) fn picked_office(line: &str) -> Option<OfficeId> {
    let Value::Picked(picked) = Value::read(line) else { return None };
    picked.first().and_then(Choice::code).and_then(|code| code.parse().ok())
}

impl LaptopScreen {
    fn read(cx: &Cx) -> Result<Self, StoreError> {
        let settings = cx.store.settings();
        let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
        let mut form = Form::new(cx.lang, cx.store.today());
        let field = |key, name: crate::text::Words, kind| Spec::new(key, name.text(cx.lang), kind);
        form.heading(words::THIS.text(cx.lang));
        form.field(
            field(Key::Name, words::NAME, Kind::Line)
                .hint(words::name_hint(cx.lang))
                .value(text(&settings.laptop)),
        );
        let home = Value::Picked(vec![Choice::listed(settings.home.to_string())]);
        form.field(
            field(Key::Home, words::HOME, Kind::Pick(offices(cx)))
                .required()
                .hint(words::home_hint(cx.lang))
                .value(home),
        );
        form.field(
            field(Key::Series, words::SERIES, Kind::Line)
                .cells(6)
                .hint(words::series_hint(cx.lang))
                .value(text(&settings.series)),
        );
        form.start(Key::Name);
        let mut screen =
            Self { form, before: Vec::new(), known: cx.store.known_laptops()?, asked: Asked::Nothing };
        screen.before = screen.values();
        Ok(screen)
    }

    fn values(&self) -> Vec<Value> {
        [Key::Name, Key::Home, Key::Series].into_iter().map(|key| self.form.value(key)).collect()
    }

    fn home(&self, cx: &Cx) -> OfficeId {
        let code = self.form.code(Key::Home).and_then(|code| code.parse().ok());
        code.unwrap_or(cx.store.settings().home)
    }

    /// Says beside the series what is wrong with it; whether something is.
    fn say(&mut self, cx: &Cx) -> bool {
        self.form.say_nothing();
        let series = self.form.text(Key::Series);
        let taken = cx.store.laptop_with_series(self.home(cx), &series);
        let said = match taken {
            _ if !is_series(&series) => words::bad_series(cx.lang).to_owned(),
            Some(other) => {
                let called = words::called(cx.lang, other.id, Some(other), cx.store.directory());
                words::taken(cx.lang, &called)
            }
            None => return false,
        };
        self.form.say(Key::Series, Some((Remark::Error, said)));
        true
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let missing = self.form.check();
        if self.say(cx) || missing.is_some() {
            self.form.focus_on(missing.unwrap_or(Key::Series));
            return Flow::Stay;
        }
        let settings = Settings {
            laptop: self.form.text(Key::Name),
            home: self.home(cx),
            series: self.form.text(Key::Series),
            ..cx.store.settings().clone()
        };
        match cx.store.save_settings(&settings) {
            Ok(()) => {
                cx.done(words::saved(cx.lang));
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
            FormEvent::Changed(_) | FormEvent::Left(_) => {
                self.say(cx);
            }
            FormEvent::Nothing => {}
        }
        Flow::Stay
    }
}

impl Layer for LaptopScreen {
    fn place(&self) -> Place {
        Place::Laptop
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::HandOver => {
                let Some((many, layer)) = Many::begin(cx) else { return Flow::Stay };
                self.asked = Asked::Many(many);
                Flow::Push(layer)
            }
            Action::Back if self.values() != self.before => {
                self.asked = Asked::Drop;
                Flow::Push(Box::new(Confirm::yes_or_no(words::ask_drop(cx.lang), cx.lang)))
            }
            Action::Undo | Action::Redo => {
                let event = self.form.act(action);
                self.follow(event, cx);
                // Never on to the saves of cases, which are not to be seen from here.
                Flow::Stay
            }
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
        draw::draw(&mut self.form, &self.known, area, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, cx: &Cx) -> String {
        self.place().wording().name(cx.lang).to_owned()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn answered(&mut self, answer: Answer, cx: &mut Cx) -> Flow {
        match std::mem::replace(&mut self.asked, Asked::Nothing) {
            Asked::Drop if answer == Answer::Confirmed(Decision::Yes) => Flow::Close,
            Asked::Many(many) => match many.answered(&answer, cx) {
                Some((many, layer)) => {
                    self.asked = Asked::Many(many);
                    Flow::Push(layer)
                }
                None => Flow::Stay,
            },
            _ => Flow::Stay,
        }
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn refresh(&mut self, cx: &mut Cx) {
        if self.values() == self.before {
            let at = self.form.focus();
            if let Ok(screen) = Self::read(cx) {
                *self = screen;
                at.into_iter().for_each(|key| self.form.focus_on(key));
            }
        }
    }
}

/// Opens this laptop's screen from the list of doors.
pub fn door(cx: &mut Cx) -> Flow {
    let door = open(cx);
    screens::through(door, cx)
}

/// An office by its name; the district where it has none yet.
pub(super) fn office_name(id: OfficeId, cx: &Cx) -> String {
    let known = cx.store.directory().office(id).map(|office| office.name.clone());
    known.filter(|name| !name.is_empty()).unwrap_or_else(|| {
        let root: OfficeId = Office::root_id();
        if id == root { crate::text::cli::district(cx.lang).to_owned() } else { Id::to_string(&id) }
    })
}
