//! What the words of a ledger say of the outcome: by cells known whole, else by what their clauses name, deny and doubt.

use super::codes::names;
use super::{has, plain, simplified_char};
use crate::domain::Outcome;
use crate::store::Directory;

/// The meaning of a cell about the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutcomeWord {
    /// Closed with that outcome.
    Closed(Outcome),
    /// Successful; the form is given elsewhere.
    Success,
    /// 在办
    Open,
}

impl OutcomeWord {
    /// Whether it is a success.
    pub fn is_settled(self) -> bool {
        match self {
            Self::Success => true,
            Self::Closed(outcome) => outcome.is_success(),
            Self::Open => false,
        }
    }

    /// Whether both can be true of one case: 成功 and 书面协议.
    pub fn agrees(self, other: Self) -> bool {
        let is_success = |word| matches!(word, Self::Closed(outcome) if outcome.is_success());
        self == other
            || (self == Self::Success && is_success(other))
            || (other == Self::Success && is_success(self))
    }
}

const OUTCOME_WORDS: &[(OutcomeWord, &str)] = &[
    (
        OutcomeWord::Success,
        "成功 调解成功 已化解 化解 化解成功 是 1 √ ✓ 达成协议 已达成协议 调处成功 已化解成功 已成功 \
         成功化解 成功调解 达成调解协议 ✔ ☑ 对 1.0 y yes true success",
    ),
    (OutcomeWord::Closed(Outcome::Written), "书面协议 书面成功 书面 达成书面协议 书面调解协议"),
    (OutcomeWord::Closed(Outcome::Oral), "口头协议 口头成功 口头 达成口头协议 口头调解协议"),
    (
        OutcomeWord::Closed(Outcome::Unsuccessful),
        "不成 调解不成 失败 调解失败 未化解 否 0 0.0 × x ✗ ✘ ☒ 错 n no false failed 未调解成功 调解未成功 未达成 \
         没有化解 终止 调解终止 不成功 未成功 未达成协议 调解不成功 终止调解",
    ),
    (
        OutcomeWord::Open,
        "在办 调解中 进行中 待化解 办理中 未结 未办结 化解中 正在调解 待办 待调解 调处中 正在办理 \
         正在化解 暂未化解 - / 无",
    ),
    (
        OutcomeWord::Closed(Outcome::Referred),
        "移送 移送(引导) 转办 移交 引导诉讼 走司法程序 引导 已移送 已转办 已移交 诉讼 进入诉讼 \
         引导走司法程序 走诉讼程序 引导司法途径",
    ),
    (
        OutcomeWord::Closed(Outcome::Withdrawn),
        "撤回 撤诉 撤销 当事人撤回 撤回申请 当事人拒绝 拒绝 拒绝调解 当事人拒绝调解 当事人拒绝或撤回 \
         当事人撤销 申请人撤回 自行和解撤回 自行和解撤诉 和解撤诉 已撤诉 已撤回 已撤销",
    ),
    (OutcomeWord::Closed(Outcome::Declined), "不予受理 不受理 未受理"),
];

/// Reads an outcome: a code, a label of the dictionary, or the words ledgers use.
pub fn read_outcome_word(words: &str, directory: &Directory) -> Option<OutcomeWord> {
    let wanted = plain(words);
    if let Some((word, _)) = OUTCOME_WORDS.iter().find(|(_, list)| has(list, &wanted)) {
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

/// As [`read_outcome_word`], for a cell with more in brackets or in other words: 调解成功（书面协议）, 已移交派出所. The
/// second value is whether all of it was understood.
pub fn read_outcome(words: &str, directory: &Directory) -> Option<(OutcomeWord, bool)> {
    let wanted: String = plain(words).chars().map(simplified_char).collect();
    let wanted = wanted.trim_matches(['“', '”', '"', '\'', '‘', '’', '。', '.', '!', '！', '「', '」']);
    if let Some(word) = read_outcome_word(wanted, directory) {
        return Some((word, true));
    }
    if is_in_doubt(wanted) {
        return None;
    }
    let by_parts = || {
        let (before, inside) = wanted.split_once(['(', '[', '【', ',', '，', ';', '；', '/', '、'])?;
        let inside = inside.trim_end_matches([')', ']', '】']);
        match (read_outcome_word(before, directory)?, read_form(inside)) {
            (OutcomeWord::Success, Some(form)) => Some((OutcomeWord::Closed(form), is_form_word(inside))),
            // 成功，未履行 has more than the outcome; 移送，撤回 has two.
            (word, _) if read_outcome_word(inside, directory).is_none_or(|other| other == word) => {
                // 成功，双方未达成一致 says two things.
                let rest = clauses(inside);
                let contradicts = match word.is_settled() {
                    true => said_within(&rest).iter().any(|one| !one.word.is_settled()),
                    false => !is_all_denied(&rest),
                };
                (!contradicts).then_some((word, read_outcome_word(inside, directory).is_some()))
            }
            _ => None,
        }
    };
    by_parts().or_else(|| by_meaning(wanted).map(|word| (word, false)))
}

/// What makes of a success a hope, a plan, a question or a part: 力争成功, 成功率100%.
const DOUBTS: &str = "即将 将 争取 力争 力促 望 希 盼 想 能否 可否 是否 与否 待定 未定 不确定 未确定 未知 待确认 待核实 存疑 拟 预计 预期 \
                      估计 计划 准备 打算 目标 可能 或许 也许 大概 初步 意向 有意 应该 应当 如果 假如 若 要求 需要 尽快 尽力 努力 促成 \
                      几乎 接近 差点 险些 临近 部分 基本 大部 大体 率 % ‰ ? 吗 九成 八成 七成 六成 五成 一半 过半 不同意达成 \
                      不同意和解 不同意签 不愿达成 不愿意达成 不愿和解 不愿签 愿意达成 愿意和解 不肯 不想 并非 绝非 假 未曾";

/// What takes a success back: 达成协议后反悔.
const UNDONE: &str = "反悔 翻悔 反弹 复发 推翻 毁约 违约 作废 失效 协议无效 再起 再次发生 又";

/// Whether the words of an outcome are in doubt, so that a person has to read them. What is said of what follows an
/// agreement, 预计下月履行, is no doubt of the agreement itself.
fn is_in_doubt(text: &str) -> bool {
    let undone = has_any(text, UNDONE) || (text.contains("协议") && text.contains('撤'));
    undone || clauses(text).iter().any(|clause| has_any(clause, DOUBTS))
}

fn has_any(text: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| text.contains(word))
}

/// The clauses of a text that are about the outcome itself.
fn clauses(text: &str) -> Vec<&str> {
    let all = text.split(OUTCOME_MARKS);
    all.filter(|clause| !clause.is_empty() && !has_any(clause, AFTERWARDS)).collect()
}

/// A longer text is an account of what happened: whose words decide would be a guess.
const LONGEST_OUTCOME: usize = 20;

/// What words within a text come to.
struct Meaning {
    word: OutcomeWord,
    /// Whether they deny a success that is named behind them: 未 of 未达成协议.
    denies: bool,
    words: &'static str,
}

/// The meanings in the order in which they decide.
#[rustfmt::skip]
const MEANINGS: &[Meaning] = &[
    Meaning { word: OutcomeWord::Closed(Outcome::Declined), denies: true,
        words: "不予受理 不受理 未受理 不属于受理 不符合受理 不在受理" },
    Meaning { word: OutcomeWord::Open, denies: true,
        words: "暂未 尚未 还未 仍未 暂时未 暂时没 还没 待化解 待调解 待处理 有待 正在调解 正在化解 等待 未处理 未调解 未办结 未结" },
    Meaning { word: OutcomeWord::Open, denies: false,
        words: "正在 在办 在调 继续 持续 跟进 调解中 调处中 处理中 办理中 化解中 进行中 协商中 调查中 核实中 走访中 稳控 已受理 \
                已登记 新登记 待受理 待分派 已分派 待指派 已派单 中止 暂停 挂起 搁置" },
    Meaning { word: OutcomeWord::Closed(Outcome::Withdrawn), denies: true,
        words: "撤回 撤诉 撤销 拒绝 不同意调解 不愿调解 不愿意调解 不接受调解 不配合调解 放弃调解" },
    Meaning { word: OutcomeWord::Closed(Outcome::Unsuccessful), denies: true,
        words: "不成 未成 失败 未达成 未化解 未解决 未能 没有化解 没有达成 没有成功 没有解决 没成 没达成 没解决 没化解 不能达成 \
                不能成功 不能化解 达不成 难以达成 难以化解 无法化解 无法达成 无法调解 无法解决 调解不了 化解不了 调解无效 调处无效 \
                没调成 没谈成 没谈拢 谈不拢 谈不成 谈崩 未调成 未谈成 未和解 未果 无果 破裂 终止" },
    Meaning { word: OutcomeWord::Closed(Outcome::Referred), denies: false,
        words: "移送 移交 转办 转交 转法院 转派出所 转公安 转司法所 转至 转由 引导诉讼 引导仲裁 走司法 走诉讼 走法律 司法途径 \
                诉讼途径 法律途径 法律程序 诉讼程序 起诉 仲裁 行政裁决 法院受理 法院立案" },
    Meaning { word: OutcomeWord::Closed(Outcome::Written), denies: false,
        words: "签订协议 签订调解 签订人民调解 签订了 签署协议 签署调解 签协议 签了协议 签了调解 协议已签 协议签订 协议书 书面" },
    Meaning { word: OutcomeWord::Closed(Outcome::Oral), denies: false, words: "口头" },
    Meaning { word: OutcomeWord::Success, denies: false,
        words: "成功 已化解 化解完毕 圆满化解 妥善化解 顺利化解 当场化解 现场化解 及时化解 已解决 解决了 圆满解决 妥善解决 达成 和解 \
                和好 握手言和 重归于好 调解好 调好 调成 谈妥 谈成 协商一致 意见一致" },
];

/// Agreements that are said not to be in writing, or not yet.
const UNSIGNED: &str = "未签 没签 没有签 不签 拟签 待签 准备签 未形成书面 未制作 无书面 没有书面";

/// What follows an outcome and says nothing of it: 成功，正在履行中.
const AFTERWARDS: &str = "履行 兑现 赔付 支付 付清 回访 归档 立卷 司法确认 备案";

/// What the clauses say, in the order in which it decides.
fn said_within(clauses: &[&str]) -> Vec<&'static Meaning> {
    let text = clauses.join("，");
    let unsigned = has_any(&text, UNSIGNED);
    let written = OutcomeWord::Closed(Outcome::Written);
    let said = |meaning: &&Meaning| has_any(&text, meaning.words) && !(unsigned && meaning.word == written);
    MEANINGS.iter().filter(said).collect()
}

/// Words between a denial and a success by which the success is another: 第一次未成功，第二次调解成功.
const TURNS: &str = "第 次 再 后 经 最终 终于 但 现";

/// Where the settled words of a clause begin.
fn settled_at(clause: &str) -> Vec<usize> {
    let words =
        MEANINGS.iter().filter(|one| one.word.is_settled()).flat_map(|one| one.words.split_whitespace());
    words.flat_map(|word| clause.match_indices(word).map(|(at, _)| at)).collect()
}

/// Whether every success that the clauses name is denied by a word before it in its own clause.
fn is_all_denied(clauses: &[&str]) -> bool {
    let denials = || MEANINGS.iter().filter(|one| one.denies).flat_map(|one| one.words.split_whitespace());
    clauses.iter().all(|clause| {
        let denied_at: Vec<usize> =
            denials().flat_map(|word| clause.match_indices(word).map(|(at, _)| at)).collect();
        settled_at(clause).iter().all(|at| {
            let between = |from: usize| clause.get(from..*at).unwrap_or_default();
            denied_at.iter().any(|from| from <= at && !has_any(between(*from), TURNS))
        })
    })
}

/// Whether a clause with a success has a denial that is none of the known ones: 和解不了.
fn is_denied_otherwise(clauses: &[&str]) -> bool {
    const NOT: [char; 6] = ['未', '没', '不', '无', '难', '拒'];
    clauses.iter().any(|clause| {
        let mut signed = (*clause).to_owned();
        for word in UNSIGNED.split_whitespace() {
            signed = signed.replace(word, "");
        }
        !settled_at(clause).is_empty() && signed.contains(NOT)
    })
}

fn by_meaning(text: &str) -> Option<OutcomeWord> {
    let clauses = clauses(text);
    if clauses.iter().map(|clause| clause.chars().count() + 1).sum::<usize>() > LONGEST_OUTCOME + 1 {
        return None;
    }
    let said = said_within(&clauses);
    let failed = OutcomeWord::Closed(Outcome::Unsuccessful);
    let mut unsettled: Vec<&Meaning> = said.iter().filter(|one| !one.word.is_settled()).copied().collect();
    unsettled.dedup_by_key(|meaning| meaning.word);
    match (unsettled.as_slice(), said.iter().find(|one| one.word.is_settled())) {
        ([], found) if !is_denied_otherwise(&clauses) => found.map(|meaning| meaning.word),
        ([one], None) => Some(one.word),
        // 未达成协议: what is denied stands before what would be said.
        ([one], Some(_)) if one.denies && is_all_denied(&clauses) => Some(one.word),
        // 尚未化解
        ([one, other], _)
            if one.word == OutcomeWord::Open
                && one.denies
                && other.word == failed
                && is_all_denied(&clauses) =>
        {
            Some(one.word)
        }
        // 调解不成，引导诉讼: where they were guided is no second outcome.
        ([one, other], _)
            if one.word == failed
                && other.word == OutcomeWord::Closed(Outcome::Referred)
                && is_all_denied(&clauses) =>
        {
            Some(failed)
        }
        _ => None,
    }
}

/// What separates the clauses of a text about an outcome.
const OUTCOME_MARKS: [char; 17] =
    ['(', ')', '[', ']', '【', '】', ',', '，', ';', '；', '/', '、', '。', ' ', '但', '并', '且'];

fn is_form_word(words: &str) -> bool {
    let bare = words.trim_start_matches("达成").trim_end_matches("协议").trim_end_matches("调解");
    matches!(bare, "书面" | "口头")
}

/// The outcome that the header of a column to be ticked names: 调解成功, 是否书面协议.
pub fn ticked_outcome(header: &str, directory: &Directory) -> Option<OutcomeWord> {
    const ABOVE: [&str; 9] = [
        "调解结果",
        "调处结果",
        "化解结果",
        "处理结果",
        "调解情况",
        "化解情况",
        "结案方式",
        "协议形式",
        "结果",
    ];
    let words: String = plain(header).chars().map(simplified_char).collect();
    let below = ABOVE.iter().find_map(|above| words.strip_prefix(above)).unwrap_or(&words);
    let bare = below.strip_prefix("是否").unwrap_or(below).trim_matches(['-', '—', '(', ')', ':']);
    let form = || match bare.trim_start_matches("达成").trim_start_matches("签订") {
        "书面协议" | "书面调解协议" => Some(OutcomeWord::Closed(Outcome::Written)),
        _ => None,
    };
    if bare.is_ascii() || bare.chars().nth(1).is_none() {
        return None;
    }
    read_outcome_word(bare, directory).or_else(form)
}

/// Whether an agreement is in writing: 书面, 口头.
pub fn read_form(words: &str) -> Option<Outcome> {
    let wanted: String = plain(words).chars().map(simplified_char).collect();
    let unsigned = has_any(&wanted, UNSIGNED);
    match (
        wanted.contains("书面") && !unsigned || wanted == "written",
        wanted.contains("口头") || wanted == "oral",
    ) {
        (true, false) => Some(Outcome::Written),
        (false, true) => Some(Outcome::Oral),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::vocabulary::codes::read_category;

    /// Each line: what all the cells before the arrow, separated by bars, say.
    const OUTCOMES: &str = include_str!("outcomes.txt");

    /// Catches: a denial taken for what it denies, 成功 lost behind a full stop or a second clause, a form of agreement that
    /// was not signed, an outcome where the words name two or none.
    #[test]
    fn outcomes_by_their_meaning() {
        let directory = Directory::default();
        let (mut count, mut wrong) = (0, Vec::new());
        for line in OUTCOMES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (cells, wanted) = line.split_once(" => ").unwrap();
            for cell in cells.split('|') {
                count += 1;
                let said = match read_outcome(cell, &directory).map(|(word, _)| word) {
                    None => "不明",
                    Some(OutcomeWord::Open) => "在办",
                    Some(OutcomeWord::Success) => "成功",
                    Some(OutcomeWord::Closed(Outcome::Written)) => "书面",
                    Some(OutcomeWord::Closed(Outcome::Oral)) => "口头",
                    Some(OutcomeWord::Closed(Outcome::Unsuccessful)) => "不成",
                    Some(OutcomeWord::Closed(Outcome::Withdrawn)) => "撤回",
                    Some(OutcomeWord::Closed(Outcome::Referred)) => "移送",
                    Some(OutcomeWord::Closed(Outcome::Declined)) => "不予受理",
                };
                if said != wanted {
                    wrong.push(format!("{cell}: {said} instead of {wanted}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(count >= 240, "{count}");
    }

    /// Catches: contract land counted with boundaries and rights, an ordinary type given a category of its own.
    #[test]
    fn a_category_is_read_where_no_type_says_it() {
        for (words, category) in [
            ("农村土地承包纠纷", Some("p19_16")),
            ("承包地", Some("p19_16")),
            ("企业改制", Some("p19_08")),
            ("村务管理", Some("p19_15")),
            ("山林土地纠纷", None),
            ("邻里纠纷", None),
            ("其他", None),
        ] {
            assert_eq!(read_category(words), category, "{words}");
        }
    }
}
