//! Laptops that share a folder, each with its office.

use chrono::NaiveDate;
use tempfile::TempDir;
use tiaojie::domain::{Dispute, DisputeId, Fixed, Office, OfficeId, OfficeKind, Party, Side};
use tiaojie::exchange::{Sealing, sync_folder};
use tiaojie::store::{CaseFilter, Store, StoreError, unwatched};
use tiaojie::vault::{Cost, Passphrase};

/// A day of March 2024.
pub fn day(on: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, on).unwrap()
}

/// The township of that name: equal everywhere.
pub fn town(name: &str) -> OfficeId {
    Office::id_below(Office::root_id(), name)
}

/// As [`town`]; no name is the district.
pub fn home_of(name: &str) -> OfficeId {
    if name.is_empty() { Office::root_id() } else { town(name) }
}

/// Logs a case of that township.
pub fn log(store: &mut Store, name: &str, on: u32) -> DisputeId {
    if store.directory().office(town(name)).is_none() {
        store
            .transact(|w| w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, name)))
            .unwrap();
    }
    let mut case = Dispute::new(store.fresh_dispute_id(), town(name), day(on));
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, "张三"));
    store.save_dispute(None, case, None).unwrap().dispute.id
}

/// Changes a case as a screen does.
pub fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Dispute)) -> Result<(), StoreError> {
    let before = store.dispute(id)?;
    let mut after = before.clone();
    change(&mut after);
    store.save_dispute(Some(&before), after, None).map(|_| ())
}

/// The laptops.
pub struct Laptops {
    pub all: Vec<Store>,
    folder: TempDir,
}

impl Laptops {
    /// One for each office; no name is the district.
    pub fn of(homes: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let all = homes.iter().zip(1_u16..).map(|(home, n)| {
            // The clocks go wrong by days: order must not come from them. The identities are in their order all the same.
            let clock = Fixed::at(day(u32::from(n)), n);
            let mut store = Store::create(&folder.path().join(format!("{n}.db")), Box::new(clock)).unwrap();
            if !home.is_empty() {
                store
                    .transact(|w| {
                        w.put_office(&Office::below(Office::root_id(), OfficeKind::Township, *home))
                    })
                    .unwrap();
            }
            let mut settings = store.settings().clone();
            settings.home = home_of(home);
            store.save_settings(&settings).unwrap();
            store
        });
        Self { all: all.collect(), folder }
    }

    fn sync(&mut self, who: usize, stick: &str) {
        let stick = self.folder.path().join(stick);
        std::fs::create_dir_all(&stick).unwrap();
        let sealing =
            Sealing::Passphrase { passphrase: Passphrase::typed("松柏与木鱼"), cost: Cost::LEAST };
        let report = sync_folder(&mut self.all[who], &stick, &sealing, &mut unwatched()).unwrap();
        assert_eq!((report.refused.len(), report.taken.gaps.len()), (0, 0));
    }

    /// Two laptops come to the same.
    pub fn exchange(&mut self, one: usize, other: usize) {
        let stick = format!("stick{}{}", one.min(other), one.max(other));
        for who in [one, other, one] {
            self.sync(who, &stick);
        }
    }

    /// All come to the same.
    pub fn exchange_all(&mut self) {
        for _ in 0..2 {
            for who in 0..self.all.len() {
                self.sync(who, "stick");
            }
        }
    }

    /// Every file holds the same cases, with the same fields open.
    pub fn assert_same(&self) {
        let everything = |store: &Store| {
            let mut cases: Vec<(Dispute, Option<OfficeId>)> = store
                .all_ids(&CaseFilter::default())
                .unwrap()
                .into_iter()
                .map(|id| (store.dispute(id).unwrap(), store.keeper_of(id).unwrap()))
                .collect();
            cases.sort_by_key(|(case, _)| case.id);
            (cases, store.conflicts(0, 999).unwrap())
        };
        let first = everything(&self.all[0]);
        for other in &self.all[1..] {
            assert_eq!(everything(other), first);
        }
    }
}
