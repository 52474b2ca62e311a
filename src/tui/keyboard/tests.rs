//! Recorded reads, replayed whole and cut.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{Ground, Heard, Meta, Reader, Report};
use crate::tui::input::{Code, Console, Held, Input, Key, Normaliser};

/// What the program gets of reads that come one after the other, each while the rest may still come.
fn heard(meta: Meta, reads: &[&[u8]]) -> Vec<Heard> {
    let mut reader = Reader::new(meta);
    let mut all: Vec<Heard> = reads.iter().flat_map(|read| reader.take(read)).collect();
    while reader.patience().is_some() {
        all.extend(reader.give_up());
    }
    all
}

fn inputs(meta: Meta, reads: &[&[u8]]) -> Vec<Input> {
    let events: Vec<Event> = heard(meta, reads)
        .into_iter()
        .filter_map(|heard| match heard {
            Heard::Event(event) => Some(event),
            Heard::Report(_) => None,
        })
        .collect();
    Normaliser::new(Console::Bracketed).read(&events)
}

fn key(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

fn text(text: &str) -> Input {
    Input::Text(text.into())
}

/// Recorded reads and their keys, on any terminal but the Linux console.
fn recorded() -> Vec<(&'static str, Vec<Input>)> {
    let (esc, down) = (key(Code::Esc), key(Code::Down));
    vec![
        // Esc and the next key in one read, as tmux hands them on.
        ("\x1b\x1b[B", vec![esc.clone(), down.clone()]),
        ("\x1b\x1bOB", vec![esc.clone(), down.clone()]),
        ("\x1b\x1bOR", vec![esc.clone(), key(Code::F(3))]),
        ("\x1b\x1b", vec![esc.clone(), esc.clone()]),
        ("\x1b\x1b\x1b", vec![esc.clone(), esc.clone(), esc.clone()]),
        ("\x1b柏", vec![esc.clone(), text("柏")]),
        ("\x1bx", vec![esc.clone(), text("x")]),
        ("\x1b1", vec![esc.clone(), text("1")]),
        ("\x1b\r", vec![esc.clone(), key(Code::Enter)]),
        ("\x1b\t", vec![esc.clone(), key(Code::Tab)]),
        ("\x1b\x13", vec![esc.clone(), Input::Key(Key::ctrl('s'))]),
        ("\x1b\x7f", vec![esc.clone(), key(Code::Backspace)]),
        ("\x1bOk", vec![esc.clone(), text("Ok")]),
        ("\x1b[中", vec![esc.clone(), text("[中")]),
        ("\x1b\x1b[200~甲\r乙\x1b[201~", vec![esc.clone(), Input::Paste("甲\n乙".into())]),
        ("松柏\x1b\x1b[B镇", vec![text("松柏"), esc.clone(), down.clone(), text("镇")]),
        // Shift+Tab, function keys, and the keys of each terminal.
        ("\x1b[Z", vec![key(Code::BackTab)]),
        ("\x1bOP\x1b[11~\x1b[[A\x1b[1;2P", {
            let shift = Key { code: Code::F(1), held: Held::SHIFT };
            vec![key(Code::F(1)), key(Code::F(1)), key(Code::F(1)), Input::Key(shift)]
        }),
        ("\x1b[20~\x1b[21~\x1b[24~", vec![key(Code::F(9)), key(Code::F(10)), key(Code::F(12))]),
        // Delete of xterm and st; with Ctrl of xterm, rxvt and st.
        ("\x1b[3~\x1b[P", vec![key(Code::Delete), key(Code::Delete)]),
        ("\x1b[3;5~\x1b[3^\x1b[M\x1b[A", {
            let ctrl = Input::Key(Key::with_ctrl(Code::Delete));
            vec![ctrl.clone(), ctrl.clone(), ctrl, key(Code::Up)]
        }),
        ("\x1b[1;5C\x1bOc", vec![Input::Key(Key::with_ctrl(Code::Right)); 2]),
        ("\x1b[H\x1bOH\x1b[1~\x1b[7~", vec![key(Code::Home); 4]),
        ("\x1b[5~\x1b[6~\x1b[4~", vec![key(Code::PageUp), key(Code::PageDown), key(Code::End)]),
        ("\x1b[27;5;115~", vec![Input::Key(Key::ctrl('s'))]),
        // What means nothing here types nothing.
        ("\x1b[2~\x1b[E\x1b[?1;2c\x1b[99~\x1b[5n", vec![]),
        ("\x1b[3$a", vec![Input::Key(Key { code: Code::Delete, held: Held::SHIFT }), text("a")]),
        ("\x1b]10;rgb:0/0/0\x1b\\a", vec![text("a")]),
        ("\x1b[M !!a", vec![text("a")]),
        // Words, control codes, characters of four bytes.
        ("调解𠮷\x00\x1c", {
            vec![text("调解𠮷"), Input::Key(Key::ctrl(' ')), Input::Key(Key::ctrl('4'))]
        }),
        // Several lines from a terminal without brackets; a word and Enter; a digit and Enter.
        ("张三\r李四\r王五\r", vec![Input::Paste("张三\n李四\n王五\n".into())]),
        ("张三\r", vec![text("张三"), key(Code::Enter)]),
        ("1\r2\r", vec![text("1"), key(Code::Enter), text("2"), key(Code::Enter)]),
    ]
}

/// Catches: `[B` typed for Esc and Down, Esc lost before a word, F3 or another Esc, Delete taken for F1.
#[test]
fn recorded_reads_are_their_keys() {
    for (bytes, expected) in recorded() {
        assert_eq!(inputs(Meta::Esc, &[bytes.as_bytes()]), expected, "{bytes:?}");
    }
}

/// Catches: a sequence, a character or a paste that falls apart where a read ends.
#[test]
fn a_read_cut_at_any_byte_gives_the_same_keys() {
    for (bytes, expected) in recorded() {
        let bytes = bytes.as_bytes();
        for at in 1..bytes.len() {
            let (one, other) = bytes.split_at(at);
            assert_eq!(
                inputs(Meta::Esc, &[one, other]),
                expected,
                "{:?} cut at {at}",
                bytes.escape_ascii().to_string()
            );
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(
            inputs(Meta::Esc, &single),
            expected,
            "{:?} byte by byte",
            bytes.escape_ascii().to_string()
        );
    }
}

/// Catches: Shift+Tab of the Linux console that does nothing, or Esc and Tab taken for it elsewhere.
#[test]
fn esc_tab_is_a_key_of_the_linux_console_alone() {
    for reads in [&[b"\x1b\t".as_slice()] as &[&[u8]], &[b"\x1b", b"\t"]] {
        assert_eq!(inputs(Meta::LinuxConsole, reads), [key(Code::BackTab)]);
        assert_eq!(inputs(Meta::Esc, reads), [key(Code::Esc), key(Code::Tab)]);
    }
}

/// Catches: a lone Esc that waits for the next key, a cut paste that swallows every key after it, an Esc before `[`.
#[test]
fn what_never_comes_is_not_waited_for() {
    let mut reader = Reader::new(Meta::Esc);
    assert_eq!((reader.take(b"\x1b"), reader.patience().is_some()), (vec![], true));
    assert_eq!(reader.give_up(), [Heard::Event(Event::Key(KeyCode::Esc.into()))]);
    assert_eq!((reader.give_up(), reader.patience()), (vec![], None));

    assert_eq!(reader.take("\x1b[200~张三\x1b[20".as_bytes()), []);
    assert_eq!(reader.give_up(), [Heard::Event(Event::Paste("张三".into()))]);
    for typed in ["[", "O", "]", "[["] {
        let bytes = format!("\x1b{typed}");
        assert_eq!(inputs(Meta::Esc, &[bytes.as_bytes()]), [key(Code::Esc), text(typed)]);
    }
    assert_eq!(inputs(Meta::Esc, &[b"\x1b[1;", b"\x1b[B"]), [key(Code::Down)], "a cut sequence is no text");
    assert_eq!(inputs(Meta::Esc, &[b"\xe6\x9d", b"a\xffb"]), [text("ab")], "nor is half a character");
}

/// Catches: an answer of the terminal that is typed into a field, or F3 with Shift taken for one.
#[test]
fn answers_of_the_terminal_are_no_keys() {
    let ground = |ground| vec![Heard::Report(Report::Ground(ground))];
    for (bytes, expected) in [
        ("\x1b]11;rgb:ffff/ffff/ffff\x07", ground(Ground::Light)),
        ("\x1b]11;rgb:0000/0000/0000\x1b\\", ground(Ground::Dark)),
        ("\x1b]11;rgb:fd/f6/e3\x07", ground(Ground::Light)),
        ("\x1b]11;rgba:2e/34/36/ff\x07", ground(Ground::Dark)),
        ("\x1b[2;3R", vec![Heard::Report(Report::Column(3))]),
        ("\x1b[1;2R", vec![Heard::Event(Event::Key(KeyEvent::new(KeyCode::F(3), KeyModifiers::SHIFT)))]),
        ("\x1b]11;none\x07", vec![]),
    ] {
        for at in 0..bytes.len() {
            let (one, other) = bytes.as_bytes().split_at(at);
            assert_eq!(heard(Meta::Esc, &[one, other]), expected, "{bytes:?} cut at {at}");
        }
    }
}

/// Catches: a click in the wrong cell, a wheel that clicks, a release taken for a press.
#[test]
fn the_mouse_says_where_and_what() {
    let event = |kind, column, row, modifiers| {
        vec![Heard::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers }))]
    };
    let none = KeyModifiers::NONE;
    for (bytes, expected) in [
        ("\x1b[<0;5;3M", event(MouseEventKind::Down(MouseButton::Left), 4, 2, none)),
        ("\x1b[<0;5;3m", event(MouseEventKind::Up(MouseButton::Left), 4, 2, none)),
        ("\x1b[<2;120;40M", event(MouseEventKind::Down(MouseButton::Right), 119, 39, none)),
        ("\x1b[<32;5;3M", event(MouseEventKind::Drag(MouseButton::Left), 4, 2, none)),
        ("\x1b[<35;5;3M", event(MouseEventKind::Moved, 4, 2, none)),
        ("\x1b[<64;5;3M", event(MouseEventKind::ScrollUp, 4, 2, none)),
        ("\x1b[<81;5;3M", event(MouseEventKind::ScrollDown, 4, 2, KeyModifiers::CONTROL)),
        ("\x1b[<0;0;3M", vec![]),
    ] {
        assert_eq!(heard(Meta::Esc, &[bytes.as_bytes()]), expected, "{bytes:?}");
    }
}
