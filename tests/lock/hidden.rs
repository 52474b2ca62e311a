//! No file of the folder contains readable data, at whatever point the program was killed.

use std::path::Path;

use portable_pty::CommandBuilder;

use super::support::luck;
use super::support::pty::Session;
use super::{RIGHT, encrypted, written};

/// What a person wrote, and what a database of ours is known by.
const WORDS: [&str; 14] = [
    "张守田",
    "李小满",
    "排水沟改道",
    "田界不清",
    "赵六一",
    "13871234567",
    "429021198001011234",
    "测试员",
    "红花朵村",
    "松柏镇",
    "SQLite format",
    "CREATE TABLE",
    "accepted_on",
    "dispute_mediator",
];

/// Every place where one of the words stands, in UTF-8 or UTF-16.
fn readable(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for word in WORDS {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for pattern in [word.as_bytes(), &wide] {
                if bytes.windows(pattern.len()).any(|window| window == pattern) {
                    found.push(format!("{word} in {}", path.display()));
                }
            }
        }
    }
    found
}

#[cfg(unix)]
fn open_to_others(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::PermissionsExt;
    let files =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file());
    let open = files.filter(|entry| entry.metadata().unwrap().permissions().mode() & 0o077 != 0);
    open.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Catches: a page, a -wal, a draft, a file laid aside or left by a kill that can be read; a file that others may read
/// though the system would let them.
#[cfg(unix)]
#[test]
fn nothing_can_be_read() {
    let (district, _) = encrypted();
    let path = district.store.path().to_owned();
    drop(district.store);
    // What the test itself writes plain stands elsewhere.
    let outside = tempfile::tempdir().unwrap();
    let right = written(outside.path(), "right", RIGHT);
    let folder = district.folder.path();
    let ledger = outside.path().join("ledger.csv");
    std::fs::write(
        &ledger,
        "受理日期,申请人,被申请人,纠纷类型,简要情况,乡镇\n2024-03-05,赵六一,李小满,邻里,田界不清,松柏镇\n",
    )
    .unwrap();
    let command = |arguments: &str| {
        let binary = env!("CARGO_BIN_EXE_tiaojie");
        let (path, right) = (path.display(), right.display());
        let line = format!("umask 000; exec {binary} --file {path} --passphrase-file {right} {arguments}");
        std::process::Command::new("sh").args(["-c", &line]).output().unwrap()
    };
    let imported = command(&format!("-y import {}", ledger.display()));
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    assert!(command("check").status.success());
    assert_eq!((readable(folder), open_to_others(folder)), (vec![], vec![]));

    // On the screen: a save, a draft, and then the power goes.
    let mut shell = CommandBuilder::new("sh");
    shell.args([
        "-c",
        &format!("umask 000; exec {} --file {}", env!("CARGO_BIN_EXE_tiaojie"), path.display()),
    ]);
    let mut session = Session::run(shell, (80, 24));
    let before = session.wait_for("请输入口令");
    assert!(WORDS.iter().all(|word| !before.contains(word)), "{before}");
    session.send("not this one\r");
    session.wait_for("口令不对");
    session.send(&format!("{RIGHT}\r"));
    session.wait_for("张守田");
    session.send("\x1bOQ");
    session.wait_for("登记");
    session.send("红花朵村\r");
    session.send("赵六一\r");
    session.send("13871234567");
    // The lock puts the draft into the file.
    session.send("\x1c");
    let locked = session.wait_for("已锁屏");
    assert!(WORDS.iter().all(|word| !locked.contains(word)), "{locked}");
    assert!(std::fs::metadata(folder.join("district.db-wal")).unwrap().len() > 0);
    session.kill();
    assert_eq!((readable(folder), open_to_others(folder)), (vec![], vec![]));

    // The draft came through, and the file is whole.
    let unlocked = super::unlocked(&path, RIGHT).unwrap();
    let store = tiaojie::store::Store::open_with(&path, Some(&unlocked.0), super::clock(8)).unwrap();
    let draft = store.draft("entry").unwrap().expect("the draft").body;
    assert!(draft.contains("赵六一"), "{draft}");
    assert_eq!(store.check().unwrap().findings, []);
    assert_eq!(luck::ids(&store).len(), 2);
}

/// Catches: a search that finds nothing because it looks wrongly.
#[test]
fn the_same_search_finds_it_in_a_plain_file() {
    let (mut district, _) = encrypted();
    district.store.unprotect(&super::right()).unwrap();
    let found = readable(district.folder.path());
    for word in ["张守田", "排水沟改道", "CREATE TABLE", "SQLite format"] {
        assert!(found.iter().any(|line| line.starts_with(word)), "{word}: {found:?}");
    }
}

/// Catches: a file of another program that is changed by looking at it; an older file of ours that stays open to others.
#[cfg(unix)]
#[test]
fn only_our_own_file_is_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let (mut district, _) = encrypted();
    district.store.unprotect(&super::right()).unwrap();
    let ours = district.store.path().to_owned();
    drop(district.store);
    let theirs = district.folder.path().join("theirs.db");
    rusqlite::Connection::open(&theirs).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
    for path in [&ours, &theirs] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let open = |path: &Path| tiaojie::store::Store::open(path, super::clock(4));
    assert!(open(&theirs).is_err());
    let store = open(&ours).unwrap();
    assert_eq!(open_to_others(district.folder.path()), ["theirs.db"]);
    drop(store);
}
