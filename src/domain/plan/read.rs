//! Reading a plan as people say it: `分6期，每月15日，每期2000元`, or its parts one by one: `2026-12-15 2000元；2027-01-15
//! 拆除围墙`.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::date_entry::{DateError, iso, parse_due_date};
use crate::domain::fold::{clean_line, half_width};
use crate::domain::money::with_points;
use crate::domain::{Dispute, Fen, Id, Instalment};

use super::amount::amount_first;

/// The most parts that a sentence can make: ten years of months.
pub const MOST_PARTS: u32 = 120;

/// A part of a plan that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The day on which it is due.
    pub due_on: NaiveDate,
    /// The amount; none for a deed.
    pub amount: Option<Fen>,
    /// What is to be done, in the words of the agreement.
    pub what: String,
}

impl Planned {
    /// The part, under that identity.
    pub fn part(self, id: Id<Instalment>) -> Instalment {
        Instalment { id, due_on: self.due_on, amount: self.amount, what: self.what }
    }

    /// Whether a part of a plan says the same.
    pub fn is(&self, part: &Instalment) -> bool {
        (self.due_on, self.amount, self.what.as_str()) == (part.due_on, part.amount, part.what.as_str())
    }
}

/// What a plan is read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// The day after which the first part is due, where the words do not say from when.
    pub after: NaiveDate,
    /// The amount agreed on, of which the last part takes the rest.
    pub amount: Option<Fen>,
}

impl Agreed {
    /// What a case says; today stands for the day of an agreement that is still to come.
    pub fn of(case: &Dispute, today: NaiveDate) -> Self {
        Self { after: case.reached_on().unwrap_or(today), amount: case.agreement.amount }
    }
}

/// Why words are no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFault {
    /// Not understood.
    NotAPlan,
    /// A day that the calendar does not have.
    NoSuchDay,
    /// What stands for an amount is none, or nothing.
    NotAnAmount,
    /// Another date within the words of a part: a part that would be lost.
    DateInside,
    /// The first part would be due before the agreement.
    TooEarly,
    /// Neither the number of parts nor what it follows from.
    HowMany,
    /// Neither the amount of a part nor the whole.
    HowMuch,
    /// No parts, or more than [`MOST_PARTS`].
    TooMany,
    /// The parts before the last come to the whole or more.
    NothingLeft,
}

/// The time between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Every {
    Months(u32),
    /// The last days of the quarters, half-years or years, in months.
    Ends(u32),
    Days(u32),
}

/// Reads a plan; none of an empty text.
///
/// # Errors
/// A [`PlanFault`].
pub fn read_plan(text: &str, agreed: Agreed) -> Result<Vec<Planned>, PlanFault> {
    // 1。5万, but 3000。5月 is the end of a sentence.
    let text = &with_points(text, |next| next.is_some_and(|next| "万萬千百亿億元圆块wW".contains(next)));
    let lines: Vec<&str> = text
        .split([';', '；', '\n'])
        .map(|line| line.trim().trim_end_matches('。'))
        .filter(|l| !l.is_empty())
        .collect();
    let mut parts = Vec::new();
    for piece in lines.iter().flat_map(|line| pieces(line)) {
        match one_part(piece, agreed.after)? {
            Some(part) => parts.push(part),
            None if lines.len() == 1 && parts.is_empty() => return generated(&half_width(text), agreed),
            None => return Err(PlanFault::NotAPlan),
        }
    }
    if parts.len() > MOST_PARTS as usize { Err(PlanFault::TooMany) } else { Ok(parts) }
}

/// A part as [`read_plan`] reads it: `2026-12-15 2000元 首付`.
pub fn plan_line(part: &Instalment) -> String {
    let amount = part.amount.map(|amount| format!("{}元", amount.yuan_text()));
    let said = [Some(iso(part.due_on)), amount, Some(part.what.clone()).filter(|what| !what.is_empty())];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The parts of a line: a new one begins where a comma is followed by a date.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, mark) in line.char_indices().filter(|(_, c)| matches!(c, ',' | '，' | '、' | '。')) {
        let next = at + mark.len_utf8();
        let has_begun = !numbered(&half_width(&line[from..at])).trim().is_empty();
        if has_begun && begins_part(&half_width(&line[next..])) {
            pieces.push(line[from..at].trim());
            from = next;
        }
    }
    pieces.push(line[from..].trim());
    pieces
}

/// Whether a part begins there rather than words or an amount.
fn begins_part(text: &str) -> bool {
    let (date, rest) = date_at(numbered(text.trim_start()));
    let Some(said) = rest.strip_prefix(' ') else { return is_certain(date) };
    // 12-15 and 12.15 may be a range or a share: of a part where money follows or, of the first, a deed.
    let is_short = || date.split(['-', '.', '/']).count() == 2 && is_month_day(date);
    let is_deed = || date.contains('-') && !said.starts_with(['天', '日', '个', '月', '年', '周', '次']);
    let is_paid = || amount_first(said).is_ok_and(|(amount, _)| amount.is_some());
    is_certain(date) || is_short() && (is_paid() || is_deed())
}

/// The characters of a date at the beginning, up to its 日 if it has one, and what follows.
fn date_at(text: &str) -> (&str, &str) {
    let is_of_date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '年' | '月');
    let end = text.find(|c| !is_of_date(c)).unwrap_or(text.len());
    let day = text[end..].chars().next().filter(|c| end > 0 && matches!(c, '日' | '号' | '底'));
    text.split_at(end + day.map_or(0, char::len_utf8))
}

fn is_month_day(date: &str) -> bool {
    date.split(['-', '.', '/']).all(|part| matches!(part.len(), 1 | 2) && part.parse::<u32>().is_ok())
}

/// Whether it can be nothing but a date: 2027-01-15, 1月15日.
fn is_certain(date: &str) -> bool {
    let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
    match (parts.as_slice(), date.split_once('月')) {
        (_, Some((before, after))) => {
            before.ends_with(|c: char| c.is_ascii_digit())
                && (after == "底" || after.ends_with(['日', '号']) && after.len() > '日'.len_utf8())
        }
        ([year, month, day], None) => year.len() == 4 && !month.is_empty() && !day.is_empty(),
        _ => false,
    }
}

/// Whether a date stands within the words; one before the agreement is no part of a plan but something referred to.
fn has_date(words: &str, after: NaiveDate) -> bool {
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (date, follows) = date_at(&rest[at..]);
        if is_certain(date) && !parse_due_date(date, after).is_ok_and(|on| on < after) {
            return true;
        }
        rest = follows;
    }
    false
}

/// `第1期：2026年12月15日前支付2000元，首付`; none where it does not begin with a date.
fn one_part(said: &str, after: NaiveDate) -> Result<Option<Planned>, PlanFault> {
    let plain = half_width(said);
    let (date, rest) = date_at(numbered(&plain));
    // A day alone is of no certain month, and may be an amount; 12月15日起 begins a sentence.
    if !date.contains(['-', '.', '/', '月', '年']) || rest.starts_with(['元', '圆', '万', '块', '起'])
    {
        return Ok(None);
    }
    let due_on = match parse_due_date(date, after) {
        Ok(day) => day,
        Err(DateError::NoSuchDay) => return Err(PlanFault::NoSuchDay),
        Err(_) => return Ok(None),
    };
    let rest = ["之前", "以前", "前"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', ',', ':', '、', '\t']);
    let (amount, what) = amount_first(rest)?;
    if has_date(what, after) {
        return Err(PlanFault::DateInside);
    }
    // As typed: half width has as many characters.
    let before = plain.chars().count() - what.chars().count();
    let what = said.char_indices().nth(before).map_or("", |(at, _)| &said[at..]);
    Ok(Some(Planned { due_on, amount, what: clean_line(what) }))
}

/// The line without the number of its part.
fn numbered(line: &str) -> &str {
    let Some((number, rest)) = line.strip_prefix('第').and_then(|rest| rest.split_once('期')) else {
        return line;
    };
    let is_number = number.trim().chars().all(|c| numeral(c).is_some() || c == '十' || c == ' ');
    if is_number { rest.trim_start_matches([':', ',', ' ']) } else { line }
}

/// `分6期，每月15日，每期2000元，从2026年12月起`
fn generated(plain: &str, agreed: Agreed) -> Result<Vec<Planned>, PlanFault> {
    let text: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let (start, text) = beginning(&text);
    let (every, text) = rhythm(&text).ok_or(PlanFault::NotAPlan)?;
    let (day, text) = day_of_month(&text)?;
    let (count, text) = count(&text)?;
    let (each, whole) = amounts(&text)?;
    let whole = whole.or(agreed.amount.filter(|amount| *amount > Fen::ZERO));
    let parts = shares(count, each, whole)?;
    let (first, day) = first_day(start.as_deref(), every, day, agreed.after).ok_or(PlanFault::NotAPlan)?;
    if first < agreed.after {
        return Err(PlanFault::TooEarly);
    }
    let due = |nth: u32| match every {
        Every::Months(months) | Every::Ends(months) => {
            in_month(first.with_day(1)?.checked_add_months(Months::new(nth * months))?, day)
        }
        Every::Days(days) => first.checked_add_days(Days::new(u64::from(nth) * u64::from(days))),
    };
    let planned = (0..)
        .zip(parts)
        .map(|(nth, amount)| Some(Planned { due_on: due(nth)?, amount: Some(amount), what: String::new() }));
    planned.collect::<Option<_>>().ok_or(PlanFault::NotAPlan)
}

/// The words for when it begins, and the text without them.
fn beginning(text: &str) -> (Option<String>, String) {
    let ends = text.find("开始").map(|at| (at, "开始".len())).or(text.find('起').map(|at| (at, "起".len())));
    let Some((end, length)) = ends else { return (None, text.to_owned()) };
    let before = &text[..end];
    let from =
        ['从', '自', ','].iter().filter_map(|mark| before.rfind(*mark).map(|at| at + mark.len_utf8())).max();
    let from = from.unwrap_or(0);
    let said = before[from..].to_owned();
    let left = text[..from].trim_end_matches(['从', '自', ',']);
    (Some(said), format!("{left},{}", &text[end + length..]))
}

/// The time between two parts, and the text without it.
fn rhythm(text: &str) -> Option<(Every, String)> {
    const WORDS: [(&str, Every); 16] = [
        ("每季度末", Every::Ends(3)),
        ("每季度底", Every::Ends(3)),
        ("每季末", Every::Ends(3)),
        ("每季底", Every::Ends(3)),
        ("每半年末", Every::Ends(6)),
        ("每半年底", Every::Ends(6)),
        ("每年末", Every::Ends(12)),
        ("每年底", Every::Ends(12)),
        ("每半年", Every::Months(6)),
        ("每季度", Every::Months(3)),
        ("每季", Every::Months(3)),
        ("每年", Every::Months(12)),
        ("每个月", Every::Months(1)),
        ("每月", Every::Months(1)),
        ("按月", Every::Months(1)),
        ("每周", Every::Days(7)),
    ];
    let cut = |at: usize, length: usize| format!("{},{}", &text[..at], &text[at + length..]);
    if let Some((word, every)) = WORDS.iter().find(|(word, _)| text.contains(word)) {
        return Some((*every, cut(text.find(word)?, word.len())));
    }
    let at = text.find('每')?;
    let rest = &text[at + '每'.len_utf8()..];
    let (number, after) = number_at(rest)?;
    let unit =
        [("个月", Every::Months(number)), ("周", Every::Days(number * 7)), ("天", Every::Days(number))];
    let (word, every) = unit.into_iter().find(|(word, _)| after.starts_with(word))?;
    let length = text.len() - at - (after.len() - word.len());
    (number > 0).then(|| (every, cut(at, length)))
}

/// The day of the month, the end of the month as 31, and the text without it.
fn day_of_month(text: &str) -> Result<(Option<u32>, String), PlanFault> {
    for word in ["月底", "月末", "底", "末"] {
        if let Some(at) = text.find(word) {
            return Ok((Some(31), format!("{},{}", &text[..at], &text[at + word.len()..])));
        }
    }
    match number_before(text, ['日', '号']) {
        None => Ok((None, text.to_owned())),
        Some((before, number, rest)) => {
            let day = whole_number(number).filter(|day| (1..=31).contains(day));
            Ok((Some(day.ok_or(PlanFault::NoSuchDay)?), format!("{before},{rest}")))
        }
    }
}

/// The number of parts, and the text without it.
fn count(text: &str) -> Result<(Option<u32>, String), PlanFault> {
    let Some((before, number, rest)) = number_before(text, ['期', '次']) else {
        return Ok((None, text.to_owned()));
    };
    let before = before.trim_end_matches(['分', '共', '为', '成']);
    Ok((Some(whole_number(number).ok_or(PlanFault::TooMany)?), format!("{before},{rest}")))
}

/// The first number with that unit, all its digits, and what stands before it and after the unit.
fn number_before(text: &str, units: [char; 2]) -> Option<(&str, &str, &str)> {
    let is_of_number = |c: char| numeral(c).is_some() || "零十百千万.".contains(c);
    let mut from = 0;
    while let Some(at) = text[from..].find(is_of_number) {
        let start = from + at;
        let end = text[start..].find(|c| !is_of_number(c)).map_or(text.len(), |length| start + length);
        if let Some(rest) = text[end..].strip_prefix(units) {
            return Some((&text[..start], &text[start..end], rest));
        }
        from = end;
    }
    None
}

/// The number, where nothing of the text is left over.
fn whole_number(text: &str) -> Option<u32> {
    number_at(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// The amount of each part, and the whole. Words that are not understood are no plan: they may say something else.
fn amounts(text: &str) -> Result<(Option<Fen>, Option<Fen>), PlanFault> {
    let (mut each, mut whole) = (None, None);
    for piece in text.split([',', '、', '。', ':']).filter(|piece| !piece.is_empty()) {
        let wholes = ["共计", "总计", "合计", "总共", "总额", "共"];
        let (of_whole, rest) = match wholes.iter().find_map(|word| piece.strip_prefix(word)) {
            Some(rest) => (true, rest),
            None => {
                (false, ["每期", "每次", "各"].iter().find_map(|w| piece.strip_prefix(w)).unwrap_or(piece))
            }
        };
        let rest = rest.trim_matches(['。', '前']);
        if ["", "前", "支付", "付", "分期", "分期支付", "履行", "支付完毕", "付清"].contains(&rest)
        {
            continue;
        }
        // 每月15, 每周三: a small number by itself may be a day.
        let is_bare = rest == piece && rest.chars().all(|c| numeral(c).is_some() || c == '十');
        let least = if is_bare { Fen::from_yuan(99) } else { Fen::ZERO };
        let place = if of_whole { &mut whole } else { &mut each };
        match amount_first(rest)? {
            (Some(amount), "") if place.is_none() && amount > least => *place = Some(amount),
            _ => return Err(PlanFault::NotAPlan),
        }
    }
    Ok((each, whole))
}

/// The amounts of the parts: equal, but the last takes the rest of the whole.
fn shares(count: Option<u32>, each: Option<Fen>, whole: Option<Fen>) -> Result<Vec<Fen>, PlanFault> {
    let count = match (count, each, whole) {
        (Some(count), ..) => count,
        (None, Some(each), Some(whole)) => u32::try_from(whole.0 / each.0 + i64::from(whole.0 % each.0 != 0))
            .map_err(|_| PlanFault::TooMany)?,
        (None, ..) => return Err(PlanFault::HowMany),
    };
    if count == 0 || count > MOST_PARTS {
        return Err(PlanFault::TooMany);
    }
    let each = match (each, whole) {
        (Some(each), _) => each,
        // Whole yuan, where there are enough.
        (None, Some(whole)) if whole.0 >= i64::from(count) * 100 => {
            Fen(whole.0 / i64::from(count) / 100 * 100)
        }
        (None, Some(whole)) => Fen(whole.0 / i64::from(count)),
        (None, None) => return Err(PlanFault::HowMuch),
    };
    let before = Fen(each.0.saturating_mul(i64::from(count - 1)));
    let last = whole.map_or(each, |whole| whole.saturating_sub(before));
    if last <= Fen::ZERO || each <= Fen::ZERO {
        return Err(PlanFault::NothingLeft);
    }
    let mut shares = vec![each; count as usize];
    shares.pop();
    shares.push(last);
    Ok(shares)
}

/// The first day, and the day of the month of all: the one said, of a month the day of the month in it, else the next
/// such day; of longer steps than a month the first is a whole step away.
fn first_day(
    start: Option<&str>,
    every: Every,
    day: Option<u32>,
    after: NaiveDate,
) -> Option<(NaiveDate, u32)> {
    let wanted = day.unwrap_or(after.day());
    let in_months =
        |months: u32| in_month(after.with_day(1)?.checked_add_months(Months::new(months))?, wanted);
    let from = start.map(|start| beginning_day(start, after));
    match (every, from) {
        (Every::Days(_) | Every::Ends(_), _) if day.is_some() => None,
        (Every::Days(_), Some(from)) => Some((from?.0, 1)),
        (Every::Days(days), None) => Some((after.checked_add_days(Days::new(days.into()))?, 1)),
        (Every::Ends(months), Some(from)) => Some((period_end(from?.0, months)?, 31)),
        (Every::Ends(months), None) => Some((period_end(after.succ_opt()?, months)?, 31)),
        (Every::Months(_), Some(from)) => {
            let (first, is_month) = from?;
            if is_month {
                return Some((in_month(first, wanted)?, wanted));
            }
            // The day said for every month must be that of the first one, but for the end of a short month.
            let day = day.unwrap_or(first.day());
            (in_month(first, day)? == first).then_some((first, day))
        }
        (Every::Months(1), None) => {
            let this = in_month(after, wanted)?;
            Some((if this > after { this } else { in_months(1)? }, wanted))
        }
        (Every::Months(months), None) => Some((in_months(months)?, wanted)),
    }
}

/// The day from which a plan is said to run, and whether it is that of a month.
fn beginning_day(start: &str, after: NaiveDate) -> Option<(NaiveDate, bool)> {
    let Some(month) = start.strip_suffix('月') else {
        return Some((parse_due_date(start, after).ok()?, false));
    };
    let this = after.with_day(1)?;
    let Some(next) = month.strip_prefix('下') else {
        return Some((parse_due_date(&format!("{month}月1日"), this).ok()?, true));
    };
    let next = next.trim_start_matches('个');
    next.is_empty().then(|| Some((this.checked_add_months(Months::new(1))?, true)))?
}

/// The last day of the calendar's quarter, half-year or year of that day.
fn period_end(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    in_month(day.with_day(1)?.with_month((day.month0() / months + 1) * months)?, 31)
}

/// That day of the month, or its last day where it is shorter.
fn in_month(month: NaiveDate, day: u32) -> Option<NaiveDate> {
    (1..=day).rev().take(31).find_map(|day| month.with_day(day))
}

/// A number at the beginning, in digits or in numerals up to 九十九, and what follows it.
fn number_at(text: &str) -> Option<(u32, &str)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        return Some((text[..end].parse().ok().filter(|number| *number < 10_000)?, &text[end..]));
    }
    let end = text.find(|c| numeral(c).is_none() && c != '十').unwrap_or(text.len());
    let (said, rest) = text.split_at(end);
    let one = |said: &str| {
        let mut chars = said.chars();
        let digit = chars.next().and_then(numeral);
        digit.filter(|_| chars.next().is_none())
    };
    let number = match said.split_once('十') {
        _ if said.is_empty() => return None,
        None => one(said)?,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            tens * 10 + if ones.is_empty() { 0 } else { one(ones)? }
        }
    };
    Some((number, rest))
}

fn numeral(c: char) -> Option<u32> {
    let chinese = || "〇一二三四五六七八九".chars().position(|numeral| numeral == c);
    match c {
        '两' => Some(2),
        _ => c.to_digit(10).or_else(|| chinese().and_then(|digit| u32::try_from(digit).ok())),
    }
}
