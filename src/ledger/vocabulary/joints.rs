//! The words between two names: 与, 诉, 和, vs and dashes.

use std::sync::LazyLock;

use super::called::{is_body, is_name};
use super::people::Doubt;
use super::simplified_char;
use crate::domain::char_set::CharSet;
use crate::domain::fold::clean_name;
use crate::domain::surname::is_surname;

/// The words and what kind they are; the smaller kind separates the sides before the others do.
const WORDS: [(&str, u8); 27] = [
    ("起诉", 0),
    ("状告", 0),
    ("控告", 0),
    ("诉", 0),
    ("告", 0),
    ("对", 0),
    ("pk", 0),
    ("v.s.", 0),
    ("vs.", 0),
    ("vs", 0),
    ("——", 1),
    ("──", 1),
    ("--", 1),
    ("—", 1),
    ("─", 1),
    ("–", 1),
    ("-", 1),
    ("~", 1),
    ("→", 1),
    ("&", 1),
    ("+", 1),
    ("与", 2),
    ("同", 3),
    ("跟", 3),
    ("以及", 4),
    ("及", 4),
    ("和", 5),
];
/// The first kind of a word that is in many names.
const WEAK: u8 = 3;

/// Words that are in too many others to stand between anything but two whole names: 广告, 对面.
const CAREFUL: [&str; 3] = ["告", "对", "pk"];

/// With these behind it, a word is rather a part of an organisation's name: 和谐, 同心.
const WITHIN: [(&str, &str); 4] = [
    ("与", "众时"),
    ("诉", "讼前求"),
    ("和", "谐平美睦顺兴合信气善泰盛悦园润煦硕庆丰源瑞祥益康安畅达众"),
    ("同", "心德济仁创兴乐福泰升盛源"),
];

/// The most words of which each is judged by what stands on both of its sides.
const MOST: usize = 6;

/// The characters of these words, and those with which they begin.
static WITHIN_WORDS: LazyLock<CharSet> =
    LazyLock::new(|| WORDS.iter().flat_map(|(word, _)| word.chars()).collect());
static BEGINNINGS: LazyLock<CharSet> =
    LazyLock::new(|| WORDS.iter().filter_map(|(word, _)| word.chars().next()).collect());

/// Whether a character is in a word that may stand between names.
pub(super) fn is_of_a_word(c: char) -> bool {
    WITHIN_WORDS.has(simplified_char(c))
}

fn count_words(folded: &[char]) -> usize {
    folded.iter().filter(|c| BEGINNINGS.has(**c)).count()
}

/// A word between two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint {
    pub at: usize,
    pub length: usize,
    kind: u8,
    is_sure: bool,
}

/// The words of a text that may stand between names.
pub(super) struct Joints {
    chars: Vec<char>,
    all: Vec<Joint>,
}

impl Joints {
    pub(super) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let folded: Vec<char> = chars.iter().map(|c| simplified_char(*c)).collect();
        let (mut all, mut depth, mut at) = (Vec::new(), 0_u32, 0);
        // More words than a list of names has: a sentence, which names nobody surely.
        if count_words(&folded) > MOST {
            return Self { chars, all };
        }
        while at < folded.len() {
            match folded[at] {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let fits =
                |word: &str| folded[at..].iter().copied().zip(word.chars()).filter(|(a, b)| a == b).count();
            let may_begin = depth == 0 && BEGINNINGS.has(folded[at]);
            let word = WORDS.iter().find(|(word, _)| may_begin && fits(word) == word.chars().count());
            let Some((word, kind)) = word else {
                at += 1;
                continue;
            };
            let length = word.chars().count();
            let half = |part: &[char]| part.iter().collect::<String>();
            let (left, right) = (half(&chars[..at]), half(&chars[at + length..]));
            if let Some(is_sure) = judge(word, *kind, &left, &right) {
                all.push(Joint { at, length, kind: *kind, is_sure });
            }
            at += length;
        }
        Self { chars, all }
    }

    /// The kinds of the words that surely stand between two names.
    pub(super) fn sure(&self) -> impl Iterator<Item = u8> + '_ {
        self.all.iter().filter(|joint| joint.is_sure).map(|joint| joint.kind)
    }

    /// The first sure word of that kind.
    pub(super) fn first(&self, kind: u8) -> Option<Joint> {
        self.all.iter().copied().find(|joint| joint.is_sure && joint.kind == kind)
    }

    /// The text cut at all words that are sure; a doubt where one is not.
    pub(super) fn pieces(&self, doubt: &mut Option<Doubt>) -> Vec<String> {
        let (mut pieces, mut from) = (Vec::new(), 0);
        let any_sure = self.all.iter().any(|joint| joint.is_sure);
        for joint in &self.all {
            if joint.is_sure {
                pieces.push(self.chars[from..joint.at].iter().collect());
                from = joint.at + joint.length;
            } else if !any_sure {
                *doubt = Some(Doubt::Together);
            }
        }
        pieces.push(self.chars[from..].iter().collect());
        if pieces.len() == 1
            && let Some(both) = two_apart(&self.chars)
        {
            return both;
        }
        pieces
    }
}

/// Whether a word surely stands between two names; none where it surely does not.
fn judge(word: &str, kind: u8, left: &str, right: &str) -> Option<bool> {
    // Of several words, the names next to this one decide: 张三、李四 are apart already.
    let (first, other) = (last_name(left), first_name(right));
    let short =
        |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(char::is_alphanumeric);
    let (a, b) = (clean_name(&first), clean_name(&other));
    // A word at the end of a line, or on one of its own: 张三\n与\n李四.
    if a.is_empty() || b.is_empty() {
        let goes_on = kind < WEAK && !CAREFUL.contains(&word) && !is_within(word, &b);
        let is_alone = a.is_empty() && b.is_empty();
        return (is_alone || goes_on && (is_name(&a) || is_name(&b))).then_some(true);
    }
    // 红坪镇和平村: the word begins the name of a village.
    if begins_village(word, &a, &b) {
        return None;
    }
    // 0719-3335551
    if a.ends_with(|c: char| c.is_ascii_digit()) && b.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // 张三及其家属 names one.
    if word == "及" && ["家", "其家", "其亲", "其他"].iter().any(|them| b.starts_with(them)) {
        return None;
    }
    let (known, also) = (is_name(&a), is_name(&b));
    if b.starts_with('其') && !also {
        return Some(false);
    }
    if CAREFUL.contains(&word) {
        return (known && also).then_some(true);
    }
    // 甲与乙; 张与李 may be one name or two.
    if let (Some(one), Some(other), true) = (only_char(&a), only_char(&b), kind < WEAK) {
        const STEMS: &str = "甲乙丙丁戊己庚辛";
        return is_surname(other).then_some(false).or(STEMS.contains(one).then_some(STEMS.contains(other)));
    }
    if is_body(&a) || is_body(&b) {
        if known && also {
            return Some(!(is_within(word, &b) && is_body(&b) && !is_body(&a)));
        }
        // One of them is no name: the word is a part of the other's.
        let may_be_two = (short(&a) || known) && (short(&b) || also) && kind < WEAK;
        return may_be_two.then_some(false);
    }
    if known && also {
        return Some(true);
    }
    let either = known || also || kind < WEAK;
    if short(&a) && short(&b) && either || (known && short(&b)) || (also && short(&a)) {
        return Some(true);
    }
    let at_least_two = a.chars().count() >= 2 && b.chars().count() >= 2;
    (at_least_two && (kind < WEAK || known || also)).then_some(false)
}

fn is_within(word: &str, behind: &str) -> bool {
    let next = behind.chars().next();
    WITHIN.iter().any(|(known, next_to)| *known == word && next.is_some_and(|c| next_to.contains(c)))
}

/// Whether a word with what stands behind it is the name of a village: 和平村, and any behind a township.
fn begins_village(word: &str, before: &str, behind: &str) -> bool {
    const ENDS: [&str; 6] = ["村", "社区", "居委会", "小区", "路", "街"];
    let is_it = |behind: &str| ENDS.iter().any(|end| behind.starts_with(end));
    let after = |count: usize| behind.char_indices().nth(count).and_then(|(at, _)| behind.get(at..));
    if !matches!(word, "和" | "与" | "同") {
        return false;
    }
    let in_township = before.ends_with(['镇', '乡']) || before.ends_with("街道") || before.ends_with('县');
    is_within(word, behind) && after(1).is_some_and(is_it)
        || in_township && (1..=2).any(|count| after(count).is_some_and(is_it))
}

/// What stands before the word, from the last sure word on.
fn last_name(left: &str) -> String {
    let joints = Joints::of(left);
    let from = joints.all.iter().rfind(|joint| joint.is_sure).map_or(0, |joint| joint.at + joint.length);
    joints.chars[from..].iter().collect()
}

/// What stands behind the word, up to the first word that surely stands between two names.
fn first_name(right: &str) -> String {
    let joints = Joints::of(right);
    let to = joints.all.iter().find(|joint| joint.is_sure).map_or(joints.chars.len(), |joint| joint.at);
    joints.chars[..to].iter().collect()
}

fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// 张大河 李小山: two whole names that a space separates, not the 张 三 of a form. Of 张 三 李 四 the only way to make two
/// names is taken, and a wider space separates more than a narrow one.
fn two_apart(chars: &[char]) -> Option<Vec<String>> {
    use crate::domain::surname::{begins_with_compound, fits_person};
    let text: String = chars.iter().collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 {
        return None;
    }
    let only_surname = |word: &str| word.chars().count() == 2 && begins_with_compound(word);
    let is_whole = |word: &str| is_name(word) && !only_surname(word);
    if words.iter().all(|word| is_whole(word)) && !fits_person(&words.concat()) {
        return Some(words.into_iter().map(str::to_owned).collect());
    }
    let wide: Vec<String> =
        text.split("  ").flat_map(|part| part.split(['\u{3000}', '\t'])).map(clean_name).collect();
    let wide: Vec<String> = wide.into_iter().filter(|part| !part.is_empty()).collect();
    if wide.len() > 1 && wide.iter().all(|part| is_whole(part)) {
        return Some(wide);
    }
    if !(4..=6).contains(&words.len()) || words.iter().any(|word| only_char(word).is_none()) {
        return None;
    }
    let ways: Vec<(String, String)> = (2..=words.len() - 2)
        .map(|at| (words[..at].concat(), words[at..].concat()))
        .filter(|(one, other)| is_whole(one) && is_whole(other))
        .collect();
    match ways.as_slice() {
        [(one, other)] => Some(vec![one.clone(), other.clone()]),
        _ => None,
    }
}
