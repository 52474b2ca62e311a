//! An amount at the beginning of the words of a plan.

use crate::domain::Fen;
use crate::domain::money::parse_money;

use super::PlanFault;

/// An amount at the beginning, after a word for paying, and what follows it; none where the text begins with other words.
///
/// # Errors
/// What begins as an amount and is none: less than nothing, nothing, parts of a 分.
pub(super) fn amount_first(text: &str) -> Result<(Option<Fen>, &str), PlanFault> {
    let verbs = ["支付", "给付", "付清", "偿还", "归还", "付", "还"];
    let bare = verbs.iter().find_map(|verb| text.strip_prefix(verb)).unwrap_or(text).trim_start();
    let bare =
        ["人民币", "¥", "￥"].iter().find_map(|mark| bare.strip_prefix(mark)).unwrap_or(bare).trim_start();
    Ok(match money_at(bare)? {
        Some((amount, rest)) => (Some(amount), rest.trim_start_matches([' ', ',', ':', '、'])),
        None => (None, text),
    })
}

/// An amount with its unit, or one without that a comma or the end follows; and what follows it.
fn money_at(text: &str) -> Result<Option<(Fen, &str)>, PlanFault> {
    let end = text.find(|c| !is_of_number(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let has_digit = number.contains(|c| is_digit(c) || matches!(c, '十' | '拾'));
    let unit = ["元", "圆", "块钱"].iter().find_map(|unit| rest.strip_prefix(unit)).filter(|_| has_digit);
    if let Some(after) = unit {
        let end = after.find(|c| !(is_digit(c) || "十拾角毛分整正".contains(c))).unwrap_or(after.len());
        // 2000元5角, but 2000元分期: what is no small change is of the words.
        let whole = &text[..text.len() - after.len()];
        let with_change = &text[..text.len() - after.len() + end];
        return match fen(with_change) {
            Ok(amount) => Ok(Some((amount, &after[end..]))),
            Err(_) => Ok(Some((fen(whole)?, after))),
        };
    }
    if !has_digit {
        return Ok(None);
    }
    let said = number.trim_end_matches(',');
    let follows = &text[said.len()..];
    let starts_in_digits = said.starts_with(|c: char| c.is_ascii_digit());
    let is_whole = follows.is_empty() || follows.starts_with([',', '、', '。']);
    if is_whole || ["块", "角"].contains(&follows) {
        let follows = if is_whole { follows } else { "" };
        let amount = fen(&text[..text.len() - follows.len()]);
        // 十分: words that may be read as money are words.
        return if starts_in_digits || said.starts_with(['-', '−', '负']) || amount.is_ok() {
            amount.map(|amount| Some((amount, follows)))
        } else {
            Ok(None)
        };
    }
    if starts_in_digits && said.ends_with(['万', '千', '百']) {
        return Ok(Some((fen(said)?, follows)));
    }
    // A comma that separates no thousands ends the amount.
    let first = said.split_once(',').filter(|(first, _)| starts_in_digits && first.len() > 2);
    Ok(first.and_then(|(first, _)| Some((fen(first).ok()?, &text[first.len()..]))))
}

fn fen(text: &str) -> Result<Fen, PlanFault> {
    parse_money(text).ok().flatten().filter(|amount| *amount > Fen::ZERO).ok_or(PlanFault::NotAnAmount)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖貳參陸两".contains(c)
}

fn is_of_number(c: char) -> bool {
    is_digit(c) || ".,-−负点十拾百佰千仟万萬亿億".contains(c)
}
