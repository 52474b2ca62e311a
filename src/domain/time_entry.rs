//! A time of day as a person types it: 9:30, 930, 0930, 14点半, 下午2点30.

use chrono::NaiveTime;

use super::fold::half_width;

/// Half of the day that was named with the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Unsaid,
    /// 凌晨、早上、上午
    Before,
    /// 中午: 11 to 2.
    Noon,
    /// 下午、傍晚
    After,
    /// 晚上、夜里: 12 would belong to the next day and is not accepted.
    Night,
}

const HALVES: [(&str, Half); 12] = [
    ("凌晨", Half::Before),
    ("清晨", Half::Before),
    ("早上", Half::Before),
    ("早晨", Half::Before),
    ("上午", Half::Before),
    ("中午", Half::Noon),
    ("下午", Half::After),
    ("傍晚", Half::After),
    ("晚上", Half::Night),
    ("夜里", Half::Night),
    ("am", Half::Before),
    ("pm", Half::After),
];

/// The time of day that the text means; none where it means none. Full width and Chinese numerals are understood;
/// seconds are not kept.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let mut text: String = half_width(text).to_lowercase().split_whitespace().collect();
    let mut half = Half::Unsaid;
    for (word, meant) in HALVES {
        let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word));
        if let Some(rest) = rest {
            (half, text) = (meant, rest.to_owned());
            break;
        }
    }
    let (hour, minute) = clock(&text)?;
    NaiveTime::from_hms_opt(on_the_day(hour, half)?, minute, 0)
}

/// The time as it stands in a field: 09:30.
pub fn time_text(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The hour of the day for an hour of its half.
fn on_the_day(hour: u32, half: Half) -> Option<u32> {
    match (half, hour) {
        (Half::Unsaid, _)
        | (Half::Before, 0..=12)
        | (Half::Noon, 11..=13)
        | (Half::After, 12..=23)
        | (Half::Night, 13..=23) => Some(hour),
        (Half::Noon, 1..=2) | (Half::After | Half::Night, 1..=11) => Some(hour + 12),
        _ => None,
    }
}

/// Hour and minute of a clock face, without the half of the day.
fn clock(text: &str) -> Option<(u32, u32)> {
    if let Some((hour, minute)) = text.split_once([':', '.', '点', '时']) {
        return Some((number(hour)?, minutes(minute)?));
    }
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.len() {
        1 | 2 if digits => Some((text.parse().ok()?, 0)),
        3 | 4 if digits => {
            let (hour, minute) = text.split_at(text.len() - 2);
            Some((hour.parse().ok()?, minute.parse().ok()?))
        }
        _ => None,
    }
}

/// Minutes behind the hour: nothing, 半, 一刻, 三刻, 整, or a number.
fn minutes(text: &str) -> Option<u32> {
    match text.trim_end_matches('分') {
        "" | "整" | "钟" => Some(0),
        "半" => Some(30),
        "一刻" => Some(15),
        "三刻" => Some(45),
        number_text => number(number_text).filter(|minute| *minute < 60),
    }
}

/// A number below a hundred in digits or in Chinese.
fn number(text: &str) -> Option<u32> {
    if !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    if let Some((tens, ones)) = text.split_once('十') {
        let tens = if tens.is_empty() { 1 } else { digit(tens)? };
        let ones = if ones.is_empty() { 0 } else { digit(ones)? };
        return Some(tens * 10 + ones);
    }
    // 零五 of 九点零五.
    digit(text.strip_prefix(['零', '〇']).filter(|rest| !rest.is_empty()).unwrap_or(text))
}

fn digit(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let value = "零一二三四五六七八九".chars().position(|c| Some(c) == chars.clone().next());
    let value = match chars.next()? {
        '两' => Some(2),
        '〇' => Some(0),
        _ => value.and_then(|value| u32::try_from(value).ok()),
    };
    value.filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    /// Catches: a way of writing that is not read, an afternoon that stays in the morning.
    #[test]
    fn what_people_write() {
        for (text, hour, minute) in [
            ("9:30", 9, 30),
            ("９：３０", 9, 30),
            ("930", 9, 30),
            ("0930", 9, 30),
            ("9", 9, 0),
            ("14", 14, 0),
            ("9.30", 9, 30),
            ("9点", 9, 0),
            ("9点钟", 9, 0),
            ("9时30分", 9, 30),
            ("14点半", 14, 30),
            ("下午2点30", 14, 30),
            ("下午 2 点半", 14, 30),
            ("下午14点", 14, 0),
            ("上午九点一刻", 9, 15),
            ("两点零五", 2, 5),
            ("晚上八点", 20, 0),
            ("十二点", 12, 0),
            ("中午12点", 12, 0),
            ("中午1点", 13, 0),
            ("凌晨0点", 0, 0),
            ("2:30pm", 14, 30),
            ("23:59", 23, 59),
            ("0:00", 0, 0),
        ] {
            assert_eq!(parse_time(text), at(hour, minute), "{text}");
        }
    }

    /// Catches: a guess where nothing of the kind was meant.
    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "  ",
            "半",
            "24:00",
            "25",
            "9:60",
            "9:5x",
            "99999",
            "上午14点",
            "晚上12点",
            "晚上0点",
            "明天",
            "-3",
            "9点3刻钟",
        ] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    proptest! {
        /// Catches: a time that does not come back from how it is shown; a panic on any text.
        #[test]
        fn shown_and_read_back(hour in 0u32..24, minute in 0u32..60, any in ".{0,8}") {
            let time = at(hour, minute).unwrap();
            prop_assert_eq!(parse_time(&time_text(time)), Some(time));
            let _ = parse_time(&any);
        }
    }
}
