//! Setting and removing the last day of an entry.

use chrono::NaiveDate;

use super::lists::{Row, Subject, is_open, own_limits};
use crate::domain::date_entry::iso;
use crate::domain::{Limit, Office, Transcript};
use crate::store::{Changed, Result, Settings};
use crate::text::{rest_days, roster as words, transcribe};
use crate::tui::form::{FieldEditor, Kind, Spec, Value};
use crate::tui::stack::Cx;

/// The result of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was written.
    Written,
    /// Nothing was written; the notice says why.
    Nothing,
}

/// Why that entry cannot be retired; none if it can.
pub fn refusal(subject: &Subject, cx: &Cx) -> Option<&'static str> {
    let (lang, store) = (cx.lang, &cx.store);
    match subject {
        Subject::Office(id) if *id == Office::root_id() => Some(words::district_stays(lang)),
        Subject::Office(id) if *id == store.settings().home => Some(words::home_stays(lang)),
        Subject::Operator(id) if store.operator() == Some(*id) => Some(words::operator_stays(lang)),
        Subject::Code { dictionary, .. } if !is_open(dictionary) => Some(words::code_stays(lang)),
        Subject::Limits(id) if own_limits(store.settings(), *id) == 0 => {
            Some(words::already_as_district(lang))
        }
        Subject::Template(name) if store.template(name).is_none() => Some(words::already_built_in(lang)),
        Subject::RestYear(year) if !store.settings().rest_days.own().contains_key(year) => {
            Some(rest_days::already_built_in(lang))
        }
        Subject::Transcript if store.settings().transcript == Transcript::default() => {
            Some(words::already_built_in(lang))
        }
        _ => None,
    }
}

/// The last day of an entry, past or future.
pub fn last_day(subject: &Subject, cx: &Cx) -> Option<NaiveDate> {
    let directory = cx.store.directory();
    match subject {
        Subject::Office(id) => directory.office(*id)?.valid_to,
        Subject::Mediator(id) => directory.mediator(*id)?.valid_to,
        Subject::Operator(id) => directory.operator(*id)?.valid_to,
        Subject::Code { dictionary, code } => directory.labelled(dictionary, code)?.valid_to,
        Subject::Limits(_) | Subject::Template(_) | Subject::Transcript | Subject::RestYear(_) => None,
    }
}

/// The question for the last day, by default today.
pub fn ask(name: &str, cx: &Cx) -> FieldEditor {
    let spec = Spec::new((), words::LAST_DAY.text(cx.lang), Kind::Date)
        .required()
        .hint(words::retire_hint(cx.lang))
        .value(Value::Date(cx.store.today()));
    FieldEditor::new(spec, words::retire_title(cx.lang, name), cx)
}

/// Sets or removes the last day of an entry.
pub fn set_last_day(row: &Row, day: Option<NaiveDate>, cx: &mut Cx) -> Outcome {
    let written = write(&row.subject, day, cx);
    let said = match day {
        Some(day) => words::retired(cx.lang, &row.name, &iso(day)),
        None => words::brought_back(cx.lang, &row.name),
    };
    told(written, said, cx)
}

fn write(subject: &Subject, day: Option<NaiveDate>, cx: &mut Cx) -> Result<Changed> {
    let directory = cx.store.directory();
    match subject {
        Subject::Office(id) => {
            let Some(mut office) = directory.office(*id).cloned() else { return Ok(Changed::Nothing) };
            office.valid_to = day;
            cx.store.manage(|writer| writer.put_office(&office))
        }
        Subject::Mediator(id) => {
            let Some(mut mediator) = directory.mediator(*id).cloned() else { return Ok(Changed::Nothing) };
            mediator.valid_to = day;
            cx.store.manage(|writer| writer.put_mediator(&mediator))
        }
        Subject::Operator(id) => {
            let Some(mut operator) = directory.operator(*id).cloned() else { return Ok(Changed::Nothing) };
            operator.valid_to = day;
            cx.store.manage(|writer| writer.put_operator(&operator))
        }
        Subject::Code { dictionary, code } => {
            let Some(mut label) = directory.labelled(dictionary, code).cloned() else {
                return Ok(Changed::Nothing);
            };
            label.valid_to = day;
            cx.store.manage(|writer| writer.put_code(dictionary, &label))
        }
        Subject::Limits(_) | Subject::Template(_) | Subject::Transcript | Subject::RestYear(_) => {
            Ok(Changed::Nothing)
        }
    }
}

/// Resets an office's limits, a template or a year's rest days to the default.
pub fn reset(subject: &Subject, cx: &mut Cx) -> Outcome {
    let (written, said) = match subject {
        Subject::Limits(id) => {
            let none = Limit::ALL.into_iter().map(|limit| (limit, None)).collect();
            (cx.store.manage(|writer| writer.put_limits(Some(*id), &none)), words::limits_reset(cx.lang))
        }
        Subject::Template(name) => (cx.store.reset_template(name), words::template_reset(cx.lang)),
        Subject::RestYear(year) => {
            (cx.store.manage(|writer| writer.put_rest_year(*year, None)), rest_days::reset(cx.lang))
        }
        Subject::Transcript => {
            let settings = Settings { transcript: Transcript::default(), ..cx.store.settings().clone() };
            (cx.store.save_settings(&settings).map(|()| Changed::Written), transcribe::order_reset(cx.lang))
        }
        _ => return Outcome::Nothing,
    };
    told(written, said.to_owned(), cx)
}

fn told(written: Result<Changed>, said: String, cx: &mut Cx) -> Outcome {
    match cx.told(written) {
        Some(Changed::Written) => {
            cx.done(said);
            return Outcome::Written;
        }
        Some(Changed::Nothing) => cx.done(words::nothing_changed(cx.lang)),
        None => {}
    }
    Outcome::Nothing
}
