//! Doing what was planned, in one transaction: all of it or nothing.

use super::Differences;
use super::case::{CaseLine, CaseReader, Resolved};
use super::headers::LedgerKind;
use super::plan::{Plan, Planned, Verdict};
use super::report::SheetReport;
use super::service::ServiceReader;
use crate::domain::Dispute;
use crate::store::{Result, Store, Writer};

/// Which rows are written in one go over a sheet.
#[derive(Clone, Copy, PartialEq)]
enum Pass {
    /// Rows with a number of their own, so that none of these is given to another.
    Numbered,
    /// Rows that are given one.
    Unnumbered,
}

impl Plan {
    /// Writes what was planned and returns what became of every row.
    ///
    /// # Errors
    /// Why the file could not be written; nothing of the import is in it then.
    pub fn apply(mut self, store: &mut Store, differences: Differences) -> Result<Vec<SheetReport>> {
        self.marks.give(&mut self.places);
        let sheets = std::mem::take(&mut self.sheets);
        let writes =
            |planned: &Planned| planned.verdicts.iter().any(|verdict| is_written(*verdict, differences));
        if self.places.settled().next().is_some() || sheets.iter().any(writes) {
            let before = changed_cases(store, &sheets, differences)?;
            let is_new = |verdict: &&Verdict| matches!(verdict, Verdict::New(_));
            let new =
                sheets.iter().map(|planned| planned.verdicts.iter().filter(is_new).count()).sum::<usize>();
            store.transact_via(Some("import"), |writer| {
                writer.expect_cases(u64::try_from(new).unwrap_or(u64::MAX))?;
                self.write(writer, &sheets, before)
            })?;
        }
        Ok(sheets.into_iter().map(|planned| planned.report).collect())
    }

    fn write(&mut self, writer: &mut Writer<'_>, sheets: &[Planned], before: Vec<Dispute>) -> Result<()> {
        let settled: Vec<_> = self.places.settled().cloned().collect();
        for office in &settled {
            writer.put_office(office)?;
        }
        let mut before = before.into_iter().map(|dispute| (dispute.id, dispute)).collect();
        for pass in [Pass::Numbered, Pass::Unnumbered] {
            for planned in sheets.iter().filter(|planned| planned.layout.kind == LedgerKind::Cases) {
                self.write_cases(writer, planned, pass, &mut before)?;
            }
        }
        for planned in sheets.iter().filter(|planned| planned.layout.kind == LedgerKind::Services) {
            self.write_services(writer, planned)?;
        }
        Ok(())
    }

    fn write_cases(
        &mut self,
        writer: &mut Writer<'_>,
        planned: &Planned,
        pass: Pass,
        before: &mut std::collections::HashMap<crate::domain::DisputeId, Dispute>,
    ) -> Result<()> {
        let rows = planned.sheet.rows.iter().skip(planned.layout.rows_above);
        for ((line, cells), verdict) in rows.zip(&planned.verdicts) {
            let (Verdict::New(id) | Verdict::Differs(id)) = *verdict else { continue };
            let known = before.get(&id);
            if known.is_none() && matches!(verdict, Verdict::Differs(_)) {
                continue;
            }
            let reader =
                CaseReader { layout: &planned.layout, directory: &self.directory, today: self.today };
            // What was read when it was planned reads the same now.
            let Ok((case, _)) = reader.read(*line, cells) else { continue };
            if case.number.is_empty() != (pass == Pass::Unnumbered) {
                continue;
            }
            let resolved = self.resolve(&case);
            self.write_named(writer, &resolved)?;
            write_case(writer, &case, id, known, &resolved)?;
            before.remove(&id);
        }
        Ok(())
    }

    /// Writes the offices and mediators that a case is the first to need.
    fn write_named(&mut self, writer: &mut Writer<'_>, resolved: &Resolved) -> Result<()> {
        for id in std::iter::once(resolved.office).chain(resolved.village) {
            if let Some(office) = self.places.take_awaited(id) {
                writer.put_office(&office)?;
            }
        }
        for id in &resolved.mediators {
            if let Some(mediator) = self.people.take_new(*id) {
                writer.put_mediator(&mediator)?;
            }
        }
        Ok(())
    }

    fn write_services(&self, writer: &mut Writer<'_>, planned: &Planned) -> Result<()> {
        let mut reader = ServiceReader {
            layout: &planned.layout,
            directory: &self.directory,
            today: self.today,
            met: std::collections::HashMap::new(),
        };
        let rows = planned.sheet.rows.iter().skip(planned.layout.rows_above);
        for ((line, cells), verdict) in rows.zip(&planned.verdicts) {
            // Every row is read, so that equal ones are counted as they were when it was planned.
            let read = reader.read(*line, cells);
            if let (Ok(service), Verdict::NewService) = (read, verdict) {
                writer.put_entry(None, &service)?;
            }
        }
        Ok(())
    }
}

fn is_written(verdict: Verdict, differences: Differences) -> bool {
    match verdict {
        Verdict::New(_) | Verdict::NewService => true,
        Verdict::Differs(_) => differences == Differences::Update,
        Verdict::Nothing => false,
    }
}

/// The cases that are to be updated, as they stand in the file.
fn changed_cases(store: &Store, sheets: &[Planned], differences: Differences) -> Result<Vec<Dispute>> {
    if differences == Differences::Keep {
        return Ok(Vec::new());
    }
    let verdicts = sheets.iter().flat_map(|planned| planned.verdicts.iter());
    verdicts
        .filter_map(|verdict| if let Verdict::Differs(id) = verdict { Some(*id) } else { None })
        .map(|id| store.dispute(id))
        .collect()
}

fn write_case(
    writer: &mut Writer<'_>,
    case: &CaseLine,
    id: crate::domain::DisputeId,
    known: Option<&Dispute>,
    resolved: &Resolved,
) -> Result<()> {
    let after = match known {
        Some(known) => {
            let mut after = known.clone();
            case.put_into(&mut after, resolved);
            after
        }
        None => case.to_dispute(id, resolved),
    };
    writer.put_dispute(known, after)?;
    Ok(())
}
