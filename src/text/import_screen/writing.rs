//! The words of an import that is under way, asked about, written, or came to nothing.

use super::super::wording::sentences;
use super::super::{Lang, common, errors};
use super::percent;
use crate::ledger::{Differences, ImportError, LedgerKind};

/// Why an import came to nothing.
pub fn import_error(lang: Lang, name: &str, error: &ImportError) -> String {
    match error {
        ImportError::Store(error) => errors::store_error(lang, error),
        ImportError::Sheet(error) => errors::read_error(lang, name, error),
        ImportError::Cancelled => stopped(lang).to_owned(),
    }
}

sentences! {
    /// Reading or writing was stopped.
    stopped: "已停下，数据文件没有改动。", "Stopped: the data file is as it was.";
    /// Stopping was asked for.
    stopping: "正在停下，数据文件会和原来一样。", "Stopping; the data file will be as it was.";
    /// Ctrl+S while the rows are worked out.
    wait_for_planning: "正在重新核对各行，等算完再按 Ctrl+S。", "The rows are being worked out; press Ctrl+S when that is done.";
    /// Ctrl+S where nothing would be written.
    nothing_to_write: "没有新内容可写入：读得懂的行数据文件里都已经有了。", "There is nothing new to write: the file has every row that can be read.";
    /// Ctrl+S where no row can be read.
    nothing_readable: "没有能写入的行；请先看读不了的原因，按 4。", "No row can be written; press 4 to see why they cannot be read.";
    /// The way on.
    write_it: "写入", "Write";
    /// The way back.
    do_not_write: "先不写入", "Not yet";
    /// Over what came of it.
    finished: "导入完成", "Imported";
    /// The same file once more is no harm.
    no_twice: "同一个文件再导入一次，已有的行不会重复。", "Importing the same file again adds nothing twice.";
    /// How it is taken back.
    can_be_undone: "写入后可以整批撤回，此后改过的案件除外；撤销键（Ctrl+Z）不撤回导入。", "An import can be taken back as a whole, except cases edited since; Ctrl+Z does not do it.";
    /// The choice that takes it back.
    take_back: "撤回这次导入", "Take this import back";
    /// Over what taking it back did.
    taken_back: "撤回导入", "Import taken back";
    /// The next steps.
    see_cases: "看刚导入的案件", "See the cases just imported";
    /// The whole register, where too many came in to be listed by themselves.
    see_register: "打开台账", "Open the register";
    /// The rows that were not written.
    see_refused: "看没有写入的行", "See the rows that were not written";
    /// The places to check.
    see_warnings: "看需要核对的地方", "See what is to be checked";
    /// One more file.
    another: "再导入一个文件", "Import another file";
    /// Back to where one came from.
    go_back: "返回", "Go back";
    /// Mappings that were changed are remembered.
    remembered: "改过的列已经记住，下次同样表头的台账不用再改。", "What you changed is remembered for ledgers of the same header.";
}

/// The title of the cases just imported.
pub fn cases_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("导入自 {name}"), format!("Imported from {name}"))
}

/// The most odd things that the question lists; the overview has them too.
const ODD_LISTED: usize = 4;

/// Asks whether to write, with the plain numbers and what is odd.
pub fn ask_write(lang: Lang, numbers: &Asking, odd: &[String]) -> String {
    let Asking { new, completed, changed, refused, skipped, differences } = *numbers;
    let parts: Vec<String> = new
        .into_iter()
        .zip(LedgerKind::ALL)
        .filter(|(new, _)| *new > 0)
        .map(|(new, kind)| counted(lang, kind, new))
        .collect();
    let mut lines = Vec::new();
    if !parts.is_empty() {
        let parts = parts.join(common::list_comma(lang));
        lines.push(lang.pick(format!("写入{parts}？"), format!("Write {parts}?")));
    }
    if completed > 0 {
        lines.push(lang.pick(
            format!("{completed} 个乡镇村补全代码或名称。"),
            format!("Places that are completed: {completed}"),
        ));
    }
    if changed > 0 {
        lines.push(match differences {
            Differences::Keep => lang.pick(
                format!("{changed} 件与数据文件里的不同：保留数据文件里的，不改。"),
                format!("Cases that differ, the file's words stay: {changed}"),
            ),
            Differences::Update => lang.pick(
                format!("{changed} 件与数据文件里的不同：改成台账里的。"),
                format!("Cases that differ, the ledger's words are taken: {changed}"),
            ),
        });
    }
    if refused > 0 {
        lines.push(lang.pick(
            format!("{refused} 行读不了，不写入。"),
            format!("Rows that cannot be read, not written: {refused}"),
        ));
    }
    if skipped > 0 {
        lines.push(lang.pick(
            format!("{skipped} 行不是记录，跳过。"),
            format!("Rows that are no record, skipped: {skipped}"),
        ));
    }
    lines.extend(odd.iter().take(ODD_LISTED).cloned());
    if let Some(more) = odd.len().checked_sub(ODD_LISTED).filter(|more| *more > 0) {
        lines.push(lang.pick(format!("另有 {more} 处要核对。"), format!("More to be checked: {more}")));
    }
    lines.push(can_be_undone(lang).to_owned());
    lines.join("\n")
}

/// The numbers of what is about to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// Records that are written, of each kind in its order.
    pub new: [u64; 4],
    /// Places that are completed.
    pub completed: u64,
    /// Cases that differ.
    pub changed: u64,
    /// Rows that cannot be read.
    pub refused: u64,
    /// Rows that are no record.
    pub skipped: u64,
    /// What is done with those that differ.
    pub differences: Differences,
}

impl Asking {
    /// The records that can be taken back.
    pub fn brought(&self) -> u64 {
        let is_place = |kind: LedgerKind| kind == LedgerKind::Places;
        let new = self.new.iter().zip(LedgerKind::ALL).filter(|(_, kind)| !is_place(*kind));
        let updated = if self.differences == Differences::Update { self.changed } else { 0 };
        new.map(|(new, _)| new).sum::<u64>() + updated
    }

    /// Whether it has anything that can be taken back.
    pub fn can_be_undone(&self) -> bool {
        self.brought() > 0
    }
}

/// What is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// A file is read and its rows worked out.
    Reading,
    /// Rows are written.
    Writing,
    /// An import is taken back.
    TakingBack,
}

/// What is under way, over the bar.
pub fn busy(lang: Lang, busy: Busy, name: &str) -> String {
    match busy {
        Busy::Reading => lang.pick(format!("正在读取 {name}"), format!("Reading {name}")),
        Busy::Writing => lang.pick(format!("正在写入 {name}"), format!("Writing {name}")),
        Busy::TakingBack => lang.pick(format!("正在撤回 {name}"), format!("Taking {name} back")),
    }
}

/// How far it is.
pub fn so_far(lang: Lang, done: u64, total: u64) -> String {
    match percent(done, total) {
        Some(percent) => lang
            .pick(format!("{done} / {total} 行  {percent}%"), format!("{done} of {total} rows  {percent}%")),
        None if done > 0 => lang.pick(format!("已读 {done} 行"), format!("{done} rows read")),
        None => String::new(),
    }
}

/// How to stop it, under the bar.
pub fn esc_stops(lang: Lang, busy: Busy) -> &'static str {
    match busy {
        Busy::Reading => lang.pick("按 Esc 停下。", "Esc stops it."),
        Busy::Writing => lang.pick(
            "按 Esc 停下：要么全部写入，要么一行也不写。",
            "Esc stops it: either all rows are written or none.",
        ),
        Busy::TakingBack => lang.pick(
            "按 Esc 停下：要么全部撤回，要么一件也不动。",
            "Esc stops it: either all is taken back or nothing.",
        ),
    }
}

/// What was written, a line a kind.
pub fn came_in(lang: Lang, kind: LedgerKind, new: u64) -> String {
    let what = counted(lang, kind, new);
    lang.pick(format!("已写入{what}"), format!("Written: {what}"))
}

fn plural(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

fn counted(lang: Lang, kind: LedgerKind, new: u64) -> String {
    match kind {
        LedgerKind::Cases => lang.pick(format!("案件 {new} 件"), plural(new, "case")),
        LedgerKind::Services => lang.pick(format!("服务记录 {new} 条"), plural(new, "service")),
        LedgerKind::Places => lang.pick(format!("乡镇村 {new} 个"), plural(new, "place")),
        LedgerKind::Indicators => lang.pick(format!("指标 {new} 条"), plural(new, "figure")),
    }
}

/// What was there already, what was not written.
pub fn rest(lang: Lang, numbers: &Asking, same: u64) -> Vec<String> {
    let Asking { completed, changed, refused, skipped, differences, .. } = *numbers;
    let mut lines = Vec::new();
    if completed > 0 {
        lines.push(lang.pick(format!("补全 {completed} 个"), format!("Places completed: {completed}")));
    }
    if changed > 0 {
        lines.push(match differences {
            Differences::Keep => lang.pick(
                format!("内容不同 {changed} 件，保留了数据文件里的"),
                format!("Cases that differ, the file's words stayed: {changed}"),
            ),
            Differences::Update => lang.pick(
                format!("内容不同 {changed} 件，已改成台账里的"),
                format!("Cases that differed, changed to the ledger's words: {changed}"),
            ),
        });
    }
    if same > 0 {
        lines.push(
            lang.pick(
                format!("已有 {same} 行，没有重复写入"),
                format!("Rows that were there already: {same}"),
            ),
        );
    }
    if refused > 0 {
        lines.push(lang.pick(
            format!("读不了 {refused} 行，没有写入"),
            format!("Rows that could not be read, not written: {refused}"),
        ));
    }
    if skipped > 0 {
        lines.push(lang.pick(
            format!("跳过 {skipped} 行（空行、合计、表尾等）"),
            format!("Rows skipped (blanks, sums, footers): {skipped}"),
        ));
    }
    lines
}
