//! The revisions that can still be read of a damaged file.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rusqlite::types::Value;
use uuid::Uuid;

use super::cells::{self, Row};
use super::pages::Pages;
use crate::store::Result;
use crate::store::log::Revision;
use crate::vault::DataKey;

/// What was found, each proved by its own hash: by device and number. A number may have two, where an
/// unfinished save left traces.
pub(super) type Found = BTreeMap<(Uuid, i64), Vec<Revision>>;

/// Reads all pages. `known` are devices known from elsewhere.
pub(super) fn find(path: &Path, key: Option<&DataKey>, known: &[Uuid]) -> Result<Found> {
    let mut pages = Pages::open(path, key)?;
    let mut devices: HashMap<i64, Vec<Uuid>> = HashMap::new();
    let mut waiting = Vec::new();
    each_row(&mut pages, |(rowid, columns)| match columns.as_slice() {
        [Value::Null, Value::Blob(uuid), Value::Text(_)] => {
            if let Ok(uuid) = Uuid::from_slice(uuid) {
                devices.entry(rowid).or_default().push(uuid);
            }
        }
        _ => waiting.extend(revision(columns)),
    });
    let mut found = Found::new();
    for (local, revision) in waiting {
        let likely = devices.get(&local).into_iter().flatten();
        let others = known.iter().chain(devices.values().flatten());
        if let Some(revision) = likely.chain(others).find_map(|device| proved(&revision, *device)) {
            let list = found.entry((revision.device, revision.seq)).or_default();
            if list.iter().all(|other| other.hash != revision.hash) {
                list.push(revision);
            }
        }
    }
    Ok(found)
}

fn each_row(pages: &mut Pages, mut tell: impl FnMut(Row)) {
    let usable = pages.usable();
    let images: Vec<_> = pages.images().collect();
    for image in images {
        let Some((number, bytes)) = pages.image(image) else { continue };
        for view in pages.views() {
            let rows = cells::rows(number, &bytes, usable, |next| pages.page(next, *view));
            rows.into_iter().for_each(&mut tell);
        }
    }
}

/// A row that looks like one of the log: its device as the file's own integer, and the revision.
fn revision(columns: Vec<Value>) -> Option<(i64, Revision)> {
    let columns: [Value; 10] = columns.try_into().ok()?;
    let [device, seq, stamp, at, operator, kind, record, body, prev, hash] = columns;
    let (Value::Integer(device), Value::Integer(seq), Value::Integer(stamp)) = (device, seq, stamp) else {
        return None;
    };
    let (Value::Text(at), Value::Text(kind), Value::Text(body)) = (at, kind, body) else { return None };
    let (Value::Blob(record), Value::Blob(prev), Value::Blob(hash)) = (record, prev, hash) else {
        return None;
    };
    let operator = match operator {
        Value::Null => None,
        Value::Blob(id) => Some(id.try_into().ok()?),
        _ => return None,
    };
    let (record, prev, hash) = (record.try_into().ok()?, prev.try_into().ok()?, hash.try_into().ok()?);
    let revision = Revision { device: Uuid::nil(), seq, stamp, at, operator, kind, record, body, prev, hash };
    Some((device, revision))
}

/// The revision as that device's, if its hash says so.
fn proved(revision: &Revision, device: Uuid) -> Option<Revision> {
    let revision = Revision { device, ..revision.clone() };
    (revision.computed_hash() == revision.hash && revision.parsed().is_ok()).then_some(revision)
}
