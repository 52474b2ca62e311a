//! The words of 导览, two lines a step: what to do, and what to see.

use super::Lang;
use super::cli::help as of_help;
use super::wording::sentences;

/// What a step says, with the name of its key.
pub type Says = fn(Lang, &str) -> [String; 2];

sentences! {
    leave: "［Esc 结束导览］", "[Esc ends the tour]";
    ended: "导览结束；这里是示范数据，随便试，Ctrl+Q 离开。再走：tiaojie demo --tour", "The tour has ended. All here is sample data; Ctrl+Q leaves it.";
    offer: "两分钟导览（示范数据，不动您的文件）", "a tour of two minutes (on sample data; your file stays as it is)";
    save_first: "先按 Ctrl+S 保存本页，或清空，再看导览。", "Save this page first (Ctrl+S), or empty it; then take the tour.";
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident: ($zh:literal, $zh_see:literal), ($en:literal, $en_see:literal);)*) => {
        $($(#[$doc])* pub fn $name(lang: Lang, key: &str) -> [String; 2] {
            let [first, second] = lang.pick([$zh, $zh_see], [$en, $en_see]);
            [first.replace("{}", key), second.replace("{}", key)]
        })*
    };
}

steps! {
    /// The register.
    log: ("这是台账，一行一件案件。按 {} 登记一件新的。", "登记只有一页，随时能保存。"),
        ("The register, a case a row. Press {} to log a new one.", "One page, saved at any time.");
    /// The place.
    village: ("乡镇、村：按数字就到下一项；输汉字、拼音首字母的，再按 Enter。", "日期已经填了今天；没有村的，按 Enter 过去。"),
        ("Township, village: a digit goes on; after a name or pinyin, Enter.", "Today is in already; Enter leaves a village empty.");
    /// The parties.
    parties: ("申请人、被申请人各填一个姓名，填完按 Enter。", "从前来过的人会提示出来。"),
        ("Type a name for each side, Enter after each.", "People known from before are offered.");
    /// The type.
    kind: ("纠纷类型：输入代码 02（邻里），或汉字、拼音首字母。", "其余各项已带上次的，可以不管。"),
        ("Dispute type: the code 02 (neighbours), or pinyin initials.", "The rest has the last values and may stay.");
    /// The outcome.
    outcome: ("当场调成了：按 {} 跳到结果，按数字选一种成功。", "还没结果的不填，就是在办。"),
        ("Settled on the spot: {} goes to the outcome, a digit picks.", "Left empty, the case stays open.");
    /// The save.
    save: ("按 {} 保存。", "编号自动给；有要改的，写在那一项旁边。"),
        ("Press {} to save.", "The number comes by itself; mistakes are marked.");
    /// The page of the case.
    open: ("存好了，标题里的受理多了一件。按 {} 打开选中的案件。", "看完用 Ctrl+Z 也可以撤销刚才的保存。"),
        ("Saved: the title counts one more. Press {} to open the case.", "Ctrl+Z would take the save back.");
    /// The totals.
    totals: ("这是一件案件的全部。按 {} 看本月的数字。", "每一项按 Enter 就地修改。"),
        ("This is all of a case. Press {} for the figures of the month.", "Enter edits any item in place.");
    /// The cases behind a number.
    behind: ("按 {} 打开一个数字背后的案件。", "方向键选数字；左右换月份。"),
        ("Press {} to open the cases behind a number.", "Arrows choose one; left and right change the month.");
    /// The reports.
    report: ("这些就是那个数字数的案件。按 {} 看本月的报表。", "统计表、综治月报、月报文字都从台账来，不用另填。"),
        ("The cases it counts. Press {} for the reports of the month.", "Tables and texts all come from the register.");
    /// Help.
    help: ("Tab 换一张报表看看；再按 {} 看这一屏的说明。", "每一屏都有说明。"),
        ("Tab shows the other reports; then {} explains this screen.", "Every screen has its explanation.");
    /// The end.
    end: ("就这些：登记一次，数字和报表自己出来。", "F9 列出能做的所有事，Ctrl+Q 退出。"),
        ("That is all: log once, and figures and reports follow.", "F9 lists all that can be done, Ctrl+Q quits.");
}

/// The number of a step.
pub fn step(lang: Lang, nth: usize, all: usize) -> String {
    lang.pick(format!("导览 {nth}/{all}"), format!("Tour {nth}/{all}"))
}

/// Beside the key on the first page that begins the tour.
pub fn offered(lang: Lang, key: &str) -> String {
    format!("{key}  {}", offer(lang))
}

/// --tour
pub fn about() -> &'static str {
    of_help(
        "带着走一遍：登记一件、看本月，两分钟",
        "with a guide: one case logged and the month read, two minutes",
    )
}
