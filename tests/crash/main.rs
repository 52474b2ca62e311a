//! Kill -9 at any moment: every acknowledged save is in the file, and any other one completely or not at all.
//!
//! The killed program is this test program itself, run again. `TIAOJIE_ROUNDS=300 cargo test --release --test
//! crash -- --nocapture` is the long form.

#[path = "../support/mod.rs"]
mod support;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::luck;
use support::promised::{self, acknowledge};
use support::{District, day};
use tiaojie::domain::{Fixed, Machine};
use tiaojie::exchange::{self, Extent, Opening, Replacing, Sealing};
use tiaojie::store::{Store, backups_in, unwatched};
use tiaojie::vault::{Cost, Passphrase};

const JOB: &str = "TIAOJIE_TEST_JOB";
const FILE: &str = "TIAOJIE_TEST_FILE";
/// Saves after which a new file is begun, so that the checks stay short.
const ROUNDS_A_FILE: u32 = 10;

fn rounds(short: u32) -> u32 {
    std::env::var("TIAOJIE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(short)
}

fn open(file: &Path) -> Store {
    Store::open(file, Box::new(Fixed::at(day(2024, 12, 31), 6))).unwrap()
}

/// Not a test: the program that is killed.
#[test]
fn child() {
    let (Some(job), Some(file)) = (std::env::var_os(JOB), std::env::var_os(FILE)) else { return };
    let mut store = Store::open(Path::new(&file), Box::new(Machine)).unwrap();
    acknowledge("ready");
    match job.to_str() {
        Some("save") => promised::save(&mut store, 10_000),
        Some("import") => promised::import(&mut store, || acknowledge("begun")),
        Some("import many") => promised::import_many(&mut store, || acknowledge("begun")),
        Some("rebuild") => drop(store.rebuild().unwrap()),
        Some("back up") => back_up(&mut store),
        Some("merge") => merge(&mut store),
        _ => panic!("no such job"),
    }
    acknowledge("done");
    std::process::exit(0);
}

fn back_up(store: &mut Store) {
    let folder = store.backup_folder();
    for _ in 0..6 {
        promised::save(store, 1);
        acknowledge(&format!("backup {}", store.back_up(&folder).unwrap().path.display()));
    }
}

fn opening() -> Opening {
    Opening::Passphrase(Passphrase::typed("松柏镇排水沟"))
}

/// Takes in the bundle that stands beside the file.
fn merge(store: &mut Store) {
    let bundle = store.path().with_extension("tjx");
    let contents = exchange::look_into(store, &bundle, &opening(), &mut unwatched()).unwrap();
    acknowledge("begun");
    exchange::take_in(store, &contents, &mut unwatched()).unwrap();
}

/// Starts a job on a file.
fn start(job: &str, file: &Path) -> (Child, impl Iterator<Item = String> + use<>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--nocapture", "--test-threads=1"])
        .env(JOB, job)
        .env(FILE, file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    // A line goes out in one write: no kill cuts it.
    let lines = out.split(b'\n').map_while(Result::ok).filter_map(|line| {
        let line = String::from_utf8(line).ok()?;
        line.strip_prefix('@').map(str::to_owned)
    });
    (child, lines)
}

/// Lets so much time go by; the process is killed in the middle of whatever it does then.
fn let_run(time: Duration) {
    let until = Instant::now() + time;
    while Instant::now() < until {
        std::thread::yield_now();
    }
}

/// A number that looks like chance and is the same at every run.
fn scattered(n: u32) -> u32 {
    n.wrapping_add(1).wrapping_mul(2_654_435_761) >> 7
}

/// A file with an office at home in it.
fn new_file() -> (tempfile::TempDir, std::path::PathBuf) {
    let mut district = District::new();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let file = district.store.path().to_owned();
    (district.folder, file)
}

/// Catches: an acknowledgement before the commit, a save in two transactions, a draft that is lost or outlives its
/// case, totals or search that are behind the cases.
#[test]
fn no_acknowledged_save_is_lost() {
    let mut place = new_file();
    let (mut saves, mut known) = (0, Vec::new());
    for round in 0..rounds(10) {
        if round % ROUNDS_A_FILE == 0 && round > 0 {
            place = new_file();
            known.clear();
        }
        let file = &place.1;
        let (mut child, mut lines) = start("save", file);
        let mut heard: Vec<String> =
            lines.by_ref().take(4 + usize::try_from(scattered(round) % 37).unwrap()).collect();
        let_run(Duration::from_micros(u64::from(scattered(round + 7_000) % 6_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        heard.extend(lines);

        let store = open(file);
        saves += promised::assert_kept(&store, &heard, &mut known, &format!("round {round}"));
        // The next round's cases are told from this one's.
        known = luck::ids(&store);
    }
    println!("{saves} acknowledged saves, none lost");
    assert!(saves > 0);
}

/// What a job says when what can be killed begins.
fn first_line(job: &str) -> &'static str {
    if ["import", "import many", "merge"].contains(&job) { "begun" } else { "ready" }
}

/// How long a job takes here when nobody kills it.
fn time_of(job: &str, file: &Path) -> Duration {
    let (mut child, mut lines) = start(job, file);
    assert!(lines.by_ref().any(|line| line == first_line(job)));
    let begun = Instant::now();
    assert!(lines.any(|line| line == "done"));
    child.wait().unwrap();
    begun.elapsed()
}

/// Runs a job and kills it after a part of its time; whether it was done by then.
fn killed(job: &str, file: &Path, after: Duration) -> bool {
    let (mut child, mut lines) = start(job, file);
    assert!(lines.by_ref().any(|line| line == first_line(job)));
    let_run(after);
    child.kill().unwrap();
    child.wait().unwrap();
    lines.any(|line| line == "done")
}

/// Catches: half an import in the file, one that is in and was not acknowledged only by halves, one that cannot be
/// done again.
#[test]
fn a_killed_import_is_whole_or_not_at_all() {
    let (_kept, file) = new_file();
    let whole = time_of("import", &file);
    let rounds = rounds(4);
    for round in 0..rounds {
        let (_kept, file) = new_file();
        let done = killed("import", &file, whole * (round + 1) / rounds);
        let store = open(&file);
        let cases = luck::ids(&store).len();
        assert!(cases == 214 || (cases == 0 && !done), "{cases} after round {round}");
        assert_eq!(store.check().unwrap().findings, []);
        drop(store);
        promised::import(&mut open(&file), || {});
        assert_eq!(luck::ids(&open(&file)).len(), 214);
    }
}

/// Catches: the same of an import so large that the file is written without its -wal and its indexes.
#[test]
fn a_killed_large_import_is_whole_or_not_at_all() {
    let (_kept, file) = new_file();
    let whole = time_of("import many", &file);
    let rounds = rounds(4);
    for round in 0..rounds {
        let (_kept, file) = new_file();
        let done = killed("import many", &file, whole * (round + 1) / (rounds + 1));
        let store = open(&file);
        let cases = luck::ids(&store).len();
        assert!(cases == promised::MANY || (cases == 0 && !done), "{cases} after round {round}");
        assert_eq!(store.check().unwrap().findings, []);
    }
}

/// Catches: a rebuild that empties before it can fill.
#[test]
fn a_killed_rebuild_changes_nothing() {
    let (_kept, file) = new_file();
    promised::import(&mut open(&file), || {});
    let whole = time_of("rebuild", &file);
    let rounds = rounds(4);
    for round in 0..rounds {
        killed("rebuild", &file, whole * (round + 1) / rounds);
        assert_eq!(luck::sound(&file), 214, "round {round}");
    }
}

/// Catches: a backup that has its name before it is whole, one that was acknowledged and is gone, a file that a backup
/// under way leaves locked or changed.
#[test]
fn a_killed_backup_leaves_whole_ones() {
    let (_kept, file) = new_file();
    let whole = time_of("back up", &file);
    let rounds = rounds(3);
    for round in 0..rounds {
        let (_kept, file) = new_file();
        let (mut child, lines) = start("back up", &file);
        let_run(whole * (round + 1) / rounds);
        child.kill().unwrap();
        child.wait().unwrap();
        let heard: Vec<String> = lines.collect();
        let store = open(&file);
        assert_eq!(store.check().unwrap().findings, [], "round {round}");
        for backup in backups_in(&store.backup_folder(), "district").unwrap_or_default() {
            store.verify_backup(&backup.path).unwrap();
        }
        for path in heard.iter().filter_map(|line| line.strip_prefix("backup ")) {
            store.verify_backup(Path::new(path)).unwrap();
        }
    }
}

/// Catches: half a bundle in the file, one that cannot be taken in again.
#[test]
fn a_killed_merge_is_whole_or_not_at_all() {
    let elsewhere = tempfile::tempdir().unwrap();
    let bundle = elsewhere.path().join("from.tjx");
    let clock = Box::new(Fixed::at(day(2024, 6, 1), 21));
    let mut other = Store::create(&elsewhere.path().join("other.db"), clock).unwrap();
    promised::import(&mut other, || {});
    let sealing =
        Sealing::Passphrase { passphrase: Passphrase::typed("松柏镇排水沟"), cost: Cost::LEAST };
    let all = Extent::Everything;
    exchange::write_bundle(&mut other, &all, &sealing, &bundle, Replacing::Nothing, &mut unwatched())
        .unwrap();
    let ready = || {
        let (kept, file) = new_file();
        std::fs::copy(&bundle, file.with_extension("tjx")).unwrap();
        (kept, file)
    };
    let (_kept, file) = ready();
    let whole = time_of("merge", &file);
    let rounds = rounds(4);
    for round in 0..rounds {
        let (_kept, file) = ready();
        let done = killed("merge", &file, whole * (round + 1) / rounds);
        let mut store = open(&file);
        let cases = luck::ids(&store).len();
        assert!(cases == 214 || (cases == 0 && !done), "{cases} after round {round}");
        assert_eq!(store.check().unwrap().findings, []);
        merge(&mut store);
        assert_eq!(luck::ids(&store).len(), 214);
    }
}
