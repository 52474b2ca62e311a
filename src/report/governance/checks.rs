//! What must hold in the form, column by column; the cases that break it are listed.

use super::super::figure_form::Check;
use super::super::items::{Base, MEDIATED};
use super::figures::{FormFigures, Keyed, found, is_within, last_day};
use crate::domain::{Band, DateRange, DisputeId, GovernanceCode};
use crate::store::{Axis, CaseFilter, Result, Store};
use crate::text::{Lang, Words, report as words};

/// The most cases listed for one check.
const MOST_NAMED: usize = 200;

/// A column of the form.
pub(super) struct Column {
    pub name: String,
    pub base: Base,
    pub figures: FormFigures,
}

/// The two sides of a check in one column.
struct Sides {
    parts: i64,
    whole: i64,
    sign: Sign,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Equal,
    AtMost,
}

impl Sides {
    const fn equal(parts: i64, whole: i64) -> Self {
        Self { parts, whole, sign: Sign::Equal }
    }

    const fn at_most(parts: i64, whole: i64) -> Self {
        Self { parts, whole, sign: Sign::AtMost }
    }

    fn passed(&self) -> bool {
        match self.sign {
            Sign::Equal => self.parts == self.whole,
            Sign::AtMost => self.parts <= self.whole,
        }
    }

    fn text(&self) -> String {
        let sign = match (self.sign, self.passed()) {
            (Sign::Equal, true) => "=",
            (Sign::Equal, false) => "<>",
            (Sign::AtMost, true) => "<=",
            (Sign::AtMost, false) => ">",
        };
        format!("{} {sign} {}", self.parts, self.whole)
    }
}

/// Checks the columns: those of the levels, then the subtotal, then the year.
pub(super) struct Checker<'a> {
    pub store: &'a Store,
    pub columns: &'a [Column],
    pub categories: &'a [GovernanceCode],
    pub lang: Lang,
}

impl Checker<'_> {
    pub(super) fn all(&self) -> Result<Vec<Check>> {
        let is_listed = |key: &str| self.categories.iter().any(|category| is_within(key, category));
        let is_band = |key: &str| Band::from_code(key).is_some();
        Ok(vec![
            self.each(
                ("categories", words::CHECK_CATEGORIES),
                |figures| Sides::equal(sum(&figures.found_by_category, is_listed), figures.found),
                |column| self.strange(found(&column.base), &column.figures.found_by_category, is_listed),
            )?,
            self.each(
                ("categories-mediated", words::CHECK_CATEGORIES_MEDIATED),
                |figures| Sides::equal(sum(&figures.mediated_by_category, is_listed), figures.mediated),
                |column| {
                    let mediated = column.base.closed_as(&MEDIATED);
                    self.strange(mediated, &column.figures.mediated_by_category, is_listed)
                },
            )?,
            self.each(
                ("bands", words::CHECK_BANDS),
                |figures| Sides::equal(sum(&figures.found_by_band, is_band), figures.found),
                |column| without_people(self.store, &column.base, MOST_NAMED),
            )?,
            self.each(
                ("mediated", words::CHECK_MEDIATED),
                |figures| Sides::at_most(figures.mediated, figures.carried + figures.found),
                |column| closed_too_early(self.store, &column.base),
            )?,
            self.each(
                ("success", words::CHECK_SUCCESS),
                |figures| Sides::at_most(figures.successful, figures.mediated),
                |_| Ok(Vec::new()),
            )?,
            self.columns("columns", words::CHECK_COLUMNS, |figures| figures.found),
            self.columns("columns-mediated", words::CHECK_COLUMNS_MEDIATED, |figures| figures.mediated),
        ])
    }

    /// The cases under keys that the form has no row for.
    fn strange(
        &self,
        cases: CaseFilter,
        keyed: &Keyed,
        stands: impl Fn(&str) -> bool,
    ) -> Result<Vec<DisputeId>> {
        let keys: Vec<String> = keyed.keys().filter(|key| !stands(key)).cloned().collect();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        self.store.cases_with_keys(&cases, Axis::Governance, &keys, MOST_NAMED)
    }

    /// One check in every column: the first that fails is shown, or else the subtotal.
    fn each(
        &self,
        (code, name): (&'static str, Words),
        sides: impl Fn(&FormFigures) -> Sides,
        breaking: impl Fn(&Column) -> Result<Vec<DisputeId>>,
    ) -> Result<Check> {
        let failed: Vec<&Column> =
            self.columns.iter().filter(|column| !sides(&column.figures).passed()).collect();
        let mut cases: Vec<DisputeId> = Vec::new();
        for column in &failed {
            let new: Vec<DisputeId> =
                breaking(column)?.into_iter().filter(|id| !cases.contains(id)).collect();
            cases.extend(new);
        }
        let figures = match (failed.first(), self.subtotal()) {
            (Some(column), _) => {
                format!("{}{}", sides(&column.figures).text(), words::of_office(self.lang, &column.name))
            }
            (None, Some(subtotal)) => sides(&subtotal.figures).text(),
            (None, None) => String::new(),
        };
        let breaking = (!cases.is_empty()).then(|| CaseFilter { only: Some(cases), ..CaseFilter::default() });
        let name = name.text(self.lang).to_owned();
        Ok(Check { code, name, figures, passed: failed.is_empty(), breaking })
    }

    fn subtotal(&self) -> Option<&Column> {
        self.columns.iter().rev().nth(1)
    }

    /// The levels add up to the subtotal.
    fn columns(&self, code: &'static str, name: Words, of: impl Fn(&FormFigures) -> i64) -> Check {
        let levels = self.columns.len().saturating_sub(2);
        let parts = self.columns.iter().take(levels).map(|column| of(&column.figures)).sum();
        let whole = self.subtotal().map_or(0, |column| of(&column.figures));
        let sides = Sides::equal(parts, whole);
        let name = name.text(self.lang).to_owned();
        Check { code, name, figures: sides.text(), passed: sides.passed(), breaking: None }
    }
}

/// The cases of a column of which nobody said how many people they concern, and which have no parties either.
pub(super) fn without_people(store: &Store, base: &Base, most: usize) -> Result<Vec<DisputeId>> {
    store.cases_with_keys(&found(base), Axis::Band, &[String::new()], most)
}

/// The cases mediated within the days of a column that were found only later.
fn closed_too_early(store: &Store, base: &Base) -> Result<Vec<DisputeId>> {
    let later = base.range.to.succ_opt().and_then(|after| DateRange::new(after, last_day()));
    let Some(later) = later else { return Ok(Vec::new()) };
    let mut cases = store.all_ids(&CaseFilter { found: Some(later), ..base.closed_as(&MEDIATED) })?;
    cases.truncate(MOST_NAMED);
    Ok(cases)
}

fn sum(keyed: &Keyed, stands: impl Fn(&str) -> bool) -> i64 {
    keyed.iter().filter(|(key, _)| stands(key)).map(|(_, cases)| cases).sum()
}
