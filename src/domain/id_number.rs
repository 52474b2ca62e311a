//! 证件号码: the ID number of a person (GB 11643), the credit code of an organisation (GB 32100), and how personal
//! data is masked.

use chrono::NaiveDate;

use super::fold::{clean_name, half_width};
use super::organisation::{ending_of, kind_of};
use super::surname::begins_with_compound;
use super::{PartyKind, Sex};

/// The result of checking a number. A bad one is warned about and kept as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdCheck {
    /// Nothing was written.
    Empty,
    /// The ID number of a person that can exist.
    Valid {
        /// 出生日期
        born_on: NaiveDate,
        /// 性别
        sex: Sex,
        /// The first six digits: the division in which it was issued.
        region: String,
    },
    /// A number that an organisation can have.
    Organisation,
    /// Something is wrong with it.
    Odd(IdProblem),
}

/// What is wrong with a number.
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
    /// A person's number is the credit code of an organisation.
    OfOrganisation,
    /// The number of a legal person is the ID number of a person.
    OfPerson,
    /// A credit code of another length than 18.
    CodeLength,
    /// Other characters than a credit code has: I, O, S, V and Z are left out.
    CodeCharacters,
    /// The last character of a credit code does not follow from the others.
    CodeCheck,
}

/// Checks the number of a party of that kind. Full width, spaces and lower case are accepted.
pub fn check_number(kind: PartyKind, text: &str) -> IdCheck {
    let person = check_id_number(text);
    let is_code = check_credit_code(text) == IdCheck::Organisation;
    match (kind, &person) {
        (_, IdCheck::Empty) => person,
        (PartyKind::Person, IdCheck::Odd(problem)) if is_code && *problem != IdProblem::Length => {
            IdCheck::Odd(IdProblem::OfOrganisation)
        }
        (PartyKind::Person, _) => person,
        _ if is_code => IdCheck::Organisation,
        (PartyKind::Company, IdCheck::Valid { .. }) => IdCheck::Odd(IdProblem::OfPerson),
        // A shop is often known by the ID number of the one who runs it.
        (PartyKind::Group, IdCheck::Valid { .. }) => IdCheck::Organisation,
        _ => check_credit_code(text),
    }
}

/// The characters of a credit code in the order of their values (GB 32100-2015, table 1).
const CODE: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The lengths of the numbers that organisations had before 2015: 组织机构代码 with and without its dash, 注册号.
const OLD_NUMBERS: [usize; 4] = [9, 10, 13, 15];

/// Reads a 统一社会信用代码.
pub fn check_credit_code(text: &str) -> IdCheck {
    let code = bare(text);
    if code.is_empty() {
        return IdCheck::Empty;
    }
    let length = code.chars().count();
    if OLD_NUMBERS.contains(&length) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return IdCheck::Organisation;
    }
    if is_float(&code) {
        return IdCheck::Odd(IdProblem::Ruined);
    }
    let values: Option<Vec<u64>> = code.chars().map(value_in_code).collect();
    match values {
        _ if length != 18 => IdCheck::Odd(IdProblem::CodeLength),
        None => IdCheck::Odd(IdProblem::CodeCharacters),
        Some(values) if code_ends_rightly(&values) => IdCheck::Organisation,
        Some(_) => IdCheck::Odd(IdProblem::CodeCheck),
    }
}

fn value_in_code(c: char) -> Option<u64> {
    CODE.chars().zip(0..).find_map(|(known, value)| (known == c).then_some(value))
}

/// The check of GB 32100: the sum weighted by the powers of 3 is 0 modulo 31.
fn code_ends_rightly(values: &[u64]) -> bool {
    let weighted = |(sum, weight): (u64, u64), value: &u64| ((sum + value * weight) % 31, weight * 3 % 31);
    let (rest, _) = values.iter().take(17).fold((0, 1), weighted);
    values.last().is_some_and(|last| (rest + last) % 31 == 0)
}

/// Whether a word can be a credit code: 18 characters of its set, among them a letter.
pub fn looks_like_credit_code(word: &str) -> bool {
    let code = bare(word);
    code.len() == 18
        && code.chars().all(|c| value_in_code(c).is_some())
        && code.trim_end_matches('X').contains(|c: char| c.is_ascii_uppercase())
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

/// The number of 18 characters that a number of 15 digits, as issued before 1999, became: the century put in and the
/// check character put behind (GB 11643-1999). None where it is no such number.
pub fn long_form(text: &str) -> Option<String> {
    let number = bare(text);
    if number.len() != 15 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (region, rest) = number.split_at_checked(6)?;
    "0123456789X".chars().find_map(|check| {
        let long = format!("{region}19{rest}{check}");
        matches!(check_id_number(&long), IdCheck::Valid { .. }).then_some(long)
    })
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

/// The name of an organisation with only its ending shown: 神农架青山旅游有限公司 → 某公司. Courts publish the names of
/// companies without their trade name; what is left must not look like a person's.
pub fn mask_organisation(text: &str, mark: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    format!("某{mark}{}", ending_of(text).unwrap_or("单位"))
}

/// The name with only the surname shown: 张三丰 → 张某某, 诸葛亮 → 诸葛某; that of an organisation with its ending.
pub fn mask_name(text: &str) -> String {
    let name = clean_name(text);
    if kind_of(&name) != PartyKind::Person {
        return mask_organisation(&name, "");
    }
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
    let compound = length > 2 && begins_with_compound(&name);
    let shown = if compound { 2 } else { 1 };
    let hidden = (length - shown.min(length)).max(1);
    name.chars().take(shown).chain(std::iter::repeat_n('某', hidden)).collect()
}

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
            ("王店", "王某"),
            ("神农架青山旅游有限公司", "某公司"),
            ("红花合作社（负责人张三）", "某合作社"),
            ("松柏支行", "某支行"),
            ("", ""),
        ] {
            assert_eq!(mask_name(name), masked, "{name}");
        }
    }

    /// Catches: a credit code taken for a bad ID number, a sentence about the wrong kind of number, an old number of a
    /// business that is warned about.
    #[test]
    fn each_kind_of_party_has_its_own_number() {
        use IdProblem::{
            CheckDigit, CodeCharacters, CodeCheck, CodeLength, Length, OfOrganisation, OfPerson, Ruined,
        };
        use PartyKind::{Company, Group, Person};
        let fine = IdCheck::Organisation;
        // The first is an example in many manuals of the standard, the second a public company's.
        for code in [
            "91350100M000100Y43",
            "91110000802100433B",
            "91350100m000100y43",
            "９１３５０１００Ｍ０００１００Ｙ４３",
        ] {
            for kind in [Company, Group] {
                assert_eq!(check_number(kind, code), fine, "{code}");
            }
            assert_eq!(check_number(Person, code), IdCheck::Odd(OfOrganisation), "{code}");
        }
        assert!(matches!(check_number(Person, "11010519491231002X"), IdCheck::Valid { .. }));
        assert_eq!(check_number(Group, "11010519491231002X"), fine);
        for (kind, text, problem) in [
            (Company, "11010519491231002X", OfPerson),
            (Company, "91350100M000100Y4Z", CodeCharacters),
            (Company, "91350100M000100Y44", CodeCheck),
            (Group, "91350100M000100Y4", CodeLength),
            (Group, "见执照", CodeLength),
            (Company, "9.135E+17", Ruined),
            (Person, "91350100M000100Y44", IdProblem::Characters),
            (Person, "110105194912310021", CheckDigit),
            (Person, "420000000012345", Length),
        ] {
            assert_eq!(check_number(kind, text), IdCheck::Odd(problem), "{text}");
        }
        for old in ["420000000012345", "80210043-3", "802100433"] {
            assert_eq!(check_number(Company, old), fine, "{old}");
        }
        assert_eq!(check_number(Company, " "), IdCheck::Empty);
    }

    proptest! {
        /// Catches: wrong weights or values. 31 is a prime, so that any single wrong character is found.
        #[test]
        fn one_wrong_character_of_a_credit_code_is_found(
            body in "[0-9A-HJ-NPQRTUWXY]{17}", at in 0_usize..18, other in 1_usize..31,
        ) {
            let is_right = |code: &str| check_credit_code(code) == IdCheck::Organisation;
            let right: Vec<String> =
                CODE.chars().map(|last| format!("{body}{last}")).filter(|code| is_right(code)).collect();
            prop_assert_eq!(right.len(), 1);
            prop_assert!(is_right(&right[0].to_lowercase()));
            let mut wrong: Vec<char> = right[0].chars().collect();
            let value = CODE.find(wrong[at]).unwrap();
            wrong[at] = CODE.chars().nth((value + other) % 31).unwrap();
            prop_assert_eq!(check_credit_code(&String::from_iter(wrong)), IdCheck::Odd(IdProblem::CodeCheck));
        }

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
