//! A filter as SQL: which index is followed and which conditions apply.

use rusqlite::types::Value;

use super::filter::{CaseFilter, Involved, Outcomes, Pick, Tree};
use crate::domain::date_entry::iso;
use crate::domain::identity::{name_key, number_key};
use crate::domain::{CategoryList, DateRange, MediatorId};
use crate::store::office::{Directory, Label};

/// The body that mediated a case, as in [`Body`]. [ours]: on village level the village or community, on
/// district level the district's centre, else the office.
///
/// [`Body`]: crate::domain::Body
pub(in crate::store) const BODY: &str = "(CASE d.level \
    WHEN 'village' THEN CASE (SELECT kind FROM office v WHERE v.id = d.village) WHEN 'community' THEN 'community' ELSE 'village' END \
    WHEN 'district' THEN 'other' \
    ELSE CASE (SELECT kind FROM office o WHERE o.id = d.office) WHEN 'township' THEN 'township' \
    WHEN 'subdistrict' THEN 'subdistrict' WHEN 'enterprise' THEN 'enterprise' WHEN 'village' THEN 'village' \
    WHEN 'community' THEN 'community' ELSE 'other' END END)";

/// 涉及人数 of a case: as counted, else the number of its parties.
pub(in crate::store) const PEOPLE: &str =
    "ifnull(d.people, (SELECT count(*) FROM party p WHERE p.dispute = d.id))";

/// The same where it is known: a case that nobody counted and that has no party has none.
pub(in crate::store) const KNOWN_PEOPLE: &str =
    "ifnull(d.people, (SELECT nullif(count(*), 0) FROM party p WHERE p.dispute = d.id))";

/// 综治类别 of a case in the list that the file counts by, as [`Directory::category_of`] finds it.
pub(in crate::store) fn governance(directory: &Directory) -> String {
    let list = directory.category_list();
    let (column, other) = (list.dictionary(), list.other());
    let is_of_list = match list {
        CategoryList::Own => "d.governance NOT GLOB 'p[12][79]_?*'".to_owned(),
        printed => format!("d.governance GLOB '{}?*'", printed.prefix()),
    };
    format!(
        "(CASE WHEN {is_of_list} THEN d.governance ELSE coalesce(\
         (SELECT nullif(s.{column}, '') FROM same_category s WHERE s.code = d.governance), \
         (SELECT coalesce(nullif(t.{column}, ''), \
         (SELECT nullif(s.{column}, '') FROM same_category s WHERE s.code = t.governance), \
         (SELECT nullif(a.{column}, '') FROM dispute_type a WHERE a.code = t.parent)) \
         FROM dispute_type t WHERE t.code = d.type), '{other}') END)"
    )
}

/// Whether a screening found it before the case was accepted: then it counts as found on that day.
const EARLIER: &str = "ifnull(d.screened_on < d.accepted_on, 0)";

/// The ID number of a party as [`Person`] has it.
pub(in crate::store) const ID_NUMBER: &str = "p.number_key";

/// Whether a condition brings its own index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// It is followed.
    Own,
    /// Another one is.
    Others,
}

/// A query under construction: its table, its conditions and their values.
pub(in crate::store) struct Sql {
    from: String,
    pub conditions: Vec<String>,
    pub values: Vec<Value>,
    /// The table whose `accepted_on` and row stand in the index that is followed.
    pub on: &'static str,
    pub row: &'static str,
    /// Put before a condition that must not choose the index: a plus keeps SQLite from using it.
    aside: &'static str,
}

impl Sql {
    pub(in crate::store) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub(super) fn equals(&mut self, column: &str, value: impl Into<Value>) {
        let mark = self.value(value);
        self.conditions.push(format!("{column} = {mark}"));
    }

    fn between(&mut self, column: &str, range: DateRange) {
        let (from, to) = (self.value(iso(range.from)), self.value(iso(range.to)));
        self.conditions.push(format!("{column} BETWEEN {from} AND {to}"));
    }

    pub(in crate::store) fn text(&self, select: &str, tail: &str) -> String {
        let conditions = if self.conditions.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.conditions.join(" AND "))
        };
        format!("SELECT {select} FROM {}{conditions} {tail}", self.from)
    }

    pub(in crate::store) fn build(filter: &CaseFilter, directory: &Directory) -> Self {
        Self::over("", filter, directory)
    }

    /// The same for counting all cases: where days of closing are given, their index is followed. A list must
    /// follow the index of its order; a count has none, and SQLite would walk through every case that an
    /// office, or an outcome, ever had.
    pub(in crate::store) fn counting(filter: &CaseFilter, directory: &Directory) -> Self {
        Self::over(if filter.closed.is_some() { "+" } else { "" }, filter, directory)
    }

    /// A list that follows another index than that of the office or the outcome.
    pub(super) fn aside(filter: &CaseFilter, directory: &Directory) -> Self {
        Self::over("+", filter, directory)
    }

    fn over(aside: &'static str, filter: &CaseFilter, directory: &Directory) -> Self {
        let mut sql = Self {
            from: "dispute d".to_owned(),
            conditions: Vec::new(),
            values: Vec::new(),
            on: "d.accepted_on",
            row: "d.id",
            aside,
        };
        sql.narrow(filter, directory);
        sql
    }

    fn narrow(&mut self, filter: &CaseFilter, directory: &Directory) {
        let sql = self;
        sql.lead(filter);
        sql.narrow_mediator(filter, directory);
        sql.narrow_involved(filter.involves.as_ref(), directory);
        sql.narrow_dates(filter);
        sql.narrow_outcomes(&filter.outcomes);
        sql.narrow_place(filter, directory);
        sql.narrow_kind(filter, directory);
        sql.narrow_grades(filter, directory);
    }

    /// Follows the index of the condition that few cases meet: their list is short and is sorted as it is.
    fn lead(&mut self, filter: &CaseFilter) {
        if let Some(only) = &filter.only {
            let ids: Vec<String> = only.iter().map(ToString::to_string).collect();
            let mark = self.value(serde_json::json!(ids).to_string());
            self.from = format!(
                "(SELECT DISTINCT value FROM json_each({mark})) l CROSS JOIN dispute d ON d.uuid = unhex(l.value)"
            );
        }
        if let Some((kind, range)) = filter.event {
            let kind = self.value(kind.code().to_owned());
            let (from, to) = (self.value(iso(range.from)), self.value(iso(range.to)));
            let happened = format!("e.kind = {kind} AND e.on_date BETWEEN {from} AND {to}");
            if filter.only.is_some() || !filter.mediator.is_any() {
                self.conditions
                    .push(format!("EXISTS (SELECT 1 FROM event e WHERE e.dispute = d.id AND {happened})"));
            } else {
                self.from = format!(
                    "(SELECT DISTINCT e.dispute FROM event e WHERE {happened}) l CROSS JOIN dispute d ON d.id = l.dispute"
                );
            }
        }
    }

    fn narrow_mediator(&mut self, filter: &CaseFilter, directory: &Directory) {
        match filter.mediator {
            Pick::Any => {}
            // The mediator's own index is followed, in the order of the list.
            Pick::Is(id) if filter.only.is_none() => {
                self.from = "dispute_mediator m CROSS JOIN dispute d ON d.id = m.dispute".to_owned();
                (self.on, self.row) = ("m.accepted_on", "m.dispute");
                self.equals("m.mediator", directory.mediator_local(id).unwrap_or(-1));
            }
            Pick::Is(id) => {
                let mark = self.value(directory.mediator_local(id).unwrap_or(-1));
                self.conditions.push(format!(
                    "EXISTS (SELECT 1 FROM dispute_mediator m WHERE m.dispute = d.id AND m.mediator = {mark})"
                ));
            }
            Pick::Missing => self
                .conditions
                .push("NOT EXISTS (SELECT 1 FROM dispute_mediator m WHERE m.dispute = d.id)".to_owned()),
        }
        if let Some(tag) = &filter.tag {
            let mark = self.value(tag.clone());
            self.conditions
                .push(format!("EXISTS (SELECT 1 FROM tag t WHERE t.dispute = d.id AND t.tag = {mark})"));
        }
    }

    /// Limits a list to the cases that a mediator leads, or to those without one.
    pub(super) fn led_by(&mut self, mediator: Option<i64>, index: Index) {
        let Some(mediator) = mediator else {
            let nobody = "NOT EXISTS (SELECT 1 FROM dispute_mediator l WHERE l.dispute = d.id)";
            self.conditions.push(nobody.to_owned());
            return;
        };
        let mark = self.value(mediator);
        if index == Index::Own && self.from == "dispute d" {
            self.from = "dispute_mediator m CROSS JOIN dispute d ON d.id = m.dispute".to_owned();
            (self.on, self.row) = ("m.accepted_on", "m.dispute");
            self.conditions.push(format!("m.mediator = {mark} AND m.position = 0"));
        } else {
            self.conditions.push(format!(
                "EXISTS (SELECT 1 FROM dispute_mediator l \
                 WHERE l.dispute = d.id AND l.mediator = {mark} AND l.position = 0)"
            ));
        }
    }

    /// Limits a list to the cases in which somebody has that part.
    fn narrow_involved(&mut self, part: Option<&Involved>, directory: &Directory) {
        let mediator = |sql: &mut Self, id: MediatorId, position: &str| {
            let mark = sql.value(directory.mediator_local(id).unwrap_or(-1));
            sql.conditions.push(format!(
                "EXISTS (SELECT 1 FROM dispute_mediator l \
                 WHERE l.dispute = d.id AND l.mediator = {mark} AND l.position {position} 0)"
            ));
        };
        match part {
            None => {}
            Some(Involved::Leads(id)) => mediator(self, *id, "="),
            Some(Involved::Helps(id)) => mediator(self, *id, ">"),
            Some(Involved::Party(person)) => {
                let (name, id) =
                    (self.value(name_key(&person.name)), self.value(number_key(&person.id_number)));
                self.conditions.push(format!(
                    "d.id IN (SELECT p.dispute FROM party p WHERE p.called = {name} AND {ID_NUMBER} = {id})"
                ));
            }
        }
    }

    fn narrow_dates(&mut self, filter: &CaseFilter) {
        if let Some(range) = filter.accepted {
            self.between(self.on, range);
        }
        if let Some(range) = filter.closed {
            self.between("d.closed_on", range);
        }
        if let Some(range) = filter.found {
            let (from, to) = (self.value(iso(range.from)), self.value(iso(range.to)));
            // Written as a choice of two, each of which follows an index of its own.
            self.conditions.push(format!(
                "((d.accepted_on BETWEEN {from} AND {to} AND NOT {EARLIER}) OR \
                 (d.screened_on >= {from} AND d.screened_on <= {to} AND {EARLIER}))"
            ));
        }
        if let Some(day) = filter.unsettled_at {
            let mark = self.value(iso(day));
            self.conditions.push(format!(
                "(d.accepted_on <= {mark} OR d.screened_on <= {mark}) \
                 AND (d.closed_on IS NULL OR d.closed_on > {mark}) AND d.aside = 0"
            ));
        }
        if let Some(day) = filter.pending_at {
            let mark = self.value(iso(day));
            self.conditions.push(format!(
                "{} <= {mark} AND (d.closed_on IS NULL OR d.closed_on > {mark}) AND d.aside = 0",
                self.on
            ));
        }
        if filter.with_amount {
            self.conditions.push(
                "EXISTS (SELECT 1 FROM agreement a WHERE a.dispute = d.id AND a.amount_fen > 0)".to_owned(),
            );
        }
    }

    fn narrow_outcomes(&mut self, outcomes: &Outcomes) {
        match outcomes {
            Outcomes::All => {}
            Outcomes::Accepted => self.conditions.push("d.aside = 0".to_owned()),
            Outcomes::Open => self.conditions.push("d.outcome IS NULL AND d.aside = 0".to_owned()),
            Outcomes::Void => self.conditions.push("d.aside = 1 AND d.void_reason IS NOT NULL".to_owned()),
            Outcomes::Of(list) => {
                let marks: Vec<String> =
                    list.iter().map(|outcome| self.value(outcome.code().to_owned())).collect();
                self.conditions.push(format!(
                    "{}d.outcome IN ({}) AND d.void_reason IS NULL",
                    self.aside,
                    marks.join(", ")
                ));
            }
        }
    }

    fn narrow_place(&mut self, filter: &CaseFilter, directory: &Directory) {
        if let Some(id) = filter.office {
            let column = format!("{}d.office", self.aside);
            self.equals(&column, directory.office_local(id).unwrap_or(-1));
        }
        match filter.village {
            Pick::Any => {}
            Pick::Is(id) => self.equals("d.village", directory.office_local(id).unwrap_or(-1)),
            Pick::Missing => self.conditions.push("d.village IS NULL".to_owned()),
        }
        if let Some(level) = filter.level {
            self.equals("d.level", level.code().to_owned());
        }
        match filter.difficulty {
            Pick::Any => {}
            Pick::Is(grade) => self.equals("d.difficulty", grade.code().to_owned()),
            Pick::Missing => self.conditions.push("d.difficulty IS NULL".to_owned()),
        }
    }

    fn narrow_kind(&mut self, filter: &CaseFilter, directory: &Directory) {
        match &filter.kind {
            Tree::Any => {}
            Tree::Below(code) => self.any_of("d.type", codes_below(directory.types(), code.as_str())),
            Tree::Exactly(code) => self.equals("d.type", code.to_string()),
            Tree::AnyOf(codes) => self.any_of("d.type", codes.iter().map(ToString::to_string).collect()),
        }
        match &filter.source {
            Tree::Any => {}
            Tree::Below(code) => self.any_of("d.source", codes_below(directory.sources(), code.as_str())),
            Tree::Exactly(code) => self.equals("d.source", code.to_string()),
            Tree::AnyOf(codes) => self.any_of("d.source", codes.iter().map(ToString::to_string).collect()),
        }
    }

    fn narrow_grades(&mut self, filter: &CaseFilter, directory: &Directory) {
        if let Some(grade) = filter.difficulty_from {
            let mark = self.value(grade.code().to_owned());
            self.conditions.push(format!("d.difficulty >= {mark}"));
        }
        if let Some(body) = filter.body {
            self.equals(BODY, body.code().to_owned());
        }
        if let Some(band) = filter.band {
            let (from, to) = (self.value(band.from()), self.value(band.to()));
            self.conditions.push(format!("{KNOWN_PEOPLE} BETWEEN {from} AND {to}"));
        }
        match &filter.governance {
            Pick::Any => {}
            // A category counts its subtypes.
            Pick::Is(code) if code.list() == CategoryList::Levels => {
                let column = format!("substr({}, 1, {})", governance(directory), code.as_str().len());
                self.equals(&column, code.to_string());
            }
            Pick::Is(code) => self.equals(&governance(directory), code.to_string()),
            // Every case counts somewhere.
            Pick::Missing => self.conditions.push("0".to_owned()),
        }
        if filter.pre_litigation {
            self.conditions.push("d.pre_litigation = 1".to_owned());
        }
    }

    fn any_of(&mut self, column: &str, codes: Vec<String>) {
        if let [code] = codes.as_slice() {
            self.equals(column, code.clone());
        } else {
            let marks: Vec<String> = codes.into_iter().map(|code| self.value(code)).collect();
            self.conditions.push(format!("{column} IN ({})", marks.join(", ")));
        }
    }
}

/// A code and those below it in the dictionary's tree.
pub(in crate::store) fn codes_below(labels: &[Label], code: &str) -> Vec<String> {
    let mut found = vec![code.to_owned()];
    let mut at = 0;
    while at < found.len() {
        let parent = found[at].clone();
        found.extend(
            labels
                .iter()
                .filter(|label| label.parent.as_deref() == Some(&parent))
                .map(|label| label.code.clone()),
        );
        at += 1;
    }
    found
}
