//! 导出: exporting a table or the ledger by keys, and the screens.

use std::path::Path;

use crate::support::desk::Desk;
use crate::support::export::ReadBack;
use crate::support::ledger::ledger_2024;
use crate::support::{day, register};
use tiaojie::domain::Masking;
use tiaojie::store::{Disclosure, Store};
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Input, Key};

/// The program over the ledger of 2024, its exports going to the folder of the file.
fn opened(lang: Lang, size: (u16, u16)) -> Desk {
    let (folder, mut store) = ledger_2024(day(2024, 12, 20));
    let mut settings = store.settings().clone();
    settings.language = lang;
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    settings.export_folder = out.display().to_string();
    store.save_settings(&settings).unwrap();
    let app = register::app(store, lang);
    Desk::running(app, folder, size)
}

fn store(desk: &Desk) -> &Store {
    &desk.app.cx().store
}

fn files(desk: &Desk) -> Vec<String> {
    let folder = store(desk).path().with_file_name("out");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn told(desk: &Desk) -> Vec<Disclosure> {
    store(desk).disclosures(20).unwrap()
}

/// Goes to the field of the card.
fn go_to(desk: &mut Desk, label: &str) {
    for _ in 0..4 {
        desk.tap(Code::BackTab);
    }
    for _ in 0..10 {
        let at = desk.screen.cursor().unwrap();
        let row = desk.screen.row(at.y);
        let field = row.split_once('│').map_or("", |(_, field)| field);
        if field.trim_start_matches([' ', '*']).starts_with(label) {
            return;
        }
        desk.tap(Code::Tab);
    }
    panic!("no field {label}:\n{}", desk.screen.text());
}

fn ctrl(desk: &mut Desk, c: char) {
    desk.send(Input::Key(Key::ctrl(c)));
}

fn tap(desk: &mut Desk, code: Code) {
    desk.send(Input::Key(Key::plain(code)));
}

/// The path of the folder differs from run to run.
fn picture(desk: &Desk) -> String {
    let folder = store(desk).path().with_file_name("out").display().to_string();
    let mut text = String::new();
    for line in desk.picture().lines() {
        if let Some((before, after)) = line.split_once(&folder) {
            // The rest of the path moves up, and the blanks behind it, so that the frame stays where it is.
            let path = after.split(' ').next().unwrap_or_default();
            let blanks = " ".repeat(folder.len().saturating_sub("FOLDER".len()));
            text += &format!("{before}FOLDER{path}{blanks}{}", &after[path.len()..]);
        } else {
            text += line;
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_ledger_goes_out_masked_with_two_keys() {
    // Would catch: a default that shows people, a file that is not recorded, a card that does not say where it is.
    let mut desk = opened(Lang::Zh, (80, 24));
    ctrl(&mut desk, 'w');
    insta::assert_snapshot!("ledger_zh_80", picture(&desk));
    ctrl(&mut desk, 's');
    insta::assert_snapshot!("done_zh_80", picture(&desk));
    assert_eq!(files(&desk), ["台账-区（县）.xlsx"]);
    let bytes = std::fs::read(store(&desk).path().with_file_name("out").join("台账-区（县）.xlsx")).unwrap();
    let book = ReadBack::new(bytes);
    assert!(!book.parts.values().any(|part| part.contains("冯丽") || part.contains("13800004359")));
    let told = told(&desk);
    assert_eq!((told.len(), told[0].said.cases, told[0].said.masking), (1, 214, Masking::Masked));
    assert!(told[0].by.is_some());
    desk.enter();
    assert!(desk.screen.text().contains("214"), "{}", desk.screen.text());
}

#[test]
fn in_full_as_csv_and_never_over_another_file() {
    // Would catch: a format that does not change the name, digits that pick another item, a file replaced unasked.
    let mut desk = opened(Lang::Zh, (80, 24));
    for _ in 0..2 {
        ctrl(&mut desk, 'w');
        desk.digit("2");
        assert!(desk.screen.text().contains(".csv"), "{}", desk.screen.text());
        go_to(&mut desk, "个人信息");
        desk.digit("2");
        ctrl(&mut desk, 's');
        if !desk.screen.text().contains("回车或 Esc 返回") {
            assert!(desk.notice().contains("(2)"), "{}", desk.notice());
            ctrl(&mut desk, 's');
        }
        tap(&mut desk, Code::Esc);
    }
    assert_eq!(files(&desk), ["台账-区（县） (2).csv", "台账-区（县）.csv"]);
    let text = std::fs::read_to_string(store(&desk).path().with_file_name("out").join("台账-区（县）.csv"));
    assert!(text.unwrap().contains("冯丽"));
    assert!(told(&desk).iter().all(|one| one.said.masking == Masking::Plain && one.said.cases == 214));
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_typed_is_lost() {
    // Would catch: a card that closes on an error, a name that escapes its folder.
    let mut desk = opened(Lang::Zh, (80, 24));
    ctrl(&mut desk, 'w');
    go_to(&mut desk, "文件夹");
    ctrl(&mut desk, 'u');
    for _ in 0..200 {
        tap(&mut desk, Code::Backspace);
    }
    desk.words("/没有这个文件夹");
    ctrl(&mut desk, 's');
    assert!(desk.notice().contains("没有文件夹 /没有这个文件夹"), "{}", desk.notice());
    assert!(desk.screen.text().contains("/没有这个文件夹"));
    go_to(&mut desk, "文件名");
    desk.words("../x.csv");
    ctrl(&mut desk, 's');
    assert!(desk.screen.text().contains("文件名里不能有"), "{}", desk.screen.text());
    assert!(files(&desk).is_empty() && told(&desk).is_empty());
    assert!(!Path::new("/没有这个文件夹").exists());
}

#[test]
fn every_screen_of_figures_goes_out_as_it_stands() {
    // Would catch: a screen whose key opens the card of another table, or of another period.
    let mut desk = opened(Lang::Zh, (80, 24));
    let write = |desk: &mut Desk| {
        tap(desk, Code::F(7));
        ctrl(desk, 's');
        tap(desk, Code::Esc);
    };
    tap(&mut desk, Code::F(4));
    tap(&mut desk, Code::Left);
    write(&mut desk);
    ctrl(&mut desk, 'p');
    write(&mut desk);
    tap(&mut desk, Code::Esc);
    ctrl(&mut desk, 'a');
    write(&mut desk);
    // The governance form says why it would be sent back before it is written, and goes out as a draft.
    tap(&mut desk, Code::Tab);
    tap(&mut desk, Code::F(7));
    ctrl(&mut desk, 's');
    assert!(desk.screen.text().contains("还不能上报"), "{}", desk.screen.text());
    assert_eq!(files(&desk).len(), 3);
    desk.send(Input::Text("1".into()));
    tap(&mut desk, Code::Esc);
    tap(&mut desk, Code::Tab);
    write(&mut desk);
    tap(&mut desk, Code::Esc);
    tap(&mut desk, Code::F(6));
    write(&mut desk);
    assert_eq!(
        files(&desk),
        [
            "人民调解案件情况统计表-区（县）-2024年11月.xlsx",
            "分析（热点）-区（县）-2024年11月.xlsx",
            "月报文字-区（县）-2024年11月.txt",
            "服务与其他-区（县）-2024年11月.xlsx",
            "矛盾纠纷排查情况表-区（县）-2024年11月.xlsx",
            "统计（按纠纷类型）-区（县）-2024年11月.xlsx",
        ]
    );
    assert_eq!(told(&desk).len(), 6);
    assert!(told(&desk).iter().all(|one| one.said.cases == 0));
}

#[test]
fn how_it_looks() {
    for (lang, size, name) in [
        (Lang::En, (80, 24), "ledger_en_80"),
        (Lang::Zh, (120, 40), "ledger_zh_120"),
        (Lang::En, (120, 40), "ledger_en_120"),
    ] {
        let mut desk = opened(lang, size);
        ctrl(&mut desk, 'w');
        insta::assert_snapshot!(name, picture(&desk));
    }
    let mut desk = opened(Lang::Zh, (80, 24));
    tap(&mut desk, Code::F(4));
    tap(&mut desk, Code::F(7));
    insta::assert_snapshot!("totals_zh_80", picture(&desk));
    let mut desk = opened(Lang::En, (120, 40));
    ctrl(&mut desk, 'w');
    ctrl(&mut desk, 's');
    insta::assert_snapshot!("done_en_120", picture(&desk));
}
