//! Filters: which cases are asked for.

use chrono::NaiveDate;

use crate::domain::{
    Band, Body, DateRange, Difficulty, DisputeId, EventKind, GovernanceCode, Level, MediatorId, OfficeId,
    Outcome, SourceCode, TypeCode,
};

/// The condition on one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Pick<T> {
    /// Whatever it is.
    #[default]
    Any,
    /// Just this.
    Is(T),
    /// Cases that have none.
    Missing,
}

impl<T> Pick<T> {
    /// Whether it narrows anything.
    pub const fn is_any(&self) -> bool {
        matches!(self, Self::Any)
    }
}

/// The condition on a code of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Tree<T> {
    /// Whatever it is.
    #[default]
    Any,
    /// This code and those below it.
    Below(T),
    /// This code alone, as a line of the totals counts it.
    Exactly(T),
    /// One of these codes, each alone, as a line of a report counts them.
    AnyOf(Vec<T>),
}

/// Cases by their outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Outcomes {
    /// Every case that is in the file, void ones too.
    #[default]
    All,
    /// 受理: neither declined nor void.
    Accepted,
    /// 在办
    Open,
    /// One of these; void cases excluded.
    Of(Vec<Outcome>),
    /// 作废
    Void,
}

/// The condition of a list of cases. Every field narrows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// 受理 between these days.
    pub accepted: Option<DateRange>,
    /// 办结 between these days.
    pub closed: Option<DateRange>,
    /// 排查 between these days: found by a screening, or accepted where no screening had found it before.
    pub found: Option<DateRange>,
    /// Found or accepted by the end of that day and not closed by then.
    pub unsettled_at: Option<NaiveDate>,
    /// Accepted by the end of that day and not closed by then (期末未结).
    pub pending_at: Option<NaiveDate>,
    /// Their outcomes.
    pub outcomes: Outcomes,
    /// With an agreement on a sum of money.
    pub with_amount: bool,
    /// The office that took them.
    pub office: Option<OfficeId>,
    /// 村（社区）
    pub village: Pick<OfficeId>,
    /// 纠纷类型
    pub kind: Tree<TypeCode>,
    /// 案件来源
    pub source: Tree<SourceCode>,
    /// 调解员
    pub mediator: Pick<MediatorId>,
    /// The part that somebody has in it.
    pub involves: Option<Involved>,
    /// 层级
    pub level: Option<Level>,
    /// 难易程度
    pub difficulty: Pick<Difficulty>,
    /// “人民调解+” and other marks
    pub tag: Option<String>,
    /// Those with such an event between these days.
    pub event: Option<(EventKind, DateRange)>,
    /// 难易程度 of that grade or above: the ministry's 疑难复杂 is `Hard`.
    pub difficulty_from: Option<Difficulty>,
    /// The body that mediated them (村、居、乡镇 …).
    pub body: Option<Body>,
    /// 涉及人数
    pub band: Option<Band>,
    /// 综治类别, where none is given that which follows from the type.
    pub governance: Pick<GovernanceCode>,
    /// 诉前 only.
    pub pre_litigation: bool,
    /// Only these, of the cases that match the rest.
    pub only: Option<Vec<DisputeId>>,
}

impl CaseFilter {
    /// Whether it asks for anything that no running total gives.
    pub(in crate::store) fn asks_of_cases(&self) -> bool {
        let dated = self.accepted.is_some() || self.closed.is_some() || self.pending_at.is_some();
        let dated = dated || self.found.is_some() || self.unsettled_at.is_some();
        let graded = self.difficulty_from.is_some() || self.body.is_some() || self.band.is_some();
        let other = !self.governance.is_any()
            || self.pre_litigation
            || self.only.is_some()
            || self.involves.is_some();
        dated || graded || other || self.with_amount || self.event.is_some()
    }
}

/// The part that somebody has in a case, as a filter asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Involved {
    /// 主持: leads it.
    Leads(MediatorId),
    /// Is one of its mediators and does not lead it.
    Helps(MediatorId),
    /// 当事人: is a party to it.
    Party(Person),
}

/// A person, as far as records tell people apart: the name, and the ID number where it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person {
    /// 姓名或名称
    pub name: String,
    /// 证件号码 without blanks and in capitals; empty where none is recorded.
    pub id_number: String,
}
