//! 分析: hot spots, mediators' workload, days to close, age of open cases and repeat parties, each as a table
//! whose figures link to their cases.

use chrono::NaiveDate;

use super::totals::Value;
use super::{analysis_lines, book, office_name};
use crate::domain::{
    CutOff, DateRange, Divisor, MediatorId, Month, OfficeId, Outcome, Period, RateBasis, TypeCode,
};
use crate::store::{
    AGE_BANDS, AgeBy, CaseFilter, Involved, Outcomes, Person, Pick, Result, Spot, Store, Tree,
    accepted_in_band,
};
use crate::text::Lang;
use crate::text::{Words, analysis as words, totals};

/// The kinds of analysis table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Analysis {
    /// 热点: village and type, compared with their earlier periods.
    Hotspots,
    /// 工作量: workload of the mediators.
    Workload,
    /// 办结天数 by type.
    Days,
    /// 在办时长
    Age(AgeBy),
    /// 重复当事人
    Repeat,
}

impl Analysis {
    /// Every table, in the order in which the screen cycles through them.
    pub const ALL: [Self; 6] = [
        Self::Hotspots,
        Self::Workload,
        Self::Days,
        Self::Age(AgeBy::Office),
        Self::Age(AgeBy::Type),
        Self::Repeat,
    ];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hotspots => "hotspots",
            Self::Workload => "workload",
            Self::Days => "days",
            Self::Age(_) => "age",
            Self::Repeat => "repeat",
        }
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let word: Words = match self {
            Self::Hotspots => words::HOTSPOTS,
            Self::Workload => words::WORKLOAD,
            Self::Days => words::DAYS,
            Self::Age(AgeBy::Office) => words::AGE_BY_OFFICE,
            Self::Age(AgeBy::Type) => words::AGE_BY_TYPE,
            Self::Repeat => words::REPEAT,
        };
        word.text(lang)
    }

    /// The headings of the label columns.
    pub fn heads(self, lang: Lang) -> Vec<&'static str> {
        let heads: &[Words] = match self {
            Self::Hotspots => &[words::VILLAGE, words::TYPE],
            Self::Workload => &[words::MEDIATOR],
            Self::Days | Self::Age(AgeBy::Type) => &[words::TYPE],
            Self::Age(AgeBy::Office) => &[words::OFFICE],
            Self::Repeat => &[words::PERSON, words::ID_NUMBER],
        };
        heads.iter().map(|head| head.text(lang)).collect()
    }

    /// Its columns of figures, from left to right.
    pub const fn columns(self) -> &'static [Measured] {
        use Measured::{
            Accepted, AverageDays, Band, Closed, Helped, InAll, InPeriod, Led, Longest, Median, Open,
            PastAverage, Rate, Rise, Successful, Verdict,
        };
        match self {
            Self::Hotspots => &[InPeriod, PastAverage, Rise, Verdict],
            Self::Workload => &[Accepted, Led, Helped, Closed, Successful, Rate, Open, AverageDays],
            Self::Days => &[Closed, AverageDays, Median, Longest],
            Self::Age(_) => &[Band(0), Band(1), Band(2), Band(3), Band(4), Open],
            Self::Repeat => &[InPeriod, InAll],
        }
    }
}

/// A column of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measured {
    /// 受理 in the period.
    InPeriod,
    /// 受理 at any time.
    InAll,
    /// 往期平均 of a period
    PastAverage,
    /// 升幅: the period less that average.
    Rise,
    /// Whether the rise is significant.
    Verdict,
    /// 受理
    Accepted,
    /// 主持
    Led,
    /// 协助: accepted cases that another mediator leads.
    Helped,
    /// 办结
    Closed,
    /// 成功
    Successful,
    /// 成功率
    Rate,
    /// 在办
    Open,
    /// 平均天数 from acceptance to closing
    AverageDays,
    /// 中位数 of those days
    Median,
    /// The longest of those days.
    Longest,
    /// 在办 of one of [`AGE_BANDS`].
    Band(usize),
}

impl Measured {
    /// Its code and heading; none for a band, which is named by its days.
    const fn named(self) -> Option<(&'static str, Words)> {
        Some(match self {
            Self::InPeriod => ("in_period", words::IN_PERIOD),
            Self::InAll => ("in_all", words::IN_ALL),
            Self::PastAverage => ("past_average", words::PAST_AVERAGE),
            Self::Rise => ("rise", words::RISE),
            Self::Verdict => ("rising", words::VERDICT),
            Self::Accepted => ("accepted", words::ACCEPTED),
            Self::Led => ("led", words::LED),
            Self::Helped => ("helped", words::HELPED),
            Self::Closed => ("closed", words::CLOSED),
            Self::Successful => ("successful", words::SUCCESSFUL),
            Self::Rate => ("rate", words::RATE),
            Self::Open => ("open", words::OPEN),
            Self::AverageDays => ("average_days", words::AVERAGE_DAYS),
            Self::Median => ("median_days", words::MEDIAN),
            Self::Longest => ("longest_days", words::LONGEST),
            Self::Band(_) => return None,
        })
    }

    /// The range of days of a band; unbounded for other columns.
    fn days(self) -> (i64, Option<i64>) {
        let Self::Band(band) = self else { return (0, None) };
        AGE_BANDS.get(band).copied().unwrap_or_default()
    }

    /// Its heading.
    pub fn name(self, lang: Lang) -> String {
        let (least, most) = self.days();
        self.named().map_or_else(|| words::band(lang, least, most), |(_, word)| word.text(lang).to_owned())
    }

    /// Its code in JSON.
    pub fn code(self) -> String {
        match (self.named(), self.days()) {
            (Some((code, _)), _) => code.to_owned(),
            (None, (least, Some(most))) => format!("days_{least}_{most}"),
            (None, (least, None)) => format!("days_{least}_up"),
        }
    }
}

/// The question that an analysis answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisQuestion {
    /// The table.
    pub analysis: Analysis,
    /// The period.
    pub period: Period,
    /// One office; none for all.
    pub office: Option<OfficeId>,
    /// The day on which a statistical month ends.
    pub cut_off: CutOff,
    /// The denominator of the success rate.
    pub rate: RateBasis,
}

impl AnalysisQuestion {
    /// What the successes are divided by in this table.
    pub const fn divisor(&self) -> Divisor {
        self.rate.divisor(&self.period)
    }
}

/// What a line of an analysis is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// All cases.
    Total,
    /// A village and a type.
    Spot(Spot),
    /// A mediator; none for the cases without one.
    Mediator(Option<MediatorId>),
    /// 纠纷类型
    Type(TypeCode),
    /// 单位
    Office(OfficeId),
    /// 当事人
    Person(Person),
}

/// Whether a hot spot rose significantly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Verdict {
    /// At least three cases, at least two above the average, and at least 1.5 times the average.
    Rising,
    /// Not significant, or no earlier period to compare with.
    #[default]
    Unmarked,
}

/// One line of an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisLine {
    /// What the line is about.
    pub subject: Subject,
    /// Its labels, one for each of [`Analysis::heads`].
    pub labels: Vec<String>,
    /// Its figures, one for each of [`Analysis::columns`].
    pub figures: Vec<Value>,
    /// The verdict on a hot spot.
    pub verdict: Verdict,
    /// For a hot spot, the cases accepted in each of the last twelve months; empty for others.
    pub months: Vec<i64>,
}

impl AnalysisLine {
    /// A line that is not a hot spot.
    pub(super) const fn new(subject: Subject, labels: Vec<String>, figures: Vec<Value>) -> Self {
        Self { subject, labels, figures, verdict: Verdict::Unmarked, months: Vec::new() }
    }
}

/// A table of the analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisReport {
    /// The question.
    pub question: AnalysisQuestion,
    /// The name of the office, or that of all offices.
    pub office: String,
    /// The days of the period.
    pub range: DateRange,
    /// The day at whose end open cases are counted: the last of the period; for ages, not after today.
    pub open_on: NaiveDate,
    /// The lines, the total first if there is one.
    pub lines: Vec<AnalysisLine>,
    /// For hot spots, the months of the strip; empty for others.
    pub months: Vec<Month>,
    /// The lines below the table.
    pub foot: Vec<String>,
}

impl AnalysisReport {
    /// Builds the table with labels in that language.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn build(store: &Store, question: AnalysisQuestion, lang: Lang) -> Result<Self> {
        let range = question.period.range(question.cut_off);
        let open_on = range.to.min(store.today().max(range.from));
        let mut report = Self {
            question,
            office: office_name(store.directory(), question.office, lang),
            range,
            open_on,
            lines: Vec::new(),
            months: Vec::new(),
            foot: Vec::new(),
        };
        match question.analysis {
            Analysis::Hotspots => analysis_lines::hotspots(&mut report, store, lang)?,
            Analysis::Workload => analysis_lines::workload(&mut report, store, lang)?,
            Analysis::Days => analysis_lines::days(&mut report, store, lang)?,
            Analysis::Age(by) => analysis_lines::age(&mut report, store, by, lang)?,
            Analysis::Repeat => analysis_lines::repeat(&mut report, store, lang)?,
        }
        Ok(report)
    }

    /// The filter for exactly the cases of a cell; for a rate those above, for an average or a median those it is
    /// computed from. None where there is no such cell.
    pub fn cases_behind(&self, line: usize, column: Measured) -> Option<CaseFilter> {
        let subject = &self.lines.get(line)?.subject;
        let mut filter = CaseFilter { office: self.question.office, ..CaseFilter::default() };
        match subject {
            Subject::Total => {}
            Subject::Spot(spot) => filter = spot.cases(self.range, self.question.office),
            Subject::Mediator(who) => filter.mediator = who.map_or(Pick::Missing, Pick::Is),
            Subject::Type(kind) => filter.kind = Tree::Exactly(kind.clone()),
            Subject::Office(id) => filter.office = Some(*id),
            Subject::Person(person) => filter.involves = Some(Involved::Party(person.clone())),
        }
        match column {
            Measured::InPeriod
            | Measured::PastAverage
            | Measured::Rise
            | Measured::Verdict
            | Measured::Accepted
            | Measured::Led
            | Measured::Helped => {
                (filter.accepted, filter.outcomes) = (Some(self.range), Outcomes::Accepted);
            }
            Measured::InAll => (filter.office, filter.outcomes) = (None, Outcomes::Accepted),
            Measured::Closed | Measured::AverageDays | Measured::Median | Measured::Longest => {
                let counted = Outcome::ALL.iter().copied().filter(|outcome| outcome.is_accepted());
                (filter.closed, filter.outcomes) = (Some(self.range), Outcomes::Of(counted.collect()));
            }
            Measured::Successful | Measured::Rate => {
                let of_accepted = column == Measured::Rate && self.question.divisor() == Divisor::Accepted;
                let days = if of_accepted { &mut filter.accepted } else { &mut filter.closed };
                *days = Some(self.range);
                let successful = Outcome::ALL.iter().copied().filter(|outcome| outcome.is_success());
                filter.outcomes = Outcomes::Of(successful.collect());
            }
            Measured::Open => filter.pending_at = Some(self.open_on),
            Measured::Band(band) => {
                filter.accepted = Some(accepted_in_band(self.open_on, band)?);
                filter.pending_at = Some(self.open_on);
            }
        }
        filter.involves = match (column, subject) {
            (Measured::Led, Subject::Mediator(Some(id))) => Some(Involved::Leads(*id)),
            (Measured::Helped, Subject::Mediator(Some(id))) => Some(Involved::Helps(*id)),
            _ => filter.involves,
        };
        Some(filter)
    }

    /// How many cases a cell counts; none where there is no such cell.
    pub fn cases_counted(&self, line: usize, column: Measured) -> Option<i64> {
        let counted = match column {
            Measured::PastAverage | Measured::Rise | Measured::Verdict => Measured::InPeriod,
            Measured::AverageDays | Measured::Median | Measured::Longest => Measured::Closed,
            counted => counted,
        };
        match self.value(line, counted)? {
            Value::Count(cases) => Some(cases),
            Value::Rate(rate) => Some(rate.part()),
            _ => None,
        }
    }

    /// The figure of a cell; none where there is no such cell.
    pub fn value(&self, line: usize, column: Measured) -> Option<Value> {
        let at = self.question.analysis.columns().iter().position(|one| *one == column)?;
        self.lines.get(line)?.figures.get(at).copied()
    }

    /// A cell as the table prints it.
    pub fn cell(&self, line: usize, column: Measured, lang: Lang) -> String {
        match (column, self.lines.get(line)) {
            (Measured::Verdict, Some(line)) if line.verdict == Verdict::Rising => {
                words::RISING.text(lang).to_owned()
            }
            (Measured::Verdict, _) => String::new(),
            _ => self.value(line, column).map(Value::text).unwrap_or_default(),
        }
    }

    /// The table as plain text, with its heading and foot.
    pub fn text(&self, lang: Lang) -> String {
        let analysis = self.question.analysis;
        let period = totals::period(lang, &self.question.period);
        let days = totals::days(lang, self.range);
        let head = words::heading_of_copy(lang, [&self.office, &period, analysis.name(lang), &days]);
        let table = book::table_of_analysis(self, book::Lines::APage, lang).text();
        format!("{head}\n{table}{}\n", self.foot.join("\n"))
    }
}
