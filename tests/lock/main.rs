//! The encrypted file: what is readable in it, who can open it, the messages, and the effect of a damaged
//! bit.

mod command;
mod hidden;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use support::command::Program;
use support::{District, day, luck};
use tiaojie::domain::{Fixed, OperatorId};
use tiaojie::store::{CaseFilter, Store, StoreError};
use tiaojie::vault::{Cost, DataKey, Gate, Holder, KeyFile, Passphrase, path_beside};

const RIGHT: &str = "松柏二号 Snj";

fn clock(salt: u16) -> Box<Fixed> {
    Box::new(Fixed::at(day(2024, 12, 31), salt))
}

fn right() -> Passphrase {
    Passphrase::typed(RIGHT)
}

/// A district with a case, at home in its first township, encrypted for its operator; the recovery words.
fn encrypted() -> (District, String) {
    let mut district = District::new();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let mut case = luck::case(&mut district, ("张守田", "李小满"));
    case.summary = "排水沟改道".into();
    district.store.save_dispute(None, case, None).unwrap();
    let mine = Holder::of(district.store.operator());
    let words = district.store.protect(mine, &right(), Cost::LEAST).unwrap();
    let words = words.groups().iter().map(|group| group.to_string()).collect();
    (district, words)
}

/// A file that holds the passphrase, for the commands.
fn written(folder: &Path, name: &str, passphrase: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, format!("{passphrase}\n")).unwrap();
    path
}

fn unlocked(path: &Path, typed: &str) -> Option<(DataKey, Holder)> {
    let opened = KeyFile::read(&path_beside(path)).unwrap().unlock(&Passphrase::typed(typed)).ok()?;
    Some((opened.key, opened.holder))
}

/// Catches: a slot that opens nothing, one that still opens after it was changed or dropped, a shut-out of everybody, old
/// recovery words that go on.
#[test]
fn slots_open_while_they_hold() {
    let (mut district, words) = encrypted();
    let store = &mut district.store;
    let path = store.path().to_owned();
    let mine = Holder::of(store.operator());
    assert_eq!(unlocked(&path, RIGHT).unwrap().1, mine);
    assert_eq!(unlocked(&path, &words).unwrap().1, Holder::Recovery);
    // One slot is left: it stays.
    assert!(matches!(store.shut_out(mine), Err(StoreError::LastHolder)));
    let new = |text| Passphrase::typed(text);
    store.give_passphrase(Holder::Office, &new("大家的口令"), Cost::LEAST).unwrap_err();
    store.give_passphrase(Holder::Office, &new("大家的口令哦"), Cost::LEAST).unwrap();
    store.give_passphrase(mine, &new("another one"), Cost::LEAST).unwrap();
    assert!(unlocked(&path, RIGHT).is_none());
    assert_eq!(unlocked(&path, "another one").unwrap().1, mine);
    store.shut_out(mine).unwrap();
    assert!(unlocked(&path, "another one").is_none());
    assert_eq!(unlocked(&path, "大家的口令哦").unwrap().1, Holder::Office);
    let again: String =
        store.renew_recovery(Cost::LEAST).unwrap().groups().iter().map(|group| group.to_string()).collect();
    assert!(unlocked(&path, &words).is_none());
    // The data was not touched by any of it.
    let (key, _) = unlocked(&path, &again).unwrap();
    assert_eq!(store.key(), Some(&key));
    assert!(store.unprotect(&new("wrong one")).is_err());
    assert!(store.key().is_some());
    store.unprotect(&new("大家的口令哦")).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"SQLite"));
    assert!(!path_beside(&path).exists());
    assert_eq!(store.check().unwrap().findings, []);
    assert_eq!(luck::ids(store).len(), 1);
}

/// Catches: a slot that opens without telling who is there, or puts somebody at the keyboard who has left.
#[test]
fn the_slot_says_who_is_at_the_keyboard() {
    let (mut district, words) = encrypted();
    let store = &mut district.store;
    let path = store.path().to_owned();
    let other = tiaojie::domain::Operator::named("王新");
    let mut gone = tiaojie::domain::Operator::named("赵去");
    gone.valid_to = Some(day(2024, 6, 30));
    store.transact(|writer| writer.put_operator(&other).and_then(|_| writer.put_operator(&gone))).unwrap();
    let of = |id: OperatorId| Holder::of(Some(id));
    store.give_passphrase(of(other.id), &Passphrase::typed("王新的口令"), Cost::LEAST).unwrap_err();
    store.give_passphrase(of(other.id), &Passphrase::typed("王新的口令呀"), Cost::LEAST).unwrap();
    store.give_passphrase(of(gone.id), &Passphrase::typed("赵去的口令呀"), Cost::LEAST).unwrap();
    let first = store.operator();
    let open = |typed: &str| {
        let unlocked = Gate::of(&path).open(&Passphrase::typed(typed), clock(1).now_there()).unwrap();
        Store::open_unlocked(&path, &unlocked, clock(5)).unwrap().operator()
    };
    assert_eq!(open("王新的口令呀"), Some(other.id));
    assert_eq!(open("赵去的口令呀"), Some(other.id));
    assert_eq!(open(&words), Some(other.id));
    assert_eq!(open(RIGHT), first);
}

trait Now {
    fn now_there(&self) -> chrono::DateTime<chrono::FixedOffset>;
}

impl Now for Fixed {
    fn now_there(&self) -> chrono::DateTime<chrono::FixedOffset> {
        tiaojie::domain::Surroundings::now(self)
    }
}

/// Catches: a damaged file that opens as if it were whole. A bit of the mark in front, which is no data, may be flipped;
/// everything else is noticed, at the latest by the check.
#[test]
fn a_flipped_bit_is_noticed() {
    let (district, _) = encrypted();
    let path = district.store.path().to_owned();
    let key = district.store.key().cloned().unwrap();
    drop(district.store);
    let whole = std::fs::read(&path).unwrap();
    let work = tempfile::tempdir().unwrap();
    let copy = work.path().join("copy.db");
    let (mut refused, mut found, mut harmless) = (0, 0, Vec::new());
    for n in 0..200_u64 {
        // Spread over the file by a step that shares no factor with a page.
        let bit = usize::try_from(n * 2_654_435_761 % (whole.len() as u64 * 8)).unwrap();
        let mut bytes = whole.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        for beside in ["copy.db", "copy.db-wal", "copy.db-shm", "copy.mark"] {
            let _ = std::fs::remove_file(work.path().join(beside));
        }
        std::fs::write(&copy, bytes).unwrap();
        match Store::open_with(&copy, Some(&key), clock(3)) {
            Err(_) => refused += 1,
            Ok(store) => match store.check() {
                Err(_) => found += 1,
                Ok(report) if !report.findings.is_empty() => found += 1,
                Ok(_) => {
                    assert_eq!(store.all_ids(&CaseFilter::default()).unwrap().len(), 1);
                    harmless.push(bit / 8);
                }
            },
        }
    }
    assert!(refused + found >= 190, "{refused} refused, {found} found, harmless at {harmless:?}");
    assert!(harmless.iter().all(|byte| *byte < 16), "harmless at {harmless:?}");
}

/// Catches: four different mishaps told by one sentence, or by one that names somebody.
#[test]
fn each_mishap_has_its_sentence() {
    let (district, _) = encrypted();
    let path = district.store.path().to_owned();
    drop(district.store);
    let folder = district.folder.path();
    let (right, wrong) = (written(folder, "right", RIGHT), written(folder, "wrong", "wrong one"));
    let key_file = path_beside(&path);
    let good = std::fs::read(&key_file).unwrap();
    let say = |passphrase: &Path| {
        let said = Program::on(&path).run(&["--passphrase-file", passphrase.to_str().unwrap(), "list"]);
        (said.code, said.err)
    };
    assert_eq!(say(&right).0, 0);
    let mut said = vec![say(&wrong)];
    std::fs::write(&key_file, &good[..good.len() / 2]).unwrap();
    said.push(say(&right));
    // That of another file, whose passphrase is the same.
    let mut other = District::new();
    // The chance of these tests repeats itself: one step further it gives another key.
    other.store.surroundings().fresh_uuid();
    other.store.protect(Holder::Office, &self::right(), Cost::LEAST).unwrap();
    std::fs::copy(path_beside(other.store.path()), &key_file).unwrap();
    said.push(say(&right));
    std::fs::remove_file(&key_file).unwrap();
    said.push(say(&right));
    for ((code, sentence), word) in
        said.iter().zip(["口令不对", "密钥文件（.key）已损坏", "不是这个数据文件的", "缺少密钥文件"])
    {
        assert_eq!((*code, sentence.lines().count()), (1, 1), "{sentence}");
        assert!(sentence.contains(word), "{sentence}");
    }
    std::fs::write(&key_file, &good).unwrap();
    assert_eq!(say(&right).0, 0);
    // A page that is not as it was is damage, not a wrong key.
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let (code, sentence) = say(&right);
    assert!(code == 1 && sentence.contains("已损坏"), "{sentence}");
}
