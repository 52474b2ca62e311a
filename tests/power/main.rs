//! Power cuts: data that was not synced may be present, missing or torn. Every save acknowledged
//! before the cut is in the file, and the file is whole.
//!
//! A job runs once, while a small library loaded before the C library (`recorder.c`, compiled here) records
//! each write, sync and rename in its folder. Then the cut is simulated at many moments of that run. Linux
//! only. `TIAOJIE_ROUNDS=300 cargo test --release --test power -- --nocapture` is the long form.
#![cfg(target_os = "linux")]

mod replay;
mod steps;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use replay::{Chance, Disk, Event};
use support::promised::{self, acknowledge};
use support::{day, luck};
use tiaojie::domain::{Fixed, Machine, Office, OfficeKind};
use tiaojie::store::Store;
use tiaojie::vault::DataKey;

const JOB: &str = "TIAOJIE_TEST_JOB";
const FILE: &str = "TIAOJIE_TEST_FILE";
const NAME: &str = "office.db";
/// How often the job that saves closes the file and opens it again, so that the folding of the -wal is cut too.
const SITTINGS: u32 = 4;
const CASES_A_SITTING: u32 = 8;

fn cuts(short: usize) -> usize {
    std::env::var("TIAOJIE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(short)
}

fn key() -> DataKey {
    DataKey::from_bytes([42; 32])
}

fn key_for(job: &str) -> Option<DataKey> {
    job.ends_with("encrypted").then(key)
}

/// Not a test: the program whose power is cut.
#[test]
fn child() {
    let (Ok(job), Some(file)) = (std::env::var(JOB), std::env::var_os(FILE)) else { return };
    let file = PathBuf::from(file);
    let open = || Store::open_with(&file, key_for(&job).as_ref(), Box::new(Machine)).unwrap();
    match job.as_str() {
        "save" | "save encrypted" => {
            for _ in 0..SITTINGS {
                promised::save(&mut open(), CASES_A_SITTING);
            }
        }
        "import" => promised::import(&mut open(), || {}),
        "import many" => promised::import_many(&mut open(), || {}),
        "rebuild" => drop(open().rebuild().unwrap()),
        other => steps::run(other, &file),
    }
    acknowledge("done");
    std::process::exit(0);
}

/// The recorder, compiled once.
fn recorder() -> PathBuf {
    static MADE: std::sync::OnceLock<(tempfile::TempDir, PathBuf)> = std::sync::OnceLock::new();
    let (_, library) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("recorder.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/power/recorder.c");
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let made = Command::new(compiler)
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .args([&library, &source])
            .args(["-ldl", "-lpthread"])
            .status()
            .unwrap();
        assert!(made.success());
        (folder, library)
    });
    library.clone()
}

/// A run of a job, noted.
struct Run {
    before: Disk,
    events: Vec<Event>,
    _folder: tempfile::TempDir,
}

/// Runs the job on a file that was made ready by `ready`.
fn record(job: &str, ready: impl FnOnce(&mut Store)) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("data");
    std::fs::create_dir(&root).unwrap();
    let file = root.join(NAME);
    let mut store = at_home(&file, key_for(job).as_ref());
    ready(&mut store);
    drop(store);
    let before = Disk::of(&root);
    let log = folder.path().join("notes");
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(JOB, job)
        .env(FILE, &file)
        .env("POWER_ROOT", &root)
        .env("POWER_LOG", &log)
        .env("LD_PRELOAD", recorder())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(done.success(), "{job}");
    let events = replay::read(&log);
    assert!(events.iter().any(|event| matches!(event, Event::Durable { .. })), "nothing was made durable");
    Run { before, events, _folder: folder }
}

/// A file with an office at home in it.
fn at_home(file: &Path, key: Option<&DataKey>) -> Store {
    let mut store = Store::create_with(file, key, Box::new(Fixed::at(day(2024, 3, 1), 4))).unwrap();
    let town = Office::below(Office::root_id(), OfficeKind::Township, "松柏镇");
    store.transact(|w| w.put_office(&town)).unwrap();
    let mut settings = store.settings().clone();
    settings.home = town.id;
    store.save_settings(&settings).unwrap();
    store
}

impl Run {
    /// Cuts the power `times` times and hands over each folder as it is found then, with what had been said before.
    fn cut(&self, times: usize, mut found: impl FnMut(&Path, &[String], &str)) {
        let folder = tempfile::tempdir().unwrap();
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for n in 0..times {
            // The last moment of all is one of them: nothing is lost then that was promised.
            let at = if n == 0 { self.events.len() } else { chance.below(self.events.len()) };
            let mut disk = self.before.clone();
            self.events[..at].iter().for_each(|event| disk.happen(event));
            let place = replay::place(folder.path(), n);
            disk.lose_power(&place, &mut chance);
            found(&place, &said(&self.events[..at]), &format!("cut {n} before step {at}"));
            std::fs::remove_dir_all(place).unwrap();
        }
    }
}

/// What was acknowledged.
fn said(events: &[Event]) -> Vec<String> {
    let said = events.iter().filter_map(|event| match event {
        Event::Said(text) => Some(text.as_str()),
        _ => None,
    });
    let whole: String = said.collect();
    whole.lines().filter_map(|line| line.strip_prefix('@')).map(str::to_owned).collect()
}

fn open(folder: &Path, key: Option<&DataKey>) -> Store {
    Store::open_with(&folder.join(NAME), key, Box::new(Fixed::at(day(2024, 12, 31), 6))).unwrap()
}

/// Catches: an acknowledgement before the disk was told to keep it; a -wal that is folded before it is durable.
fn assert_saves_survive(job: &str, times: usize) {
    let run = record(job, |_| {});
    let mut saves = 0;
    run.cut(times, |folder, heard, when| {
        let store = open(folder, key_for(job).as_ref());
        saves += promised::assert_kept(&store, heard, &mut Vec::new(), when);
    });
    println!("{job}: {} steps, {times} cuts, {saves} acknowledged saves, none lost", run.events.len());
    assert!(saves > 0);
}

#[test]
fn no_acknowledged_save_is_lost_with_the_power() {
    assert_saves_survive("save", cuts(14));
}

#[test]
fn no_acknowledged_save_of_an_encrypted_file_is_lost_with_the_power() {
    assert_saves_survive("save encrypted", cuts(14));
}

/// Catches: half an import after a cut.
#[test]
fn an_import_is_whole_or_not_at_all_after_a_power_cut() {
    let run = record("import", |_| {});
    run.cut(cuts(8), |folder, heard, when| {
        let store = open(folder, None);
        let cases = luck::ids(&store).len();
        assert!(cases == 214 || (cases == 0 && heard.is_empty()), "{when}: {cases}");
        assert_eq!(store.check().unwrap().findings, [], "{when}");
    });
}

/// Catches: the same of an import so large that the file is written without its -wal and its indexes.
#[test]
fn a_large_import_is_whole_or_not_at_all_after_a_power_cut() {
    let run = record("import many", |_| {});
    run.cut(cuts(6), |folder, heard, when| {
        let store = open(folder, None);
        let cases = luck::ids(&store).len();
        assert!(cases == promised::MANY || (cases == 0 && heard.is_empty()), "{when}: {cases}");
        assert_eq!(store.check().unwrap().findings, [], "{when}");
    });
}

/// Catches: a rebuild that empties before it has filled.
#[test]
fn a_rebuild_changes_nothing_after_a_power_cut() {
    let run = record("rebuild", |store| promised::import(store, || {}));
    run.cut(cuts(8), |folder, _, _| assert_eq!(luck::sound(&folder.join(NAME)), 214));
}

/// Catches: a play of the cut that lets everything survive; the cuts above would prove nothing then. A file that is
/// written without a sync must lose something here.
#[test]
fn what_was_never_made_durable_is_lost_in_some_cuts() {
    let mut disk = Disk::default();
    disk.happen(&Event::Made { path: "a".into(), inode: 5 });
    disk.happen(&Event::Durable { inode: 1 });
    disk.happen(&Event::Write { inode: 5, at: 0, data: vec![7; 2_048] });
    let folder = tempfile::tempdir().unwrap();
    let mut chance = Chance(77);
    let mut found: Vec<usize> = Vec::new();
    for n in 0..60 {
        let place = replay::place(folder.path(), n);
        disk.lose_power(&place, &mut chance);
        found.push(std::fs::read(place.join("a")).unwrap().iter().filter(|byte| **byte == 7).count());
    }
    assert!(found.contains(&0) && found.contains(&2_048), "{found:?}");
    assert!(found.iter().any(|kept| *kept > 0 && *kept < 2_048), "{found:?}");
}
