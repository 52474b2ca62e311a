//! The words of dates: 昨天, -2, 上周五, 5天后, 月底; and Chinese numerals.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::{DateError, Toward, date, shifted, weekday_of_week};

/// Reads a date said in words or as a distance from today; none where the text is neither. Expects half width and
/// lower case.
pub(super) fn read(text: &str, today: NaiveDate, toward: Toward) -> Option<Result<NaiveDate, DateError>> {
    if let Some(days) = named_day(text).or_else(|| distance(text, toward)) {
        return Some(shifted(today, days));
    }
    weekday(text, today, toward).or_else(|| end_of(text, today, toward))
}

fn named_day(text: &str) -> Option<i64> {
    Some(match text {
        "t" | "today" | "今天" | "今日" => 0,
        "y" | "yesterday" | "昨天" | "昨日" => -1,
        "前天" | "前日" => -2,
        "大前天" => -3,
        "tomorrow" | "明天" | "明日" => 1,
        "后天" => 2,
        "大后天" => 3,
        _ => return None,
    })
}

/// `-2`, `+3`, `5天前`, `30日后`.
fn distance(text: &str, toward: Toward) -> Option<i64> {
    let days = |digits: &str| {
        let digits = numerals(digits.trim());
        let fits = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits { digits.parse::<i64>().ok() } else { None }
    };
    let ends = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        days(rest).map(|days| -days)
    } else if let Some(rest) = text.strip_prefix('+') {
        days(rest)
    } else if let Some(rest) = ends(&["天前", "日前"]) {
        days(rest).map(|days| -days)
    } else if let Some(rest) = ends(&["天后", "日后", "天以后", "日以后"]) {
        days(rest)
    } else if toward == Toward::Future {
        ends(&["天内", "日内", "天之内", "日之内"]).and_then(days)
    } else {
        None
    }
}

/// 周五 is the nearest one; 上周五, 本周五 and 下周五 count weeks from Monday.
fn weekday(text: &str, today: NaiveDate, toward: Toward) -> Option<Result<NaiveDate, DateError>> {
    let marks = ["周", "星期", "礼拜"];
    let (lead, day) = marks.iter().find_map(|mark| text.split_once(mark))?;
    let weekday = match day {
        "一" | "1" => Weekday::Mon,
        "二" | "2" => Weekday::Tue,
        "三" | "3" => Weekday::Wed,
        "四" | "4" => Weekday::Thu,
        "五" | "5" => Weekday::Fri,
        "六" | "6" => Weekday::Sat,
        "日" | "天" | "7" => Weekday::Sun,
        _ => return None,
    };
    let this_week = weekday_of_week(today, weekday);
    let weeks_on = |weeks: i64| this_week.and_then(|day| shifted(day, weeks * 7));
    match (lead.trim_end_matches('个'), toward) {
        ("上", _) => Some(weeks_on(-1)),
        ("本" | "这", _) => Some(this_week),
        ("下", _) => Some(weeks_on(1)),
        ("", Toward::Past) if this_week.is_ok_and(|day| day > today) => Some(weeks_on(-1)),
        ("", Toward::Future) if this_week.is_ok_and(|day| day < today) => Some(weeks_on(1)),
        ("", _) => Some(this_week),
        _ => None,
    }
}

/// 月底 and 年底, the usual terms of performance.
fn end_of(text: &str, today: NaiveDate, toward: Toward) -> Option<Result<NaiveDate, DateError>> {
    if toward == Toward::Past {
        return None;
    }
    let month_end = |ahead: u32| {
        let first = today.with_day(1).and_then(|day| day.checked_add_months(Months::new(ahead + 1)));
        first.and_then(|day| day.pred_opt()).ok_or(DateError::NoSuchDay)
    };
    match text {
        "月底" | "本月底" | "月末" => Some(month_end(0)),
        "下月底" | "下个月底" => Some(month_end(1)),
        "年底" | "今年底" | "今年年底" | "年末" => Some(date(today.year(), 12, 31)),
        "明年底" | "明年年底" => Some(date(today.year() + 1, 12, 31)),
        _ => None,
    }
}

/// 今年 去年 前年 明年 before a month and day.
pub(super) fn year_prefix(text: &str, this_year: i32) -> (Option<i32>, &str) {
    [("今年", 0), ("去年", -1), ("前年", -2), ("明年", 1)]
        .iter()
        .find_map(|(word, years)| {
            text.strip_prefix(word).map(|rest| (Some(this_year + years), rest.trim_start()))
        })
        .unwrap_or((None, text))
}

/// Chinese numerals as digits, as far as dates need them: 二〇二四年三月二十五日, 十, 三十一.
pub(super) fn numerals(text: &str) -> String {
    let mut digits = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if c == '十' || value(c).is_some() {
            run.push(c);
        } else {
            push_run(&mut digits, &run);
            run.clear();
            digits.push(c);
        }
    }
    push_run(&mut digits, &run);
    digits
}

fn push_run(digits: &mut String, run: &str) {
    let rows = |part: &str| part.chars().filter_map(value).map(|v| v.to_string()).collect::<String>();
    match run.split_once('十') {
        None => digits.push_str(&rows(run)),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { "1".to_owned() } else { rows(tens) };
            let ones = if ones.is_empty() { "0".to_owned() } else { rows(ones) };
            digits.push_str(&(tens + &ones));
        }
    }
}

fn value(c: char) -> Option<usize> {
    if c == '零' { Some(0) } else { "〇一二三四五六七八九".chars().position(|digit| digit == c) }
}
