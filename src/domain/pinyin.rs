//! Finding Chinese by pinyin: initials for the search index, and a matcher for lists. Surnames have readings of their own
//! (单 Shàn, 曾 Zēng), so every reading counts; the usual one is the one shown.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::fold::{fold_char, half_width_char, search_fold};
use super::simplified::simplified;

/// How many readings of one name are kept. Surnames have at most four initials; what lies beyond are rare readings of
/// given names, which nobody types.
const MOST_READINGS: usize = 8;

/// Readings that the dictionary lacks, nearly all of them surnames.
const ADDED: [(char, &str); 6] =
    [('谌', "shen"), ('费', "bi"), ('黑', "he"), ('眭', "gui"), ('㐂', "xi"), ('𡋾', "yu")];

/// The usual reading, where the dictionary begins with another.
const USUAL: [(char, &str); 4] = [('调', "tiao"), ('曾', "zeng"), ('覃', "qin"), ('仇', "qiu")];

/// Words of this work in which a character has another reading than the usual one, with their initials.
const WORDS: [(&str, &str); 5] =
    [("调查", "dc"), ("重复", "cf"), ("时长", "sc"), ("延长", "yc"), ("银行", "yh")];

/// All readings of a name by its initials, lower case, the usual reading first: 单强 → `dq`, `sq`, ….
///
/// Letters and digits stand for themselves, everything else is left out. At most eight; beyond that only the
/// first characters, the surname, keep all their readings. Empty where nothing can be read.
pub fn initials(text: &str) -> Vec<String> {
    let mut readings = vec![String::new()];
    for (at, c) in text.char_indices() {
        let letters = letters_at(text, at, half_width_char(c));
        let fitting = (MOST_READINGS / readings.len()).max(1);
        let letters = letters.get(..fitting).unwrap_or(&letters);
        if !letters.is_empty() {
            readings = readings
                .iter()
                .flat_map(|reading| letters.iter().map(move |letter| format!("{reading}{letter}")))
                .collect();
        }
    }
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// The initials by which a list shows what to type: one spelling, the same in every list.
pub fn shown_initials(text: &str) -> String {
    initials(text).into_iter().next().unwrap_or_default()
}

/// The different initials of the character at that place of a text, the one it has in its word first.
fn letters_at(text: &str, at: usize, c: char) -> Vec<char> {
    let mut letters = letters(c);
    if letters.len() > 1 {
        let in_word = WORDS.iter().find_map(|(word, spelled)| {
            word.char_indices().zip(spelled.chars()).find_map(|((within, of_word), letter)| {
                let begin = at.checked_sub(within)?;
                (of_word == c && text.get(begin..)?.starts_with(word)).then_some(letter)
            })
        });
        // The sort is stable: the others keep their order.
        letters.sort_by_key(|letter| Some(*letter) != in_word);
    }
    letters
}

/// The different initials of one character, the usual one first.
fn letters(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase()];
    }
    let mut letters = Vec::new();
    for letter in readings(c).filter_map(|reading| spelled(reading).next()) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    letters
}

/// The readings of one character in pinyin without tones, the usual one first; some come twice.
fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let c = simplified(c);
    let of = move |table: &'static [(char, &'static str)]| {
        table.iter().filter(move |(known, _)| *known == c).map(|(_, reading)| *reading)
    };
    let listed = c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain);
    of(&USUAL).chain(listed).chain(of(&ADDED))
}

/// The letters of a reading as they are typed: ü as v; ê, the one vowel outside a–z, as e.
fn spelled(reading: &str) -> impl Iterator<Item = char> + '_ {
    reading.chars().map(|c| match c {
        'ü' => 'v',
        c if c.is_ascii_lowercase() => c,
        _ => 'e',
    })
}

/// Every syllable of pinyin as it is typed.
static SYLLABLES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let readings = ('\u{4E00}'..='\u{9FA5}').flat_map(readings);
    readings.map(|reading| spelled(reading).collect()).collect()
});

/// The initials of what was typed as pinyin in full or mixed with initials, for every way to part it into two syllables or
/// more: weigui and weig are wg. The last syllable may be begun only.
pub fn initials_typed(letters: &str) -> Vec<String> {
    let mut found = Vec::new();
    if letters.len() <= MOST_LETTERS && letters.bytes().all(|letter| letter.is_ascii_lowercase()) {
        part(letters, String::new(), &mut found);
    }
    found
}

/// The longest pinyin that is parted, and the most ways to do so.
const MOST_LETTERS: usize = 24;
const MOST_WAYS: usize = 12;

fn part(rest: &str, before: String, found: &mut Vec<String>) {
    if found.len() >= MOST_WAYS {
        return;
    }
    let Some(first) = rest.chars().next() else {
        if before.len() > 1 && !found.contains(&before) {
            found.push(before);
        }
        return;
    };
    let is_initial = |piece: &str| piece.len() == 1 && !"aeiouv".contains(piece);
    for length in (1..=rest.len().min(6)).rev() {
        let (piece, after) = rest.split_at(length);
        let begun = || after.is_empty() && SYLLABLES.iter().any(|known| known.starts_with(piece));
        if SYLLABLES.contains(piece) || is_initial(piece) || begun() {
            part(after, format!("{before}{first}"), found);
        }
    }
}

/// How well a text fits a pattern; the smaller, the higher in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The text begins with the pattern.
    Prefix,
    /// The sounds of the text begin with the pattern: initials, full pinyin, or a mixture.
    PinyinPrefix,
    /// The pattern stands somewhere in the text.
    Within,
    /// The sounds stand somewhere in the text.
    PinyinWithin,
}

/// A pattern to be looked for in many texts: Chinese, pinyin or initials (`张三`, `zhangsan`, `zs`, `zhangs`), in any
/// width and case, traditional or simplified.
pub struct Matcher {
    folded: Vec<char>,
    /// The pattern as pinyin: without spaces and apostrophes.
    sounds: Vec<char>,
}

impl Matcher {
    /// Takes the pattern as it was typed; spaces at its ends do not count. An empty one fits everything.
    pub fn new(pattern: &str) -> Self {
        let folded = search_fold(pattern.trim());
        // "zhang san" and "xi'an" are how pinyin is written; v is how ü is typed.
        let sounds = folded.chars().filter(|c| !matches!(c, ' ' | '\''));
        let sounds = sounds.map(|c| if c == 'ü' { 'v' } else { c }).collect();
        Self { folded: folded.chars().collect(), sounds }
    }

    /// Whether the text fits at all.
    pub fn is_match(&self, text: &str) -> bool {
        self.rank(text).is_some()
    }

    /// How well the text fits; none when it does not.
    pub fn rank(&self, text: &str) -> Option<Rank> {
        self.find(text).map(|(rank, _)| rank)
    }

    /// How well the text fits, and which bytes of it do.
    pub fn find(&self, text: &str) -> Option<(Rank, Range<usize>)> {
        // Each character of the folded text with the place of its original.
        let folded: Vec<(usize, char)> =
            text.char_indices().flat_map(|(at, c)| fold_char(c).map(move |c| (at, c))).collect();
        let range = |first: usize, count: usize| {
            let begin_of = |at: usize| folded.get(at).map_or(text.len(), |(at, _)| *at);
            begin_of(first)..begin_of(first + count)
        };
        let chars: Vec<char> = folded.iter().map(|(_, c)| *c).collect();
        let literal = |at: usize| chars.get(at..).is_some_and(|rest| rest.starts_with(&self.folded));
        let begins = |c: &char| c.is_alphanumeric() || Some(c) == self.sounds.first();
        let spoken = |at: usize| {
            let rest = chars.get(at..).filter(|rest| rest.first().is_some_and(begins))?;
            spoken(rest, &self.sounds)
        };
        if literal(0) {
            return Some((Rank::Prefix, range(0, self.folded.len())));
        }
        if let Some(count) = spoken(0) {
            return Some((Rank::PinyinPrefix, range(0, count)));
        }
        if let Some(at) = (1..chars.len()).find(|at| literal(*at)) {
            return Some((Rank::Within, range(at, self.folded.len())));
        }
        let (at, count) = (1..chars.len()).find_map(|at| spoken(at).map(|count| (at, count)))?;
        Some((Rank::PinyinWithin, range(at, count)))
    }
}

/// How many characters of `text`, from its first on, the typed sounds say: each character is typed itself, or a whole
/// reading of it, or the beginning of one. Punctuation within the text is not said.
fn spoken(text: &[char], sounds: &[char]) -> Option<usize> {
    let Some((next, rest)) = sounds.split_first() else { return Some(0) };
    let (c, after) = text.split_first()?;
    let on = |sounds: &[char]| spoken(after, sounds).map(|count| count + 1);
    if c == next
        && let Some(count) = on(rest)
    {
        return Some(count);
    }
    if c.is_ascii() && c.is_alphanumeric() {
        return None;
    }
    if !c.is_alphanumeric() {
        return on(sounds);
    }
    readings(*c).find_map(|reading| {
        let length = spelled(reading).count();
        let common = spelled(reading).zip(sounds).take_while(|(one, other)| one == *other).count();
        let initial = if matches!(reading.as_bytes(), [b'z' | b'c' | b's', b'h', ..]) { 2 } else { 1 };
        if common > 0 && common == sounds.len() {
            return Some(1);
        }
        let whole = (common == length).then(|| on(sounds.get(length..)?)).flatten();
        let begun = |letters: usize| (common >= letters).then(|| on(sounds.get(letters..)?)).flatten();
        whole.or_else(|| begun(initial)).or_else(|| begun(1))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn surnames_are_found_by_every_reading() {
        // Would catch one fixed reading, which is wrong for most surnames that have several.
        for (name, readings) in [
            ("单雄信", vec!["sxx", "dxx"]),
            ("曾国", vec!["zg", "cg"]),
            ("仇英", vec!["qy", "cy"]),
            ("解缙", vec!["xj", "jj"]),
            ("查良", vec!["zl", "cl"]),
            ("区大", vec!["od", "qd"]),
            ("覃勇", vec!["qy", "ty"]),
            ("朴一", vec!["py"]),
            ("盖文", vec!["gw"]),
            ("尉迟恭", vec!["ycg", "wcg"]),
            ("张三A组", vec!["zsaz"]),
            ("张　三（妻）", vec!["zsq"]),
            ("Ｂ区3号", vec!["bq3h"]),
            ("谌龙", vec!["sl", "cl"]),
            ("諶龍", vec!["sl", "cl"]),
            ("费孝通", vec!["bxt", "fxt"]),
            ("呂布", vec!["lb"]),
        ] {
            let found = initials(name);
            for reading in readings {
                assert!(found.iter().any(|r| r == reading), "{name}: {found:?} lacks {reading}");
            }
        }
        assert_eq!(initials("单").len(), initials("单、").len());
        assert!(initials("").is_empty() && initials("（）").is_empty());
    }

    /// Catches: 调 that is shown as t in one list and as d in the next, and a usual reading that its word does not have.
    #[test]
    fn one_spelling_is_shown() {
        for (text, shown) in [
            ("调解", "tj"),
            ("調解", "tj"),
            ("主动调解", "zdtj"),
            ("人民调解+法院", "rmtjfy"),
            ("调查笔录", "dcbl"),
            ("（调查）", "dc"),
            ("重复当事人", "cfdsr"),
            ("重大", "zd"),
            ("曾小明", "zxm"),
            ("在办时长", "zbsc"),
            ("村长", "cz"),
        ] {
            assert_eq!(shown_initials(text), shown, "{text}");
        }
        for (typed, text) in
            [("dj", "调解"), ("diaojie", "调解"), ("tc", "调查"), ("cxm", "曾小明"), ("zf", "重复")]
        {
            assert_eq!(Matcher::new(typed).rank(text), Some(Rank::PinyinPrefix), "{typed}");
        }
    }

    /// Catches: a mark that is wide of what was typed.
    #[test]
    fn the_part_that_fits_is_known() {
        let part = |pattern: &str, text: &'static str| {
            Matcher::new(pattern).find(text).map(|(_, range)| text.get(range).unwrap())
        };
        for (pattern, text, fits) in [
            ("tj", "统计", "统计"),
            ("tongj", "统计表", "统计"),
            ("tong", "统计表", "统"),
            ("b", "统计表", "表"),
            ("計", "统计表", "计"),
            ("EX", "导出Excel", "Ex"),
            ("mmt", "阿依古丽·买买提", "买买提"),
            ("lm", "阿依古丽·买买提", "丽·买"),
        ] {
            assert_eq!(part(pattern, text), Some(fits), "{pattern}");
        }
    }

    #[test]
    fn the_cap_leaves_the_surname_its_readings() {
        // Would catch a cap that cuts the list off, and with it whole readings of the surname.
        let found = initials("单单单单");
        assert!(found.len() <= 8);
        for letter in letters('单') {
            assert!(found.iter().any(|reading| reading.starts_with(letter)), "{found:?}");
        }
    }

    #[test]
    fn better_fits_stand_higher() {
        let rank = |pattern: &str, text: &str| Matcher::new(pattern).rank(text);
        assert_eq!(rank("张", "张三"), Some(Rank::Prefix));
        assert_eq!(rank("zs", "张三"), Some(Rank::PinyinPrefix));
        assert_eq!(rank("三", "张三"), Some(Rank::Within));
        assert_eq!(rank("s", "张三"), Some(Rank::PinyinWithin));
        assert_eq!(rank("ls", "张三"), None);
        assert!(Rank::Prefix < Rank::PinyinPrefix && Rank::PinyinPrefix < Rank::Within);
        assert!(Rank::Within < Rank::PinyinWithin);
    }

    #[test]
    fn a_name_is_found_while_it_is_being_typed() {
        // Would catch a matcher that loses the name halfway through a syllable, in the other case or width.
        for pattern in
            ["z", "zh", "zha", "zhang", "zhangs", "zhang san", "zsf", "ZSF", "ｚｓ", "张s", "zhang三", " zs "]
        {
            assert!(Matcher::new(pattern).is_match("张三丰"), "{pattern}");
        }
        for (pattern, text) in [
            ("sxx", "单雄信"),
            ("shan", "单雄信"),
            ("lv", "吕布"),
            ("lü", "吕布"),
            ("Ａ组", "松柏a组"),
            ("02", "02 邻里"),
            ("ll", "02 邻里"),
            ("lin", "邻里"),
            ("統計", "统计"),
            ("张", "張三"),
            ("shen", "谌龙"),
            ("bi", "费孝通"),
            ("chsh", "超市"),
            ("lv", "呂布"),
            ("xian", "西安"),
            ("xi'an", "西安"),
        ] {
            assert!(Matcher::new(pattern).is_match(text), "{pattern} in {text}");
        }
        assert!(Matcher::new("").is_match("") && Matcher::new(" ").is_match("张三"));
        assert!(!Matcher::new("zx").is_match("张三") && !Matcher::new("a").is_match(""));
    }

    proptest! {
        #[test]
        fn what_the_index_knows_the_list_finds(name in "[张单曾仇解查区覃朴尉迟国英文a-z0-9]{1,6}") {
            // Would catch two dictionaries that disagree: found in the search, not in the list.
            for reading in initials(&name) {
                prop_assert!(Matcher::new(&reading).is_match(&name), "{reading}");
            }
            prop_assert_eq!(Matcher::new(&name).rank(&name), Some(Rank::Prefix));
        }

        #[test]
        fn no_text_breaks_it(pattern in any::<String>(), text in any::<String>(), near in "[a-zü' 张三ſİK]{0,6}") {
            for pattern in [pattern, near] {
                let matcher = Matcher::new(&pattern);
                let _ = (matcher.rank(&text), matcher.rank("张三"), matcher.rank("ſKİ诶"));
                let behind = text.clone() + pattern.trim();
                prop_assert!(matcher.is_match(&behind));
                prop_assert!(initials(&text).len() <= MOST_READINGS);
            }
        }
    }
}
