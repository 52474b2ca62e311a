//! From an older schema to the present one, after a verified copy was put aside, in one transaction.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::connection::{connect, copy_into};
use super::open::SCHEMA_VERSION;
use crate::store::{Result, StoreError};
use crate::vault::{DataKey, file};

/// One step from a schema version to the next. Released steps are never edited.
struct Step {
    from: i64,
    sql: &'static str,
}

/// The steps from every released version to [`SCHEMA_VERSION`], oldest first. Version 1 is the first.
const STEPS: [Step; 0] = [];

/// Takes an older file to the present schema.
pub(super) fn step_up(conn: &mut Connection, path: &Path, key: Option<&DataKey>) -> Result<()> {
    step_to(SCHEMA_VERSION, &STEPS, conn, path, key)
}

fn step_to(
    present: i64,
    steps: &[Step],
    conn: &mut Connection,
    path: &Path,
    key: Option<&DataKey>,
) -> Result<()> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == present {
        return Ok(());
    }
    copy_aside(conn, path, key, version)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().filter(|step| step.from >= version) {
        tx.execute_batch(step.sql)?;
    }
    tx.pragma_update(None, "user_version", present)?;
    tx.commit()?;
    Ok(())
}

/// `name.v1.bak` beside the file: written whole, for its owner alone, opened and checked before it gets its name.
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

    const GOOD: Step = Step { from: 1, sql: "ALTER TABLE operator ADD COLUMN later TEXT" };
    const BAD: Step = Step { from: 2, sql: "UPDATE operator SET later = 'x'; SELECT nowhere FROM operator" };

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
            assert!(step_to(3, &[GOOD, BAD], &mut conn, &path, key.as_ref()).is_err());
            assert_eq!(tables(&conn), (1, 0));
            step_to(2, &[GOOD], &mut conn, &path, key.as_ref()).unwrap();
            assert_eq!(tables(&conn), (2, 1));
            drop(conn);
            let kept = folder.path().join("t.v1.bak");
            let copy = connect(&kept, OpenFlags::SQLITE_OPEN_READ_ONLY, key.as_ref()).unwrap();
            assert_eq!(tables(&copy), (1, 0));
            let plain = std::fs::read(&kept).unwrap().starts_with(b"SQLite format 3");
            assert_eq!(plain, key.is_none());
            // A file of a version this program does not know is refused, and stays so.
            let opened = Store::open_with(&path, key.as_ref(), clock.beside());
            assert!(matches!(opened, Err(StoreError::Newer { found: 2, known: 1 })));
        }
    }
}
