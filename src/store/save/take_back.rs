//! Taking an import of this laptop back: one save of new revisions, nothing is taken out of the log.
//!
//! An import is one transaction, so its revisions stand together in the log of the device: `via` is "import", the
//! time is the same, and where another import of the same second stands before them the first says that it begins. What it made is voided, what it changed gets its values back; what somebody has edited since
//! stays. Offices, mediators and codes stay too: other cases may name them by now.

use rusqlite::Connection;
use uuid::Uuid;

use super::past::{SaveName, fields_around, way_back};
use super::undo::revision_named;
use super::write::{Ending, Standing, Writer};
use crate::domain::TAKEN_BACK;
use crate::store::derived::entry_name;
use crate::store::log::{Body, Fields, IMPORT, IMPORT_UNDONE, Kind, fields_of, origin_of};
use crate::store::progress::{Stage, Ticker, Watch};
use crate::store::{Device, Result, Store, StoreError};

/// Whether an import is taken back or it is only said what that would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeBack {
    /// Nothing is written.
    DryRun,
    /// It is taken back.
    Write,
}

/// Names an import of this laptop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportName {
    pub(super) device: Uuid,
    /// One of its saves.
    pub(super) last: i64,
    /// When it was, as [`TakenBack::at`].
    pub at: String,
}

/// An import that can be taken back, for the question whether to do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Names it.
    pub name: ImportName,
    /// The files it came from, if its save says them.
    pub file: Option<String>,
    /// The cases, services and figures that it brought or updated.
    pub records: u64,
}

/// What taking an import back did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// When the import was, by the wall clock with its offset from UTC (RFC 3339).
    pub at: String,
    /// Cases that it had brought: void now.
    pub cases: u64,
    /// Cases that it had updated: they have their earlier values again.
    pub restored: u64,
    /// Services and figures that it had brought: void now.
    pub entries: u64,
    /// The numbers of the cases that stay, since they were edited after the import.
    pub kept: Vec<String>,
    /// Services and figures that stay for the same reason.
    pub kept_entries: u64,
}

impl TakenBack {
    /// Whether anything was taken back.
    pub const fn is_any(&self) -> bool {
        self.cases + self.restored + self.entries > 0
    }

    fn keep(&mut self, kind: Kind, now: &Fields) {
        if kind == Kind::Dispute {
            let number = now.get("number").and_then(|number| number.as_str()).unwrap_or_default();
            self.kept.push(number.to_owned());
        } else {
            self.kept_entries += 1;
        }
    }
}

/// The revisions of one import.
struct Import {
    first: i64,
    last: i64,
    at: String,
    /// Whether one before `first` may belong to it.
    is_open: bool,
    /// The records that can be taken back.
    brings: u64,
    file: Option<String>,
}

impl Import {
    fn is_taken_back(&self, conn: &Connection, device: Device) -> Result<bool> {
        Ok(conn.prepare_cached(UNDONE)?.exists([device.local, self.first, self.last])?)
    }
}

/// The saves of imports, newest first.
const IMPORTED: &str = "SELECT seq, at, kind, ifnull(body ->> '$.begins', 0), body ->> '$.file' FROM revision \
                        WHERE device = ?1 AND body ->> '$.via' = 'import' ORDER BY seq DESC";
/// All saves, newest first.
const LATEST: &str = "SELECT at, kind, body ->> '$.via' FROM revision WHERE device = ?1 ORDER BY seq DESC";
/// Whether any of those saves was taken back.
const UNDONE: &str = "SELECT 1 FROM undone WHERE device = ?1 AND seq BETWEEN ?2 AND ?3";
/// Whether two laptops contradict each other about a record.
const CONTESTED: &str = "SELECT 1 FROM conflict WHERE record = ?1";

/// The last import of this device, or the one with that save, if it was not taken back.
fn find_import(conn: &Connection, device: Device, with: Option<i64>) -> Result<Option<Import>> {
    let is_meant = |import: &Import| -> Result<bool> {
        let is_it = with.is_none_or(|seq| (import.first..=import.last).contains(&seq));
        // A mapping that is remembered after an import is no import.
        Ok(is_it && import.brings > 0 && !import.is_taken_back(conn, device)?)
    };
    let mut statement = conn.prepare_cached(IMPORTED)?;
    let mut rows = statement.query([device.local])?;
    let mut found: Option<Import> = None;
    while let Some(row) = rows.next()? {
        let (seq, at, kind): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut import = match found.take() {
            Some(import) if import.is_open && import.first == seq + 1 && import.at == at => import,
            Some(import) if is_meant(&import)? => return Ok(Some(import)),
            _ => Import { first: seq, last: seq, at, is_open: true, brings: 0, file: None },
        };
        import.first = seq;
        import.is_open = row.get::<_, i64>(3)? == 0;
        import.brings += u64::from(Kind::from_code(&kind).is_some_and(is_brought));
        import.file = row.get::<_, Option<String>>(4)?.or(import.file);
        found = Some(import);
    }
    match found {
        Some(import) if is_meant(&import)? => Ok(Some(import)),
        _ => Ok(None),
    }
}

/// Whether the log ends with another import of the same second: only then the next one needs a mark.
pub(super) fn follows_import(conn: &Connection, device: Device, at: &str) -> Result<bool> {
    let mut statement = conn.prepare_cached(LATEST)?;
    let mut rows = statement.query([device.local])?;
    while let Some(row) = rows.next()? {
        let (then, kind, via): (String, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if then != at || via.as_deref() != Some(IMPORT) {
            break;
        }
        if Kind::from_code(&kind).is_some_and(is_brought) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Store {
    /// The last import of this laptop that can be taken back.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn last_import(&self) -> Result<Option<Imported>> {
        // In a copy the last saves are another laptop's.
        if self.standing() == Standing::Moved {
            return Ok(None);
        }
        let device = self.device.uuid;
        let found = find_import(&self.conn, self.device, None)?;
        Ok(found.map(|import| Imported {
            name: ImportName { device, last: import.last, at: import.at },
            file: import.file,
            records: import.brings,
        }))
    }

    /// The last import that was written through here.
    pub const fn imported(&self) -> Option<&ImportName> {
        self.imported.as_ref()
    }

    /// Takes that import back; none where it cannot be any more. What was edited since stays and is told.
    ///
    /// # Errors
    /// Why the file could not be written, or that the watcher said to stop; nothing is taken back then.
    pub fn take_import_back(
        &mut self,
        name: &ImportName,
        how: TakeBack,
        watch: &mut Watch<'_>,
    ) -> Result<Option<TakenBack>> {
        if self.standing() == Standing::Moved || name.device != self.device.uuid {
            return Ok(None);
        }
        let Some(import) = find_import(&self.conn, self.device, Some(name.last))? else { return Ok(None) };
        let saves = u64::try_from(import.last - import.first + 1).unwrap_or_default();
        let mut ticker = Ticker::new(watch, Stage::Writing, saves);
        let mut done = TakenBack { at: import.at.clone(), ..TakenBack::default() };
        let done = self.transact_ending(Some(IMPORT_UNDONE), |writer| {
            for seq in (import.first..=import.last).rev() {
                writer.take_back(seq, &mut done)?;
                ticker.tick().map_err(|_| StoreError::Io(std::io::ErrorKind::Interrupted.into()))?;
            }
            // In the order in which they came.
            done.kept.reverse();
            let ending = match how {
                TakeBack::DryRun => Ending::RollBack,
                TakeBack::Write => Ending::Commit,
            };
            Ok((done, ending))
        })?;
        Ok(Some(done))
    }

    /// The query plans of finding the last import, for the test that they follow indexes.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn imports_plan(&self) -> Result<String> {
        let steps = [(IMPORTED, 1), (LATEST, 1), (UNDONE, 3), (CONTESTED, 1)].map(|(sql, values)| {
            crate::store::column::plan(&self.conn, sql, vec![rusqlite::types::Value::Integer(1); values])
        });
        Ok(steps.into_iter().collect::<Result<Vec<_>>>()?.join("\n"))
    }
}

impl Writer<'_> {
    /// Takes one save of an import back, unless its record was edited since.
    fn take_back(&mut self, seq: i64, done: &mut TakenBack) -> Result<()> {
        let name = (self.device.uuid, seq);
        let Some(revision) = revision_named(self.conn, name.0, seq)? else { return Ok(()) };
        let Some(kind) = Kind::from_code(&revision.kind).filter(|kind| is_brought(*kind)) else {
            return Ok(());
        };
        let record = &revision.record;
        let now = fields_of(self.conn, record)?.unwrap_or_default();
        let (before, after) = fields_around(self.conn, record, SaveName::from(name))?;
        let set = if origin_of(self.conn, record)?.is_some_and(|origin| origin.name == name) {
            Fields::from([("void".to_owned(), TAKEN_BACK.into())])
        } else {
            way_back(&now, &before)
        };
        if now != after || set.is_empty() || self.is_contested(record)? || !self.is_ours(kind, record)? {
            done.keep(kind, &now);
            return Ok(());
        }
        let is_void = set.get("void").is_some_and(|reason| !reason.is_null());
        let set = self.with_replaced(record, set)?;
        self.append(kind, record, Body { set, undoes: Some(name), ..Body::default() })?;
        match (kind, is_void) {
            (Kind::Dispute, true) => done.cases += 1,
            (Kind::Dispute, false) => done.restored += 1,
            _ => done.entries += 1,
        }
        Ok(())
    }

    fn is_contested(&self, record: &[u8; 16]) -> Result<bool> {
        Ok(self.conn.prepare_cached(CONTESTED)?.exists([record])?)
    }

    /// Whether this laptop may edit the record: a case may have been handed over since.
    fn is_ours(&self, kind: Kind, record: &[u8; 16]) -> Result<bool> {
        if kind != Kind::Dispute {
            return Ok(true);
        }
        match self.keep_to_own(record) {
            Err(StoreError::KeptElsewhere(_)) => Ok(false),
            kept => kept.map(|()| true),
        }
    }
}

/// Whether records of that kind are taken back with the import that brought them.
fn is_brought(kind: Kind) -> bool {
    kind == Kind::Dispute || entry_name(kind, [0; 16]).is_some()
}
