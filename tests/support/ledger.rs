//! The ledger of 2024 as a file of its own: the 214 cases of the reference district.

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{Fixed, Operator};
use tiaojie::ledger::{Differences, Plan, Sheet};
use tiaojie::store::Store;

/// The places of the district.
const PLACES: (&str, &[u8]) = ("places.csv", include_bytes!("../fixtures/shennongjia-places.csv"));

/// A folder and the file in it that holds the ledger; its clock stands at that day.
pub fn ledger_2024(today: NaiveDate) -> (TempDir, Store) {
    imported(today, &[PLACES, ("ledger-2024.csv", include_bytes!("../fixtures/ledger-2024.csv"))])
}

/// The same with the service log of 2024 instead.
pub fn services_2024(today: NaiveDate) -> (TempDir, Store) {
    imported(today, &[PLACES, ("services-2024.csv", include_bytes!("../fixtures/services-2024.csv"))])
}

fn imported(today: NaiveDate, files: &[(&str, &[u8])]) -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.db");
    let mut store = Store::create(&path, Box::new(Fixed::at(today, 1))).unwrap();
    store.sign_in(&Operator::named("测试员")).unwrap();
    let mut plan = Plan::new(&store).unwrap();
    for (name, bytes) in files {
        plan.add(&store, Sheet::from_csv(*name, bytes).unwrap()).unwrap().unwrap();
    }
    plan.apply(&mut store, Differences::Keep).unwrap();
    (folder, store)
}
