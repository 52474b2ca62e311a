//! What a spreadsheet shows in a cell whose number format says more than the number: a unit, a scale, words for
//! codes, digits around a number, a date without its year.

use chrono::Datelike;
use ssfmt::ast::{DatePart, FormatPart, Section};
use ssfmt::{FormatOptions, NumberFormat};

/// A number format under which the number or the date alone does not say what the cell shows.
#[derive(Debug)]
pub(super) enum Shown {
    /// The text of the format: 3.5万元, 成功, 0719-3335551.
    Text(NumberFormat),
    /// A plain number with at most so many decimals.
    Rounded(NumberFormat, usize),
    /// A day without its year, its month or its day.
    Day(DayParts),
}

/// The parts of a day that are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct DayParts {
    year: Part,
    month: Part,
    day: Part,
    /// The time or the weekday, where it stands alone.
    other: Part,
    /// A year among the words of the format, whatever the year of the day.
    said_year: Option<u16>,
}

/// Whether a part of a day is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Hidden,
    Shown,
    /// As a time of day.
    Time,
}

impl Shown {
    /// Reads a format code; none where the number or the date itself is what is shown.
    pub(super) fn of(code: &str) -> Option<Self> {
        let format = NumberFormat::parse(&cleaned(code)).ok()?;
        let parts = || format.sections().iter().flat_map(|section| &section.parts);
        if format.is_date_format() {
            let first = format.sections().iter().find(|section| section.has_date_parts())?;
            let shown = DayParts::of(&first.parts);
            return (shown != DayParts::default() && !shown.is_whole()).then_some(Self::Day(shown));
        }
        // 3 1/2 and 3.50E+04 are other ways to write the same number.
        let is_another_way =
            |part: &FormatPart| matches!(part, FormatPart::Scientific { .. } | FormatPart::Fraction { .. });
        if parts().any(is_another_way) && !parts().any(says_something) {
            return None;
        }
        let says_a_number = parts().any(|part| part.is_numeric_part() || *part == FormatPart::GeneralNumber);
        let says_words = parts().any(says_something);
        match decimals(&format) {
            Some(decimals) => Some(Self::Rounded(format, decimals)),
            None if says_a_number || says_words => (!is_general(&format)).then_some(Self::Text(format)),
            None => None,
        }
    }

    /// What is shown for a number; `written` is the number itself. None where that is shown.
    pub(super) fn number(&self, number: f64, written: &str) -> Option<String> {
        let text = |format: &NumberFormat| format.format(number, &FormatOptions::default());
        match self {
            Self::Text(format) => {
                let text = text(format).trim().to_owned();
                (!text.is_empty() || number == 0.0).then_some(text)
            }
            Self::Rounded(format, most) => {
                if number < 0.0 && !text(format).contains(['-', '−', '(', '（']) {
                    return Some(text(format).trim().to_owned());
                }
                let has = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                let is_digit = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '-');
                (has > *most && !written.contains('E'))
                    .then(|| text(format).chars().filter(is_digit).collect())
            }
            Self::Day(_) => None,
        }
    }

    /// What is shown for a text; none where it is the text itself.
    pub(super) fn text(&self, text: &str) -> Option<String> {
        let (Self::Text(format) | Self::Rounded(format, _)) = self else { return None };
        let has_place = |section: &&Section| section.has_text_placeholder();
        let section = format.sections().iter().rev().find(has_place)?;
        let shown = |part: &FormatPart| match part {
            FormatPart::TextPlaceholder => text.to_owned(),
            FormatPart::Literal(words) | FormatPart::EscapedLiteral(words) => words.clone(),
            _ => String::new(),
        };
        section.parts.iter().any(says_something).then(|| section.parts.iter().map(shown).collect())
    }

    /// What is shown for a day and time; none where all of it is.
    pub(super) fn day(&self, at: chrono::NaiveDateTime) -> Option<String> {
        let Self::Day(parts) = self else { return None };
        if parts.is_other_alone() {
            return Some(match parts.other {
                Part::Time => at.format("%-H:%M").to_string(),
                _ => format!("星期{}", WEEKDAYS.get(at.weekday().num_days_from_monday() as usize)?),
            });
        }
        let part = |shown: Part, number: String, unit: &str| match shown {
            Part::Shown => format!("{number}{unit}"),
            _ => String::new(),
        };
        let year = match parts.said_year {
            Some(year) => format!("{year}年"),
            None => part(parts.year, at.year().to_string(), "年"),
        };
        Some(
            year + &part(parts.month, at.month().to_string(), "月")
                + &part(parts.day, at.day().to_string(), "日"),
        )
    }
}

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

impl DayParts {
    fn of(parts: &[FormatPart]) -> Self {
        let mut shown = Self::default();
        for part in parts {
            match part {
                FormatPart::Literal(words) | FormatPart::EscapedLiteral(words) => {
                    let year = words.split_once('年').map(|(before, _)| before.trim());
                    shown.said_year = year.and_then(|year| year.parse().ok()).or(shown.said_year);
                }
                FormatPart::DatePart(part) => match part {
                    DatePart::Year2 | DatePart::Year3 | DatePart::Year4 => shown.year = Part::Shown,
                    DatePart::Month
                    | DatePart::Month2
                    | DatePart::MonthAbbr
                    | DatePart::MonthFull
                    | DatePart::MonthLetter => shown.month = Part::Shown,
                    DatePart::Day | DatePart::Day2 => shown.day = Part::Shown,
                    DatePart::DayAbbr | DatePart::DayFull if shown.other == Part::Hidden => {
                        shown.other = Part::Shown;
                    }
                    DatePart::Hour | DatePart::Hour2 | DatePart::Minute | DatePart::Minute2 => {
                        shown.other = Part::Time;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        shown
    }

    fn is_whole(self) -> bool {
        [self.year, self.month, self.day] == [Part::Shown; 3]
    }

    fn is_other_alone(self) -> bool {
        [self.year, self.month, self.day] == [Part::Hidden; 3] && self.other != Part::Hidden
    }
}

/// The code in the form that the formatter knows. `!` quotes a character in formats made in Chinese and Japanese, as
/// `\` does elsewhere; `e` is the year; numerals in hanzi mean the same as digits.
fn cleaned(code: &str) -> String {
    let code = code.replace("G/通用格式", "General").replace("g/通用格式", "General");
    let mut text = String::with_capacity(code.len());
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                text.push(c);
                for quoted in rest.by_ref() {
                    text.push(quoted);
                    if quoted == '"' {
                        break;
                    }
                }
            }
            '\\' | '_' | '*' => {
                text.push(c);
                text.extend(rest.next());
            }
            '!' => {
                text.push('\\');
                text.extend(rest.next());
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                // [$¥-804] shows ¥; [$-804] only names the language.
                let is_silent = inside.starts_with("DBNum") || inside.starts_with("$-");
                if !is_silent {
                    text.extend(["[", &inside, "]"]);
                }
            }
            'e' => {
                while rest.next_if_eq(&'e').is_some() {}
                text.push_str("yyyy");
            }
            // The weekday in Chinese formats.
            'a' | 'A' if rest.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'a')) => {
                while rest.next_if(|letter| letter.eq_ignore_ascii_case(&'a')).is_some() {}
                text.push_str("dddd");
            }
            'E' | 'G' | 'A' | 'a' => {
                text.push(c);
                // E+, General, AM/PM: taken as they are.
                while let Some(letter) = rest.next_if(|c| c.is_ascii_alphabetic() || matches!(c, '+' | '/')) {
                    text.push(letter);
                }
            }
            c => text.push(c),
        }
    }
    text
}

fn is_general(format: &NumberFormat) -> bool {
    let is_bare = |section: &Section| {
        section.condition.is_none() && section.parts.iter().all(|part| !says_something(part))
    };
    let has_digits = |section: &Section| section.parts.iter().any(FormatPart::is_numeric_part);
    format.sections().iter().all(|section| is_bare(section) && !has_digits(section))
}

/// Whether a part adds words to the number. Signs of currency and spaces do not.
fn says_something(part: &FormatPart) -> bool {
    match part {
        FormatPart::Literal(text) | FormatPart::EscapedLiteral(text) => {
            text.chars().any(|c| !matches!(c, ' ' | '\u{a0}' | '¥' | '￥' | '$' | '+' | '-' | '(' | ')'))
        }
        _ => false,
    }
}

/// The decimals of a format that shows a plain number: no words, no scale, no zeros before it.
fn decimals(format: &NumberFormat) -> Option<usize> {
    let first = format.sections().first()?;
    let is_plain = |section: &Section| {
        section.condition.is_none()
            && section.parts.iter().all(|part| {
                !says_something(part)
                    && !matches!(
                        part,
                        FormatPart::Percent
                            | FormatPart::Scientific { .. }
                            | FormatPart::Fraction { .. }
                            | FormatPart::TextPlaceholder
                    )
            })
    };
    // The section for texts may hold its place only.
    if !format.sections().iter().take(3).all(is_plain) || joins_digits(&first.parts) {
        return None;
    }
    let point = first.parts.iter().position(|part| *part == FormatPart::DecimalPoint);
    let (whole, after) = first.parts.split_at(point.unwrap_or(first.parts.len()));
    let digits =
        |parts: &[FormatPart]| parts.iter().filter(|part| matches!(part, FormatPart::Digit(_))).count();
    let zeros = whole.iter().filter(|part| matches!(part, FormatPart::Digit(digit) if digit.is_required()));
    let scales = |parts: &[FormatPart]| {
        let mut from_the_end = parts
            .iter()
            .rev()
            .skip_while(|part| !matches!(part, FormatPart::Digit(_) | FormatPart::ThousandsSeparator));
        from_the_end.next() == Some(&FormatPart::ThousandsSeparator)
    };
    (digits(whole) > 0 && zeros.count() <= 1 && !scales(whole) && !scales(after)).then(|| digits(after))
}

/// Whether something stands between the digits: 000-0000.
fn joins_digits(parts: &[FormatPart]) -> bool {
    let is_digit = |part: &FormatPart| matches!(part, FormatPart::Digit(_));
    let (Some(first), Some(last)) = (parts.iter().position(is_digit), parts.iter().rposition(is_digit))
    else {
        return false;
    };
    let is_mark = |part: &FormatPart| match part {
        FormatPart::Literal(text) | FormatPart::EscapedLiteral(text) => !text.trim().is_empty(),
        _ => false,
    };
    parts.get(first..last).unwrap_or_default().iter().any(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64, written: &str) -> String {
        Shown::of(code).and_then(|shown| shown.number(number, written)).unwrap_or_else(|| written.to_owned())
    }

    /// Catches: an amount ten thousand times too large or small, a number without the digits of its format, a code in
    /// place of its word, digits cut from a plain number.
    #[test]
    fn a_number_is_what_its_cell_shows() {
        for (code, number, written, text) in [
            ("General", 45356.5, "45356.5", "45356.5"),
            ("@", 5.0, "5", "5"),
            ("0", 3.0, "3", "3"),
            ("0.00", 3333.3333, "3333.3333", "3333.33"),
            ("0.00_ ", 2.675, "2.675", "2.68"),
            ("#,##0.00", 1999.999, "1999.999", "2000.00"),
            ("#,##0", 26800.0, "26800", "26800"),
            ("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ", 1234.567, "1234.567", "1234.57"),
            ("0.0\"万元\"", 3.5, "3.5", "3.5万元"),
            ("#,##0\"元\"", 26800.0, "26800", "26,800元"),
            ("0\\.0,", 35000.0, "35000", "3.5"),
            ("0!.0,\"万\"", 35000.0, "35000", "3.5万"),
            ("0\\.0000", 8000.0, "8000", "0.8000"),
            ("[>=10000]0!.0,\"万\";0\"元\"", 3500.0, "3500", "3500元"),
            ("[=1]\"成功\";[=2]\"调解不成\"", 2.0, "2", "调解不成"),
            ("\"（2024）神松民调字第\"000\"号\"", 1.0, "1", "（2024）神松民调字第001号"),
            ("0000\\-0000000", 7_193_335_551.0, "7193335551", "0719-3335551"),
            ("000000", 123.0, "123", "000123"),
            ("[DBNum2][$-804]General", 35000.0, "35000", "35000"),
            ("[DBNum2][$-804]General\"元整\"", 35000.0, "35000", "35000元整"),
            ("0%", 0.5, "0.5", "50%"),
            ("0;-0;\"无\"", 0.0, "0", "无"),
            ("0;[Red]0", -350.0, "-350", "350"),
            ("0.00_);(0.00)", -350.0, "-350", "-350"),
            ("####-####", 20_240_007.0, "20240007", "2024-0007"),
            ("0.00E+00", 13_800_001_111.0, "13800001111", "13800001111"),
            ("# ?/?", 3.5, "3.5", "3.5"),
            ("G/通用格式\"万元\"", 3.5, "3.5", "3.5万元"),
            ("\"SNJ\"0000", 2.0, "2", "SNJ0002"),
        ] {
            assert_eq!(shown(code, number, written), text, "{code}");
        }
    }

    /// Catches: a village without the word that its format adds.
    #[test]
    fn a_text_is_what_its_cell_shows() {
        let text = |code: &str, text| Shown::of(code).and_then(|shown| shown.text(text));
        assert_eq!(text("@\"村\"", "松柏").as_deref(), Some("松柏村"));
        assert_eq!(text("0;-0;0;\"第\"@\"号\"", "12").as_deref(), Some("第12号"));
        assert_eq!(text("0.00_);(0.00);_ @_ ", "松柏"), None);
        assert_eq!(text("@", "松柏"), None);
        assert_eq!(text("0\"元\"", "面议"), None);
    }

    /// Catches: a month that becomes its first day, a year that no cell shows.
    #[test]
    fn a_day_is_what_its_cell_shows() {
        let day = chrono::NaiveDate::from_ymd_opt(2025, 4, 18).unwrap().and_hms_opt(9, 30, 0).unwrap();
        for (code, text) in [
            ("yyyy/m/d", None),
            ("m/d/yy h:mm", None),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\"", None),
            ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", None),
            ("e\"年\"m\"月\"d\"日\"", None),
            ("yyyy/m/d aaaa", None),
            ("h:mm", Some("9:30")),
            ("[$-804]aaaa", Some("星期五")),
            ("\"2024年\"m\"月\"d\"日\"", Some("2024年4月18日")),
            ("m\"月\"d\"日\"", Some("4月18日")),
            ("[DBNum1][$-804]m\"月\"d\"日\"", Some("4月18日")),
            ("yyyy\"年\"m\"月\"", Some("2025年4月")),
            ("mmm-yy", Some("2025年4月")),
        ] {
            let shown = Shown::of(code).and_then(|shown| shown.day(day));
            assert_eq!(shown.as_deref(), text, "{code}");
        }
    }
}
