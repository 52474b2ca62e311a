//! What the widgets say by themselves.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Lang;

/// Signs that may not begin a row.
pub const CLOSING: &[char] = &[
    '，', '。', '、', '；', '：', '！', '？', '）', '》', '】', '”', '’', '」', '』', '%', '％', ',', '.',
    ';', ':', '!', '?', ')', ']',
];

/// Signs that may not end a row.
pub const OPENING: &[char] = &['（', '《', '【', '“', '‘', '「', '『', '(', '['];

/// Signs that end a clause, and the newline.
pub const CLAUSE_ENDS: &[char] = &['\n', '。', '，', '；', '！', '？'];

/// The day of the week, short: 周二, Tue.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => lang.pick("周一", "Mon"),
        Weekday::Tue => lang.pick("周二", "Tue"),
        Weekday::Wed => lang.pick("周三", "Wed"),
        Weekday::Thu => lang.pick("周四", "Thu"),
        Weekday::Fri => lang.pick("周五", "Fri"),
        Weekday::Sat => lang.pick("周六", "Sat"),
        Weekday::Sun => lang.pick("周日", "Sun"),
    }
}

/// A date with its weekday, as it stands beside a date field: 2024-03-05 周二.
pub fn date_with_weekday(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", date.format("%Y-%m-%d"), weekday(lang, date.weekday()))
}

/// A month under a bar: 3月, Mar. `month` is 1 to 12.
pub fn month(lang: Lang, month: u32) -> String {
    const EN: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let en = usize::try_from(month).ok().and_then(|n| EN.get(n.checked_sub(1)?)).copied();
    lang.pick(format!("{month}月"), en.unwrap_or_default().to_owned())
}

/// The row of a pick list that takes what was typed as something new.
pub fn add_new(lang: Lang, typed: &str) -> String {
    lang.pick(format!("新增“{typed}”"), format!("add \"{typed}\""))
}

/// A pick list in which nothing fits what was typed.
pub fn nothing_fits(lang: Lang) -> &'static str {
    lang.pick("没有符合的，请删去几个字再选", "nothing fits; erase a little and pick again")
}

/// A pick list with nothing in it.
pub fn nothing_yet(lang: Lang) -> &'static str {
    lang.pick("还没有可选的，请直接输入", "nothing to pick yet; type it in")
}

/// Beside the first of several picked: the one who leads.
pub fn lead(lang: Lang) -> &'static str {
    lang.pick("主持", "leads")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches a weekday off by one and a month table that starts at 0.
    #[test]
    fn dates_and_months() {
        let date = NaiveDate::from_ymd_opt(2024, 3, 5).unwrap();
        assert_eq!(date_with_weekday(Lang::Zh, date), "2024-03-05 周二");
        assert_eq!(date_with_weekday(Lang::En, date), "2024-03-05 Tue");
        assert_eq!(month(Lang::En, 12), "Dec");
        assert_eq!(month(Lang::Zh, 1), "1月");
    }
}
