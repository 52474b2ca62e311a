//! The texts of reports: 月报 and the report paragraphs, filled from templates. Every figure keeps its link.

use serde_json::{Value as Json, json};

use super::base_figures::{BaseFigures, percent};
use super::figure_form::{Asked, unit_code, unit_name, value_json};
use super::items::{Base, Behind, Item, Log, TYPE_COLUMNS, Unit};
use super::template::{Asks, Figure, Slot, Template, TemplateError, TemplatePart};
use super::totals::{COUNTED, Value, ranges};
use crate::domain::{DateRange, Decimal, EventKind, Month, Service, TypeCode, unit};
use crate::store::{CaseFilter, Changed, Result, Store};
use crate::text::template::{self as words, Placeholder, Style};
use crate::text::{Lang, report as report_words, services as entry_words, totals as totals_words};

/// How figures are rounded where the template marks them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rounding {
    /// 余 rounds; shares stay exact.
    #[default]
    AsWritten,
    /// Nothing is rounded.
    Exact,
    /// 余 and 近 both round.
    Full,
}

impl Rounding {
    /// The next one, cyclically.
    pub const fn next(self) -> Self {
        match self {
            Self::AsWritten => Self::Full,
            Self::Full => Self::Exact,
            Self::Exact => Self::AsWritten,
        }
    }
}

/// A figure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The placeholder it came from.
    pub source: String,
    /// The exact value, never rounded.
    pub value: Value,
    /// Its unit: a code, or the word of the log it comes from.
    pub unit: String,
    /// What it links to.
    pub behind: Behind,
}

/// One piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words as printed.
    pub text: String,
    /// The figure that they print; none for plain words.
    pub figure: Option<Shown>,
}

/// A finished text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The name of its template.
    pub template: String,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

impl Prose {
    /// The text as printed.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The text as JSON.
    pub fn json(&self) -> Json {
        let figures: Vec<Json> = self
            .pieces
            .iter()
            .filter_map(|piece| {
                let shown = piece.figure.as_ref()?;
                Some(json!({
                    "placeholder": shown.source,
                    "text": piece.text,
                    "value": value_json(shown.value),
                    "unit": shown.unit,
                }))
            })
            .collect();
        json!({ "template": self.template, "text": self.text(), "figures": figures })
    }
}

/// Why a text could not be written.
#[derive(Debug)]
pub enum ProseError {
    /// The template cannot be read.
    Template(TemplateError),
    /// The file cannot be read.
    Store(crate::store::StoreError),
    /// There is no template of that name.
    NoSuchTemplate(String),
}

impl From<crate::store::StoreError> for ProseError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<TemplateError> for ProseError {
    fn from(error: TemplateError) -> Self {
        Self::Template(error)
    }
}

/// The template of that name: the office's own text, else the built-in one.
pub fn template_text(store: &Store, name: &str, lang: Lang) -> Option<String> {
    store.template(name).or_else(|| words::built_in(lang, name).map(str::to_owned))
}

/// Saves the text of a template; an empty text, or the built-in one, restores the built-in one. Returns
/// whether the office has its own text now.
///
/// # Errors
/// Why the file could not be written.
pub fn keep_template(store: &mut Store, name: &str, text: &str, lang: Lang) -> Result<(Changed, bool)> {
    let text = text.trim();
    let own = !text.is_empty() && words::built_in(lang, name) != Some(text);
    let changed = if own {
        store.manage(|writer| writer.put_template(name, Some(text)))?
    } else {
        store.reset_template(name)?
    };
    Ok((changed, own))
}

/// The names of the templates of report paragraphs: the built-in ones and those an office added.
pub fn paragraphs(store: &Store) -> Vec<String> {
    let own = store.settings().templates.keys().map(String::as_str);
    let mut names: Vec<&str> = words::BUILT_IN.into_iter().filter(|name| *name != words::MONTHLY).collect();
    names.extend(own.filter(|name| !words::BUILT_IN.contains(name)));
    names.into_iter().map(str::to_owned).collect()
}

/// Fills the template of that name.
///
/// # Errors
/// A fault of the template, or why the file could not be read.
pub fn prose(
    store: &Store,
    asked: &Asked,
    template: &str,
    rounding: Rounding,
    lang: Lang,
) -> std::result::Result<Prose, ProseError> {
    let text = template_text(store, template, lang)
        .ok_or_else(|| ProseError::NoSuchTemplate(template.to_owned()))?;
    let read = Template::parse(&text, store.directory())?;
    let pieces = Author::new(store, asked, rounding, lang).write(&read)?;
    Ok(Prose { template: template.to_owned(), pieces })
}

/// A figure and what it links to.
struct Told {
    value: Value,
    unit: In,
    behind: Behind,
}

/// What a figure is counted in.
enum In {
    /// A unit of reports.
    Known(Unit),
    /// The unit of an entry.
    Word(String),
}

impl In {
    fn code(&self) -> String {
        match self {
            Self::Known(unit) => unit_code(*unit).to_owned(),
            Self::Word(word) => word.clone(),
        }
    }

    fn name(&self, lang: Lang) -> &str {
        match self {
            Self::Known(unit) => unit_name(*unit, lang),
            Self::Word(word) => entry_words::unit(lang, word),
        }
    }
}

/// Fills one text; figures counted for one placeholder are kept for the next.
struct Author<'a> {
    store: &'a Store,
    asked: &'a Asked,
    rounding: Rounding,
    lang: Lang,
    ranges: [DateRange; COUNTED],
    counted: Vec<BaseFigures<'a>>,
}

impl<'a> Author<'a> {
    fn new(store: &'a Store, asked: &'a Asked, rounding: Rounding, lang: Lang) -> Self {
        let ranges = ranges(&asked.period, asked.cut_off);
        Self { store, asked, rounding, lang, ranges, counted: Vec::new() }
    }

    fn write(&mut self, template: &Template) -> Result<Vec<Piece>> {
        let mut pieces = Vec::new();
        for part in &template.parts {
            match part {
                TemplatePart::Text(text) => pieces.push(Piece { text: text.clone(), figure: None }),
                TemplatePart::Slot(slot) => self.write_slot(slot, &mut pieces)?,
            }
        }
        Ok(pieces)
    }

    fn write_slot(&mut self, slot: &Slot, pieces: &mut Vec<Piece>) -> Result<()> {
        let lang = self.lang;
        let base = self.base(slot, slot.narrow.span);
        let words = |text: String| Piece { text, figure: None };
        match &slot.asks {
            Asks::Period => pieces.push(words(totals_words::period(lang, &self.asked.period))),
            Asks::Office => pieces.push(words(self.asked.office_name(self.store.directory(), lang))),
            Asks::Basis => pieces.push(words(totals_words::rate_of(lang, self.asked.rate).to_owned())),
            Asks::Types => self.write_types(slot, &base, pieces)?,
            Asks::Figure(figure) => {
                let told = self.tell(figure, &base)?;
                pieces.push(self.piece(slot, told));
            }
            Asks::SuccessRate => {
                let told = self.tell(&Figure::Item(Item::SuccessRate(self.asked.rate)), &base)?;
                pieces.push(self.piece(slot, told));
            }
            Asks::Share(part, whole) => {
                let part = self.tell(part, &base)?;
                let whole = self.tell(whole, &base)?;
                let value = share(part.value, whole.value);
                let unit = In::Known(Unit::Percent);
                pieces.push(self.piece(slot, Told { value, unit, behind: part.behind }));
            }
            Asks::Change(figure, view) => {
                let now = self.tell(figure, &base)?;
                let before = self.tell(figure, &self.base(slot, *view))?;
                pieces.push(self.changed(slot, now, before.value));
            }
        }
        Ok(())
    }

    /// The accepted cases by type: 婚姻家庭纠纷3件、邻里纠纷2件, each with a link.
    fn write_types(&mut self, slot: &Slot, base: &Base, pieces: &mut Vec<Piece>) -> Result<()> {
        let lang = self.lang;
        let unit = unit_name(Unit::Cases, lang);
        let mut any = false;
        for code in TYPE_COLUMNS {
            let Ok(known) = code.parse::<TypeCode>() else { continue };
            let told = self.tell(&Figure::Item(Item::Type(known.clone())), base)?;
            if size(told.value) == 0 {
                continue;
            }
            let label = self.store.directory().type_label(&known);
            let label = label.map_or(code, |label| label.text(lang));
            let comma = if any { crate::text::common::list_comma(lang) } else { "" };
            pieces.push(Piece { text: format!("{comma}{label}{}", lang.pick("", " ")), figure: None });
            pieces.push(self.piece(slot, told));
            if lang == Lang::Zh {
                pieces.push(Piece { text: unit.to_owned(), figure: None });
            }
            any = true;
        }
        if !any {
            pieces.push(Piece { text: report_words::NOTHING.text(lang).to_owned(), figure: None });
        }
        Ok(())
    }

    fn base(&self, slot: &Slot, view: usize) -> Base {
        let mut among: CaseFilter = slot.narrow.among.clone();
        among.office = among.office.or_else(|| self.asked.scope.office());
        Base { range: self.ranges[view.min(COUNTED - 1)], among }
    }

    fn tell(&mut self, figure: &Figure, base: &Base) -> Result<Told> {
        let (range, office) = (base.range, base.among.office);
        let count = |value: i64, unit: &str, behind: Behind| Told {
            value: Value::Count(value),
            unit: In::Word(unit.to_owned()),
            behind,
        };
        match figure {
            Figure::Item(item) => {
                let behind = item.behind(base, self.store.directory());
                Ok(Told { value: self.counts(base).value(item)?, unit: In::Known(item.unit()), behind })
            }
            Figure::Service(kind) => {
                let totals = self.store.service_totals(range, office)?;
                let sum = totals.iter().filter(|total| total.code == *kind).map(|total| total.value).sum();
                let unit = self.store.directory().label("service", kind).map_or("", |label| &label.unit);
                let behind = match kind.as_str() {
                    Service::LAWYER => Item::Times(EventKind::Lawyer).behind(base, self.store.directory()),
                    _ => Behind::log(Log::Services, base),
                };
                Ok(count(sum, unit, behind))
            }
            Figure::Indicator(name) => {
                let total = self.store.indicator_value(name, range, office)?;
                let known = self.store.directory().indicator(name).map(|label| label.unit.clone());
                let behind = Behind::log(Log::Indicators, base);
                let (value, unit) = total.map(|total| (total.value, total.unit)).unzip();
                let unit = In::Word(unit.or(known).unwrap_or_default());
                Ok(Told { value: Value::Decimal(value), unit, behind })
            }
            Figure::PreLitigation => {
                let item = Item::PreLitigation;
                let cases = size(self.counts(base).value(&item)?);
                let mut manual = Decimal::default();
                for name in words::PRE_LITIGATION_INDICATORS {
                    let total = self.store.indicator_value(name, range, office)?;
                    manual = manual + total.map_or_else(Decimal::default, |total| total.value);
                }
                let mut behind = item.behind(base, self.store.directory());
                behind.log = Some(base.logged(Log::Indicators));
                Ok(count(cases + manual.floor(), unit::CASES, behind))
            }
            Figure::LockedMonths => {
                Ok(count(self.locked(base)?, words::MONTHS.text(self.lang), Behind::log(Log::Locks, base)))
            }
        }
    }

    /// The number of locked months in the span.
    fn locked(&self, base: &Base) -> Result<i64> {
        let cut_off = self.asked.cut_off;
        let (first, last) =
            (Month::containing(base.range.from, cut_off), Month::containing(base.range.to, cut_off));
        let mut months = std::collections::BTreeSet::new();
        for year in first.year()..=last.year() {
            for lock in self.store.locks(year, base.among.office)? {
                if lock.unlocked.is_none() && (first..=last).contains(&lock.month) {
                    months.insert(lock.month);
                }
            }
        }
        Ok(i64::try_from(months.len()).unwrap_or(0))
    }

    fn counts(&mut self, base: &Base) -> &mut BaseFigures<'a> {
        let known = self.counted.iter().position(|counts| counts.base == *base);
        let at = known.unwrap_or_else(|| {
            self.counted.push(BaseFigures::new(self.store, base.clone()));
            self.counted.len() - 1
        });
        &mut self.counted[at]
    }

    fn piece(&self, slot: &Slot, told: Told) -> Piece {
        let text = self.written(told.value, slot.style);
        self.shown(slot, text, told)
    }

    fn shown(&self, slot: &Slot, text: String, told: Told) -> Piece {
        let figure = Shown {
            source: slot.source.clone(),
            value: told.value,
            unit: told.unit.code(),
            behind: told.behind,
        };
        Piece { text, figure: Some(figure) }
    }

    fn changed(&self, slot: &Slot, now: Told, before: Value) -> Piece {
        let (value, text) = {
            let unit = now.unit.name(self.lang);
            match (now.value, before) {
                (Value::Money(now), Value::Money(before)) => {
                    let change = now - before;
                    let amount = crate::domain::Fen(change.0.abs()).wan_text();
                    (Value::MoneyChange(change), words::change(self.lang, change.0, &amount, unit))
                }
                (Value::Decimal(now), Value::Decimal(before)) => {
                    let change = now.zip(before).map(|(now, before)| now - before);
                    let text = change.map(|change| {
                        words::change(self.lang, change.digits(), &change.abs().to_string(), unit)
                    });
                    let value = Value::Decimal(change);
                    (value, text.unwrap_or_else(|| value.text()))
                }
                (now, before) => {
                    let change = size(now) - size(before);
                    let text = words::change(self.lang, change, &change.abs().to_string(), unit);
                    (Value::CountChange(change), text)
                }
            }
        };
        self.shown(slot, text, Told { value, ..now })
    }

    /// A figure as printed in the text. A missing value is 0, also for a share.
    fn written(&self, value: Value, style: Style) -> String {
        let floor = match value {
            Value::Count(count) => Some((count, true)),
            Value::Decimal(figure) => figure.map(|figure| (figure.floor(), figure.is_whole())),
            _ => None,
        };
        match (value, style, self.rounding) {
            (_, Style::Over(step), Rounding::AsWritten | Rounding::Full) => match floor {
                Some((count, is_whole)) if count > step && !(is_whole && count % step == 0) => {
                    words::over(self.lang, count / step * step)
                }
                _ => value.text(),
            },
            (Value::Count(_) | Value::Decimal(_), Style::Nearly, Rounding::Full) => match floor {
                // As for shares: 近 is only used within five below the round figure.
                Some((count, _)) if count >= 20 && count % 10 >= 5 => {
                    words::nearly_as_many(self.lang, (count / 10 + 1) * 10)
                }
                _ => value.text(),
            },
            (Value::Rate(Some(tenths)), Style::Nearly, Rounding::Full) => {
                let up = (tenths + 99) / 100 * 100;
                // 近 is only used within five points below the round figure.
                if (1..=50).contains(&(up - tenths)) {
                    words::nearly(self.lang, up / 10)
                } else {
                    value.text()
                }
            }
            (Value::Rate(None), ..) => "0%".to_owned(),
            // In a sentence all is all.
            (Value::Rate(Some(1_000)), ..) => "100%".to_owned(),
            _ => value.text(),
        }
    }
}

/// One figure as a share of another; nothing where one of them was not given.
fn share(part: Value, whole: Value) -> Value {
    let figure = |value| match value {
        Value::Decimal(figure) => figure,
        value => Some(Decimal::whole(size(value))),
    };
    let both = figure(part).zip(figure(whole)).map(|(part, whole)| part.in_one_unit(whole));
    Value::Rate(both.and_then(|(part, whole)| percent(part, whole)))
}

const fn size(value: Value) -> i64 {
    match value {
        Value::Count(n) | Value::CountChange(n) => n,
        Value::Money(amount) | Value::MoneyChange(amount) => amount.0,
        _ => 0,
    }
}

/// The placeholders for the list beside the editor: the word in braces and its meaning.
pub fn placeholder_help(lang: Lang) -> Vec<(String, &'static str)> {
    Placeholder::ALL.iter().map(|one| (format!("{{{}}}", one.word(lang)), one.about(lang))).collect()
}
