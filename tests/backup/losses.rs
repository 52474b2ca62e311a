//! Data loss in a file that opens without error: each is named, and nothing is written before a decision.

use std::path::Path;

use tiaojie::domain::{Fixed, Surroundings};
use tiaojie::store::{Standing, Store, StoreError};

use crate::office::{Office, cases, clock, close, key, log};

/// The file as a power cut leaves it: the last saves in the -wal only. Gives the bytes of both.
fn cut_off(office: &Office) -> (Vec<u8>, Vec<u8>) {
    let mut store = office.open().unwrap();
    for n in 0..6 {
        let id = log(&mut store, 100 + n);
        close(&mut store, id);
    }
    let left = (std::fs::read(&office.path).unwrap(), std::fs::read(office.beside("-wal")).unwrap());
    drop(store);
    left
}

fn lay(office: &Office, data: &[u8], wal: Option<&[u8]>) {
    // In place, as a damaged disk does: a file of another making would be told as a copy.
    std::fs::write(&office.path, data).unwrap();
    let _ = std::fs::remove_file(office.beside("-shm"));
    match wal {
        Some(wal) => std::fs::write(office.beside("-wal"), wal).unwrap(),
        None => drop(std::fs::remove_file(office.beside("-wal"))),
    }
}

/// Catches: a -wal that is lost or damaged, or an older copy, opened as if nothing were missing.
#[test]
fn a_file_without_its_newest_saves_is_told() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(20, key);
        let old = std::fs::read(&office.path).unwrap();
        let (data, wal) = cut_off(&office);
        let mut flipped = wal.clone();
        flipped[wal.len() / 2] ^= 1;
        // What it is called, the file, and the -wal beside it.
        type Case<'a> = (&'a str, &'a [u8], Option<&'a [u8]>);
        let cases: [Case<'_>; 4] = [
            ("wal deleted", &data, None),
            ("wal damaged", &data, Some(&flipped)),
            ("wal cut short", &data, Some(&wal[..wal.len() / 3])),
            ("older copy", &old, None),
        ];
        for (what, data, wal) in cases {
            lay(&office, data, wal);
            match office.open().map(drop) {
                Err(StoreError::Behind { lacks, .. }) => {
                    assert!((1..=12).contains(&lacks), "{what}: {lacks}")
                }
                other => panic!("{what}: {other:?}"),
            }
            assert!(std::fs::read(&office.path).unwrap() == data, "{what}: written to");
            assert_eq!(
                std::fs::read(office.beside("-wal")).ok().as_deref().filter(|wal| !wal.is_empty()),
                wal
            );
        }
        lay(&office, &data, Some(&wal));
        assert!(office.open().is_ok(), "whole");
    }
}

/// Catches: a file that a person said goes on as it is, and that logs under the numbers of the saves it lacks.
#[test]
fn going_on_without_the_newest_saves_takes_a_new_device() {
    let office = Office::with_cases(5, None);
    let (data, _) = cut_off(&office);
    lay(&office, &data, None);
    let mut store = Store::open_as_new_device(&office.path, None, clock(5)).unwrap();
    log(&mut store, 1);
    assert_eq!(store.check().unwrap().findings, []);
    drop(store);
    assert_eq!(office.open().unwrap().standing(), Standing::Home);
}

/// Catches: a copy that goes on under the device of the file it was copied from.
#[test]
fn a_copy_is_another_device_from_its_first_save_on() {
    let office = Office::with_cases(5, None);
    let copy = office.folder.path().join("copy.db");
    std::fs::copy(&office.path, &copy).unwrap();
    let look = |path: &Path| Store::open(path, clock(6)).unwrap();
    assert_eq!(look(&copy).standing(), Standing::Moved);
    assert!(!office.folder.path().join("copy.db.mark").exists(), "looking writes nothing");
    let mut store = look(&copy);
    assert!(matches!(store.undo(), Err(StoreError::NothingToUndo)));
    log(&mut store, 50);
    assert_eq!(store.standing(), Standing::Home);
    store.undo().unwrap();
    drop(store);
    assert_eq!(look(&copy).standing(), Standing::Home);
    let mut first = office.open().unwrap();
    log(&mut first, 60);
    drop(first);
    // Copied with its mark to another place it is a copy all the same.
    let moved = office.folder.path().join("moved.db");
    std::fs::copy(&office.path, &moved).unwrap();
    std::fs::copy(office.beside(".mark"), office.folder.path().join("moved.db.mark")).unwrap();
    assert_eq!(look(&moved).standing(), Standing::Moved);
    assert_eq!(cases(&look(&moved)).len(), 6);
}

/// The same clock on another laptop.
struct Elsewhere(Fixed);

impl Surroundings for Elsewhere {
    fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
        self.0.now()
    }

    fn fresh_uuid(&mut self) -> uuid::Uuid {
        self.0.fresh_uuid()
    }

    fn random(&mut self, bytes: &mut [u8]) -> std::io::Result<()> {
        self.0.random(bytes)
    }

    fn machine(&self) -> String {
        "another".to_owned()
    }

    fn beside(&mut self) -> Box<dyn Surroundings> {
        let mut other = self.0.clone();
        other.fresh_uuid();
        Box::new(Self(other))
    }
}

/// Catches: a disk that was copied whole to a second laptop, so that both log under one device.
#[test]
fn a_whole_disk_on_another_laptop_is_a_copy() {
    let office = Office::with_cases(3, None);
    let there = Box::new(Elsewhere(*clock(70)));
    let store = Store::open(&office.path, there).unwrap();
    assert_eq!(store.standing(), Standing::Moved);
    drop(store);
    assert_eq!(office.open().unwrap().standing(), Standing::Home);
}

/// Catches: damage told as a foreign file, and a lost key file told as anything else.
#[test]
fn each_damage_has_its_name() {
    let sealed = Office::with_cases(3, Some(key()));
    assert!(matches!(Store::open(&sealed.path, clock(1)), Err(StoreError::NoKeyFile(_))));
    for key in [None, Some(key())] {
        let office = Office::with_cases(3, key);
        let good = std::fs::read(&office.path).unwrap();
        let header = [&[0x55; 100], &good[100..]].concat();
        for (what, bytes) in [("header", header.as_slice()), ("cut", &good[..good.len() / 2])] {
            std::fs::write(&office.path, bytes).unwrap();
            let error = office.open().map(drop).unwrap_err();
            assert!(matches!(error, StoreError::Damaged(_)), "{what}: {error:?}");
        }
        std::fs::write(&office.path, b"").unwrap();
        assert!(matches!(office.open(), Err(StoreError::Empty(_))));
    }
}
