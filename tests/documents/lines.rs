//! A text of several lines on every way in and every way out.

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use serde_json::{Value, json};
use tiaojie::domain::{Transcript, TranscriptItem};
use tiaojie::report::transcript;
use tiaojie::store::Store;
use tiaojie::text::Lang;
use tiaojie::tui::input::{Code, Input, Key};
use tiaojie::tui::terminal::Program as _;

use crate::support::command::Program;
use crate::support::desk::Desk;
use crate::support::paper::Paper;
use crate::support::{District, case};

/// As it has to stand on record, and go out.
const TEXT: &str = "一、经过\n\n二、争议";

/// As it comes in, with the line ends of other programs.
const COMES: [&str; 3] = ["一、经过\n\n二、争议\n", "一、经过\r\n\r\n二、争议", "\r一、经过\r\r二、争议"];

/// The texts of a shown case that were entered.
fn texts(shown: &Value) -> Vec<&Value> {
    let life = &shown["life"];
    vec![
        &shown["summary"],
        &shown["note"],
        &shown["content"],
        &life["agreement"]["manner"],
        &life["sessions"][0]["record"],
        &life["investigations"][0]["record"],
        &life["evidence"][0]["note"],
        &life["referrals"][0]["reason"],
        &life["follow_ups"][0]["note"],
    ]
}

/// A case with that text in every field of several lines, as `add` reads it.
fn new_case(text: &str) -> String {
    json!({
        "date": "2024-03-10", "applicants": ["张三"], "respondents": ["李四"], "outcome": "成功", "form": "书面",
        "closed": "2024-03-20", "summary": text, "note": text, "content": text,
        "life": {
            "agreement": {"manner": text}, "sessions": [{"on": "2024-03-12", "record": text}],
            "investigations": [{"on": "2024-03-11", "record": text}], "evidence": [{"name": "欠条", "note": text}],
            "referrals": [{"direction": "out", "organisation": "区信访局", "reason": text}],
            "follow_ups": [{"on": "2024-05-01", "note": text}],
        },
    })
    .to_string()
}

/// The heads and cells of a ledger with that text wherever one can stand.
fn ledger(text: &str) -> [Vec<String>; 2] {
    let plain = ["受理日期", "申请人", "被申请人", "调解日期", "回访日期", "调查日期", "证据名称"];
    let cells = ["2024-03-10", "张三", "李四", "2024-03-12", "2024-05-01", "2024-03-11", "欠条"];
    let long = ["简要情况", "备注", "协议内容", "履行方式", "记录", "调查记录", "证据备注", "回访情况"];
    let row = |plain: [&str; 7], long: [&str; 8]| {
        plain.iter().chain(&long).map(|word| (*word).to_owned()).collect()
    };
    [row(plain, long), row(cells, [text; 8])]
}

/// Would catch: a way in that joins the lines, doubles their ends, or keeps those of another system.
#[test]
fn lines_come_in_as_they_are() {
    for text in COMES {
        let desk = Program::new();
        let added = desk.run_with("-y add - --json", &new_case(text)).json();
        let shown = desk.json(&["show", added["id"].as_str().unwrap(), "--json"]);
        for (nth, said) in texts(&shown).into_iter().enumerate() {
            assert_eq!(*said, TEXT, "{text:?}: text {nth} of JSON");
        }
        let flags = ["-y", "add", "--applicant", "王五", "--respondent", "赵六", "--summary", text, "--json"];
        let added = desk.json(&flags);
        let shown = desk.json(&["show", added["id"].as_str().unwrap(), "--json"]);
        assert_eq!(shown["summary"], TEXT, "{text:?} as a flag");
    }
    for text in COMES.into_iter().chain(["一、经过_x000D_\n_x000D_\n二、争议"]) {
        let mut csv = csv::Writer::from_writer(Vec::new());
        ledger(text).iter().for_each(|row| csv.write_record(row).unwrap());
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in ledger(text).iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(row as u32, column as u16, cell).unwrap();
            }
        }
        let files = [("l.csv", csv.into_inner().unwrap()), ("l.xlsx", book.save_to_buffer().unwrap())];
        for (name, bytes) in files {
            let desk = Program::new();
            std::fs::write(desk.path(name), bytes).unwrap();
            desk.ok(&["-y", "import", name]);
            let listed = desk.json("list --json");
            let shown = desk.json(&["show", listed[0]["id"].as_str().unwrap(), "--json"]);
            assert_eq!(shown["original"], json!({}), "{name}");
            // A ledger has no referrals.
            for (nth, said) in texts(&shown).into_iter().enumerate().filter(|(nth, _)| *nth != 7) {
                assert_eq!(*said, TEXT, "{text:?}: text {nth} of {name}");
            }
        }
    }
}

/// Would catch: a field that keeps the line ends of what was pasted into it, or an exchange that changes them.
#[test]
fn lines_are_pasted_and_exchanged_as_they_are() {
    let mut district = District::new();
    let id = case::plain(&mut district);
    let District { store, folder: _folder, .. } = district;
    let mut app = case::opened(store, id, Lang::Zh);
    for (label, text) in ["协议内容", "加备注", "履行方式"].into_iter().zip(COMES) {
        case::go_to(&mut app, label);
        case::press_code(&mut app, Code::Enter);
        app.input(Input::Paste(text.trim().to_owned()));
        case::press(&mut app, Key::ctrl('s'));
    }
    let saved = app.cx().store.dispute(id).unwrap();
    assert_eq!([&saved.agreement.content, &saved.note, &saved.agreement.manner], [TEXT; 3]);

    let mut desk = Desk::in_town(District::new(), Lang::Zh, (80, 24));
    desk.press(Key::f(2)).enter().words("张三").enter().words("李四").enter().words("02").enter().enter();
    desk.paste(COMES[1]).press(Key::ctrl('s'));
    assert_eq!(desk.cases()[0].summary, TEXT, "on the entry page");

    let (one, two) = (Program::new(), Program::new());
    one.run_with("-y add - --json", &new_case(COMES[1])).json();
    std::fs::write(one.path("phrase"), "一句很长的口令 exchange\n").unwrap();
    let bundle = two.path("a.tjb");
    let bundle = bundle.to_str().unwrap();
    let phrase = one.path("phrase");
    let phrase = phrase.to_str().unwrap();
    one.ok(&["exchange", "out", bundle, "--exchange-passphrase-file", phrase]);
    two.ok(&["-y", "exchange", "in", bundle, "--exchange-passphrase-file", phrase]);
    let listed = two.json("list --json");
    let shown = two.json(&["show", listed[0]["id"].as_str().unwrap(), "--json"]);
    assert!(texts(&shown).into_iter().all(|said| *said == TEXT), "{shown}");
}

/// Would catch: a form, a list or a table that joins the lines or doubles their ends.
#[test]
fn lines_go_out_as_they_are() {
    let desk = Program::new();
    let added = desk.run_with("-y add - --json", &new_case(COMES[1])).json();
    let id = added["id"].as_str().unwrap();
    let to = desk.path("out");
    desk.ok(&["print", id, "--to", to.to_str().unwrap()]);
    let folder = std::fs::read_dir(&to).unwrap().next().unwrap().unwrap().path();
    for (form, times) in [
        ("01-卷宗封面", 1),
        ("03-人民调解申请书", 1),
        ("06-人民调解调查记录-01", 1),
        ("07-证据材料", 1),
        ("08-人民调解记录-01", 1),
        ("09-人民调解协议书", 3),
        ("10-转办函-01", 2),
        ("12-人民调解回访记录-01", 1),
        ("14-结案报告表", 1),
    ] {
        let text = Paper::read(&std::fs::read(folder.join(format!("{form}.docx"))).unwrap()).text();
        assert_eq!(text.matches(TEXT).count(), times, "{form}:\n{text}");
    }
    let shown = desk.ok(&["show", id]);
    // The lines of manner and content, summary, note …
    assert_eq!(shown.matches(TEXT).count(), texts(&Value::Null).len(), "{shown}");

    let columns = ["简要情况", "协议内容", "备注", "履行方式", "回访情况", "调查记录", "证据备注"];
    for format in ["csv", "text", "xlsx"] {
        let file = desk.path(&format!("out.{format}"));
        desk.ok(&["export", "ledger", "--unmasked", "--format", format, "--to", file.to_str().unwrap()]);
        let rows = rows(&std::fs::read(&file).unwrap(), format);
        let head = rows.iter().position(|row| row.iter().any(|cell| cell == "编号")).unwrap();
        for column in columns {
            let at = rows[head]
                .iter()
                .position(|cell| cell == column)
                .unwrap_or_else(|| panic!("{format} {column}"));
            assert_eq!(rows[head + 1][at], TEXT, "{format}: {column}");
        }
    }
    let ledger = desk.json("export ledger --unmasked --format json --to -");
    assert_eq!([&ledger[0]["summary"], &ledger[0]["content"], &ledger[0]["note"]], [TEXT; 3]);

    let store = Store::open(desk.file(), Box::new(tiaojie::domain::Machine)).unwrap();
    let case = store.dispute(id.parse().unwrap()).unwrap();
    let all = Transcript { items: TranscriptItem::ALL.to_vec(), ..Transcript::default() };
    assert_eq!(transcript(&case, &all, store.directory(), Lang::Zh).matches(TEXT).count(), 5);
}

/// The cells of a ledger, read by another reader.
fn rows(bytes: &[u8], format: &str) -> Vec<Vec<String>> {
    if format == "xlsx" {
        let mut book = open_workbook_auto_from_rs(std::io::Cursor::new(bytes.to_vec())).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        let cell = |cell: &Data| cell.to_string();
        return range.rows().map(|row| row.iter().map(cell).collect()).collect();
    }
    let delimiter = if format == "csv" { b',' } else { b'\t' };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}
