//! Which lines of a planned sheet are written, and which stand in the file just so.

use std::collections::BTreeSet;

use super::plan::{Plan, Planned, Verdict};
use super::record::Piece;
use super::sheet::Row;
use crate::domain::DisputeId;

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It is written.
    Written,
    /// It stands in the file just so.
    Same,
}

impl Plan {
    /// The lines of the file on which such records of a sheet begin; the sheet by its place among [`Self::reports`].
    pub fn lines(&self, sheet: usize, became: Became) -> Vec<u64> {
        self.sheets.get(sheet).map(|planned| lines(planned, became)).unwrap_or_default()
    }

    /// The cases that are not in the file yet.
    pub fn new_cases(&self) -> impl Iterator<Item = DisputeId> {
        let pieces = self.sheets.iter().flat_map(|planned| &planned.pieces);
        pieces.filter_map(|(_, verdict)| if let Verdict::New(id) = verdict { Some(*id) } else { None })
    }
}

fn lines(planned: &Planned, became: Became) -> Vec<u64> {
    let refused: BTreeSet<u64> = planned.report.refused.iter().map(|remark| remark.line).collect();
    let records = planned.pieces.iter().filter_map(|(piece, verdict)| match piece {
        Piece::Record(first, ..) => Some((planned.sheet.row(*first).map_or(0, Row::line), *verdict)),
        Piece::Skipped(..) => None,
    });
    let wanted = records.filter(|(line, verdict)| match verdict {
        Verdict::New(_) | Verdict::NewService | Verdict::NewPlace => became == Became::Written,
        Verdict::Differs(_) | Verdict::Completed => false,
        Verdict::Nothing => became == Became::Same && !refused.contains(line),
    });
    wanted.map(|(line, _)| line).collect()
}
