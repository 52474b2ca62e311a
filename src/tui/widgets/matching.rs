//! What can be picked, and how what is typed finds it.

/// One thing that can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// What is picked.
    pub value: T,
    /// What is shown.
    pub label: String,
    /// Its code, or nothing.
    pub code: String,
    /// Pinyin initials, small letters; several readings are parted by spaces.
    pub initials: String,
}

/// Ranks an item for what was typed: the lowest first, None for what does not fit.
pub type Matcher<T> = Box<dyn Fn(&str, &Item<T>) -> Option<u32>>;

/// Ranks by code, then label from its beginning, then pinyin initials from their beginning, then label anywhere.
/// `typed` comes in half width and small letters.
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

/// Half width and small letters, as matchers get it.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(|c| half_width(c).to_ascii_lowercase()).collect()
}

/// The half-width twin of a full-width character.
pub(super) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// The digit, if `text` is just one, of either width.
pub(super) fn single_digit(text: &str) -> Option<usize> {
    let mut chars = text.chars().map(half_width);
    let digit = chars.next()?.to_digit(10)?;
    if chars.next().is_some() { None } else { usize::try_from(digit).ok() }
}
