//! Files made to take much memory are refused with a sentence, in little memory.

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use tiaojie::ledger::{Excess, ReadError, read_workbook};
use tiaojie::store::unwatched;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::xlsb::{Book, Cell, Sheet};

/// A text as long as a cell may be in a spreadsheet.
fn long() -> String {
    "字".repeat(32_767)
}

pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with those shared texts and those rows.
fn xlsx(strings: &str, rows: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"台账\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></R>",
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}

fn ods(table: &str) -> Vec<u8> {
    let table =
        format!("<o:d xmlns:table=\"t\"><table:table table:name=\"台账\">{table}</table:table></o:d>");
    package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &table)])
}

/// A workbook of BIFF8 in its container.
fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut stream = container.create_stream("Workbook").unwrap();
    for (kind, data) in records {
        let length = u16::try_from(data.len()).unwrap();
        stream.write_all(&[kind.to_le_bytes(), length.to_le_bytes()].concat()).unwrap();
        stream.write_all(data).unwrap();
    }
    stream.flush().unwrap();
    drop(stream);
    container.into_inner().into_inner()
}

/// One shared text in sixty-five thousand cells.
fn repeated_in_xls() -> Vec<u8> {
    let begin = vec![0, 6, 5, 0, 0, 0, 0, 0];
    // A length, one byte a character, and the text.
    let text = [8_200_u16.to_le_bytes().to_vec(), vec![0], vec![b'x'; 8_200]].concat();
    let shared = [vec![1, 0, 0, 0, 1, 0, 0, 0], text].concat();
    let name = [vec![0, 0, 0, 0, 0, 0, 5, 0], b"sheet".to_vec()].concat();
    let mut records = vec![(0x809, begin.clone()), (0x85, name), (0xFC, shared), (0x0A, Vec::new())];
    let at: usize = records.iter().map(|(_, data)| data.len() + 4).sum();
    records[1].1[..4].copy_from_slice(&u32::try_from(at).unwrap().to_le_bytes());
    records.push((0x809, begin));
    for row in 0..u16::MAX {
        records.push((0xFD, [row.to_le_bytes().to_vec(), vec![0; 8]].concat()));
    }
    records.push((0x0A, Vec::new()));
    xls(&records)
}

/// One shared text in ten thousand cells.
fn repeated_in_xlsx() -> Vec<u8> {
    let strings = format!("<si><t>{}</t></si>", long());
    xlsx(&strings, &"<row><c t=\"s\"><v>0</v></c></row>".repeat(10_000))
}

fn refused(name: &str, bytes: Vec<u8>) -> Excess {
    match read_workbook(name, bytes, &mut unwatched()) {
        Err(ReadError::TooLarge(excess)) => excess,
        other => panic!("{name}: {:?}", other.map(|book| book.sheets.len())),
    }
}

/// Catches: a reader that takes memory because a file says so or says it again and again; a refusal that does not say
/// where.
#[test]
fn what_is_too_large_is_named() {
    let cell = |excess| match excess {
        Excess::Cell { cell, .. } => cell,
        other => panic!("{other:?}"),
    };
    let longer = "字".repeat(70_000);
    let row = format!("<row r=\"7\"><c r=\"C7\" t=\"inlineStr\"><is><t>{longer}</t></is></c></row>");
    assert_eq!(cell(refused("t.xlsx", xlsx("", &row))), "C7");
    assert_eq!(cell(refused("t.xlsx", xlsx(&format!("<si><t>{longer}</t></si>"), &row))), "1");
    let row = format!(
        "<table:table-row><table:table-cell/><table:table-cell><text:p>{longer}</text:p></table:table-cell></table:table-row>"
    );
    assert_eq!(cell(refused("t.ods", ods(&row))), "B1");
    let csv = format!("受理时间,申请人\n2024-03-05,{longer}\n");
    assert_eq!(cell(refused("t.csv", csv.into_bytes())), "B2");
    let open = format!("受理时间,申请人\n2024-03-05,\"张三\n{}", "2024-03-05,李四\n".repeat(400_000));
    assert_eq!(refused("t.csv", open.into_bytes()), Excess::Line { sheet: "t.csv".to_owned(), line: 2 });
    let far = "<row r=\"2000000\"><c r=\"A2000000\"><v>1</v></c></row>";
    assert!(matches!(refused("t.xlsx", xlsx("", far)), Excess::Rows { .. }));
}

/// Catches: a small file that takes more memory than the machine of an office has to spare. The largest resident size
/// of the command itself is watched.
#[cfg(target_os = "linux")]
#[test]
fn no_file_takes_much_memory() {
    let folder = tempfile::tempdir().unwrap();
    // The older format takes a minute more without optimisation: in the long form.
    let older = std::env::var("TIAOJIE_ROUNDS").is_ok().then(|| ("t.xls", repeated_in_xls()));
    for (name, bytes) in older.into_iter().chain([("t.xlsx", repeated_in_xlsx())]) {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_tiaojie"))
            .args(["import", "--dry-run", "--file"])
            .arg(folder.path().join("none.db"))
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        let exit = loop {
            let told = std::fs::read_to_string(&status).unwrap_or_default();
            if let Some(line) = told.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
                peak = peak.max(line.trim().trim_end_matches(" kB").parse::<u64>().unwrap());
            }
            if let Some(exit) = child.try_wait().unwrap() {
                break exit;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        };
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(!exit.success() && said.contains("MB"), "{name}: {exit} {said}");
        assert!(peak > 10_000 && peak < 400 * 1_024, "{name}: {peak} kB");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Catches: a panic, memory taken because damaged bytes say so, a chain of sectors that never ends. The bytes of a
    /// part are damaged before it is packed, as the sum of a part would tell otherwise.
    #[test]
    fn no_damaged_part_breaks_it(
        which in 0_usize..4, part in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        with in prop::collection::vec(prop_oneof![Just(0_u8), Just(0xFF), any::<u8>()], 1..12), times in 1_usize..4,
    ) {
        let small = Sheet { name: "台账", rows: vec![vec![Cell::Text(0), Cell::Number(1.0, 1)]], ..Sheet::default() };
        let xlsb = Book { codes: vec!["0.0"], shared: vec!["张三".to_owned()], sheets: vec![small], ..Book::default() };
        let bytes = match which {
            0 => include_bytes!("../fixtures/ledger-merged.xlsx").to_vec(),
            1 => include_bytes!("../fixtures/ledger-merged.ods").to_vec(),
            2 => include_bytes!("../fixtures/ledger-merged.xls").to_vec(),
            _ => xlsb.bytes(),
        };
        let damage = |bytes: &mut Vec<u8>| for step in 0..times {
            let at = at.index(bytes.len().max(1)) / (step + 1);
            let end = (at + with.len()).min(bytes.len());
            bytes.splice(at.min(end)..end, with.iter().copied());
        };
        let damaged = if which == 2 {
            let mut bytes = bytes;
            damage(&mut bytes);
            bytes
        } else {
            let mut from = ZipArchive::new(Cursor::new(&bytes)).unwrap();
            let chosen = part.index(from.len());
            let mut to = ZipWriter::new(Cursor::new(Vec::new()));
            for index in 0..from.len() {
                let mut entry = from.by_index(index).unwrap();
                let name = entry.name().unwrap().into_owned();
                let mut content = Vec::new();
                entry.read_to_end(&mut content).unwrap();
                if index == chosen {
                    damage(&mut content);
                }
                to.start_file(name, SimpleFileOptions::default()).unwrap();
                to.write_all(&content).unwrap();
            }
            to.finish().unwrap().into_inner()
        };
        let _ = read_workbook("t", damaged, &mut unwatched());
    }
}
