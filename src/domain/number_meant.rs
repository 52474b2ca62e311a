//! The number of a case as a person says it: what the register shows (神松070), its end (第70号, 70), with a year or without.

use super::case_number::{ReadNumber, bare, is_bracket, number_key, parse_digits, read_number};
use super::date_entry::YEARS;
use super::fold::half_width;

/// What all numbers of a mediation centre have in common, and nobody says.
const COMMON: &str = "民调";

/// The longest words before the running number.
const MOST_WORDS: usize = 12;

/// A case number for a narrow column: what changes from case to case. （2024）神松民调字第012号 is 神松012; the year stands in
/// the date beside it. A number of another form stays as it is.
pub fn short_number(number: &str) -> String {
    let Some(read) = read_number(number) else { return number.to_owned() };
    let folded = half_width(number);
    let end = folded.trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = end.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    format!("{}{digits}", read.prefix.replace(COMMON, "").to_uppercase())
}

/// A number taken as it was typed: each part that was left out may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMeant {
    year: Option<i32>,
    /// The end of the words before the running number, without those all have in common: 神松, 松, b.
    words: String,
    seq: u32,
    says_so: bool,
}

impl NumberMeant {
    /// Takes apart 神松070, 松70, 第70号, 2026-70, 2026松70, 70 and whole numbers; none where it is no number.
    pub fn read(typed: &str) -> Option<Self> {
        let text = bare(typed);
        if let Some(ReadNumber { year, prefix, seq }) = read_number(&text) {
            return Some(Self { year: Some(year), words: prefix.replace(COMMON, ""), seq, says_so: true });
        }
        let (year, rest) = year_before(&text);
        let tail = rest.strip_suffix('号').unwrap_or(rest);
        let words = tail.trim_end_matches(|c: char| c.is_ascii_digit());
        let seq = parse_digits(tail.get(words.len()..)?)?;
        let said = words.replace(COMMON, "").replace(['第', '字'], "");
        if !said.chars().all(char::is_alphabetic) || said.chars().count() > MOST_WORDS {
            return None;
        }
        let says_so = year.is_some() || !words.is_empty() || tail != rest;
        Some(Self { year, words: said, seq, says_so })
    }

    /// Whether it can only be a number: mere digits may be a telephone or an amount.
    pub const fn says_so(&self) -> bool {
        self.says_so
    }

    /// Whether it may be that number.
    pub fn is(&self, number: &str) -> bool {
        if let Some(ReadNumber { year, prefix, seq }) = read_number(number) {
            return seq == self.seq && self.is_of(year, &prefix);
        }
        let key = number_key(number);
        let head = key.trim_end_matches(|c: char| c.is_ascii_digit());
        let ends = key.get(head.len()..).and_then(parse_digits) == Some(self.seq);
        ends && head.ends_with(&self.words)
            && self.year.is_none_or(|year| head.starts_with(&year.to_string()))
    }

    /// Whether it may be of the numbers of that year with those words, as [`read_number`] has them.
    pub fn is_of(&self, year: i32, prefix: &str) -> bool {
        self.year.is_none_or(|own| own == year) && prefix.replace(COMMON, "").ends_with(&self.words)
    }

    /// Its number among those of that year with those words.
    pub fn among(&self, year: i32, prefix: &str) -> String {
        let Self { seq, .. } = self;
        format!("{year}{prefix}字第{seq}号")
    }

    /// What each of those numbers has in it, apart from each other: a year, each character, the digits.
    pub fn pieces(&self) -> String {
        let words = self.words.chars().map(|c| format!("{c}|")).collect::<String>();
        let year = self.year.map_or_else(String::new, |year| format!("{year}|"));
        format!("{year}{words}{}", self.seq)
    }
}

/// The year that a number begins with, in brackets, or before 年, a dash or a word, and the rest.
fn year_before(text: &str) -> (Option<i32>, &str) {
    let bracketed = text.strip_prefix(is_bracket).unwrap_or(text);
    let Some((digits, rest)) = bracketed.split_at_checked(4) else { return (None, text) };
    let year = parse_digits(digits).and_then(|year| i32::try_from(year).ok());
    let year = year.filter(|year| YEARS.contains(year) && !rest.starts_with(|c: char| c.is_ascii_digit()));
    let rest = rest.trim_start_matches(|c: char| is_bracket(c) || matches!(c, '年' | '-' | '/' | '.' | '—'));
    if year.is_none() || rest.is_empty() { (None, text) } else { (year, rest) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is(typed: &str, number: &str) -> bool {
        NumberMeant::read(typed).is_some_and(|meant| meant.is(number))
    }

    /// Catches: a number known only whole, one that means another year's, township's or running number.
    #[test]
    fn a_number_is_known_by_what_is_said_of_it() {
        let number = "（2026）神松民调字第070号";
        for typed in [
            "神松070",
            "神松70",
            "松70",
            "７０",
            "070",
            "第70号",
            "松民调字第70號",
            "2026-70",
            "2026神松70",
            "（2026）70号",
            "2026年第70号",
            "神松民调字第070号",
            number,
        ] {
            assert!(is(typed, number), "{typed}");
        }
        for typed in ["神70", "下70", "7", "700", "2025-70", "2025神松70", "松柏镇", "", "第号", "神松70组"]
        {
            assert!(!is(typed, number), "{typed}");
        }
        assert!(is("B12", "（2024）神松民调字第B012号") && !is("松12", "（2024）神松民调字第B012号"));
        assert!(is("12", "2024-A00012") && is("a12", "2024-A00012") && !is("2", "2024-A00012"));
        assert!(NumberMeant::read("2026").is_some_and(|meant| !meant.says_so() && meant.year.is_none()));
        assert!(NumberMeant::read("13812345678").is_none_or(|meant| !meant.says_so()));
    }

    proptest! {
        /// Catches: a column of the register that shows what cannot be typed.
        #[test]
        fn what_is_shown_is_understood(
            year in YEARS, seq in 1_u32..99_999, place in "[神房]?[松阳下]?", series in "[A-C]?", width in 0_usize..5,
        ) {
            let number = format!("（{year}）{place}民调字第{series}{seq:0width$}号");
            let meant = NumberMeant::read(&short_number(&number)).unwrap();
            prop_assert!(meant.is(&number));
            let read = read_number(&number).unwrap();
            prop_assert!(meant.is_of(read.year, &read.prefix));
            prop_assert_eq!(number_key(&meant.among(read.year, &read.prefix)), number_key(&number));
        }
    }
}
