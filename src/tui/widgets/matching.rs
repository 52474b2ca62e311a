//! The items of a list, and how typed text finds them.

use std::cell::RefCell;

use crate::domain::fold::{half_width_char, search_fold};
use crate::domain::pinyin;

/// An item that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// Its value.
    pub value: T,
    /// Its label.
    pub label: String,
    /// Its code; may be empty.
    pub code: String,
    /// The pinyin initials shown, in lower case. Other readings of the label find it too.
    pub initials: String,
}

/// Ranks an item for typed text, folded as for a search, the lowest first; None if it does not match.
pub type Matcher<T> = Box<dyn Fn(&str, &Item<T>) -> Option<u32>>;

/// Ranks by code, then by label from its beginning, by initials and pinyin from their beginning, then anywhere in the label.
/// A number typed without its leading zeros is that code too.
pub fn by_sound<T: 'static>() -> Matcher<T> {
    // One matcher serves a whole list and is made anew only when the typed text changes.
    let last: RefCell<Option<(String, pinyin::Matcher)>> = RefCell::new(None);
    Box::new(move |typed: &str, item: &Item<T>| {
        let code = search_fold(&item.code);
        if !code.is_empty() && (code == typed || code.trim_start_matches('0') == typed) {
            return Some(0);
        }
        if !code.is_empty() && code.starts_with(typed) {
            return Some(1);
        }
        let mut last = last.borrow_mut();
        if last.as_ref().is_none_or(|(for_what, _)| for_what != typed) {
            *last = Some((typed.to_owned(), pinyin::Matcher::new(typed)));
        }
        let rank = last.as_ref().and_then(|(_, matcher)| matcher.rank(&item.label)).map(|rank| match rank {
            pinyin::Rank::Prefix => 2,
            pinyin::Rank::PinyinPrefix => 3,
            pinyin::Rank::Within => 4,
            pinyin::Rank::PinyinWithin => 5,
        });
        let spelled = item.initials.split(' ').any(|reading| reading.starts_with(typed));
        rank.into_iter().chain(spelled.then_some(3)).min()
    })
}

/// The digit of either width, if `text` is just one.
pub(super) fn single_digit(text: &str) -> Option<usize> {
    let mut chars = text.chars().map(half_width_char);
    let digit = chars.next()?.to_digit(10)?;
    if chars.next().is_some() { None } else { usize::try_from(digit).ok() }
}
