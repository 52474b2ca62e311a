//! File errors: unusable files, full or missing disks, a second program on the same file.

use std::path::Path;

use crate::support::command::{Program, Said};
use crate::support::luck::{self, SmallDisk, sound, started};
use crate::support::promised;
use crate::support::pty::Session;
use crate::support::{District, day};
use portable_pty::CommandBuilder;
use tiaojie::domain::{Fixed, Mediator, Office, OfficeKind};
use tiaojie::store::{SecondPlace, Store, StoreError};
use tiaojie::tui::input::{Code, Key};
use tiaojie::tui::terminal::Program as _;

fn open(file: &Path) -> Result<Store, StoreError> {
    Store::open(file, Box::new(Fixed::at(day(2024, 12, 31), 3)))
}

/// The bytes of a whole file of ours.
fn good_file() -> Vec<u8> {
    let mut district = District::new();
    let case = luck::case(&mut district, ("张三", "李四"));
    district.store.save_dispute(None, case, None).unwrap();
    let mut settings = district.store.settings().clone();
    settings.home = district.towns[0];
    district.store.save_settings(&settings).unwrap();
    let path = district.store.path().to_owned();
    drop(district.store);
    std::fs::read(path).unwrap()
}

fn with(mut bytes: Vec<u8>, at: usize, new: &[u8]) -> Vec<u8> {
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}

/// The terminal is not even taken over: one sentence and exit code 1.
fn assert_terminal_says(file: &Path, says: &str) {
    let (code, written) = Session::start(file, (80, 24)).end();
    assert_eq!(code, 1, "{written}");
    assert!(written.contains(says), "{says:?} is not in {written:?}");
    assert!(!written.contains("panicked") && !written.contains("\x1b[?1049h"), "{written:?}");
}

/// Catches: an open that repairs, upgrades or journals into a file it should refuse, an error that names SQLite's
/// words only, a terminal taken over for nothing.
#[test]
fn a_file_that_cannot_be_used_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let good = good_file();
    let is_damaged = |error: &StoreError| matches!(error, StoreError::Damaged(_));
    let is_foreign = |error: &StoreError| matches!(error, StoreError::Foreign(_));
    type Is<'a> = &'a dyn Fn(&StoreError) -> bool;
    let cases: [(&str, Vec<u8>, Is, &str); 8] = [
        ("empty", Vec::new(), &|error| matches!(error, StoreError::Empty(_)), "空文件"),
        ("a letter", b"dear colleague, enclosed please find".to_vec(), &is_foreign, "不是本程序"),
        ("magic damaged", with(good.clone(), 3, b"?"), &is_foreign, "不是本程序"),
        ("of another program", with(good.clone(), 68, &7_u32.to_be_bytes()), &is_foreign, "不是本程序"),
        (
            "newer",
            with(good.clone(), 60, &99_u32.to_be_bytes()),
            &|error| matches!(error, StoreError::Newer { found: 99, .. }),
            "更新版本",
        ),
        ("half of it", good[..good.len() / 2].to_vec(), &is_damaged, "已损坏"),
        ("less than a page", good[..700].to_vec(), &is_damaged, "已损坏"),
        (
            "first page wiped behind its header",
            with(good.clone(), 100, &[0xee; 3_000]),
            &is_damaged,
            "已损坏",
        ),
    ];
    for (what, bytes, is, says) in cases {
        std::fs::write(&file, &bytes).unwrap();
        let error = open(&file).map(drop).unwrap_err();
        assert!(is(&error), "{what}: {error:?}");
        Program::on(&file).refuses(&["list"], 1, says);
        Program::on(&file).refuses(&["add", "--applicant", "甲"], 1, says);
        if says != "已损坏" && says != "空文件" {
            assert_terminal_says(&file, says);
        }
        assert!(std::fs::read(&file).unwrap() == bytes, "{what}: changed");
    }
    let subfolder = folder.path().join("folder.db");
    std::fs::create_dir(&subfolder).unwrap();
    assert!(is_foreign(&open(&subfolder).map(drop).unwrap_err()));
    Program::on(&subfolder).refuses(&["list"], 1, "不是本程序");
    assert_terminal_says(&subfolder, "不是本程序");
    assert_eq!(std::fs::read_dir(&subfolder).unwrap().count(), 0);
}

/// Catches: a refused file whose -wal is folded into it when it is closed: commits of a newer or another program.
#[test]
fn what_stands_in_the_wal_of_a_refused_file_stays_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    for (pragma, says) in [("application_id = 7", "不是本程序"), ("user_version = 99", "更新版本")] {
        std::fs::write(&file, good_file()).unwrap();
        let elsewhere = folder.path().join("elsewhere.db");
        std::fs::copy(&file, &elsewhere).unwrap();
        let wal = |path: &Path| path.with_extension("db-wal");
        let other = rusqlite::Connection::open(&elsewhere).unwrap();
        other.execute_batch(&format!("PRAGMA journal_mode = WAL; PRAGMA {pragma};")).unwrap();
        // Copied while it is open, as a stick is pulled out: the change stands in the -wal only.
        std::fs::copy(&elsewhere, &file).unwrap();
        std::fs::copy(wal(&elsewhere), wal(&file)).unwrap();
        drop(other);
        let before = (std::fs::read(&file).unwrap(), std::fs::read(wal(&file)).unwrap());
        Program::on(&file).refuses(&["list"], 1, says);
        assert_terminal_says(&file, says);
        let after = (std::fs::read(&file).unwrap(), std::fs::read(wal(&file)).unwrap());
        assert!(before == after, "{pragma}");
    }
}

/// Catches: damage that is met only later shown as a number, a panic over rows that make no sense, and a check that
/// finds nothing.
#[test]
fn damage_in_the_middle_is_said_and_nothing_panics() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let good = good_file();
    let page = 4_096;
    let mut noticed = 0;
    let mut at = page;
    while at + page <= good.len() {
        std::fs::write(&file, with(good.clone(), at, &[0xee; 64])).unwrap();
        at += page * 5;
        let found = match open(&file) {
            Err(error) => Err(error),
            Ok(store) => store.check().map(|report| report.findings.len()),
        };
        match found {
            Ok(0) => {}
            Ok(_) => noticed += 1,
            Err(error) => {
                assert!(
                    matches!(
                        error,
                        StoreError::Damaged(_) | StoreError::DamagedPages(_) | StoreError::BadRevision { .. }
                    ),
                    "{error:?}"
                );
                noticed += 1;
            }
        }
    }
    assert!(noticed > 5, "{noticed}");
    std::fs::write(&file, with(good.clone(), 40 * page, &[0xee; 4_000])).unwrap();
    let checked = Program::on(&file).run("check");
    assert!(checked.code == 1 && !checked.err.contains("panicked"), "{checked:?}");
}

/// Catches: a file made under a name that already means something to somebody.
#[test]
fn making_a_file_leaves_its_neighbours_alone() {
    let folder = tempfile::tempdir().unwrap();
    let neighbour = folder.path().join("office.part");
    std::fs::write(&neighbour, "half a download").unwrap();
    drop(Store::create(&folder.path().join("office.db"), Box::new(Fixed::at(day(2024, 12, 31), 3))).unwrap());
    assert_eq!(std::fs::read(&neighbour).unwrap(), b"half a download");
    // The file and its mark.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// Catches: a second program that is refused at once, one that waits for ever, one that writes half, and an entry
/// page emptied by a save that did not happen.
#[test]
fn a_locked_file_is_waited_for_and_then_said() {
    let district = District::new();
    let file = district.store.path().to_owned();
    let mut desk = started(district, (80, 24));
    desk.press(Key::f(2)).words("红花").enter().words("张三").enter().words("李四").enter().words("02");
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    Program::on(&file).ok("list");
    let adding = Program::on(&file).command("add --applicant 甲").spawn();
    // Both wait at the same time.
    desk.press(Key::ctrl('s'));
    assert!(desk.notice().contains("另一个程序"), "{}", desk.notice());
    assert!(["张三", "李四"].iter().all(|name| desk.screen.text().contains(name)), "{}", desk.screen.text());
    Said::from(adding.unwrap().wait_with_output().unwrap()).refuses(1, "另一个程序");
    other.execute_batch("ROLLBACK").unwrap();
    desk.press(Key::ctrl('s'));
    assert_eq!(desk.cases().len(), 1, "{}", desk.notice());
    drop(desk.app);
    assert_eq!(sound(&file), 1);
}

/// Catches: a file that is opened for writing and fails at the first save only, an error about a missing file, a new
/// file half made where none may be.
#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_refused_at_once() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let good = good_file();
    std::fs::write(&file, &good).unwrap();
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for (folder_mode, file_mode) in [(0o777, 0o444), (0o555, 0o666), (0o555, 0o444), (0o777, 0o000)] {
        allow(&file, file_mode);
        allow(folder.path(), folder_mode);
        for arguments in [&["list"][..], &["add", "--applicant", "甲"]] {
            let Some(output) = as_somebody(&file, arguments) else { return allow(folder.path(), 0o777) };
            output.refuses(1, "不能写入");
        }
        if folder_mode == 0o555 {
            let new = folder.path().join("new.db");
            let output = as_somebody(&new, &["add", "--applicant", "甲"]).unwrap();
            output.refuses(1, "不能写入");
            let output = as_somebody(&folder.path().join("more/new.db"), &["demo"]).unwrap();
            output.refuses(1, "不能写入");
        }
        allow(folder.path(), 0o777);
        allow(&file, 0o666);
        assert!(std::fs::read(&file).unwrap() == good);
    }
}

/// The program run by somebody without rights: root may write anywhere. None, and said, where that cannot be had.
#[cfg(unix)]
fn as_somebody(file: &Path, arguments: &[&str]) -> Option<Said> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let mut command = Program::on(file).command(arguments);
    let folder = file.ancestors().find(|folder| folder.is_dir())?;
    if std::fs::metadata(folder).ok()?.uid() == 0 {
        command.uid(65_534);
    }
    match command.output() {
        Ok(output) => Some(output.into()),
        Err(error) => {
            eprintln!("skipped: cannot run the program as another user: {error}");
            None
        }
    }
}

/// Catches: a medium that is read-only as a whole taken for a missing or damaged file.
#[test]
fn a_read_only_medium_is_said() {
    let Some(disk) = SmallDisk::of(4 << 20) else { return };
    let file = disk.path("office.db");
    std::fs::write(&file, good_file()).unwrap();
    disk.make_read_only();
    assert!(matches!(open(&file).map(drop).unwrap_err(), StoreError::ReadOnly));
    Program::on(&file).refuses(&["list"], 1, "不能写入");
    Program::on(&disk.path("new.db")).refuses(&["add", "--applicant", "甲"], 1, "不能写入");
    assert_terminal_says(&file, "不能写入");
}

/// Catches: a page emptied by a save that failed, a store that is of no use afterwards, half a case in the file, and
/// leaving that loses what the full disk did not take.
#[test]
fn a_full_disk_leaves_page_and_file_whole() {
    let Some(disk) = SmallDisk::of(3 << 20) else { return };
    let file = disk.path("office.db");
    let mut district = District::new();
    let old = district.store.path().to_owned();
    district.store =
        Store::create(&disk.path("other.db"), Box::new(Fixed::at(day(2024, 12, 31), 4))).unwrap();
    std::fs::remove_file(disk.path("other.db")).unwrap();
    std::fs::copy(&old, &file).unwrap();
    district.store = open(&file).unwrap();
    let mut desk = started(district, (80, 24));
    desk.press(Key::f(2)).words("红花").enter().words("张三").enter().words("李四").enter().words("02");
    let filler = disk.fill();
    desk.press(Key::ctrl('s'));
    assert!(desk.notice().contains("磁盘已满"), "{}", desk.notice());
    desk.rest();
    assert!(desk.notice().contains("磁盘已满"), "{}", desk.notice());
    assert!(["张三", "李四"].iter().all(|name| desk.screen.text().contains(name)), "{}", desk.screen.text());
    assert_eq!(desk.cases().len(), 0);
    Program::on(&file).refuses(&["add", "--applicant", "甲"], 1, "磁盘");
    // Leaving would lose it: it is said, another key forgets that it was asked, and only twice the same key leaves.
    desk.press(Key::ctrl('q'));
    assert!(!desk.app.is_done() && desk.notice().contains("再按一次"), "{}", desk.notice());
    desk.tap(Code::Up).press(Key::ctrl('q'));
    assert!(!desk.app.is_done());
    desk.tap(Code::Down);
    std::fs::remove_file(filler).unwrap();
    desk.press(Key::ctrl('s'));
    assert_eq!(desk.cases().len(), 1, "{}", desk.notice());
    disk.fill();
    desk.press(Key::f(2)).enter().words("王五").press(Key::ctrl('q')).press(Key::ctrl('q'));
    assert!(desk.app.is_done());
    drop(desk.app);
    std::fs::remove_file(disk.path("filler")).unwrap();
    assert_eq!(sound(&file), 1);
}

/// Catches: a new file on a full disk that is left half made.
#[test]
fn no_file_is_begun_where_there_is_no_room() {
    let Some(disk) = SmallDisk::of(64 << 10) else { return };
    let file = disk.path("office.db");
    Program::on(&file).refuses(&["add", "--applicant", "甲"], 1, "磁盘已满");
    assert_terminal_says(&file, "磁盘已满");
    assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 0);
}

/// Catches: a limit on the size of files that kills the program by a signal, the screen left as it was.
#[cfg(unix)]
#[test]
fn a_file_limit_does_not_kill() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    std::fs::write(&file, good_file()).unwrap();
    // 33 KiB: enough to open, not enough to save.
    let limited = "ulimit -f 66; exec \"$0\" --file \"$1\" add --applicant 甲 --town 松柏镇";
    let output = std::process::Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_tiaojie")])
        .arg(&file)
        .output()
        .unwrap();
    Said::from(output).refuses(1, "没有保存");
    assert_eq!(sound(&file), 1);

    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "ulimit -f 66; exec \"$0\" --file \"$1\"", env!("CARGO_BIN_EXE_tiaojie")]);
    command.arg(&file);
    let mut session = Session::run(command, (80, 24));
    session.wait_for("李四");
    session.send("\x1bOQ");
    session.wait_for("受理日期");
    for word in ["红花朵村", "王五", "赵六", "０２"] {
        session.send(word);
        session.wait_for_cursor_behind(if word == "０２" { "" } else { word });
        if word != "０２" {
            session.send("\r");
        }
    }
    session.wait_for("邻里");
    session.send("\x13");
    session.wait_for("没有保存");
    session.wait_for("王五");
    session.send("\x11");
    session.send("\x11");
    let (code, written) = session.end();
    assert_eq!(code, 0, "{written}");
    assert_eq!(written.matches("\x1b[?1049l").count(), 1, "{written}");
    assert_eq!(sound(&file), 1);
}

/// Catches: two programs that overwrite each other, offices and mediators of the other made twice or shown as
/// nobody, numbers given out twice, an undo that takes back the wrong thing.
#[test]
fn two_programs_on_one_file_get_on() {
    let mut desk = started(District::new(), (100, 40));
    let file = desk.app.cx().store.path().to_owned();
    let program = Program::on(&file);
    program.ok("add --applicant 甲一 --respondent 乙二 --town 松柏镇 --village 新村 --mediator 新调 --date 2024-12-31");
    // The other's village and mediator typed here, in full: they are known by now.
    desk.press(Key::f(2)).words("新村").enter().words("张三").enter().words("李四").enter().words("02");
    desk.go_to("调解员");
    desk.words("新调").enter().press(Key::ctrl('s'));
    assert_eq!(desk.cases().len(), 2, "{}", desk.screen.text());
    let text = desk.screen.text();
    assert!(text.contains("甲一") && text.contains("张三"), "{text}");
    let directory = desk.app.cx().store.directory();
    assert_eq!(directory.offices().filter(|office| office.name == "新村").count(), 1);
    assert_eq!(directory.mediators().filter(|mediator| mediator.name == "新调").count(), 1);
    let cases = desk.cases();
    assert_ne!(cases[0].number, cases[1].number);
    assert!(cases.iter().all(|case| case.village == cases[0].village && case.mediators.len() == 1));
    // Another one from outside, seen when one comes back from another screen; undo takes back the last save.
    program.ok("add --applicant 丙三 --town 松柏镇");
    desk.press(Key::f(3)).tap(Code::Esc);
    assert!(desk.screen.text().contains("丙三"), "{}", desk.screen.text());
    for says in ["已撤销", "没有可以撤销"] {
        desk.press(Key::ctrl('z'));
        assert!(desk.notice().contains(says), "{}", desk.notice());
        let voided: Vec<_> = desk.cases().into_iter().filter(|case| case.void.is_some()).collect();
        assert_eq!((voided.len(), voided[0].parties[0].name.as_str()), (1, "张三"));
    }
    drop(desk.app);
    sound(&file);
}

/// Catches: a save that writes what it holds in memory over what another program has written meanwhile.
#[test]
fn a_save_follows_from_what_the_other_has_written() {
    let mut district = District::new();
    let mut other = open(district.store.path()).unwrap();
    let village = Office::below(district.towns[0], OfficeKind::Village, "新村");
    let mediator = Mediator::at(district.towns[0], "新调".to_owned());
    let mut case = luck::case_in(&mut other, district.towns[0], ("甲", "乙"));
    case.village = Some(village.id);
    case.mediators.push(mediator.id);
    other
        .transact(|writer| {
            writer.put_office(&village)?;
            writer.put_mediator(&mediator)?;
            writer.put_dispute(None, case.clone())
        })
        .unwrap();
    let mut settings = other.settings().clone();
    settings.district_limits.conclude_days = 20;
    other.save_settings(&settings).unwrap();
    // The same village named here, by what was read at the start.
    let mut ours = luck::case(&mut district, ("丙", "丁"));
    ours.village = Some(village.id);
    ours.mediators.push(mediator.id);
    district.store.save_dispute(None, ours, None).unwrap();
    assert_eq!(district.store.settings().district_limits.conclude_days, 20);
    let read = district.store.dispute(case.id).unwrap();
    assert_eq!((read.village, read.mediators.clone()), (Some(village.id), vec![mediator.id]));
    let mut after = read.clone();
    after.summary = "改".into();
    district.store.save_dispute(Some(&read), after, None).unwrap();
    assert_eq!(other.search("新调", 9).unwrap().len(), 2);
    assert_eq!(district.store.check().unwrap().findings, []);
}

/// Catches: half a backup that stays on a full stick, an earlier one that goes for it, a full or locked stick that is
/// told as damage, a file that suffers from it.
#[test]
fn a_full_stick_gets_no_half_backup() {
    let Some(stick) = SmallDisk::of(4 << 20) else { return };
    let mut district = District::new();
    promised::import(&mut district.store, || {});
    let folder = stick.path("backups");
    let first = district.store.back_up(&folder).unwrap();
    let names =
        || -> Vec<_> { std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    assert_eq!(names(), std::slice::from_ref(&first.path));
    let case = luck::case(&mut district, ("张三", "李四"));
    district.store.save_dispute(None, case, None).unwrap();
    let filler = stick.fill();
    let refused = district.store.back_up(&folder);
    assert!(matches!(refused, Err(StoreError::DiskFull)), "{refused:?}");
    assert_eq!(names(), std::slice::from_ref(&first.path));
    std::fs::remove_file(filler).unwrap();
    stick.make_read_only();
    let refused = district.store.back_up(&folder);
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
    district.store.verify_backup(&first.path).unwrap();
    district.store.set_second_backup_folder(Some(&folder)).unwrap();
    drop(stick);
    // It is out now: the first place gets its backup, and nothing is made where the stick was.
    let done = district.store.back_up_everywhere().unwrap();
    assert!(matches!(done.second, SecondPlace::Absent), "{done:?}");
    assert!(!folder.exists());
    assert_eq!(district.store.check().unwrap().findings, []);
}
