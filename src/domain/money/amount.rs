//! Reading an amount as people write it: 3.5万, 35,000元, 叁万伍仟元整, 三万五, 五块五.

use super::super::fold::{half_width, half_width_char};
use super::{Fen, MoneyError};

/// 元 in the unit of the arithmetic here: 10^-8 元, so that 3.52亿 stays exact.
const YUAN: i128 = 100_000_000;

/// Reads an amount. None means that there is none: an empty text, `无`, `-`.
///
/// Understands digits with thousands commas and decimals, 万 亿 千 百 十 (and `w` for 万), 元 块 角 分, 整, the everyday and
/// the capital numerals, mixed too (3万5千), and the spoken short form 三万五 (35000). Nothing is guessed: what can be
/// read in two ways is refused.
///
/// # Errors
/// What is wrong with the text, as a [`MoneyError`].
pub fn parse_money(text: &str) -> Result<Option<Fen>, MoneyError> {
    let plain: String = plain_number(text).chars().filter(|c| !c.is_whitespace()).collect();
    if is_nothing(&plain) {
        return Ok(None);
    }
    let bare = strip_currency(&plain);
    let (negative, bare) = match bare.strip_prefix(['-', '−', '负']) {
        Some(rest) => (true, strip_currency(rest)),
        None => (false, bare),
    };
    let fen = read(&tokens(bare)?)?;
    match (negative, fen) {
        (true, 1..) => Err(MoneyError::Negative),
        _ if fen > i128::from(Fen::MOST.0) => Err(MoneyError::TooLarge),
        _ => i64::try_from(fen).map(|fen| Some(Fen(fen))).map_err(|_| MoneyError::TooLarge),
    }
}

/// A number in half width, with `。` as a decimal point where the key of the point typed it: 1。5.
pub fn plain_number(text: &str) -> String {
    with_points(&half_width(text), |_| true)
}

/// The text with `.` for each `。` between a digit and one or two others, where that may follow them: more digits
/// are another number, behind the end of a sentence.
pub fn with_points(text: &str, may_follow: impl Fn(Option<char>) -> bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |at: usize| chars.get(at).is_some_and(|c| half_width_char(*c).is_ascii_digit());
    let is_point = |at: usize| {
        let digits = (at + 1..).take_while(|at| is_digit(*at)).take(3).count();
        let before = at.checked_sub(1).is_some_and(is_digit);
        before && matches!(digits, 1 | 2) && may_follow(chars.get(at + 1 + digits).copied())
    };
    chars.iter().enumerate().map(|(at, c)| if *c == '。' && is_point(at) { '.' } else { *c }).collect()
}

/// The words with which people say that there is no amount.
fn is_nothing(plain: &str) -> bool {
    plain.chars().all(|c| matches!(c, '-' | '−' | '—' | '–' | '/'))
        || matches!(plain, "无" | "没有" | "不涉及")
}

fn strip_currency(text: &str) -> &str {
    ["人民币", "RMB", "rmb", "¥", "￥"].iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text)
}

/// A piece of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Number(Number),
    /// 十 百 千
    Small(i128),
    /// 万 亿
    Large(i128),
    Yuan,
    Jiao,
    Fen,
    /// 整
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    /// In 10^-8.
    value: i128,
    decimals: bool,
    /// 零伍: the 零 says that it counts as it stands, unlike the short form 三万五.
    leading_zero: bool,
    /// Several Chinese numerals side by side: a number by itself (三五〇〇), but 三五万 is "three to five".
    chinese_row: bool,
}

fn tokens(text: &str) -> Result<Vec<Token>, MoneyError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if digit(c).is_some() {
            let rest = chars.get(at..).unwrap_or_default();
            let length =
                rest.iter().take_while(|c| digit(**c).is_some() || matches!(c, '.' | ',' | '点')).count();
            tokens.push(Token::Number(number(rest.get(..length).unwrap_or_default())?));
            at += length;
        } else {
            tokens.push(word(c).ok_or(MoneyError::NotAnAmount)?);
            at += 1;
            // 五块钱
            if c == '块' && chars.get(at) == Some(&'钱') {
                at += 1;
            }
        }
    }
    Ok(tokens)
}

fn word(c: char) -> Option<Token> {
    Some(match c {
        '十' | '拾' => Token::Small(10),
        '百' | '佰' => Token::Small(100),
        '千' | '仟' => Token::Small(1_000),
        '万' | '萬' | 'w' | 'W' => Token::Large(10_000),
        '亿' | '億' => Token::Large(100_000_000),
        '元' | '圆' | '块' => Token::Yuan,
        '角' | '毛' => Token::Jiao,
        '分' => Token::Fen,
        '整' | '正' => Token::Whole,
        _ => return None,
    })
}

fn digit(c: char) -> Option<u32> {
    const ROWS: [&str; 3] = ["〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"];
    let chinese = || ROWS.iter().find_map(|row| row.chars().position(|x| x == c));
    match c {
        '两' => Some(2),
        _ => c.to_digit(10).or_else(|| chinese().and_then(|value| u32::try_from(value).ok())),
    }
}

/// Reads digits, thousands commas and a decimal point.
fn number(chars: &[char]) -> Result<Number, MoneyError> {
    let point = chars.iter().position(|c| matches!(c, '.' | '点'));
    let (whole, part) = match point {
        Some(at) => (chars.get(..at).unwrap_or_default(), chars.get(at + 1..).unwrap_or_default()),
        None => (chars, [].as_slice()),
    };
    let commas_fit = match whole.iter().position(|c| *c == ',') {
        None => true,
        Some(first) => {
            first <= 3
                && whole.get(first + 1..).is_some_and(|rest| rest.split(|c| *c == ',').all(|g| g.len() == 3))
        }
    };
    if !commas_fit || (point.is_some() && part.is_empty()) || part.iter().any(|c| digit(*c).is_none()) {
        return Err(MoneyError::NotAnAmount);
    }
    let wholes: Vec<u32> = whole.iter().filter_map(|c| digit(*c)).collect();
    let used = part.iter().rposition(|c| digit(*c) != Some(0)).map_or(0, |last| last + 1);
    if wholes.iter().skip_while(|d| **d == 0).count() > 14 {
        return Err(MoneyError::TooLarge);
    }
    if used > 8 {
        return Err(MoneyError::TooPrecise);
    }
    let mut value = wholes.iter().fold(0, |sum, d| sum * 10 + i128::from(*d));
    for at in 0..8 {
        let next = part.get(at).and_then(|c| digit(*c)).unwrap_or(0);
        value = value * 10 + i128::from(next);
    }
    let leading_zero = wholes.first() == Some(&0) && wholes.len() > 1;
    let chinese_row = whole.iter().filter(|c| !c.is_ascii()).count() > 1
        && wholes.iter().skip_while(|d| **d == 0).count() > 1;
    Ok(Number { value, decimals: used > 0, leading_zero, chinese_row })
}

/// The value in 分 of a whole amount.
fn read(tokens: &[Token]) -> Result<i128, MoneyError> {
    let tokens = match tokens {
        [rest @ .., Token::Whole] => rest,
        _ => tokens,
    };
    let yuan_at = tokens.iter().position(|token| *token == Token::Yuan);
    let starts_with_change = matches!(tokens, [Token::Number(_), Token::Jiao | Token::Fen, ..]);
    let (value, change) = match yuan_at {
        Some(at) => (whole(&tokens[..at], Ending::Yuan)?, small_change(&tokens[at + 1..])?),
        None if starts_with_change => (0, small_change(tokens)?),
        None => (whole(tokens, Ending::Open)?, 0),
    };
    // 10^-8 元 → 分
    if value % (YUAN / 100) != 0 {
        return Err(MoneyError::TooPrecise);
    }
    if change > 0 && value % YUAN != 0 {
        return Err(MoneyError::NotAnAmount);
    }
    Ok(value / (YUAN / 100) + change)
}

/// 角 and 分 after the 元, or the bare digit of 五块五.
fn small_change(tokens: &[Token]) -> Result<i128, MoneyError> {
    let one = |number: &Number| {
        let fits = number.value < 10 * YUAN && !number.decimals;
        if fits { Ok(number.value / YUAN) } else { Err(MoneyError::NotAnAmount) }
    };
    match tokens {
        [] => Ok(0),
        [Token::Number(n)] if !n.leading_zero => Ok(one(n)? * 10),
        [Token::Number(n), Token::Jiao] => Ok(one(n)? * 10),
        [Token::Number(n), Token::Fen] => one(n),
        [Token::Number(j), Token::Jiao, Token::Number(f), Token::Fen] => Ok(one(j)? * 10 + one(f)?),
        _ => Err(MoneyError::NotAnAmount),
    }
}

/// How the whole part ends: with or without 元.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Yuan,
    Open,
}

/// The whole part while it is being read, every field in 10^-8 元.
#[derive(Default)]
struct Reading {
    /// The part that 亿 has closed.
    above: i128,
    /// The part that 万 has closed since then.
    middle: i128,
    /// The part with 千百十 since then.
    section: i128,
    pending: Option<Number>,
    /// The last 千百十 of this section: the next must be smaller.
    last_small: Option<i128>,
    last_unit: Option<i128>,
    numbers: usize,
    decimals: bool,
    chinese_row: bool,
}

fn whole(tokens: &[Token], ending: Ending) -> Result<i128, MoneyError> {
    let mut reading = Reading::default();
    for token in tokens {
        match *token {
            Token::Number(number) => reading.number(number)?,
            Token::Small(unit) => reading.small(unit)?,
            Token::Large(unit) => reading.large(unit)?,
            _ => return Err(MoneyError::NotAnAmount),
        }
    }
    reading.finish(ending)
}

impl Reading {
    fn number(&mut self, number: Number) -> Result<(), MoneyError> {
        self.numbers += 1;
        self.decimals |= number.decimals;
        self.chinese_row |= number.chinese_row;
        match self.pending.replace(number) {
            None if !(self.decimals && self.numbers > 1) => Ok(()),
            _ => Err(MoneyError::NotAnAmount),
        }
    }

    fn small(&mut self, unit: i128) -> Result<(), MoneyError> {
        let count = match self.pending.take() {
            Some(number) if self.section == 0 || number.value < 10 * YUAN => number.value,
            // 十五 for 一十五
            None if unit == 10 && self.section == 0 => YUAN,
            _ => return Err(MoneyError::NotAnAmount),
        };
        if self.last_small.is_some_and(|last| unit >= last) {
            return Err(MoneyError::NotAnAmount);
        }
        self.section += count * unit;
        self.last_small = Some(unit);
        self.last_unit = Some(unit);
        Ok(())
    }

    fn large(&mut self, unit: i128) -> Result<(), MoneyError> {
        let last = self.pending.take().map_or(0, |number| number.value);
        let closed = if unit == 10_000 { self.middle } else { self.above };
        let count = if unit == 10_000 { self.section + last } else { self.middle + self.section + last };
        if count == 0 || closed != 0 {
            return Err(MoneyError::NotAnAmount);
        }
        if unit == 10_000 {
            self.middle = count * unit;
        } else {
            (self.above, self.middle) = (count * unit, 0);
        }
        (self.section, self.last_small, self.last_unit) = (0, None, Some(unit));
        Ok(())
    }

    fn finish(mut self, ending: Ending) -> Result<i128, MoneyError> {
        let last = match (self.pending.take(), self.last_unit) {
            (Some(number), Some(unit)) => tail(number, unit, ending)?,
            (Some(number), None) => number.value,
            (None, None) => return Err(MoneyError::NotAnAmount),
            (None, Some(_)) => 0,
        };
        if self.chinese_row && self.last_unit.is_some() {
            return Err(MoneyError::NotAnAmount);
        }
        Ok(self.above + self.middle + self.section + last)
    }
}

/// The number after the last unit: 三百零五, 三十五, 3万5000, and the spoken 三万五, where it counts the next lower place.
fn tail(number: Number, unit: i128, ending: Ending) -> Result<i128, MoneyError> {
    let one_digit = number.value < 10 * YUAN && number.value > 0;
    if number.value >= unit * YUAN {
        Err(MoneyError::NotAnAmount)
    } else if !one_digit || number.leading_zero || unit == 10 {
        Ok(number.value)
    } else if ending == Ending::Open {
        Ok(number.value * unit / 10)
    } else {
        Err(MoneyError::Ambiguous)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yuan(text: &str) -> String {
        parse_money(text).unwrap().unwrap().yuan_text()
    }

    #[test]
    fn the_ways_of_writing_one_amount() {
        // Would catch a reader that only knows the form of one ledger.
        let ways = "3.5万 3.5万元 35000 35000元 35,000 35,000.00元 ￥35000 人民币叁万伍仟元整 叁万伍仟元 三万五千 三万五 \
                    三万五千元 ３．５万 ３５，０００ 3万5千 3万5000元 3万5 3.5w 3。5万 ３。５万元 三点五万 35千 35000.000 三五〇〇〇 三万五千块钱";
        for text in ways.split_whitespace() {
            assert_eq!(yuan(text), "35000", "{text}");
        }
    }

    #[test]
    fn other_amounts() {
        for (text, expected) in [
            ("1.2亿", "120000000"),
            ("五百元整", "500"),
            ("五块五", "5.50"),
            ("12元5角", "12.50"),
            ("五角", "0.50"),
            ("三万零五", "30005"),
            ("三万零五百", "30500"),
            ("一百零五元", "105"),
            ("十五", "15"),
            ("十万", "100000"),
            ("3百万", "3000000"),
            ("一千二百万", "12000000"),
            ("一亿两千万", "120000000"),
            ("壹仟零伍拾元整", "1050"),
            ("零元整", "0"),
            ("0", "0"),
            ("0.05", "0.05"),
            ("1。5", "1.50"),
            ("１。５", "1.50"),
            ("1。5万", "15000"),
            ("1,200。50元", "1200.50"),
            (" 2 000 元 ", "2000"),
            ("0.00001234亿", "1234"),
            ("100000000000", "100000000000"),
        ] {
            assert_eq!(yuan(text), expected, "{text}");
        }
    }

    #[test]
    fn no_amount_is_not_zero() {
        // Would catch a program that writes 0 元 where a ledger says 无.
        for text in ["", "  ", "无", "-", "－", "——", "/", "没有"] {
            assert_eq!(parse_money(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_an_amount_says_why() {
        use MoneyError::{Ambiguous, Negative, NotAnAmount, TooLarge, TooPrecise};
        for (text, error) in [
            ("-5", Negative),
            ("－３．５万", Negative),
            ("负五百元", Negative),
            ("￥-5", Negative),
            ("35000.123", TooPrecise),
            ("3.5000001万", TooPrecise),
            ("0.001元", TooPrecise),
            ("35000.000000001", TooPrecise),
            ("100000000000.01", TooLarge),
            ("1001亿", TooLarge),
            ("999999999999999999999999999999", TooLarge),
            ("三万五元", Ambiguous),
            ("3.5万5千", NotAnAmount),
            ("三五万", NotAnAmount),
            ("3,5", NotAnAmount),
            ("3,50,000", NotAnAmount),
            ("1.2.3", NotAnAmount),
            ("3000。500", NotAnAmount),
            ("5。", NotAnAmount),
            ("5.", NotAnAmount),
            (".", NotAnAmount),
            ("万", NotAnAmount),
            ("元", NotAnAmount),
            ("3万5万", NotAnAmount),
            ("3百5千", NotAnAmount),
            ("3万50000", NotAnAmount),
            ("约3万", NotAnAmount),
            ("5000斤", NotAnAmount),
            ("12.5元5角", NotAnAmount),
        ] {
            assert_eq!(parse_money(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in any::<String>(), near in "[-0-9,.零一五十百千万亿元角分整 ]{0,24}") {
            // Would catch an overflow or a slice out of bounds.
            for text in [text, near] {
                if let Ok(Some(fen)) = parse_money(&text) {
                    prop_assert!((0..=Fen::MOST.0).contains(&fen.0));
                }
            }
        }

        #[test]
        fn decimals_of_wan_are_exact(wan in 0_i64..100_000_000, part in 0_i64..1_000_000) {
            // Would catch arithmetic in floating point.
            let expected = if wan * 1_000_000 + part > Fen::MOST.0 { Err(MoneyError::TooLarge) }
                else { Ok(Some(Fen(wan * 1_000_000 + part))) };
            prop_assert_eq!(parse_money(&format!("{wan}.{part:06}万元")), expected);
        }
    }
}
