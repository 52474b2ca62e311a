//! Rebuilding all derived tables from the log.

use rusqlite::{Connection, TransactionBehavior, params};

use super::apply::{Derived, apply};
use super::case_rows::PART_TABLES;
use super::codes;
use crate::domain::Office;
use crate::store::log::Revision;
use crate::store::office::{Directory, Right, Settings};
use crate::store::{Result, Store};

/// Every table that follows from the log but those of the parts of a case, in an order in which they can be emptied.
const DERIVED: &[&str] = &[
    "search",
    "tally",
    "number_sequence",
    "dispute_mediator",
    "tag",
    "dispute",
    "service",
    "screening",
    "prevention",
    "indicator",
    "period_lock",
    "disclosure",
    "laptop",
    "setting",
    "operator",
    "mediator",
    "office",
    "head",
    "conflict",
    "record",
    "undone",
];

impl Store {
    /// Empties every derived table and replays the log into them, in one transaction. Returns how many revisions
    /// were replayed.
    ///
    /// # Errors
    /// [`StoreError::NotAllowed`](crate::store::StoreError::NotAllowed), or why it failed; then nothing
    /// changed.
    pub fn rebuild(&mut self) -> Result<u64> {
        self.may(Right::Log)?;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Parents and children are emptied in one go; foreign keys are checked at the commit.
        tx.pragma_update(None, "defer_foreign_keys", "ON")?;
        empty(&tx)?;
        let replayed = replay(&tx)?;
        tx.commit()?;
        self.directory = Directory::load(&self.conn)?;
        self.settings = Settings::load(&self.conn)?;
        Ok(replayed)
    }
}

/// Empties every derived table.
pub(in crate::store) fn empty(conn: &Connection) -> Result<()> {
    for table in PART_TABLES.iter().map(|table| table.name).chain(DERIVED.iter().copied()) {
        conn.execute(&format!("DELETE FROM {table}"), [])?;
    }
    codes::reset(conn)?;
    add_root(conn)
}

/// Applies every revision of the log in the order of the stamps.
pub(in crate::store) fn replay(conn: &Connection) -> Result<u64> {
    let mut derived = Derived::from(Directory::load(conn)?);
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device ORDER BY r.stamp, d.uuid, r.seq",
        Revision::COLUMNS
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut replayed = 0;
    while let Some(row) = rows.next()? {
        let revision = Revision::from_row(row)?;
        let body = revision.parsed()?;
        apply(conn, &revision, body, &mut derived)?;
        replayed += 1;
    }
    derived.flush(conn)?;
    Ok(replayed)
}

/// The district's row always exists and is the first; its name comes with its revision.
pub(in crate::store) fn add_root(conn: &Connection) -> Result<()> {
    conn.execute(
        "INSERT INTO office (id, uuid, kind) VALUES (1, ?1, 'district')",
        params![Office::root_id().uuid()],
    )?;
    Ok(())
}
