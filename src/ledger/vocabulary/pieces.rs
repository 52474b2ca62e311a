//! Cuts a text into pieces at its marks, labels, numbers of a list, and where a name begins behind another one.

use super::called::{is_name, is_plain};
use super::cells::BETWEEN;
use super::labels::{self, label};
use crate::domain::fold::{half_width_char, is_chinese};
use crate::domain::surname::is_surname;

/// The pieces between marks; a mark in brackets separates nothing: 青山公司（张三、李四）. A label begins a piece, and so
/// does the number of a list, a name behind a closing bracket, and a name behind a telephone number.
pub(super) fn items(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0_u32);
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        match half_width_char(c) {
            '(' | '【' | '[' | '〔' => depth += 1,
            ')' | '】' | ']' | '〕' => depth = depth.saturating_sub(1),
            '\n' | '\r' => depth = 0,
            _ => {}
        }
        let listed = if depth <= 1 { list_number(&chars, at, item.trim()) } else { 0 };
        let is_mark = depth == 0 && (BETWEEN.contains(&c) || is_stop(&chars, at, &item));
        if listed > 0 || is_mark {
            depth = 0;
            items.push(std::mem::take(&mut item));
            at += listed.max(1);
            continue;
        }
        if depth == 0 && labels::begins(&chars, at) {
            // 原告：张三与被告：李四
            let before =
                item.trim().trim_end_matches(['与', '诉', '和', '同', '及', '—', '-', '與', '訴']).trim();
            items.push(if is_name(&item) { item } else { before.to_owned() });
            item = String::new();
        } else if depth == 0 && is_surname(c) && begins_name(&chars, at, &item) {
            items.push(std::mem::take(&mut item));
        }
        item.push(c);
        at += 1;
    }
    items.push(item);
    // A label with nothing behind it belongs to what follows: 甲方、张三 is left, 甲方：\n张三 is one.
    let mut joined: Vec<String> = Vec::new();
    for item in items.into_iter().filter(|item| !item.trim().is_empty()) {
        match joined.last_mut() {
            Some(last) if last.trim_end().ends_with(['：', ':']) => last.push_str(&item),
            // What stands in brackets on the next line is about the name above.
            Some(last) if is_note(&item) => last.push_str(item.trim()),
            _ => joined.push(item),
        }
    }
    joined
}

fn is_note(item: &str) -> bool {
    let item = item.trim();
    item.starts_with(['（', '(']) && item.ends_with(['）', ')']) && label(item).0.is_none()
}

/// How many characters the number of a list has there: 1、 2. ③ (4)
fn list_number(chars: &[char], at: usize, item: &str) -> usize {
    let of = |at: usize| chars.get(at).copied().map(half_width_char).unwrap_or_default();
    if ('①'..='⑳').contains(&of(at)) {
        return 1;
    }
    let opens = usize::from(of(at) == '(');
    let is_digit =
        |at: &usize| of(*at).is_ascii_digit() || (opens == 1 && "一二三四五六七八九十".contains(of(*at)));
    let from = at + opens;
    let begins = item.is_empty()
        || at.checked_sub(1).is_some_and(|before| of(before).is_whitespace())
        || (opens == 1 && is_plain(item));
    if !begins || !is_digit(&from) {
        return 0;
    }
    let digits = (from..from + 3).take_while(is_digit).count();
    let is_end = |c: char| if opens == 1 { c == ')' } else { matches!(c, '、' | '.' | ')') };
    let name = (from + digits + 1..chars.len()).map(of).find(|c| !c.is_whitespace());
    let is_number = digits < 3 && is_end(of(from + digits)) && name.is_some_and(is_chinese);
    if is_number { opens + digits + 1 } else { 0 }
}

/// 张三。李四: a stop between two names; in 古丽。买买提 it is a dot.
fn is_stop(chars: &[char], at: usize, item: &str) -> bool {
    if chars.get(at) != Some(&'。') {
        return false;
    }
    let rest: String = chars[at + 1..].iter().take_while(|c| is_chinese(**c)).take(4).collect();
    rest.is_empty() || (is_plain(item.trim()) && is_plain(&rest))
}

/// Whether a name begins behind a bracket or a number that end what was said of the one before: 张三（男）李四（女）.
fn begins_name(chars: &[char], at: usize, item: &str) -> bool {
    let before = item.trim_end();
    let Some(last) = before.chars().next_back().map(half_width_char) else { return false };
    let is_number = || {
        let run = before
            .chars()
            .rev()
            .map(half_width_char)
            .take_while(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x'));
        matches!(run.count(), 11 | 18)
    };
    if !matches!(last, ')' | '】' | ']') && !is_number() {
        return false;
    }
    let next: String = chars[at..].iter().take_while(|c| is_chinese(**c)).collect();
    let name = before.split(['（', '(', '【', '[']).next().unwrap_or_default();
    is_plain(&next) && (is_name(name) || is_number())
}
