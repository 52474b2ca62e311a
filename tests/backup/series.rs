//! Making, reading and restoring backups.

use std::path::Path;

use tiaojie::store::{Standing, StoreError, backups_in, recover};
use tiaojie::vault::{Cost, Holder, KeyFile, Passphrase, path_beside};

use crate::office::{Office, cases, clock, close, key, log, open};

/// Catches: a backup that lacks a save, one that is readable though the file is not, and totals that went astray.
#[test]
fn a_backup_is_the_file() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(40, key);
        let store = office.open().unwrap();
        let backup = store.back_up(&store.backup_folder()).unwrap();
        let contents = store.verify_backup(&backup.path).unwrap();
        assert_eq!((contents.cases, store.lost_with(&backup.path).unwrap().saves), (40, 0));
        let bytes = std::fs::read(&backup.path).unwrap();
        let plain = bytes.windows(9).any(|window| window == "屋檐排".as_bytes());
        assert_eq!(plain, office.key.is_none());
        let copy = open(&backup.path, office.key.as_ref(), 9).unwrap();
        assert_eq!(cases(&copy), cases(&store));
        assert_eq!(copy.check().unwrap().findings, []);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            for path in [&backup.path, &office.beside(".mark")] {
                assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
            }
        }
    }
}

/// Catches: a damaged file that is backed up over and over until no good backup is left.
#[test]
fn a_damaged_file_pushes_nothing_out() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(200, key);
        let store = office.open().unwrap();
        let folder = store.backup_folder();
        let good: Vec<_> = (0..3).map(|_| store.back_up(&folder).unwrap()).collect();
        drop(store);
        let mut bytes = std::fs::read(&office.path).unwrap();
        let whole = bytes.len();
        // Pages of tables, not of the free list: the second half of a file that only grew.
        for at in (whole / 2..whole).step_by(40_960) {
            bytes[at + 100..at + 400].fill(0xee);
        }
        std::fs::write(&office.path, bytes).unwrap();
        let store = office.open().unwrap();
        for _ in 0..12 {
            assert!(matches!(store.back_up(&folder), Err(StoreError::Damaged(_))));
        }
        let there = backups_in(&folder, &office.path.file_stem().unwrap().to_string_lossy()).unwrap();
        assert_eq!(there.len(), good.len());
        assert!(
            std::fs::read_dir(&folder)
                .unwrap()
                .all(|entry| { !entry.unwrap().file_name().to_string_lossy().ends_with(".part") })
        );
    }
}

/// Catches: a restored file that logs under the numbers of saves others know already, a present file that is gone, and
/// an undo that reaches behind the restore.
#[test]
fn a_restored_file_is_another_device_and_the_present_one_is_kept() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(10, key);
        let mut store = office.open().unwrap();
        let backup = store.back_up(&store.backup_folder()).unwrap();
        let then = cases(&store);
        let later = log(&mut store, 77);
        close(&mut store, later);
        let now = cases(&store);
        let lost = store.lost_with(&backup.path).unwrap();
        assert_eq!((lost.saves, lost.cases), (2, vec![later]));
        let restored = store.restore(&backup.path, None).unwrap();
        assert_eq!(cases(&store), then);
        assert_eq!(store.standing(), Standing::Home);
        assert!(matches!(store.undo(), Err(StoreError::NothingToUndo)));
        log(&mut store, 78);
        store.undo().unwrap();
        let kept = open(&restored.kept, office.key.as_ref(), 8).unwrap();
        assert_eq!(cases(&kept), now);
        drop((store, kept));
        assert_eq!(office.open().unwrap().check().unwrap().findings, []);
        if office.key.is_none() {
            no_number_means_two_saves(&office.path, &restored.kept);
        }
    }
}

/// Every save that both files have under one device and number is the same save: what an exchange rests on.
fn no_number_means_two_saves(one: &Path, other: &Path) {
    let conn = rusqlite::Connection::open(one).unwrap();
    conn.execute("ATTACH ?1 AS other", [other.to_string_lossy()]).unwrap();
    let sql = "SELECT count(*), sum(r.hash <> s.hash) FROM revision r JOIN device d ON d.id = r.device \
               JOIN other.device e ON e.uuid = d.uuid JOIN other.revision s ON s.device = e.id AND s.seq = r.seq";
    let (shared, differing): (i64, i64) =
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert!(shared > 10 && differing == 0, "{shared} {differing}");
}

/// Catches: names and texts left readable in the backups made before there was a passphrase.
#[test]
fn older_backups_are_encrypted_once_the_file_is() {
    let office = Office::with_cases(12, None);
    let mut store = office.open().unwrap();
    let folder = store.backup_folder();
    let old = store.back_up(&folder).unwrap();
    let passphrase = Passphrase::typed("松柏二号山路");
    store.protect(Holder::Office, &passphrase, Cost::LEAST).unwrap();
    log(&mut store, 30);
    store.back_up(&folder).unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(9).any(|window| window == "屋檐排".as_bytes()));
    }
    assert_eq!(store.verify_backup(&old.path).unwrap().cases, 12);
    assert_eq!(store.standing(), Standing::Home, "encrypting is our own step");
    drop(store);
    let key = KeyFile::read(&path_beside(&old.path)).unwrap().unlock(&passphrase).unwrap().key;
    assert_eq!(open(&old.path, Some(&key), 7).unwrap().check().unwrap().findings, []);
}

/// Catches: a data file that was deleted and is begun anew without a word.
#[test]
fn a_file_that_is_gone_is_told_and_brought_back() {
    let office = Office::with_cases(6, None);
    let mut store = office.open().unwrap();
    let backup = store.back_up_everywhere().unwrap().first;
    drop(store);
    std::fs::remove_file(&office.path).unwrap();
    let gone = tiaojie::store::Store::open_or_create(&office.path, clock(4));
    assert!(matches!(gone, Err(StoreError::Behind { lacks: 1.., .. })));
    let report = recover(&office.path, None, Some(&backup.path), clock(5).as_mut()).unwrap();
    assert_eq!((report.cases, report.kept), (6, None));
    assert_eq!(cases(&office.open().unwrap()).len(), 6);
}

/// Catches: a backup made again though nothing was saved, and one that is thought to be there after it was deleted.
#[test]
fn a_backup_is_due_when_something_was_saved() {
    let office = Office::with_cases(3, None);
    let mut store = office.open().unwrap();
    assert!(store.backup_is_due().unwrap() && store.daily_backup_is_due().unwrap());
    let made = store.back_up_everywhere().unwrap();
    assert!(!store.backup_is_due().unwrap());
    log(&mut store, 9);
    assert!(store.backup_is_due().unwrap() && !store.daily_backup_is_due().unwrap());
    store.back_up_everywhere().unwrap();
    std::fs::remove_dir_all(made.first.path.parent().unwrap()).unwrap();
    assert!(store.backup_is_due().unwrap());
}
