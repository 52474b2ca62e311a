//! The words of `tiaojie exchange`: help, questions, lists.

use super::Lang;
use super::cli::help;

/// The help of the command.
pub fn about() -> &'static str {
    help("与别的电脑交换数据", "Exchange records with other laptops")
}

/// `out`.
pub fn out() -> &'static str {
    help("把对方缺少的内容写成一个加密的交换包", "Write what others lack into one sealed bundle")
}

/// `out`, in full.
pub fn out_long() -> &'static str {
    help(
        "把数据写成一个压缩并加密的交换包，用 U 盘或别的办法带给对方。默认是全部内容；用 --lacking 指明对方电脑时，只写上次从它那里得知它还没有的。\n用口令加密（--exchange-passphrase-file，或在终端里输入），或用 --seal-to 加密给交换过的电脑，那样不用口令。",
        "Writes records into one bundle, pressed and sealed, to be carried on a stick or otherwise. All of them unless --lacking names laptops: then only what these were not known to have when they were last heard of.\nSealed with a passphrase (--exchange-passphrase-file, or typed), or with --seal-to to laptops that took part before; then no passphrase is needed.",
    )
}

/// `in`.
pub fn take_in() -> &'static str {
    help("核对一个交换包并合并", "Check a bundle and take it in")
}

/// `in`, in full.
pub fn take_in_long() -> &'static str {
    help(
        "先整包核对并说明会带来什么，再在一步之内合并；有一处不对就什么也不改。合并过的包再合并一次不会有变化。",
        "Checks the whole bundle and says what it would bring, then takes it in at one go; if anything is wrong nothing is changed. Taking it in a second time changes nothing.",
    )
}

/// `look`.
pub fn look() -> &'static str {
    help("只看交换包里有什么，不合并", "See what is in a bundle; nothing is changed")
}

/// `folder`.
pub fn folder() -> &'static str {
    help("与 U 盘、共享或同步文件夹双向交换", "Exchange both ways with a stick, a shared or a synced folder")
}

/// `folder`, in full.
pub fn folder_long() -> &'static str {
    help(
        "先合并文件夹里本机没有的，再放入文件夹里没有的，也包括从别的电脑得来的，所以一个 U 盘轮流插过各台电脑，大家就都一样了。文件夹里只增加文件，从不改动已有的，可以交给任何同步软件。",
        "Takes in what the folder has, then puts there what it lacks, also what came from other laptops: a stick that goes from one to the next makes all of them equal. Files are only added, never changed, so that any sync program may carry the folder.",
    )
}

/// `keys`.
pub fn keys() -> &'static str {
    help("列出本机和已知电脑的公钥", "List the public keys of this and the known laptops")
}

/// The path of a bundle.
pub fn bundle() -> &'static str {
    help("交换包文件", "The bundle")
}

/// The folder.
pub fn folder_path() -> &'static str {
    help("文件夹：U 盘、共享盘或同步盘", "The folder: a stick, a share, a synced folder")
}

/// `--exchange-passphrase-file`.
pub fn passphrase_file() -> &'static str {
    help(
        "交换口令所在的文件，取第一行；不写则在终端里输入。数据文件自己的口令另用 --passphrase-file",
        "A file whose first line is the passphrase of the exchange; else it is asked for. That of the data file is --passphrase-file",
    )
}

/// `--seal-to`.
pub fn seal_to() -> &'static str {
    help(
        "加密给这台电脑（名称或编号末尾），可以写多次；all 为全部",
        "Seal to this laptop (name, or end of its id); may be repeated; all for every one",
    )
}

/// `--lacking`.
pub fn lacking() -> &'static str {
    help(
        "只写这台电脑缺少的（名称或编号末尾），可以写多次",
        "Only what this laptop lacks (name, or end of its id); may be repeated",
    )
}

/// `--force`.
pub fn force() -> &'static str {
    help("覆盖已有的文件", "Write over a file that is there")
}

/// `--dry-run`.
pub fn dry_run() -> &'static str {
    help("只说会带来什么，不合并", "Only say what it would bring")
}

/// `--json`.
pub fn json() -> &'static str {
    help("输出 JSON", "Print JSON")
}

/// Asks for the passphrase.
pub fn ask(lang: Lang) -> &'static str {
    lang.pick("交换口令：", "Passphrase of the exchange: ")
}

/// Asks for the passphrase again.
pub fn ask_again(lang: Lang) -> &'static str {
    lang.pick("再输一次：", "Once more: ")
}

/// The two passphrases differ.
pub fn not_alike(lang: Lang) -> &'static str {
    lang.pick("两次输入的口令不一样，没有写入。", "The two are not alike; nothing was written.")
}

/// The passphrase is too short.
pub fn too_short(lang: Lang, least: usize) -> String {
    lang.pick(
        format!("口令至少要 {least} 个字符。"),
        format!("A passphrase has at least {least} characters."),
    )
}

/// There is no terminal to ask for a passphrase.
pub fn no_passphrase(lang: Lang) -> &'static str {
    lang.pick(
        "没有口令：请用 --exchange-passphrase-file 指明口令文件，或用 --seal-to 指明对方电脑。",
        "No passphrase: name its file with --exchange-passphrase-file, or laptops with --seal-to.",
    )
}

/// The passphrase file cannot be read.
pub fn bad_passphrase_file(lang: Lang, path: &std::path::Path) -> String {
    let path = path.display();
    lang.pick(format!("读不到口令文件 {path}。"), format!("The passphrase file {path} cannot be read."))
}

/// No laptop has that name.
pub fn no_laptop(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("没有叫“{typed}”的电脑；用 tiaojie exchange keys 查看。"),
        format!("No laptop is called \"{typed}\"; see tiaojie exchange keys."),
    )
}

/// Several laptops have that name.
pub fn several_laptops(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("叫“{typed}”的电脑不止一台，请写编号末尾几位。"),
        format!("Several laptops are called \"{typed}\"; give the end of the id."),
    )
}

/// The key of that laptop is not known.
pub fn no_key(lang: Lang, typed: &str) -> String {
    lang.pick(
        format!("还不知道“{typed}”的公钥：它要先做过一次交换。"),
        format!("The key of \"{typed}\" is not known yet: it has to take part in an exchange first."),
    )
}

/// A bundle was shown but not imported.
pub fn not_taken(lang: Lang) -> &'static str {
    lang.pick("以上只是预演，没有合并。", "This was a trial; nothing was taken in.")
}

/// This laptop, in the list of keys.
pub fn this_one(lang: Lang) -> &'static str {
    lang.pick("（本机）", "(this one)")
}

/// A laptop whose key is not known.
pub fn without_key(lang: Lang) -> &'static str {
    lang.pick("尚无公钥", "no key yet")
}
