//! What older and other formats say is what the same sheet says as .xlsx.

use tiaojie::ledger::{Visibility, read_workbook};
use tiaojie::store::unwatched;
use tiaojie::text::{Lang, ledger};

use crate::books::{import, new_file};
use crate::xlsb::{Book, Cell, Sheet};

type Read = Vec<(String, Visibility, Vec<(u64, Vec<String>)>)>;

fn read(name: &str, bytes: Vec<u8>) -> Read {
    let book = read_workbook(name, bytes, &mut unwatched()).unwrap();
    let rows = |sheet: &tiaojie::ledger::Sheet| {
        sheet.rows_from(0).map(|row| (row.line(), row.cells().map(str::to_owned).collect())).collect()
    };
    book.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visibility, rows(sheet))).collect()
}

fn case(file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/cases/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn hidden(file: &str, bytes: &[u8]) -> Vec<String> {
    let (_folder, mut store) = new_file();
    let reports = import(&mut store, file, bytes);
    let remarks = reports.iter().flat_map(|report| &report.warnings);
    remarks.map(|remark| ledger::remark(Lang::Zh, remark)).filter(|said| said.contains("隐藏")).collect()
}

/// Catches: an .xls or .et whose amounts are ten thousand times what their cells show, whose telephones lack the digits
/// of their format, whose months become days and whose hidden sheets are taken.
#[test]
fn an_older_workbook_says_what_the_new_one_says() {
    for stem in [
        "unit-in-format",
        "shown-in-ten-thousands",
        "computed-amounts",
        "number-in-format",
        "codes-shown-as-words",
        "month-only",
        "year-not-shown",
        "hidden-sheets",
        "hidden-rows",
    ] {
        let [older, newer] = ["xls", "xlsx"].map(|end| read(stem, case(&format!("{stem}.{end}"))));
        assert_eq!(older, newer, "{stem}");
    }
    let said = hidden("hidden-rows.xls", &case("hidden-rows.xls"));
    assert_eq!(said, hidden("hidden-rows.xlsx", &case("hidden-rows.xlsx")));
    assert_eq!(said.len(), 1);
}

/// Catches: an .xlsb that is read without its formats, its hidden parts, its merged areas and its epoch, and one whose
/// odd error makes it damaged.
#[test]
fn a_workbook_of_records_says_what_its_cells_show() {
    let codes = vec![
        "0.0\"万元\"",
        "[=1]\"成功\";[=2]\"调解不成\"",
        "0000\\-0000000",
        "yyyy\"年\"m\"月\"",
        "yyyy/m/d",
        "0!.0,\"万\"",
    ];
    let head = |words: &[&'static str]| words.iter().map(|word| Cell::Own(word)).collect();
    let rows = vec![
        head(&["金额", "结果", "电话", "月", "日", "金额二", "村", "是否"]),
        vec![
            Cell::Number(3.5, 1),
            Cell::Number(1.0, 2),
            Cell::Number(7_193_335_551.0, 3),
            Cell::Number(43_894.0, 4),
            Cell::Number(43_894.0, 5),
            Cell::Number(35_000.0, 6),
            Cell::Text(0),
            Cell::Bool(true),
        ],
        vec![
            Cell::Number(12.0, 0),
            Cell::Number(2.0, 2),
            Cell::Nothing,
            Cell::Error(0x2B),
            Cell::Error(0x77),
            Cell::Number(35_000.55, 0),
            Cell::Own("别村"),
            Cell::Bool(false),
        ],
    ];
    let shown = Sheet { name: "台账", rows, merged: vec![[1, 2, 6, 6]], ..Sheet::default() };
    let rows = vec![vec![Cell::Text(1)]];
    let other = Sheet { name: "旧稿", is_hidden: true, rows, ..Sheet::default() };
    let shared = vec!["松柏村".to_owned(), "旧".to_owned()];
    let book = Book { is_1904: true, codes, shared, sheets: vec![shown, other] };
    let read = read("t.xlsb", book.bytes());
    let texts: Vec<Vec<&str>> =
        read[0].2.iter().map(|(_, cells)| cells.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        texts[1],
        ["3.5万元", "成功", "0719-3335551", "2024年3月", "2024-03-05", "3.5万", "松柏村", "TRUE"]
    );
    assert_eq!(texts[2], ["12", "调解不成", "", "#GETTING_DATA", "#N/A", "35000.55", "", "FALSE"]);
    assert_eq!((read[1].0.as_str(), read[1].1), ("旧稿", Visibility::Hidden));
}

/// Catches: hidden rows and columns of an .xlsb that are taken without a word.
#[test]
fn what_a_workbook_of_records_hides_is_said() {
    let mut rows = vec![vec!["受理时间", "申请人", "被申请人", "备注"]];
    rows.extend([["2024-03-05", "张三", "李四", "一"], ["2024-03-06", "王五", "赵六", "二"]].map(Vec::from));
    let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::Own).collect()).collect();
    let sheet =
        Sheet { name: "台账", rows, hidden_rows: vec![2], hidden_columns: vec![3], ..Sheet::default() };
    let said = hidden("t.xlsb", &Book { sheets: vec![sheet], ..Book::default() }.bytes());
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].contains('3') && said[1].contains('D'), "{said:?}");
}

/// A cell of its own text.
fn inline(words: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// Catches: what is written above hanzi read as text, runs of one text that are torn apart, an escaped underscore that
/// becomes a line end, a formula whose empty result is shown as the formula, a new error word that makes a workbook
/// damaged, the month formats that every Chinese workbook has, rows and columns of no size taken without a word.
#[test]
fn a_cell_is_read_in_all_ways_to_write_it() {
    let styles = "<styleSheet><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\
                  <xf numFmtId=\"14\"/><xf numFmtId=\"57\"/><xf numFmtId=\"58\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>";
    let strings = "<sst><si><r><t xml:space=\"preserve\">张 </t></r><r><rPr><b/></rPr><t>三</t></r></si>\
                   <si><t>李四</t><rPh sb=\"0\" eb=\"1\"><t>lǐ</t></rPh><phoneticPr fontId=\"1\"/></si></sst>";
    let head =
        ["受理时间", "申请人", "被申请人", "备注", "结果", "办结", "金额", "村", "人数"].map(inline).concat();
    let row = |day: &str, size: &str| {
        format!(
            "<row {size}>{day}<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>{note}<c t=\"b\"><v>1</v></c>\
             <c t=\"d\"><v>2024-03-15T00:00:00</v></c><c><f>7*5000</f><v>35000</v></c>\
             <c t=\"e\"><v>#FIELD!</v></c><c t=\"str\"><f>IF(1,&quot;&quot;)</f><v></v></c></row>",
            note = inline("一_x000D_\n二 &amp; &#x4E2D;_x005F_x"),
        )
    };
    let days = [(1, ""), (2, "ht=\"0\" customHeight=\"1\""), (3, "hidden=\"true\""), (4, "")];
    let rows: String =
        days.map(|(style, size)| row(&format!("<c s=\"{style}\"><v>45356</v></c>"), size)).concat();
    let sheet = format!(
        "<x:worksheet xmlns:x=\"x\"><cols><col min=\"7\" max=\"7\" width=\"0\"/></cols><sheetData><row>{head}</row>{rows}</sheetData>\
         <x:mergeCells><x:mergeCell ref='B2:B3'/></x:mergeCells></x:worksheet>"
    );
    let bytes = crate::limits::package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"台账\" id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>\
             <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></R>",
        ),
        ("xl/SharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl\\worksheets\\sheet1.xml", &sheet),
    ]);
    let read = read("t.xlsx", bytes.clone());
    let cells: Vec<Vec<&str>> =
        read[0].2.iter().map(|(_, cells)| cells.iter().map(String::as_str).collect()).collect();
    let note = "一\n二 & 中_x";
    let rest = [note, "TRUE", "2024-03-15", "35000", "#FIELD!"];
    assert_eq!(cells[1], [&["2024-03-05", "张 三", "李四"][..], &rest].concat());
    assert_eq!(cells[2], [&["2024年3月", "", "李四"][..], &rest].concat());
    assert_eq!(cells[3][0], "3月5日");
    assert_eq!(cells[4][0], "2024-03-05");
    let said = hidden("t.xlsx", &bytes);
    assert!(said[0].contains("3、4") && said[1].contains('G'), "{said:?}");
}

/// Catches: a formula without its result that is an empty cell, a cell far away that makes a workbook unreadable, a value
/// that no cell shows, a number ten thousand times off, an amount counted once for each of several cases, and all of it
/// without a word.
#[test]
fn what_is_odd_about_cells_is_said() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/>\
                  <numFmt numFmtId=\"165\" formatCode=\"#&quot;.&quot;#,\"/></numFmts>\
                  <fonts><font><b/></font><font><strike/></font><font><strike val=\"0\"/></font></fonts>\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>\
                  <xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/></cellXfs></styleSheet>";
    let head = ["受理时间", "申请人", "被申请人", "金额", "备注"].map(inline).concat();
    let row =
        |day: &str, rest: &str| format!("<row>{}{rest}</row>", [day, "张三", "李四"].map(inline).concat());
    let stray = "<c r=\"XFD1\"><v>1</v></c>";
    let rows = [
        row("2024-03-05", "<c s=\"1\"><v>500</v></c><c><f>A1</f><v></v></c>"),
        row("2024-03-06", "<c s=\"2\"><v>35000</v></c>"),
        row("2024-03-07", "<c><v>9000</v></c>"),
        row("2024-03-08", "<c/>"),
        row("2024-03-09", "<c s=\"1\"><v>0</v></c>"),
        row("2024-03-10", "<c s=\"3\"><v>70</v></c>"),
        row("2024-03-11", "<c s=\"4\"><v>80</v></c>"),
    ];
    let sheet = format!(
        "<worksheet><sheetData><row>{head}{stray}</row>{}</sheetData>\
         <mergeCells><mergeCell ref=\"D4:D5\"/></mergeCells></worksheet>",
        rows.concat()
    );
    let bytes = crate::limits::package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"台账\" id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
             <Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/></R>",
        ),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let (_folder, mut store) = new_file();
    let reports = import(&mut store, "t.xlsx", &bytes);
    assert_eq!(reports[0].new, 7);
    let said = |code: &str| {
        let mut found = reports[0].warnings.iter().filter(|remark| ledger::code(&remark.why) == code);
        let remark = found.next().map(|remark| ledger::remark(Lang::Zh, remark));
        assert!(found.next().is_none(), "{code}");
        remark.unwrap_or_default()
    };
    assert!(said("beyond").contains("XFD1"), "{reports:?}");
    assert!(said("unseen").contains("D2") && !said("unseen").contains("D6"), "{reports:?}");
    assert!(said("scaled").contains("D3"), "{reports:?}");
    assert!(said("struck").contains("D7") && !said("struck").contains("D8"), "{reports:?}");
    assert!(said("no_result").contains("=A1"), "{reports:?}");
    assert!(said("shared_number").contains("9000"), "{reports:?}");
}

/// Catches: rows that a quote without its end swallows in silence; a remark on a text that only has line breaks; a table
/// of a hundred thousand columns that is read to its end.
#[test]
fn a_quote_without_its_end_is_said() {
    let said = |rows: &str| {
        let (_folder, mut store) = new_file();
        let text = format!("受理日期,申请人,被申请人,备注\n{rows}");
        let reports = import(&mut store, "t.csv", text.as_bytes());
        let remarks = reports[0].warnings.iter().map(|remark| ledger::remark(Lang::Zh, remark));
        remarks.collect::<Vec<String>>().join("\n")
    };
    let open = said("2024-03-05,张三,李四,\"一\n2024-03-06,王五,赵六,二\n");
    assert!(open.contains("D2 的引号"), "{open}");
    let closed_later = said("2024-03-05,张三,\"李四,一\n2024-03-06,\"王五\",赵六,二\n");
    assert!(closed_later.contains("C2 的引号"), "{closed_later}");
    let fine = said("2024-03-05,张三,李四,\"一，二\n三\"\n2024-03-06,王五,赵六,\"四\n五\"\n");
    assert!(!fine.contains("引号"), "{fine}");
    let wide = said(&format!("2024-03-05,张三,李四{}远\n", ",".repeat(100_000)));
    assert!(wide.contains("没有读入"), "{wide}");
}
