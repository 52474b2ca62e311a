//! Upgrades the schema of an older file, in one transaction, after a verified copy was made.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::connection::{connect, copy_into};
use crate::store::derived::{add_root, replay};
use crate::store::schema::{SCHEMA, version_of};
use crate::store::{Result, StoreError};
use crate::vault::{DataKey, file};

/// The tables that cannot be made again: the log, and what belongs to this laptop.
const SOURCES: &str = "'meta', 'device', 'heard', 'draft', 'revision'";

/// Upgrades an older file to the present schema: every table that follows from the log is made anew and the log
/// replayed. What newer programs had logged is shown from then on.
pub(super) fn step_up(conn: &mut Connection, path: &Path, key: Option<&DataKey>) -> Result<()> {
    step_to(SCHEMA, conn, path, key)
}

fn step_to(schema: &str, conn: &mut Connection, path: &Path, key: Option<&DataKey>) -> Result<()> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == version_of(schema) {
        return Ok(());
    }
    copy_aside(conn, path, key, version)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.pragma_update(None, "defer_foreign_keys", "ON")?;
    drop_derived(&tx)?;
    tx.execute_batch(schema)?;
    add_root(&tx)?;
    replay(&tx)?;
    tx.commit()?;
    Ok(())
}

/// Drops the derived tables, those first that refer to others. The tables of the search index go with it.
fn drop_derived(conn: &Connection) -> Result<()> {
    let sql = format!(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ({SOURCES}) \
         AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' ORDER BY rowid DESC"
    );
    let names: Vec<String> =
        conn.prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        conn.execute_batch(&format!("DROP TABLE {name}"))?;
    }
    Ok(())
}

/// Copies to `name.v1.bak` beside the file: private, complete and checked before it gets its name.
fn copy_aside(conn: &Connection, path: &Path, key: Option<&DataKey>, version: i64) -> Result<()> {
    let part = path.with_extension(format!("v{version}.part"));
    let kept = path.with_extension(format!("v{version}.bak"));
    file::create_private(&part)?;
    copy_into(conn, &part, key)?;
    let copy = connect(&part, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
    let verdict: String = copy.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    drop(copy);
    if verdict != "ok" {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &kept)?;
    Ok(file::sync_folder_of(&kept)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fixed, Surroundings};
    use crate::store::Store;

    /// The schema as a later version may have it.
    fn later(version: i64, columns: &str) -> String {
        let table = "CREATE TABLE operator (\n";
        assert!(SCHEMA.contains(table));
        let schema = SCHEMA.replace(table, &format!("{table}{columns}"));
        schema.replace(
            &format!("user_version = {};", version_of(SCHEMA)),
            &format!("user_version = {version};"),
        )
    }

    fn tables(conn: &Connection) -> (i64, i64) {
        let version = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let sql = "SELECT count(*) FROM pragma_table_info('operator') WHERE name = 'later'";
        (version, conn.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    /// Catches: a step that fails half-way and leaves the file between two versions, one that is taken without a copy
    /// aside, a copy of an encrypted file that anybody can read.
    #[test]
    fn steps_are_taken_all_or_none_after_a_copy() {
        let mut clock = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        for key in [None, Some(DataKey::fresh(&mut clock).unwrap())] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("t.db");
            drop(Store::create_with(&path, key.as_ref(), clock.beside()).unwrap());
            let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE, key.as_ref()).unwrap();
            let now = version_of(SCHEMA);
            // The second is no column.
            let bad = later(now + 2, "  later TEXT,\n  never TEXT CHECK,\n");
            assert!(step_to(&bad, &mut conn, &path, key.as_ref()).is_err());
            assert_eq!(tables(&conn), (now, 0));
            let good = later(now + 1, "  later TEXT   -- why\n    CHECK (later <> 'x, y'),\n");
            step_to(&good, &mut conn, &path, key.as_ref()).unwrap();
            assert_eq!(tables(&conn), (now + 1, 1));
            drop(conn);
            let kept = folder.path().join(format!("t.v{now}.bak"));
            let copy = connect(&kept, OpenFlags::SQLITE_OPEN_READ_ONLY, key.as_ref()).unwrap();
            assert_eq!(tables(&copy), (now, 0));
            let plain = std::fs::read(&kept).unwrap().starts_with(b"SQLite format 3");
            assert_eq!(plain, key.is_none());
            // A file of a version this program does not know is refused, and stays so.
            let opened = Store::open_with(&path, key.as_ref(), clock.beside());
            assert!(
                matches!(opened, Err(StoreError::Newer { found, known }) if (found, known) == (now + 1, now))
            );
        }
    }

    /// Catches: a field that another laptop's newer program had sent and that stays hidden after the upgrade.
    #[test]
    fn what_was_logged_before_its_column_came_is_shown_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        let mut clock = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let mut store = Store::create(&path, clock.beside()).unwrap();
        let office = crate::domain::Office::root_id();
        let mut case = crate::domain::Dispute::new(store.fresh_dispute_id(), office, store.today());
        case.requests = vec!["当面道歉".to_owned()];
        let id = store.save_dispute(None, case, None).unwrap().dispute.id;
        drop(store);
        let conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE, None).unwrap();
        conn.execute_batch("ALTER TABLE dispute DROP COLUMN requests; PRAGMA user_version = 2").unwrap();
        drop(conn);
        let store = Store::open(&path, clock.beside()).unwrap();
        assert_eq!(store.dispute(id).unwrap().requests, ["当面道歉"]);
        let kept: String =
            store.conn.query_row("SELECT requests FROM dispute", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "[\"当面道歉\"]");
        assert_eq!(store.check().unwrap().findings, []);
    }
}
