//! 统计: the totals of a period, of the year to date, of the preceding period and of the same period last year,
//! with the changes between them.

use super::kept::Kept;
use super::{Rate, book, office_name, totals_lines};
use crate::domain::{CutOff, DateRange, Divisor, Month, OfficeId, Period, RateBasis};
use crate::store::{CaseFilter, Figures, Grouping, Measure, Result, Store, Totals, TotalsQuery};
use crate::text::Lang;
use crate::text::{Words, totals as words};

pub use super::value::{NOTHING, Value};

/// The question for a table of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The period.
    pub period: Period,
    /// The dimension of its lines.
    pub grouping: Grouping,
    /// One office; none for all.
    pub office: Option<OfficeId>,
    /// The day on which a statistical month ends.
    pub cut_off: CutOff,
    /// The denominator of the success rate.
    pub rate: RateBasis,
}

impl Question {
    /// What the successes are divided by in this table.
    pub const fn divisor(&self) -> Divisor {
        self.rate.divisor(&self.period)
    }
}

/// Which figures of a cell are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// 本期
    Period,
    /// 本年累计
    YearToDate,
    /// 上期: the preceding period of the same kind.
    Before,
    /// 上年同期
    LastYear,
    /// 比上期: the period minus the preceding one.
    OnBefore,
    /// 比上年: the period minus the same period last year.
    OnLastYear,
}

/// The number of views that count cases.
pub(super) const COUNTED: usize = View::COUNTED.len();

impl View {
    /// Every view, in display order.
    pub const ALL: [Self; 6] =
        [Self::Period, Self::YearToDate, Self::Before, Self::LastYear, Self::OnBefore, Self::OnLastYear];

    /// The views that count cases.
    pub const COUNTED: [Self; 4] = [Self::Period, Self::YearToDate, Self::Before, Self::LastYear];

    /// The views of a period, in display order. What precedes a year is the same period of last year, so a year has no
    /// 上期 beside it.
    pub const fn of(period: &Period) -> &'static [Self] {
        const OF_YEAR: [View; 4] = [View::Period, View::YearToDate, View::LastYear, View::OnLastYear];
        match period {
            Period::Year(_) => &OF_YEAR,
            _ => &Self::ALL,
        }
    }

    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        let word = match self {
            Self::Period => words::THIS_PERIOD,
            Self::YearToDate => words::YEAR_TO_DATE,
            Self::Before => words::BEFORE,
            Self::LastYear => words::LAST_YEAR,
            Self::OnBefore => words::ON_BEFORE,
            Self::OnLastYear => words::ON_LAST_YEAR,
        };
        word.text(lang)
    }

    const fn stands(self) -> Stands {
        match self {
            Self::Period => Stands::ForCases(0),
            Self::YearToDate => Stands::ForCases(1),
            Self::Before => Stands::ForCases(2),
            Self::LastYear => Stands::ForCases(3),
            Self::OnBefore => Stands::ForChangeOn(2),
            Self::OnLastYear => Stands::ForChangeOn(3),
        }
    }
}

/// How the figures of a view are derived, by index of the counted views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// The figures of that view.
    ForCases(usize),
    /// The period minus that view: there are no cases behind it.
    ForChangeOn(usize),
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// A counted measure.
    Counted(Measure),
    /// 成功率 = 成功 ÷ 受理, 办结 or 调处
    Rate,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 11] = [
        Self::Counted(Measure::Accepted),
        Self::Counted(Measure::Mediated),
        Self::Counted(Measure::Successful),
        Self::Rate,
        Self::Counted(Measure::Unsuccessful),
        Self::Counted(Measure::Withdrawn),
        Self::Counted(Measure::Referred),
        Self::Counted(Measure::Closed),
        Self::Counted(Measure::Pending),
        Self::Counted(Measure::People),
        Self::Counted(Measure::Amount),
    ];

    /// The heading.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Counted(measure) => measure_name(measure, lang),
            Self::Rate => words::RATE.text(lang),
        }
    }

    /// The measure whose cases are listed; for the rate, its numerator.
    pub const fn measure(self, divisor: Divisor) -> Measure {
        match self {
            Self::Counted(measure) => measure,
            Self::Rate => divided(divisor)[0],
        }
    }

    /// The value of this column in a line of figures.
    pub const fn value(self, figures: &Figures, divisor: Divisor) -> Value {
        match self {
            Self::Counted(Measure::Amount) => Value::Money(figures.amount),
            Self::Counted(measure) => Value::Count(measure.of(figures)),
            Self::Rate => Value::Rate(rate(figures, divisor)),
        }
    }
}

/// What a success rate divides, and by what: the first are among the second.
pub const fn divided(divisor: Divisor) -> [Measure; 2] {
    match divisor {
        Divisor::Accepted => [Measure::Settled, Measure::Accepted],
        Divisor::Closed => [Measure::Successful, Measure::Closed],
        Divisor::Mediated => [Measure::Successful, Measure::Mediated],
    }
}

/// The success rate of a line.
pub const fn rate(figures: &Figures, divisor: Divisor) -> Rate {
    let [part, whole] = divided(divisor);
    Rate::of(part.of(figures), whole.of(figures))
}

/// The name of a measure.
pub(super) fn measure_name(measure: Measure, lang: Lang) -> &'static str {
    let word: Words = match measure {
        Measure::Accepted => words::ACCEPTED,
        Measure::People => words::PEOPLE,
        Measure::Mediated => words::MEDIATED,
        Measure::Successful => words::SUCCESSFUL,
        Measure::Settled => words::SETTLED,
        Measure::Unsuccessful => words::UNSUCCESSFUL,
        Measure::Withdrawn => words::WITHDRAWN,
        Measure::Referred => words::REFERRED,
        Measure::Closed => words::CLOSED,
        Measure::Pending => words::PENDING,
        Measure::Amount => words::AMOUNT,
    };
    word.text(lang)
}

/// The name of a grouping.
pub fn grouping_name(grouping: Grouping, lang: Lang) -> &'static str {
    let word: Words = match grouping {
        Grouping::Month => words::BY_MONTH,
        Grouping::Type => words::BY_TYPE,
        Grouping::Office => words::BY_OFFICE,
        Grouping::Village => words::BY_VILLAGE,
        Grouping::Source => words::BY_SOURCE,
        Grouping::Mediator => words::BY_MEDIATOR,
        Grouping::Level => words::BY_LEVEL,
        Grouping::Difficulty => words::BY_DIFFICULTY,
        Grouping::Tag => words::BY_TAG,
    };
    word.text(lang)
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// A code, `2024-03`, or an id in hex; empty for cases without one, and for the total.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The days of the counted views, in the order of [`View::COUNTED`].
    pub ranges: [DateRange; COUNTED],
    /// The figures of those days.
    pub figures: [Figures; COUNTED],
    /// The word in place of the figures of a view of which the file has no records.
    pub missing: [Option<&'static str>; COUNTED],
}

impl Line {
    /// The value of one cell.
    pub fn value(&self, view: View, column: Column, divisor: Divisor) -> Value {
        let counted = |at: usize| match self.missing[at] {
            Some(word) => Value::Word(word),
            None => column.value(&self.figures[at], divisor),
        };
        match view.stands() {
            Stands::ForCases(at) => counted(at),
            Stands::ForChangeOn(before) => counted(0).less(counted(before)),
        }
    }
}

/// 期初结转 + 新收 - 办结 = 期末未结, cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carry {
    /// 期初结转
    pub brought: i64,
    /// 新收
    pub accepted: i64,
    /// 办结
    pub closed: i64,
    /// 期末未结
    pub left: i64,
}

impl Carry {
    fn of(totals: &Totals) -> Self {
        Self {
            brought: totals.carried_in,
            accepted: totals.total.accepted,
            closed: totals.total.closed(),
            left: totals.carried_out,
        }
    }

    /// 办结率 = 办结 ÷ (期初结转 + 新收)
    pub const fn closing_rate(&self) -> Rate {
        Rate::of(self.closed, self.brought + self.accepted)
    }
}

/// A table of totals with all views.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalsReport {
    /// The question.
    pub question: Question,
    /// The name of the office, or that of all offices.
    pub office: String,
    /// The lines; those that are 0 in every view are left out, except months.
    pub lines: Vec<Line>,
    /// The total, each case counted once.
    pub total: Line,
    /// The balance of open cases of each counted view, in the order of [`View::COUNTED`].
    pub carry: [Carry; COUNTED],
}

impl TotalsReport {
    /// Builds the table with labels in that language.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn build(store: &Store, question: Question, lang: Lang) -> Result<Self> {
        let ranges = ranges(&question.period, question.cut_off);
        let counted = store.totals_beside(&query(&question, ranges[0]), ranges)?;
        let kept = Kept::of(store, question.office)?;
        let lines = match question.grouping {
            Grouping::Month => totals_lines::by_month(store, &question, kept, lang)?,
            _ => totals_lines::by_key(store, &question, (ranges, &counted), kept, lang)?,
        };
        let total = Line {
            key: String::new(),
            label: words::TOTAL.text(lang).to_owned(),
            ranges,
            figures: counted.each_ref().map(|totals| totals.total),
            missing: kept.missing(&ranges, lang),
        };
        let office = office_name(store.directory(), question.office, lang);
        Ok(Self { question, office, lines, total, carry: counted.each_ref().map(Carry::of) })
    }

    /// The line at that index; the total for none.
    pub fn line(&self, line: Option<usize>) -> &Line {
        line.and_then(|at| self.lines.get(at)).unwrap_or(&self.total)
    }

    /// The days of a view; for a change, those of the period.
    pub fn range(&self, view: View) -> DateRange {
        match view.stands() {
            Stands::ForCases(at) => self.total.ranges[at],
            Stands::ForChangeOn(_) => self.total.ranges[0],
        }
    }

    /// The value of one cell; `line` is none for the total.
    pub fn value(&self, line: Option<usize>, view: View, column: Column) -> Value {
        self.line(line).value(view, column, self.question.divisor())
    }

    /// The filter for exactly the cases counted in a cell (of a rate: in its numerator). `line` is none for
    /// the total. None for a change, which counts no cases of its own.
    pub fn cases_behind(
        &self,
        store: &Store,
        line: Option<usize>,
        view: View,
        column: Column,
    ) -> Option<CaseFilter> {
        let Stands::ForCases(counted) = view.stands() else { return None };
        let shown = self.line(line);
        let query = query(&self.question, shown.ranges[counted]);
        // The line of a month is selected by its days alone.
        let key = line.filter(|_| self.question.grouping != Grouping::Month).map(|_| shown.key.as_str());
        Some(store.cases_behind(&query, key, column.measure(self.question.divisor())))
    }

    /// The lines below the table in that view: the balance of open cases, the basis of the figures, and a
    /// warning if lines overlap.
    pub fn foot(&self, view: View, lang: Lang) -> Vec<String> {
        let mut foot = Vec::new();
        let divisor = self.question.divisor();
        let mut rate_of = words::rate(lang, divisor);
        match view.stands() {
            Stands::ForCases(at) | Stands::ForChangeOn(at) if self.total.missing[at].is_some() => {
                foot.push(words::nothing_to_compare(lang, View::COUNTED[at].name(lang)));
            }
            Stands::ForCases(at) => {
                let carry = self.carry[at];
                let Carry { brought, accepted, closed, left } = carry;
                let closing = Value::Rate(carry.closing_rate()).text();
                foot.push(words::carried(lang, [brought, accepted, closed, left], &closing));
                if accepted == 0 && closed == 0 {
                    foot.push(words::zero_report(lang).to_owned());
                }
                let rate = rate(&self.total.figures[at], divisor);
                rate_of = rate.said(divisor, lang);
            }
            Stands::ForChangeOn(before) => {
                foot.push(words::change_basis(lang, view.name(lang), View::COUNTED[before].name(lang)));
            }
        }
        foot.push(words::basis(lang, &rate_of));
        match self.question.grouping {
            Grouping::Mediator => foot.push(words::mediators_overlap(lang).to_owned()),
            Grouping::Tag => foot.push(words::tags_overlap(lang).to_owned()),
            _ => {}
        }
        foot
    }

    /// The table in one view as plain text, with its heading and foot.
    pub fn text(&self, view: View, lang: Lang) -> String {
        let period = words::period(lang, &self.question.period);
        let range = words::days(lang, self.range(view));
        let head = words::heading_of_copy(lang, [&self.office, &period, view.name(lang), &range]);
        let mut table = book::of_view(self, view, lang);
        // As on the screen, the total comes first.
        table.rows.rotate_right(1);
        format!("{head}\n{}{}\n", table.text(), table.notes.join("\n"))
    }
}

/// The query for one span; lines of months are queried one by one.
fn query(question: &Question, range: DateRange) -> TotalsQuery {
    TotalsQuery { range, grouping: question.grouping, office: question.office, months: Vec::new() }
}

/// The days of the counted views.
pub(super) fn ranges(period: &Period, cut_off: CutOff) -> [DateRange; COUNTED] {
    [
        period.range(cut_off),
        period.year_to_date(cut_off),
        period.previous().range(cut_off),
        period.year_before().range(cut_off),
    ]
}

/// The months of a period: whole statistical months, or for free days the part of each natural month.
pub(super) fn months_of(period: &Period) -> Vec<(Month, Period)> {
    let months = period.months().into_iter();
    match period {
        Period::Days(days) => {
            months.filter_map(|month| Some((month, Period::Days(days.intersect(&month.range())?)))).collect()
        }
        _ => months.map(|month| (month, Period::Month(month))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fen;

    /// Catches: a rate of nothing that is 0 or divides by zero, a rate cut instead of rounded, a change without sign.
    #[test]
    fn values_are_printed_as_tables_print_them() {
        let rated = |successful, accepted| {
            let figures = Figures { accepted, settled: successful, oral: 300, ..Figures::default() };
            Column::Rate.value(&figures, Divisor::Accepted).text()
        };
        assert_eq!(rated(189, 214), "88.3%");
        assert_eq!((rated(0, 0), rated(2, 3), rated(3, 2)), ("—".into(), "66.7%".into(), "—".into()));
        let figures = Figures {
            accepted: 10,
            settled: 6,
            written: 3,
            oral: 3,
            unsuccessful: 1,
            withdrawn: 1,
            ..Figures::default()
        };
        let of = |divisor| Column::Rate.value(&figures, divisor).text();
        assert_eq!(
            Divisor::ALL.iter().map(|divisor| of(*divisor)).collect::<Vec<_>>(),
            ["60.0%", "75.0%", "85.7%"]
        );
        assert_eq!(Value::CountChange(3).text(), "+3");
        assert_eq!(Value::CountChange(-3).text(), "-3");
        assert_eq!(Value::CountChange(0).text(), "0");
        assert_eq!(Value::RateChange(Some(-7)).text(), "-0.7");
        assert_eq!(Value::TenthsChange(Some(25)).text(), "+2.5");
        assert_eq!(
            (Value::Tenths(Some(105)).text(), Value::Tenths(None).text()),
            ("10.5".into(), "—".into())
        );
        assert_eq!(Value::MoneyChange(Fen(3_500_000)).text(), "+3.50");
    }
}
