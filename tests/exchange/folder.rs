//! Syncing a folder on a USB drive or a share: both directions at once, and other files in such folders.

use std::path::{Path, PathBuf};

use tiaojie::domain::Lang;
use tiaojie::exchange::{ExchangeError, Sealing, WhySkipped, sync_folder};
use tiaojie::store::{Store, unwatched};
use tiaojie::text::exchange as words;
use tiaojie::vault::{Cost, Passphrase};

use super::desk::{edit, laptop, new_case, sync};
use super::dump::{all_content, assert_equal, dump};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.join("tiaojie")];
    while let Some(folder) = left.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { left.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn segments(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "seg")).collect()
}

#[test]
fn a_stick_carries_to_whoever_comes_later_what_anybody_knew() {
    // Would catch a relay that carries only its own laptop's work, and a folder that never comes to rest.
    let home = tempfile::tempdir().unwrap();
    let (first, second) = (home.path().join("first"), home.path().join("second"));
    std::fs::create_dir(&first).unwrap();
    std::fs::create_dir(&second).unwrap();
    let mut desks: Vec<Store> = (1..5).map(|n| laptop(home.path(), n)).collect();
    for (n, desk) in desks.iter_mut().enumerate().take(2) {
        new_case(desk, &format!("人{n}"));
    }
    // Laptops 0 and 3 never meet the same stick: 1 carries from one to the other.
    for (who, stick) in [(0, &first), (1, &first), (1, &second), (3, &second)] {
        sync(&mut desks[who], stick);
    }
    assert_eq!(desks[3].all_ids(&Default::default()).unwrap().len(), 2);
    // At rest nothing is written any more, and what is there is never written again.
    let stamps = |folder: &Path| -> Vec<_> {
        files(folder).iter().map(|path| std::fs::metadata(path).unwrap().modified().unwrap()).collect()
    };
    for _ in 0..2 {
        (0..4).for_each(|who| drop(sync(&mut desks[who], &first)));
    }
    let before = stamps(&first);
    for desk in &mut desks {
        let report = sync(desk, &first);
        assert!(report.is_nothing(), "{report:?}");
        assert!(words::folder(Lang::Zh, &report)[0].contains("没有新内容"));
    }
    assert_eq!(before, stamps(&first));
    let whole = dump(&desks[0]);
    desks.iter().for_each(|desk| assert_equal(&whole, &dump(desk), "all four"));
}

#[test]
fn what_lies_about_is_left_alone_and_said() {
    let home = tempfile::tempdir().unwrap();
    let stick = home.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let (mut a, mut b) = (laptop(home.path(), 1), laptop(home.path(), 2));
    new_case(&mut a, "张三");
    sync(&mut a, &stick);
    let segment = segments(&stick).remove(0);
    let beside = |name: &str| segment.with_file_name(name);
    let stem = segment.file_stem().unwrap().to_str().unwrap().to_owned();
    // Copies that sync services make, a half-written file of another program, somebody's photograph, a later segment of
    // nothing, a folder.
    std::fs::copy(&segment, beside(&format!("{stem} (1).seg"))).unwrap();
    std::fs::copy(&segment, beside(&format!("{stem}.sync-conflict-20260101-120000-ABCDEFG.seg"))).unwrap();
    std::fs::write(beside("00000900-00000999.seg"), b"TIAOJIE\x1a\0\x01").unwrap();
    std::fs::write(beside("00001000-00001999.seg"), vec![7; 400]).unwrap();
    std::fs::write(beside(&format!("{stem}.seg.part")), b"half").unwrap();
    std::fs::create_dir(beside("00002000-00002999.seg")).unwrap();
    std::fs::copy(&segment, beside("00003000-00003999.seg")).unwrap();
    std::fs::write(stick.join("tiaojie").join("photo.jpg"), b"jpg").unwrap();
    std::fs::write(stick.join("letter.docx"), b"docx").unwrap();
    let report = sync(&mut b, &stick);
    assert_eq!(report.taken.cases_new, 1);
    let mut why: Vec<WhySkipped> = report.skipped.iter().map(|skipped| skipped.why).collect();
    why.sort();
    use WhySkipped::{Damaged, Foreign};
    assert_eq!(why, [Foreign, Foreign, Foreign, Foreign, Foreign, Damaged, Damaged], "{:#?}", report.skipped);
    assert!(report.skipped.iter().all(|skipped| !words::skipped(Lang::En, skipped).is_empty()));
}

#[test]
fn a_damaged_or_lost_file_is_put_there_again_by_whoever_has_it() {
    // Would catch a stick that stays broken for good, and one that brings half a device.
    let home = tempfile::tempdir().unwrap();
    let stick = home.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let (mut a, mut b) = (laptop(home.path(), 1), laptop(home.path(), 2));
    let id = new_case(&mut a, "张三");
    sync(&mut a, &stick);
    edit(&mut a, id, |case| case.people = Some(2));
    sync(&mut a, &stick);
    let all = segments(&stick);
    assert!(all.len() >= 2, "{all:?}");
    for damage in [true, false] {
        if damage {
            std::fs::write(&all[0], b"").unwrap();
        } else {
            std::fs::remove_file(&all[0]).unwrap();
        }
        let report = sync(&mut b, &stick);
        assert_eq!((report.taken.revisions, report.taken.gaps.len()), (0, 1), "{report:?}");
        assert_eq!(report.taken.gaps[0].have, 0);
        let report = sync(&mut a, &stick);
        assert!(report.written >= 1, "{report:?}");
        assert_eq!(segments(&stick).iter().filter(|path| all.contains(path)).count(), all.len());
    }
    assert_eq!(sync(&mut b, &stick).taken.cases_new, 1);
    assert_eq!(b.dispute(id).unwrap().people, Some(2));
}

#[test]
fn another_passphrase_is_refused_before_anything_is_touched() {
    let home = tempfile::tempdir().unwrap();
    let stick = home.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let (mut a, mut b) = (laptop(home.path(), 1), laptop(home.path(), 2));
    new_case(&mut a, "张三");
    sync(&mut a, &stick);
    b.exchange_keys().unwrap();
    let before = (all_content(&b), files(&stick));
    let wrong = Sealing::Passphrase { passphrase: Passphrase::typed("别的口令"), cost: Cost::LEAST };
    let refused = sync_folder(&mut b, &stick, &wrong, &mut unwatched()).unwrap_err();
    assert!(matches!(refused, ExchangeError::WrongPassphrase(_)), "{refused:?}");
    assert_eq!(before, (all_content(&b), files(&stick)));
    // Without the key file each segment still opens by itself.
    std::fs::remove_file(stick.join("tiaojie/folder.key")).unwrap();
    assert_eq!(sync(&mut b, &stick).taken.cases_new, 1);
    let gone = sync_folder(&mut a, &home.path().join("pulled"), &wrong, &mut unwatched()).unwrap_err();
    assert!(matches!(gone, ExchangeError::NoFolder(_)));
}

#[test]
fn a_folder_that_may_not_be_written_leaves_what_was_taken_in_and_nothing_half() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let stick = home.path().join("stick");
        std::fs::create_dir(&stick).unwrap();
        let (mut a, mut b) = (laptop(home.path(), 1), laptop(home.path(), 2));
        new_case(&mut a, "张三");
        new_case(&mut b, "李四");
        sync(&mut a, &stick);
        // A file where the folder of b's own would have to be.
        let house = stick.join("tiaojie");
        std::fs::write(house.join(b.device().to_string()), b"in the way").unwrap();
        std::fs::set_permissions(&house, std::fs::Permissions::from_mode(0o700)).unwrap();
        let passphrase = super::desk::sealing();
        let failed = sync_folder(&mut b, &stick, &passphrase, &mut unwatched()).unwrap_err();
        assert!(matches!(failed, ExchangeError::Io(..)), "{failed:?}");
        assert_eq!(b.all_ids(&Default::default()).unwrap().len(), 2, "what was taken in stays");
        assert!(files(&stick).iter().all(|path| !path.to_string_lossy().ends_with(".part")));
        std::fs::remove_file(house.join(b.device().to_string())).unwrap();
        assert!(sync(&mut b, &stick).written > 0);
    }
}
