//! What taking an import back says.

use super::{Lang, common, past};
use crate::store::{Imported, TakeBack, TakenBack};

/// The most numbers of cases that are listed.
const LISTED: usize = 20;

/// No import is left to take back.
pub fn none(lang: Lang) -> &'static str {
    lang.pick("本机没有可以撤回的导入。", "There is no import of this laptop to take back.")
}

/// That import is taken back already, or is not of this laptop any more.
pub fn gone(lang: Lang) -> &'static str {
    lang.pick("这次导入已经撤回过了，没有动。", "That import was taken back already; nothing was changed.")
}

/// Asks on the command line whether to take that import back.
pub fn ask(lang: Lang, import: &Imported) -> String {
    let (at, records) = (past::clock(&import.name.at), import.records);
    let (zh, en) = match &import.file {
        Some(file) => (format!("从“{file}”的"), format!(" from \"{file}\"")),
        None => Default::default(),
    };
    lang.pick(
        format!("撤回 {at} {zh}导入（{records} 件）？(y/N) "),
        format!("Take back the import of {at}{en} ({records} records)? (y/N) "),
    )
}

/// Asks on the page of that import, which brought so many records, whether to take it back.
pub fn ask_this(lang: Lang, at: &str, file: &str, records: u64) -> String {
    let at = past::clock(at);
    lang.pick(
        format!("撤回 {at} 从“{file}”的导入（{records} 件）？新增的案件作废，改过的案件还原；此后有人改过的不动。"),
        format!("Take back the import of {at} from \"{file}\" ({records} records)? What it brought is made void, what it changed gets its values back; what was edited since stays."),
    )
}

/// It was not agreed to.
pub fn not_agreed(lang: Lang, import: &Imported) -> String {
    let at = past::clock(&import.name.at);
    let file = import.file.as_deref().unwrap_or_default();
    lang.pick(
        format!("没有撤回：{at} 的导入（{file}，{} 件）照旧；要撤回加 --yes，先看加 --dry-run。", import.records),
        format!(
            "Nothing was taken back: the import of {at} ({file}, {} records) stays; --yes takes it back, --dry-run tries.",
            import.records
        ),
    )
}

/// What was taken back, what stays, and what then.
pub fn lines(lang: Lang, how: TakeBack, done: &TakenBack) -> Vec<String> {
    let at = past::clock(&done.at);
    let counts = counts(lang, done);
    let mut lines = vec![match how {
        _ if !done.is_any() => lang.pick(
            format!("{at} 的导入没有可以撤回的：都改过了，没有动。"),
            format!("Of the import of {at} nothing can be taken back: all of it was edited since."),
        ),
        TakeBack::Write => lang.pick(
            format!("已撤回 {at} 的导入：{counts}。"),
            format!("Took back the import of {at}: {counts}."),
        ),
        TakeBack::DryRun => lang.pick(
            format!("会撤回 {at} 的导入：{counts}。试运行，没有写入。"),
            format!("Would take back the import of {at}: {counts}. Dry run: nothing was written."),
        ),
    }];
    lines.extend(kept(lang, done));
    if done.is_any() {
        lines.push(
            lang.pick(
                "导入时新增的乡镇村、调解员等仍然保留。改正后的台账可以再导入；相同的行还是原来的案件和编号。",
                "Places and mediators that it added stay. The ledger can be imported again, mended or not: rows that are the same become the same cases with their numbers.",
            )
            .to_owned(),
        );
    }
    lines
}

fn counts(lang: Lang, done: &TakenBack) -> String {
    let counted = [
        (done.cases, lang.pick("作废案件", "cases voided"), lang.pick("件", "")),
        (done.restored, lang.pick("还原案件", "cases restored"), lang.pick("件", "")),
        (done.entries, lang.pick("作废服务和指标", "services and figures voided"), lang.pick("条", "")),
    ];
    let said = counted.iter().filter(|(number, ..)| *number > 0);
    let said: Vec<String> = said
        .map(|(number, what, unit)| lang.pick(format!("{what} {number} {unit}"), format!("{what}: {number}")))
        .collect();
    said.join(lang.pick("，", ", "))
}

fn kept(lang: Lang, done: &TakenBack) -> Vec<String> {
    let mut lines = Vec::new();
    let cases = done.kept.len();
    if cases > 0 {
        let listed: Vec<&str> = done.kept.iter().take(LISTED).map(String::as_str).collect();
        let more = if cases > LISTED { lang.pick("等", " and others") } else { "" };
        let listed = listed.join(common::list_comma(lang)) + more;
        lines.push(lang.pick(
            format!("导入后改过或移交的案件没有动，共 {cases} 件：{listed}"),
            format!("Edited or handed over since, so they stay: {cases} cases: {listed}"),
        ));
    }
    if done.kept_entries > 0 {
        let entries = done.kept_entries;
        lines.push(lang.pick(
            format!("导入后改过的服务和指标没有动，共 {entries} 条。"),
            format!("Services and figures edited since stay: {entries}."),
        ));
    }
    lines
}
