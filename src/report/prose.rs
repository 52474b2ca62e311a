//! The texts of reports: 月报 and the report paragraphs, filled from templates. Every figure keeps its link.

use super::base_figures::BaseFigures;
use super::figure_form::{Asked, unit_code, unit_name};
use super::items::{Base, Behind, Item, Log, TYPE_COLUMNS, Unit};
use super::kept::Kept;
use super::piece::{Piece, Prose, Rounding, Shown};
use super::rate::Rate;
use super::template::{Asks, BEFORE, Figure, LAST_YEAR, Slot, Template, TemplateError, TemplatePart};
use super::totals::{COUNTED, Value, ranges};
use crate::domain::{DateRange, Decimal, EventKind, Month, OfficeId, Period, Service, TypeCode, unit};
use crate::store::{CaseFilter, Changed, Result, Store, UnitTotal};
use crate::text::template::{self as words, Placeholder, Style};
use crate::text::{Lang, report as report_words, services as entry_words, totals as totals_words};

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
    kept: Vec<(Option<OfficeId>, Kept)>,
}

/// Words without a figure.
fn words_only(text: impl Into<String>) -> Piece {
    Piece { text: text.into(), figure: None }
}

impl<'a> Author<'a> {
    fn new(store: &'a Store, asked: &'a Asked, rounding: Rounding, lang: Lang) -> Self {
        let ranges = ranges(&asked.period, asked.cut_off);
        Self { store, asked, rounding, lang, ranges, counted: Vec::new(), kept: Vec::new() }
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
        match &slot.asks {
            Asks::Period => pieces.push(words_only(totals_words::period(lang, &self.asked.period))),
            Asks::Office => pieces.push(words_only(self.asked.office_name(self.store.directory(), lang))),
            Asks::Basis => {
                let [_, whole] = totals_words::divided(lang, self.asked.divisor());
                pieces.push(words_only(whole));
            }
            _ if slot.narrow.span >= BEFORE && !self.kept(&base)?.covers(base.range) => {
                pieces.push(words_only(totals_words::NOT_KEPT.text(lang)));
            }
            Asks::Types => self.write_types(slot, &base, pieces)?,
            Asks::Figure(figure) => {
                let told = self.tell(figure, &base)?;
                pieces.push(self.piece(slot, told));
            }
            Asks::Rate(item) => self.write_rate(slot, item, &base, pieces)?,
            Asks::SuccessRate => {
                self.write_rate(slot, &Item::SuccessRate(self.asked.divisor()), &base, pieces)?;
            }
            Asks::Share(part, whole) => {
                let told = self.share(part, whole, &base)?;
                pieces.push(self.piece(slot, told));
            }
            Asks::Change(_, BEFORE) if matches!(self.asked.period, Period::Year(_)) => {
                pieces.push(words_only(words::not_of_a_year(lang)));
            }
            Asks::Change(figure, view) => {
                let change = self.change(slot, figure, *view, &base)?;
                pieces.push(change.unwrap_or_else(|| words_only(words::nothing_to_compare(lang))));
            }
            Asks::Compared(figure) => self.write_comparisons(slot, figure, &base, pieces)?,
        }
        Ok(())
    }

    /// A rate and what it divides: 94.4%（成功34÷办结36）. Every figure has its own link.
    fn write_rate(&mut self, slot: &Slot, item: &Item, base: &Base, pieces: &mut Vec<Piece>) -> Result<()> {
        let told = self.tell(&Figure::Item(item.clone()), base)?;
        pieces.push(self.piece(slot, told));
        let Some((above, below)) = item.divides() else { return Ok(()) };
        let at_hand = words::at_hand(self.lang);
        let [part, whole] = match item {
            Item::SuccessRate(divisor) => totals_words::divided(self.lang, *divisor),
            Item::MediationRate => [report_words::MEDIATED.text(self.lang), at_hand],
            _ => [report_words::CLOSED.text(self.lang), at_hand],
        };
        let directory = self.store.directory();
        let rate = self.counts(base).rate(item)?;
        // Behind a sum of two figures there is no single list.
        let behind = match below {
            [one] => one.behind(base, directory),
            _ => Behind::default(),
        };
        let sides = [(part, rate.part(), above.behind(base, directory)), (whole, rate.whole(), behind)];
        let [open, between, close] = words::around_rate(self.lang);
        for (before, (name, count, behind)) in [open, between].into_iter().zip(sides) {
            let name = name.to_lowercase();
            pieces.push(words_only(format!("{before}{name}{}", self.lang.pick("", " "))));
            let shown = Shown {
                source: name,
                value: Value::Count(count),
                unit: unit_code(Unit::Cases).to_owned(),
                behind,
            };
            pieces.push(Piece { text: count.to_string(), figure: Some(shown) });
        }
        pieces.push(words_only(close));
        Ok(())
    }

    /// One figure as a share of another: of cases, those that are among the others.
    fn share(&mut self, part: &Figure, whole: &Figure, base: &Base) -> Result<Told> {
        let below = self.tell(whole, base)?;
        let among = match (part, whole) {
            (Figure::Item(part), Figure::Item(whole)) => part.among(whole, base, self.store.directory()),
            _ => None,
        };
        let told = match among {
            Some(filter) => {
                let value = Value::Count(self.counts(base).cases(&filter)?);
                Told { value, unit: In::Known(Unit::Cases), behind: Behind::cases(filter) }
            }
            None => self.tell(part, base)?,
        };
        let value = Value::Rate(share(told.value, below.value));
        Ok(Told { value, unit: In::Known(Unit::Percent), behind: told.behind })
    }

    /// The change on an earlier view; none where the file has no records of it.
    fn change(&mut self, slot: &Slot, figure: &Figure, view: usize, base: &Base) -> Result<Option<Piece>> {
        let earlier = self.base(slot, view);
        if !self.kept(&earlier)?.covers(earlier.range) {
            return Ok(None);
        }
        let now = self.tell(figure, base)?;
        let before = self.tell(figure, &earlier)?;
        Ok(Some(self.changed(slot, now, before.value)))
    }

    /// What there is to compare a figure with, as clauses; nothing where there is nothing.
    fn write_comparisons(
        &mut self,
        slot: &Slot,
        figure: &Figure,
        base: &Base,
        pieces: &mut Vec<Piece>,
    ) -> Result<()> {
        let [open, between, close] = words::around_comparisons(self.lang);
        let is_year = matches!(self.asked.period, Period::Year(_));
        let mut before = open;
        for (view, [ahead, behind]) in [BEFORE, LAST_YEAR].into_iter().zip(words::comparisons(self.lang)) {
            if is_year && view == BEFORE {
                continue;
            }
            let Some(change) = self.change(slot, figure, view, base)? else { continue };
            pieces.extend([words_only(format!("{before}{ahead}")), change, words_only(behind)]);
            before = between;
        }
        if before != open {
            pieces.push(words_only(close));
        }
        Ok(())
    }

    /// Since when the cases of a base have been kept.
    fn kept(&mut self, base: &Base) -> Result<Kept> {
        let office = base.among.office;
        if let Some((_, kept)) = self.kept.iter().find(|(of, _)| *of == office) {
            return Ok(*kept);
        }
        let kept = Kept::of(self.store, office)?;
        self.kept.push((office, kept));
        Ok(kept)
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
                let unit = self.store.directory().label("service", kind).map_or("", |label| &label.unit);
                // Quantities of another unit are no part of it.
                let counts =
                    |total: &&UnitTotal| total.code == *kind && (unit.is_empty() || total.unit == unit);
                let sum = totals.iter().filter(counts).map(|total| total.value).sum();
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

    /// A figure as printed in the text.
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
            (Value::Rate(rate), Style::Nearly, Rounding::Full) => {
                let tenths = rate.tenths().unwrap_or(0);
                let up = (tenths + 99) / 100 * 100;
                // 近 is only used within five points below the round figure.
                if (1..=50).contains(&(up - tenths)) {
                    words::nearly(self.lang, up / 10)
                } else {
                    value.text()
                }
            }
            // In a sentence all is all.
            (Value::Rate(rate), ..) if rate.tenths() == Some(1_000) => "100%".to_owned(),
            _ => value.text(),
        }
    }
}

/// One figure as a share of another; nothing where one of them was not given.
fn share(part: Value, whole: Value) -> Rate {
    let figure = |value| match value {
        Value::Decimal(figure) => figure,
        value => Some(Decimal::whole(size(value))),
    };
    let both = figure(part).zip(figure(whole)).map(|(part, whole)| part.in_one_unit(whole));
    both.map_or_else(Rate::default, |(part, whole)| Rate::of(part, whole))
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
