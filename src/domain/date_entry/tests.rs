use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn past(text: &str, today: &str) -> Result<String, DateError> {
    parse_date(text, day(today)).map(iso)
}

fn due(text: &str, today: &str) -> Result<String, DateError> {
    parse_due_date(text, day(today)).map(iso)
}

#[test]
fn every_way_of_writing_one_day() {
    // Would catch a reader that knows only the forms of one ledger or one input method.
    let ways = "20240305 2024-3-5 2024.3.5 2024/3/5 2024年3月5日 24-3-5 240305 2024-03-05 ２０２４／０３／０５ 2024年03月05号 \
                二〇二四年三月五日 24年3月5日 2024。3。5 2024、3、5 2024—3—5 前年3月5日 2024年3月5";
    for text in ways.split_whitespace() {
        assert_eq!(past(text, "2026-11-23").as_deref(), Ok("2024-03-05"), "{text}");
    }
    for text in
        ["2024-03-05 00:00:00", "2024-03-05T10:30:00", "2024/3/5 0:00", " 2024 年 3 月 5 日 ", "2024 3 5"]
    {
        assert_eq!(past(text, "2026-11-23").as_deref(), Ok("2024-03-05"), "{text}");
    }
    let yearless = "3-5 3.5 3/5 3月5日 3月5号 0305 03-05 ３．５ 三月五日 3。5 3、5 今年3月5日";
    for text in yearless.split_whitespace() {
        assert_eq!(past(text, "2024-03-05").as_deref(), Ok("2024-03-05"), "{text}");
    }
}

#[test]
fn what_is_left_out_means_the_latest_such_day() {
    // Would catch a date in the future, and a clerk in January who cannot type December.
    for (text, today, expected) in [
        ("5", "2026-11-23", "2026-11-05"),
        ("23", "2026-11-23", "2026-11-23"),
        ("24", "2026-11-23", "2026-10-24"),
        ("31", "2026-11-30", "2026-10-31"),
        ("31", "2026-01-02", "2025-12-31"),
        ("5号", "2026-11-03", "2026-10-05"),
        ("3-5", "2026-03-04", "2025-03-05"),
        ("1231", "2026-01-01", "2025-12-31"),
        ("2-29", "2025-02-01", "2024-02-29"),
        ("二十五日", "2026-11-26", "2026-11-25"),
        ("99-3-5", "2026-01-01", "1999-03-05"),
        ("26-12-31", "2026-01-01", "2026-12-31"),
    ] {
        assert_eq!(past(text, today).as_deref(), Ok(expected), "{text} on {today}");
    }
}

#[test]
fn a_term_lies_ahead() {
    // Would catch a term of performance that is over before it begins.
    for (text, today, expected) in [
        ("5", "2026-11-23", "2026-12-05"),
        ("23", "2026-11-23", "2026-11-23"),
        ("31", "2026-11-23", "2026-12-31"),
        ("5", "2026-12-23", "2027-01-05"),
        ("3-5", "2026-11-23", "2027-03-05"),
        ("1231", "2026-11-23", "2026-12-31"),
        ("2-29", "2027-03-01", "2028-02-29"),
        ("30天后", "2026-11-23", "2026-12-23"),
        ("三十日内", "2026-11-23", "2026-12-23"),
        ("月底", "2026-11-23", "2026-11-30"),
        ("下月底", "2027-01-31", "2027-02-28"),
        ("年底", "2026-11-23", "2026-12-31"),
        ("周一", "2026-11-25", "2026-11-30"),
        ("27-6-1", "2026-11-23", "2027-06-01"),
        ("明年6月1日", "2026-11-23", "2027-06-01"),
    ] {
        assert_eq!(due(text, today).as_deref(), Ok(expected), "{text} on {today}");
    }
}

#[test]
fn words_and_distances() {
    // 2026-11-25 is a Wednesday.
    for (text, expected) in [
        ("今天", "2026-11-25"),
        ("t", "2026-11-25"),
        ("T", "2026-11-25"),
        ("Ｔ", "2026-11-25"),
        ("TODAY", "2026-11-25"),
        ("昨天", "2026-11-24"),
        ("前天", "2026-11-23"),
        ("大前天", "2026-11-22"),
        ("-2", "2026-11-23"),
        ("－２", "2026-11-23"),
        ("+3", "2026-11-28"),
        ("5天前", "2026-11-20"),
        ("周三", "2026-11-25"),
        ("周五", "2026-11-20"),
        ("上周五", "2026-11-20"),
        ("上周一", "2026-11-16"),
        ("上个星期日", "2026-11-22"),
        ("本周五", "2026-11-27"),
        ("礼拜天", "2026-11-22"),
        ("去年3月5日", "2025-03-05"),
    ] {
        assert_eq!(past(text, "2026-11-25").as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_says_why() {
    use DateError::{Empty, NoSuchDay, NotADate, YearOutOfRange};
    for (text, error) in [
        ("", Empty),
        (" 　", Empty),
        ("2-30", NoSuchDay),
        ("0230", NoSuchDay),
        ("32", NoSuchDay),
        ("0", NoSuchDay),
        ("13-1", NoSuchDay),
        ("2025-2-29", NoSuchDay),
        ("2-29", NoSuchDay),
        ("1899-12-31", YearOutOfRange(1899)),
        ("2201-1-1", YearOutOfRange(2201)),
        ("00010101", YearOutOfRange(1)),
        ("+99999", YearOutOfRange(2300)),
        ("abc", NotADate),
        ("305", NotADate),
        ("3月", NotADate),
        ("2024-3", NotADate),
        ("2024年3月", NotADate),
        ("3/5/2024", NotADate),
        ("4-3-5", NotADate),
        ("3--5", NotADate),
        ("3-", NotADate),
        ("1-2-3-4", NotADate),
        ("99999999999", NotADate),
        ("-999999999999999999999", NotADate),
        ("周八", NotADate),
        ("月底", NotADate),
    ] {
        assert_eq!(past(text, "2026-11-23"), Err(error), "{text}");
    }
    // Last year had the day, but it is more than a year ago.
    assert_eq!(past("2-29", "2025-03-02"), Err(NoSuchDay));
}

#[test]
fn the_file_knows_one_form_only() {
    for text in [
        "2024-3-5",
        "2024-03-5x",
        "+024-03-05",
        "2024/03/05",
        "2024-02-30",
        "",
        "２０２４-03-05",
        "2024-03-050",
    ] {
        assert_eq!(parse_iso(text), None, "{text}");
    }
}

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..109_000).prop_map(|n| NaiveDate::from_ymd_opt(1901, 1, 1).unwrap() + Days::new(n))
}

proptest! {
    #[test]
    fn the_file_form_comes_back(date in days()) {
        prop_assert_eq!(parse_iso(&iso(date)), Some(date));
        prop_assert_eq!(parse_date(&iso(date), date), Ok(date));
    }

    #[test]
    fn what_happened_is_never_ahead_and_a_term_never_behind(today in days(), month in 1_u32..=12, number in 1_u32..=31) {
        // Would catch any wrong turn at the end of a month, of a year, or in a leap year.
        for text in [format!("{number}"), format!("{month}-{number}"), format!("{month:02}{number:02}")] {
            if let Ok(date) = parse_date(&text, today) {
                prop_assert!(date <= today && (today - date).num_days() <= 365, "{text}: {date}");
                prop_assert_eq!(date.day(), number);
            }
            if let Ok(date) = parse_due_date(&text, today) {
                prop_assert!(date >= today && (date - today).num_days() <= 365, "{text}: {date}");
                prop_assert_eq!(date.day(), number);
            }
        }
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>(), near in "[-+./0-9年月日号天前后周五十二上 t:]{0,14}", today in days()) {
        for text in [text, near] {
            if let Ok(date) = parse_date(&text, today) {
                prop_assert!(YEARS.contains(&date.year()));
            }
            let _ = parse_due_date(&text, today);
        }
    }
}
