//! The meaning of words in ledgers: `columns` for headers, `codes` for types and sources, `outcomes`, `dates`,
//! and `cells` for names, amounts and telephones.

mod called;
pub mod cells;
pub mod codes;
pub mod columns;
pub mod dates;
mod details;
mod joints;
mod labels;
mod outcomes;
pub mod people;
mod pieces;

use crate::domain::Office;
use crate::domain::fold::{half_width_char, search_fold};

/// A word as it is compared: half width, lower case, without white space.
pub fn plain(words: &str) -> String {
    search_fold(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A character as the words of this module are written: half width, lower case, simplified.
pub fn simplified_char(c: char) -> char {
    match c {
        '與' => '与',
        '訴' => '诉',
        '當' => '当',
        '請' => '请',
        '對' => '对',
        '雙' => '双',
        '債' => '债',
        '務' => '务',
        '權' => '权',
        '傷' => '伤',
        '勞' => '劳',
        '動' => '动',
        '買' => '买',
        '賣' => '卖',
        '發' => '发',
        '單' => '单',
        '調' => '调',
        '書' => '书',
        '協' => '协',
        '議' => '议',
        '達' => '达',
        '終' => '终',
        '敗' => '败',
        '處' => '处',
        '辦' => '办',
        '結' => '结',
        '轉' => '转',
        '訟' => '讼',
        '絕' => '绝',
        '頭' => '头',
        '簽' => '签',
        '訂' => '订',
        '還' => '还',
        '進' => '进',
        '無' => '无',
        '沒' => '没',
        '經' => '经',
        other => half_width_char(other).to_ascii_lowercase(),
    }
}

/// Whether a list of words, separated by spaces, contains the word.
pub fn has(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

/// Whether a text begins with one of the words of a list.
pub fn begins_with_any(text: &str, list: &str) -> bool {
    // Most texts begin with a character that begins no word; every row of a ledger is checked.
    text.chars().next().is_some_and(|first| list.contains(first))
        && list.split(' ').any(|word| text.starts_with(word))
}

/// All names of an office.
pub fn names_of(office: &Office) -> impl Iterator<Item = &str> {
    std::iter::once(office.name.as_str()).chain(office.aliases.iter().map(String::as_str))
}
