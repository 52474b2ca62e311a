//! The words of the exchange between laptops: the content of a bundle, the result of an import, and errors.

use std::path::Path;

use super::Lang;
use super::errors::store_error;
use crate::domain::LaptopId;
use crate::exchange::{ExchangeError, FolderReport, Manifest, Skipped, WhySkipped, Written};
use crate::store::{Gap, Progress, Refusal, TakenIn};

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The name of a laptop of which only the id is known.
pub fn laptop(lang: Lang, id: LaptopId) -> String {
    // The end of the id: ids made by one machine in one minute begin alike.
    let id = id.to_string();
    let end = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    lang.pick(format!("电脑 {end}"), format!("laptop {end}"))
}

/// Why an exchange failed, and what to do.
pub fn error(lang: Lang, error: &ExchangeError) -> String {
    match error {
        ExchangeError::Store(error) => store_error(lang, error),
        ExchangeError::Missing(path) => {
            lang.pick(format!("没有这个文件：{}。", path.display()), format!("There is no file {}.", path.display()))
        }
        ExchangeError::NoFolder(path) => {
            lang.pick(format!("没有这个文件夹：{}。", path.display()), format!("There is no folder {}.", path.display()))
        }
        ExchangeError::Exists(path) => lang.pick(
            format!("{} 已经存在，没有覆盖；请换一个名字，或用 --force 覆盖。", path.display()),
            format!("{} is there already and was left alone; choose another name, or --force.", path.display()),
        ),
        ExchangeError::NoRecipients => lang.pick(
            "没有可以加密给的电脑：对方要先做过一次交换；请改用口令。",
            "There is no laptop to seal it to: the other side has to have taken part in an exchange once; use a passphrase.",
        )
        .to_owned(),
        ExchangeError::Io(path, cause) => medium(lang, path, cause),
        ExchangeError::Cancelled => lang.pick("已中止，数据没有改动。", "Given up; nothing was changed.").to_owned(),
        ExchangeError::Refused { path, refusal } => {
            let (name, why) = (name(path), refused(lang, refusal));
            lang.pick(format!("{name} 不能合并：{why}"), format!("{name} cannot be taken in: {why}"))
        }
        of_the_file => unreadable(lang, of_the_file),
    }
}

/// The error of a bundle.
fn unreadable(lang: Lang, error: &ExchangeError) -> String {
    match error {
        ExchangeError::Foreign(path) => lang.pick(
            format!("{} 不是本程序的交换包，没有合并。", name(path)),
            format!("{} is no bundle of this program; nothing was taken in.", name(path)),
        ),
        ExchangeError::Newer { path, major } => lang.pick(
            format!("{} 是新版程序的交换包（格式 {major}），请先升级本机的程序。", name(path)),
            format!("{} was written by a newer program (form {major}); upgrade this one first.", name(path)),
        ),
        ExchangeError::Damaged(path) => lang.pick(
            format!("{} 已损坏或不完整，没有合并；请对方重新导出或重新拷贝。", name(path)),
            format!("{} is damaged or incomplete, nothing was taken in; copy or write it again.", name(path)),
        ),
        ExchangeError::WrongPassphrase(path) => lang.pick(
            format!("口令不对，打不开 {}。", name(path)),
            format!("That is not the passphrase of {}.", name(path)),
        ),
        ExchangeError::WantsPassphrase(path) => lang.pick(
            format!("{} 要口令才能打开。", name(path)),
            format!("{} wants its passphrase.", name(path)),
        ),
        ExchangeError::NotForUs(path) => lang.pick(
            format!("{} 是加密给别的电脑的，本机打不开。", name(path)),
            format!("{} is sealed to other laptops; this one cannot open it.", name(path)),
        ),
        _ => String::new(),
    }
}

fn medium(lang: Lang, path: &Path, cause: &std::io::Error) -> String {
    let path = path.display();
    match cause.kind() {
        std::io::ErrorKind::StorageFull => lang.pick(
            format!("{path} 所在的盘已满，没有写入；请腾出空间后再试。"),
            format!("The disk of {path} is full, nothing was written; make room and try again."),
        ),
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => lang.pick(
            format!("{path} 不能写入，请检查权限或写保护。"),
            format!("{path} may not be written; check its permissions or write protection."),
        ),
        _ => lang.pick(
            format!("{path} 读写失败（U 盘拔出了？），已经合并的不受影响，请重新插好再试。"),
            format!(
                "{path} could not be read or written (stick pulled out?); what was taken in stays, try again."
            ),
        ),
    }
}

/// Why a revision can never be imported.
pub fn refused(lang: Lang, refusal: &Refusal) -> String {
    let (device, seq) = refusal.of();
    let who = laptop(lang, device);
    match refusal {
        Refusal::Fork { ours, theirs, .. } => {
            let (ours, theirs) = (short(ours), short(theirs));
            lang.pick(
                format!("{who} 的第 {seq} 次保存有两个不同的版本（本机 {ours}，对方 {theirs}）：数据文件被复制或恢复后，两边都继续使用了。"),
                format!("save {seq} of {who} exists twice (here {ours}, there {theirs}): a copied or restored file was used on both sides."),
            )
        }
        Refusal::Altered { .. } => lang
            .pick(format!("{who} 的第 {seq} 次保存被改动过。"), format!("save {seq} of {who} was altered.")),
        Refusal::Unreadable { .. } => lang
            .pick(format!("{who} 的第 {seq} 次保存读不懂。"), format!("save {seq} of {who} cannot be read.")),
        Refusal::Stamp { stamp, .. } => lang.pick(
            format!("{who} 的第 {seq} 次保存的顺序号 {stamp} 不可能。"),
            format!("save {seq} of {who} has an impossible place in the order ({stamp})."),
        ),
    }
}

/// This laptop's own file was continued on two machines.
pub fn own_fork(lang: Lang) -> &'static str {
    lang.pick(
        "分岔的正是本机：这个数据文件的另一份拷贝也在使用。从现在起，这一份的保存另记一台设备，分岔不再扩大；请停用其中一份。",
        "It is this very laptop: another copy of its file is in use. From now on this one writes as a device of its own, so that the fork grows no further; put one of them away.",
    )
}

/// The first twelve digits of a hash, as printed on reports.
pub fn short(hash: &[u8; 32]) -> String {
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The sender of a bundle.
pub fn from(lang: Lang, manifest: &Manifest) -> String {
    let who = if manifest.laptop.is_empty() { laptop(lang, manifest.from) } else { manifest.laptop.clone() };
    let at = manifest.at.get(..16).unwrap_or(&manifest.at).replace('T', " ");
    let office = &manifest.office_name;
    match lang {
        Lang::Zh if office.is_empty() => format!("来自{who}，{at} 导出"),
        Lang::Zh => format!("来自{office} {who}，{at} 导出"),
        Lang::En if office.is_empty() => format!("From {who}, written {at}"),
        Lang::En => format!("From {who} ({office}), written {at}"),
    }
}

/// The amount of data in a bundle.
pub fn holds(lang: Lang, manifest: &Manifest) -> String {
    let (revisions, cases) = (manifest.revisions, manifest.cases);
    lang.pick(
        format!("内有 {cases} 件案子的 {revisions} 条修改"),
        format!("holds {revisions} changes of {cases} cases"),
    )
}

/// What was, or would be, imported; one line each.
pub fn taken(lang: Lang, report: &TakenIn) -> Vec<String> {
    let mut lines = Vec::new();
    if report.is_nothing() && report.waiting == 0 {
        lines.push(
            lang.pick("没有新内容，本机都已经有了。", "Nothing new: all of it is here already.").to_owned(),
        );
    } else {
        let TakenIn { revisions, cases_new, cases_changed, .. } = report;
        lines.push(lang.pick(
            format!("新增案件 {cases_new} 件，更新案件 {cases_changed} 件，共 {revisions} 条修改。"),
            format!("{cases_new} new cases, {cases_changed} changed, {revisions} changes in all."),
        ));
    }
    if report.taken_back > 0 {
        let back = report.taken_back;
        lines.push(lang.pick(
            format!("其中 {back} 条是本机自己丢失的修改，已找回。"),
            format!("{back} of them are this laptop's own, which it had lost."),
        ));
    }
    if !report.conflicts.is_empty() {
        let conflicts = report.conflicts.len();
        lines.push(lang.pick(
            format!("冲突 {conflicts} 处：两边改成了不同的内容，请在冲突列表里选定。"),
            format!("{conflicts} conflicts: changed differently on both sides; settle them in the list of conflicts."),
        ));
    }
    if !report.collisions.is_empty() {
        let numbers: Vec<&str> = report.collisions.iter().map(|same| same.number.as_str()).take(5).collect();
        let (count, numbers) = (report.collisions.len(), numbers.join(lang.pick("、", ", ")));
        lines.push(lang.pick(
            format!("重号 {count} 个：{numbers}，请重新编号。"),
            format!("{count} numbers are used twice: {numbers}; renumber them."),
        ));
    }
    lines.extend(report.gaps.iter().map(|one| gap(lang, one)));
    lines
}

/// What is missing.
pub fn gap(lang: Lang, gap: &Gap) -> String {
    let (who, from, to) = (laptop(lang, gap.device), gap.have + 1, gap.need);
    lang.pick(
        format!("缺少{who}的第 {from} 至 {to} 次保存，与之有关的修改等补齐后再合并；可请对方导出全部。"),
        format!("Saves {from} to {to} of {who} are missing; what rests on them waits. Ask for a bundle with everything."),
    )
}

/// A bundle was written.
pub fn written(lang: Lang, written: &Written) -> String {
    let (path, revisions, cases) = (written.path.display(), written.revisions, written.cases);
    let kib = written.bytes.div_ceil(1024);
    lang.pick(
        format!("已写入 {path}：{cases} 件案子的 {revisions} 条修改，{kib} KB，已加密。"),
        format!("Wrote {path}: {revisions} changes of {cases} cases, {kib} KB, sealed."),
    )
}

/// The result of syncing a folder; one line each.
pub fn folder(lang: Lang, report: &FolderReport) -> Vec<String> {
    let mut lines = taken(lang, &report.taken);
    let (files, revisions) = (report.written, report.revisions_written);
    lines.push(if files == 0 {
        lang.pick("文件夹里已经有本机的全部内容。", "The folder has all of this laptop already.").to_owned()
    } else {
        lang.pick(
            format!("放入文件夹 {revisions} 条修改（{files} 个文件）。"),
            format!("Put {revisions} changes into the folder ({files} files)."),
        )
    });
    lines.extend(report.refused.iter().map(|refusal| refused(lang, refusal)));
    lines.extend(report.skipped.iter().map(|one| skipped(lang, one)));
    lines
}

/// A file in a folder that was skipped.
pub fn skipped(lang: Lang, skipped: &Skipped) -> String {
    let why = match skipped.why {
        WhySkipped::Foreign => lang.pick("不是交换文件，未动", "none of ours, left alone"),
        WhySkipped::Damaged => lang.pick("已损坏或不完整，跳过", "damaged or incomplete, passed over"),
        WhySkipped::Shut => lang.pick("口令不同，打不开，跳过", "sealed otherwise, passed over"),
        WhySkipped::Newer => {
            lang.pick("新版程序写的，请升级，跳过", "of a newer program, passed over; upgrade")
        }
    };
    lang.pick(format!("{}：{why}。", skipped.name), format!("{}: {why}.", skipped.name))
}

/// The progress.
pub fn progress(lang: Lang, progress: Progress) -> String {
    let what = super::mapping::stage(lang, progress.stage);
    match progress.total.max(progress.done) {
        0 => what.to_owned(),
        total => format!("{what} {}/{total}", progress.done),
    }
}
