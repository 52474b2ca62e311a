//! What a centre counts besides its cases: services, screenings, prevention and figures that others give it. Each has
//! a unit of its own; quantities of different units are never added, and none of them is added to the cases.

use chrono::NaiveDate;

use super::coded::coded;
use super::period::CutOff;
use super::{
    Band, DateRange, Decimal, Difficulty, DisputeId, GovernanceCode, Id, OfficeId, Period, PreventionKind,
};

/// Units in which the program itself counts; quantities of different ones are never added.
pub mod unit {
    /// 件: cases, disputes.
    pub const CASES: &str = "件";
    /// 人: people.
    pub const PEOPLE: &str = "人";
    /// 次: times.
    pub const TIMES: &str = "次";
}

/// One entry of the centre's service log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Equal on every laptop.
    pub id: Id<Self>,
    /// The office whose log it is; that of a district's centre is the district.
    pub office: OfficeId,
    /// 日期
    pub on: NaiveDate,
    /// 中心: the centre as named in the imported log; empty for entries logged here.
    pub centre: String,
    /// Code of the label dictionary `service`, or the ledger's own words where it has none.
    pub kind: String,
    /// 数量, in `unit`.
    pub quantity: u32,
    /// 单位: 件次, 次 …
    pub unit: String,
    /// 案件 that it belongs to, where it is said. With a session of that case with a lawyer on that day, a service by a
    /// lawyer is one fact.
    pub case: Option<DisputeId>,
    /// 备注
    pub note: String,
    /// 作废 and why; such an entry stays and counts nowhere.
    pub void: Option<String>,
}

impl Service {
    /// 律师参与调解: the kind whose entries may be about a session that a case has too.
    pub const LAWYER: &'static str = "lawyer";

    /// A service of which only office and day are known.
    pub fn new(id: Id<Self>, office: OfficeId, on: NaiveDate) -> Self {
        let (centre, kind, unit, note) = (String::new(), String::new(), String::new(), String::new());
        Self { id, office, on, centre, kind, quantity: 1, unit, case: None, note, void: None }
    }
}

/// 排查: disputes were looked for. A dispute found is not yet an accepted case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Equal on every laptop.
    pub id: Id<Self>,
    /// The office that looked.
    pub office: OfficeId,
    /// 村（社区）, where it was in one.
    pub village: Option<OfficeId>,
    /// 日期
    pub on: NaiveDate,
    /// 排查次数, in 次.
    pub times: u32,
    /// 排查出的纠纷, in 件.
    pub found: u32,
    /// 综治类别 of what was found, where something was; none counts as 其他.
    pub category: Option<GovernanceCode>,
    /// 涉及人数 of each dispute found; none where nobody said.
    pub band: Option<Band>,
    /// 难易程度 of what was found.
    pub difficulty: Option<Difficulty>,
    /// 牵头人
    pub lead: String,
    /// 备注
    pub note: String,
    /// 作废 and why; such an entry stays and counts nowhere.
    pub void: Option<String>,
}

impl Screening {
    /// A screening of which only office and day are known, and which found nothing.
    pub fn new(id: Id<Self>, office: OfficeId, on: NaiveDate) -> Self {
        let (lead, note) = (String::new(), String::new());
        let (category, band, difficulty) = (None, None, None);
        Self {
            id,
            office,
            village: None,
            on,
            times: 1,
            found: 0,
            category,
            band,
            difficulty,
            lead,
            note,
            void: None,
        }
    }
}

/// 预防 outside of any case; that of a case is a part of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreventionEntry {
    /// Equal on every laptop.
    pub id: Id<Self>,
    /// The office that prevented it.
    pub office: OfficeId,
    /// 日期
    pub on: NaiveDate,
    /// The kind of harm that was prevented.
    pub kind: PreventionKind,
    /// In 件.
    pub cases: u32,
    /// In 人; 0 for a kind that counts none.
    pub people: u32,
    /// 备注
    pub note: String,
    /// 作废 and why; such an entry stays and counts nowhere.
    pub void: Option<String>,
}

impl PreventionEntry {
    /// A prevented dispute of which only office and day are known.
    pub fn new(id: Id<Self>, office: OfficeId, on: NaiveDate) -> Self {
        let kind = PreventionKind::General;
        Self { id, office, on, kind, cases: 1, people: 0, note: String::new(), void: None }
    }
}

coded! {
    /// 年度口径: what the figures of a year's months make.
    YearRule {
        /// 累加: their sum.
        Sum = "sum",
        /// 取末期: the last one; for what stands at a day, and for shares.
        Last = "last",
    }
}

/// 指标: a figure for a period, supplied by another office, such as 诉前调解 103 件. The file holds no cases
/// behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Equal on every laptop.
    pub id: Id<Self>,
    /// The office it is about; none where it is of the whole district.
    pub office: Option<OfficeId>,
    /// The days it covers.
    pub range: DateRange,
    /// 名称
    pub name: String,
    /// In `unit`; not negative.
    pub value: Decimal,
    /// 单位: 件, 人, 万元, % …
    pub unit: String,
    /// 提供单位: who supplies it; empty where the catalogue names them, or nobody does.
    pub owner: String,
    /// 年度口径; none where it is that of the catalogue.
    pub rule: Option<YearRule>,
    /// 备注
    pub note: String,
    /// 作废 and why; such an entry stays and counts nowhere.
    pub void: Option<String>,
}

impl Indicator {
    /// A figure for those days, of the whole district.
    pub fn new(id: Id<Self>, range: DateRange) -> Self {
        let (name, unit, owner, note) = (String::new(), String::new(), String::new(), String::new());
        let value = Decimal::default();
        Self { id, office: None, range, name, value, unit, owner, rule: None, note, void: None }
    }

    /// The days as a named period where they are one: a year, a half, a quarter or a month.
    pub fn period(&self, cut_off: CutOff) -> Period {
        Period::of_days(self.range, cut_off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a year shown as bare days, or a period guessed under another cut-off than it was given under.
    #[test]
    fn a_period_given_is_the_period_shown() {
        let named: Vec<Period> = ["2024", "2024-H1", "2024-H2", "2024-Q3", "2024-02", "2024-12"]
            .into_iter()
            .map(|text| text.parse().unwrap())
            .collect();
        for cut_off in [31, 25, 20].map(|day| CutOff::new(day).unwrap()) {
            for period in &named {
                let figure = Indicator::new(Id::named(&["x"]), period.range(cut_off));
                assert_eq!(figure.period(cut_off), *period);
            }
        }
        let days = DateRange::day(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
        let figure = Indicator::new(Id::named(&["x"]), days);
        assert_eq!(figure.period(CutOff::default()), Period::Days(days));
    }
}
