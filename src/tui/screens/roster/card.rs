//! A card over the roster: the form of one thing, checked beside its fields, saved whole.

use super::lists::{Subject, Tab};
use super::{code_card, office_card, simple_cards};
use crate::domain::Limit;
use crate::domain::fold::clean_line;
use crate::store::{Changed, Result};
use crate::text::Words;
use crate::text::{Lang, common, roster as words};
use crate::tui::card::{self, Content, Frame};
use crate::tui::form::{Form, Kind, Options, Spec, Value, lists};
use crate::tui::stack::{Answer, Cx, Flow};

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
pub type Card = card::Card<Thing>;

/// One thing of the roster.
pub struct Thing {
    sheet: Box<dyn Sheet>,
    title: String,
    /// How the notice calls it where the form has no name for it.
    name: String,
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
    pub fn about(
        sheet: impl Sheet + 'static,
        form: Form<Key>,
        list: Words,
        name: Option<&str>,
        cx: &Cx,
    ) -> Self {
        let title = words::card_title(cx.lang, list.text(cx.lang), name);
        let thing = Thing { sheet: Box::new(sheet), title, name: name.unwrap_or_default().to_owned() };
        Self::over(thing, form, cx)
    }
}

/// A field with its label and hint.
pub fn field(key: Key, label: Words, hint: &str, kind: Kind, cx: &Cx) -> Spec<Key> {
    Spec::new(key, label.text(cx.lang), kind).hint(hint)
}

/// The field for the last day.
pub fn put_last_day(form: &mut Form<Key>, last: Option<chrono::NaiveDate>, cx: &Cx) {
    let spec = field(Key::ValidTo, words::LAST_DAY, words::valid_hint(cx.lang), Kind::Date, cx);
    form.hold(spec.value(last.map_or(Value::Empty, Value::Date)));
}

/// A list of names to pick one from.
pub fn list<'a>(names: impl Iterator<Item = (String, &'a str)>) -> Options {
    Options::one(names.map(|(code, name)| lists::named(&code, name)).collect())
}

impl Content for Thing {
    type Key = Key;

    fn title(&self, _cx: &Cx) -> String {
        self.title.clone()
    }

    fn frame(&self, form: &Form<Key>, lang: Lang) -> Option<Frame> {
        let rows = (form.height(COLUMNS - 4) + FRAME).max(LEAST_ROWS);
        Some(Frame {
            size: (COLUMNS, rows),
            about: String::new(),
            keys: words::keys(lang),
            margins: (0, FRAME - 2),
        })
    }

    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        form.say_all(self.sheet.check(form, cx))
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(words::not_saved(lang))
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        if !form.is_changed() || self.sheet.save(form, cx)? == Changed::Nothing {
            cx.done(words::nothing_changed(cx.lang));
            return Ok(Flow::Close);
        }
        let name = clean_line(&form.text(Key::Name));
        cx.done(words::saved(cx.lang, if name.is_empty() { &self.name } else { &name }));
        Ok(Flow::Answer(Answer::Saved))
    }

    fn ask_drop(&self, lang: Lang) -> Option<&'static str> {
        Some(common::ask_drop(lang))
    }
}
