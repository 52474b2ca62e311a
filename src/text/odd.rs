//! What is odd about a sheet, said before it is written.

use super::{Lang, mapping as names};
use crate::ledger::{CellNote, MappedColumn, Mapping, Odd, SheetReport, oddities};

/// The lines about a sheet, each with the name of the sheet.
pub fn lines(lang: Lang, mapping: &Mapping, report: &SheetReport) -> Vec<String> {
    let name = &report.name;
    let line =
        |odd| lang.pick(format!("{name}：{}", said(lang, odd)), format!("{name}: {}", said(lang, odd)));
    oddities(mapping, report).into_iter().map(line).collect()
}

fn said(lang: Lang, odd: Odd) -> String {
    match odd {
        Odd::StandIn(mapped) => stand_in(lang, mapped),
        Odd::Guessed(mapped) => {
            let meaning =
                mapped.column.map_or_else(|| names::kept(lang), |column| names::column(lang, column));
            let (letter, words) = (&mapped.letter, &mapped.words);
            lang.pick(
                format!("{letter} 列“{words}”是按内容猜的“{meaning}”，请核对"),
                format!("column {letter} \"{words}\" was guessed by its cells: {meaning}, please check"),
            )
        }
        Odd::OtherYear { ledger, year, cases } => lang.pick(
            format!("{cases} 件的受理日期在 {year} 年，台账是 {ledger} 年的"),
            format!("accepted in {year}, though the ledger is of {ledger}: {cases}"),
        ),
        Odd::EqualRows(rows) => lang.pick(
            format!("{rows} 行没有编号，与上面的某一行完全相同，会各算一件"),
            format!("rows without a number that are equal to another one, each a case of its own: {rows}"),
        ),
        Odd::InFuture(cases) => lang.pick(
            format!("{cases} 件的受理日期在今天之后"),
            format!("accepted on a day that lies ahead: {cases}"),
        ),
    }
}

/// The column that stands in for the day of acceptance.
pub fn stand_in(lang: Lang, mapped: &MappedColumn) -> String {
    let (letter, words) = (&mapped.letter, &mapped.words);
    lang.pick(
        format!("没有受理日期，按 {letter} 列“{words}”计，请核对"),
        format!("no acceptance date: column {letter} \"{words}\" stands in for it, please check"),
    )
}

/// Asks on the command line whether it is written all the same; `refused` rows are not.
pub fn ask(lang: Lang, odd: &[String], refused: usize) -> String {
    let question = if refused > 0 {
        super::ledger::ask_without(lang, refused)
    } else {
        lang.pick("照此导入？(y/N) ", "Import it so? (y/N) ").to_owned()
    };
    odd.iter().map(|line| format!("{line}\n")).collect::<String>() + &question
}

/// What is odd was not agreed to.
pub fn not_agreed(lang: Lang, odd: &[String], refused: usize) -> String {
    let mut said = odd.join(lang.pick("；", "; "));
    if refused > 0 {
        said = if said.is_empty() { said } else { said + lang.pick("。", ". ") };
        return said + &super::ledger::not_agreed(lang, refused);
    }
    said + lang.pick(
        "。没有写入任何内容；核对后加 --yes 照此导入，或用 --map、--year 指定。",
        ". Nothing was written; check it and add --yes to import it so, or say it with --map or --year.",
    )
}

/// The most rows, columns or cells that one remark names.
const NAMED: usize = 20;

/// What is said of cells; of many the first ones are named.
pub(super) fn of_cells(lang: Lang, what: CellNote, which: &[String]) -> String {
    let named = which.get(..NAMED).unwrap_or(which).join(lang.pick("、", ", "));
    let cells = match which.len() {
        0..=NAMED => named,
        all => lang.pick(format!("{named}等 {all} 格"), format!("{named} and others, {all} in all")),
    };
    let (zh, en) = match what {
        CellNote::Beyond => ("在表的右边很远处，没有读入", "far right of the table, left out"),
        CellNote::Unseen => (
            "按单元格格式什么也不显示，没有读入，请核对",
            "shows nothing by its format, left out, please check",
        ),
        CellNote::Scaled => (
            "显示的数与存的数差很多倍，按显示的读，请核对单位",
            "shows a number many times off its value; what is shown was read, check the unit",
        ),
        CellNote::OpenQuote => (
            "的引号可能没有成对，下面的行可能被当成这一格的文字，请核对",
            "may have a quote that is not closed: rows below may be within it, please check",
        ),
        CellNote::Struck => ("有删除线，照样读入，请核对", "is struck out, read all the same, please check"),
    };
    lang.pick(format!("{cells} {zh}"), format!("{cells} {en}"))
}

/// What the spreadsheet hides and the import takes all the same; of many the first ones.
pub(super) fn hidden(lang: Lang, zh: &str, en: &str, which: &[String]) -> String {
    let named = which.get(..NAMED).unwrap_or(which).join(lang.pick("、", ", "));
    let more = which.len().saturating_sub(NAMED);
    let (zh_more, en_more) = match more {
        0 => (String::new(), String::new()),
        more => (format!("等 {} {zh}", which.len()), format!(" and {more} more")),
    };
    lang.pick(
        format!("第 {named} {zh}{zh_more}在表格里是隐藏的，照样读入"),
        format!("{en} {named}{en_more}: hidden in the spreadsheet, read all the same"),
    )
}
