//! The words of passphrases: the locked screen, who may open the file, and what is refused.

use std::path::Path;

use super::Lang;
use super::wording::sentences;
use crate::store::StoreError;
use crate::vault::{GateError, Holder, KeyFileError, LEAST_LETTERS};

pub use super::protection_cli::*;

sentences! {
    /// Over the field of the locked screen at the start.
    sealed: "数据文件已加密。请输入口令，按回车打开。", "The data file is encrypted. Type the passphrase and press Enter.";
    /// Over the field of a screen that was locked.
    locked: "已锁屏。没填完的内容都在。请输入口令，按回车继续。", "Locked. What was not finished is kept. Type the passphrase and press Enter to go on.";
    /// Label of the field.
    passphrase: "口令", "Passphrase";
    /// Beneath the field.
    forgotten: "忘了口令：可以输入恢复词（十二个汉字，空格不计）。", "Forgotten: the recovery words open it too (twelve characters, blanks do not count).";
    /// The hash is under way.
    checking: "正在核对……", "Checking ...";
    /// Nothing was typed.
    nothing_typed: "请先输入口令。", "Type the passphrase first.";
    /// The file was opened by the words of the sheet.
    opened_by_words: "是用恢复词打开的。请在“口令”里换一个记得住的口令，并换新的恢复词。", "Opened by the recovery words. Set a passphrase you can remember, and new words, in the passphrase screen.";
    /// Ctrl+4 where there is no passphrase.
    nothing_to_lock: "还没有口令，锁不了屏：在台账按 Ctrl+B，再按 Ctrl+P 设置。", "There is no passphrase yet to lock with: Ctrl+B in the register, then Ctrl+P, sets one.";
    /// The passphrase opens the key file and not this file.
    other_key: "口令对，但不是这个数据文件的：旁边的密钥文件换过了。", "The passphrase is right but not of this file: the key file beside it was exchanged.";

    /// State: no passphrase.
    state_plain: "没有口令：谁拿到这台电脑或数据文件的副本，都能看到全部内容。", "No passphrase: whoever gets this laptop or a copy of the file can read everything.";
    /// State: a passphrase.
    state_sealed: "已加密：没有口令或恢复词，谁也打不开数据文件。", "Encrypted: nobody opens the data file without a passphrase or the recovery words.";
    /// Heading over the holders.
    who_may_open: "能打开的", "Who may open it";
    /// Beside the operator at the keyboard.
    this_is_you: "（当前）", "(you)";
    /// What is not protected.
    earlier_copies: "设口令以前的备份、导出的表格和文书不在加密之内，请另行收好或删去。", "Earlier backups, exported tables and printed forms are not encrypted: keep them safe or remove them.";
    /// Choice.
    do_set: "设置口令", "Set a passphrase";
    /// Choice.
    do_change: "更换口令", "Change a passphrase";
    /// Choice.
    do_add: "给操作员单独的口令", "Give an operator a passphrase";
    /// Choice.
    do_drop: "收回口令", "Take a passphrase away";
    /// Choice.
    do_words: "换新的恢复词", "New recovery words";
    /// Choice.
    do_remove: "去掉口令", "Remove the encryption";
    /// Choice.
    do_idle: "闲置锁屏", "Lock when idle";

    /// Label: whose passphrase.
    whose: "谁的", "Whose";
    /// Hint for whose.
    whose_hint: "共用，或某位操作员", "shared, or one operator's";
    /// Label: the new passphrase.
    new_one: "新口令", "Passphrase";
    /// Label: once more.
    once_more: "再输一遍", "Once more";
    /// Label: the passphrase now.
    present_one: "现在的口令", "Passphrase now";
    /// Label: minutes.
    minutes: "几分钟", "Minutes";
    /// Hint for minutes.
    minutes_hint: "无人按键多少分钟后锁屏；0 为不锁", "without a key until it locks; 0 for never";
    /// Hint for once more.
    once_more_hint: "和上面一样", "the same again";
    /// The two differ.
    not_the_same: "两次不一样，请再输", "the two differ";
    /// What is wrong stands beside the field.
    not_yet: "还有一项要改，见旁边的说明。", "Something is still to be put right; see what is said beside the field.";
    /// Keys of the card.
    card_keys: "Ctrl+S 确定   Esc 返回", "Ctrl+S does it   Esc goes back";
    /// Nobody to whom it could be given.
    no_operator_left: "每位操作员都有口令了；要增加操作员，请到名册。", "Every operator has one; the roster adds operators.";
    /// Done: set.
    was_set: "口令已设，数据文件已加密。", "The passphrase is set and the file encrypted.";
    /// Done: changed.
    was_changed: "口令已换，旧的不再有效。", "The passphrase was changed; the old one opens nothing any more.";
    /// Done: removed.
    was_removed: "口令已去掉，数据文件不再加密。", "The passphrase was removed; the file is not encrypted any more.";
    /// Done: dropped.
    was_dropped: "已收回，该口令不再有效。", "It was taken away and opens nothing any more.";

    /// Title of the recovery sheet.
    words_title: "恢复词", "Recovery words";
    /// What they are for.
    words_about: "口令都忘了时，只有这十二个字能打开数据文件。请抄在纸上，锁进保险柜。现在只显示这一次，本程序不保存。", "When every passphrase is forgotten only these twelve characters open the file. Write them down and lock the paper away. They are shown this once and kept nowhere.";
    /// The place for the date.
    words_date: "抄写日期：__________    保管人：__________", "Written down on: __________    Kept by: __________";
    /// New words end the old.
    words_old: "以前的恢复词从现在起作废。", "Earlier recovery words open nothing from now on.";
    /// Choice.
    words_written: "抄好了", "They are written down";
    /// Choice.
    words_to_file: "存成文件去打印（打印后请删除文件）", "Write them to a file to be printed (remove it afterwards)";
    /// Asked before the words go.
    words_ask: "恢复词抄好了吗？离开后不会再显示。", "Are the words written down? They are not shown again.";
    /// On the welcome page: advice.
    advice: "建议设口令：电脑丢了，别人也看不到当事人的资料。可以不填，以后再设。", "A passphrase is advised: if the laptop is lost nobody reads people's data. It may wait.";
}

/// How long a passphrase must be.
pub fn length_hint(lang: Lang) -> String {
    lang.pick(
        format!("至少 {LEAST_LETTERS} 个字，几个词连起来最好记"),
        format!("at least {LEAST_LETTERS}; a few words are best"),
    )
}

/// It is too short.
pub fn too_short(lang: Lang) -> String {
    lang.pick(
        format!("太短：至少 {LEAST_LETTERS} 个字"),
        format!("too short: {LEAST_LETTERS} characters or more"),
    )
}

/// So many seconds to wait.
pub fn wait(lang: Lang, seconds: u64) -> String {
    lang.pick(
        format!("输错多次，请等 {seconds} 秒再试。"),
        format!("Too many wrong tries: wait {seconds} s."),
    )
}

/// It is wrong, and so many seconds to wait; 0 for none.
pub fn wrong(lang: Lang, seconds: u64) -> String {
    match seconds {
        0 => lang
            .pick("口令不对，请再试一次。注意大小写。", "Wrong passphrase; try again, mind capitals.")
            .to_owned(),
        _ => lang.pick(
            format!("口令不对。输错多次，请等 {seconds} 秒再试。"),
            format!("Wrong passphrase. Too many wrong tries: wait {seconds} s."),
        ),
    }
}

/// Whose slot it is; `name` of the operator, empty where the roster does not know one.
pub fn holder(lang: Lang, holder: Holder, name: &str) -> String {
    match holder {
        Holder::Office => lang.pick("共用口令", "the shared passphrase").to_owned(),
        Holder::Recovery => lang.pick("恢复词", "the recovery words").to_owned(),
        Holder::Operator(_) if name.is_empty() => {
            lang.pick("名册里没有的操作员", "an operator who is not in the roster").to_owned()
        }
        Holder::Operator(_) => name.to_owned(),
    }
}

/// After how many minutes it locks.
pub fn idle(lang: Lang, minutes: u32) -> String {
    match minutes {
        0 => lang.pick("不锁", "never").to_owned(),
        _ => lang.pick(format!("{minutes} 分钟"), format!("after {minutes} min")),
    }
}

/// Asked before a holder is shut out.
pub fn ask_drop(lang: Lang, whose: &str) -> String {
    lang.pick(
        format!("收回{whose}的口令吗？此后用它打不开数据文件。"),
        format!("Take the passphrase of {whose} away? It opens the file no more."),
    )
}

/// The minutes were set.
pub fn idle_set(lang: Lang, minutes: u32) -> String {
    let when = idle(lang, minutes);
    lang.pick(format!("闲置锁屏：{when}。"), format!("Lock when idle: {when}."))
}

/// The sheet was written to a file.
pub fn sheet_written(lang: Lang, path: &Path) -> String {
    let path = path.display();
    lang.pick(
        format!("恢复词已存到 {path}。打印后请立即删除这个文件。"),
        format!("The words are in {path}. Print it, then remove it at once."),
    )
}

/// The sheet, to be printed.
pub fn sheet(lang: Lang, groups: &[&str; 3], day: &str) -> String {
    let words =
        groups.map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" ")).join("\n\n    ");
    let (title, about, date) = (words_title(lang), words_about_on_paper(lang), words_date(lang));
    format!("{title}  {day}\n\n{about}\n\n    {words}\n\n{date}\n")
}

fn words_about_on_paper(lang: Lang) -> &'static str {
    lang.pick(
        "口令都忘了时，用这十二个字打开调解登记的数据文件。请锁进保险柜。",
        "When every passphrase is forgotten these twelve characters open the data file. Lock this sheet away.",
    )
}

/// The name of that file, without its ending.
pub fn sheet_name(lang: Lang, day: &str) -> String {
    lang.pick(format!("恢复词-{day}.txt"), format!("recovery-words-{day}.txt"))
}

/// Why the gate stayed shut.
pub fn gate(lang: Lang, error: &GateError) -> String {
    match error {
        GateError::Wait(seconds) => wait(lang, *seconds),
        GateError::Wrong { wait } => wrong(lang, *wait),
        GateError::KeyFile(error) => key_file(lang, error),
    }
}

/// What is refused about passphrases.
pub fn refused(lang: Lang, error: &StoreError) -> String {
    let sentence = match error {
        StoreError::NoKeyFile(path) => {
            let path = path.display();
            return lang.pick(
                format!("{path} 已加密，旁边缺少密钥文件 {path}.key；请从备份里找回密钥文件放回原处。"),
                format!("{path} is encrypted and its key file {path}.key is missing; put the key file back from a backup."),
            );
        }
        StoreError::OtherKey(path) => {
            let path = path.display();
            return lang.pick(
                format!("{path}.key 不是这个数据文件的密钥文件；请把原来的密钥文件放回来。"),
                format!(
                    "{path}.key is the key file of another data file; put the one that belongs here back."
                ),
            );
        }
        StoreError::AlreadySealed => {
            ("已经有口令了；要换，请用更换口令。", "There is a passphrase already; change it instead.")
        }
        StoreError::NotSealed => ("这个数据文件没有口令。", "This data file has no passphrase."),
        StoreError::LastHolder => (
            "这是最后一个口令，不能收回；请先给别人设口令，或去掉加密。",
            "This is the last passphrase and stays; give another first, or remove the encryption.",
        ),
        StoreError::TooShort => return too_short(lang) + lang.pick("。", "."),
        StoreError::CopyDiffers => (
            "副本与原文件核对不一致，没有改动；请先运行 tiaojie check。",
            "The copy was not the same as the file, which was left as it is; run tiaojie check first.",
        ),
        StoreError::KeyFile(error) => return key_file(lang, error),
        _ => ("做不到。", "It cannot be done."),
    };
    lang.pick(sentence.0, sentence.1).to_owned()
}

fn key_file(lang: Lang, error: &KeyFileError) -> String {
    match error {
        KeyFileError::Missing => lang.pick(
            "旁边的密钥文件（.key）不见了；请从备份里找回，放回数据文件旁边。".to_owned(),
            "The key file (.key) is gone; put it back beside the data file from a backup.".to_owned(),
        ),
        KeyFileError::Damaged => lang.pick(
            "密钥文件（.key）已损坏，不是口令的问题；请从备份里取回密钥文件。".to_owned(),
            "The key file (.key) is damaged, it is not the passphrase; take it back from a backup."
                .to_owned(),
        ),
        KeyFileError::Newer(_) => lang.pick(
            "密钥文件是新版本程序写的；请升级程序。".to_owned(),
            "A newer version of the program wrote the key file; update the program.".to_owned(),
        ),
        KeyFileError::Wrong => wrong(lang, 0),
        KeyFileError::Io(error) => lang.pick(
            format!("密钥文件读写失败：{error}。请检查磁盘和权限。"),
            format!(
                "The key file could not be read or written: {error}. Check the disk and its permissions."
            ),
        ),
    }
}
