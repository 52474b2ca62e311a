//! The help and messages of `tiaojie export`.

use std::path::Path;

use super::Lang;
use super::cli::help;
use crate::store::Progress;

/// The command.
pub fn about() -> &'static str {
    help("导出台账和报表：Excel、csv、json、文本", "Exports the ledger and tables: Excel, csv, json, text")
}

/// The command at length.
pub fn long() -> &'static str {
    help(
        "导出台账和报表。姓名、电话、证件号码、住址默认隐去，--unmasked 才写全；每次导出都留有记录。\n例：tiaojie export case-table --period 2024\n    tiaojie export ledger --period 2024-03 --office 松柏镇 --format csv",
        "Exports the ledger and tables. Names, phones, ID numbers and addresses are hidden unless --unmasked; every export is recorded.\nE.g. tiaojie export case-table --period 2024\n     tiaojie export ledger --period 2024-03 --office 松柏镇 --format csv",
    )
}

/// What to export.
pub fn what() -> &'static str {
    help(
        "ledger 台账，case-table 案件统计表，governance 综治月报，totals 统计，year 全年逐月和图表，services 服务等，analysis 分析，locks 锁定月份",
        "ledger, case-table, governance, totals, year (by month, with charts), services, analysis, locks",
    )
}

/// By what.
pub fn by() -> &'static str {
    help("统计按什么分行", "What the lines of the totals are")
}

/// Which analysis.
pub fn analysis() -> &'static str {
    help("只要分析中的一张表；不写则全部", "One table of the analysis; all of them without it")
}

/// In what format.
pub fn format() -> &'static str {
    help("格式；不写则看文件名，再不然是 xlsx", "The format; else by the file's name, else xlsx")
}

/// Where to.
pub fn to() -> &'static str {
    help(
        "写到这个文件或文件夹；- 为标准输出；不写则写到当前文件夹",
        "The file or folder; - for stdout; the current folder without it",
    )
}

/// With personal data.
pub fn unmasked() -> &'static str {
    help("不隐去个人信息", "Does not hide personal data")
}

/// A form that would be sent back.
pub fn draft() -> &'static str {
    help("还不能上报也先出草稿（综治月报）", "Writes a governance form that would be sent back, as a draft")
}

/// Why a form was not written.
pub fn not_handed_in(lang: Lang, why: &[String]) -> String {
    let why = why.join(lang.pick("", " "));
    lang.pick(
        format!("没有导出，这张表还不能上报：{why}先出草稿请加 --draft。"),
        format!(
            "Nothing was exported, for this form would be sent back: {why} Add --draft to write a draft."
        ),
    )
}

/// Over what is there.
pub fn force() -> &'static str {
    help("已有同名文件时覆盖", "Replaces a file that is there")
}

/// A flag that means nothing here.
pub fn not_of_this(lang: Lang, flag: &str) -> String {
    lang.pick(
        format!("这种导出用不上 {flag}，请去掉。"),
        format!("This export has no use for {flag}; leave it out."),
    )
}

/// No period was given.
pub fn no_period(lang: Lang) -> &'static str {
    lang.pick(
        "请用 --period 写明期间，如 2024 或 2024-03。",
        "Say the period with --period, such as 2024 or 2024-03.",
    )
}

/// A file of that name exists.
pub fn exists(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("已有文件 {path}，没有覆盖；要覆盖请加 --force。"),
        format!("{path} exists and was not replaced; add --force to replace it."),
    )
}

/// Asks whether to replace it.
pub fn ask_replace(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(format!("已有文件 {path}，覆盖吗？(y/N) "), format!("{path} exists. Replace it? (y/N) "))
}

/// The progress.
pub fn progress(lang: Lang, Progress { done, total, .. }: Progress) -> String {
    match total {
        0 => lang.pick(format!("已写 {done} 件"), format!("{done} cases")),
        _ => lang.pick(format!("已写 {done}/{total} 件"), format!("{done} of {total} cases")),
    }
}
