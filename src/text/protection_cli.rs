//! The words of `tiaojie passphrase`: its help and what it says.

use super::Lang;
use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// passphrase
    about: "设置、更换、收回口令；加密或解密数据文件", "set, change and take away passphrases; encrypt the data file or make it plain";
    /// passphrase set
    about_set: "设口令并加密数据文件", "set a passphrase and encrypt the data file";
    /// passphrase change
    about_change: "更换口令", "change a passphrase";
    /// passphrase add
    about_add: "给一位操作员单独的口令", "give an operator a passphrase of his or her own";
    /// passphrase drop
    about_drop: "收回一位操作员的口令", "take the passphrase of an operator away";
    /// passphrase recovery
    about_recovery: "换新的恢复词", "make new recovery words";
    /// passphrase remove
    about_remove: "去掉口令，数据文件不再加密", "remove the passphrase; the file is not encrypted any more";
    /// passphrase list
    about_list: "谁能打开数据文件", "say who may open the data file";
    /// OPERATOR
    about_operator: "操作员姓名；不写为当前操作员，没有时为共用口令", "name of the operator; the one at the keyboard, else the shared one, unless given";
    /// --shared
    about_shared: "大家共用的口令", "the passphrase that everybody shares";
    /// --new-passphrase-file
    about_new_file: "从文件第一行读新口令（不写时在终端里问）", "read the new passphrase from the first line of a file (asked for in the terminal unless given)";
    /// --words-to
    about_words_to: "把恢复词写到这个文件（不写时显示一次）", "write the recovery words to this file (shown once unless given)";
    /// --passphrase-file
    about_passphrase_file: "从文件第一行读口令", "read the passphrase from the first line of a file";
}

/// Asked without echo.
pub fn ask(lang: Lang) -> &'static str {
    lang.pick("口令：", "Passphrase: ")
}

/// Asked without echo.
pub fn ask_new(lang: Lang) -> &'static str {
    lang.pick("新口令：", "New passphrase: ")
}

/// Asked without echo.
pub fn ask_again(lang: Lang) -> &'static str {
    lang.pick("再输一遍：", "Once more: ")
}

/// The two differ.
pub fn differ(lang: Lang) -> &'static str {
    lang.pick("两次输入的口令不一样，没有改动。", "The two differ; nothing was changed.")
}

/// There is nobody to ask.
pub fn nobody_to_ask(lang: Lang) -> &'static str {
    lang.pick(
        "数据文件已加密，这里没有终端可以输口令；请用 --passphrase-file 指定口令文件。",
        "The data file is encrypted and there is no terminal to ask in; name a file with --passphrase-file.",
    )
}

/// There is nobody to ask for the new one.
pub fn nobody_to_ask_new(lang: Lang) -> &'static str {
    lang.pick(
        "这里没有终端可以输新口令；请用 --new-passphrase-file 指定口令文件。",
        "There is no terminal to ask for the new passphrase; name a file with --new-passphrase-file.",
    )
}

/// The file with the passphrase cannot be read.
pub fn unreadable(lang: Lang, path: &std::path::Path, error: &std::io::Error) -> String {
    let path = path.display();
    lang.pick(
        format!("口令文件 {path} 读不了：{error}。"),
        format!("The passphrase file {path} cannot be read: {error}."),
    )
}

/// No such operator.
pub fn no_operator(lang: Lang) -> &'static str {
    lang.pick(
        "名册里没有这位操作员，请核对姓名。",
        "There is no such operator in the roster; check the name.",
    )
}

/// The recovery words, once.
pub fn words_once(lang: Lang, groups: &[&str; 3]) -> String {
    let words = groups.join("  ");
    lang.pick(
        format!("恢复词（只显示这一次，请抄在纸上锁进保险柜）：\n{words}"),
        format!("Recovery words (shown this once; write them down and lock the paper away):\n{words}"),
    )
}
