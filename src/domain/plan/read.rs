//! Reading a plan as people say it: `分6期，每月15日，每期2000元`, or its parts one by one: `2026-12-15 2000元；2027-01-15
//! 拆除围墙`.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::date_entry::{iso, parse_due_date};
use crate::domain::fold::{clean_line, half_width};
use crate::domain::money::parse_money;
use crate::domain::{Dispute, Fen, Id, Instalment};

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
    Days(u32),
}

/// Reads a plan; none of an empty text.
///
/// # Errors
/// A [`PlanFault`].
pub fn read_plan(text: &str, agreed: Agreed) -> Result<Vec<Planned>, PlanFault> {
    let plain = half_width(text);
    let lines: Vec<&str> = plain
        .split([';', '\n'])
        .map(|line| line.trim().trim_end_matches('。'))
        .filter(|l| !l.is_empty())
        .collect();
    let listed: Option<Vec<Planned>> = lines.iter().map(|line| one_part(line, agreed.after)).collect();
    match listed {
        Some(parts) if parts.len() > MOST_PARTS as usize => Err(PlanFault::TooMany),
        Some(parts) => Ok(parts),
        None if lines.len() == 1 => generated(&plain, agreed),
        None => Err(PlanFault::NotAPlan),
    }
}

/// A part as [`read_plan`] reads it: `2026-12-15 2000元 首付`.
pub fn plan_line(part: &Instalment) -> String {
    let amount = part.amount.map(|amount| format!("{}元", amount.yuan_text()));
    let said = [Some(iso(part.due_on)), amount, Some(part.what.clone()).filter(|what| !what.is_empty())];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `第1期：2026年12月15日前支付2000元，首付`
fn one_part(line: &str, after: NaiveDate) -> Option<Planned> {
    let line = numbered(line);
    let is_of_date =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '年' | '月' | '日' | '号' | '底');
    let end = line.find(|c| !is_of_date(c)).unwrap_or(line.len());
    let (date, rest) = line.split_at(end);
    // A day alone is of no certain month, and may be an amount.
    if !date.contains(['-', '.', '/', '月', '年']) {
        return None;
    }
    let due_on = parse_due_date(date, after).ok()?;
    let rest = ["之前", "以前", "前"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', ',', ':', '、', '\t']);
    let (amount, what) = amount_first(rest);
    Some(Planned { due_on, amount, what: clean_line(what) })
}

/// The line without the number of its part.
fn numbered(line: &str) -> &str {
    let Some((number, rest)) = line.strip_prefix('第').and_then(|rest| rest.split_once('期')) else {
        return line;
    };
    let is_number = number.trim().chars().all(|c| numeral(c).is_some() || c == '十' || c == ' ');
    if is_number { rest.trim_start_matches([':', ',', ' ']) } else { line }
}

/// An amount at the beginning, after a word for paying, and what follows it.
fn amount_first(text: &str) -> (Option<Fen>, &str) {
    let verbs = ["支付", "给付", "付清", "偿还", "归还", "付", "还"];
    let bare = verbs.iter().find_map(|verb| text.strip_prefix(verb)).unwrap_or(text).trim_start();
    let bare = bare.strip_prefix("人民币").unwrap_or(bare);
    match money_at(bare) {
        Some((amount, rest)) => (Some(amount), rest.trim_start_matches([' ', ',', ':'])),
        None => (None, text),
    }
}

/// An amount with its unit, or a bare number that is the whole text; and what follows it.
fn money_at(text: &str) -> Option<(Fen, &str)> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '万' | '千' | '百');
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let end = text.find(|c| !is_of_number(c)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let (number, rest) = number.find(',').filter(|_| rest.is_empty() || !rest.starts_with('元')).map_or(
        (number, rest),
        // A comma that separates no thousands ends the amount.
        |at| if parse_money(number).is_ok() { (number, rest) } else { text.split_at(at) },
    );
    let amount = parse_money(number).ok().flatten()?;
    let has_unit = rest.starts_with(['元', '圆']) || number.ends_with(['万', '千', '百']);
    let rest = rest.strip_prefix(['元', '圆']).unwrap_or(rest);
    let rest = rest.strip_prefix('整').unwrap_or(rest);
    (has_unit || rest.is_empty()).then_some((amount, rest))
}

/// `分6期，每月15日，每期2000元，从2026年12月起`
fn generated(plain: &str, agreed: Agreed) -> Result<Vec<Planned>, PlanFault> {
    let text: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let (start, text) = beginning(&text);
    let (every, text) = rhythm(&text).ok_or(PlanFault::NotAPlan)?;
    let (day, text) = day_of_month(&text);
    let (count, text) = count(&text);
    let (each, whole) = amounts(&text)?;
    let whole = whole.or(agreed.amount.filter(|amount| *amount > Fen::ZERO));
    let parts = shares(count, each, whole)?;
    let first = first_day(start.as_deref(), day, agreed.after).ok_or(PlanFault::NotAPlan)?;
    let day = day.unwrap_or(first.day());
    let due = |nth: u32| match every {
        Every::Months(months) => {
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
    const WORDS: [(&str, Every); 8] = [
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
fn day_of_month(text: &str) -> (Option<u32>, String) {
    for word in ["月底", "月末", "底", "末"] {
        if let Some(at) = text.find(word) {
            return (Some(31), format!("{},{}", &text[..at], &text[at + word.len()..]));
        }
    }
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((day, rest)) = number_at(&text[at..])
            && let Some(rest) = rest.strip_prefix(['日', '号'])
            && (1..=31).contains(&day)
        {
            return (Some(day), format!("{},{rest}", &text[..at]));
        }
        at += c.len_utf8();
    }
    (None, text.to_owned())
}

/// The number of parts, and the text without it.
fn count(text: &str) -> (Option<u32>, String) {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some((count, rest)) = number_at(&text[at..])
            && let Some(rest) = rest.strip_prefix("期").or_else(|| rest.strip_prefix("次"))
        {
            let before = text[..at].trim_end_matches(['分', '共', '为', '成']);
            return (Some(count), format!("{before},{rest}"));
        }
        at += c.len_utf8();
    }
    (None, text.to_owned())
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
        let rest = rest.trim_end_matches(['。', '前']);
        if ["", "前", "支付", "付", "分期", "分期支付", "履行", "支付完毕", "付清"].contains(&rest)
        {
            continue;
        }
        let place = if of_whole { &mut whole } else { &mut each };
        match amount_first(rest) {
            (Some(amount), "") if place.is_none() && amount > Fen::ZERO => *place = Some(amount),
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

/// The first day: the one said, of a month the day of the month in it, else the next such day.
fn first_day(start: Option<&str>, day: Option<u32>, after: NaiveDate) -> Option<NaiveDate> {
    let Some(start) = start else {
        let day = day.unwrap_or(after.day());
        let this = in_month(after, day)?;
        return if this > after {
            Some(this)
        } else {
            in_month(after.with_day(1)?.checked_add_months(Months::new(1))?, day)
        };
    };
    if let Some(month) = start.strip_suffix('月') {
        let month = if let Some(next) = month.strip_prefix('下') {
            let next = next.trim_start_matches('个');
            next.is_empty().then(|| after.with_day(1)?.checked_add_months(Months::new(1)))??
        } else {
            parse_due_date(&format!("{month}月1日"), after.with_day(1)?).ok()?
        };
        return in_month(month, day.unwrap_or(after.day()));
    }
    let first = parse_due_date(start, after).ok()?;
    // The day said for every month must be that of the first one, but for the end of a short month.
    let agrees = day.is_none_or(|day| in_month(first, day) == Some(first));
    agrees.then_some(first)
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
