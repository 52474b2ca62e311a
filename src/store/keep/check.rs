//! `tiaojie check`: proves that every derived table follows from the log, and that the file is undamaged.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::connection::connect;
use crate::domain::fold::search_fold;
use crate::store::ask::Hit;
use crate::store::derived::{
    ACCEPTED_SQL, ALL_OFFICES, CLOSED_SQL, DAYS_TAKEN, Digest, LEAD, MEASURES, Reach, SPOT, add_root,
    digests_of, key_of, reach, replay,
};
use crate::store::log::walk_chains;
use crate::store::schema::SCHEMA;
use crate::store::{Result, Store};
use crate::vault::{DataKey, file};

/// Something that is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A finding of SQLite's integrity check.
    Integrity(String),
    /// A running total differs from a recount.
    Tally {
        /// Dimension, period and key of the line.
        line: String,
        /// The value in the file.
        stored: String,
        /// The value of the recount.
        counted: String,
    },
    /// The chain of a device is broken at this revision.
    Chain {
        /// The device, in hex.
        device: String,
        /// The first revision that does not follow from the one before.
        seq: i64,
    },
    /// A table differs from a replay of the log.
    Replay {
        /// The table.
        table: String,
        /// How many rows it has.
        stored: u64,
        /// How many rows a replay makes; if both numbers are equal, the contents of rows differ.
        replayed: u64,
    },
    /// A search by the index and one by reading every case differ.
    Search {
        /// The words searched.
        query: String,
    },
}

/// What was checked, and the findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Cases in the file.
    pub cases: u64,
    /// Revisions in the log.
    pub revisions: u64,
    /// Lines of running totals recounted.
    pub tally_lines: u64,
    /// Searches compared.
    pub searches: u64,
    /// What is wrong; empty for a clean file.
    pub findings: Vec<Finding>,
}

/// The most findings of one sort that are listed.
const LISTED: usize = 20;
/// How many cases give words for the comparison of searches.
const SEARCH_SAMPLES: usize = 12;
impl Store {
    /// Checks the file: SQLite's integrity check, the chain of every device, the running totals against a recount,
    /// the tables against a replay of the log, the search index against a scan.
    ///
    /// # Errors
    /// Why the file could not be read. Findings are in the report.
    pub fn check(&self) -> Result<CheckReport> {
        let count = |sql: &str| -> Result<u64> { Ok(self.conn.query_row(sql, [], |row| row.get(0))?) };
        let mut report = CheckReport {
            cases: count("SELECT count(*) FROM dispute")?,
            revisions: count("SELECT count(*) FROM revision")?,
            ..CheckReport::default()
        };
        integrity(&self.conn, &mut report)?;
        chains(&self.conn, &mut report)?;
        tally(&self.conn, &mut report)?;
        self.searches(&mut report)?;
        self.replayed(&mut report)?;
        Ok(report)
    }

    /// Replays the log into a temporary file beside this one and compares; this one is only read.
    fn replayed(&self, report: &mut CheckReport) -> Result<()> {
        let aside = self.path.with_extension("check");
        let replayed = replay_aside(&self.path, &aside, self.key());
        for leftover in ["check", "check-journal"] {
            let _ = std::fs::remove_file(self.path.with_extension(leftover));
        }
        let (here, there) = (digests_of(&self.conn)?, replayed?);
        for (table, stored) in here {
            let replayed = there.get(table).copied().unwrap_or_default();
            if stored != replayed {
                let (stored, replayed) = (stored.rows, replayed.rows);
                report.findings.push(Finding::Replay { table: table.to_owned(), stored, replayed });
            }
        }
        Ok(())
    }

    /// Compares the index with a scan for words taken from the cases themselves.
    fn searches(&self, report: &mut CheckReport) -> Result<()> {
        let sql = "SELECT summary FROM dispute WHERE summary <> '' UNION ALL SELECT name FROM party WHERE name <> ''";
        let mut statement = self.conn.prepare(sql)?;
        let texts: Vec<String> =
            statement.query_map([], |row| row.get(0))?.take(5_000).collect::<rusqlite::Result<_>>()?;
        let step = (texts.len() / SEARCH_SAMPLES).max(1);
        for (n, text) in texts.iter().step_by(step).take(SEARCH_SAMPLES).enumerate() {
            let folded: Vec<char> = search_fold(text).chars().collect();
            let query: String = folded.iter().skip(n % folded.len().max(1)).take(1 + n % 4).collect();
            let ids = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.case.row).collect::<Vec<_>>();
            report.searches += 1;
            if ids(self.search(&query, 50)?) != ids(self.search_by_scan(&query, 50)?) {
                report.findings.push(Finding::Search { query });
            }
        }
        Ok(())
    }
}

fn integrity(conn: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut statement = conn.prepare("PRAGMA integrity_check")?;
    let lines: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let bad = lines.into_iter().filter(|line| line != "ok").take(LISTED);
    report.findings.extend(bad.map(Finding::Integrity));
    let orphans: u64 =
        conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if orphans > 0 {
        report.findings.push(Finding::Integrity(format!("foreign_key_check: {orphans}")));
    }
    Ok(())
}

/// The first break of each device's chain.
pub(super) fn chains(conn: &Connection, report: &mut CheckReport) -> Result<()> {
    for chain in walk_chains(conn, &|_| String::new(), &[], &mut |_| ())?.chains {
        if let Some(broken) = chain.broken {
            let device = chain.head.device.simple().to_string();
            report.findings.push(Finding::Chain { device, seq: broken.seq });
        }
    }
    Ok(())
}

/// Recounts every line of the running totals with plain SQL, independently of how they are kept.
fn tally(conn: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut counted: BTreeMap<(String, i64, String, i64), Vec<i64>> = BTreeMap::new();
    for dimension in
        ["all", "type", "source", "level", "difficulty", "village", "mediator", "tag", SPOT, LEAD, DAYS_TAKEN]
    {
        for grain in [4, 7] {
            recount(conn, dimension, grain, &mut counted)?;
        }
    }
    let columns = MEASURES.join(", ");
    let mut statement =
        conn.prepare(&format!("SELECT dimension, period, key, office, {columns} FROM tally"))?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        report.tally_lines += 1;
        let line: (String, i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let stored = measures(row, 4)?;
        let expected = counted.remove(&line).unwrap_or_else(|| vec![0; MEASURES.len()]);
        if stored != expected {
            findings.push(Finding::Tally {
                line: format!("{line:?}"),
                stored: format!("{stored:?}"),
                counted: format!("{expected:?}"),
            });
        }
    }
    for (line, expected) in counted.into_iter().filter(|(_, sums)| sums.iter().any(|sum| *sum != 0)) {
        let (line, counted) = (format!("{line:?}"), format!("{expected:?}"));
        findings.push(Finding::Tally { line, stored: "-".to_owned(), counted });
    }
    report.findings.extend(findings.into_iter().take(LISTED));
    Ok(())
}

fn recount(
    conn: &Connection,
    dimension: &str,
    grain: usize,
    counted: &mut BTreeMap<(String, i64, String, i64), Vec<i64>>,
) -> Result<()> {
    let (key, join) = key_of(dimension);
    let period = |day: &str| format!("CAST(replace(substr({day}, 1, {grain}), '-', '') AS INTEGER)");
    let by_acceptance = format!(
        "SELECT {}, {key}, d.office, {ACCEPTED_SQL} FROM dispute d {join} GROUP BY 1, 2, 3",
        period("d.accepted_on")
    );
    let by_closing = format!(
        "SELECT {}, {key}, d.office, {} FROM dispute d {join} WHERE d.closed_on IS NOT NULL GROUP BY 1, 2, 3",
        period("d.closed_on"),
        *CLOSED_SQL
    );
    let reach = reach(dimension);
    let offices = |office| if reach == Reach::Whole { vec![office, ALL_OFFICES] } else { vec![office] };
    for (flow, sql) in [(Reach::Accepted, by_acceptance), (Reach::Closed, by_closing)] {
        if reach != Reach::Whole && reach != flow {
            continue;
        }
        let mut statement = conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (period, key, office): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let amounts = measures(row, 3)?;
            for office in offices(office) {
                let line = (dimension.to_owned(), period, key.clone(), office);
                let sums = counted.entry(line).or_insert_with(|| vec![0; MEASURES.len()]);
                for (sum, amount) in sums.iter_mut().zip(&amounts) {
                    *sum += amount;
                }
            }
        }
    }
    Ok(())
}

fn measures(row: &rusqlite::Row<'_>, from: usize) -> rusqlite::Result<Vec<i64>> {
    (from..from + MEASURES.len()).map(|column| row.get(column)).collect()
}

fn replay_aside(path: &Path, aside: &Path, key: Option<&DataKey>) -> Result<BTreeMap<&'static str, Digest>> {
    file::create_private(aside)?;
    // With the same key: a file attached to it opens with that, and nothing is stored unencrypted.
    let conn = connect(aside, OpenFlags::SQLITE_OPEN_READ_WRITE, key)?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    conn.execute_batch(SCHEMA)?;
    conn.execute("ATTACH ?1 AS src", [path.to_string_lossy()])?;
    let tx = conn.unchecked_transaction()?;
    tx.execute_batch(
        "INSERT INTO main.device SELECT * FROM src.device; INSERT INTO main.revision SELECT * FROM src.revision;",
    )?;
    add_root(&tx)?;
    replay(&tx)?;
    let digests = digests_of(&tx)?;
    tx.rollback()?;
    Ok(digests)
}
