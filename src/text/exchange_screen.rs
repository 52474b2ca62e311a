//! The words of the exchange screen.

use super::Lang;
use super::wording::{sentences, words};

words! {
    OUT: "写出", "Write out";
    IN: "读入", "Read in";
    FOLDER: "U盘或文件夹同步", "Sync a stick or folder";
    EXTENT: "写出什么", "What";
    TO: "给谁", "For";
    PATH: "写到", "Write to";
    PASSPHRASE: "交换口令", "Passphrase";
    AGAIN: "再输一次", "Once more";
    REMEMBER: "记住口令", "Remember it";
    FROM: "来自", "From";
    AT: "写出时间", "Written at";
    FILE: "文件", "File";
    REVISIONS: "改动", "Changes";
    KNOWN: "已有的改动", "Known already";
    NEW_CASES: "新案件", "New cases";
    CHANGED_CASES: "改过的案件", "Changed cases";
    CONFLICTS: "写得不同", "Differ";
    COLLISIONS: "重号", "Numbers twice";
    GAPS: "还缺", "Missing";
    WAITING: "等待补齐", "Waiting";
    WRITTEN: "写出的改动", "Changes written";
    SKIPPED: "没有读的文件", "Files not read";
    TAKEN_BACK: "找回本机的改动", "Own changes found";
}

sentences! {
    about_out: "把对方没有的记录写成一个文件，交给另一台电脑。", "Writes what the others lack to one file, for another laptop.";
    about_in: "读入另一台电脑写出的文件；先看里面有什么，再决定。", "Reads a file of another laptop; shows what is in it first.";
    about_folder: "用U盘、共享文件夹或同步盘，一次完成读入和写出。", "Reads and writes at once in a stick, a shared or a synced folder.";
    choose: "选一种，按数字或回车。", "Choose one by its digit or Enter.";
    everything: "全部记录", "everything";
    lacking: "对方没有的", "what the others lack";
    by_passphrase: "知道交换口令的电脑", "whoever knows the passphrase";
    passphrase_hint: "几台电脑约定同一个口令，至少六个字", "all laptops use the same one, six characters at least";
    path_hint: "文件的完整路径；U盘插好后可直接写到U盘", "the full path of the file, on the stick for instance";
    remember_hint: "只记在加密的数据文件里", "kept in the encrypted data file only";
    yes: "是", "yes";
    no: "否", "no";
    too_short: "口令至少要六个字。", "The passphrase needs six characters at least.";
    not_equal: "两次输入的口令不一样。", "The two passphrases differ.";
    this_folder: "就用这个文件夹", "Use this folder";
    no_bundles: "这个文件夹里没有交换文件（.tjx）。", "There is no exchange file (.tjx) in this folder.";
    nothing_new: "里面没有新的内容，本机都有了。", "Nothing in it is new: this laptop has it all.";
    take_in: "按回车读入；Esc 不读。", "Enter takes it in; Esc leaves it.";
    nothing_yet: "还没有读入。", "Nothing is taken in yet.";
    done_title: "读入完成", "Taken in";
    synced: "同步完成", "Synced";
    written_out: "已写出", "Written";
    open_hint: "回车打开选中的一项；Esc 返回。", "Enter opens the selected line; Esc goes back.";
    stopping: "正在停下……", "Stopping.";
    esc_stops: "按 Esc 停下；停下以后什么也没有改。", "Esc stops it; nothing is changed then.";
    checking: "正在检查", "Checking";
    trying: "正在核对内容", "Working out what it would change";
    taking: "正在读入", "Taking in";
    sending: "正在写出", "Writing";
    gone: "出了意外，没有做完。", "Something unexpected ended it before it was done.";
    exists: "那里已有同名的文件，换一个名称。", "A file of that name is there; choose another name.";
    help: "几台电脑的记录在这里合到一起。写出、读入一个文件，或者用U盘、共享文件夹同步；做几次结果都一样。", "Laptops are brought together here, by one file out and in or by a stick or shared folder; doing it twice changes nothing.";
}

/// What to do, above the browser for a bundle.
pub fn choose_bundle(lang: Lang, left: &str) -> String {
    lang.pick(
        format!("选要读入的交换文件（.tjx）：上下键选，回车打开，{left} 回上一级；也可粘贴完整路径。"),
        format!("Choose the exchange file (.tjx): up and down select, Enter opens, {left} goes up; or paste a full path."),
    )
}

/// What to do, above the browser for a folder.
pub fn choose_folder(lang: Lang, left: &str) -> String {
    lang.pick(
        format!("选U盘或共享文件夹：回车进入，选“就用这个文件夹”开始；{left} 回上一级；也可粘贴完整路径。"),
        format!("Choose the stick or shared folder: Enter goes in, \"Use this folder\" begins; {left} goes up; or paste a full path."),
    )
}

/// The name of a bundle that is written on a day.
pub fn file_name(lang: Lang, office: &str, day: chrono::NaiveDate) -> String {
    lang.pick(format!("{office}-{day}.tjx"), format!("{office}-{day}.tjx"))
}

/// The progress.
pub fn so_far(lang: Lang, done: u64, total: u64) -> String {
    if total == 0 {
        return lang.pick(format!("{done} 条改动"), format!("{done} changes"));
    }
    lang.pick(format!("{done} / {total} 条改动"), format!("{done} of {total} changes"))
}

/// How many revisions of a laptop are missing.
pub fn gap(lang: Lang, laptop: &str, have: i64, need: i64) -> String {
    lang.pick(
        format!("{laptop} 的第 {} 至 {need} 条改动还没有到", have + 1),
        format!("changes {} to {need} of {laptop} have not come", have + 1),
    )
}

/// What was written, and its path.
pub fn written(lang: Lang, revisions: u64, path: &str) -> String {
    lang.pick(format!("已写出 {revisions} 条改动：{path}"), format!("{revisions} changes written: {path}"))
}

/// This laptop got a new series.
pub fn series(lang: Lang, series: &str) -> String {
    lang.pick(
        format!("本单位另有一台电脑，本机编号从现在起用系列 {series}。"),
        format!("The office has another laptop: numbers given here carry the mark {series} from now on."),
    )
}

/// The title of the cases behind a number.
pub fn cases_title(lang: Lang, what: &str) -> String {
    lang.pick(format!("读入的{what}"), format!("Taken in: {what}"))
}
