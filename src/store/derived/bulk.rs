//! Writing very many cases in one transaction: secondary indexes are dropped and built again at its end, and the search
//! index gathers more before it writes.
//!
//! A case stands in some twenty indexes, most of which are in another order than cases come in; putting each row into
//! each of them costs several times what sorting all rows once does. Both steps belong to the transaction: whatever
//! ends it early, the file has its indexes as before.

use rusqlite::{Connection, params};

use crate::store::Result;

/// The dropped indexes, as the SQL that builds them again.
pub(in crate::store) struct Bulk {
    indexes: Vec<String>,
}

/// For fewer cases than this, dropping the indexes does not pay.
const FEWEST: u64 = 2_000;
/// Building costs as much for a case that is there as for a new one, a fifth of what the new one gains.
const THERE_FOR_EACH_NEW: u64 = 2;

/// What the search index gathers while many cases are written, and otherwise; the latter are the defaults of FTS5.
const GATHERED: u32 = 4 << 20;
const USUALLY_GATHERED: u32 = 1 << 20;
const USUALLY_MERGED: u32 = 4;

/// The tables that grow with the cases. What a save looks up goes by their keys, not by these indexes.
const TABLES: [&str; 7] = ["revision", "dispute", "party", "dispute_mediator", "tag", "event", "duty"];

const fn are_many(new: u64, there: u64) -> bool {
    new >= FEWEST && there <= new.saturating_mul(THERE_FOR_EACH_NEW)
}

impl Bulk {
    /// Whether writing so many new cases is faster without the indexes.
    pub(in crate::store) fn pays(conn: &Connection, new: u64) -> Result<bool> {
        // Rows are never deleted: the largest id is their number, and needs no count of a million rows.
        let there: Option<u64> = conn.query_row("SELECT max(id) FROM dispute", [], |row| row.get(0))?;
        Ok(are_many(new, there.unwrap_or(0)))
    }

    /// Drops the indexes.
    pub(in crate::store) fn begin(conn: &Connection) -> Result<Self> {
        let sql = "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
        let mut statement = conn.prepare(sql)?;
        let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let found: Vec<(String, String, String)> = found.collect::<rusqlite::Result<_>>()?;
        let mut indexes = Vec::new();
        for (name, table, sql) in found {
            if TABLES.contains(&table.as_str()) {
                conn.execute_batch(&format!("DROP INDEX {name}"))?;
                indexes.push(sql);
            }
        }
        search_gathers(conn, GATHERED, 0)?;
        Ok(Self { indexes })
    }

    /// Builds them again.
    pub(in crate::store) fn end(self, conn: &Connection) -> Result<()> {
        for sql in self.indexes {
            conn.execute_batch(&sql)?;
        }
        search_gathers(conn, USUALLY_GATHERED, USUALLY_MERGED)
    }
}

/// Sets how many bytes of terms the search index gathers before it writes them, and after how many of such pieces it
/// merges them; 0 is never.
fn search_gathers(conn: &Connection, bytes: u32, pieces: u32) -> Result<()> {
    let mut set = conn.prepare_cached("INSERT INTO search (search, rank) VALUES (?1, ?2)")?;
    set.execute(params!["hashsize", bytes])?;
    set.execute(params!["automerge", pieces])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_cases_leave_the_indexes_of_a_large_file_alone() {
        // Would catch an import of 200 rows that sorts a million.
        for (new, there) in [(200, 0), (200, 1_000_000), (100_000, 1_000_000), (1_999, 0)] {
            assert!(!are_many(new, there), "{new} into {there}");
        }
        for (new, there) in [(2_000, 0), (100_000, 0), (100_000, 200_000)] {
            assert!(are_many(new, there), "{new} into {there}");
        }
    }
}
