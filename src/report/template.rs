//! Parses the template of a report text into words and placeholders. It is our own small parser, not a
//! template engine: each figure must keep its filter and its place in the text, which a rendered string has
//! lost, and its names are Chinese. `text::template` documents the language.

use super::items::Item;
use crate::domain::fold::half_width;
use crate::domain::{Difficulty, EventKind, Outcome, PreventionKind};
use crate::ledger;
use crate::store::{CaseFilter, Directory, Tree};
use crate::text::template::{self as words, Fault, Narrowing, Placeholder, Style};

/// A fault of a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The fault.
    pub fault: Fault,
    /// The line, from 1.
    pub line: usize,
    /// The character in that line, from 1.
    pub column: usize,
}

impl TemplateError {
    /// The error as a sentence.
    pub fn said(&self, lang: crate::text::Lang) -> String {
        words::fault(lang, &self.fault, self.line, self.column)
    }
}

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its parts, in order.
    pub parts: Vec<TemplatePart>,
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplatePart {
    /// Literal text.
    Text(String),
    /// A placeholder.
    Slot(Box<Slot>),
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The source, without the braces.
    pub source: String,
    /// What it asks for.
    pub asks: Asks,
    /// How its figure is printed.
    pub style: Style,
    /// The filter on its cases.
    pub narrow: Narrow,
}

/// The filter on the figures of a placeholder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Type, source, tag, level and office.
    pub among: CaseFilter,
    /// The index of the counted view: 0 is the period.
    pub span: usize,
}

/// What a placeholder asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// A figure.
    Figure(Figure),
    /// One figure as a share of another.
    Share(Figure, Figure),
    /// A figure minus the same figure of an earlier view.
    Change(Figure, usize),
    /// The same for each earlier view that there is, as clauses.
    Compared(Figure),
    /// The accepted cases by type.
    Types,
    /// The name of the period.
    Period,
    /// The name of the office.
    Office,
    /// The denominator of the success rate.
    Basis,
    /// The success rate on the chosen basis.
    SuccessRate,
    /// The rate of an item, with what it divides.
    Rate(Item),
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// The figure of an item.
    Item(Item),
    /// The quantity of a service, by the code of its kind.
    Service(String),
    /// A manual figure, by name.
    Indicator(String),
    /// Cases from a court before a lawsuit, plus the manual figure of that name.
    PreLitigation,
    /// Locked months.
    LockedMonths,
}

/// The indexes of the views that are compared with.
pub(super) const BEFORE: usize = 2;
pub(super) const LAST_YEAR: usize = 3;

impl Template {
    /// Parses a template with the types, services and offices of the directory.
    ///
    /// # Errors
    /// The first fault, and its place.
    pub fn parse(text: &str, directory: &Directory) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let (mut line, mut column) = (1, 1);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let at = (line, column);
            let wrong = |fault| TemplateError { fault, line: at.0, column: at.1 };
            column += 1;
            match c {
                '\n' => {
                    (line, column) = (line + 1, 1);
                    words.push(c);
                }
                '{' | '｛' | '}' | '｝' if chars.peek() == Some(&c) => {
                    chars.next();
                    column += 1;
                    words.push(c);
                }
                '}' | '｝' => return Err(wrong(Fault::Stray)),
                '{' | '｛' => {
                    let mut source = String::new();
                    loop {
                        match chars.next() {
                            None | Some('\n' | '{' | '｛') => return Err(wrong(Fault::Unclosed)),
                            Some('}' | '｝') => break,
                            Some(c) => source.push(c),
                        }
                    }
                    column += source.chars().count() + 1;
                    if !words.is_empty() {
                        parts.push(TemplatePart::Text(std::mem::take(&mut words)));
                    }
                    parts.push(TemplatePart::Slot(Box::new(slot(&source, directory).map_err(wrong)?)));
                }
                _ => words.push(c),
            }
        }
        if !words.is_empty() {
            parts.push(TemplatePart::Text(words));
        }
        Ok(Self { parts })
    }
}

/// Parses the text between braces.
fn slot(source: &str, directory: &Directory) -> Result<Slot, Fault> {
    let folded = half_width(source);
    let mut pieces = folded.split(',').map(str::trim);
    let head = pieces.next().unwrap_or_default();
    if head.is_empty() {
        return Err(Fault::Empty);
    }
    let (head, style) = match head.rsplit_once(':') {
        Some((before, last)) => match words::style(last.trim()) {
            Some(style) => (before.trim(), style),
            None => (head, Style::Exact),
        },
        None => (head, Style::Exact),
    };
    let asks = asks(head, directory)?;
    let mut narrow = Narrow::default();
    for option in pieces {
        narrow_by(&mut narrow, option, head, &asks, directory)?;
    }
    let fits = match style {
        Style::Exact => true,
        Style::Over(_) => matches!(&asks, Asks::Figure(figure) if !figure.is_money()),
        Style::Nearly => match &asks {
            Asks::Share(..) | Asks::SuccessRate | Asks::Rate(_) => true,
            Asks::Figure(figure) => matches!(figure, Figure::Indicator(_)),
            _ => false,
        },
    };
    if !fits {
        return Err(Fault::WrongStyle(head.to_owned()));
    }
    Ok(Slot { source: source.to_owned(), asks, style, narrow })
}

impl Figure {
    const fn is_money(&self) -> bool {
        matches!(self, Self::Item(Item::Amount))
    }

    /// Whether it is counted from cases alone, so that type, source and tag can narrow it.
    const fn is_of_cases(&self) -> bool {
        match self {
            Self::Item(item) => item.is_of_cases(),
            Self::Service(_) | Self::Indicator(_) | Self::PreLitigation | Self::LockedMonths => false,
        }
    }
}

impl Asks {
    fn is_of_cases(&self) -> bool {
        match self {
            Self::Figure(figure) | Self::Change(figure, _) | Self::Compared(figure) => figure.is_of_cases(),
            Self::Share(part, whole) => part.is_of_cases() && whole.is_of_cases(),
            Self::Types | Self::SuccessRate | Self::Rate(_) => true,
            Self::Period | Self::Office | Self::Basis => false,
        }
    }
}

fn asks(head: &str, directory: &Directory) -> Result<Asks, Fault> {
    let (word, argument) = match head.split_once(':') {
        Some((word, argument)) => (word.trim(), Some(argument.trim())),
        None => (head, None),
    };
    let placeholder = Placeholder::read(word).ok_or_else(|| Fault::Unknown(word.to_owned()))?;
    let needed =
        || argument.filter(|text| !text.is_empty()).ok_or_else(|| Fault::NeedsArgument(word.to_owned()));
    let figure = |text: &str| {
        let not_a_number = || Fault::NotANumber(text.to_owned());
        // A share of a share is not allowed, so parsing goes only one level deep.
        let inner = text.split(':').next().map(str::trim).and_then(Placeholder::read);
        if matches!(
            inner,
            Some(Placeholder::Rate | Placeholder::OnLastYear | Placeholder::OnBefore | Placeholder::Compared)
        ) {
            return Err(not_a_number());
        }
        match asks(text, directory)? {
            Asks::Figure(figure) => Ok(figure),
            _ => Err(not_a_number()),
        }
    };
    let plain = |asks: Asks| match argument {
        None => Ok(asks),
        Some(_) => Err(Fault::TakesNoArgument(word.to_owned())),
    };
    match placeholder {
        Placeholder::Rate => {
            let text = needed()?;
            let (part, whole) = text.split_once('/').ok_or_else(|| Fault::NotAShare(text.to_owned()))?;
            let (above, below) = (figure(part.trim())?, figure(whole.trim())?);
            if let (Figure::Item(one), Figure::Item(other)) = (&above, &below)
                && one.counts_cases()
                && other.counts_cases()
                && !one.can_be_among(other, directory)
            {
                return Err(Fault::NotAmong(part.trim().to_owned(), whole.trim().to_owned()));
            }
            Ok(Asks::Share(above, below))
        }
        Placeholder::OnLastYear => Ok(Asks::Change(figure(needed()?)?, LAST_YEAR)),
        Placeholder::OnBefore => Ok(Asks::Change(figure(needed()?)?, BEFORE)),
        Placeholder::Compared => Ok(Asks::Compared(figure(needed()?)?)),
        Placeholder::ClosingRate => plain(Asks::Rate(Item::ClosingRate)),
        Placeholder::MediationRate => plain(Asks::Rate(Item::MediationRate)),
        Placeholder::Types => plain(Asks::Types),
        Placeholder::Period => plain(Asks::Period),
        Placeholder::Office => plain(Asks::Office),
        Placeholder::Basis => plain(Asks::Basis),
        Placeholder::SuccessRate => plain(Asks::SuccessRate),
        Placeholder::Service => Ok(Asks::Figure(Figure::Service(service(word, needed()?, directory)?))),
        Placeholder::Indicator => Ok(Asks::Figure(Figure::Indicator(needed()?.to_owned()))),
        Placeholder::PreLitigation => plain(Asks::Figure(Figure::PreLitigation)),
        Placeholder::LockedMonths => plain(Asks::Figure(Figure::LockedMonths)),
        Placeholder::Prevented => {
            let kind =
                argument.map_or(Ok(PreventionKind::General), |text| prevention(word, text, directory))?;
            Ok(Asks::Figure(Figure::Item(Item::Prevented(kind))))
        }
        Placeholder::PreventedPeople => {
            let kind = prevention(word, needed()?, directory)?;
            Ok(Asks::Figure(Figure::Item(Item::PreventedPeople(kind))))
        }
        _ => match item(placeholder) {
            Some(item) => plain(Asks::Figure(Figure::Item(item))),
            None => Err(Fault::Unknown(word.to_owned())),
        },
    }
}

/// The item of a placeholder without an argument.
const fn item(placeholder: Placeholder) -> Option<Item> {
    Some(match placeholder {
        Placeholder::Accepted => Item::Accepted,
        Placeholder::Closed => Item::Closed,
        Placeholder::Successful => Item::Successful,
        Placeholder::Mediated => Item::Mediated,
        Placeholder::Written => Item::Outcome(Outcome::Written),
        Placeholder::Oral => Item::Outcome(Outcome::Oral),
        Placeholder::Unsuccessful => Item::Outcome(Outcome::Unsuccessful),
        Placeholder::Withdrawn => Item::Outcome(Outcome::Withdrawn),
        Placeholder::Referred => Item::Outcome(Outcome::Referred),
        Placeholder::Carried => Item::Carried,
        Placeholder::Pending => Item::Pending,
        Placeholder::People => Item::People,
        Placeholder::Amount => Item::Amount,
        Placeholder::Hard => Item::From(Difficulty::Hard),
        Placeholder::Major => Item::From(Difficulty::Major),
        Placeholder::Sessions => Item::Times(EventKind::Session),
        Placeholder::Lawyers => Item::Times(EventKind::Lawyer),
        Placeholder::Performed => Item::Happened(EventKind::Performed),
        Placeholder::Confirmed => Item::Happened(EventKind::Confirmed),
        Placeholder::Visits => Item::Times(EventKind::Visited),
        Placeholder::Screenings => Item::Screenings,
        Placeholder::Found => Item::Found,
        _ => return None,
    })
}

fn names(label: &crate::store::Label, word: &str) -> bool {
    [&label.code, &label.zh, &label.zh_short, &label.en, &label.initials]
        .iter()
        .any(|name| half_width(name).eq_ignore_ascii_case(word))
}

fn service(of: &str, word: &str, directory: &Directory) -> Result<String, Fault> {
    let found = directory.services().into_iter().find(|label| names(label, word));
    found.map(|label| label.code.clone()).ok_or_else(|| Fault::NoSuch(of.to_owned(), word.to_owned()))
}

fn prevention(of: &str, word: &str, directory: &Directory) -> Result<PreventionKind, Fault> {
    let called = |kind: &&PreventionKind| {
        directory.label("prevention", kind.code()).is_some_and(|label| names(label, word))
            || kind.code() == word
    };
    let found = PreventionKind::ALL.iter().find(called).copied();
    found.ok_or_else(|| Fault::NoSuch(of.to_owned(), word.to_owned()))
}

fn narrow_by(
    narrow: &mut Narrow,
    option: &str,
    head: &str,
    asks: &Asks,
    directory: &Directory,
) -> Result<(), Fault> {
    let (name, value) = option.split_once('=').ok_or_else(|| Fault::UnknownOption(option.to_owned()))?;
    let (name, value) = (name.trim(), value.trim());
    let known = words::option(name).ok_or_else(|| Fault::UnknownOption(name.to_owned()))?;
    if !matches!(known, Narrowing::Office | Narrowing::Span) && !asks.is_of_cases() {
        return Err(Fault::NotOfCases(head.to_owned()));
    }
    let wrong = || Fault::BadOption(name.to_owned(), value.to_owned());
    let among = &mut narrow.among;
    match known {
        Narrowing::Type => {
            among.kind = Tree::Below(ledger::read_type(value, directory).ok_or_else(wrong)?);
        }
        Narrowing::Source => {
            among.source = Tree::Below(ledger::read_source(value, directory).ok_or_else(wrong)?.0);
        }
        Narrowing::Tag if value.is_empty() => return Err(wrong()),
        Narrowing::Tag => among.tag = Some(value.to_owned()),
        Narrowing::Level => among.level = Some(ledger::read_level(value, directory).ok_or_else(wrong)?),
        Narrowing::Office => {
            let called = |office: &&crate::domain::Office| {
                office.name == value || office.aliases.iter().any(|alias| alias == value)
            };
            among.office = Some(directory.offices().find(called).ok_or_else(wrong)?.id);
        }
        Narrowing::Span => narrow.span = words::span(value).ok_or_else(wrong)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        /// Would catch: a template that makes the program panic, or a place outside the text.
        #[test]
        fn no_template_panics(parts in proptest::collection::vec(
            "[{}｛｝:：,，/=]|受理|成功|率:|同比:|服务:|指标:|预防|余|近|类型=|期间=|上期|单位|[a-z一-龥\n]{0,4}|\\PC{0,3}", 0..24,
        )) {
            let text = parts.concat();
            let directory = Directory::default();
            if let Err(error) = Template::parse(&text, &directory) {
                let line = text.split('\n').nth(error.line - 1);
                prop_assert!(line.is_some_and(|line| (1..=line.chars().count()).contains(&error.column)), "{error:?} {text:?}");
            }
        }
    }

    /// Would catch: nesting that overflows the stack, quadratic reading of a long text.
    #[test]
    fn a_long_template_is_read() {
        let directory = Directory::default();
        for part in ["同比:", "率:", "{受理}", "{", "受理,"] {
            let _ = Template::parse(&format!("{{{}}}", part.repeat(50_000)), &directory);
        }
    }
}
