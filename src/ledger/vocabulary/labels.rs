//! The words before a name that say which side it is on: 申请人：, 原告, 男方：.

use std::sync::LazyLock;

use super::simplified_char;
use crate::domain::Side;
use crate::domain::char_set::CharSet;
use crate::domain::fold::{half_width_char, is_chinese};

/// What a label says of whoever follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// The side, whatever the column says.
    Side(Side),
    /// The side, where the column leaves it open: 债权人.
    Role(Side),
    /// One of two of whom the first named is the applicant: 男方, 女方.
    Turn(Side),
    /// Only that a name follows: 姓名.
    Name,
}

use Means::{Name, Role, Turn};
const A: Side = Side::Applicant;
const R: Side = Side::Respondent;

/// The labels that need no colon; the longest that fits is taken.
const LABELS: [(&str, Means); 25] = [
    ("被申请执行人", Means::Side(R)),
    ("被申请人", Means::Side(R)),
    ("被申请方", Means::Side(R)),
    ("被上诉人", Means::Side(R)),
    ("被告人", Means::Side(R)),
    ("被告方", Means::Side(R)),
    ("被告", Means::Side(R)),
    ("对方当事人", Means::Side(R)),
    ("对方", Means::Side(R)),
    ("乙方", Means::Side(R)),
    ("申请执行人", Means::Side(A)),
    ("申请人", Means::Side(A)),
    ("申请方", Means::Side(A)),
    ("上诉人", Means::Side(A)),
    ("原告人", Means::Side(A)),
    ("原告方", Means::Side(A)),
    ("原告", Means::Side(A)),
    ("甲方", Means::Side(A)),
    ("第三人", Means::Side(Side::Third)),
    ("第三方", Means::Side(Side::Third)),
    ("丙方", Means::Side(Side::Third)),
    ("双方当事人", Name),
    ("当事人", Name),
    ("姓名", Name),
    ("名称", Name),
];

/// The labels that are labels only before a colon.
const WITH_COLON: [(&str, Means); 47] = [
    ("甲", Means::Side(A)),
    ("乙", Means::Side(R)),
    ("丙", Means::Side(Side::Third)),
    ("被投诉单位", Role(R)),
    ("被投诉人", Role(R)),
    ("投诉人", Role(A)),
    ("被举报人", Role(R)),
    ("举报人", Role(A)),
    ("被反映人", Role(R)),
    ("反映人", Role(A)),
    ("信访人", Role(A)),
    ("上访人", Role(A)),
    ("来访人", Role(A)),
    ("求助人", Role(A)),
    ("报警人", Role(A)),
    ("被申诉人", Role(R)),
    ("申诉人", Role(A)),
    ("债权人", Role(A)),
    ("债务人", Role(R)),
    ("出借人", Role(A)),
    ("借款人", Role(R)),
    ("受害人", Role(A)),
    ("侵害人", Role(R)),
    ("侵权人", Role(R)),
    ("加害人", Role(R)),
    ("伤者", Role(A)),
    ("患者", Role(A)),
    ("患方", Role(A)),
    ("医方", Role(R)),
    ("劳动者", Role(A)),
    ("用人单位", Role(R)),
    ("用工单位", Role(R)),
    ("消费者", Role(A)),
    ("经营者", Role(R)),
    ("商家", Role(R)),
    ("另一方", Turn(R)),
    ("一方", Turn(A)),
    ("男方", Turn(A)),
    ("女方", Turn(R)),
    ("丈夫", Turn(A)),
    ("妻子", Turn(R)),
    ("卖方", Turn(A)),
    ("买方", Turn(R)),
    ("出租方", Turn(A)),
    ("承租方", Turn(R)),
    ("发包方", Turn(A)),
    ("承包方", Turn(R)),
];

/// How these begin.
static BEGINNINGS: LazyLock<CharSet> =
    LazyLock::new(|| LABELS.iter().chain(&WITH_COLON).filter_map(|(word, _)| word.chars().next()).collect());

/// The text behind a word with which it begins; 申 请 人 is 申请人.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    let mut is_first = true;
    for wanted in word.chars() {
        let mut next = chars.next()?;
        while !is_first && matches!(next, ' ' | '\u{3000}' | '\t') {
            next = chars.next()?;
        }
        is_first = false;
        if simplified_char(next) != wanted {
            return None;
        }
    }
    Some(chars.as_str())
}

/// The label that a text begins with, whether or not a colon follows, and the text behind it.
fn known(text: &str) -> Option<(Means, &str)> {
    let first = simplified_char(text.chars().next()?);
    if !BEGINNINGS.has(first) {
        return None;
    }
    let find = |table: &[(&'static str, Means)]| {
        table.iter().find_map(|(word, means)| {
            word.starts_with(first).then(|| behind(text, word)).flatten().map(|rest| (*means, rest))
        })
    };
    let with_colon = || {
        find(&WITH_COLON)
            .filter(|(_, rest)| after_colon(without_number(rest)).is_some_and(|_| !rest.starts_with('为')))
    };
    find(&LABELS).or_else(with_colon)
}

fn without_number(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| half_width_char(c).is_ascii_digit() || "一二三四五".contains(c))
}

fn after_colon(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(['：', ':', '为'])
}

/// What the words begin with, and what follows: 甲方：张三. A label without a colon needs a name behind it.
pub(super) fn label(text: &str) -> (Option<Means>, &str) {
    let text = text.trim();
    let (opened, inner) = match text.strip_prefix(['（', '(', '【', '[']) {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let Some((means, mut rest)) = known(inner) else { return (None, text) };
    if opened {
        let Some(behind) = rest.strip_prefix(['）', ')', '】', ']']) else { return (None, text) };
        rest = behind;
    }
    if let Some(behind) = after_colon(without_number(rest)) {
        return (Some(means), behind);
    }
    // 甲方代表：张三
    let through = ["代表人", "代表", "负责人"].iter().find_map(|word| after_colon(rest.strip_prefix(word)?));
    if let Some(behind) = through {
        return (Some(means), behind);
    }
    if let Some((_, behind)) = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']))
        && let Some(behind) = after_colon(behind)
    {
        return (Some(means), behind);
    }
    // 原告张三, but not 甲方 as the name of somebody who is not to be named.
    let name = rest.trim();
    match means {
        Name if rest.starts_with(char::is_whitespace) => (Some(Name), name),
        Name => (None, text),
        _ if rest.is_empty() => (Some(means), ""),
        _ if name.chars().next().is_some_and(is_chinese) && name.chars().nth(1).is_some() => {
            (Some(means), name)
        }
        _ => (None, text),
    }
}

/// Whether a label with its colon, or one behind white space, begins there.
pub(super) fn begins(chars: &[char], at: usize) -> bool {
    if at == 0 || !is_chinese(chars[at]) || !BEGINNINGS.has(simplified_char(chars[at])) {
        return false;
    }
    let rest: String = chars[at..].iter().take(16).collect();
    let Some((means, behind)) = known(&rest) else { return false };
    // 被申请人 is no 申请人.
    let before = chars[..at].iter().rev().find(|c| !c.is_whitespace()).copied().unwrap_or_default();
    let is_single = after_colon(&rest[chars[at].len_utf8()..]).is_some();
    let is_within = matches!(before, '被' | '另')
        || (means == Name && before == '方')
        // 张甲：13800001111
        || (is_single && is_chinese(chars[at - 1]) && chars.first() != Some(&'甲'));
    let is_label = after_colon(without_number(behind)).is_some() && !behind.starts_with('为');
    !is_within && (is_label || chars[at - 1].is_whitespace())
}
