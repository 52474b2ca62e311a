//! What reports count: each item with its unit and the cases, or the log, behind its figure.

use chrono::NaiveDate;

use super::governance::FormItem;
use crate::domain::{
    Body, DateRange, Difficulty, Divisor, EventKind, Level, OfficeId, Outcome, PreventionKind, SourceCode,
    TypeCode,
};
use crate::store::{CaseFilter, Directory, Label, Outcomes, Tree};

/// The 18 types of the ministry's table: the 15 parent types, of which 10 and 11 are divided.
pub const TYPE_COLUMNS: [&str; 18] = [
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10a", "10b", "11a", "11b", "11c", "12", "13",
    "14", "99",
];

/// Where a case is counted whose type is a divided parent: under “other” of that parent. [ours]
const REST: [(&str, &str); 2] = [("10", "10b"), ("11", "11c")];

/// The parts of 接受委托移送 in the ministry's table.
pub const RECEIVED_COLUMNS: [&str; 5] = ["court", "procuratorate", "police", "petition", "other"];

/// The code of 接受委托移送, the sum of its parts.
pub const RECEIVED: &str = "received";

/// The sources of the ministry's table besides 接受委托移送.
pub const OWN_SOURCES: [&str; 2] = ["active", "apply"];

/// An item that reports count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Item {
    /// 受理, by the day of acceptance.
    Accepted,
    /// 当事人数 of the accepted cases.
    People,
    /// 办结
    Closed,
    /// 调处: settled or not settled.
    Mediated,
    /// 成功
    Successful,
    /// Of the accepted cases, those settled by now.
    Settled,
    /// One outcome, by the day of closing.
    Outcome(Outcome),
    /// 协议金额, by the day of closing.
    Amount,
    /// 期初结转
    Carried,
    /// 期末未结
    Pending,
    /// At least that grade, of the accepted cases.
    From(Difficulty),
    /// By mediating body.
    Body(Body),
    /// 层级
    Level(Level),
    /// A type of the ministry's table with the types below it.
    Type(TypeCode),
    /// A source of the ministry's table with the sources below it.
    Source(SourceCode),
    /// 接受委托移送 as a whole.
    Received,
    /// An item of the governance form.
    Form(FormItem),
    /// 诉前: from a court, before a lawsuit.
    PreLitigation,
    /// The cases with an event of that kind.
    Happened(EventKind),
    /// The number of events of that kind; of lawyers taking part also those in the service log, each fact once.
    Times(EventKind),
    /// 排查次数
    Screenings,
    /// 排查出的纠纷
    Found,
    /// 预防, in 件: from cases and from the log of prevention.
    Prevented(PreventionKind),
    /// 预防, in 人
    PreventedPeople(PreventionKind),
    /// 成功率
    SuccessRate(Divisor),
    /// 办结率 = 办结 ÷ (期初结转 + 新收)
    ClosingRate,
    /// 调处率 = 调处 ÷ (期初结转 + 新收)
    MediationRate,
}

/// Every day that a case can have.
const ANY_DAY: DateRange = DateRange { from: day_of(1900, 1, 1), to: day_of(2200, 12, 31) };

const fn day_of(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// The cases that could be closed in a span.
const AT_HAND: &[Item] = &[Item::Carried, Item::Accepted];

/// The unit of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 件
    Cases,
    /// 人
    People,
    /// 次
    Times,
    /// 万元
    Money,
    /// %
    Percent,
}

/// The days and the cases that a figure covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// The days.
    pub range: DateRange,
    /// Other filters on the cases, without days and outcomes.
    pub among: CaseFilter,
}

impl Base {
    /// The cases of an office, or of all.
    pub fn new(range: DateRange, office: Option<OfficeId>) -> Self {
        Self { range, among: CaseFilter { office, ..CaseFilter::default() } }
    }

    /// The same with other days.
    pub fn over(&self, range: DateRange) -> Self {
        Self { range, among: self.among.clone() }
    }

    /// The part of a log with the same days and office.
    pub const fn logged(&self, log: Log) -> Logged {
        Logged { log, range: self.range, office: self.among.office }
    }

    /// 受理 in these days.
    pub fn accepted(&self) -> CaseFilter {
        CaseFilter { accepted: Some(self.range), outcomes: Outcomes::Accepted, ..self.among.clone() }
    }

    /// 办结 in these days, with any outcome.
    pub fn closed(&self) -> CaseFilter {
        CaseFilter { closed: Some(self.range), outcomes: Outcomes::Accepted, ..self.among.clone() }
    }

    /// Closed in these days with one of those outcomes.
    pub fn closed_as(&self, outcomes: &[Outcome]) -> CaseFilter {
        CaseFilter {
            closed: Some(self.range),
            outcomes: Outcomes::Of(outcomes.to_vec()),
            ..self.among.clone()
        }
    }
}

/// The logs of what is counted besides cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Log {
    /// 服务
    Services,
    /// 排查
    Screenings,
    /// 预防
    Preventions,
    /// 指标
    Indicators,
    /// 锁定的月份
    Locks,
}

/// The part of a log that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    /// Which log.
    pub log: Log,
    /// Its days.
    pub range: DateRange,
    /// One office and all below it; none for every office.
    pub office: Option<OfficeId>,
}

/// What a figure links to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// The cases it counts.
    pub cases: Option<CaseFilter>,
    /// The log it counts.
    pub log: Option<Logged>,
}

impl Behind {
    /// Cases only.
    pub fn cases(filter: CaseFilter) -> Self {
        Self { cases: Some(filter), log: None }
    }

    /// A log only.
    pub fn log(log: Log, base: &Base) -> Self {
        Self { cases: None, log: Some(base.logged(log)) }
    }

    /// Whether there is nothing to open.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// 成功: an agreement was reached.
pub const SUCCESS: [Outcome; 2] = [Outcome::Written, Outcome::Oral];
/// 办结: every final outcome.
const ENDED: [Outcome; 5] =
    [Outcome::Written, Outcome::Oral, Outcome::Unsuccessful, Outcome::Withdrawn, Outcome::Referred];
/// 调处: mediated to an end.
pub const MEDIATED: [Outcome; 3] = [Outcome::Written, Outcome::Oral, Outcome::Unsuccessful];

impl Item {
    /// Its unit.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::People | Self::PreventedPeople(_) => Unit::People,
            Self::Amount => Unit::Money,
            Self::Times(_) | Self::Screenings => Unit::Times,
            Self::SuccessRate(_) | Self::ClosingRate | Self::MediationRate => Unit::Percent,
            Self::Form(item) => item.unit(),
            _ => Unit::Cases,
        }
    }

    /// What a rate divides: the item above, whose cases are among those of the items below. None for other items.
    pub const fn divides(&self) -> Option<(Self, &'static [Self])> {
        Some(match self {
            Self::SuccessRate(Divisor::Accepted) => (Self::Settled, &[Self::Accepted]),
            Self::SuccessRate(Divisor::Closed) => (Self::Successful, &[Self::Closed]),
            Self::SuccessRate(Divisor::Mediated) => (Self::Successful, &[Self::Mediated]),
            Self::ClosingRate => (Self::Closed, AT_HAND),
            Self::MediationRate => (Self::Mediated, AT_HAND),
            _ => return None,
        })
    }

    /// Whether its figure is the number of cases behind it.
    pub const fn counts_cases(&self) -> bool {
        matches!(self.unit(), Unit::Cases)
            && !matches!(
                self,
                Self::Found | Self::Prevented(_) | Self::Form(FormItem::Found(_) | FormItem::Band(_))
            )
    }

    /// Whether it can be narrowed by type, source or tag, which logs do not have.
    pub const fn is_of_cases(&self) -> bool {
        !matches!(
            self,
            Self::Screenings | Self::Found | Self::Prevented(_) | Self::PreventedPeople(_) | Self::Form(_)
        )
    }

    /// What its figure links to; for a rate, what its numerator links to.
    pub fn behind(&self, base: &Base, directory: &Directory) -> Behind {
        match self {
            Self::Screenings | Self::Found => Behind::log(Log::Screenings, base),
            Self::Form(item) => item.behind(base),
            Self::Prevented(kind) | Self::PreventedPeople(kind) => Behind {
                cases: event_of(*kind).map(|event| happened(base, event)),
                log: Some(base.logged(Log::Preventions)),
            },
            Self::Times(EventKind::Lawyer) => {
                Behind { cases: self.cases(base, directory), log: Some(base.logged(Log::Services)) }
            }
            _ => Behind { cases: self.cases(base, directory), log: None },
        }
    }

    /// The cases of this item that are among those of another, whenever what happened to them happened: a rate of the two
    /// counts the same cases above and below. None where none of them can be.
    pub fn among(&self, whole: &Self, base: &Base, directory: &Directory) -> Option<CaseFilter> {
        if !whole.counts_cases() || !self.counts_cases() {
            return None;
        }
        let (own, among) = (self.cases(base, directory)?, whole.cases(base, directory)?);
        Some(match self {
            _ if self == whole => among,
            Self::Closed => CaseFilter { outcomes: narrowed(&among.outcomes, &ENDED)?, ..among },
            Self::Mediated | Self::Successful | Self::Settled | Self::Outcome(_) => match &own.outcomes {
                Outcomes::Of(outcomes) => {
                    CaseFilter { outcomes: narrowed(&among.outcomes, outcomes)?, ..among }
                }
                _ => return None,
            },
            Self::From(_) if among.difficulty_from.is_none() => {
                CaseFilter { difficulty_from: own.difficulty_from, ..among }
            }
            Self::Happened(event) if among.event.is_none() => {
                CaseFilter { event: Some((*event, ANY_DAY)), ..among }
            }
            _ => return None,
        })
    }

    /// Whether its cases can be among those of another.
    pub fn can_be_among(&self, whole: &Self, directory: &Directory) -> bool {
        self.among(whole, &Base::new(ANY_DAY, None), directory).is_some()
    }

    fn cases(&self, base: &Base, directory: &Directory) -> Option<CaseFilter> {
        let accepted = || base.accepted();
        if let Some((above, _)) = self.divides() {
            return above.cases(base, directory);
        }
        Some(match self {
            Self::Accepted | Self::People => accepted(),
            Self::Closed => base.closed(),
            Self::Mediated => base.closed_as(&MEDIATED),
            Self::Successful => base.closed_as(&SUCCESS),
            Self::Settled => CaseFilter { outcomes: Outcomes::Of(SUCCESS.to_vec()), ..accepted() },
            Self::Outcome(outcome) => base.closed_as(&[*outcome]),
            Self::Amount => CaseFilter { with_amount: true, ..base.closed_as(&SUCCESS) },
            Self::Carried => {
                let eve = base.range.from.pred_opt().unwrap_or(base.range.from);
                CaseFilter { pending_at: Some(eve), ..base.among.clone() }
            }
            Self::Pending => CaseFilter { pending_at: Some(base.range.to), ..base.among.clone() },
            Self::From(grade) => CaseFilter { difficulty_from: Some(*grade), ..accepted() },
            Self::Body(body) => CaseFilter { body: Some(*body), ..accepted() },
            Self::Level(level) => CaseFilter { level: Some(*level), ..accepted() },
            Self::Type(code) => {
                let of = |label| type_column(directory, label);
                let types = under(directory.types(), of, |found| found == code.as_str());
                CaseFilter { kind: Tree::AnyOf(types), ..accepted() }
            }
            Self::Source(code) => CaseFilter {
                source: Tree::AnyOf(sources_of(directory, |found| found == code.as_str())),
                ..accepted()
            },
            Self::Received => {
                CaseFilter { source: Tree::AnyOf(sources_of(directory, is_received)), ..accepted() }
            }
            Self::PreLitigation => {
                let court = "court".parse().ok()?;
                CaseFilter { source: Tree::Below(court), pre_litigation: true, ..accepted() }
            }
            Self::Happened(event) | Self::Times(event) => happened(base, *event),
            Self::Screenings
            | Self::Found
            | Self::Prevented(_)
            | Self::PreventedPeople(_)
            | Self::Form(_)
            | Self::SuccessRate(_)
            | Self::ClosingRate
            | Self::MediationRate => return None,
        })
    }
}

/// Those outcomes, where a filter leaves all of them.
fn narrowed(filter: &Outcomes, outcomes: &[Outcome]) -> Option<Outcomes> {
    let leaves = match filter {
        Outcomes::All | Outcomes::Accepted => true,
        Outcomes::Of(left) => outcomes.iter().all(|outcome| left.contains(outcome)),
        Outcomes::Open | Outcomes::Void => false,
    };
    leaves.then(|| Outcomes::Of(outcomes.to_vec()))
}

fn happened(base: &Base, event: EventKind) -> CaseFilter {
    CaseFilter { event: Some((event, base.range)), ..base.among.clone() }
}

/// The event in cases that counts as that prevention; 预防纠纷 in general has none.
pub(super) const fn event_of(kind: PreventionKind) -> Option<EventKind> {
    match kind {
        PreventionKind::General => None,
        PreventionKind::Suicide => Some(EventKind::Suicide),
        PreventionKind::Criminal => Some(EventKind::Criminal),
        PreventionKind::Petition => Some(EventKind::Petition),
        PreventionKind::Fight => Some(EventKind::Fight),
    }
}

/// The first of `columns` found on the way from a code up to its root.
fn climbed<'a>(labels: &'a [Label], code: &'a str, columns: &[&str]) -> Option<&'a str> {
    let mut at = code;
    // The loop is limited, since a tree may contain a cycle.
    for _ in 0..=labels.len() {
        if columns.contains(&at) {
            return Some(at);
        }
        at = labels.iter().find(|label| label.code == at)?.parent.as_deref()?;
    }
    None
}

/// The type column of the ministry's table that a type belongs to; none if the table has none.
pub fn type_column<'a>(directory: &'a Directory, code: &'a str) -> Option<&'a str> {
    let parents = REST.map(|(parent, _)| parent);
    let columns: Vec<&str> = TYPE_COLUMNS.iter().chain(&parents).copied().collect();
    let column = climbed(directory.types(), code, &columns)?;
    Some(REST.iter().find(|(parent, _)| *parent == column).map_or(column, |(_, rest)| rest))
}

/// The source column of the ministry's table that a source belongs to: one of [`OWN_SOURCES`],
/// [`RECEIVED_COLUMNS`], or [`RECEIVED`] itself for an unnamed body; none if the table has none.
pub fn source_column<'a>(directory: &'a Directory, code: &'a str) -> Option<&'a str> {
    let columns: Vec<&str> =
        OWN_SOURCES.iter().chain(&RECEIVED_COLUMNS).chain(&[RECEIVED]).copied().collect();
    climbed(directory.sources(), code, &columns)
}

/// Whether sources of that column are 接受委托移送.
pub(super) fn is_received(column: &str) -> bool {
    column == RECEIVED || RECEIVED_COLUMNS.contains(&column)
}

/// The codes of a dictionary whose column satisfies the predicate.
fn under<'a, C: std::str::FromStr>(
    labels: &'a [Label],
    column: impl Fn(&'a str) -> Option<&'a str>,
    holds: impl Fn(&str) -> bool,
) -> Vec<C> {
    let stands = |label: &&'a Label| column(&label.code).is_some_and(&holds);
    labels.iter().filter(stands).filter_map(|label| label.code.parse().ok()).collect()
}

fn sources_of(directory: &Directory, holds: impl Fn(&str) -> bool) -> Vec<SourceCode> {
    under(directory.sources(), |code| source_column(directory, code), holds)
}
