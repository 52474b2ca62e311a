//! Keys as terminals really send them, in one read and cut in two, and what a terminal answers about itself.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::command::Program;
use crate::support::pty::Session;
use portable_pty::CommandBuilder;

const F2: &str = "\x1bOQ";

/// Shorter than the program waits after ESC: two writes that are closer belong together.
const TOGETHER: Duration = Duration::from_millis(15);

fn demo() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("demo.db");
    Program::on(&file).ok("demo");
    (folder, file)
}

fn on_terminal(terminal: &str, file: &Path) -> Session {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tiaojie"));
    command.arg("--file");
    command.arg(file);
    Session::run_on(terminal, command, (100, 30))
}

/// The demo on the entry page.
fn entry(terminal: &str, file: &Path) -> Session {
    let mut session = on_terminal(terminal, file);
    session.wait_for("第 1 件");
    session.send(F2);
    session.wait_for("受理日期");
    session
}

/// Waits until the cursor is in the row with that label.
fn wait_on(session: &Session, label: &str) -> String {
    session.wait(&format!("the cursor on {label}"), |screen| {
        let (row, _) = screen.cursor_position();
        let width = screen.size().1.get();
        screen.contents_between(row, 0, row, width).trim_start_matches([' ', '*']).starts_with(label)
    })
}

/// Catches: `[B` in the field after Esc and Down, F3 lost behind Esc, two Esc that count once, a word lost behind Esc.
#[test]
fn esc_and_the_next_key_in_one_read_are_two_keys() {
    let (_folder, file) = demo();
    let mut session = entry("xterm-256color", &file);
    wait_on(&session, "乡镇");
    session.send("松");
    session.wait("the list narrowed", |screen| !screen.contents().contains("阳日镇"));
    // Esc takes the search back, Down goes to the second of all.
    session.send("\x1b\x1b[B");
    let screen = session.wait_for("2 阳日镇");
    assert!(!screen.contains("[B"), "{screen}");
    session.send("\t\t");
    wait_on(&session, "申请人");
    session.send("张三");
    session.wait_for_cursor_behind("张三");
    session.send("\x1b\x1bOR");
    let screen = session.wait_for("查找");
    assert!(!screen.contains("OR"), "{screen}");
    // Esc leaves the search, then the word meets the register, which says that it takes none.
    session.send("\x1b丰");
    session.wait_for("没有写进去：丰");
    session.kill();
}

/// Catches: Shift+Tab of the Linux console that does nothing.
#[test]
fn shift_tab_of_the_linux_console_goes_back() {
    let (_folder, file) = demo();
    let mut session = entry("linux", &file);
    wait_on(&session, "乡镇");
    session.send("\t");
    wait_on(&session, "村");
    session.send("\x1b\t");
    wait_on(&session, "乡镇");
    session.kill();
}

/// Catches: a paste of several lines that fills several fields where the terminal marks no paste.
#[test]
fn lines_that_come_in_one_read_are_one_paste() {
    let (_folder, file) = demo();
    let mut session = entry("xterm-256color", &file);
    wait_on(&session, "乡镇");
    session.send("\t\t");
    wait_on(&session, "申请人");
    session.send("张三\r李四\r王五\r");
    session.wait_for("张三 李四 王五");
    wait_on(&session, "申请人");
    session.kill();
}

/// Catches: a key that falls apart where a read ends, and Esc that waits for the next key.
#[test]
fn a_key_in_two_writes_is_one_key() {
    let (_folder, file) = demo();
    let mut session = on_terminal("xterm-256color", &file);
    session.wait_for("第 1 件");
    let mut row = 1;
    for key in ["\x1b[B", "\x1bOB"] {
        for at in [1, 2, 1, 2] {
            let (one, other) = key.split_at(at);
            let started = Instant::now();
            session.send(one);
            session.send(other);
            let together = started.elapsed() < TOGETHER;
            let next = format!("第 {} 件", row + 1);
            // On a busy machine the two may be as far apart as two keys are.
            let screen = session.wait(&format!("{next} after {key:?} cut at {at}"), |screen| {
                let screen = screen.contents();
                screen.contains(&next) || (!together && screen.contains("这里不能打字"))
            });
            row += usize::from(screen.contains(&next));
        }
    }
    session.send(F2);
    session.wait_for("受理日期");
    session.send("\x1b");
    session.wait_for(&format!("第 {row} 件"));
    session.kill();
}

/// Catches: colours for black on a terminal that says it is white, frames that wrap where a line takes two cells, an
/// answer typed into a field.
#[test]
fn what_the_terminal_answers_is_believed() {
    let (_folder, file) = demo();
    let mut session = entry("xterm-256color", &file);
    wait_on(&session, "乡镇");
    session.send("\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[2;3R");
    session.wait("blue labels", |screen| {
        // 受理日期
        let mut cells = (0..10).filter_map(|column| screen.cell(2, column));
        cells.any(|cell| cell.contents() == "受" && cell.fgcolor() == vt100::Color::Idx(4))
    });
    session.send("\x1b[20~");
    let screen = session.wait_for("找命令");
    assert!(screen.contains("+ 命令 ---") && !screen.contains("rgb"), "{screen}");
    session.kill();
}

/// Catches: a terminal of another encoding full of garbled characters, without a word.
#[test]
fn another_encoding_is_said_before_the_screens() {
    let (_folder, file) = demo();
    let start = || {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tiaojie"));
        command.args(["--file", file.to_str().unwrap()]);
        command.env("LC_ALL", "zh_CN.GBK");
        Session::run(command, (100, 30))
    };
    let mut session = start();
    session.wait_for("opens it all the same");
    session.send("\r");
    let (code, written) = session.end();
    assert_eq!((code, written.contains("\x1b[?1049h")), (0, false));
    let mut session = start();
    session.wait_for("opens it all the same");
    session.send("y\r");
    session.wait_for("第 1 件");
    session.send("\x11");
    assert_eq!(session.end().0, 0);
}
