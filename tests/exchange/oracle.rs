//! An oracle with vector clocks: which values of a field are the newest, and which
//! fields are contested, computed without the program's heads and stamps.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde_json::Value;
use tiaojie::store::Store;

use super::dump::reader;

type Name = (String, i64);
/// How far each device was known.
type Clock = BTreeMap<String, i64>;

#[derive(Default)]
pub struct Oracle {
    /// What was known on the laptop when it wrote this.
    knew: BTreeMap<Name, Clock>,
    /// Who set which field of which record to what.
    set: BTreeMap<(String, String), Vec<(Name, Value)>>,
}

fn clock(conn: &Connection) -> Clock {
    let sql =
        "SELECT hex(d.uuid), max(r.seq) FROM revision r JOIN device d ON d.id = r.device GROUP BY r.device";
    let mut statement = conn.prepare(sql).unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

impl Oracle {
    /// Notes what this laptop has written since it was last asked.
    pub fn observe(&mut self, store: &Store) {
        let conn = reader(store);
        let me = store.device().uuid().simple().to_string().to_uppercase();
        let known = clock(&conn);
        let sql = "SELECT r.seq, hex(r.record), r.body FROM revision r JOIN device d ON d.id = r.device \
                   WHERE hex(d.uuid) = ?1 ORDER BY r.seq";
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement
            .query_map([&me], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })
            .unwrap();
        for row in rows {
            let (seq, record, body) = row.unwrap();
            let name = (me.clone(), seq);
            if self.knew.contains_key(&name) {
                continue;
            }
            let mut knew = known.clone();
            knew.insert(me.clone(), seq - 1);
            self.knew.insert(name.clone(), knew);
            let body: Value = serde_json::from_str(&body).unwrap();
            for (field, change) in body["set"].as_object().unwrap() {
                let entry = self.set.entry((record.clone(), field.clone())).or_default();
                entry.push((name.clone(), change[0].clone()));
            }
        }
    }

    pub fn revisions(&self) -> BTreeSet<Name> {
        self.knew.keys().cloned().collect()
    }

    /// The newest values of each field: those that nobody who knew them has replaced.
    pub fn newest(&self) -> BTreeMap<(String, String), BTreeSet<(Name, String)>> {
        let knew = |later: &Name, earlier: &Name| {
            self.knew[later].get(&earlier.0).is_some_and(|seq| *seq >= earlier.1)
        };
        self.set
            .iter()
            .map(|(field, all)| {
                let newest = all.iter().filter(|one| !all.iter().any(|other| knew(&other.0, &one.0)));
                (field.clone(), newest.map(|(name, value)| (name.clone(), value.to_string())).collect())
            })
            .collect()
    }

    /// The fields on which the newest values differ.
    pub fn contested(&self) -> BTreeSet<(String, String)> {
        let differ = |newest: &BTreeSet<(Name, String)>| {
            newest.iter().map(|(_, value)| value).collect::<BTreeSet<_>>().len() > 1
        };
        self.newest().into_iter().filter(|(_, newest)| differ(newest)).map(|(field, _)| field).collect()
    }
}

/// The newest values of each field as the file has them.
pub fn heads(store: &Store) -> BTreeMap<(String, String), BTreeSet<(Name, String)>> {
    let conn = reader(store);
    let mut heads: BTreeMap<(String, String), BTreeSet<(Name, String)>> = BTreeMap::new();
    let sql = "SELECT hex(c.uuid), hex(d.uuid), r.seq, r.body FROM record c JOIN revision r ON r.device = c.device AND r.seq = c.seq \
               JOIN device d ON d.id = r.device";
    let mut statement = conn.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (record, name): (String, Name) =
            (row.get(0).unwrap(), (row.get(1).unwrap(), row.get(2).unwrap()));
        let body: Value = serde_json::from_str(&row.get::<_, String>(3).unwrap()).unwrap();
        for (field, change) in body["set"].as_object().unwrap() {
            let one = BTreeSet::from([(name.clone(), change[0].to_string())]);
            heads.insert((record.clone(), field.clone()), one);
        }
    }
    let sql = "SELECT hex(h.record), h.field, hex(d.uuid), h.seq, h.value FROM head h JOIN device d ON d.id = h.device";
    let mut statement = conn.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut with_rows = BTreeSet::new();
    while let Some(row) = rows.next().unwrap() {
        let field: (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let head = ((row.get(2).unwrap(), row.get(3).unwrap()), row.get(4).unwrap());
        if with_rows.insert(field.clone()) {
            heads.insert(field.clone(), BTreeSet::new());
        }
        heads.get_mut(&field).unwrap().insert(head);
    }
    heads
}

/// The fields that the file flags.
pub fn flagged(store: &Store) -> BTreeSet<(String, String)> {
    let conn = reader(store);
    let mut statement = conn.prepare("SELECT hex(record), field FROM conflict").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}
