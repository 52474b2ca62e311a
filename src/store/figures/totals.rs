//! The totals of any span of days, by any dimension, from the running totals; and the cases behind a figure.
//!
//! `spans` does the counting. 受理 and 人数 count by acceptance, everything else by closing (DOMAIN §5).

use super::spans::{ByKey, FLOWING, Spans};
use crate::domain::{DateRange, Difficulty, Fen, Id, Level, Office, OfficeId, Outcome};
use crate::store::ask::{CaseFilter, Outcomes, Pick, Tree};
use crate::store::derived::OFFICE;
use crate::store::office::{Directory, Label};
use crate::store::{Result, Store};

/// The figures of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// 受理, cases
    pub accepted: i64,
    /// 涉及人数 of the accepted cases, persons
    pub people: i64,
    /// 成功·书面协议, cases
    pub written: i64,
    /// 成功·口头协议, cases
    pub oral: i64,
    /// 调解不成, cases
    pub unsuccessful: i64,
    /// 撤回, cases
    pub withdrawn: i64,
    /// 移送, cases
    pub referred: i64,
    /// 协议金额
    pub amount: Fen,
    /// From acceptance to closing, of all cases closed, days
    pub days: i64,
    /// Of the accepted cases, those settled by now, whenever they were closed, cases
    pub settled: i64,
    /// 期末未结: accepted by the end of the span and not closed by then, cases
    pub pending: i64,
}

impl Figures {
    /// 成功 = 书面 + 口头
    pub const fn successful(&self) -> i64 {
        self.written + self.oral
    }

    /// 调解 = 成功 + 不成
    pub const fn mediated(&self) -> i64 {
        self.successful() + self.unsuccessful
    }

    /// 办结: every final outcome.
    pub const fn closed(&self) -> i64 {
        self.mediated() + self.withdrawn + self.referred
    }

    /// As a report of a month is kept: without [`Self::settled`], which goes on growing when the month is over.
    pub const fn reported(self) -> Self {
        Self { settled: 0, ..self }
    }

    /// Every figure: the first measures of the running totals in their order, then what is pending.
    pub(in crate::store) const fn list(&self) -> [i64; FLOWING + 1] {
        [
            self.accepted,
            self.people,
            self.written,
            self.oral,
            self.unsuccessful,
            self.withdrawn,
            self.referred,
            self.amount.0,
            self.days,
            self.settled,
            self.pending,
        ]
    }

    /// The figures of a list in that order.
    pub(in crate::store) const fn of(list: [i64; FLOWING + 1]) -> Self {
        let [
            accepted,
            people,
            written,
            oral,
            unsuccessful,
            withdrawn,
            referred,
            amount,
            days,
            settled,
            pending,
        ] = list;
        Self {
            accepted,
            people,
            written,
            oral,
            unsuccessful,
            withdrawn,
            referred,
            amount: Fen(amount),
            days,
            settled,
            pending,
        }
    }

    fn with(&self, other: &Self, by: fn(i64, i64) -> i64) -> Self {
        let (mut list, other) = (self.list(), other.list());
        list.iter_mut().zip(other).for_each(|(one, other)| *one = by(*one, other));
        Self::of(list)
    }
}

impl std::ops::Add for Figures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(&other, |one, other| one + other)
    }
}

impl std::ops::Sub for Figures {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(&other, |one, other| one - other)
    }
}

/// What the lines of a table stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// 月份
    Month,
    /// 纠纷类型
    Type,
    /// 单位
    Office,
    /// 村（社区）
    Village,
    /// 案件来源
    Source,
    /// 调解员
    Mediator,
    /// 层级
    Level,
    /// 难易程度
    Difficulty,
    /// 标签
    Tag,
}

impl Grouping {
    /// Every grouping, in the order in which the screen goes round them.
    pub const ALL: [Self; 9] = [
        Self::Type,
        Self::Office,
        Self::Village,
        Self::Source,
        Self::Mediator,
        Self::Level,
        Self::Difficulty,
        Self::Tag,
        Self::Month,
    ];

    /// Its word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Type => "type",
            Self::Office => "office",
            Self::Village => "village",
            Self::Source => "source",
            Self::Mediator => "mediator",
            Self::Level => "level",
            Self::Difficulty => "difficulty",
            Self::Tag => "tag",
        }
    }

    /// Whether a case may stand under several keys, so that the lines add up to more than the total.
    pub const fn overlaps(self) -> bool {
        matches!(self, Self::Mediator | Self::Tag)
    }

    const fn dimension(self) -> &'static str {
        match self {
            Self::Month => "all",
            Self::Office => OFFICE,
            other => other.code(),
        }
    }
}

/// A query for a table of totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsQuery {
    /// The days.
    pub range: DateRange,
    /// What its lines stand for.
    pub grouping: Grouping,
    /// One office only; none for all.
    pub office: Option<OfficeId>,
    /// The lines of [`Grouping::Month`], in their order, each with its key.
    pub months: Vec<(String, DateRange)>,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsRow {
    /// Code, `2024-03`, or an id in hex; empty for cases that have none.
    pub key: String,
    /// Its figures.
    pub figures: Figures,
}

/// A table of totals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// The lines; those without any figure are left out, but for months.
    pub rows: Vec<TotalsRow>,
    /// Every case once.
    pub total: Figures,
    /// 期初结转, cases
    pub carried_in: i64,
    /// 期末未结, cases
    pub carried_out: i64,
}

/// A column of the table that can be opened into its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 受理
    Accepted,
    /// 人数: the accepted cases.
    People,
    /// 调解
    Mediated,
    /// 成功
    Successful,
    /// Of the accepted cases, those settled by now.
    Settled,
    /// 不成
    Unsuccessful,
    /// 撤回
    Withdrawn,
    /// 移送
    Referred,
    /// 办结
    Closed,
    /// 在办
    Pending,
    /// 金额: the agreements that name money.
    Amount,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 11] = [
        Self::Accepted,
        Self::Mediated,
        Self::Successful,
        Self::Settled,
        Self::Unsuccessful,
        Self::Withdrawn,
        Self::Referred,
        Self::Closed,
        Self::Pending,
        Self::People,
        Self::Amount,
    ];

    /// Its value in a line: cases, persons or 分.
    pub const fn of(self, figures: &Figures) -> i64 {
        match self {
            Self::Accepted => figures.accepted,
            Self::People => figures.people,
            Self::Mediated => figures.mediated(),
            Self::Successful => figures.successful(),
            Self::Settled => figures.settled,
            Self::Unsuccessful => figures.unsuccessful,
            Self::Withdrawn => figures.withdrawn,
            Self::Referred => figures.referred,
            Self::Closed => figures.closed(),
            Self::Pending => figures.pending,
            Self::Amount => figures.amount.0,
        }
    }
}

impl Store {
    /// A table of totals.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn totals(&self, query: &TotalsQuery) -> Result<Totals> {
        let [totals] = self.totals_beside(query, [query.range])?;
        Ok(totals)
    }

    /// The table of totals for several spans beside each other, in place of the span of `query`; the months they have
    /// in common are read once. Lines of months are those of `query`, the same in every table.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn totals_beside<const SPANS: usize>(
        &self,
        query: &TotalsQuery,
        ranges: [DateRange; SPANS],
    ) -> Result<[Totals; SPANS]> {
        let spans = self.spans(query.office);
        let dimension = query.grouping.dimension();
        let mut all = spans.by_key("all", &ranges)?.into_iter();
        let mut keyed = match query.grouping {
            Grouping::Month => Vec::new(),
            _ => spans.by_key(dimension, &ranges)?,
        }
        .into_iter();
        let mut tables = ranges.map(|_| Totals::default());
        for table in &mut tables {
            let total = all.next().and_then(|mut sums| sums.remove("")).unwrap_or_default();
            let carried_in = total.pending - total.accepted + total.closed();
            let rows = match query.grouping {
                Grouping::Month => spans.by_month(&query.months)?,
                grouping => self.in_order(grouping, self.rows(grouping, keyed.next().unwrap_or_default())),
            };
            *table = Totals { rows, total, carried_in, carried_out: total.pending };
        }
        Ok(tables)
    }

    /// The figures of a span for all cases of an office, or of all offices.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn figures(&self, range: DateRange, office: Option<OfficeId>) -> Result<Figures> {
        let spans = self.spans(office);
        let sums = spans.by_key("all", &[range])?.pop();
        Ok(sums.and_then(|mut sums| sums.remove("")).unwrap_or_default())
    }

    /// The figures of each of several spans, with `pending` left at 0.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn flows(&self, ranges: &[DateRange], office: Option<OfficeId>) -> Result<Vec<Figures>> {
        let spans = self.spans(office);
        let sums = spans.flows("all", ranges)?.into_iter();
        Ok(sums.map(|mut sums| sums.remove("").unwrap_or_default()).collect())
    }

    pub(super) fn spans(&self, office: Option<OfficeId>) -> Spans<'_> {
        Spans { conn: &self.conn, office: self.directory.local_of(office) }
    }

    /// The lines of a table; for offices the keys become ids, in the order of the directory.
    fn rows(&self, grouping: Grouping, mut sums: ByKey) -> Vec<TotalsRow> {
        if grouping != Grouping::Office {
            return sums.into_iter().map(|(key, figures)| TotalsRow { key, figures }).collect();
        }
        let figures_of = |office: &Office| {
            let local = self.directory.office_local(office.id)?;
            Some(TotalsRow { key: office.id.to_string(), figures: sums.remove(&local.to_string())? })
        };
        self.directory.offices().filter_map(figures_of).collect()
    }

    /// Lines in the order of their dictionary, else the largest first.
    fn in_order(&self, grouping: Grouping, mut rows: Vec<TotalsRow>) -> Vec<TotalsRow> {
        let position = |labels: &[Label], key: &str| {
            labels.iter().position(|label| label.code == key).unwrap_or(usize::MAX)
        };
        match grouping {
            Grouping::Type => rows.sort_by_key(|row| position(self.directory.types(), &row.key)),
            Grouping::Source => rows.sort_by_key(|row| position(self.directory.sources(), &row.key)),
            Grouping::Level => rows.sort_by_key(|row| Level::from_code(&row.key)),
            Grouping::Month | Grouping::Office | Grouping::Difficulty => {}
            Grouping::Village | Grouping::Mediator | Grouping::Tag => {
                rows.sort_by(|a, b| (b.figures.accepted, &a.key).cmp(&(a.figures.accepted, &b.key)));
            }
        }
        rows
    }

    /// The filter for exactly the cases counted in one cell. `key` is that of a row, none for the total.
    pub fn cases_behind(&self, query: &TotalsQuery, key: Option<&str>, measure: Measure) -> CaseFilter {
        let mut filter = CaseFilter { office: query.office, ..CaseFilter::default() };
        let mut range = query.range;
        if let Some(key) = key {
            narrow(&mut filter, query, key, &mut range, &self.directory);
        }
        let closed_as = |outcomes: &[Outcome]| (Some(range), Outcomes::Of(outcomes.to_vec()));
        use Outcome::{Oral, Referred, Unsuccessful, Withdrawn, Written};
        match measure {
            Measure::Accepted | Measure::People => {
                (filter.accepted, filter.outcomes) = (Some(range), Outcomes::Accepted);
            }
            Measure::Pending => filter.pending_at = Some(range.to),
            Measure::Mediated => (filter.closed, filter.outcomes) = closed_as(&[Written, Oral, Unsuccessful]),
            Measure::Successful => (filter.closed, filter.outcomes) = closed_as(&[Written, Oral]),
            Measure::Settled => {
                (filter.accepted, filter.outcomes) = (Some(range), Outcomes::Of(vec![Written, Oral]));
            }
            Measure::Unsuccessful => (filter.closed, filter.outcomes) = closed_as(&[Unsuccessful]),
            Measure::Withdrawn => (filter.closed, filter.outcomes) = closed_as(&[Withdrawn]),
            Measure::Referred => (filter.closed, filter.outcomes) = closed_as(&[Referred]),
            Measure::Closed => {
                (filter.closed, filter.outcomes) =
                    closed_as(&[Written, Oral, Unsuccessful, Withdrawn, Referred]);
            }
            Measure::Amount => {
                (filter.closed, filter.outcomes) = closed_as(&[Written, Oral]);
                filter.with_amount = true;
            }
        }
        filter
    }
}

fn narrow(
    filter: &mut CaseFilter,
    query: &TotalsQuery,
    key: &str,
    range: &mut DateRange,
    directory: &Directory,
) {
    let pick = |key: &str| key.parse().map_or(Pick::Missing, Pick::Is);
    match query.grouping {
        Grouping::Month => {
            if let Some((_, month)) = query.months.iter().find(|(name, _)| name == key) {
                *range = *month;
            }
        }
        Grouping::Type => filter.kind = key.parse().map_or(Tree::Any, Tree::Exactly),
        Grouping::Source => filter.source = key.parse().map_or(Tree::Any, Tree::Exactly),
        Grouping::Office => {
            filter.office = key.parse().ok().or_else(|| directory.district().map(|office| office.id))
        }
        Grouping::Village => filter.village = pick(key),
        Grouping::Mediator => filter.mediator = key.parse().map_or(Pick::Missing, Pick::Is),
        Grouping::Level => filter.level = Level::from_code(key),
        Grouping::Difficulty => {
            filter.difficulty = Difficulty::from_code(key).map_or(Pick::Missing, Pick::Is)
        }
        Grouping::Tag => filter.tag = Some(key.to_owned()),
    }
}

/// The office of the key of a row of [`Grouping::Office`].
pub fn office_of_key(key: &str) -> Option<OfficeId> {
    key.parse::<Id<Office>>().ok()
}
