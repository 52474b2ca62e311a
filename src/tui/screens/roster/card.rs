//! A card over the roster: the form of one thing, checked beside its fields, saved whole.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::lists::{Subject, Tab};
use super::{code_card, office_card, simple_cards};
use crate::domain::fold::clean_line;
use crate::domain::{Limit, pinyin};
use crate::store::{Changed, Result};
use crate::text::Words;
use crate::text::errors::store_error;
use crate::text::{Lang, roster as words};
use crate::tui::actions::{Action, Place};
use crate::tui::form::{Choice, Form, FormEvent, Kind, Options, Remark, Spec, Value, item};
use crate::tui::input::Input;
use crate::tui::screens::confirm::Confirm;
use crate::tui::stack::{Answer, Covers, Cx, Decision, Flow, Layer, Typing};
use crate::tui::widgets::matching::Item;
use crate::tui::widgets::{cells, popup};

/// Columns of the card, frame included.
const COLUMNS: u16 = 80;
/// The least rows, frame included: an open list fits.
const LEAST_ROWS: u16 = 16;
/// Rows of the card that are not the form's: the frame, a blank, the keys.
const FRAME: u16 = 4;

/// A field of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// What it is called.
    Name,
    /// 类别 of an office.
    Kind,
    /// What it is part of.
    Parent,
    /// Other spellings.
    Aliases,
    /// 区划代码
    Division,
    /// 简称
    Mark,
    /// 调委会名称
    Committee,
    /// 角色 of an operator.
    Role,
    /// 签到密码 of an operator.
    Pin,
    /// The last day.
    ValidTo,
    /// Whose committee a mediator belongs to.
    Office,
    /// Which small vocabulary.
    Dictionary,
    /// The code itself.
    Code,
    /// For narrow columns.
    Short,
    /// In English.
    English,
    /// In English for narrow columns.
    EnglishShort,
    /// Pinyin initials.
    Initials,
    /// 计量单位
    Unit,
    /// 综治类别
    Governance,
    /// A limit in days.
    Limit(Limit),
    /// The text of a template.
    Text,
}

/// What a card is about: what may not be saved, and how it is.
pub trait Sheet {
    /// What is wrong with what stands in the form, field by field.
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)>;

    /// Writes it.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed>;
}

/// The card.
pub struct Card {
    sheet: Box<dyn Sheet>,
    form: Form<Key>,
    title: String,
    /// How the notice calls it where the form has no name for it.
    name: String,
    before: Vec<(Key, Value)>,
}

impl Card {
    /// The card of something that is there; none where it is not any more.
    pub fn of(subject: &Subject, cx: &Cx) -> Option<Self> {
        match subject {
            Subject::Office(id) => office_card::change(*id, cx),
            Subject::Mediator(id) => simple_cards::change_mediator(*id, cx),
            Subject::Operator(id) => simple_cards::change_operator(*id, cx),
            Subject::Code { dictionary, code } => code_card::change(dictionary, code, cx),
            Subject::Limits(id) => simple_cards::limits(*id, cx),
            Subject::Template(name) => Some(simple_cards::template(name, cx)),
            // It has a card of its own.
            Subject::Transcript => None,
        }
    }

    /// A card for something new in a list; what is selected says where it would belong. None in a list to which
    /// nothing can be added.
    pub fn new_in(tab: Tab, near: Option<&Subject>, cx: &Cx) -> Option<Self> {
        match tab {
            Tab::Offices => Some(office_card::new(near, cx)),
            Tab::Mediators => Some(simple_cards::new_mediator(near, cx)),
            Tab::Operators => Some(simple_cards::new_operator(cx)),
            Tab::Types | Tab::Sources | Tab::Codes => Some(code_card::new(tab, near, cx)),
            Tab::Limits | Tab::Templates => None,
        }
    }

    /// A card with that form; `name` is what the thing is called now.
    pub fn over(
        sheet: impl Sheet + 'static,
        form: Form<Key>,
        list: Words,
        name: Option<&str>,
        cx: &Cx,
    ) -> Self {
        let mut card = Self {
            sheet: Box::new(sheet),
            form,
            title: words::card_title(cx.lang, list.text(cx.lang), name),
            name: name.unwrap_or_default().to_owned(),
            before: Vec::new(),
        };
        if let Some(first) = card.form.keys().first() {
            card.form.start(*first);
        }
        card.before = card.values();
        card
    }

    fn values(&self) -> Vec<(Key, Value)> {
        self.form.keys().into_iter().map(|key| (key, self.form.value(key))).collect()
    }

    /// Says beside the fields what is wrong; answers the first such field.
    fn say(&mut self, cx: &Cx) -> Option<Key> {
        self.form.say_nothing();
        let wrong = self.sheet.check(&self.form, cx);
        for (key, sentence) in &wrong {
            self.form.say(*key, Some((Remark::Error, sentence.clone())));
        }
        wrong.first().map(|(key, _)| *key)
    }

    fn save(&mut self, cx: &mut Cx) -> Flow {
        let missing = self.form.check();
        if let Some(key) = missing.or_else(|| self.say(cx)) {
            self.form.focus_on(key);
            cx.fail(words::not_saved(cx.lang));
            return Flow::Stay;
        }
        if self.values() == self.before {
            cx.done(words::nothing_changed(cx.lang));
            return Flow::Close;
        }
        match self.sheet.save(&self.form, cx) {
            Ok(Changed::Nothing) => {
                cx.done(words::nothing_changed(cx.lang));
                Flow::Close
            }
            Ok(Changed::Written) => {
                let name = clean_line(&self.form.text(Key::Name));
                let name = if name.is_empty() { self.name.clone() } else { name };
                cx.done(words::saved(cx.lang, &name));
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
            FormEvent::Left(_) => {
                // What was left empty is only missed at the save; what stands there is judged at once.
                self.say(cx);
            }
            FormEvent::Nothing | FormEvent::Changed(_) => {}
        }
        Flow::Stay
    }
}

/// A field that holds that value now. Words are nearly always changed, not replaced; a day, a number or a pick is
/// replaced by the first key.
pub fn put(form: &mut Form<Key>, spec: Spec<Key>, key: Key, value: Value) {
    let is_text = matches!(value, Value::Text(_));
    form.field(spec.value(value.clone()));
    if is_text {
        form.fill(key, &value);
    }
}

/// A line of text in a field.
pub fn text(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

/// One picked code in a field.
pub fn picked(code: &str) -> Value {
    if code.is_empty() { Value::Empty } else { Value::Picked(vec![Choice::listed(code)]) }
}

/// A field with its label and hint.
pub fn field(key: Key, label: Words, hint: &str, kind: Kind, cx: &Cx) -> Spec<Key> {
    Spec::new(key, label.text(cx.lang), kind).hint(hint)
}

/// The field for the last day.
pub fn put_last_day(form: &mut Form<Key>, last: Option<chrono::NaiveDate>, cx: &Cx) {
    let spec = field(Key::ValidTo, words::LAST_DAY, words::valid_hint(cx.lang), Kind::Date, cx);
    put(form, spec, Key::ValidTo, last.map_or(Value::Empty, Value::Date));
}

/// A list of names to pick one from.
pub fn list<'a>(names: impl Iterator<Item = (String, &'a str)>) -> Options {
    let named = |(code, name): (String, &str)| -> Item<Choice> {
        item(&code, "", name, &pinyin::initials(name).join(" "))
    };
    Options::one(names.map(named).collect())
}

impl Layer for Card {
    fn place(&self) -> Place {
        Place::InPlace
    }

    fn act(&mut self, action: Action, cx: &mut Cx) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::Back if self.form.cancel() => Flow::Stay,
            Action::Back if self.values() != self.before => {
                Flow::Push(Box::new(Confirm::yes_or_no(crate::text::common::ask_drop(cx.lang), cx.lang)))
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

    fn draw(&mut self, area: Rect, buf: &mut Buffer, cx: &Cx) {
        let wanted = self.form.height(COLUMNS - 4) + FRAME;
        let rect = popup::centred(area, COLUMNS, wanted.max(LEAST_ROWS));
        let inner = popup::open(rect, &self.title, buf, cx);
        if inner.height < FRAME {
            return;
        }
        let keys = (inner.x + 1, inner.bottom() - 1);
        cells::write(buf, keys, words::keys(cx.lang), inner.width - 1, cx.theme.muted, cx.symbols);
        let room = Rect { height: inner.height - 2, ..inner };
        self.form.draw(room, buf, cx);
    }

    fn cursor(&self) -> Option<Position> {
        self.form.cursor()
    }

    fn title(&self, _cx: &Cx) -> String {
        self.title.clone()
    }

    fn typing(&self) -> Typing {
        self.form.typing()
    }

    fn answered(&mut self, answer: Answer, _cx: &mut Cx) -> Flow {
        if answer == Answer::Confirmed(Decision::Yes) { Flow::Close } else { Flow::Stay }
    }

    fn help(&self, _lang: Lang) -> Option<String> {
        self.form.help()
    }

    fn covers(&self) -> Covers {
        Covers::Part
    }
}
