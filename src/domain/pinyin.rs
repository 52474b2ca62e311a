//! Finding Chinese by pinyin: initials for the search index, and a matcher for pick lists. Surnames have
//! readings of their own (单 Shàn, 曾 Zēng), so every reading counts.

use std::sync::LazyLock;

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use pinyin::ToPinyinMulti;

use super::fold::{half_width_char, search_fold};

/// How many readings of one name are kept. Surnames have at most four initials; what lies beyond are rare readings of
/// given names, which nobody types.
const MOST_READINGS: usize = 8;

/// All readings of a name by its initials, lower case, the usual reading first: 单强 → `dq`, `sq`, ….
///
/// Letters and digits stand for themselves, everything else is left out. At most eight; beyond that only the
/// first characters, the surname, keep all their readings. Empty where nothing can be read.
pub fn initials(text: &str) -> Vec<String> {
    let mut readings = vec![String::new()];
    for c in text.chars().map(half_width_char) {
        let letters = letters(c);
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

/// The different initials of one character, the usual one first.
fn letters(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase()];
    }
    let mut letters = Vec::new();
    for letter in
        c.to_pinyin_multi().into_iter().flatten().filter_map(|reading| reading.plain().chars().next())
    {
        // ê is the one initial outside a–z (诶).
        let letter = if letter.is_ascii_lowercase() { letter } else { 'e' };
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    letters
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
/// width and case.
pub struct Matcher {
    folded: String,
    /// The pattern as pinyin: without spaces and apostrophes.
    sounds: String,
    from_start: IbMatcher<'static>,
    anywhere: IbMatcher<'static>,
}

/// The pinyin of all characters, built once: a matcher is made anew at every key.
static SOUNDS: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

const NOTATIONS: PinyinNotation = PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

impl Matcher {
    /// Takes the pattern as it was typed; spaces at its ends do not count. An empty one fits everything.
    pub fn new(pattern: &str) -> Self {
        let folded = search_fold(pattern.trim());
        // "zhang san" and "xi'an" are how pinyin is written; v is how ü is typed.
        let sounds = folded.replace([' ', '\''], "").replace('ü', "v");
        let config = || PinyinMatchConfig::builder(NOTATIONS).data(&SOUNDS).build();
        let from_start = IbMatcher::builder(sounds.as_str())
            .pinyin(config())
            .is_pattern_partial(true)
            .starts_with(true)
            .build();
        let anywhere = IbMatcher::builder(sounds.as_str()).pinyin(config()).is_pattern_partial(true).build();
        Self { folded, sounds, from_start, anywhere }
    }

    /// Whether the text fits at all.
    pub fn is_match(&self, text: &str) -> bool {
        self.rank(text).is_some()
    }

    /// How well the text fits; none when it does not.
    pub fn rank(&self, text: &str) -> Option<Rank> {
        let text = search_fold(text);
        if text.starts_with(&self.folded) {
            return Some(Rank::Prefix);
        }
        if self.from_start.is_match(text.as_str()) {
            return Some(Rank::PinyinPrefix);
        }
        // The index knows readings that the matcher does not (覃 Tán); what one finds the other must.
        let readings = if self.sounds.is_ascii() { initials(&text) } else { Vec::new() };
        if readings.iter().any(|reading| reading.starts_with(&self.sounds)) {
            Some(Rank::PinyinPrefix)
        } else if text.contains(&self.folded) {
            Some(Rank::Within)
        } else if self.anywhere.is_match(text.as_str()) || readings.iter().any(|r| r.contains(&self.sounds)) {
            Some(Rank::PinyinWithin)
        } else {
            None
        }
    }
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
        ] {
            let found = initials(name);
            for reading in readings {
                assert!(found.iter().any(|r| r == reading), "{name}: {found:?} lacks {reading}");
            }
        }
        assert_eq!(initials("单").len(), initials("单、").len());
        assert!(initials("").is_empty() && initials("（）").is_empty());
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
