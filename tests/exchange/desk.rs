//! A laptop: its file, and shorthands for actions on it.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use tiaojie::domain::{Dispute, DisputeId, Fixed, Office, OfficeKind, Party, Side};
use tiaojie::exchange::{
    Contents, ExchangeError, Extent, FolderReport, Opening, Replacing, Sealing, look_into, sync_folder,
    take_in, write_bundle,
};
use tiaojie::store::{Store, TakenIn, unwatched};
use tiaojie::vault::{Cost, Passphrase};

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Clocks up to years apart: order must not come from them.
pub fn laptop(folder: &Path, n: u16) -> Store {
    let clock = Fixed::at(day(2019 + i32::from(n) * 3 % 11, 1 + u32::from(n) % 12, 3), n);
    Store::create(&folder.join(format!("{n}.db")), Box::new(clock)).unwrap()
}

pub fn phrase() -> Passphrase {
    Passphrase::typed("松柏镇交换口令")
}

pub fn sealing() -> Sealing {
    Sealing::Passphrase { passphrase: phrase(), cost: Cost::LEAST }
}

pub fn opening() -> Opening {
    Opening::Passphrase(phrase())
}

pub fn out(store: &mut Store, extent: &Extent, path: &Path) -> PathBuf {
    write_bundle(store, extent, &sealing(), path, Replacing::WhatIsThere, &mut unwatched()).unwrap();
    path.to_owned()
}

pub fn look(store: &mut Store, path: &Path) -> Result<Contents, ExchangeError> {
    look_into(store, path, &opening(), &mut unwatched())
}

/// Takes a bundle in, and holds what was promised against what came.
pub fn take(store: &mut Store, path: &Path) -> Result<TakenIn, ExchangeError> {
    let contents = look(store, path)?;
    let taken = take_in(store, &contents, &mut unwatched())?;
    assert_eq!(taken, contents.report, "what was tried is what came");
    Ok(taken)
}

pub fn sync(store: &mut Store, folder: &Path) -> FolderReport {
    sync_folder(store, folder, &sealing(), &mut unwatched()).unwrap()
}

pub fn town() -> Office {
    Office::below(Office::root_id(), OfficeKind::Township, "松柏镇")
}

pub fn new_case(store: &mut Store, name: &str) -> DisputeId {
    store.transact(|w| w.put_office(&town())).unwrap();
    let today = store.today();
    let mut case = Dispute::new(store.fresh_dispute_id(), town().id, today);
    case.summary = format!("{name}与邻居因排水沟发生纠纷");
    case.parties.push(Party::new(store.fresh_id(), Side::Applicant, name));
    store.save_dispute(None, case, None).unwrap().dispute.id
}

pub fn edit(store: &mut Store, id: DisputeId, change: impl FnOnce(&mut Dispute)) {
    let before = store.dispute(id).unwrap();
    let mut after = before.clone();
    change(&mut after);
    store.save_dispute(Some(&before), after, None).unwrap();
}

/// All of one hands over to all of the other.
pub fn hand_over(from: &mut Store, to: &mut Store, folder: &Path) -> TakenIn {
    let path = out(from, &Extent::Everything, &folder.join("hand.tjb"));
    take(to, &path).unwrap()
}
