//! What is odd about a sheet and is said before it is written: nobody would find it afterwards in a year of cases.

use super::mapping::{MappedColumn, Mapping, Recognised};
use super::report::SheetReport;

/// Something odd about a sheet as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd<'a> {
    /// There is no day of acceptance; this column stands in for it.
    StandIn(&'a MappedColumn),
    /// The meaning of this column was guessed from its cells.
    Guessed(&'a MappedColumn),
    /// So many cases are of that year, and the ledger says another.
    OtherYear {
        /// The year that the ledger says.
        ledger: i32,
        /// The year of the cases.
        year: i32,
        /// How many.
        cases: u64,
    },
    /// So many rows without a number are equal to others above, and are cases of their own.
    EqualRows(u64),
    /// So many cases were accepted after today.
    InFuture(u64),
}

/// Everything odd about a sheet, as it is planned.
pub fn oddities<'a>(mapping: &'a Mapping, report: &'a SheetReport) -> Vec<Odd<'a>> {
    let at = |at: usize| mapping.columns().get(at);
    let stand_in = mapping.stand_in().and_then(at).map(Odd::StandIn);
    let guessed =
        mapping.columns().iter().filter(|mapped| mapped.by == Recognised::Cells && mapped.column.is_some());
    let ledger = mapping.year().map(|year| year.value);
    let years = report
        .other_years
        .iter()
        .filter_map(|(year, cases)| Some(Odd::OtherYear { ledger: ledger?, year: *year, cases: *cases }));
    let in_future = (report.in_future > 0).then_some(Odd::InFuture(report.in_future));
    let equal = (report.equal_rows > 0).then_some(Odd::EqualRows(report.equal_rows));
    stand_in.into_iter().chain(guessed.map(Odd::Guessed)).chain(years).chain(in_future).chain(equal).collect()
}
