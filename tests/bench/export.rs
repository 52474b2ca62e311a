//! Measuring exports: the year's case table and totals as workbooks, and the ledger row by row.

use std::io::sink;
use std::path::Path;
use std::time::Instant;

use tiaojie::document::Press;
use tiaojie::domain::{CutOff, Masking, Period, RateBasis};
use tiaojie::report::{Asked, Export, Exported, Format, LedgerQuestion, Question, Scope, write_export};
use tiaojie::store::{CaseFilter, Grouping, ListQuery, Outcomes, Result, Store, StoreError, unwatched};
use tiaojie::text::Lang;

use crate::measure::{Figure, open, timed};

/// At most so many cases go out in one measurement: the million takes the same time for each of them.
const CASES: usize = 100_000;

/// What exports take.
pub fn figures(path: &Path) -> Result<Vec<Figure>> {
    let store = open(path)?;
    let (period, cut_off, rate) = (Period::Year(2023), CutOff::MONTH_END, RateBasis::Accepted);
    let each = Exported::CaseTable(Asked { period, scope: Scope::Each, cut_off, rate });
    let year = Exported::Year(Question { period, grouping: Grouping::Month, office: None, cut_off, rate });
    let totals = Exported::Totals(Question { period, grouping: Grouping::Type, office: None, cut_off, rate });
    let mut figures = vec![
        timed("case table of a year, every office, to xlsx", 3, |_| {
            written(&store, &each, Format::Xlsx).map(drop)
        })?,
        timed("totals of a year to xlsx", 5, |_| written(&store, &totals, Format::Xlsx).map(drop))?,
        timed("year by month with charts to xlsx", 5, |_| written(&store, &year, Format::Xlsx).map(drop))?,
    ];
    figures.push(forms(&store)?);
    for (name, format) in [("ledger to xlsx", Format::Xlsx), ("ledger to csv", Format::Csv)] {
        figures.push(ledger(&store, name, format)?);
    }
    Ok(figures)
}

fn written(store: &Store, subject: &Exported, format: Format) -> Result<u64> {
    let export = Export { subject: subject.clone(), format, masking: Masking::Masked, lang: Lang::Zh };
    let done = write_export(store, &export, &mut sink(), &mut unwatched());
    done.map_err(|error| StoreError::Io(std::io::Error::other(error.to_string())))
}

/// The whole file of a case, template to bytes.
fn forms(store: &Store) -> Result<Figure> {
    // Of cases that count: the newest ones of all are those that measuring the saves has left void.
    let filter = CaseFilter { outcomes: Outcomes::Accepted, ..CaseFilter::default() };
    let newest = store.list(&ListQuery { filter, limit: 50, ..ListQuery::default() })?;
    timed("all forms of one case as docx", 50, |n| {
        let case = store.dispute(newest[n % newest.len()].id)?;
        let file = Press::new(store).whole_file(&case);
        file.map(drop).map_err(|error| StoreError::Io(std::io::Error::other(error.to_string())))
    })
}

/// Cases a second, of the newest that make up the bound.
fn ledger(store: &Store, name: &'static str, format: Format) -> Result<Figure> {
    let filter = CaseFilter { outcomes: Outcomes::Accepted, ..CaseFilter::default() };
    let mut only = store.all_ids(&filter)?;
    only.truncate(CASES);
    let filter = if only.len() < CASES { filter } else { CaseFilter { only: Some(only), ..filter } };
    let subject = Exported::Ledger(Box::new(LedgerQuestion { filter, period: None }));
    let begun = Instant::now();
    let cases = written(store, &subject, format)?;
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Figure { name, text: format!("{:.0} cases/s", cases as f64 / seconds) })
}
