//! Reads the rows above a header and the names of sheet and file: the year, the office, the unit of money.

use crate::domain::Office;
use crate::domain::date_entry::YEARS;
use crate::domain::fold::{clean_name, half_width, is_chinese, search_fold};
use crate::ledger::mapping::{Origin, Stated};
use crate::ledger::sheet::{Row, Sheet};
use crate::ledger::vocabulary::columns::{SaidUnit, unit_within};
use crate::ledger::vocabulary::{begins_with_any, names_of, plain};
use crate::store::Directory;

/// The contents of the titles of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Titles {
    pub year: Option<Stated<i32>>,
    pub office: Option<Stated<String>>,
    pub unit: Option<SaidUnit>,
}

impl Titles {
    /// Reads the rows above `header` and the names.
    pub fn of(sheet: &Sheet, header: usize, directory: &Directory) -> Self {
        let above: Vec<&str> = sheet.rows_from(0).take(header).flat_map(Row::said).collect();
        let file = sheet.file.rsplit_once('.').map_or(sheet.file.as_str(), |(name, _)| name);
        let sheet_name = if sheet.name == sheet.file { "" } else { sheet.name.as_str() };
        let names = [(sheet_name, Origin::SheetName), (file, Origin::FileName)];
        let titles = above.iter().filter(|cell| !is_about_the_paper(cell));
        let years = titles.clone().flat_map(|cell| years_within(cell, Bare::No)).collect::<Vec<_>>();
        let (said, several) = (only(years.clone()), years.len() > 1);
        let year = said.map(|value| Stated { value, from: Origin::Title }).or_else(|| {
            // A title of two years leaves it open, whatever the file is called.
            let mut names = names.iter().filter(|_| !several);
            names.find_map(|(name, from)| {
                only(years_within(name, Bare::Yes)).map(|value| Stated { value, from: *from })
            })
        });
        let offices = titles.clone().filter_map(|cell| township_within(cell, directory)).collect();
        let office = only(offices).map(|value| Stated { value, from: Origin::Title }).or_else(|| {
            names.iter().find_map(|(name, from)| {
                township_within(name, directory).map(|value| Stated { value, from: *from })
            })
        });
        let units: Vec<SaidUnit> = above.iter().filter_map(|cell| unit_line(cell)).collect();
        // Two units: which of them is meant is not said.
        let unit = (!units.is_empty()).then(|| only(units).unwrap_or(SaidUnit::Other));
        Self { year, office, unit }
    }
}

/// The common value, if all are equal.
fn only<T: PartialEq>(values: Vec<T>) -> Option<T> {
    let mut values = values.into_iter();
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// When and by whom the table was made says nothing about its cases.
fn is_about_the_paper(cell: &str) -> bool {
    let words = "填报日期 填报时间 填表日期 填表时间 制表 上报日期 报送 打印 统计截止 截止 截至 填报人";
    begins_with_any(search_fold(cell).trim_start(), words)
}

/// Whether a year without 年 counts.
#[derive(Clone, Copy, PartialEq)]
enum Bare {
    Yes,
    No,
}

/// The years that a text names: 2024年, 二〇二四年, and 2024 alone in a name.
fn years_within(text: &str, bare: Bare) -> Vec<i32> {
    let digits: Vec<char> = search_fold(text).chars().map(|c| numeral(c).unwrap_or(c)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < digits.len() {
        let run = digits[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if run == 4 {
            let year = digits[at..at + 4].iter().collect::<String>().parse().unwrap_or(0);
            let behind = &digits[at + 4..];
            let said =
                behind.first() == Some(&'年') || (bare == Bare::Yes && year >= 1980) || begins_a_span(behind);
            if said && YEARS.contains(&year) {
                found.push(year);
            }
        }
        at += run.max(1);
    }
    found
}

/// 2023 of 2023-2024年度.
fn begins_a_span(behind: &[char]) -> bool {
    let mark = |c: &char| matches!(c, '-' | '—' | '–' | '~' | '至' | '到' | '、' | '/' | '和' | '及' | '与');
    let marks = behind.iter().take_while(|c| mark(c)).count();
    let rest = &behind[marks..];
    let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    marks > 0 && matches!(digits, 2 | 4) && rest.get(digits) == Some(&'年')
}

fn numeral(c: char) -> Option<char> {
    let at = "〇一二三四五六七八九"
        .chars()
        .position(|digit| digit == c)
        .or((c == '○' || c == '零').then_some(0))?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// The township in a title or name: a known one, else what is written like one.
fn township_within(text: &str, directory: &Directory) -> Option<String> {
    let text = clean_name(&half_width(text));
    let known: Vec<&Office> = directory
        .townships()
        .filter(|office| names_of(office).any(|name| !name.is_empty() && text.contains(name)))
        .collect();
    match known.as_slice() {
        [one] => return Some(one.name.clone()),
        [] => {}
        _ => return None,
    }
    // 松柏司法所 where 松柏镇 is known.
    let short = |name: &str| name.trim_end_matches(['镇', '乡']).to_owned();
    let mut by_body = directory.townships().filter(|office| {
        let bare = short(&office.name);
        bare.chars().count() >= 2 && bare != office.name && text.contains(&format!("{bare}司法所"))
    });
    if let (Some(one), None) = (by_body.next(), by_body.next()) {
        return Some(one.name.clone());
    }
    written_like_a_township(&text)
}

/// 松柏镇 of 填报单位：神农架林区松柏镇人民调解委员会.
fn written_like_a_township(text: &str) -> Option<String> {
    let text = text.split_once([':', '：']).map_or(text, |(label, rest)| {
        if label.contains("单位") || label.contains("名称") { rest } else { text }
    });
    let chars: Vec<char> = text.trim().chars().collect();
    let end = chars.iter().enumerate().find_map(|(at, c)| {
        let street = *c == '街' && chars.get(at + 1) == Some(&'道');
        // 乡镇 and 镇街 mean townships in general.
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let general =
            matches!(chars.get(at + 1), Some('镇' | '街' | '乡')) || matches!(before, None | Some('乡'));
        match c {
            '镇' | '乡' if !general => Some(at + 1),
            '街' if street && at > 0 => Some(at + 2),
            _ => None,
        }
    })?;
    let before = &chars[..end];
    let start = before.iter().rposition(|c| matches!(c, '省' | '市' | '县' | '区')).map_or(0, |at| at + 1);
    let name = before.get(start..)?;
    let fits = (2..=8).contains(&name.len()) && name.iter().all(|c| is_chinese(*c));
    fits.then(|| name.iter().collect())
}

/// 单位：万元
fn unit_line(cell: &str) -> Option<SaidUnit> {
    let cell = plain(cell);
    let (_, said) = cell.rsplit_once("单位:")?;
    // 单位: with nothing behind it leaves it open, as 填报单位: does.
    unit_within(said).filter(|_| !said.trim_end_matches(')').is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::column::MoneyUnit;

    #[test]
    fn titles_say_the_year_and_the_office() {
        // Would catch the day on which a table was filled in taken for the year of its cases, and 各乡镇 for a township.
        assert_eq!(years_within("松柏镇2024年人民调解工作台账", Bare::No), [2024]);
        assert_eq!(years_within("二〇二四年台账", Bare::No), [2024]);
        for span in [
            "2023-2024年度台账",
            "2023—2024年台账",
            "2023至2024年度",
            "2023、2024年台账",
            "2023～2024年度台账",
        ] {
            assert_eq!(years_within(span, Bare::No), [2023, 2024], "{span}");
        }
        assert_eq!(years_within("2023-24年度台账", Bare::No), [2023]);
        assert_eq!(years_within("2024", Bare::No), Vec::<i32>::new());
        assert_eq!(years_within("ledger-2024-messy", Bare::Yes), [2024]);
        assert_eq!(years_within("20240305", Bare::Yes), Vec::<i32>::new());
        let said = |text: &str| township_within(text, &Directory::default());
        for text in [
            "松柏镇2024年人民调解工作台账",
            "填报单位：松柏镇人民调解委员会",
            "神农架林区松柏镇台账",
            "松柏镇",
        ] {
            assert_eq!(said(text).as_deref(), Some("松柏镇"), "{text}");
        }
        assert_eq!(said("下谷坪土家族乡2024年台账").as_deref(), Some("下谷坪土家族乡"));
        assert_eq!(said("武昌区积玉桥街道台账").as_deref(), Some("积玉桥街道"));
        for text in ["各乡镇人民调解台账", "神农架林区2024年台账", "Sheet1", "", "镇街统计"]
        {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(unit_line("金额单位：万元"), Some(SaidUnit::Known(MoneyUnit::TenThousand)));
        assert_eq!(unit_line("（单位：千元）"), Some(SaidUnit::Known(MoneyUnit::Thousand)));
        assert_eq!(unit_line("（单位：美元）"), Some(SaidUnit::Other));
        assert_eq!(unit_line("填报单位："), None);
        assert_eq!(unit_line("填报单位：松柏镇 单位:元"), Some(SaidUnit::Known(MoneyUnit::Yuan)));
        assert_eq!(unit_line("填报单位：松柏镇"), None);
    }
}
