//! Reads names, amounts, telephones and counts from cells.

use crate::domain::Fen;
use crate::domain::fold::{clean_line, clean_name, half_width, half_width_char, is_chinese};
use crate::domain::identity::says_nothing;
use crate::domain::money::{parse_money, plain_number};
use crate::domain::surname::is_surname;
use crate::ledger::column::MoneyUnit;

/// The separators between names.
pub const BETWEEN: [char; 10] = ['、', '，', ',', '；', ';', '/', '／', '\n', '\r', '|'];

/// The names of a cell that holds several: 张三、李四.
pub fn names(cell: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in split(cell) {
        add_name(&mut names, name);
    }
    names
}

fn add_name(names: &mut Vec<String>, name: String) {
    if !is_nothing(&name) && !names.contains(&name) {
        names.push(name);
    }
}

fn split(cell: &str) -> impl Iterator<Item = String> {
    // A space is no separator, neither in 张三、李四 2人 nor in 张 三; nor is a comma in brackets: 青山公司（张三、李四）.
    let mut depth = 0_u32;
    let parts = cell.split(move |c: char| {
        match half_width_char(c) {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\n' | '\r' => depth = 0,
            _ => {}
        }
        depth == 0 && BETWEEN.contains(&c)
    });
    parts.map(clean_name).filter(|name| !name.is_empty())
}

/// The marks that stand for an empty cell.
pub fn is_nothing(cell: &str) -> bool {
    // An error is said, not passed over.
    says_nothing(cell) && !cell.trim_start().starts_with('#')
}

/// An amount of money; a bare number is in the unit of the column. The outer None: not an amount.
pub fn amount(cell: &str, unit: Option<MoneyUnit>) -> Option<Option<Fen>> {
    let plain = plain_number(cell);
    let plain = plain.trim();
    let zeros = unit.map_or(0, MoneyUnit::zeros);
    let is_bare = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let bare = !plain.is_empty() && plain.chars().all(is_bare);
    if bare && (zeros > 0 || plain.contains('.')) {
        let decimals = plain.split_once('.').map_or("", |(_, decimals)| decimals);
        if decimals.contains(',') {
            return None;
        }
        parse_money(&whole_of(plain)).ok()??;
        return parse_money(&in_fen(&plain.replace(',', ""), zeros)?).ok();
    }
    parse_money(plain).ok()
}

/// The digits before the point.
fn whole_of(number: &str) -> String {
    let whole = number.split('.').next().unwrap_or_default();
    if whole.is_empty() { "0".to_owned() } else { whole.to_owned() }
}

/// A number in a unit of so many zeros as 元 with two decimals, from half a 分 up, by its digits: as a binary fraction
/// 1.005 is less than it says.
fn in_fen(number: &str, zeros: usize) -> Option<String> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let all = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !all(whole) || !all(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let wanted = zeros + 2;
    let digits: String = decimals.chars().chain(std::iter::repeat('0')).take(wanted).collect();
    let up = decimals.as_bytes().get(wanted).is_some_and(|digit| *digit >= b'5');
    let fen = format!("{whole}{digits}").parse::<u64>().ok()?.checked_add(u64::from(up))?;
    Some(format!("{}.{:02}", fen / 100, fen % 100))
}

/// A count of people or things: 12, 12人, １２ 件.
pub fn count(cell: &str) -> Option<u32> {
    let text = half_width(cell);
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.trim_end_matches(['人', '余', '件', '次', '名', '个', '份', ' '])
        .parse()
        .ok()
        .filter(|_| !text.contains('余'))
}

/// The items of a list in a cell: one a line, else separated by semicolons; or numbered, also within a line.
pub fn listed(cell: &str) -> Vec<String> {
    let mut listed = Vec::new();
    let mut number = 1;
    let in_lines = cell.trim().contains(['\n', '\r']);
    for mut rest in cell.split(if in_lines { ['\n', '\r'] } else { ['；', ';'] }) {
        while let Some((before, behind)) = around_number(rest, number) {
            listed.push(clean_line(before));
            (rest, number) = (behind, number + 1);
        }
        listed.push(clean_line(rest));
    }
    listed.retain(|said| !said.is_empty());
    listed
}

/// The text before and after a number that begins an item: 2. of 1. 返还押金 2. 赔礼道歉, but not of 2.5万元.
fn around_number(text: &str, number: u32) -> Option<(&str, &str)> {
    let digits = number.to_string();
    text.match_indices(&digits).find_map(|(at, _)| {
        let (before, behind) = (text.get(..at)?, text.get(at + digits.len()..)?);
        let behind = behind.strip_prefix(['.', '、', '．', ')', '）'])?;
        let is_within = before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '第'));
        let begins = number > 1 || before.trim().is_empty();
        (begins && !is_within && !behind.starts_with(|c: char| c.is_ascii_digit()))
            .then_some((before, behind))
    })
}

/// The telephone numbers of a cell, without spaces and dashes: 138 0000 3057. None where the cell contains
/// anything else.
pub fn phones(cell: &str) -> Option<Vec<String>> {
    let folded = half_width(cell);
    let mut phones = Vec::new();
    for part in folded.split(BETWEEN) {
        let part = clean_line(part);
        if part.is_empty() {
            continue;
        }
        if let Some(phone) = one_phone(&part) {
            phones.push(phone);
            continue;
        }
        // Two numbers separated by a space.
        let several: Option<Vec<String>> = part.split(' ').map(one_phone).collect();
        phones.extend(several?);
    }
    (!phones.is_empty()).then_some(phones)
}

fn one_phone(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\'', '’']);
    let text = text.strip_prefix("+86").unwrap_or(text);
    // A program that took the number for a fraction.
    let text = text.strip_suffix(".0").unwrap_or(text);
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')')) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let mobile = digits.len() == 11 && digits.starts_with('1');
    if mobile {
        return Some(digits);
    }
    // A landline number keeps its dash: 0719-3335555.
    let fixed =
        (7..=8).contains(&digits.len()) || ((10..=12).contains(&digits.len()) && digits.starts_with('0'));
    fixed.then(|| text.replace(' ', ""))
}

pub fn looks_like_phone(cell: &str) -> bool {
    let mobile = |phone: &String| phone.len() >= 11;
    phones(cell).is_some_and(|phones| phones.iter().all(mobile))
}

/// Money with its unit; a bare number may be anything.
pub fn looks_like_amount(cell: &str) -> bool {
    let says_unit = cell.trim_end().ends_with(['元', '万', '整']);
    says_unit && matches!(parse_money(cell), Ok(Some(_)))
}

/// Two to four characters that begin with a surname.
pub fn looks_like_name(cell: &str) -> bool {
    let mut any = false;
    for name in split(cell) {
        let length = name.chars().count();
        let surname = name.chars().next().is_some_and(is_surname);
        if !(2..=4).contains(&length) || !name.chars().all(is_chinese) || !surname {
            return false;
        }
        any = true;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_cell() {
        assert_eq!(names("方勇杰、杨 玉，严磊喜\n"), ["方勇杰", "杨玉", "严磊喜"]);
        assert_eq!(names("无"), Vec::<String>::new());
    }

    #[test]
    fn telephones_lose_their_spaces() {
        // Would catch two numbers run together, and a number cut out of a sentence.
        let phones = |cell: &str| phones(cell).map(|phones| phones.join("+")).unwrap_or_default();
        let one = "13800003057,138 0000 3057,１３８００００３０５７,138-0000-3057,+8613800003057,'13800003057,13800003057.0";
        for cell in one.split(',') {
            assert_eq!(phones(cell), "13800003057", "{cell}");
        }
        assert_eq!(phones("13800003057、13900003058"), "13800003057+13900003058");
        assert_eq!(phones("13800003057 13900003058"), "13800003057+13900003058");
        assert_eq!(phones("13800003057\n0719-3335555"), "13800003057+0719-3335555");
        for cell in ["", "无电话", "138000030", "张三13800003057"] {
            assert_eq!(phones(cell), "", "{cell}");
        }
    }

    #[test]
    fn amounts_take_the_unit_of_their_column() {
        let wan = Some(MoneyUnit::TenThousand);
        assert_eq!(amount("3.5", wan), Some(Some(Fen(3_500_000))));
        assert_eq!(amount("3.5万", wan), Some(Some(Fen(3_500_000))));
        assert_eq!([amount("3。5", wan), amount("３。５万", None)], [Some(Some(Fen(3_500_000))); 2]);
        assert_eq!(amount("500", Some(MoneyUnit::Yuan)), Some(Some(Fen(50_000))));
        // Catches: thousands as 元, and half a 分 that goes down or up by its binary fraction.
        for (cell, unit, fen) in [
            ("3.5", MoneyUnit::Thousand, 350_000),
            ("35", MoneyUnit::Hundred, 350_000),
            ("0.1", MoneyUnit::HundredMillion, 1_000_000_000),
            ("1,200", MoneyUnit::Thousand, 120_000_000),
            ("3500元", MoneyUnit::Thousand, 350_000),
            ("3500.555", MoneyUnit::Yuan, 350_056),
            ("3500.005", MoneyUnit::Yuan, 350_001),
            ("1.005", MoneyUnit::Yuan, 101),
            ("2.675", MoneyUnit::Yuan, 268),
            ("2.6749999", MoneyUnit::Yuan, 267),
            ("0.3500005", MoneyUnit::TenThousand, 350_001),
            (".5", MoneyUnit::Yuan, 50),
        ] {
            assert_eq!(amount(cell, Some(unit)), Some(Some(Fen(fen))), "{cell} {unit:?}");
            assert!(unit != MoneyUnit::Yuan || amount(cell, None) == Some(Some(Fen(fen))), "{cell}");
        }
        for cell in ["1.2.3", "3.500,00", ".", "99999999999999999999"] {
            assert_eq!(amount(cell, wan), None, "{cell}");
        }
        assert_eq!(amount("", wan), Some(None));
        assert_eq!(amount("约三万", None), None);
        assert_eq!(
            (count("12人"), count("１２"), count("100余人"), count("多人")),
            (Some(12), Some(12), None, None)
        );
    }

    #[test]
    fn things_are_listed_one_a_line_or_numbered() {
        // Would catch a number left before a thing, and an amount at the beginning of one taken for its number.
        for cell in [
            "返还押金\n赔礼道歉",
            "1. 返还押金\n2、赔礼道歉",
            "返还押金；赔礼道歉；",
            "1）返还押金。2）赔礼道歉",
        ] {
            let plain: Vec<String> = listed(cell).iter().map(|said| said.replace('。', "")).collect();
            assert_eq!(plain, ["返还押金", "赔礼道歉"], "{cell}");
        }
        assert_eq!(listed("3.5万元\n2000元"), ["3.5万元", "2000元"]);
        assert_eq!(listed(" \n"), Vec::<String>::new());
    }
}
