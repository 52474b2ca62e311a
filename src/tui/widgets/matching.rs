//! The items of a list, and how typed text finds them.

/// An item that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// Its value.
    pub value: T,
    /// Its label.
    pub label: String,
    /// Its code; may be empty.
    pub code: String,
    /// Pinyin initials in lower case; several readings are separated by spaces.
    pub initials: String,
}

/// Ranks an item for typed text, the lowest first; None if it does not match.
pub type Matcher<T> = Box<dyn Fn(&str, &Item<T>) -> Option<u32>>;

/// Ranks by code, then label from its beginning, then pinyin initials from their beginning, then label anywhere.
/// `typed` is in half width and lower case.
pub fn plain_match<T>(typed: &str, item: &Item<T>) -> Option<u32> {
    let (code, label) = (fold(&item.code), fold(&item.label));
    let initials = || item.initials.split(' ').any(|reading| reading.starts_with(typed));
    if !code.is_empty() && code == typed {
        Some(0)
    } else if !code.is_empty() && code.starts_with(typed) {
        Some(1)
    } else if label.starts_with(typed) {
        Some(2)
    } else if initials() {
        Some(3)
    } else if label.contains(typed) {
        Some(4)
    } else {
        None
    }
}

/// Half width and lower case, as matchers expect.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(|c| half_width(c).to_ascii_lowercase()).collect()
}

/// The half-width form of a full-width character.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The digit of either width, if `text` is just one.
pub(super) fn single_digit(text: &str) -> Option<usize> {
    let mut chars = text.chars().map(half_width);
    let digit = chars.next()?.to_digit(10)?;
    if chars.next().is_some() { None } else { usize::try_from(digit).ok() }
}
