//! The errors of the file, with what to do.

use super::Lang;
use crate::ledger::{Excess, ReadError};
use crate::store::{Right, StoreError};

/// The sentence for an error of the store.
pub fn store_error(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::Missing(_)
        | StoreError::Exists(_)
        | StoreError::Empty(_)
        | StoreError::Foreign(_)
        | StoreError::Sealed(_)
        | StoreError::Behind { .. }
        | StoreError::Newer { .. }
        | StoreError::Damaged(_) => refused(lang, error),
        StoreError::BadBackup(_) | StoreError::OlderThanBackup(_) | StoreError::Stopped => {
            super::backups::refused(lang, error)
        }
        StoreError::NoKeyFile(_)
        | StoreError::OtherKey(_)
        | StoreError::AlreadySealed
        | StoreError::NotSealed
        | StoreError::LastHolder
        | StoreError::TooShort
        | StoreError::CopyDiffers
        | StoreError::KeyFile(_) => super::protection::refused(lang, error),
        StoreError::Locked => lang.pick(
            "数据文件正被另一个程序使用，请关闭那个程序后再试。",
            "Another program is using the data file; close it and try again.",
        )
        .to_owned(),
        StoreError::DiskFull => {
            lang.pick("磁盘已满，没有保存；请腾出空间后再试。", "The disk is full, nothing was saved; make room and try again.")
                .to_owned()
        }
        StoreError::ReadOnly => lang.pick(
            "数据文件或所在文件夹不能写入，请检查权限，或用 --file 换一个位置。",
            "The data file or its folder may not be written; check its permissions, or name another place with --file.",
        )
        .to_owned(),
        StoreError::NoSuchRecord => {
            lang.pick("没有这个案件，请核对编号。", "There is no such case; check the number.").to_owned()
        }
        StoreError::CannotMerge => lang
            .pick(
                "不能并案：是同一条记录，或者其中一条已经作废。",
                "They cannot be merged: they are one record, or one of them is void.",
            )
            .to_owned(),
        StoreError::NothingToUndo => lang.pick("没有可以撤销的操作。", "There is nothing to undo.").to_owned(),
        StoreError::ChangedSince => lang.pick(
            "这一处后来又被修改过，不能直接撤销；请打开案件改成需要的内容。",
            "This was changed again since and cannot be undone; open the case and set what it should be.",
        )
        .to_owned(),
        StoreError::NotAllowed(right) => not_allowed(lang, *right),
        StoreError::LastLead => lang.pick(
            "这样就没有人能负责了；请先把另一位操作员定为负责人。",
            "Then nobody would be left in charge; first make another operator a lead.",
        )
        .to_owned(),
        StoreError::KeptElsewhere(_) => lang.pick(
            "这件案子由另一个单位承办，这里只能看；要改，请那边先移交过来。",
            "Another office keeps this case, it can only be read here; ask them to hand it over first.",
        )
        .to_owned(),
        StoreError::AlreadyLocked(_) | StoreError::MonthNotOver(_) | StoreError::NotLocked => {
            super::locks::refused(lang, error)
        }
        StoreError::BadRevision { .. }
        | StoreError::NumberTemplate(_)
        | StoreError::DamagedPages(_)
        | StoreError::Medium(_)
        | StoreError::Sqlite(_)
        | StoreError::Io(_) => broken(lang, error),
    }
}

/// What the role of the operator does not allow.
fn not_allowed(lang: Lang, right: Right) -> String {
    let what = match right {
        Right::Log => ("登记和修改", "Logging and changing"),
        Right::Exchange => ("数据交换", "Exchange"),
        Right::Manage => ("改名册", "Changing the roster"),
        Right::LockMonths => ("锁定月份", "Locking months"),
        Right::Protect => ("管口令", "Passphrases"),
        Right::Restore => ("恢复备份", "Restoring a backup"),
        Right::HandOver => ("移交案件", "Handing cases over"),
    };
    let (zh, en) = what;
    lang.pick(
        format!("您的角色不能{zh}；请由有权限的人登录后再做。"),
        format!("{en} is not open to your role; ask somebody who may to sign in."),
    )
}

/// An error of opening the file.
fn refused(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::Missing(path) => {
            let path = path.display();
            lang.pick(
                format!("找不到数据文件 {path}；请检查 --file，或先用 tiaojie import 或 tiaojie add 建立。"),
                format!("There is no data file at {path}; check --file, or make one with tiaojie import or tiaojie add."),
            )
        }
        StoreError::Exists(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 已经存在，没有改动；请换一个文件名。"),
                format!("{path} exists and was left as it is; choose another name."),
            )
        }
        StoreError::Empty(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 是空文件，原有内容已经丢失；请运行 tiaojie recover 用备份恢复，或换一个文件。"),
                format!("{path} is empty, what was in it is gone; run tiaojie recover to restore a backup, or name another file."),
            )
        }
        StoreError::Sealed(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 已加密，要先输入口令。"),
                format!("{path} is encrypted and wants its passphrase."),
            )
        }
        StoreError::Foreign(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 不是本程序的数据文件，没有改动；请检查 --file。"),
                format!("{path} is not a data file of this program and was left as it is; check --file."),
            )
        }
        StoreError::Behind { path, lacks: 0 } => {
            let path = path.display();
            lang.pick(
                format!("{path} 不是这台电脑最后用的那一份（里面的保存记录对不上），没有改动；请运行 tiaojie recover，或找回原来的文件。"),
                format!("{path} is not the file this laptop wrote last (its saves are others) and was left as it is; run tiaojie recover, or bring the right file back."),
            )
        }
        StoreError::Behind { path, lacks } => {
            let path = path.display();
            lang.pick(
                format!("{path} 缺少最近 {lacks} 次保存（-wal 文件丢失、损坏，或换成了旧的一份），没有改动；请运行 tiaojie recover，或找回原来的文件。"),
                format!("{path} lacks its newest saves ({lacks}: its -wal is lost or damaged, or an older copy stands in its place) and was left as it is; run tiaojie recover, or bring the right file back."),
            )
        }
        StoreError::Damaged(path) => {
            let path = path.display();
            lang.pick(
                format!("{path} 已损坏，没有改动；请运行 tiaojie recover，用备份和还读得出的内容恢复。"),
                format!("{path} is damaged and was left as it is; run tiaojie recover to bring it back from a backup and what can still be read."),
            )
        }
        StoreError::Newer { found, known } => lang.pick(
            format!("数据文件由更新版本的程序写成（文件版本 {found}，本程序 {known}），没有改动；请升级程序。"),
            format!("The data file was written by a newer program (file version {found}, this program {known}) and was left as it is; upgrade the program."),
        ),
        other => other.to_string(),
    }
}

fn broken(lang: Lang, error: &StoreError) -> String {
    match error {
        StoreError::BadRevision { seq, reason, .. } => lang.pick(
            format!("修改记录第 {seq} 条读不出来（{reason}）；请运行 tiaojie check，并用备份恢复。"),
            format!(
                "Revision {seq} of the log cannot be read ({reason}); run tiaojie check and restore a backup."
            ),
        ),
        StoreError::NumberTemplate(reason) => lang.pick(
            format!("编号格式不对（{reason}）；请在设置中改正。"),
            format!("The number template is wrong ({reason}); correct it in the settings."),
        ),
        StoreError::DamagedPages(_) => lang.pick(
            "数据文件里有损坏的地方，没有保存；请先复制一份，再运行 tiaojie check，并用备份恢复。".to_owned(),
            "The data file is damaged in places and nothing was saved; copy it aside, run tiaojie check, then restore a backup."
                .to_owned(),
        ),
        StoreError::Medium(reason) => lang.pick(
            format!("读写磁盘失败，没有保存（{reason}）；请检查磁盘空间，U 盘是否还插着，然后再试。"),
            format!("The disk could not be read or written and nothing was saved ({reason}); check its room and that the stick is in, then try again."),
        ),
        StoreError::Sqlite(reason) => lang.pick(
            format!("数据库出错，没有保存（{reason}）；请运行 tiaojie check 检查。"),
            format!("The database failed and nothing was saved ({reason}); run tiaojie check."),
        ),
        StoreError::Io(reason) => lang.pick(
            format!("读写文件出错（{reason}）；请检查磁盘和权限。"),
            format!("A file could not be read or written ({reason}); check the disk and its permissions."),
        ),
        other => other.to_string(),
    }
}

/// Why the system could not read a file, in brackets; what it says itself is English.
fn io_reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "（没有这个文件）",
        std::io::ErrorKind::PermissionDenied => "（没有权限）",
        std::io::ErrorKind::IsADirectory => "（是文件夹）",
        _ => "",
    }
}

/// The sentence for a spreadsheet that could not be read.
pub fn read_error(lang: Lang, name: &str, error: &ReadError) -> String {
    match error {
        ReadError::Io(reason) => lang.pick(
            format!("读不到 {name}{}；请检查文件名和权限。", io_reason(reason)),
            format!("{name} cannot be read ({reason}); check its name and permissions."),
        ),
        ReadError::Empty => {
            lang.pick(format!("{name} 里没有内容，没有导入。"), format!("{name} has no rows; nothing was imported."))
        }
        ReadError::NotText => lang.pick(
            format!("{name} 的内容不是表格（也许是 PDF、图片、Word 或别的文件改了名）；请用表格软件打开原来的台账，另存为 .xlsx 再导入。"),
            format!("{name} is no table inside (a PDF, picture, Word or other file by that name?); open the ledger in your spreadsheet program and save it as .xlsx."),
        ),
        ReadError::WebPage => lang.pick(
            format!("{name} 其实是网页（或 XML），不是表格文件；请用表格软件打开后另存为 .xlsx 再导入。"),
            format!("{name} is a web page (or XML) and no workbook; open it in your spreadsheet program and save it as .xlsx."),
        ),
        ReadError::Encrypted => lang.pick(
            format!("{name} 有打开密码；请在表格软件里去掉密码、另存后再导入。"),
            format!("{name} is protected by a password; take it off in your spreadsheet program and save it."),
        ),
        ReadError::Damaged(reason) => lang.pick(
            format!("{name} 已损坏，读不出来；请用表格软件打开后另存为 .xlsx 再试。"),
            format!("{name} is damaged ({reason}); open it in your spreadsheet program and save it as .xlsx."),
        ),
        ReadError::TooLarge(excess) => too_large(lang, name, excess),
        ReadError::Cancelled => lang.pick(
            format!("已停止，{name} 没有导入。"),
            format!("Given up: nothing of {name} was imported."),
        ),
        ReadError::UnknownHeader(words) => lang.pick(
            format!("认不出 {name} 的表头（{words}）；案件台账要有受理日期和当事人，服务台账要有日期和服务类别，指标表要有名称、月份和数值，名录要有代码、乡镇和村。"),
            format!("The header of {name} is not known ({words}); a case ledger needs 受理日期 and 申请人, a service log 日期 and 服务类别, a sheet of figures 名称, 月份 and 数值, a list of places code, township and village."),
        ),
    }
}

/// The sentence for a spreadsheet that holds more than is read.
fn too_large(lang: Lang, name: &str, excess: &Excess) -> String {
    match excess {
        Excess::Part { name: part, most } => lang.pick(
            format!("{name} 里的 {part} 展开后超过 {most} MB，没有读入；请用表格软件打开核对，只留台账，另存后再导入。"),
            format!("{part} in {name} unpacks to more than {most} MB and is not read; keep only the ledger in it and save it again."),
        ),
        Excess::Cell { sheet, cell, most } => lang.pick(
            format!("{name} 的“{sheet}”{cell} 的文字超过 {most} 字，没有读入；请把这一格改短后再导入。"),
            format!("The text of {cell} in “{sheet}” of {name} has more than {most} characters; shorten it."),
        ),
        Excess::Line { sheet: _, line } => lang.pick(
            format!("{name} 从第 {line} 行起，一行的内容超过 4 MB，没有读入；多半是引号没有成对，请改正后再导入。"),
            format!("From line {line} of {name} one row has more than 4 MB; a quotation mark may not be closed."),
        ),
        Excess::Rows { sheet, most } => lang.pick(
            format!("{name} 的“{sheet}”超过 {most} 行，没有读入；请分成几个文件再导入。"),
            format!("“{sheet}” of {name} has more than {most} rows; split it into several files."),
        ),
        Excess::Sheet { sheet, line, most } => lang.pick(
            format!("{name} 的内容到“{sheet}”第 {line} 行已超过 {most} MB，没有读入；请分成几个文件再导入。"),
            format!("The cells of {name} take more than {most} MB at row {line} of “{sheet}”; split it into several files."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a Chinese sentence with the English of a library in brackets; a PDF that is said to be no csv.
    #[test]
    fn why_a_file_cannot_be_read_is_said_in_one_language() {
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        for error in [
            ReadError::Damaged("sheet: unexpected end".into()),
            ReadError::Io(missing),
            ReadError::Io(std::io::Error::other("bad sector")),
            ReadError::NotText,
        ] {
            let said = read_error(Lang::Zh, "台账", &error);
            let english = said.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() > 4).count();
            assert_eq!(english, 0, "{said}");
            assert!(!said.contains("csv"), "{said}");
        }
    }

    #[test]
    fn every_error_is_one_sentence_in_both_languages() {
        // Would catch a variant that falls through to the words of the program, or breaks the line.
        let path = || std::path::PathBuf::from("a.db");
        let all = [
            StoreError::Missing(path()),
            StoreError::Exists(path()),
            StoreError::Empty(path()),
            StoreError::Foreign(path()),
            StoreError::Newer { found: 9, known: 1 },
            StoreError::Damaged(path()),
            StoreError::Behind { path: path(), lacks: 0 },
            StoreError::Behind { path: path(), lacks: 3 },
            StoreError::BadBackup(path()),
            StoreError::OlderThanBackup(path()),
            StoreError::Stopped,
            StoreError::Locked,
            StoreError::DiskFull,
            StoreError::ReadOnly,
            StoreError::NoSuchRecord,
            StoreError::CannotMerge,
            StoreError::NothingToUndo,
            StoreError::ChangedSince,
            StoreError::AlreadyLocked(crate::domain::Month::of(chrono::NaiveDate::MIN)),
            StoreError::MonthNotOver(chrono::NaiveDate::MIN),
            StoreError::NotLocked,
            StoreError::BadRevision { device: String::new(), seq: 1, reason: "r".into() },
            StoreError::NumberTemplate("r".into()),
            StoreError::DamagedPages(rusqlite::Error::InvalidQuery),
            StoreError::Medium(rusqlite::Error::InvalidQuery),
            StoreError::Sqlite(rusqlite::Error::InvalidQuery),
            StoreError::Io(std::io::Error::other("r")),
        ];
        for error in all {
            let (zh, en) = (store_error(Lang::Zh, &error), store_error(Lang::En, &error));
            assert!(zh.ends_with('。') && !zh.contains('\n'), "{zh}");
            assert!(en.ends_with('.') && en.is_ascii(), "{en}");
        }
    }
}
