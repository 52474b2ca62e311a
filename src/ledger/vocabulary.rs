//! The words of ledgers for types, sources, outcomes and the other closed vocabularies.

use crate::domain::fold::search_fold;
use crate::domain::{Confirmation, Difficulty, Level, Outcome, Performance, SourceCode, TypeCode};
use crate::store::{Directory, Label};

/// Words within the name of a type, and the code they stand for.
const TYPE_WORDS: &[(&str, &str)] = &[
    ("继承", "01"),
    ("赡养", "01"),
    ("抚养", "01"),
    ("夫妻", "01"),
    ("离婚", "01"),
    ("家庭", "01"),
    ("婚姻", "01"),
    ("婚恋", "01"),
    ("相邻", "02"),
    ("邻居", "02"),
    ("邻里", "02"),
    ("宅基地", "03"),
    ("建房", "03"),
    ("房屋", "03"),
    ("借贷", "04"),
    ("欠款", "04"),
    ("债务", "04"),
    ("合同", "04"),
    ("生产经营", "05"),
    ("打架", "06"),
    ("人身损害", "06"),
    ("赔偿", "06"),
    ("土地", "07"),
    ("林权", "07"),
    ("山林", "07"),
    ("边界", "07"),
    ("承包地", "07"),
    ("征迁", "08"),
    ("征地", "08"),
    ("拆迁", "08"),
    ("环境", "09"),
    ("污染", "09"),
    ("工资", "10a"),
    ("欠薪", "10a"),
    ("劳资", "10b"),
    ("工伤", "10b"),
    ("旅游", "11a"),
    ("电子商务", "11b"),
    ("网购", "11b"),
    ("车祸", "13"),
    ("交通", "13"),
    ("医患", "12"),
    ("医疗", "12"),
    ("物业", "14"),
];

/// Words within the name of a source, and the code they stand for; the first that is found counts, so that the
/// bodies stand before the bare 申请 and 主动.
const SOURCE_WORDS: &[(&str, &str)] = &[
    ("法院", "court"),
    ("诉前", "court"),
    ("检察", "procuratorate"),
    ("公安", "police"),
    ("派出所", "police"),
    ("110", "police"),
    ("信访", "petition"),
    ("综治", "centre"),
    ("12345", "hotline"),
    ("热线", "hotline"),
    ("交办", "superior"),
    ("村级", "village"),
    ("村委", "village"),
    ("网格", "village"),
    ("工会", "union"),
    ("人社", "labour"),
    ("劳动监察", "labour"),
    ("医保", "insurance"),
    ("妇联", "women"),
    ("其他部门", "other"),
    ("主动", "active"),
    ("排查", "active"),
    ("申请", "apply"),
];

/// What a cell says about the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeWord {
    /// Closed so.
    Closed(Outcome),
    /// Successful; whether in writing stands elsewhere.
    Success,
    /// 在办
    Open,
}

const OUTCOME_WORDS: &[(OutcomeWord, &[&str])] = &[
    (
        OutcomeWord::Success,
        &[
            "成功",
            "调解成功",
            "已化解",
            "化解",
            "化解成功",
            "是",
            "1",
            "√",
            "✓",
            "达成协议",
            "已达成协议",
            "调处成功",
            "已化解成功",
            "已成功",
            "成功化解",
            "成功调解",
            "达成调解协议",
            "✔",
            "☑",
            "对",
            "y",
            "yes",
            "true",
            "success",
        ],
    ),
    (
        OutcomeWord::Closed(Outcome::Written),
        &["书面协议", "书面成功", "书面", "达成书面协议", "书面调解协议"],
    ),
    (OutcomeWord::Closed(Outcome::Oral), &["口头协议", "口头成功", "口头", "达成口头协议", "口头调解协议"]),
    (
        OutcomeWord::Closed(Outcome::Unsuccessful),
        &[
            "不成",
            "调解不成",
            "失败",
            "调解失败",
            "未化解",
            "否",
            "0",
            "×",
            "x",
            "✗",
            "✘",
            "☒",
            "错",
            "n",
            "no",
            "false",
            "未调解成功",
            "调解未成功",
            "未达成",
            "没有化解",
            "终止",
            "调解终止",
            "不成功",
            "未成功",
            "未达成协议",
            "调解不成功",
            "终止调解",
        ],
    ),
    (
        OutcomeWord::Open,
        &[
            "在办",
            "调解中",
            "进行中",
            "待化解",
            "办理中",
            "未结",
            "未办结",
            "化解中",
            "正在调解",
            "待办",
            "待调解",
            "调处中",
            "正在办理",
            "正在化解",
            "暂未化解",
            "-",
            "/",
            "无",
        ],
    ),
    (
        OutcomeWord::Closed(Outcome::Referred),
        &[
            "移送",
            "移送(引导)",
            "转办",
            "移交",
            "引导诉讼",
            "走司法程序",
            "引导",
            "已移送",
            "已转办",
            "已移交",
            "诉讼",
            "进入诉讼",
            "引导走司法程序",
            "走诉讼程序",
            "引导司法途径",
        ],
    ),
    (
        OutcomeWord::Closed(Outcome::Withdrawn),
        &[
            "撤回",
            "撤诉",
            "撤销",
            "当事人撤回",
            "撤回申请",
            "当事人拒绝",
            "拒绝",
            "拒绝调解",
            "当事人拒绝调解",
            "当事人拒绝或撤回",
            "当事人撤销",
            "申请人撤回",
            "已撤诉",
            "已撤回",
            "已撤销",
        ],
    ),
    (OutcomeWord::Closed(Outcome::Declined), &["不予受理", "不受理", "未受理"]),
];

/// A word as it is compared: half width, lower case, without white space.
pub(super) fn plain(words: &str) -> String {
    search_fold(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Reads a dispute type: a code, a label of the dictionary with or without 纠纷, else the words of `TYPE_WORDS`.
/// None where nothing fits, or where what fits says two things.
pub fn read_type(words: &str, directory: &Directory) -> Option<TypeCode> {
    let wanted = plain(words);
    let bare = wanted.strip_suffix("纠纷").unwrap_or(&wanted);
    let label = directory.types().iter().find(|label| {
        let (zh, short) = (plain(&label.zh), plain(&label.zh_short));
        let zh_bare = zh.strip_suffix("纠纷").unwrap_or(&zh);
        wanted == label.code || wanted == zh || bare == zh_bare || bare == short || wanted == plain(&label.en)
    });
    if let Some(label) = label {
        return label.code.parse().ok();
    }
    let found: Vec<(&str, &str)> =
        TYPE_WORDS.iter().filter(|(word, _)| wanted.contains(word)).copied().collect();
    // 交通事故损害赔偿: what was damaged by what says more than that it is to be paid for.
    let is_general = |word: &str| matches!(word, "赔偿" | "人身损害");
    let special = |code: &str| matches!(code, "13" | "12" | "10b" | "09");
    let said =
        found.iter().filter(|(word, _)| !(is_general(word) && found.iter().any(|(_, code)| special(code))));
    let mut codes = said.map(|(_, code)| *code);
    let first = codes.next()?;
    if codes.all(|code| code == first) { first.parse().ok() } else { None }
}

/// Reads a case source, and whether it says 诉前 (before a lawsuit was opened).
pub fn read_source(words: &str, directory: &Directory) -> Option<(SourceCode, bool)> {
    let wanted = plain(words);
    let is_called = |label: &&Label| {
        [&label.code, &label.zh, &label.zh_short, &label.en].iter().any(|name| plain(name) == wanted)
    };
    let pre_litigation = wanted.contains("诉前");
    if let Some(label) = directory.sources().iter().find(is_called) {
        return Some((label.code.parse().ok()?, pre_litigation));
    }
    let (_, code) = SOURCE_WORDS.iter().find(|(word, _)| wanted.contains(word))?;
    Some((code.parse().ok()?, pre_litigation))
}

/// Reads an outcome: a code, a label of the dictionary, or the words ledgers use.
pub fn read_outcome_word(words: &str, directory: &Directory) -> Option<OutcomeWord> {
    let wanted = plain(words);
    if let Some((word, _)) = OUTCOME_WORDS.iter().find(|(_, list)| list.contains(&wanted.as_str())) {
        return Some(*word);
    }
    let is_called = |outcome: Option<Outcome>| {
        directory.outcome_label(outcome).is_some_and(|label| names(label, &wanted))
    };
    if is_called(None) {
        return Some(OutcomeWord::Open);
    }
    Outcome::ALL.iter().copied().find(|outcome| is_called(Some(*outcome))).map(OutcomeWord::Closed)
}

/// As [`read_outcome_word`], for a cell that may say more in brackets: 调解成功（书面协议）. The other part of the result is
/// whether everything it says was understood.
pub(super) fn read_outcome(words: &str, directory: &Directory) -> Option<(OutcomeWord, bool)> {
    if let Some(word) = read_outcome_word(words, directory) {
        return Some((word, true));
    }
    let wanted = plain(words);
    let (before, inside) = wanted.split_once(['(', '[', '【', ',', '，', ';', '；', '/', '、'])?;
    let inside = inside.trim_end_matches([')', ']', '】']);
    match (read_outcome_word(before, directory)?, read_form(inside)) {
        (OutcomeWord::Success, Some(form)) => Some((OutcomeWord::Closed(form), is_form_word(inside))),
        // 成功，未履行 says more than the outcome; 移送，撤回 says two.
        (word, _) if read_outcome_word(inside, directory).is_none_or(|other| other == word) => {
            Some((word, read_outcome_word(inside, directory).is_some()))
        }
        _ => None,
    }
}

fn is_form_word(words: &str) -> bool {
    let bare = words.trim_start_matches("达成").trim_end_matches("协议").trim_end_matches("调解");
    matches!(bare, "书面" | "口头")
}

fn names(label: &Label, wanted: &str) -> bool {
    [&label.code, &label.zh, &label.zh_short, &label.en].iter().any(|name| plain(name) == wanted)
}

/// Whether an agreement is in writing: 书面, 口头.
pub fn read_form(words: &str) -> Option<Outcome> {
    let wanted = plain(words);
    match (wanted.contains("书面") || wanted == "written", wanted.contains("口头") || wanted == "oral") {
        (true, false) => Some(Outcome::Written),
        (false, true) => Some(Outcome::Oral),
        _ => None,
    }
}

/// One of the values of a small vocabulary, by its label or one of these words.
fn read_label<T: Copy>(
    words: &str,
    dictionary: &str,
    directory: &Directory,
    values: &[T],
    code: impl Fn(T) -> &'static str,
    more: &[(&str, T)],
) -> Option<T> {
    let wanted = plain(words);
    let by_label = values
        .iter()
        .copied()
        .find(|value| directory.label(dictionary, code(*value)).is_some_and(|label| names(label, &wanted)));
    by_label.or_else(|| more.iter().find(|(word, _)| *word == wanted).map(|(_, value)| *value))
}

/// Reads how far an agreement was performed: 已履行, 未到期.
pub fn read_performance(words: &str, directory: &Directory) -> Option<Performance> {
    use Performance::{Done, NotDone, NotDue, Partly, Repudiated};
    let more = [
        ("是", Done),
        ("√", Done),
        ("1", Done),
        ("已经履行", Done),
        ("已全部履行", Done),
        ("已履行完毕", Done),
        ("即时履行", Done),
        ("履行", Done),
        ("当场履行", Done),
        ("履行完毕", Done),
        ("全部履行", Done),
        ("否", NotDone),
        ("×", NotDone),
        ("0", NotDone),
        ("未履行完毕", Partly),
        ("不履行", NotDone),
        ("部分", Partly),
        ("部分履行", Partly),
        ("履行中", NotDue),
        ("未到履行期", NotDue),
        ("未到期", NotDue),
        ("尚未到期", NotDue),
        ("反悔", Repudiated),
        ("一方反悔", Repudiated),
    ];
    read_label(words, "performance", directory, Performance::ALL, Performance::code, &more)
}

pub(super) fn read_confirmation(words: &str, directory: &Directory) -> Option<Confirmation> {
    use Confirmation::{Applied, Confirmed, NotApplied};
    let more = [
        ("是", Confirmed),
        ("√", Confirmed),
        ("1", Confirmed),
        ("已司法确认", Confirmed),
        ("有", Confirmed),
        ("否", NotApplied),
        ("无", NotApplied),
        ("未确认", NotApplied),
        ("0", NotApplied),
        ("申请中", Applied),
    ];
    read_label(words, "confirmation", directory, Confirmation::ALL, Confirmation::code, &more)
}

/// Reads how hard a case is: 简易, 疑难复杂.
pub fn read_difficulty(words: &str, directory: &Directory) -> Option<Difficulty> {
    use Difficulty::{Hard, Major, Ordinary, Simple};
    let more = [("简单", Simple), ("普通", Ordinary), ("疑难", Hard), ("复杂", Hard), ("重大疑难", Major)];
    read_label(words, "difficulty", directory, Difficulty::ALL, Difficulty::code, &more)
}

/// Reads which level handles a case: 村级, 镇级, 区级.
pub fn read_level(words: &str, directory: &Directory) -> Option<Level> {
    use Level::{District, Township, Village};
    let more = [
        ("村(社区)", Village),
        ("村居", Village),
        ("社区", Village),
        ("乡", Township),
        ("乡镇", Township),
        ("乡级", Township),
        ("县", District),
        ("县级", District),
    ];
    read_label(words, "level", directory, Level::ALL, Level::code, &more)
}

/// The code of a kind of service; the words themselves where the dictionary has none.
pub(super) fn read_service_kind(words: &str, directory: &Directory) -> String {
    let wanted = plain(words);
    let known = directory.services().into_iter().find(|label| names(label, &wanted));
    known.map_or_else(|| words.trim().to_owned(), |label| label.code.clone())
}
