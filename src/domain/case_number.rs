//! 编号: how an office numbers its cases, and how a number is known again however it is written.

use std::fmt::Write;
use std::str::FromStr;

use thiserror::Error;

use super::date_entry::YEARS;
use super::fold::search_fold;

/// The template of an office's case numbers, such as `（{year}）{district}{town}民调字第{seq:03}号`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberTemplate {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    /// A placeholder and its least number of digits.
    Slot(Slot, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Year,
    District,
    Town,
    Series,
    Seq,
}

/// The values that are put into a template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberParts {
    /// The year in which the numbers begin at 1.
    pub year: i32,
    /// The mark of the district: 神.
    pub district: String,
    /// The mark of the township: 松.
    pub town: String,
    /// The mark of the laptop, so that two of one office working apart never give one number; often empty.
    pub series: String,
    /// From 1, gap-free within year, office and series.
    pub seq: u32,
}

/// Why a text is not a template.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A `{word}` that means nothing here.
    #[error("unknown placeholder {{{0}}}")]
    UnknownPlaceholder(String),
    /// A width that is not `:01` to `:09`, or one on a placeholder that is no number.
    #[error("the width {0:?} is not one of :01 to :09")]
    BadWidth(String),
    /// A `{` without its `}`.
    #[error("a {{ has no }}")]
    Unclosed,
    /// Without `{seq}` every case would have the same number.
    #[error("the placeholder {{seq}} is missing")]
    NoSeq,
    /// Two `{seq}` cannot be read back.
    #[error("the placeholder {{seq}} stands twice")]
    TwoSeq,
}

impl NumberTemplate {
    /// The template of an office that has set no other.
    pub const DEFAULT: &'static str = "（{year}）{district}{town}民调字第{seq:03}号";

    /// The number of those parts. A laptop that has a series shows it even where the template does not ask for it:
    /// then right before the running number, 第B012号.
    pub fn render(&self, parts: &NumberParts) -> String {
        let mut number = String::new();
        let unasked = if self.has_series() { "" } else { parts.series.as_str() };
        for piece in &self.pieces {
            if matches!(piece, Piece::Slot(Slot::Seq, _)) {
                number.push_str(unasked);
            }
            // Writing to a String cannot fail.
            let _ = match piece {
                Piece::Words(words) => number.write_str(words),
                Piece::Slot(Slot::Year, width) => write!(number, "{:0width$}", parts.year),
                Piece::Slot(Slot::Seq, width) => write!(number, "{:0width$}", parts.seq),
                Piece::Slot(Slot::District, _) => number.write_str(&parts.district),
                Piece::Slot(Slot::Town, _) => number.write_str(&parts.town),
                Piece::Slot(Slot::Series, _) => number.write_str(&parts.series),
            };
        }
        number
    }

    /// Whether the template says where the laptop's series mark stands.
    pub fn has_series(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Slot(Slot::Series, _)))
    }
}

impl Default for NumberTemplate {
    fn default() -> Self {
        let words = |text: &str| Piece::Words(text.to_owned());
        let slot = |slot| Piece::Slot(slot, 0);
        Self {
            pieces: vec![
                words("（"),
                slot(Slot::Year),
                words("）"),
                slot(Slot::District),
                slot(Slot::Town),
                words("民调字第"),
                Piece::Slot(Slot::Seq, 3),
                words("号"),
            ],
        }
    }
}

impl FromStr for NumberTemplate {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(TemplateError::Unclosed)?;
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            pieces.push(slot(name)?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        match pieces.iter().filter(|piece| matches!(piece, Piece::Slot(Slot::Seq, _))).count() {
            0 => Err(TemplateError::NoSeq),
            1 => Ok(Self { pieces }),
            _ => Err(TemplateError::TwoSeq),
        }
    }
}

fn slot(name: &str) -> Result<Piece, TemplateError> {
    let (word, width) = match name.split_once(':') {
        Some((word, width)) => (word, Some(width)),
        None => (name, None),
    };
    let slot = match word {
        "year" => Slot::Year,
        "district" => Slot::District,
        "town" => Slot::Town,
        "series" => Slot::Series,
        "seq" => Slot::Seq,
        _ => return Err(TemplateError::UnknownPlaceholder(word.to_owned())),
    };
    let Some(text) = width else { return Ok(Piece::Slot(slot, 0)) };
    match text.strip_prefix('0').and_then(|digit| digit.parse().ok()) {
        Some(width @ 1..=9) if matches!(slot, Slot::Year | Slot::Seq) => Ok(Piece::Slot(slot, width)),
        _ => Err(TemplateError::BadWidth(text.to_owned())),
    }
}

/// A case number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNumber {
    /// The year in front.
    pub year: i32,
    /// The words between the year and 字第, in half width and lower case: 神松民调. A letter between 第 and the digits
    /// belongs to it.
    pub prefix: String,
    /// The running number.
    pub seq: u32,
}

/// Takes apart a number of the form （2024）神松民调字第012号: any brackets or none, zeros before the number or not, full
/// width, spaces. None for every other form.
pub fn read_number(text: &str) -> Option<ReadNumber> {
    let text = bare(text);
    let text = text.strip_prefix(is_bracket).unwrap_or(&text);
    let (year, rest) = text.split_at_checked(4)?;
    let year =
        parse_digits(year).and_then(|year| i32::try_from(year).ok()).filter(|year| YEARS.contains(year))?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let rest = rest.strip_prefix(is_bracket).unwrap_or(rest);
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    let (words, tail) = rest.rsplit_once('第')?;
    let tail = tail.strip_suffix('号').unwrap_or(tail);
    let letters = tail.trim_end_matches(|c: char| c.is_ascii_digit());
    // A mark may be a hanzi too: 第甲012号.
    if !letters.chars().all(char::is_alphabetic) || words.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let seq = parse_digits(tail.get(letters.len()..)?)?;
    Some(ReadNumber { year, prefix: words.strip_suffix('字').unwrap_or(words).to_owned() + letters, seq })
}

/// The key by which numbers are compared: two spellings of one number have the same key, two numbers never
/// do. Numbers of a form that [`read_number`] does not know keep all their words; only width, case, spaces,
/// brackets and the zeros before the last run of digits are ignored.
pub fn number_key(text: &str) -> String {
    if let Some(ReadNumber { year, prefix, seq }) = read_number(text) {
        return format!("{year}|{prefix}|{seq}");
    }
    let text: String = bare(text).chars().map(|c| if is_bracket(c) || c == '|' { '/' } else { c }).collect();
    let text = text.strip_suffix('号').unwrap_or(&text);
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let (head, digits) = text.split_at(head.len());
    if digits.is_empty() {
        return text.to_owned();
    }
    let seq = match digits.trim_start_matches('0') {
        "" => "0",
        seq => seq,
    };
    head.strip_suffix('第').unwrap_or(head).to_owned() + seq
}

/// The key of a number as it is kept and sorted: that of [`number_key`] with the count of its last digits before them, so
/// that 9 stands before 10 and 999 before 1000. One for each key.
pub fn order_key(text: &str) -> String {
    let key = number_key(text);
    let head = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = key.get(head.len()..).unwrap_or_default();
    let count = u32::try_from(digits.len()).ok().filter(|count| *count > 0);
    match count.and_then(|count| char::from_u32(u32::from('0') + count)) {
        Some(count) => format!("{head}{count}{digits}"),
        None => key,
    }
}

/// Half width, lower case, without spaces, and 號 as 号.
pub(super) fn bare(text: &str) -> String {
    let folded = search_fold(text);
    folded.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '號' { '号' } else { c }).collect()
}

pub(super) fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '〔'
            | '〕'
            | '【'
            | '】'
            | '〖'
            | '〗'
            | '〈'
            | '〉'
            | '《'
            | '》'
            | '<'
            | '>'
    )
}

pub(super) fn parse_digits(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(year: i32, seq: u32) -> NumberParts {
        NumberParts { year, district: "神".into(), town: "松".into(), series: "A".into(), seq }
    }

    /// Catches: 第10号 before 第2号, and a series or a year in the middle of another.
    #[test]
    fn numbers_stand_in_the_order_of_numbers() {
        let ordered = [
            "（2023）神松民调字第100号",
            "（2024）神下民调字第1号",
            "（2024）神下民调字第2号",
            "（2024）神下民调字第010号",
            "（2024）神下民调字第999号",
            "（2024）神下民调字第1000号",
            "（2024）神松民调字第1号",
        ];
        let mut sorted = ordered;
        sorted.reverse();
        sorted.sort_by_key(|number| order_key(number));
        assert_eq!(sorted, ordered);
        assert_eq!((order_key(""), order_key("未登记")), (String::new(), "未登记".to_owned()));
    }

    #[test]
    fn a_template_fills_in() {
        assert_eq!(NumberTemplate::DEFAULT.parse(), Ok(NumberTemplate::default()));
        let plain = |seq| NumberParts { series: String::new(), ..parts(2024, seq) };
        assert_eq!(NumberTemplate::default().render(&plain(12)), "（2024）神松民调字第012号");
        assert_eq!(NumberTemplate::default().render(&plain(1234)), "（2024）神松民调字第1234号");
        // Two laptops of one office work with a template that says nothing of series.
        let marked = NumberTemplate::default().render(&NumberParts { series: "B".into(), ..parts(2024, 12) });
        assert_eq!(marked, "（2024）神松民调字第B012号");
        assert_eq!(read_number(&marked).map(|read| (read.prefix, read.seq)), Some(("神松民调b".into(), 12)));
        let other: NumberTemplate = "{year}-{series}{seq:05}".parse().unwrap();
        assert_eq!(other.render(&parts(2024, 12)), "2024-A00012");
        assert!(other.has_series() && !NumberTemplate::default().has_series());
    }

    #[test]
    fn a_bad_template_says_why() {
        use TemplateError::{BadWidth, NoSeq, TwoSeq, Unclosed, UnknownPlaceholder};
        for (text, error) in [
            ("（{year}）号", NoSeq),
            ("", NoSeq),
            ("{seq}{seq}", TwoSeq),
            ("{month}{seq}", UnknownPlaceholder("month".into())),
            ("{}{seq}", UnknownPlaceholder(String::new())),
            ("{seq", Unclosed),
            ("{seq:3}", BadWidth("3".into())),
            ("{seq:0999999999}", BadWidth("0999999999".into())),
            ("{town:03}{seq}", BadWidth("03".into())),
        ] {
            assert_eq!(text.parse::<NumberTemplate>(), Err(error), "{text}");
        }
    }

    #[test]
    fn one_number_in_many_hands() {
        // Would catch a ledger whose number is not found because its brackets are of another kind.
        let expected = ReadNumber { year: 2024, prefix: "神松民调".into(), seq: 12 };
        for text in [
            "（2024）神松民调字第012号",
            "(2024)神松民调字第12号",
            "〔2024〕神松民调字第０１２号",
            "[2024] 神松民调字 第 12 号",
            "【2024】神松民调字第0012号",
            "2024神松民调字第012号",
            "2024年神松民调字第12号",
            "（２０２４）神松民调字第12號",
            "（2024年）神松民调字第12",
            "（2024）神松民调第12号",
        ] {
            assert_eq!(read_number(text), Some(expected.clone()), "{text}");
            assert_eq!(number_key(text), "2024|神松民调|12", "{text}");
        }
        assert_eq!(read_number("（2024）神松民调字第A012号").unwrap().prefix, "神松民调a");
        for (a, b) in [
            ("第1号", "第001号"),
            ("第０１号", "1"),
            ("2024-012", "2024-12"),
            ("松调[2024]7", "松调（2024）007号"),
        ] {
            assert_eq!(number_key(a), number_key(b));
        }
    }

    #[test]
    fn other_numbers_stay_other() {
        // Would catch a key that runs the year and the number together, or takes a zero inside for one before.
        let numbers = [
            "（2024）12号",
            "202412",
            "（2024）神松民调字第12号",
            "（2024）神松民调字第102号",
            "（2024）神松民调字第120号",
            "（2023）神松民调字第12号",
            "（2024）神阳民调字第12号",
            "（2024）神松民调字第A12号",
            "神松民调2024012",
            "第12号",
            "第0号",
            "",
            "（2024）神松民调字第99999999999号",
        ];
        for (at, a) in numbers.iter().enumerate() {
            for b in numbers.iter().skip(at + 1) {
                assert_ne!(number_key(a), number_key(b), "{a} and {b}");
            }
        }
        for text in [
            "20240神松民调字第12号",
            "第12号",
            "2024",
            "（2024）神松民调字第号",
            "（3024）神松民调字第1号",
            "（2024）神松民调字第1号之二",
            "",
        ] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_given_is_read_back(year in YEARS, seq in any::<u32>(), district in "[神房竹]?", town in "[松阳木]{0,2}") {
            let parts = NumberParts { year, district, town, series: String::new(), seq };
            let read = read_number(&NumberTemplate::default().render(&parts)).unwrap();
            prop_assert_eq!((read.year, read.seq), (year, seq));
            prop_assert_eq!(read.prefix, format!("{}{}民调", parts.district, parts.town));
        }

        #[test]
        fn keys_are_equal_exactly_where_numbers_are(
            a in (2023_i32..2026, "[神松][民人]调", 0_u32..130), b in (2023_i32..2026, "[神松][民人]调", 0_u32..130),
            width in 0_usize..6, brackets in 0_usize..5,
        ) {
            let (open, close) = [("（", "）"), ("〔", "〕"), ("[", "]"), ("【", "】"), ("", "")][brackets];
            let plain = number_key(&format!("({}){}字第{}号", a.0, a.1, a.2));
            let other = number_key(&format!("{open}{}{close} {}字第{:0width$}号", b.0, b.1, b.2));
            prop_assert_eq!(plain == other, a == b);
            let ordered = [&a, &b].map(|n| order_key(&format!("({}){}字第{}号", n.0, n.1, n.2)));
            prop_assert_eq!(ordered[0].cmp(&ordered[1]), a.cmp(&b));
        }

        #[test]
        fn no_text_breaks_it(text in any::<String>(), near in "[0-9（）第号字年{}|]{0,16}") {
            for text in [text, near] {
                let _ = text.parse::<NumberTemplate>();
                let spaced: String = text.chars().flat_map(|c| [' ', c]).collect();
                prop_assert_eq!(number_key(&spaced), number_key(&text));
            }
        }
    }
}
