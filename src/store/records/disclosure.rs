//! 外发登记: what left the file, who sent it and when. Each export, print or copy makes one record in the
//! log, which nobody can undo.

use rusqlite::{Row, params};
use serde_json::json;
use uuid::Uuid;

use crate::domain::{Id, Masking, Month, OperatorId};
use crate::store::log::{Fields, Kind};
use crate::store::{Result, Store};

/// How something left the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DisclosureKind {
    /// A table or a ledger as a file.
    Export,
    /// Forms of a case.
    Print,
    /// A case on the clipboard.
    Copy,
    /// Records for another laptop.
    Bundle,
    /// Personal data that is hidden on a screen was shown.
    Unmask,
}

impl DisclosureKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Export, Self::Print, Self::Copy, Self::Bundle, Self::Unmask];

    /// The code that stands in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Print => "print",
            Self::Copy => "copy",
            Self::Bundle => "bundle",
            Self::Unmask => "unmask",
        }
    }

    /// The value of that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Something that is leaving the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDisclosure {
    /// The way in which it leaves.
    pub kind: DisclosureKind,
    /// Its description: 台账 2024年, a case's number, the names of forms. No personal data.
    pub what: String,
    /// How many cases can be read from it; 0 for figures alone.
    pub cases: u64,
    /// Whether personal data was hidden.
    pub masking: Masking,
    /// The destination: the name of the file or folder, or the clipboard.
    pub to: String,
}

/// Something that left the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The identity of the record.
    pub id: Id<Disclosure>,
    /// When, by the wall clock with its offset from UTC (RFC 3339).
    pub at: String,
    /// Who was at the keyboard; none where nobody had signed in.
    pub by: Option<OperatorId>,
    /// What left, and in which way.
    pub said: NewDisclosure,
}

/// A query for a page of disclosures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisclosurePage {
    /// Only of that kind.
    pub kind: Option<DisclosureKind>,
    /// Only of that month.
    pub month: Option<Month>,
    /// After that one, by its time and id; none for the first page.
    pub before: Option<(String, Id<Disclosure>)>,
    /// The most that are returned.
    pub limit: usize,
}

impl Store {
    /// Records a disclosure. To be called after it has happened.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn disclose(&mut self, said: &NewDisclosure) -> Result<()> {
        self.transact(|writer| {
            let mut fields = Fields::from([
                ("at".to_owned(), json!(writer.at)),
                ("kind".to_owned(), json!(said.kind.code())),
                ("what".to_owned(), json!(said.what)),
                ("cases".to_owned(), json!(said.cases)),
                ("masking".to_owned(), json!(said.masking.code())),
                ("to".to_owned(), json!(said.to)),
            ]);
            if let Some(operator) = writer.operator {
                fields.insert("by".to_owned(), json!(operator.to_string()));
            }
            let id: Id<Disclosure> = writer.fresh_id();
            writer.put_whole(Kind::Disclosure, id.bytes(), &fields).map(drop)
        })
    }

    /// A page of what left the file, the newest first by the clocks of the laptops.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disclosure_page(&self, page: &DisclosurePage) -> Result<Vec<Disclosure>> {
        let sql = "SELECT uuid, at, operator, kind, what, cases, masking, destination FROM disclosure \
                   WHERE (?1 IS NULL OR kind = ?1) AND at >= ?2 AND at < ?3 AND (?4 IS NULL OR (at, uuid) < (?4, ?5)) \
                   ORDER BY at DESC, uuid DESC LIMIT ?6";
        // Days of the wall clock: a month is meant as the people there count it.
        let (from, to) = page.month.map_or((String::new(), "~".to_owned()), |month| {
            let prefix = |month: Month| format!("{:04}-{:02}", month.year(), month.month());
            (prefix(month), prefix(month.next()))
        });
        let before = page.before.as_ref();
        let limit = i64::try_from(page.limit).unwrap_or(i64::MAX);
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(
            params![
                page.kind.map(DisclosureKind::code),
                from,
                to,
                before.map(|(at, _)| at),
                before.map(|(_, id)| id.uuid()),
                limit
            ],
            from_row,
        )?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    /// The number of disclosures of that kind and month.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disclosure_count(&self, kind: Option<DisclosureKind>, month: Option<Month>) -> Result<u64> {
        let sql = "SELECT count(*) FROM disclosure WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR substr(at, 1, 7) = ?2)";
        let month = month.map(|month| format!("{:04}-{:02}", month.year(), month.month()));
        Ok(self.conn.query_row(sql, params![kind.map(DisclosureKind::code), month], |row| row.get(0))?)
    }

    /// What left the file, the newest first.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn disclosures(&self, limit: usize) -> Result<Vec<Disclosure>> {
        let sql = "SELECT uuid, at, operator, kind, what, cases, masking, destination FROM disclosure \
                   ORDER BY id DESC LIMIT ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map([limit], from_row)?;
        // A kind that only a newer version knows is left out.
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Disclosure>> {
    let Some(kind) = DisclosureKind::from_code(&row.get::<_, String>(3)?) else { return Ok(None) };
    let by: Option<Uuid> = row.get(2)?;
    Ok(Some(Disclosure {
        id: Id::new(row.get(0)?),
        at: row.get(1)?,
        by: by.map(Id::new),
        said: NewDisclosure {
            kind,
            what: row.get(4)?,
            cases: row.get(5)?,
            masking: Masking::from_code(&row.get::<_, String>(6)?),
            to: row.get(7)?,
        },
    }))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::{Dispute, DisputeId, Fixed, Office, Operator, Party, PartyId, Side};

    #[test]
    fn what_left_is_listed_and_no_undo_takes_it_back() {
        // Would catch an export that Ctrl+Z wipes from the record, and one that bars the way to undo the save before.
        let folder = tempfile::tempdir().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let path = folder.path().join("t.db");
        let mut store = Store::create(&path, Box::new(Fixed::at(day, 1))).unwrap();
        store.sign_in(&Operator { id: Id::named(&["o"]), ..Operator::named("方勇杰") }).unwrap();
        let mut case = Dispute::new(DisputeId::named(&["c"]), Office::root_id(), day);
        case.parties.push(Party::new(PartyId::named(&["p"]), Side::Applicant, "张三"));
        store.save_dispute(None, case, None).unwrap();
        let said = |kind, cases| NewDisclosure {
            kind,
            what: "台账 2026年11月".into(),
            cases,
            masking: Masking::Masked,
            to: "台账.xlsx".into(),
        };
        store.disclose(&said(DisclosureKind::Export, 1)).unwrap();
        store.disclose(&said(DisclosureKind::Print, 2)).unwrap();
        assert!(store.undo().unwrap().dispute.is_some());
        store.disclose(&said(DisclosureKind::Copy, 3)).unwrap();
        assert!(store.redo().unwrap().dispute.is_some());
        assert!(store.undo().unwrap().dispute.is_some());
        assert!(store.undo().is_err());
        let listed = store.disclosures(10).unwrap();
        assert_eq!(listed.iter().map(|one| one.said.cases).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(listed[0].by, Some(Id::named(&["o"])));
        assert_eq!(listed[2].said, said(DisclosureKind::Export, 1));
        assert_eq!(store.check().unwrap().findings, []);
        store.rebuild().unwrap();
        assert_eq!(store.disclosures(10).unwrap(), listed);
    }
}
