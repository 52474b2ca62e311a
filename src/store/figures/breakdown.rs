//! The cases of a filtered list, by outcome.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::domain::Outcome;
use crate::store::ask::{COUNT_LIMIT, CaseFilter, Outcomes, Pick, Sql, Tree, codes_below};
use crate::store::column::code;
use crate::store::derived::ALL_OFFICES;
use crate::store::office::{Directory, Label};
use crate::store::{Result, Store};

/// The cases of one list, each counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breakdown {
    /// All cases of the list, void and declined ones too.
    pub cases: u64,
    /// 受理
    pub accepted: u64,
    /// 成功
    pub successful: u64,
    /// 不成
    pub unsuccessful: u64,
    /// 撤回
    pub withdrawn: u64,
    /// 移送
    pub referred: u64,
    /// 在办
    pub open: u64,
}

/// The state of a case, void ones apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Void,
    Open,
    Closed(Outcome),
}

impl Breakdown {
    fn add(&mut self, fate: Fate, cases: u64) {
        self.cases += cases;
        if !matches!(fate, Fate::Void | Fate::Closed(Outcome::Declined)) {
            self.accepted += cases;
        }
        match fate {
            Fate::Open => self.open += cases,
            Fate::Closed(Outcome::Written | Outcome::Oral) => self.successful += cases,
            Fate::Closed(Outcome::Unsuccessful) => self.unsuccessful += cases,
            Fate::Closed(Outcome::Withdrawn) => self.withdrawn += cases,
            Fate::Closed(Outcome::Referred) => self.referred += cases,
            Fate::Void | Fate::Closed(Outcome::Declined) => {}
        }
    }
}

impl Outcomes {
    fn leave(&self, fate: Fate) -> bool {
        match (self, fate) {
            (Self::All, _) | (Self::Void, Fate::Void) | (Self::Open, Fate::Open) => true,
            (Self::Accepted, fate) => !matches!(fate, Fate::Void | Fate::Closed(Outcome::Declined)),
            (Self::Of(list), Fate::Closed(outcome)) => list.contains(&outcome),
            _ => false,
        }
    }
}

impl Store {
    /// The cases of a filter by outcome: from the running totals where it uses at most one of their
    /// dimensions and no days, else counted one by one. None for more than ten thousand of those.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn breakdown(&self, filter: &CaseFilter) -> Result<Option<Breakdown>> {
        match dimension(filter, &self.directory) {
            Some((dimension, keys)) => self.breakdown_of_tally(filter, dimension, keys).map(Some),
            None => self.breakdown_by_case(filter),
        }
    }

    fn breakdown_of_tally(
        &self,
        filter: &CaseFilter,
        dimension: &str,
        keys: Vec<String>,
    ) -> Result<Breakdown> {
        let mut values = vec![Value::from(dimension.to_owned())];
        values.extend(keys.into_iter().map(Value::from));
        let marks: Vec<String> = (2..=values.len()).map(|n| format!("?{n}")).collect();
        let local = |id| self.directory.office_local(id).unwrap_or(-1);
        values.push(filter.office.map_or(ALL_OFFICES, local).into());
        let sql = format!(
            "SELECT total(accepted), total(written), total(oral), total(unsuccessful), total(withdrawn), total(referred), \
             total(declined), total(void) FROM tally \
             WHERE dimension = ?1 AND period < 10000 AND key IN ({}) AND office = ?{}",
            marks.join(", "),
            values.len()
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let sums: Vec<u64> = statement.query_row(params_from_iter(values), |row| {
            // Sums of counts are whole and far below what a float holds exactly.
            (0..8).map(|n| row.get::<_, f64>(n).map(|sum| sum.max(0.0) as u64)).collect()
        })?;
        let [accepted, written, oral, unsuccessful, withdrawn, referred, declined, void] = sums[..] else {
            return Ok(Breakdown::default());
        };
        let closed = written + oral + unsuccessful + withdrawn + referred;
        let fates = [
            (Fate::Open, accepted.saturating_sub(closed)),
            (Fate::Closed(Outcome::Written), written),
            (Fate::Closed(Outcome::Oral), oral),
            (Fate::Closed(Outcome::Unsuccessful), unsuccessful),
            (Fate::Closed(Outcome::Withdrawn), withdrawn),
            (Fate::Closed(Outcome::Referred), referred),
            (Fate::Closed(Outcome::Declined), declined),
            (Fate::Void, void),
        ];
        let mut breakdown = Breakdown::default();
        for (fate, cases) in fates.into_iter().filter(|(fate, _)| filter.outcomes.leave(*fate)) {
            breakdown.add(fate, cases);
        }
        Ok(breakdown)
    }

    fn breakdown_by_case(&self, filter: &CaseFilter) -> Result<Option<Breakdown>> {
        let sql = Sql::build(filter, &self.directory);
        let columns = "d.outcome AS outcome, d.void_reason IS NOT NULL AS void";
        let inner = sql.text(columns, &format!("LIMIT {}", COUNT_LIMIT + 1));
        let text = format!("SELECT outcome, void, count(*) FROM ({inner}) GROUP BY 1, 2");
        let breakdown = collect(&self.conn, &text, sql.values)?;
        Ok((breakdown.cases <= u64::from(COUNT_LIMIT)).then_some(breakdown))
    }
}

fn collect(conn: &Connection, text: &str, values: Vec<Value>) -> Result<Breakdown> {
    let mut statement = conn.prepare_cached(text)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut breakdown = Breakdown::default();
    while let Some(row) = rows.next()? {
        let outcome = code(row, 0, Outcome::from_code)?;
        let fate = if row.get(1)? { Fate::Void } else { outcome.map_or(Fate::Open, Fate::Closed) };
        breakdown.add(fate, row.get(2)?);
    }
    Ok(breakdown)
}

/// The dimension of the running totals with exactly the cases of this filter, but for office and outcome, and
/// its keys; none where the filter needs more than one.
fn dimension(filter: &CaseFilter, directory: &Directory) -> Option<(&'static str, Vec<String>)> {
    if filter.asks_of_cases() {
        return None;
    }
    let mut asked = [
        picked(&filter.village, ToString::to_string).map(|key| ("village", vec![key])),
        picked(&filter.mediator, ToString::to_string).map(|key| ("mediator", vec![key])),
        picked(&filter.difficulty, |grade| grade.code().to_owned()).map(|key| ("difficulty", vec![key])),
        branch(&filter.kind, directory.types(), ToString::to_string).map(|keys| ("type", keys)),
        branch(&filter.source, directory.sources(), ToString::to_string).map(|keys| ("source", keys)),
        filter.level.map(|level| ("level", vec![level.code().to_owned()])),
        filter.tag.clone().map(|tag| ("tag", vec![tag])),
    ]
    .into_iter()
    .flatten();
    let first = asked.next();
    match asked.next() {
        Some(_) => None,
        None => Some(first.unwrap_or_else(|| ("all", vec![String::new()]))),
    }
}

fn picked<T>(pick: &Pick<T>, key: impl Fn(&T) -> String) -> Option<String> {
    match pick {
        Pick::Any => None,
        Pick::Is(value) => Some(key(value)),
        Pick::Missing => Some(String::new()),
    }
}

fn branch<T>(tree: &Tree<T>, labels: &[Label], code: impl Fn(&T) -> String) -> Option<Vec<String>> {
    match tree {
        Tree::Any => None,
        Tree::Below(top) => Some(codes_below(labels, &code(top))),
        Tree::Exactly(one) => Some(vec![code(one)]),
        Tree::AnyOf(several) => Some(several.iter().map(code).collect()),
    }
}
