//! Finding an action in the command list by what is typed.

use std::ops::Range;

use super::ActionRow;
use crate::domain::fold::search_fold;
use crate::domain::pinyin::{Matcher, Rank, shown_initials};
use crate::text::Lang;
use crate::text::actions::further;

/// How well an action fits what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is its name.
    Whole,
    /// Its name begins so.
    Begun,
    /// It stands somewhere in its name.
    Within,
    /// It is called so elsewhere.
    Called,
    /// It stands in the sentence about it.
    Told,
}

/// Text typed to find an action. In Chinese it is Chinese or pinyin, in English English: a word of the other language
/// would turn up rows by chance.
pub struct Sought {
    lang: Lang,
    folded: String,
    spoken: Matcher,
}

impl Sought {
    /// Takes the text as it was typed; spaces at its ends do not count. An empty one fits everything.
    pub fn new(lang: Lang, typed: &str) -> Self {
        Self { lang, folded: search_fold(typed.trim()), spoken: Matcher::new(typed) }
    }

    /// How well an action fits and which bytes of its label do; none where it does not.
    pub fn fit(&self, row: &ActionRow) -> Option<(Level, Range<usize>)> {
        if self.folded.is_empty() {
            return Some((Level::Whole, 0..0));
        }
        let named = match self.lang {
            Lang::Zh => self.named_in_chinese(row),
            Lang::En => self.named_in_english(row),
        };
        let called = || self.is_called_so(row).then_some((Level::Called, 0..0));
        named.or_else(called).or_else(|| self.is_told_of(row).then_some((Level::Told, 0..0)))
    }

    /// Whether one of its further words begins so.
    fn is_called_so(&self, row: &ActionRow) -> bool {
        further(row.name, self.lang).iter().any(|word| match self.lang {
            Lang::Zh => {
                let found = self.spoken.find(word);
                found.is_some_and(|(rank, part)| rank <= Rank::PinyinPrefix && self.is_usual(word, &part))
            }
            Lang::En => word.starts_with(&self.folded),
        })
    }

    /// Whether initials were typed that this part is not usually spelled by: sb for 锁屏, because 屏 is also read bǐng.
    fn is_usual(&self, label: &str, part: &Range<usize>) -> bool {
        let said = label.get(part.clone()).unwrap_or_default();
        let are_initials = self.folded.is_ascii() && said.chars().count() == self.folded.len();
        !are_initials || shown_initials(said) == self.folded
    }

    fn named_in_chinese(&self, row: &ActionRow) -> Option<(Level, Range<usize>)> {
        let label = row.wording.label(Lang::Zh);
        let (rank, part) = self.spoken.find(label)?;
        let level = match rank {
            _ if !self.is_usual(label, &part) => Level::Told,
            _ if part == (0..label.len()) => Level::Whole,
            Rank::Prefix | Rank::PinyinPrefix => Level::Begun,
            Rank::Within | Rank::PinyinWithin => Level::Within,
        };
        Some((level, part))
    }

    fn named_in_english(&self, row: &ActionRow) -> Option<(Level, Range<usize>)> {
        let label = row.wording.label(Lang::En);
        // Labels are ASCII, so that the folded text has the same bytes.
        let found = search_fold(label).find(&self.folded);
        match found.map(|at| at..at + self.folded.len()) {
            Some(part) if part == (0..label.len()) => Some((Level::Whole, part)),
            part if row.name == self.folded => Some((Level::Whole, part.unwrap_or(0..0))),
            Some(part) if part.start == 0 => Some((Level::Begun, part)),
            Some(part) => Some((Level::Within, part)),
            None if word_initials(label).starts_with(&self.folded) => Some((Level::Begun, 0..0)),
            None => {
                let is_named = row.name.contains(&self.folded) || row.wording.label(Lang::Zh) == self.folded;
                is_named.then_some((Level::Within, 0..0))
            }
        }
    }

    /// Whether the sentence has it: Chinese anywhere, Latin letters (Excel, csv) from three on.
    fn is_told_of(&self, row: &ActionRow) -> bool {
        let is_word = !self.folded.is_ascii() || self.folded.len() >= 3;
        is_word && search_fold(row.wording.about(self.lang)).contains(&self.folded)
    }
}

/// The first letters of the words of an English label, by which one of many that begin alike is found: ap for Add party.
fn word_initials(label: &str) -> String {
    label.split_whitespace().filter_map(|word| word.chars().next()).map(|c| c.to_ascii_lowercase()).collect()
}
