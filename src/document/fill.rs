//! Fills a prepared part with the values of a case.

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use super::blank::{Blank, CLOSE, OPEN};
use super::prepare::{Prepared, Tag};
use super::tags::TagKind;
use super::tree;
use crate::domain::LIST_COMMA;
use crate::domain::fold::line_ends;
use crate::text::document::{Fault, ONE_BY_ONE, PARAGRAPHS, TICKS, TemplateFault};

/// The work limit for one part: some hundred times the need of the longest form, at most 60 MB of text.
const FUEL: u64 = 1_000_000;

/// Marks the error of printing a value that has several parts.
const HAS_PARTS: &str = "has parts";

/// The engine with our filter and our way of printing values, and nothing else.
fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_formatter(print);
    engine.add_filter(PARAGRAPHS, paragraphs);
    engine.add_filter(ONE_BY_ONE, one_by_one);
    engine
}

/// Fills a prepared part.
pub(super) fn fill(prepared: &Prepared, values: &Value) -> Result<String, TemplateFault> {
    let engine = engine();
    engine.render_str(&prepared.source, values.clone()).map_err(|error| said(prepared, &error))
}

/// Names used in the part that no value has: each with the first placeholder that uses it.
pub(super) fn unknown_names(
    prepared: &Prepared,
    is_known: impl Fn(&str) -> bool,
) -> Result<(), TemplateFault> {
    let engine = engine();
    let template = engine.template_from_str(&prepared.source).map_err(|error| said(prepared, &error))?;
    let names = template.undeclared_variables(true);
    let mut unknown: Vec<(usize, &String)> = names
        .iter()
        .filter(|name| !is_known(name))
        .filter_map(|name| {
            Some((prepared.tags.iter().position(|tag| tag.inner.contains(name.as_str()))?, name))
        })
        .collect();
    unknown.sort();
    match unknown.first().and_then(|(at, name)| Some((prepared.tags.get(*at)?, *name))) {
        Some((tag, name)) => Err(tag.fault(Fault::UnknownName(name.clone()))),
        None => Ok(()),
    }
}

/// A value in a line of text.
fn print(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = if let Some(blank) = value.downcast_object_ref::<Blank>() {
        blank.sign()
    } else {
        match value.kind() {
            ValueKind::Bool => TICKS[usize::from(!value.is_true())].to_owned(),
            ValueKind::String => printed(value.as_str().unwrap_or_default()),
            ValueKind::Number => value.to_string(),
            ValueKind::Undefined => return Err(Error::from(ErrorKind::UndefinedError)),
            _ => return Err(Error::new(ErrorKind::InvalidOperation, HAS_PARTS)),
        }
    };
    out.write_str(&text).map_err(|_| Error::from(ErrorKind::WriteFailure))
}

/// Text for XML: forbidden characters are removed, and a line end becomes one sign.
fn printed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    tree::escape(&mut out, &line_ends(text).chars().filter(|c| can_stand(*c)).collect::<String>());
    out
}

/// Whether XML allows the character and it is none of our own signs.
const fn can_stand(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        OPEN | CLOSE | '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    }
}

/// The paragraphs of a text; for a blank, the ruled lines that replace them.
fn paragraphs(value: Value) -> Result<Value, Error> {
    if let Some(blank) = value.downcast_object_ref::<Blank>() {
        return Ok(Value::from(blank.ruled()));
    }
    let Some(text) = value.as_str() else {
        return Err(Error::new(ErrorKind::InvalidOperation, HAS_PARTS));
    };
    let text = line_ends(text);
    Ok(Value::from(text.trim().split('\n').map(|line| Value::from(line.trim())).collect::<Vec<_>>()))
}

/// The names of a list of people, without what is said of them in brackets; one empty name where there are none.
fn one_by_one(value: Value) -> Result<Value, Error> {
    let names = match (value.downcast_object_ref::<Blank>(), value.as_str()) {
        (Some(_), _) => "",
        (None, Some(names)) => names,
        (None, None) => return Err(Error::new(ErrorKind::InvalidOperation, HAS_PARTS)),
    };
    let name = |one: &str| Value::from(one.split('（').next().unwrap_or_default().trim());
    Ok(Value::from(names.split(LIST_COMMA).map(name).collect::<Vec<_>>()))
}

/// Translates an error of the engine into a fault with its place.
fn said(prepared: &Prepared, error: &Error) -> TemplateFault {
    let tag = error.line().and_then(|line| prepared.at_line(line));
    let detail = error.detail().unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::OutOfFuel => Fault::Endless,
        ErrorKind::UndefinedError => Fault::UnknownName(tag.map(asked).unwrap_or_default()),
        ErrorKind::UnknownFilter => Fault::UnknownFilter(tag.map(filter_of).unwrap_or_default()),
        ErrorKind::SyntaxError | ErrorKind::BadEscape => Fault::Syntax(detail.to_owned()),
        ErrorKind::InvalidOperation if detail == HAS_PARTS => Fault::HasParts,
        ErrorKind::InvalidOperation if detail.contains("not iterable") => Fault::NotAList,
        kind => Fault::Other(if detail.is_empty() { kind.to_string() } else { detail.to_owned() }),
    };
    match tag {
        Some(tag) => tag.fault(what),
        None => TemplateFault { what, place: None },
    }
}

/// What a placeholder asks for, without filter and statement keyword.
fn asked(tag: &Tag) -> String {
    let inner = match tag.kind {
        TagKind::Slot => tag.inner.as_str(),
        _ => tag.inner.split_once(' ').map_or("", |(_, rest)| rest),
    };
    let inner = inner.rsplit(" in ").next().unwrap_or(inner);
    inner.split('|').next().unwrap_or(inner).trim().to_owned()
}

fn filter_of(tag: &Tag) -> String {
    let name = tag.inner.split('|').skip(1).find(|name| ![PARAGRAPHS, ONE_BY_ONE].contains(&name.trim()));
    name.unwrap_or_default().trim().to_owned()
}
