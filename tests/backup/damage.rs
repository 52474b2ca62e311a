//! What a recovery restores from a damaged file.

use proptest::prelude::*;
use tiaojie::domain::Dispute;
use tiaojie::store::{StoreError, recover};

use crate::office::{Office, cases, clock, key, log};

/// Brings the file back and proves what is in it: clean, and every case one that was there, in a state it was once in.
fn bring_back(
    office: &Office,
    backup: Option<&std::path::Path>,
    there: &[Dispute],
) -> tiaojie::store::Recovery {
    let report = recover(&office.path, office.key.as_ref(), backup, clock(40).as_mut()).unwrap();
    let store = office.open().unwrap();
    let check = store.check().unwrap();
    assert_eq!(check.findings, [], "{report:?}");
    let back = cases(&store);
    assert_eq!(back.len() as u64, report.cases);
    for case in &back {
        let then = there.iter().find(|then| then.id == case.id).unwrap();
        let open = Dispute { closing: None, ..then.clone() };
        assert!(case == then || *case == open, "{case:?} was {then:?}");
    }
    assert_eq!(check.revisions, report.from_backup + report.from_damaged, "{report:?}");
    assert!(report.kept.as_ref().unwrap().exists());
    report
}

/// Catches: one bad page that costs the file, a header that costs it, a -wal nobody looks into, and a save made up.
#[test]
fn a_file_damaged_in_one_place_comes_back_but_for_that_place() {
    for key in [None, Some(key())] {
        let make = || Office::with_cases(150, key.clone());
        let office = make();
        let there = cases(&office.open().unwrap());
        let saves = office.open().unwrap().check().unwrap().revisions;
        let mut bytes = std::fs::read(&office.path).unwrap();
        bytes[..4_096].fill(0x5a);
        std::fs::write(&office.path, &bytes).unwrap();
        assert!(matches!(office.open(), Err(StoreError::Damaged(_))));
        let report = bring_back(&office, None, &there);
        // The first page holds no case: all of it is read without it.
        assert_eq!((report.from_damaged, report.unreadable, report.cases), (saves, 0, 150), "{report:?}");
    }
}

/// Catches: saves after a damaged frame of the -wal given up though they stand there.
#[test]
fn saves_behind_a_damaged_frame_are_read() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(30, key);
        let mut store = office.open().unwrap();
        (0..8).for_each(|n| {
            log(&mut store, n);
        });
        let there = cases(&store);
        let (data, mut wal) =
            (std::fs::read(&office.path).unwrap(), std::fs::read(office.beside("-wal")).unwrap());
        drop(store);
        std::fs::write(&office.path, data).unwrap();
        wal[32 + 5] ^= 0xff;
        std::fs::write(office.beside("-wal"), wal).unwrap();
        assert!(matches!(office.open(), Err(StoreError::Behind { .. })));
        let report = bring_back(&office, None, &there);
        assert_eq!((report.unreadable, report.cases), (0, 38), "{report:?}");
    }
}

/// Catches: a backup that is not taken whole, and what came after it left out.
#[test]
fn a_backup_and_what_came_after_it_are_brought_together() {
    for key in [None, Some(key())] {
        let office = Office::with_cases(50, key);
        let mut store = office.open().unwrap();
        let backup = store.back_up(&store.backup_folder()).unwrap();
        (0..20).for_each(|n| {
            log(&mut store, n);
        });
        let there = cases(&store);
        drop(store);
        let whole = std::fs::read(&office.path).unwrap();
        std::fs::write(&office.path, &whole[..whole.len() - whole.len() / 3]).unwrap();
        let report = bring_back(&office, Some(&backup.path), &there);
        assert!(report.cases >= 50 && report.from_backup > 50, "{report:?}");
        std::fs::write(&office.path, b"").unwrap();
        let report = bring_back(&office, Some(&backup.path), &there);
        assert_eq!((report.cases, report.from_damaged), (50, 0));
    }
}

/// `TIAOJIE_ROUNDS` is the long form.
fn cases_tried() -> u32 {
    std::env::var("TIAOJIE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases_tried(), failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a page of nonsense that is believed, a lost save that takes all later ones with it, a panic.
    #[test]
    fn whatever_pages_are_damaged_nothing_is_made_up(
        pages in proptest::collection::vec((0..10_000_usize, 0..3_u8), 1..12),
        sealed in any::<bool>(),
        backed in any::<bool>(),
    ) {
        let office = Office::with_cases(60, sealed.then(key));
        let mut store = office.open().unwrap();
        let backup = backed.then(|| store.back_up(&store.backup_folder()).unwrap());
        (0..20).for_each(|n| { log(&mut store, 60 + n); });
        let there = cases(&store);
        drop(store);
        let mut bytes = std::fs::read(&office.path).unwrap();
        let count = bytes.len() / 4_096;
        for (page, how) in &pages {
            let page = &mut bytes[page % count * 4_096..][..4_096];
            match how {
                0 => page.fill(0),
                1 => page.reverse(),
                _ => page.iter_mut().step_by(97).for_each(|byte| *byte ^= 0x40),
            }
        }
        std::fs::write(&office.path, &bytes).unwrap();
        let backup = backup.map(|backup| backup.path);
        bring_back(&office, backup.as_deref(), &there);
    }
}
