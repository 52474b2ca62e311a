//! The wording of backups: making, listing and restoring them, and recovering a damaged file.

use super::Lang;
use super::wording::words;
use crate::store::{BackedUp, BackupAge, BackupContents, Lost, Recovery, SecondPlace, StoreError};

/// An error of a backup, or of the file concerning its backups.
pub fn refused(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::BadBackup(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 不是完好的备份，不能用；请另选一份。"),
                format!("{path} is no whole backup and cannot be used; choose another."),
            )
        }
        StoreError::OlderThanBackup(path) => {
            let path = path.display();
            lang.pick(
                format!("数据文件缺少备份 {path} 里已有的保存，没有做新备份，旧备份都保留着；请先恢复。"),
                format!("The data file lacks saves that the backup {path} has; no new backup was made and none was removed. Restore first."),
            )
        }
        StoreError::Stopped => {
            lang.pick("已停下，什么也没有留下。", "Stopped; nothing of it was kept.").to_owned()
        }
        other => other.to_string(),
    }
}

words! {
    HEADING: "备份", "Backups";
    FIRST: "本机", "here";
    SECOND: "第二处", "2nd place";
    PLACE: "位置", "Place";
    MADE: "备份时间", "Made";
    CASES: "案件", "Cases";
    SIZE: "大小", "Size";
    SINCE: "之后的保存", "Saves since";
    STATE: "核验", "Verified";
    GOOD: "完好", "sound";
    BAD: "不能用", "unusable";
    NOT_YET: "做时已核", "when made";
    LOOKING: "正在看", "looking";
    NONE_YET: "还没有备份。按 F2 现在就做一份。", "There is no backup yet. F2 makes one now.";
    MAKING: "正在备份，随时可以离开；离开就停下。", "Making a backup; leave whenever you like, leaving stops it.";
    CHECKING: "正在逐页核验。", "Reading it through, page by page.";
    RESTORE_IT: "恢复成这一份（现在的文件另存）", "Restore it (the present file is kept)";
    LIST_LOST: "列出之后改过的案件", "List the cases saved since";
    LEAVE: "不恢复", "Leave it";
    SECOND_PLACE: "文件夹", "Folder";
    SECOND_TITLE: "备份的第二处", "Second place for backups";
    NO_FOLDER: "没有这个文件夹；请先插上 U 盘，或先建好文件夹。", "There is no such folder; put the stick in, or make the folder first.";
    DAMAGED: "文件损坏", "file damaged";
    FOUND_DAMAGED: "数据文件里有损坏的地方；请马上退出，运行 tiaojie recover，用备份恢复。", "The data file is damaged in places; leave now and run tiaojie recover.";
    RECOVERY: "恢复", "Recovery";
    WITHOUT_BACKUP: "不用备份，只取还读得出的内容", "No backup, only what can still be read";
    GO_ON: "就这样继续用（不恢复；以新设备的身份保存）", "Go on as it is (nothing is brought back; saves go under a new device)";
    WEIGHING: "正在看能恢复多少……", "Working out what can be brought back …";
    WORKING: "正在恢复……", "Bringing it back …";
    RECOVERED: "已恢复。按回车打开。", "Brought back. Enter opens it.";
    CHOOSE: "从哪一份恢复？备份之外，还读得出的保存会一并取回。", "From which? Saves that can still be read are brought back on top of the backup.";
    NO_BACKUPS: "数据文件旁边的 backups 文件夹里没有备份；别处的备份可以用 tiaojie recover --from 指定。", "The folder backups beside the data file has none; name one elsewhere with tiaojie recover --from.";
}

/// A size in bytes, for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The time of a backup.
pub fn time(made: chrono::NaiveDateTime) -> String {
    made.format("%Y-%m-%d %H:%M").to_string()
}

/// What would be lost with a backup, for a column.
pub fn since(lang: Lang, lost: &Lost) -> String {
    let (saves, cases) = (lost.saves, lost.cases.len());
    match (saves, cases) {
        (0, _) => lang.pick("无", "none").to_owned(),
        (_, 0) => lang.pick(format!("{saves} 次"), saves.to_string()),
        _ => lang.pick(format!("{saves} 次 {cases} 件"), format!("{saves}, {}", cases_of(cases))),
    }
}

fn cases_of(cases: usize) -> String {
    if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") }
}

/// The line above the list: the folders of the backups.
pub fn places(lang: Lang, first: &str, second: Option<(&str, Presence)>) -> String {
    let second = match second {
        None => {
            lang.pick("第二处：未设（Ctrl+L 设）".to_owned(), "2nd place: none (Ctrl+L sets one)".to_owned())
        }
        Some((path, Presence::Here)) => lang.pick(format!("第二处：{path}"), format!("2nd place: {path}")),
        Some((path, Presence::Away)) => {
            lang.pick(format!("第二处：{path}（现在不在）"), format!("2nd place: {path} (not here now)"))
        }
    };
    lang.pick(format!("本机：{first}  {second}"), format!("Here: {first}  {second}"))
}

/// Whether the second place can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It can be reached.
    Here,
    /// The drive was removed, or the folder does not exist.
    Away,
}

/// The result of a backup.
pub fn made(lang: Lang, done: &BackedUp) -> String {
    let first = done.first.path.display();
    let first = lang.pick(format!("已备份到 {first}"), format!("Backed up to {first}"));
    match &done.second {
        SecondPlace::None => lang.pick(format!("{first}。"), format!("{first}.")),
        SecondPlace::Absent => lang.pick(
            format!("{first}；第二处现在不在。"),
            format!("{first}; the second place is not here now."),
        ),
        SecondPlace::Done(_) => {
            lang.pick(format!("{first}，第二处也有了。"), format!("{first}, and to the second place."))
        }
        SecondPlace::Failed(error) => {
            let why = super::errors::store_error(lang, error);
            lang.pick(
                format!("{first}；第二处没有成功：{why}"),
                format!("{first}; the second place failed: {why}"),
            )
        }
    }
}

/// The question before a backup replaces the file.
pub fn ask_restore(lang: Lang, made: &str, contents: &BackupContents, lost: &Lost) -> String {
    let (cases, last) = (contents.cases, contents.last_save.as_deref().map(last_save).unwrap_or_default());
    let since = match (lost.saves, lost.cases.len()) {
        (0, _) => lang.pick("之后没有保存过。".to_owned(), "Nothing was saved since.".to_owned()),
        (saves, cases) => lang.pick(
            format!("之后有 {saves} 次保存，涉及 {cases} 件案件，恢复后不在其中（留在另存的现在的文件里）。"),
            format!("{saves} saves of {} came after it and will not be in it (they stay in the present file, which is kept).", cases_of(cases)),
        ),
    };
    lang.pick(
        format!("{made} 的备份：{cases} 件案件，最后一次保存 {last}。{since}恢复吗？"),
        format!("Backup of {made}: {cases} cases, last save {last}. {since} Restore it?"),
    )
}

fn last_save(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// A backup was restored.
pub fn restored(lang: Lang, kept: &str) -> String {
    lang.pick(
        format!("已恢复；原来的文件保存为 {kept}。这台电脑从此以新设备的身份保存。"),
        format!("Restored; the file of before is kept as {kept}. This laptop saves under a new device from now on."),
    )
}

/// The heading above the cases that a backup lacks.
pub fn cases_since(lang: Lang, made: &str) -> String {
    lang.pick(format!("{made} 的备份之后改过的案件"), format!("Cases saved since the backup of {made}"))
}

/// A backup was checked.
pub fn verified(lang: Lang, made: &str, contents: &BackupContents) -> String {
    let (cases, saves) = (contents.cases, contents.revisions);
    lang.pick(
        format!("{made} 的备份完好：{cases} 件案件，{saves} 次保存。"),
        format!("The backup of {made} is sound: {cases} cases, {saves} saves."),
    )
}

/// The second place was set or removed.
pub fn second_set(lang: Lang, path: Option<&str>) -> String {
    match path {
        Some(path) => lang.pick(
            format!("以后也备份到 {path}（在的时候）。"),
            format!("Backups go to {path} too, whenever it is there."),
        ),
        None => {
            lang.pick("以后不再备份到第二处。".to_owned(), "There is no second place any more.".to_owned())
        }
    }
}

/// The hint for the second place.
pub fn second_hint(lang: Lang) -> &'static str {
    lang.pick(
        "U 盘或共享文件夹里的文件夹路径；清空就不再用第二处。",
        "A folder on a stick or shared disk; empty for none.",
    )
}

/// The warning in the title line; none if there is nothing to warn of.
pub fn in_title(lang: Lang, age: BackupAge) -> Option<String> {
    match age {
        BackupAge::Fine => None,
        BackupAge::Old(days) => {
            Some(lang.pick(format!("备份已旧 {days} 天"), format!("backup {days} days old")))
        }
        BackupAge::SecondOld(days) => {
            Some(lang.pick(format!("第二处备份已旧 {days} 天"), format!("2nd backup {days} days old")))
        }
    }
}

/// The file is a copy or a restored one.
pub fn is_copy(lang: Lang) -> &'static str {
    lang.pick(
        "这是一份复制或恢复来的文件；从下一次保存起以新设备的身份记录，撤销也从那时算起。",
        "This file was copied or brought back; its saves go under a new device from now on, and undo begins anew.",
    )
}

/// A backup is being made on leaving and takes a while.
pub fn on_leaving(lang: Lang) -> &'static str {
    lang.pick("正在备份……（按 Ctrl+C 就不备份了）", "Backing up … (Ctrl+C leaves without)")
}

/// The backup on leaving failed; `why` is a sentence.
pub fn not_on_leaving(lang: Lang, why: &str) -> String {
    lang.pick(format!("没有备份成：{why}"), format!("No backup was made: {why}"))
}

/// The question before a damaged file is recovered.
pub fn ask_recover(lang: Lang, recovery: &Recovery) -> String {
    lang.pick(
        format!("{}恢复吗？损坏的文件会另存。", forecast(lang, recovery)),
        format!("{} Bring it back? The damaged file is kept.", forecast(lang, recovery)),
    )
}

/// What a recovery restores or has restored.
pub fn forecast(lang: Lang, recovery: &Recovery) -> String {
    let Recovery { from_backup, from_damaged, unreadable, cases, .. } = recovery;
    let beyond = recovery.beyond_backup.len();
    lang.pick(
        format!("共 {cases} 件案件：备份里 {from_backup} 次保存，从损坏的文件里又读出 {from_damaged} 次（{beyond} 件案件），读不出 {unreadable} 次。"),
        format!("{cases} cases: {from_backup} saves from the backup, {from_damaged} more read from the damaged file ({}), {unreadable} unreadable.", cases_of(beyond)),
    )
}

/// The report of a recovery, kept beside the file. It has numbers of cases and no names.
pub fn report(lang: Lang, recovery: &Recovery, at: &str) -> String {
    let path = |path: &Option<std::path::PathBuf>| {
        path.as_ref().map_or("-".to_owned(), |path| path.display().to_string())
    };
    let (backup, kept) = (path(&recovery.backup), path(&recovery.kept));
    let mut lines = vec![
        lang.pick(format!("恢复报告 {}", last_save(at)), format!("Recovery report {}", last_save(at))),
        forecast(lang, recovery),
        lang.pick(format!("备份：{backup}"), format!("Backup: {backup}")),
        lang.pick(format!("损坏的文件保存为：{kept}"), format!("The damaged file is kept as: {kept}")),
    ];
    if recovery.logged_anew > 0 {
        let anew = recovery.logged_anew;
        lines.push(lang.pick(
            format!("其中 {anew} 次保存前面有缺失，内容照原样重新记录，经手人和时间不变。"),
            format!("Of these, {anew} saves have lost ones before them; they were logged anew as they were, with person and time."),
        ));
    }
    if recovery.unreadable > 0 {
        let lost = recovery.unreadable;
        lines.push(lang.pick(
            format!("有 {lost} 次保存找不回来；请核对下列案件和那几天的纸质材料。"),
            format!(
                "{lost} saves could not be brought back; check the cases below and the papers of those days."
            ),
        ));
    }
    if !recovery.beyond_backup.is_empty() {
        lines.push(
            lang.pick("比备份多出内容的案件：".to_owned(), "Cases with more than the backup had:".to_owned()),
        );
        lines.extend(recovery.beyond_backup.iter().cloned());
    }
    lines.join("\n") + "\n"
}

/// The path of the report.
pub fn report_at(lang: Lang, path: &str) -> String {
    lang.pick(format!("报告：{path}"), format!("Report: {path}"))
}

/// A backup as a line of the command.
pub fn line(lang: Lang, place: &str, made: &str, rest: &str) -> String {
    lang.pick(format!("{made}  {place}  {rest}"), format!("{made}  {place}  {rest}"))
}

/// The content of a backup, for the command.
pub fn counted(lang: Lang, contents: &BackupContents, lost: &Lost) -> String {
    let since = since(lang, lost);
    let (cases, saves) = (contents.cases, contents.revisions);
    lang.pick(
        format!("{cases} 件案件，{saves} 次保存，之后 {since}"),
        format!("{cases} cases, {saves} saves, since then {since}"),
    )
}

/// The error of a file that does not open but may be recovered.
pub fn wrong(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::Behind { path, lacks: 0 } => {
            let path = path.display();
            lang.pick(
                format!("{path} 不是这台电脑最后用的那一份：里面的保存记录对不上。"),
                format!("{path} is not the file this laptop wrote last: its saves are others."),
            )
        }
        StoreError::Behind { path, lacks } => {
            let path = path.display();
            lang.pick(
                format!("{path} 缺少最近 {lacks} 次保存：-wal 文件丢失、损坏，或换成了旧的一份。"),
                format!("{path} lacks its newest saves ({lacks}): its -wal is lost or damaged, or an older copy stands in its place."),
            )
        }
        StoreError::Damaged(path) => {
            let path = path.display();
            lang.pick(format!("{path} 已损坏。"), format!("{path} is damaged."))
        }
        StoreError::Empty(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 是空文件，里面的内容没有了。"),
                format!("{path} is empty; what was in it is gone."),
            )
        }
        other => super::errors::store_error(lang, other),
    }
}

/// A backup as a choice; one without contents is not usable.
pub fn offered(lang: Lang, made: &str, contents: Option<&BackupContents>, bytes: u64) -> String {
    let bytes = size(bytes);
    let Some(contents) = contents else {
        return lang.pick(format!("{made} 的备份：不能用"), format!("{made}: unusable"));
    };
    let (cases, last) = (contents.cases, contents.last_save.as_deref().map(last_save).unwrap_or_default());
    lang.pick(
        format!("{made} 的备份：{cases} 件，末次保存 {last}，{bytes}，完好"),
        format!("{made}: {cases} cases, last save {last}, {bytes}, sound"),
    )
}

/// The user declined.
pub fn left(lang: Lang) -> &'static str {
    lang.pick("没有恢复；要恢复请加 --yes。", "Nothing was restored; add --yes to do so.")
}
