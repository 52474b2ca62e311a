//! The real program in a real pseudo-terminal: first use, and errors.

use std::path::Path;

use crate::support::command::Program;
use crate::support::pty::Session;
use tiaojie::domain::Machine;
use tiaojie::store::{CaseFilter, Store};

const F2: &str = "\x1bOQ";
const ENTER: &str = "\r";
const TAB: &str = "\t";
const ESC: &str = "\x1b";
const CTRL_Q: &str = "\x11";
const CTRL_S: &str = "\x13";

/// Answers the first run's questions.
fn first_run(file: &Path, size: (u16, u16)) -> Session {
    let mut session = Session::start(file, size);
    session.wait_for("区县");
    for (word, key) in [("神农架林区", ENTER), ("松柏镇", ENTER), ("", ENTER), ("王敏", CTRL_S)] {
        if !word.is_empty() {
            session.send(word);
            session.wait_for_cursor_behind(word);
        }
        session.send(key);
    }
    session.wait_for("登记第一件");
    session
}

/// Types words one commit each, waits for the cursor behind each, and goes on to the next field.
fn fill(session: &mut Session, words: &[&str]) {
    for word in words {
        session.send(word);
        session.wait_for_cursor_behind(word);
        session.send(ENTER);
    }
}

fn draft_of(file: &Path) -> Option<String> {
    let store = Store::open(file, Box::new(Machine)).ok()?;
    store.draft("entry").ok()?.map(|draft| draft.body)
}

/// Would catch: words of an input method split or lost, full-width digits taken for text, a save that was only
/// shown, a draft that a kill takes with it, a shell left raw.
#[test]
fn first_run_log_in_chinese_kill_and_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let mut session = first_run(&file, (80, 24));

    session.send(F2);
    session.wait_for("受理日期");
    fill(&mut session, &["红花朵村", "张三", "李四"]);
    // The type by its code in full-width digits, the source as offered.
    session.send("０２");
    session.wait_for("邻里");
    session.send(TAB);
    fill(&mut session, &["王敏"]);
    session.send("因排水沟改道，影响邻居院坝。");
    session.wait_for_cursor_behind("院坝。");
    session.send(CTRL_S);
    session.wait_for("第001号");
    session.wait_for("共 1 件");

    session.send(F2);
    session.wait_for("受理日期");
    session.send(TAB);
    session.send("赵六娃");
    session.wait_for_cursor_behind("赵六娃");
    // The draft is in the file as soon as typing rests; only then does the flat battery count as fair.
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !draft_of(&file).is_some_and(|draft| draft.contains("赵六娃")) {
        assert!(std::time::Instant::now() < deadline, "the draft never came");
        std::thread::yield_now();
    }
    session.kill();

    let mut session = Session::start(&file, (80, 24));
    let register = session.wait_for("没填完");
    assert!(register.contains("张三") && register.contains("李四"), "{register}");
    session.send(F2);
    session.wait_for("赵六娃");
    session.send(ESC);
    session.wait_for("共 1 件");
    session.send(CTRL_Q);
    let (code, written) = session.end();
    assert_eq!(code, 0);
    assert_eq!(written.matches("\x1b[?1049l").count(), 1, "the other screen was left");
    assert!(written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l"), "the cursor is shown again");

    let store = Store::open(&file, Box::new(Machine)).unwrap();
    assert!(store.check().unwrap().findings.is_empty());
    let ids = store.all_ids(&CaseFilter::default()).unwrap();
    let case = store.dispute(ids[0]).unwrap();
    assert_eq!((case.kind.as_str(), case.summary.as_str()), ("02", "因排水沟改道，影响邻居院坝。"));
    assert_eq!(case.parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>(), ["张三", "李四"]);
}

/// Would catch: a paste whose newlines press Enter, or that breaks out of its field.
#[test]
fn a_paste_of_several_lines_stays_in_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let mut session = first_run(&file, (100, 30));
    session.send(F2);
    session.wait_for("受理日期");
    session.send("红花朵村");
    session.wait_for_cursor_behind("红花朵村");
    session.send(ENTER);
    session.send("\x1b[200~张三\r\n（身份证）\x1b[201~");
    session.wait_for("张三 （身份证）");
    session.send(CTRL_Q);
    assert_eq!(session.end().0, 0);
}

/// Would catch: a panic or a jumble when the window is dragged smaller than any layout, and back.
#[test]
fn any_size_of_window_is_survived() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("office.db");
    let mut session = first_run(&file, (80, 24));
    for size in [(20, 5), (1, 1), (200, 60), (40, 10), (80, 24)] {
        session.resize(size);
    }
    session.wait_for("登记第一件");
    session.send(F2);
    session.wait_for("受理日期");
    session.resize((30, 8));
    session.resize((120, 40));
    session.wait_for("受理日期");
    session.send(CTRL_Q);
    assert_eq!(session.end().0, 0);
}

/// Would catch keys that are lost or wait for the next key: more of them in one write than one read takes, an ESC
/// sequence cut in two by the border.
#[test]
fn a_held_key_ends_on_the_right_row() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    Program::on(&file).ok("demo");
    let mut session = Session::start(&file, (80, 24));
    session.wait_for("第 1 件");
    session.send(&("\x1b[B".repeat(210) + &"\x1b[A".repeat(200)));
    session.wait_for("第 11 件");
    session.send(CTRL_Q);
    assert_eq!(session.end().0, 0);
}
