//! Workbooks as they are printed: the size of the font on paper and whether the words fit their cells, worked
//! out from the file alone.

use std::collections::HashMap;

use crate::support::export::{ReadBack, exported};
use crate::support::report::{reported_2024, year_2024};
use crate::support::{District, case, day};
use tiaojie::domain::{CutOff, Masking, Office, OfficeKind, Period, RateBasis};
use tiaojie::report::{
    Analysis, AnalysisQuestion, EntriesQuestion, Exported, Format, LedgerQuestion, Question, Scope,
};
use tiaojie::store::{CaseFilter, Grouping, Outcomes, Store};
use tiaojie::text::Lang;

/// The least size of print, in points.
const READABLE: f64 = 7.0;

/// The attributes and the content of every element of that name.
fn elements<'a>(xml: &'a str, name: &str) -> Vec<(HashMap<&'a str, &'a str>, &'a str)> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find(&open) {
        rest = &rest[at + open.len()..];
        if !rest.starts_with([' ', '>', '/']) {
            continue;
        }
        let end = rest.find('>').unwrap();
        let (head, is_empty) = (rest[..end].trim_end_matches('/'), rest[..end].ends_with('/'));
        let attributes = head.split("\" ").filter_map(|one| one.trim().split_once("=\""));
        let attributes = attributes.map(|(key, value)| (key, value.trim_end_matches('"'))).collect();
        rest = &rest[end + 1..];
        let inner = if is_empty { "" } else { &rest[..rest.find(&close).unwrap()] };
        found.push((attributes, inner));
    }
    found
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// C7 as column and row from 1.
fn place(name: &str) -> (usize, usize) {
    let name = name.replace('$', "");
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let column = letters.fold(0, |column, c| column * 26 + (c as usize - 'A' as usize + 1));
    (column, name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap())
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// A cell with words: where, how far it spans, what, in which size.
struct Words {
    at: (usize, usize),
    to: (usize, usize),
    text: String,
    font: f64,
}

/// A sheet as a printer sees it.
struct Printed {
    name: String,
    /// The width of the paper between its margins, in points.
    paper: f64,
    /// Its height, where all rows have to go onto one page.
    one_page: Option<f64>,
    scale: Option<f64>,
    /// In pixels, from column 1.
    columns: HashMap<usize, f64>,
    /// In points, from row 1.
    rows: HashMap<usize, f64>,
    last: usize,
    words: Vec<Words>,
}

impl Printed {
    /// Every sheet with words of a workbook.
    fn all(bytes: Vec<u8>) -> Vec<Self> {
        let book = ReadBack::new(bytes);
        let strings = book.parts.get("xl/sharedStrings.xml").map_or("", String::as_str);
        let text = |inner: &str| elements(inner, "t").iter().map(|(_, text)| plain(text)).collect::<String>();
        let strings: Vec<String> = elements(strings, "si").iter().map(|(_, inner)| text(inner)).collect();
        let styles = &book.parts["xl/styles.xml"];
        let fonts = elements(styles, "fonts")[0].1;
        let sizes: Vec<f64> = elements(fonts, "font")
            .iter()
            .map(|(_, inner)| number(elements(inner, "sz")[0].0["val"]))
            .collect();
        let formats: Vec<f64> = elements(elements(styles, "cellXfs")[0].1, "xf")
            .iter()
            .map(|(xf, _)| sizes[xf["fontId"].parse::<usize>().unwrap()])
            .collect();
        let areas: HashMap<usize, usize> = elements(&book.parts["xl/workbook.xml"], "definedName")
            .iter()
            .filter(|(name, _)| name["name"] == "_xlnm.Print_Area")
            .map(|(name, area)| {
                let last = area.rsplit(':').next().unwrap();
                (name["localSheetId"].parse().unwrap(), place(last).0)
            })
            .collect();
        let sheets = elements(&book.parts["xl/workbook.xml"], "sheet");
        let one = |(at, (sheet, _)): (usize, &(HashMap<&str, &str>, &str))| {
            let xml = &book.parts[&format!("xl/worksheets/sheet{}.xml", at + 1)];
            let mut columns = HashMap::new();
            for (column, _) in elements(xml, "col") {
                for at in column["min"].parse().unwrap()..=column["max"].parse().unwrap() {
                    columns.insert(at, (number(column["width"]) * 7.0).round());
                }
            }
            let merged: HashMap<(usize, usize), (usize, usize)> = elements(xml, "mergeCell")
                .iter()
                .map(|(merge, _)| {
                    let (from, to) = merge["ref"].split_once(':').unwrap();
                    (place(from), place(to))
                })
                .collect();
            let (mut rows, mut words) = (HashMap::new(), Vec::new());
            for (row, cells) in elements(xml, "row") {
                if let Some(height) = row.get("ht") {
                    rows.insert(row["r"].parse().unwrap(), number(height));
                }
                for (cell, inner) in elements(cells, "c") {
                    let said = match cell.get("t") {
                        Some(&"s") => strings[elements(inner, "v")[0].1.parse::<usize>().unwrap()].clone(),
                        Some(&"inlineStr") => text(inner),
                        _ => continue,
                    };
                    let at = place(cell["r"]);
                    let to = merged.get(&at).copied().unwrap_or(at);
                    words.push(Words { at, to, text: said, font: formats[number(cell["s"]) as usize] });
                }
            }
            let setup = &elements(xml, "pageSetup")[0].0;
            let margins = &elements(xml, "pageMargins")[0].0;
            let (short, long) = if setup["paperSize"] == "8" { (841.9, 1190.6) } else { (595.3, 841.9) };
            let (width, height) =
                if setup["orientation"] == "landscape" { (long, short) } else { (short, long) };
            let height = height - 72.0 * (number(margins["top"]) + number(margins["bottom"]));
            Self {
                name: sheet["name"].to_owned(),
                paper: width - 72.0 * (number(margins["left"]) + number(margins["right"])),
                one_page: (setup.get("fitToHeight") != Some(&"0")).then_some(height),
                scale: setup.get("scale").map(|percent| number(percent) / 100.0),
                last: areas[&at],
                columns,
                rows,
                words,
            }
        };
        sheets.iter().enumerate().map(one).collect()
    }

    fn width(&self, columns: std::ops::RangeInclusive<usize>) -> f64 {
        columns.map(|at| self.columns.get(&at).copied().unwrap_or(64.0)).sum()
    }

    fn height(&self, rows: std::ops::RangeInclusive<usize>) -> f64 {
        rows.map(|at| self.rows.get(&at).copied().unwrap_or(12.75)).sum()
    }

    /// The smallest font on paper, where a digit of the default font is so many pixels wide.
    fn smallest(&self, digit: f64) -> f64 {
        let printed = self.words.iter().filter(|words| words.at.0 <= self.last && !words.text.is_empty());
        let font = printed.map(|words| words.font).fold(f64::INFINITY, f64::min);
        let width = self.width(1..=self.last) * digit / 7.0 * 0.75;
        let bottom = self.words.iter().map(|words| words.to.1).max().unwrap_or(1);
        let on_one = self.one_page.map_or(1.0, |height| height / self.height(1..=bottom));
        font * self.scale.unwrap_or((self.paper / width).min(on_one).min(1.0))
    }
}

/// How many lines a text takes in so many pixels: a hanzi is as wide as the font is high, other characters half
/// of that, and a Latin word stays whole.
fn lines(text: &str, font: f64, width: f64) -> usize {
    let (em, room) = (font * 96.0 / 72.0, width - 4.0);
    let of = |c: char| if c.is_ascii() { em / 2.0 } else { em };
    let one = |line: &str| {
        let (mut lines, mut used, mut word) = (1, 0.0, 0.0);
        for c in line.chars() {
            word = if c.is_ascii_alphanumeric() { word + of(c) } else { 0.0 };
            if used + of(c) > room && c != ' ' {
                lines += 1;
                used = if word > 0.0 && word < room { word } else { of(c) };
            } else {
                used += of(c);
            }
        }
        lines
    };
    text.split('\n').map(one).sum()
}

/// Every workbook of a file.
fn subjects() -> Vec<(&'static str, Exported)> {
    let (cut_off, period) = (CutOff::MONTH_END, Period::Year(2024));
    let totals = |grouping| Question { period, grouping, office: None, cut_off, rate: RateBasis::Accepted };
    let analysis =
        |analysis| AnalysisQuestion { analysis, period, office: None, cut_off, rate: RateBasis::Accepted };
    let filter = CaseFilter { outcomes: Outcomes::Accepted, ..CaseFilter::default() };
    let mut all = vec![
        ("ledger", Exported::Ledger(Box::new(LedgerQuestion { filter, period: Some(period) }))),
        ("offices", Exported::CaseTable(year_2024(Scope::Each))),
        ("case table", Exported::CaseTable(year_2024(Scope::All))),
        ("governance", Exported::Governance(year_2024(Scope::All), None)),
        ("year", Exported::Year(totals(Grouping::Type))),
        ("analysis", Exported::Analysis(Analysis::ALL.map(analysis).to_vec())),
        ("entries", Exported::Entries(EntriesQuestion { period, office: None, cut_off })),
        ("locks", Exported::Locks { year: 2024, office: None, cut_off }),
    ];
    for grouping in Grouping::ALL {
        all.push(("totals", Exported::Totals(totals(grouping))));
    }
    all
}

/// All sheets of all workbooks of a file.
fn printed(store: &Store) -> Vec<(String, Printed)> {
    let mut all = Vec::new();
    for (what, subject) in subjects() {
        for lang in [Lang::Zh, Lang::En] {
            let bytes = exported(store, subject.clone(), Format::Xlsx, Masking::Plain, lang);
            let sheets = Printed::all(bytes).into_iter();
            all.extend(sheets.map(|sheet| (format!("{what} {}", sheet.name), sheet)));
        }
    }
    all
}

/// Twenty offices and a district with long names, and a case with as much in it as there can be.
fn crowded() -> District {
    let mut district = District::new();
    case::large(&mut district);
    for n in 1..=20 {
        let name = format!("湖北省神农架林区第{n}旅游度假区管理委员会人民调解委员会");
        let office = Office::below(Office::root_id(), OfficeKind::Township, name);
        district.store.transact(|writer| writer.put_office(&office)).unwrap();
    }
    let mut root = district.store.directory().district().unwrap().clone();
    root.name = "湖北省神农架林区社会治安综合治理中心暨区级矛盾纠纷多元化解调处中心".into();
    district.store.transact(|writer| writer.put_office(&root)).unwrap();
    district
}

fn check(store: &Store) {
    for (what, sheet) in printed(store) {
        for digit in [7.0, 7.5] {
            let size = sheet.smallest(digit);
            assert!(size >= READABLE, "{what}: {size:.2} pt");
        }
        // A text of the ledger may be longer than any row; its heads are in row 3.
        let is_ledger = what.starts_with("ledger");
        for words in sheet.words.iter().filter(|words| !is_ledger || words.at.1 <= 3) {
            let width = sheet.width(words.at.0..=words.to.0);
            let needed = lines(&words.text, words.font, width) as f64 * words.font * 1.25;
            let height = sheet.height(words.at.1..=words.to.1);
            assert!(needed <= height, "{what} {:?} {:?}: {needed} in {height} pt", words.at, words.text);
        }
    }
}

/// Catches: a table squeezed onto a page until nobody can read it; a head, a name or a note that is cut.
#[test]
fn every_table_of_the_reference_ledger_can_be_read_on_its_paper() {
    let (_folder, store) = reported_2024(day(2025, 1, 5));
    check(&store);
}

/// Catches: the same where names are long and offices many.
#[test]
fn every_table_of_a_crowded_district_can_be_read_on_its_paper() {
    check(&crowded().store);
}

/// Catches: 全部单位 as the one who reports; a district that does not appear by its name.
#[test]
fn a_district_reports_under_its_own_name() {
    let district = crowded();
    let name = district.store.directory().district().unwrap().name.clone();
    for (what, subject) in subjects() {
        for format in [Format::Xlsx, Format::Csv, Format::Text] {
            let bytes = exported(&district.store, subject.clone(), format, Masking::Masked, Lang::Zh);
            let text = match format {
                Format::Xlsx => ReadBack::new(bytes).parts.into_values().collect::<String>(),
                _ => String::from_utf8(bytes).unwrap(),
            };
            assert!(!text.contains("全部单位"), "{what} {format:?}");
            // A csv has no line above its heads, and neither has a ledger as text.
            let has_head = format == Format::Xlsx || (format == Format::Text && what != "ledger");
            assert!(!has_head || text.contains(&name), "{what} {format:?}: {text}");
        }
    }
}
