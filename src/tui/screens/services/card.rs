//! The card to log or edit an entry.

use super::asks::{self, read_period};
use super::wording;
use crate::domain::field::{AnyEntry, EntryField as Key, EntryList};
use crate::domain::{Month, OfficeId, Period, PreventionKind};
use crate::store::{Changed, Result};
use crate::text::common::ask_drop;
use crate::text::services::{self as words, Card as Entry};
use crate::text::{Lang, totals as period_words};
use crate::tui::card::{Card, Content, Frame};
use crate::tui::form::{Form, Shown, Value};
use crate::tui::screens::asked::cut_off;
use crate::tui::stack::{Answer, Cx, Flow};

/// Columns and rows of the card, with the frame: fits the open list of kinds.
const SIZE: (u16, u16) = (74, 16);

/// The card of one entry.
pub(super) type EntryCard = Card<EntryFields>;

/// The content of the card of an entry.
pub(super) struct EntryFields {
    /// The entry in the file; none for a new one.
    before: Option<Box<dyn AnyEntry>>,
    /// The entry to which the field values are applied.
    draft: Box<dyn AnyEntry>,
    /// The period on the screen, for input without a year.
    shown: Period,
}

impl EntryCard {
    /// The card of a new entry; `shown` is the period on the screen.
    pub(super) fn new(list: EntryList, shown: Period, cx: &mut Cx) -> Self {
        let draft = asks::blank(list, shown, cx);
        Self::with(None, draft, shown, cx)
    }

    /// The card of an existing entry.
    pub(super) fn of(entry: Box<dyn AnyEntry>, cx: &Cx) -> Self {
        let shown = Period::Month(Month::of(cx.store.today()));
        Self::with(Some(entry.copied()), entry, shown, cx)
    }

    fn with(before: Option<Box<dyn AnyEntry>>, draft: Box<dyn AnyEntry>, shown: Period, cx: &Cx) -> Self {
        let mut form = Form::new(cx.lang, cx.store.today()).with_rules(rules);
        asks::ask(&*draft, &mut form, cx);
        Self::over(EntryFields { before, draft, shown }, form, cx)
    }
}

impl EntryFields {
    /// Updates what depends on other fields: units, the days of a period, the villages of an office, the cases of a day.
    fn follow_fields(&self, form: &mut Form<Key>, left: Option<Key>, cx: &Cx) {
        if left == Some(Key::Office) && form.keys().contains(&Key::Village) {
            let office = form.code(Key::Office).and_then(|id| id.parse::<OfficeId>().ok());
            let villages = office.map(|office| asks::villages(office, cx));
            let villages = villages.unwrap_or_default();
            let known = form.picked(Key::Village);
            if !known.iter().all(|choice| villages.iter().any(|item| item.value == *choice)) {
                form.set(Key::Village, &Value::Empty);
            }
            form.set_items(Key::Village, villages);
        }
        if left == Some(Key::Village)
            && let Some(township) = asks::township_of_village(&*self.entered(form, cx), cx)
        {
            form.set(Key::Office, &Value::of_code(&township.to_string()));
        }
        let unit_is_free = form.is_blank(Key::Unit) || form.is_default(Key::Unit);
        if left == Some(Key::Name)
            && unit_is_free
            && let Some(unit) = asks::unit_of_name(form, cx)
        {
            form.set(Key::Unit, &Value::of_text(&unit));
        }
        if matches!(left, Some(Key::Kind | Key::On | Key::Office)) && form.keys().contains(&Key::Case) {
            form.set_items(Key::Case, asks::cases(&*self.entered(form, cx), cx));
        }
        for (key, text) in asks::beside(&*self.entered(form, cx), cx) {
            form.put_beside(key, text);
        }
        if let Ok(period) = read_period(&form.text(Key::Days), self.shown) {
            let range = period.range(cut_off(&cx.store));
            form.put_beside(Key::Days, period_words::days(cx.lang, range));
        } else {
            form.put_beside(Key::Days, "");
        }
    }

    /// The entry with the values of the fields.
    fn entered(&self, form: &Form<Key>, cx: &Cx) -> Box<dyn AnyEntry> {
        let mut entry = self.draft.copied();
        asks::take(&mut *entry, form, self.shown, cx);
        entry
    }
}

/// The number of people is shown where the kind of prevention counts them; what was found, where something was.
fn rules(form: &mut Form<Key>) {
    let kind = form.code(Key::Kind).and_then(|code| PreventionKind::from_code(&code));
    let counted = kind.is_some_and(PreventionKind::counts_people);
    let shown = |yes: bool| if yes { Shown::Yes } else { Shown::No };
    form.show(Key::People, shown(counted));
    let found = form.number(Key::Found).is_some_and(|found| found > 0);
    for key in [Key::Category, Key::Band, Key::Difficulty] {
        form.show(key, shown(found));
    }
}

impl Content for EntryFields {
    type Key = Key;

    fn title(&self, cx: &Cx) -> String {
        let entry = if self.before.is_some() { Entry::Old } else { Entry::New };
        words::card_title(cx.lang, words::list(self.draft.list()).text(cx.lang), entry)
    }

    fn frame(&self, _form: &Form<Key>, lang: Lang) -> Option<Frame> {
        Some(Frame { size: SIZE, about: String::new(), keys: words::card_keys(lang), margins: (0, 1) })
    }

    fn begin(&mut self, form: &mut Form<Key>, cx: &Cx) {
        self.follow_fields(form, None, cx);
    }

    fn changed(&mut self, form: &mut Form<Key>, key: Key, cx: &Cx) {
        self.follow_fields(form, Some(key), cx);
    }

    fn left(&mut self, form: &mut Form<Key>, key: Key, cx: &Cx) {
        self.follow_fields(form, Some(key), cx);
        self.judge(form, cx);
    }

    fn judge(&mut self, form: &mut Form<Key>, cx: &Cx) -> Option<Key> {
        form.say_all(asks::problems(form, self.shown, cx))
    }

    fn not_yet(&self, lang: Lang) -> Option<&'static str> {
        Some(words::not_yet(lang))
    }

    fn save(&mut self, form: &mut Form<Key>, cx: &mut Cx) -> Result<Flow> {
        let after = self.entered(form, cx);
        if cx.store.save_entry(self.before.as_deref(), &*after)? == Changed::Nothing {
            cx.done(words::unchanged(cx.lang));
            return Ok(Flow::Close);
        }
        match asks::caution(&*after, cx) {
            Some(caution) => cx.warn(caution),
            None => cx.done(words::saved(cx.lang, &wording(cx).entry(&*after))),
        }
        Ok(Flow::Answer(Answer::Saved))
    }

    fn ask_drop(&self, lang: Lang) -> Option<&'static str> {
        Some(ask_drop(lang))
    }
}
