//! 身份证号: what an 18-digit number encodes (GB 11643), and how personal data is masked.

use chrono::NaiveDate;

use super::Sex;
use super::fold::{clean_name, half_width};

/// The result of checking an ID number. A bad one is warned about and kept as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdCheck {
    /// Nothing was written.
    Empty,
    /// A number that can exist.
    Valid {
        /// 出生日期
        born_on: NaiveDate,
        /// 性别
        sex: Sex,
        /// The first six digits: the division in which it was issued.
        region: String,
    },
    /// Something is wrong with it.
    Odd(IdProblem),
}

/// What is wrong with an ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdProblem {
    /// Not 18 characters long.
    Length,
    /// Other characters than digits, or an X before the end.
    Characters,
    /// Digits 7 to 14 are no date.
    BirthDate,
    /// The last character does not follow from the others.
    CheckDigit,
    /// A spreadsheet took it for a number and lost its last digits, as in 4.29E+17 or a tail of 000.
    Ruined,
}

/// Reads an ID number. Full width, spaces and a lower-case x are accepted.
pub fn check_id_number(text: &str) -> IdCheck {
    let number = bare(text);
    if number.is_empty() {
        return IdCheck::Empty;
    }
    match read(&number) {
        Ok(valid) => valid,
        Err(problem) => IdCheck::Odd(problem),
    }
}

/// The number in half width, without spaces, with a capital X; a spreadsheet's leading apostrophe is dropped.
fn bare(text: &str) -> String {
    let folded = half_width(text);
    let kept = folded.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    kept.collect::<String>().trim_start_matches(['\'', '’', '‘']).to_ascii_uppercase()
}

fn read(number: &str) -> Result<IdCheck, IdProblem> {
    if is_float(number) {
        return Err(IdProblem::Ruined);
    }
    let body = number.strip_suffix('X').unwrap_or(number);
    if !body.bytes().all(|b| b.is_ascii_digit()) {
        return Err(IdProblem::Characters);
    }
    if number.len() != 18 {
        return Err(IdProblem::Length);
    }
    let digits: Vec<u32> = number.chars().map(|c| c.to_digit(10).unwrap_or(10)).collect();
    if !ends_rightly(&digits) {
        // Fifteen digits are all that a spreadsheet keeps of a number.
        return Err(if number.ends_with("000") { IdProblem::Ruined } else { IdProblem::CheckDigit });
    }
    let part =
        |from: usize, length: usize| digits.iter().skip(from).take(length).fold(0, |sum, d| sum * 10 + d);
    let year = part(6, 4);
    let born_on = i32::try_from(year)
        .ok()
        .filter(|year| (1850..=2200).contains(year))
        .and_then(|year| NaiveDate::from_ymd_opt(year, part(10, 2), part(12, 2)))
        .ok_or(IdProblem::BirthDate)?;
    let sex = if part(16, 1) % 2 == 1 { Sex::Male } else { Sex::Female };
    Ok(IdCheck::Valid { born_on, sex, region: number.chars().take(6).collect() })
}

/// The check of GB 11643: the weighted sum is 1 modulo 11, X counting 10.
fn ends_rightly(digits: &[u32]) -> bool {
    const WEIGHTS: [u32; 18] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 1
}

fn is_float(number: &str) -> bool {
    number.split_once('E').is_some_and(|(mantissa, exponent)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(&mantissa.replacen('.', "", 1)) && digits(exponent.trim_start_matches('+'))
    })
}

/// The number with its middle hidden: `4290**********1234`. A too short one is hidden whole.
pub fn mask_id(text: &str) -> String {
    keep_ends(&bare(text), 4, 4)
}

/// Every phone number in the text with its middle hidden, `138****0000`; short numbers keep their last two digits,
/// words between them are hidden too.
pub fn mask_phone(text: &str) -> String {
    let folded = half_width(text);
    let mut masked = String::with_capacity(folded.len());
    let mut run = String::new();
    for c in folded.trim().chars() {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        masked.push_str(&mask_digits(&run));
        run.clear();
        masked.push(if c.is_alphanumeric() { '*' } else { c });
    }
    masked + &mask_digits(&run)
}

fn mask_digits(run: &str) -> String {
    if run.len() >= 10 { keep_ends(run, 3, 4) } else { keep_ends(run, 0, run.len().min(4) / 2) }
}

/// Hides all but the first and last characters; all of it when nothing would be left to hide.
fn keep_ends(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let hides = length > first + last;
    let shown = |at: usize| hides && (at < first || at >= length - last);
    text.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
}

/// The name with only the surname shown: 张三丰 → 张某某, 诸葛亮 → 诸葛某. For natural persons; a company's name is no secret.
pub fn mask_name(text: &str) -> String {
    let name = clean_name(text);
    let length = name.chars().count();
    if length == 0 {
        return name;
    }
    if name.is_ascii() {
        return name.chars().take(1).chain("***".chars()).collect();
    }
    // With a middle dot the family name need not come first, and its length could identify the person.
    if name.contains(['·', '•', '.']) {
        return name.chars().take(1).chain("某某".chars()).collect();
    }
    let compound = length > 2 && COMPOUND_SURNAMES.iter().any(|surname| name.starts_with(surname));
    let shown = if compound { 2 } else { 1 };
    let hidden = (length - shown.min(length)).max(1);
    name.chars().take(shown).chain(std::iter::repeat_n('某', hidden)).collect()
}

/// 复姓
const COMPOUND_SURNAMES: [&str; 58] = [
    "欧阳", "歐陽", "诸葛", "諸葛", "尉迟", "上官", "司马", "司馬", "司徒", "司空", "司寇", "东方", "东郭",
    "南宫", "南门", "西门", "夏侯", "皇甫", "慕容", "令狐", "长孙", "公孙", "仲孙", "宇文", "轩辕", "端木",
    "独孤", "赫连", "澹台", "闻人", "公冶", "公羊", "公良", "公西", "太史", "太叔", "申屠", "钟离", "鲜于",
    "闾丘", "万俟", "宗政", "濮阳", "淳于", "单于", "左丘", "百里", "呼延", "羊舌", "微生", "梁丘", "颛孙",
    "亓官", "拓跋", "乐正", "漆雕", "宰父", "段干",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn the_example_of_the_standard() {
        // GB 11643 gives 11010519491231002X.
        let expected =
            IdCheck::Valid { born_on: date(1949, 12, 31), sex: Sex::Female, region: "110105".into() };
        for text in [
            "11010519491231002X",
            "11010519491231002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            " 110105 19491231 002x ",
            "'11010519491231002X",
        ] {
            assert_eq!(check_id_number(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_odd_is_named_and_never_mended() {
        use IdProblem::{BirthDate, Characters, CheckDigit, Length, Ruined};
        for (text, problem) in [
            ("4.29E+17", Ruined),
            ("4.29021198001E+17", Ruined),
            ("４．２９e17", Ruined),
            ("110105194912310000", Ruined),
            ("110105491231002", Length),
            ("1101051949123100", Length),
            ("1101051949123100211", Length),
            ("110105194912310021", CheckDigit),
            ("110105X94912310021", Characters),
            ("见户口本", Characters),
            ("1101051949123100X2", Characters),
            ("X", Length),
        ] {
            assert_eq!(check_id_number(text), IdCheck::Odd(problem), "{text}");
        }
        let no_day = (0..=9).map(|d| format!("11010519490230002{d}")).chain(["11010519490230002X".into()]);
        assert_eq!(no_day.filter(|n| check_id_number(n) == IdCheck::Odd(BirthDate)).count(), 1);
        assert_eq!(check_id_number(" 　"), IdCheck::Empty);
    }

    #[test]
    fn masks_show_what_the_law_lets_through() {
        assert_eq!(mask_id("429021199001011234"), "4290**********1234");
        assert_eq!(mask_id("42902119900101123x"), "4290**********123X");
        assert_eq!(mask_id("12345678"), "********");
        assert_eq!(mask_phone("13812340000"), "138****0000");
        assert_eq!(mask_phone("１３８１２３４００００"), "138****0000");
        assert_eq!(mask_phone("13812340000、13912345678(妻)"), "138****0000、139****5678(*)");
        assert_eq!(mask_phone("0719-3331234"), "**19-*****34");
        assert_eq!(mask_phone(""), "");
        for (name, masked) in [
            ("张三", "张某"),
            ("张三丰", "张某某"),
            ("张 三丰", "张某某"),
            ("诸葛亮", "诸葛某"),
            ("欧阳修文", "欧阳某某"),
            ("尉迟恭", "尉迟某"),
            ("欧阳", "欧某"),
            ("张", "张某"),
            ("买买提·阿不都", "买某某"),
            ("John Smith", "J***"),
            ("", ""),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_two_swapped_are_noticed(
            days in 0_u64..54_000, order in 0_u32..1000, at in 0_usize..17, other in 1_u32..10,
        ) {
            // Would catch wrong weights: the standard promises to notice both.
            let born = date(1900, 1, 1) + chrono::Days::new(days);
            let body = format!("429021{}{order:03}", born.format("%Y%m%d"));
            let last = "0123456789X".chars().find(|c| {
                let digits: Vec<u32> = format!("{body}{c}").chars().map(|c| c.to_digit(10).unwrap_or(10)).collect();
                ends_rightly(&digits)
            }).unwrap();
            let number = format!("{body}{last}");
            let sex = if order % 2 == 1 { Sex::Male } else { Sex::Female };
            prop_assert_eq!(check_id_number(&number),
                IdCheck::Valid { born_on: born, sex, region: "429021".into() });

            let mut wrong: Vec<char> = number.chars().collect();
            wrong[at] = char::from_digit((wrong[at].to_digit(10).unwrap() + other) % 10, 10).unwrap();
            let is_odd = |chars: Vec<char>| matches!(check_id_number(&String::from_iter(chars)), IdCheck::Odd(_));
            prop_assert!(is_odd(wrong));
            let mut swapped: Vec<char> = number.chars().collect();
            swapped.swap(at, at + 1);
            prop_assert!(swapped[at] == swapped[at + 1] || is_odd(swapped));
        }

        #[test]
        fn masks_hide_and_never_break(text in any::<String>(), name in "[张王欧阳诸葛司马]{1,5}", phone in "1[0-9]{10}") {
            for text in [text, name.clone(), phone.clone()] {
                let _ = (mask_id(&text), mask_phone(&text), mask_name(&text), check_id_number(&text));
            }
            prop_assert!(mask_name(&name).ends_with('某'));
            prop_assert_eq!(mask_phone(&phone), [&phone[..3], "****", &phone[7..]].concat());
        }
    }
}
