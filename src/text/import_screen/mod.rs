//! The words of the import screen: choosing the file, sheets and columns, the preview, the result.

mod writing;

use std::io;
use std::path::Path;

use super::wording::{Words, sentences, words};
use super::{Lang, mapping};
use crate::ledger::{Column, Differences, Differing, FieldDifference, LedgerKind, MoneyUnit};

pub use writing::{
    Asking, Busy, another, ask_write, busy, came_in, can_be_undone, cases_title, do_not_write, esc_stops,
    finished, go_back, import_error, no_twice, nothing_readable, nothing_to_write, remembered, rest,
    see_cases, see_refused, see_register, see_warnings, so_far, stopped, stopping, take_back, taken_back,
    wait_for_planning, write_it,
};

words! {
    KIND: "类型", "Kind";
    NAME: "名称", "Name";
    CHANGED: "修改日期", "Changed";
    SIZE: "大小", "Size";
    FOLDER: "文件夹", "folder";
    DESKTOP: "桌面", "Desktop";
    DOCUMENTS: "文档", "Documents";
    DOWNLOADS: "下载", "Downloads";
    OWN_FOLDER: "我的文件夹", "My folder";
}

sentences! {
    /// Before the path of the folder.
    folder: "文件夹：", "Folder: ";
    /// Before the field that narrows the list.
    narrow: "找文件：", "Find:   ";
    /// The folders in which people keep files.
    usual_places: "常用位置：桌面、文档、下载、U 盘", "Usual places: desktop, documents, sticks";
    /// The folder above.
    above: "上一级文件夹", "The folder above";
    /// A folder without ledgers.
    no_ledgers: "这个文件夹里没有台账文件（xlsx、xls、et、ods、csv、txt）。", "There is no ledger in this folder (xlsx, xls, et, ods, csv, txt).";
    /// A machine without any of the usual places.
    no_places: "没有找到常用位置；请输入或粘贴文件的完整路径。", "None of the usual places is there; type or paste the full path of the file.";
    /// What was typed is a path.
    enter_opens_path: "按回车打开这个路径。", "Enter opens this path.";
    /// Enter where there is nothing.
    nothing_to_open: "没有可打开的文件；按 Esc 清掉输入的字。", "There is nothing to open; Esc clears what was typed.";
}

/// What to do, above the file browser.
pub fn choose_intro(lang: Lang, left: &str) -> String {
    lang.pick(
        format!("选要导入的台账：上下键选，回车打开，{left} 回上一级。输入名称里的几个字缩小范围，也可粘贴文件的完整路径。"),
        format!("Choose the ledger: up and down select, Enter opens, {left} goes up. Type part of a name to narrow the list, or paste a full path."),
    )
}

/// A removable drive.
pub fn disk(lang: Lang, name: &str) -> String {
    lang.pick(format!("磁盘或 U 盘 {name}"), format!("Disk or stick {name}"))
}

/// A size in bytes, for people.
pub fn size(bytes: u64) -> String {
    const KIB: u64 = 1024;
    match bytes {
        0..KIB => format!("{bytes} B"),
        _ if bytes < 1000 * KIB => format!("{} KB", bytes.div_ceil(KIB)),
        _ => {
            let tenths = bytes.saturating_mul(10) / (KIB * KIB);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

/// No file matches the text.
pub fn none_called(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("这里没有名称带“{typed}”的文件夹或台账。按 Esc 清掉输入的字。"),
        format!("No folder or ledger here is called \"{typed}\". Esc clears what was typed."),
    )
}

/// A folder cannot be listed.
pub fn folder_unreadable(lang: Lang, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    let why = io_reason(lang, error);
    lang.pick(format!("打不开文件夹 {path}：{why}"), format!("The folder {path} cannot be opened: {why}"))
}

/// A typed path cannot be opened.
pub fn path_unreadable(lang: Lang, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    let why = io_reason(lang, error);
    lang.pick(format!("打不开 {path}：{why}"), format!("{path} cannot be opened: {why}"))
}

/// Why the system could not open a file, and what to do.
fn io_reason(lang: Lang, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => lang.pick(
            "没有这个文件或文件夹，请核对路径；U 盘是否插好？",
            "it is not there; check the path, and whether the stick is plugged in.",
        ),
        io::ErrorKind::PermissionDenied => lang.pick(
            "没有权限读取，请换一个位置或请管理员帮忙。",
            "you may not read it; choose another place or ask who manages this machine.",
        ),
        _ => return lang.pick(format!("{error}。"), format!("{error}.")),
    }
    .to_owned()
}

/// The result for a row, or a remark on an imported one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is imported.
    New,
    /// It is already in the file.
    Same,
    /// It is in the file with different content.
    Changed,
    /// It cannot be imported.
    Refused,
    /// It is not a record.
    Skipped,
    /// It is imported with a warning.
    Warned,
}

impl Fate {
    /// Every one, in the order of the digits.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Same, Self::Changed, Self::Refused, Self::Skipped, Self::Warned];

    /// The heading of its column of numbers.
    pub const fn words(self) -> Words {
        match self {
            Self::New => NEW,
            Self::Same => SAME,
            Self::Changed => DIFFERING,
            Self::Refused => REFUSED,
            Self::Skipped => SKIPPED,
            Self::Warned => WARNED,
        }
    }
}

words! {
    NEW: "新增", "new";
    SAME: "相同", "known";
    COMPLETED: "补全", "completed";
    DIFFERING: "不同", "differ";
    REFUSED: "读不了", "failed";
    SKIPPED: "跳过", "skip";
    WARNED: "提醒", "check";
    SHEET: "工作表", "Sheet";
    CONTENT: "内容", "Content";
    YEAR: "年份", "Year";
    TOWNSHIP: "乡镇", "Township";
    ROWS: "行数", "Rows";
    LETTER: "列", "Col";
    HEADER: "表头", "Header";
    SAMPLES: "例子", "Samples";
    MEANING: "读成", "Taken for";
    FOUND_BY: "依据", "How";
    LINE: "行", "Row";
    SHEET_IS: "这张表是", "This sheet is";
    HEADER_AT: "表头在", "Header rows";
    YEAR_IF_NONE: "没写年的按", "Year, if none";
    TOWNSHIP_IF_NONE: "没写乡镇的按", "Township, if none";
}

sentences! {
    /// A sheet that looks like no ledger.
    no_ledger: "不是台账", "none";
    /// A sheet that somebody left out.
    left_out: "不导入", "left out";
    /// Leaving out what is not imported anyway.
    not_in_anyway: "这张表不像台账，本来就不导入。", "This sheet looks like no ledger and is not imported anyway.";
    /// Leaving out where no sheet is selected.
    choose_a_sheet: "先选一张工作表。", "Select a sheet first.";
    /// Enter on an empty sheet.
    nothing_to_look_at: "这张表里没有内容可看。", "There is nothing in this sheet to look at.";
    /// What to do next, under the sheets.
    guide: "回车看这张表的每一列读成什么，读错了就改；按数字看下面各数是哪些行；没有问题就按 Ctrl+S 写入。", "Enter shows what each column of the sheet was taken for, to be changed where it is wrong; a digit lists the rows behind a number below; Ctrl+S writes when all is well.";
    /// A sheet that looks like no ledger, on its page.
    say_what_it_is: "没有认出这张表。如果它是台账，按回车选它是哪一种，再看表头在哪一行。", "This sheet looks like no ledger. If it is one, Enter says which kind; then look at where its header is.";
    /// No year for dates that have none.
    not_said: "（没有）", "(not said)";
    /// No township for rows that name none.
    this_office: "本单位", "this office";
    /// What may be typed as the rows of a header.
    header_hint: "行号，如 3；两行表头写 3-4；没有表头写 0", "such as 3; two rows 3-4; none 0";
    /// What may be typed as a year.
    year_hint: "如 2024；可以不填", "such as 2024; may stay empty";
    /// What may be typed as a township.
    township_hint: "按数字或拼音首字母；不填为本单位", "a digit or pinyin; empty: this office";
    /// The header cannot be there.
    no_such_rows: "表里没有这样的行，或下面没有内容。请写如 3 或 3-4。", "There are no such rows, or nothing below them. Write 3, or 3-4.";
    /// The year cannot be.
    no_such_year: "年份不对，请写四位数，如 2024。", "That is no year a case can have; write 2024.";
    /// A column cannot be that.
    not_so: "这一列不能这样读。", "The column cannot be taken for that.";
    /// A list without rows.
    no_rows: "没有这样的行。", "There are no such rows.";
    /// The workbook's page in help.
    help_overview: "这个文件里的各张表：每张是什么，多少行会写入、已有、读不了。回车看一张表的列；Tab 换表；Ctrl+Delete 不导入选中的表；按 1 到 6 看各数字是哪些行；Ctrl+S 写入。", "The sheets of this file: what each is, how many rows will be written, are known already, cannot be read. Enter looks at the columns of a sheet, Tab goes from sheet to sheet, Ctrl+Delete leaves the selected one out, 1 to 6 list the rows behind the numbers, Ctrl+S writes.";
    /// The page of a sheet in help.
    help_sheet: "这张表的每一列读成什么。读错了就在那一列按回车改：按数字，或输入汉字、拼音首字母。改后各数字会重新算。导入时记住这种表头，下次不用再改。读不懂的列按原文留在案件里。", "What each column of this sheet is taken for. Where that is wrong press Enter on the column and choose: a digit, a name or pinyin. The numbers follow. What you changed is remembered for ledgers of this header. Columns that are not known stay with the case in their own words.";
    /// The page of rows in help.
    help_rows: "选中的数字包括哪些行，为什么；下面是这一行的全文。回车到它所说的那一列去改。Tab 看下一张表。", "The rows behind the number and why; below stands the whole row. Enter goes to the column it is about, Tab to the next sheet.";
}

/// The title: what is read, and the page.
pub fn title(lang: Lang, parts: &[&str]) -> String {
    let mut title = lang.pick("导入", "Import").to_owned();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        title.push_str("  ");
        title.push_str(part);
    }
    title
}

/// Over the sheets of a file.
pub fn file_heading(lang: Lang, name: &str, sheets: usize) -> String {
    match sheets {
        1 => lang.pick(format!("{name}：一张表"), format!("{name}: one sheet")),
        _ => lang.pick(format!("{name}：{sheets} 张表"), format!("{name}: {sheets} sheets")),
    }
}

/// How the numbers add up.
pub fn sum(lang: Lang, rows: u64, parts: &[(Words, u64)]) -> String {
    // What is never other than nothing is not worth a word.
    let shown = parts.iter().filter(|(words, number)| *number > 0 || *words != COMPLETED);
    let shown: Vec<String> = shown.map(|(words, number)| format!("{} {number}", words.text(lang))).collect();
    let shown = shown.join(" + ");
    lang.pick(
        format!("共 {rows} 行 = {shown}。按数字看明细。"),
        format!("{rows} rows = {shown}. 1-6 list them."),
    )
}

/// The numbers are being worked out anew.
pub fn planning(lang: Lang, done: u64, total: u64) -> String {
    let percent = percent(done, total).map(|percent| format!(" {percent}%")).unwrap_or_default();
    lang.pick(format!("正在重新核对各行{percent}"), format!("Working out the rows anew{percent}"))
}

/// How far something is, in percent; none while nobody knows.
pub fn percent(done: u64, total: u64) -> Option<u64> {
    done.min(total).saturating_mul(100).checked_div(total)
}

/// What is done with cases that differ, and that Enter changes it.
pub fn differences(lang: Lang, differences: Differences) -> String {
    let kept = match differences {
        Differences::Keep => lang.pick("保留数据文件里的，不改", "the file's words stay"),
        Differences::Update => lang.pick("改成台账里的", "the ledger's words are taken"),
    };
    lang.pick(
        format!("与数据文件内容不同的案件：{kept}（回车更改）"),
        format!("Cases that differ from the file: {kept} (Enter changes this)"),
    )
}

/// The first words of a sheet that is no ledger.
pub fn first_row(lang: Lang, words: &str) -> String {
    lang.pick(format!("认不出表头：{words}"), format!("no known header: {words}"))
}

/// The rows of a header.
pub fn header_rows(lang: Lang, lines: Option<(u64, u64)>) -> String {
    match lines {
        None => lang.pick("没有表头", "no header").to_owned(),
        Some((first, last)) if first == last => lang.pick(format!("第 {first} 行"), format!("row {first}")),
        Some((first, last)) => {
            lang.pick(format!("第 {first} 至 {last} 行"), format!("rows {first} to {last}"))
        }
    }
}

/// The rows of a header as they are typed.
pub fn written_lines(lines: Option<(u64, u64)>) -> String {
    match lines {
        None => "0".to_owned(),
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}-{last}"),
    }
}

/// What a column is taken for; money with its unit.
pub fn meaning(lang: Lang, column: Column, unit: Option<MoneyUnit>) -> String {
    let name = mapping::column(lang, column);
    if column != Column::Amount {
        return name.to_owned();
    }
    let unit = mapping::unit(lang, unit.unwrap_or(MoneyUnit::Yuan));
    lang.pick(format!("{name}（{unit}）"), format!("{name} ({unit})"))
}

/// The frame of the card that asks for the meaning of a column.
pub fn column_title(lang: Lang, letter: &str, words: &str, samples: &[String]) -> String {
    let samples = samples.join(lang.pick("、", ", "));
    let words = if words.is_empty() { lang.pick("（没有表头）", "(no header)") } else { words };
    lang.pick(format!("{letter} 列  {words}  {samples}"), format!("Column {letter}  {words}  {samples}"))
}

/// What the rows of a sheet cannot be read without.
pub fn lacks(lang: Lang, what: &str) -> String {
    lang.pick(
        format!("{what}：每一行都会读不了。请在那一列上按回车，选它的意思。"),
        format!("There is {what}: no row can be read. Press Enter on that column and choose its meaning."),
    )
}

/// Something about a sheet, with its name.
pub fn of_sheet(lang: Lang, sheet: &str, said: &str) -> String {
    lang.pick(format!("{sheet}：{said}"), format!("{sheet}: {said}"))
}

/// Over the rows behind a number.
pub fn rows_heading(lang: Lang, fate: Fate, rows: usize) -> String {
    let (zh, en) = match fate {
        Fate::New => ("会写入的行", "Rows that will be written"),
        Fate::Same => (
            "数据文件里已有、内容相同的行，不再写入",
            "Rows that stand in the file just so, not written again",
        ),
        Fate::Changed => {
            ("数据文件里已有、内容不同的案件", "Cases that stand in the file with other content")
        }
        Fate::Refused => ("读不了的行，不写入", "Rows that cannot be read, not written"),
        Fate::Skipped => ("不是记录的行，跳过", "Rows that are no record"),
        Fate::Warned => ("写入，但请核对的地方", "To check in rows that are taken"),
    };
    lang.pick(format!("{zh}：{rows}"), format!("{en}: {rows}"))
}

/// The headings of what is listed of a row.
pub fn row_headings(lang: Lang, fate: Fate) -> [&'static str; 3] {
    match fate {
        Fate::New | Fate::Same => lang.pick(["日期", "当事人", "内容"], ["Date", "Parties", "Content"]),
        Fate::Changed => {
            lang.pick(["编号", "不同的项", "数据文件与台账"], ["Number", "Fields", "File, ledger"])
        }
        Fate::Refused | Fate::Skipped => lang.pick(["列", "原文", "原因"], ["Column", "Words", "Why"]),
        Fate::Warned => lang.pick(["列", "原文", "提醒"], ["Column", "Words", "What to check"]),
    }
}

/// The columns whose cells tell a row from others: when, who, what.
pub fn shown_columns(kind: LedgerKind, part: usize) -> &'static [Column] {
    match (kind, part) {
        (LedgerKind::Cases, 0) => &[Column::Accepted],
        (LedgerKind::Cases, 1) => &[Column::Applicant, Column::Parties, Column::Respondent],
        (LedgerKind::Cases, _) => &[Column::Number, Column::Type, Column::Summary],
        (LedgerKind::Services, 0) => &[Column::ServiceDate],
        (LedgerKind::Services, 1) => &[Column::Centre],
        (LedgerKind::Services, _) => &[Column::ServiceKind, Column::Quantity, Column::Unit],
        (LedgerKind::Places, 0) => &[Column::DivisionCode],
        (LedgerKind::Places, 1) => &[Column::Township],
        (LedgerKind::Places, _) => &[Column::Village],
        (LedgerKind::Indicators, 0) => &[Column::FigureDays],
        (LedgerKind::Indicators, 1) => &[Column::FigureName],
        (LedgerKind::Indicators, _) => &[Column::FigureValue, Column::Unit, Column::FigureOwner],
    }
}

/// A column by its letter and words.
pub fn place(letter: &str, words: &str) -> String {
    match (letter, words) {
        ("", words) => words.to_owned(),
        (letter, "") => letter.to_owned(),
        (letter, words) => format!("{letter} {words}"),
    }
}

/// A cell under its words.
pub fn cell(lang: Lang, words: &str, says: &str) -> String {
    if words.is_empty() {
        says.to_owned()
    } else {
        lang.pick(format!("{words}：{says}"), format!("{words}: {says}"))
    }
}

/// A field that differs, in a line of its own.
pub fn field(lang: Lang, field: &FieldDifference) -> String {
    let empty = lang.pick("（空）", "(empty)");
    let shown = |words: &str| if words.is_empty() { empty.to_owned() } else { words.to_owned() };
    let (name, file, ledger) = (&field.field, shown(&field.file), shown(&field.ledger));
    lang.pick(
        format!("{name}：数据文件“{file}”，台账“{ledger}”"),
        format!("{name}: in the file \"{file}\", in the ledger \"{ledger}\""),
    )
}

/// What differs in a case, in one line: of the first field what both say, of the others their names.
pub fn differing(lang: Lang, case: &Differing) -> String {
    let empty = lang.pick("（空）", "(empty)");
    let shown = |words: &str| if words.is_empty() { empty.to_owned() } else { words.to_owned() };
    let Some((first, rest)) = case.fields.split_first() else { return String::new() };
    let names: Vec<&str> = rest.iter().map(|field| field.field.as_str()).collect();
    let more = if names.is_empty() { String::new() } else { format!("  + {}", names.join(" ")) };
    let (file, ledger) = (shown(&first.file), shown(&first.ledger));
    lang.pick(format!("“{file}”，台账“{ledger}”{more}"), format!("\"{file}\", ledger \"{ledger}\"{more}"))
}
