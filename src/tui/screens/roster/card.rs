//! A card over the roster: a form for one entry, checked by field, saved as a whole.

use super::lists::{Subject, Tab};
use super::{code_card, office_card, rest_year, simple_cards};
use crate::domain::Limit;
use crate::domain::fold::clean_line;
use crate::store::{Changed, Result};
use crate::text::Words;
use crate::text::{Lang, common, roster as words};
use crate::tui::card::{self, Content, Frame};
use crate::tui::form::{Form, Kind, Options, Spec, Value, lists};
use crate::tui::stack::{Answer, Cx, Flow};

/// Columns of the card, with the frame.
const COLUMNS: u16 = 80;
/// The least rows, with the frame: fits an open list.
const LEAST_ROWS: u16 = 16;
/// Rows of the card besides the form: the frame, a blank, the keys.
const FRAME: u16 = 4;

/// A field of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// What it is called.
    Name,
    /// 类别 of an office.
    Kind,
    /// The parent.
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
    /// The last day of validity.
    ValidTo,
    /// The office of a mediator.
    Office,
    /// The vocabulary of a code.
    Dictionary,
    /// The code.
    Code,
    /// The short label, for narrow columns.
    Short,
    /// The English label.
    English,
    /// The short English label.
    EnglishShort,
    /// Pinyin initials.
    Initials,
    /// 计量单位
    Unit,
    /// 提供单位 of an indicator.
    Owner,
    /// 小数位 of an indicator.
    Decimals,
    /// 年度口径 of an indicator.
    Rule,
    /// 综治类别
    Governance,
    /// A limit in days.
    Limit(Limit),
    /// The text of a template.
    Text,
    /// The days off of a year.
    Off,
    /// Its swapped working days.
    Work,
}

/// The checks and the save of a card.
pub trait Sheet {
    /// The errors of the form, by field.
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)>;

    /// Writes it.
    ///
    /// # Errors
    /// Why the file could not be written.
    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed>;
}

/// A card of the roster.
pub type Card = card::Card<Thing>;

/// The entry that a card edits.
pub struct Thing {
    sheet: Box<dyn Sheet>,
    title: String,
    /// Its name in the notice, where the form has no name field.
    name: String,
}

impl Card {
    /// The card of an existing entry; none where it no longer exists.
    pub fn of(subject: &Subject, cx: &Cx) -> Option<Self> {
        match subject {
            Subject::Office(id) => office_card::change(*id, cx),
            Subject::Mediator(id) => simple_cards::change_mediator(*id, cx),
            Subject::Operator(id) => simple_cards::change_operator(*id, cx),
            Subject::Code { dictionary, code } => code_card::change(dictionary, code, cx),
            Subject::Limits(id) => simple_cards::limits(*id, cx),
            Subject::Template(name) => Some(simple_cards::template(name, cx)),
            Subject::RestYear(year) => Some(rest_year::card(*year, cx)),
            // It has a card of its own.
            Subject::Transcript => None,
        }
    }

    /// The card of a new entry of a list; its parent is derived from the selected one. None for a list that
    /// cannot be extended.
    pub fn new_in(tab: Tab, near: Option<&Subject>, cx: &Cx) -> Option<Self> {
        match tab {
            Tab::Offices => Some(office_card::new(near, cx)),
            Tab::Mediators => Some(simple_cards::new_mediator(near, cx)),
            Tab::Operators => Some(simple_cards::new_operator(cx)),
            Tab::Types | Tab::Sources | Tab::Codes => Some(code_card::new(tab, near, cx)),
            Tab::Limits | Tab::Templates | Tab::RestDays => None,
        }
    }

    /// A card with that form; `name` is the current name of the entry.
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

/// Adds the field for the last day.
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
