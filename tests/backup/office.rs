//! A small office whose file is backed up, damaged and recovered.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tiaojie::domain::{Closing, Dispute, DisputeId, Fixed, Outcome, Party, Side};
use tiaojie::store::{CaseFilter, Store, StoreError};
use tiaojie::vault::DataKey;

use crate::support::{District, day};

/// A folder with one data file, nothing open.
pub struct Office {
    pub folder: TempDir,
    pub path: PathBuf,
    pub key: Option<DataKey>,
}

pub fn clock(salt: u16) -> Box<Fixed> {
    Box::new(Fixed::at(day(2024, 12, 31), salt))
}

/// Opens a file on that day.
pub fn open(path: &Path, key: Option<&DataKey>, salt: u16) -> Result<Store, StoreError> {
    Store::open_with(path, key, clock(salt))
}

/// One more case in the file.
pub fn log(store: &mut Store, n: usize) -> DisputeId {
    let id = store.fresh_dispute_id();
    let office = store.directory().offices().map(|office| office.id).last().unwrap();
    let mut case = Dispute::new(id, office, day(2024, 1 + (n % 12) as u32, 1 + (n % 28) as u32));
    case.kind = "02".parse().unwrap();
    case.summary = format!("第{n}件：{}", "因屋檐排水流入邻家院内发生争执。".repeat(1 + n % 40));
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, format!("张{n}")));
    case.parties.push(Party::new(store.fresh_id(), Side::Respondent, "李四"));
    store.save_dispute(None, case, None).unwrap().dispute.id
}

/// Closes a case.
pub fn close(store: &mut Store, id: DisputeId) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    after.closing = Some(Closing { outcome: Outcome::Oral, on: before.accepted_on });
    store.save_dispute(Some(&before), after, None).unwrap();
}

/// Every case as it stands, by its id.
pub fn cases(store: &Store) -> Vec<Dispute> {
    let mut cases: Vec<Dispute> = store
        .all_ids(&CaseFilter::default())
        .unwrap()
        .into_iter()
        .map(|id| store.dispute(id).unwrap())
        .collect();
    cases.sort_by_key(|case| case.id);
    cases
}

impl Office {
    /// With so many cases; some are closed by a later save.
    pub fn with_cases(count: usize, key: Option<DataKey>) -> Self {
        let District { folder, mut store, .. } = match &key {
            None => District::new(),
            Some(key) => sealed(key),
        };
        for n in 0..count {
            let id = log(&mut store, n);
            if n % 3 == 0 {
                close(&mut store, id);
            }
        }
        Self { path: store.path().to_owned(), folder, key }
    }

    pub fn open(&self) -> Result<Store, StoreError> {
        open(&self.path, self.key.as_ref(), 3)
    }

    /// A file beside the data file, by what is added to its name.
    pub fn beside(&self, added: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(added);
        name.into()
    }
}

/// A key nobody has to derive.
pub fn key() -> DataKey {
    DataKey::from_bytes([7; 32])
}

fn sealed(key: &DataKey) -> District {
    let plain = District::new();
    let path = plain.folder.path().join("sealed.db");
    let mut store = Store::create_with(&path, Some(key), clock(1)).unwrap();
    for office in plain.store.directory().offices().skip(1) {
        store.transact(|w| w.put_office(office)).unwrap();
    }
    District { store, ..plain }
}
