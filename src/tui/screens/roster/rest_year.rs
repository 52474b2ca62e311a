//! 休息日: the rows and the card of the holiday tables, one a year.

use chrono::Datelike;

use super::card::{Card, Key, Sheet, field};
use super::lists::{Row, Standing, Subject};
use crate::domain::RestYear;
use crate::store::{Changed, Result};
use crate::text::{rest_days as words, roster};
use crate::tui::form::{Form, Kind, Value};
use crate::tui::stack::Cx;

/// The years with a table, this one and the next.
pub fn rows(cx: &Cx) -> Vec<Row> {
    let rest = &cx.store.settings().rest_days;
    let this = cx.store.today().year();
    let mut years: Vec<i32> = rest.years().chain([this, this + 1]).collect();
    years.sort_unstable();
    years.dedup();
    let row = |year: i32| {
        let table = rest.year(year);
        let state = match table {
            None => words::only_weekends(cx.lang),
            Some(_) if rest.own().contains_key(&year) => roster::own_text(cx.lang),
            Some(_) => roster::built_in(cx.lang),
        };
        let text = |of: fn(&RestYear) -> String| table.map(of).unwrap_or_default();
        let name = words::year_name(cx.lang, year);
        let cells = vec![name.clone(), state.to_owned(), text(RestYear::off_text), text(RestYear::work_text)];
        Row { subject: Subject::RestYear(year), name, cells, standing: Standing::Offered }
    };
    years.into_iter().map(row).collect()
}

struct RestYearSheet {
    year: i32,
}

/// The card of a year.
pub fn card(year: i32, cx: &Cx) -> Card {
    let table = cx.store.settings().rest_days.year(year);
    let text = |of: fn(&RestYear) -> String| Value::of_text(&table.map(of).unwrap_or_default());
    let mut form = Form::new(cx.lang, cx.store.today());
    let area = || Kind::Area { rows: 2 };
    let off = field(Key::Off, words::OFF, words::off_hint(cx.lang), area(), cx);
    form.hold(off.value(text(RestYear::off_text)));
    let work = field(Key::Work, words::WORK, words::work_hint(cx.lang), area(), cx);
    form.hold(work.value(text(RestYear::work_text)));
    let name = words::year_name(cx.lang, year);
    Card::about(RestYearSheet { year }, form, roster::REST_DAYS, Some(&name), cx)
}

impl RestYearSheet {
    /// Whether both fields are empty, which takes the office's own table away.
    fn is_blank(form: &Form<Key>) -> bool {
        [Key::Off, Key::Work].into_iter().all(|key| form.text(key).trim().is_empty())
    }
}

impl Sheet for RestYearSheet {
    fn check(&self, form: &Form<Key>, cx: &Cx) -> Vec<(Key, String)> {
        if Self::is_blank(form) {
            return Vec::new();
        }
        let (off, work) = (form.text(Key::Off), form.text(Key::Work));
        let wrong_off = RestYear::parse(self.year, &off, "").err().map(|error| (Key::Off, error));
        let wrong = || RestYear::parse(self.year, &off, &work).err().map(|error| (Key::Work, error));
        let wrong = wrong_off.or_else(wrong);
        wrong.map(|(key, error)| (key, words::wrong(cx.lang, &error))).into_iter().collect()
    }

    fn save(&self, form: &Form<Key>, cx: &mut Cx) -> Result<Changed> {
        let table = RestYear::parse(self.year, &form.text(Key::Off), &form.text(Key::Work)).ok();
        cx.store.manage(|writer| writer.put_rest_year(self.year, table.as_ref()))
    }
}
