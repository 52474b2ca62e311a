//! The words of ledgers for types, sources and the other closed vocabularies; `outcomes` has those for outcomes.

use std::borrow::Cow;

use super::cells::BETWEEN;
use super::{has, plain};
use crate::domain::field::{Kind, Value};
use crate::domain::{CategoryList, Confirmation, Difficulty, Level, Performance, Risk, SourceCode, TypeCode};
use crate::store::{Directory, Label};

pub use super::outcomes::{OutcomeWord, read_form, read_outcome, read_outcome_word, ticked_outcome};

/// Words within the name of a type, and the code they stand for.
pub(super) const TYPE_WORDS: &[(&str, &str)] = &[
    ("01", "继承 赡养 抚养 夫妻 离婚 家庭 婚姻 婚恋"),
    ("02", "相邻 邻居 邻里"),
    ("03", "宅基地 建房 房屋"),
    ("04", "借贷 欠款 债务 合同"),
    ("05", "生产经营"),
    ("06", "打架 人身损害 赔偿"),
    ("07", "土地 林权 山林 边界 承包地"),
    ("08", "征迁 征地 拆迁"),
    ("09", "环境 污染"),
    ("10a", "工资 欠薪"),
    ("10b", "劳资 工伤"),
    ("11a", "旅游"),
    ("11b", "电子商务 网购"),
    ("13", "车祸 交通"),
    ("12", "医患 医疗"),
    ("14", "物业"),
];

/// Words within the name of a type that say a 综治类别 which no type of ours has, by the printed form's list.
const CATEGORY_WORDS: &[(&str, &str)] = &[
    ("p19_16", "承包 三资 农民负担"),
    ("p19_01", "民族 宗教"),
    ("p19_02", "军转 复员 退伍 退役"),
    ("p19_08", "改制"),
    ("p19_10", "司法活动 涉法涉诉"),
    ("p19_11", "行政执法"),
    ("p19_12", "学校 院校 校园"),
    ("p19_13", "海事 渔事"),
    ("p19_14", "干部作风"),
    ("p19_15", "村务"),
];

/// Words within the name of a source, and their codes; the first match counts, so the bodies are before the
/// bare 申请 and 主动.
const SOURCE_WORDS: &[(&str, &str)] = &[
    ("court", "法院 诉前"),
    ("procuratorate", "检察"),
    ("police", "公安 派出所 110"),
    ("petition", "信访"),
    ("centre", "综治"),
    ("hotline", "12345 热线"),
    ("superior", "交办"),
    ("village", "村级 村委 网格"),
    ("union", "工会"),
    ("labour", "人社 劳动监察"),
    ("insurance", "医保"),
    ("women", "妇联"),
    ("other", "其他部门"),
    ("active", "主动 排查"),
    ("apply", "申请"),
];

/// Reads a dispute type: a code, a label of the dictionary with or without 纠纷, else the words of
/// `TYPE_WORDS`. None where nothing matches, or where the matches disagree.
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
    let known = TYPE_WORDS.iter().flat_map(|(code, words)| words.split(' ').map(|word| (word, *code)));
    let found: Vec<(&str, &str)> = known.filter(|(word, _)| wanted.contains(word)).collect();
    // 交通事故损害赔偿: the cause says more than that damages are to be paid.
    let is_general = |word: &str| matches!(word, "赔偿" | "人身损害");
    let special = |code: &str| matches!(code, "13" | "12" | "10b" | "09");
    let said =
        found.iter().filter(|(word, _)| !(is_general(word) && found.iter().any(|(_, code)| special(code))));
    let mut codes = said.map(|(_, code)| *code);
    let first = codes.next()?;
    if codes.all(|code| code == first) { first.parse().ok() } else { None }
}

/// Reads a case source, and whether it includes 诉前 (before a lawsuit was opened).
pub fn read_source(words: &str, directory: &Directory) -> Option<(SourceCode, bool)> {
    let wanted = plain(words);
    let label =
        directory.sources().iter().find(|label| names(label, &wanted)).map(|label| label.code.as_str());
    let says = |words: &str| words.split(' ').any(|word| wanted.contains(word));
    let by_words = || SOURCE_WORDS.iter().find(|(_, words)| says(words)).map(|(code, _)| *code);
    Some((label.or_else(by_words)?.parse().ok()?, wanted.contains("诉前")))
}

pub(super) fn names(label: &Label, wanted: &str) -> bool {
    [&label.code, &label.zh, &label.zh_short, &label.en].iter().any(|name| plain(name) == wanted)
}

/// The 综治类别 that the name of a type says; none where it follows from the type.
pub fn read_category(words: &str) -> Option<&'static str> {
    let wanted = plain(words);
    let says = |known: &&str| known.split(' ').any(|word| wanted.contains(word));
    CATEGORY_WORDS.iter().find(|(_, known)| says(known)).map(|(code, _)| *code)
}

/// The value of a field from a cell with its code or label, or with several of them.
pub fn read_codes(words: &str, kind: Kind, directory: &Directory) -> Option<Value> {
    match kind {
        Kind::Flag if has(YES, &plain(words)) => Some(Value::Flag(true)),
        Kind::Flag if has(NO, &plain(words)) => Some(Value::Flag(false)),
        Kind::Code(dictionary, codes) => {
            read_code(words, dictionary, codes, directory).map(|code| Value::Code(code.into()))
        }
        Kind::Codes(dictionary, codes) => {
            let one = |words| read_code(words, dictionary, codes, directory).map(Cow::from);
            words
                .split(BETWEEN)
                .filter(|part| !part.trim().is_empty())
                .map(one)
                .collect::<Option<_>>()
                .map(Value::Codes)
        }
        Kind::Governance => {
            let wanted = plain(words);
            // The list that the file counts by first: several lists have a category of the same name.
            let others = CategoryList::ALL.iter().flat_map(|list| directory.all_labels(list.dictionary()));
            let all = directory.category_labels().into_iter().chain(others);
            let label = all.into_iter().find(|label| names(label, &wanted));
            label.map(|label| Value::Code(label.code.clone().into()))
        }
        _ => None,
    }
}

/// Yes and no, as words, marks, digits and the values of check boxes.
const YES: &str = "是 √ ✓ ✔ ☑ 对 有 已 1 1.0 y yes true";
const NO: &str = "否 × x ✗ ✘ ☒ ☐ □ 错 无 没有 未 0 0.0 n no false";

/// Whether a cell answers yes or no; none where it says something else.
pub fn read_answer(words: &str) -> Option<bool> {
    let wanted = plain(words);
    if has(YES, &wanted) { Some(true) } else { has(NO, &wanted).then_some(false) }
}

/// The vocabularies in which a column may answer yes or no.
const YES_OR_NO: &[(&str, &str, &str)] = &[
    ("performance", Performance::Done.code(), Performance::NotDone.code()),
    ("confirmation", Confirmation::Confirmed.code(), Confirmation::NotApplied.code()),
];

/// Other words of the small vocabularies than their labels.
const OTHER_WORDS: &[(&str, &str, &str)] = &[
    (
        "performance",
        Performance::Done.code(),
        "已经履行 已全部履行 已履行完毕 即时履行 履行 当场履行 履行完毕 全部履行",
    ),
    ("performance", Performance::NotDone.code(), "不履行"),
    ("performance", Performance::Partly.code(), "未履行完毕 部分 部分履行"),
    ("performance", Performance::NotDue.code(), "履行中 未到履行期 未到期 尚未到期"),
    ("performance", Performance::Repudiated.code(), "反悔 一方反悔"),
    ("confirmation", Confirmation::Confirmed.code(), "已司法确认"),
    ("confirmation", Confirmation::NotApplied.code(), "未确认 未申请"),
    ("confirmation", Confirmation::Applied.code(), "申请中"),
    ("difficulty", Difficulty::Simple.code(), "简单"),
    ("difficulty", Difficulty::Ordinary.code(), "普通"),
    ("difficulty", Difficulty::Hard.code(), "疑难 复杂"),
    ("difficulty", Difficulty::Major.code(), "重大疑难"),
    ("risk", Risk::Red.code(), "高 高风险 红色"),
    ("risk", Risk::Yellow.code(), "中 中风险 黄色"),
    ("risk", Risk::Green.code(), "低 低风险 绿色"),
    ("level", Level::Village.code(), "村(社区) 村居 社区"),
    ("level", Level::Township.code(), "乡 乡镇 乡级"),
    ("level", Level::District.code(), "县 县级"),
];

/// One of the codes of a small vocabulary.
fn read_code(
    words: &str,
    dictionary: &str,
    codes: &[&'static str],
    directory: &Directory,
) -> Option<&'static str> {
    let wanted = plain(words);
    let called = |code: &str| directory.label(dictionary, code).is_some_and(|label| names(label, &wanted));
    let by_label = codes.iter().copied().find(|code| called(code));
    let other = |(of, _, list): &&(&str, &str, &str)| *of == dictionary && has(list, &wanted);
    let answer = || {
        let (_, yes, no) = YES_OR_NO.iter().find(|(of, ..)| *of == dictionary)?;
        if has(YES, &wanted) { Some(*yes) } else { has(NO, &wanted).then_some(*no) }
    };
    by_label.or_else(|| OTHER_WORDS.iter().find(other).map(|(_, code, _)| *code)).or_else(answer)
}

/// Reads how hard a case is: 简易, 疑难复杂.
pub fn read_difficulty(words: &str, directory: &Directory) -> Option<Difficulty> {
    read_code(words, "difficulty", Difficulty::CODES, directory).and_then(Difficulty::from_code)
}

/// Reads how far an agreement was performed: 已履行, 未到期.
pub fn read_performance(words: &str, directory: &Directory) -> Option<Performance> {
    read_code(words, "performance", Performance::CODES, directory).and_then(Performance::from_code)
}

/// Reads which level handles a case: 村级, 镇级, 区级.
pub fn read_level(words: &str, directory: &Directory) -> Option<Level> {
    read_code(words, "level", Level::CODES, directory).and_then(Level::from_code)
}

/// The code of a kind of service; the words themselves where the dictionary has none.
pub fn read_service_kind(words: &str, directory: &Directory) -> String {
    let wanted = plain(words);
    let known = directory.services().into_iter().find(|label| names(label, &wanted));
    known.map_or_else(|| words.trim().to_owned(), |label| label.code.clone())
}
