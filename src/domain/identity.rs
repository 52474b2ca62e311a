//! Who somebody is, however it is written: one form of a name, an ID number and a telephone for every way in and for
//! every comparison.

use super::Dispute;
use super::fold::{clean_line, clean_name, half_width, half_width_char, is_chinese};
use super::id_number::long_form;
use super::simplified::simplified;

/// The dots that stand between the parts of a minority name; names are stored with the first.
const DOTS: [char; 10] = ['·', '•', '・', '･', '‧', '∙', '⋅', '．', '.', '。'];

/// What programs write for a value that is missing.
const NO_VALUE: [&str; 11] =
    ["nan", "nat", "null", "none", "nil", "n/a", "#n/a", "undefined", "<na>", "(null)", "[null]"];

/// Whether a text is what a program writes where nothing is.
pub fn is_no_value(text: &str) -> bool {
    let text = text.trim();
    NO_VALUE.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a text stands for nothing: 无, a mark, or what a program writes.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    let is_mark =
        |c: char| matches!(half_width_char(c), '-' | '—' | '–' | '─' | '/' | '\\' | '.' | '*' | '?' | '_');
    text.is_empty() || matches!(text, "无" | "暂无" | "空") || is_no_value(text) || text.chars().all(is_mark)
}

/// A name as it is stored: cleaned, and with one dot: 阿依古丽•买买提 as 阿依古丽·买买提.
pub fn name(text: &str) -> String {
    let name = clean_name(text);
    if !name.contains(DOTS) {
        return name;
    }
    // Between two parts in Chinese, with or without spaces around it.
    let mut parts = name.split(DOTS).map(str::trim);
    let mut dotted = parts.next().unwrap_or_default().to_owned();
    let mut rest = name.as_str();
    for part in parts {
        let at = rest.find(DOTS).unwrap_or_default();
        let (before, behind) = rest.split_at(at);
        let dot = behind.chars().next().unwrap_or('·');
        rest = behind.get(dot.len_utf8()..).unwrap_or_default();
        let is_between = before.trim_end().ends_with(is_chinese) && rest.trim_start().starts_with(is_chinese);
        if is_between {
            dotted.push('·');
            dotted.push_str(part);
        } else {
            let spaces = before.len() - before.trim_end().len();
            dotted.extend(std::iter::repeat_n(' ', spaces));
            dotted.push(dot);
            dotted.push_str(rest.split(DOTS).next().unwrap_or_default().trim_end());
        }
    }
    dotted
}

/// A name as it is compared: without dots, 張 as 张. The column `party.called`.
pub fn name_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key.extend(text.chars().filter(|c| !DOTS.contains(c)).map(simplified));
    key
}

/// An ID number as it is compared: one of 18 characters of somebody born before 2000 as the 15 digits that it was once,
/// so that both are one person. The column `party.number_key`.
pub fn number_key(text: &str) -> String {
    let number = id_number(text);
    let is_long = number.len() == 18 && number.bytes().take(17).all(|b| b.is_ascii_digit());
    match (number.get(..6), number.get(6..8), number.get(8..17)) {
        (Some(region), Some("19"), Some(rest)) if is_long => format!("{region}{rest}"),
        _ => number,
    }
}

/// The forms of an ID number by which it is found: as written, and with the century or without.
pub fn number_forms(text: &str) -> Vec<String> {
    let number = id_number(text);
    let mut forms = vec![number_key(&number)];
    forms.extend(long_form(&number));
    forms.retain(|form| *form != number);
    forms.insert(0, number);
    forms
}

/// An ID number or a credit code as it is stored and compared: half width, capitals, without white space and the
/// apostrophe of a spreadsheet. Words in its place stay.
pub fn id_number(text: &str) -> String {
    let folded = half_width(text);
    let kept = folded
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !"'’‘\u{feff}\u{200b}".contains(*c));
    let number = kept.collect::<String>().to_ascii_uppercase();
    let is_number = number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && number.contains(|c: char| c.is_ascii_digit());
    // A program that took the number for a fraction.
    let whole = number.strip_suffix(".0").filter(|whole| whole.bytes().all(|b| b.is_ascii_digit()));
    match (is_number, says_nothing(text), whole) {
        (_, true, _) => String::new(),
        (_, _, Some(whole)) => whole.to_owned(),
        (true, ..) => number,
        _ => clean_line(text),
    }
}

/// A telephone as it is stored: a mobile number has its digits only; others and words stay.
pub fn phone(text: &str) -> String {
    if says_nothing(text) {
        return String::new();
    }
    let folded = half_width(text);
    let folded = folded.trim().trim_start_matches(['\'', '’']);
    let folded = folded.strip_suffix(".0").unwrap_or(folded);
    let folded = folded.strip_prefix("+86").unwrap_or(folded);
    let digits: String = folded.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_mobile =
        digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|b| b.is_ascii_digit());
    if is_mobile { digits } else { clean_line(text) }
}

/// Writes the people of a case in these forms. Every case that is saved comes through here.
pub fn settle(case: &mut Dispute) {
    for party in &mut case.parties {
        party.name = name(&party.name);
        party.representative = name(&party.representative);
        party.id_number = id_number(&party.id_number);
        party.phone = phone(&party.phone);
        for agent in &mut party.agents {
            agent.name = name(&agent.name);
            agent.id_number = id_number(&agent.id_number);
            agent.phone = phone(&agent.phone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: one person who is two because of a dot, a blank, a width or a fraction.
    #[test]
    fn one_form_for_everybody() {
        for dot in DOTS {
            assert_eq!(name(&format!("阿依古丽{dot}买买提")), "阿依古丽·买买提", "{dot}");
            assert_eq!(name_key(&format!("阿依古丽{dot}买买提")), "阿依古丽买买提", "{dot}");
        }
        for spaced in ["阿依古丽 · 买买提", "阿依古丽· 买买提", "阿依古丽　•　买买提", "阿依古丽 ． 买买提"]
        {
            assert_eq!(name(spaced), "阿依古丽·买买提", "{spaced}");
        }
        for same in ["J. Smith", "J.R. Smith", "张.", "·张", "A · B", "古丽·买买提·艾力", "某 . b.c"]
        {
            assert_eq!(name(same), same);
        }
        assert_eq!((name("呂張氏").as_str(), name_key("呂張氏").as_str()), ("呂張氏", "吕张氏"));
        for number in [
            "42902119800101002x",
            "429021 19800101 002X",
            "４２９０２１１９８００１０１００２Ｘ",
            "'42902119800101002X",
        ] {
            assert_eq!(id_number(number), "42902119800101002X", "{number}");
        }
        assert_eq!(id_number("遗失 未补办"), "遗失 未补办");
        for number in ["13800001111", "13800001111.0", "138 0000 1111", "１３８-0000-1111", "+8613800001111"]
        {
            assert_eq!(phone(number), "13800001111", "{number}");
        }
        assert_eq!(phone("0719-3335555"), "0719-3335555");
        assert_eq!(id_number("110105491231002.0"), "110105491231002");
        for nothing in
            ["nan", "NULL", "None", "#N/A", "NaT", "无", "/", "／", "—", "——", "-", "(null)", " ", "暂无"]
        {
            assert_eq!((id_number(nothing), phone(nothing)), (String::new(), String::new()), "{nothing}");
        }
    }

    /// Catches: one person who is two because his old number has no century and no check character; another person taken
    /// for him.
    #[test]
    fn a_number_of_fifteen_digits_is_that_of_eighteen() {
        let (old, new) = ("110105491231002", "11010519491231002X");
        assert_eq!((number_key(old), number_key(new)), (old.to_owned(), old.to_owned()));
        assert_eq!(number_forms(old), [old, new]);
        assert_eq!(number_forms(new), [new, old]);
        // Born since 2000: there never was a short number.
        assert_eq!(number_key("110105200412310028"), "110105200412310028");
        assert_eq!(number_forms("420000000000123"), ["420000000000123"]);
        assert_eq!(number_key("91420000MA4X0000XX"), "91420000MA4X0000XX");
        assert_eq!(number_forms("遗失"), ["遗失"]);
    }
}
