//! An import: one transaction, and cases made ready for it, which is everything that needs no file, on a second thread.

use rusqlite::Connection;

use super::take_back::{ImportName, follows_import};
use super::write::{CACHE, Changed, Ending, Standing, Writer};
use crate::domain::{Dispute, DisputeId, identity};
use crate::store::derived::{Bulk, NewCase, apply, apply_new_case};
use crate::store::log::{Body, IMPORT, Kind, fields};
use crate::store::{Result, Store};

/// The page cache while an import runs; negative is KiB.
const IMPORT_CACHE: i64 = -12_288;

impl Store {
    /// Runs an import of so many new cases from that file in one transaction, which can be told from one before it and
    /// taken back as a whole.
    ///
    /// # Errors
    /// What `work` returns, or why the file could not be written.
    pub fn import<T>(
        &mut self,
        new: u64,
        file: &str,
        work: impl FnOnce(&mut Writer<'_>) -> Result<T>,
    ) -> Result<T> {
        // With a rollback journal each new page is written once, and not to the -wal first: it needs no copy to go back to.
        // SQLite refuses while another program has the file open; then it is done as always.
        let is_alone = Bulk::pays(&self.conn, new)? && journal(&self.conn, "DELETE")? == "delete";
        self.conn.pragma_update(None, "cache_size", IMPORT_CACHE)?;
        // What sorts the indexes may go to files, as long as what is in them is plain on the disk anyway.
        if self.key.is_none() {
            self.conn.pragma_update(None, "temp_store", "FILE")?;
        }
        let done = self.transact_now(Some(IMPORT), |writer| {
            writer.begins = follows_import(writer.conn, writer.device, &writer.at)?;
            writer.file = Some(file.to_owned()).filter(|file| !file.is_empty());
            writer.expect_cases(new)?;
            let done = work(writer)?;
            let name = ImportName { device: writer.device.uuid, last: writer.last(), at: writer.at.clone() };
            Ok(((done, name), Ending::Commit))
        });
        self.conn.pragma_update(None, "cache_size", CACHE)?;
        self.conn.pragma_update(None, "temp_store", "MEMORY")?;
        if is_alone {
            journal(&self.conn, "WAL")?;
        }
        let (done, name) = done?;
        self.imported = Some(name);
        Ok(done)
    }
}

/// Sets the kind of journal; the one that is used from now on.
fn journal(conn: &Connection, kind: &str) -> Result<String> {
    let sql = format!("PRAGMA journal_mode = {kind}");
    match conn.query_row(&sql, [], |row| row.get(0)) {
        Err(error) if is_busy(&error) => Ok(String::new()),
        mode => Ok(mode?),
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    error.sqlite_error_code().is_some_and(|code| matches!(code, DatabaseBusy | DatabaseLocked))
}

/// A new case that has its number, ready to be put by [`Writer::put_ready`].
pub struct Ready {
    id: DisputeId,
    /// The body of its revision as it is logged.
    body: String,
    case: NewCase,
}

impl Ready {
    /// Makes a case ready.
    ///
    /// # Errors
    /// Why it cannot be logged.
    pub fn of(mut case: Dispute) -> Result<Self> {
        identity::settle(&mut case);
        let fields = fields::of_dispute(&case);
        // As it will be read from the log.
        let logged = fields::to_dispute(case.id, &fields);
        let body = Body { via: Some(IMPORT.to_owned()), ..Body::making(fields) };
        Ok(Self { id: case.id, body: body.text()?, case: NewCase::of(logged) })
    }
}

impl Writer<'_> {
    /// Whether the next save goes on with an import by this device that others have begun.
    fn goes_on_importing(&self) -> bool {
        let is_import = self.via.as_deref() == Some(IMPORT);
        self.announced && is_import && !self.begins && self.standing == Standing::Home
    }

    /// Puts a new case that was made ready, once. The result is that of [`Writer::put_dispute`].
    ///
    /// # Errors
    /// As [`Writer::put_dispute`].
    pub fn put_ready(&mut self, ready: &mut Ready) -> Result<Changed> {
        if !self.goes_on_importing() {
            // The first one also says which laptop this is, and that an import begins.
            let saved = self.put_dispute(None, ready.case.case().clone())?;
            self.announced = true;
            return Ok(saved.change);
        }
        // Who could put the first one may put the others.
        let revision = self.log(Kind::Dispute, ready.id.bytes(), std::mem::take(&mut ready.body))?;
        if !apply_new_case(self.conn, &revision, &mut ready.case, &mut self.derived)? {
            // Another program has brought it meanwhile. An error takes the revision back too.
            self.keep_to_own(ready.id.bytes())?;
            apply(self.conn, &revision, revision.parsed()?, &mut self.derived)?;
        }
        // Where it was made, it is dropped too.
        ready.body = revision.body;
        Ok(Changed::Written)
    }
}
