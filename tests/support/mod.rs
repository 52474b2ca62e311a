//! What several test binaries share: a district on a fixed day, and cases made from a seed.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod case;
pub mod command;
pub mod counts;
pub mod desk;
pub mod export;
pub mod figures;
pub mod import;
pub mod ledger;
pub mod life;
pub mod luck;
pub mod paper;
pub mod promised;
pub mod pty;
pub mod recount;
pub mod register;
pub mod report;
pub mod roster;
pub mod screen;
pub mod script;
pub mod settings;

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{Fixed, Mediator, MediatorId, Office, OfficeId, OfficeKind, Operator};
use tiaojie::store::Store;

/// A day by its numbers.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A district with two townships of two villages each and two mediators each, in a folder of its own.
pub struct District {
    pub folder: TempDir,
    pub store: Store,
    pub towns: Vec<OfficeId>,
    pub villages: Vec<OfficeId>,
    pub mediators: Vec<MediatorId>,
}

impl District {
    /// Today is 2024-12-31.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("district.db");
        let mut store = Store::create(&path, Box::new(Fixed::at(day(2024, 12, 31), 1))).unwrap();
        store.sign_in(&Operator::named("测试员")).unwrap();
        let mut towns = Vec::new();
        let mut villages = Vec::new();
        let mut mediators = Vec::new();
        for (town, names) in [("松柏镇", ["红花朵村", "清泉村"]), ("木鱼镇", ["木鱼村", "青天村"])]
        {
            let office = Office::below(Office::root_id(), OfficeKind::Township, town);
            store.transact(|w| w.put_office(&office)).unwrap();
            for name in names {
                let village = Office::below(office.id, OfficeKind::Village, name);
                store.transact(|w| w.put_office(&village)).unwrap();
                villages.push(village.id);
                let mediator = Mediator::at(office.id, format!("{}调", name.chars().next().unwrap()));
                store.transact(|w| w.put_mediator(&mediator)).unwrap();
                mediators.push(mediator.id);
            }
            towns.push(office.id);
        }
        Self { folder, store, towns, villages, mediators }
    }

    /// Closes the file and opens it again, as the next start does.
    pub fn reopen(&mut self) {
        self.reopen_on(day(2024, 12, 31));
    }

    /// The same on another day.
    pub fn reopen_on(&mut self, today: NaiveDate) {
        let path = self.store.path().to_owned();
        self.store = Store::open(&path, Box::new(Fixed::at(today, 9))).unwrap();
    }
}
