//! Power cuts during other operations: backups, passphrases, restores,
//! bundles, a synced folder.

use std::path::{Path, PathBuf};

use tiaojie::domain::{Fixed, Machine};
use tiaojie::exchange::{self, Extent, Opening, Replacing, Sealing};
use tiaojie::store::{Store, backups_in, unwatched};
use tiaojie::vault::{Cost, Holder, KeyFile, Passphrase, path_beside};

use super::support::promised::{self, acknowledge};
use super::support::{day, luck};
use super::{NAME, at_home, cuts, open, record};

/// Cases in the file before each of these begins.
const CASES: u32 = 6;
const STICK: &str = "stick";

fn passphrase() -> Passphrase {
    Passphrase::typed("松柏镇排水沟")
}

fn sealing() -> Sealing {
    Sealing::Passphrase { passphrase: passphrase(), cost: Cost::LEAST }
}

fn backups(data: &Path) -> PathBuf {
    data.parent().unwrap().join("backups")
}

/// What the program does whose power is cut.
pub fn run(job: &str, file: &Path) {
    let mut store = Store::open(file, Box::new(Machine)).unwrap();
    match job {
        "backup" => {
            for _ in 0..3 {
                promised::save(&mut store, 1);
                let made = store.back_up(&backups(file)).unwrap();
                acknowledge(&format!("backup {}", made.path.file_name().unwrap().to_str().unwrap()));
            }
        }
        "protect" => drop(store.protect(Holder::Office, &passphrase(), Cost::LEAST).unwrap()),
        "restore" => {
            let made = backups_in(&backups(file), "office").unwrap();
            store.restore(&made[0].path, None).unwrap();
        }
        "take in" => {
            let opening = Opening::Passphrase(passphrase());
            let bundle = file.parent().unwrap().join("bundle.tjx");
            let contents = exchange::look_into(&mut store, &bundle, &opening, &mut unwatched()).unwrap();
            exchange::take_in(&mut store, &contents, &mut unwatched()).unwrap();
        }
        "stick" => {
            for _ in 0..3 {
                promised::save(&mut store, 2);
                meet(&mut store, file.parent().unwrap());
                acknowledge("met");
            }
        }
        other => panic!("no job {other}"),
    }
}

fn meet(store: &mut Store, place: &Path) {
    let stick = place.join(STICK);
    std::fs::create_dir_all(&stick).unwrap();
    exchange::sync_folder(store, &stick, &sealing(), &mut unwatched()).unwrap();
}

/// Catches: a backup that has its name before it is whole, one that was acknowledged and is not there.
#[test]
fn a_backup_with_a_name_is_whole_after_a_power_cut() {
    let run = record("backup", |_| {});
    let mut whole = 0;
    run.cut(cuts(8), |folder, heard, when| {
        let store = open(folder, None);
        let there = backups_in(&folder.join("backups"), "office").unwrap_or_default();
        for backup in &there {
            store.verify_backup(&backup.path).unwrap_or_else(|error| panic!("{when}: {error}"));
            whole += 1;
        }
        for line in heard.iter().filter_map(|line| line.strip_prefix("backup ")) {
            let named = |path: &Path| path.file_name().is_some_and(|name| name == line);
            assert!(there.iter().any(|backup| named(&backup.path)), "{when}: {line} is gone");
        }
        assert_eq!(store.check().unwrap().findings, [], "{when}");
    });
    assert!(whole > 0);
}

/// Catches: a moment at which the name stands for no whole file, or for one that nothing opens.
#[test]
fn a_file_that_is_being_encrypted_opens_after_a_power_cut() {
    let run = record("protect", |store| promised::save(store, CASES));
    let (mut plain, mut sealed) = (0, 0);
    run.cut(cuts(16), |folder, _, when| {
        let file = folder.join(NAME);
        let unlocked =
            KeyFile::read(&path_beside(&file)).ok().map(|keys| keys.unlock(&passphrase()).unwrap());
        let key = unlocked.map(|unlocked| unlocked.key);
        let store = Store::open_with(&file, key.as_ref(), Box::new(Fixed::at(day(2024, 12, 31), 6)))
            .unwrap_or_else(|error| panic!("{when}: {error}"));
        assert_eq!(luck::ids(&store).len(), CASES as usize, "{when}");
        assert_eq!(store.check().unwrap().findings, [], "{when}");
        *(if store.key().is_some() { &mut sealed } else { &mut plain }) += 1;
    });
    assert!(plain > 0 && sealed > 0, "{plain} plain, {sealed} encrypted");
}

/// Catches: a restore that leaves neither the file of before nor that of the backup.
#[test]
fn a_restore_is_whole_or_not_at_all_after_a_power_cut() {
    let run = record("restore", |store| {
        promised::save(store, 1);
        store.back_up(&backups(store.path())).unwrap();
        promised::save(store, CASES - 1);
    });
    run.cut(cuts(8), |folder, _, when| {
        let store = Store::open(&folder.join(NAME), Box::new(Fixed::at(day(2024, 12, 31), 6)));
        let store = store.unwrap_or_else(|error| panic!("{when}: {error}"));
        let cases = luck::ids(&store).len();
        assert!(cases == 1 || cases == CASES as usize, "{when}: {cases}");
        assert_eq!(store.check().unwrap().findings, [], "{when}");
    });
}

/// Catches: half a bundle in the file.
#[test]
fn a_bundle_is_in_or_not_at_all_after_a_power_cut() {
    let run = record("take in", |store| {
        let place = store.path().parent().unwrap().to_owned();
        let elsewhere = tempfile::tempdir().unwrap();
        let mut other = at_home(&elsewhere.path().join(NAME), None);
        promised::import(&mut other, || {});
        let path = place.join("bundle.tjx");
        let (extent, sealing) = (Extent::Everything, sealing());
        exchange::write_bundle(&mut other, &extent, &sealing, &path, Replacing::Nothing, &mut unwatched())
            .unwrap();
    });
    run.cut(cuts(8), |folder, heard, when| {
        let mut store = open(folder, None);
        let cases = luck::ids(&store).len();
        assert!(cases == 214 || (cases == 0 && heard.is_empty()), "{when}: {cases}");
        assert_eq!(store.check().unwrap().findings, [], "{when}");
        // Taken in once more, all of it is there.
        let opening = Opening::Passphrase(passphrase());
        let bundle = folder.join("bundle.tjx");
        let contents = exchange::look_into(&mut store, &bundle, &opening, &mut unwatched()).unwrap();
        exchange::take_in(&mut store, &contents, &mut unwatched()).unwrap();
        assert_eq!(luck::ids(&store).len(), 214, "{when}");
    });
}

/// Catches: a torn file on the stick that is taken for a whole one, or that keeps what follows from ever arriving.
#[test]
fn a_stick_pulled_out_with_the_power_brings_everything_the_next_time() {
    let run = record("stick", |_| {});
    run.cut(cuts(8), |folder, heard, when| {
        let mut store = open(folder, None);
        promised::assert_kept(&store, heard, &mut Vec::new(), when);
        let elsewhere = tempfile::tempdir().unwrap();
        let clock = Box::new(Fixed::at(day(2024, 12, 31), 8));
        let mut other = Store::create(&elsewhere.path().join(NAME), clock).unwrap();
        // What is on the stick is taken as far as it is whole …
        meet(&mut other, folder);
        assert_eq!(other.check().unwrap().findings, [], "{when}");
        // … and the rest comes once the laptop has met it again.
        meet(&mut store, folder);
        meet(&mut other, folder);
        assert_eq!(luck::ids(&other), luck::ids(&store), "{when}");
        assert_eq!(other.check().unwrap().findings, [], "{when}");
    });
}
