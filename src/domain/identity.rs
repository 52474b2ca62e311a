//! Who somebody is, however it is written: one form of a name, an ID number and a telephone for every way in and for
//! every comparison.

use super::Dispute;
use super::fold::{clean_line, clean_name, half_width, half_width_char, is_chinese};

/// The dots that stand between the parts of a minority name; names are stored with the first.
const DOTS: [char; 10] = ['·', '•', '・', '･', '‧', '∙', '⋅', '．', '.', '。'];

/// What programs write for a value that is missing.
const NO_VALUE: [&str; 7] = ["nan", "null", "none", "nil", "n/a", "#n/a", "undefined"];

/// Whether a text is what a program writes where nothing is.
pub fn is_no_value(text: &str) -> bool {
    let text = text.trim();
    NO_VALUE.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A name as it is stored: cleaned, and with one dot: 阿依古丽•买买提 as 阿依古丽·买买提.
pub fn name(text: &str) -> String {
    let name = clean_name(text);
    if !name.contains(DOTS) {
        return name;
    }
    let chars: Vec<char> = name.chars().collect();
    let is_between = |at: usize| {
        let of = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_chinese(*c));
        of(at.checked_sub(1)) && of(at.checked_add(1))
    };
    let dotted =
        chars.iter().enumerate().map(|(at, c)| if DOTS.contains(c) && is_between(at) { '·' } else { *c });
    dotted.collect()
}

/// A name as it is compared: without dots. The column `party.called`.
pub fn name_key(text: &str) -> String {
    text.chars().filter(|c| !DOTS.contains(c)).collect()
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
    match (is_number, is_no_value(text)) {
        (_, true) => String::new(),
        (true, _) => number,
        _ => clean_line(text),
    }
}

/// An ID number as it is compared, also one that an older program stored: without what is typed between its digits, in
/// half width and capitals. The column `party.number_key`.
pub fn id_key(text: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' | 'ｘ' | 'Ｘ' => half_width_char(c),
        c => c,
    };
    text.chars()
        .filter(|c| !matches!(c, ' ' | '\u{3000}' | '\'' | '’' | '‘'))
        .map(|c| digit(c).to_ascii_uppercase())
        .collect()
}

/// A telephone as it is stored: a mobile number has its digits only; others and words stay.
pub fn phone(text: &str) -> String {
    if is_no_value(text) {
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
        assert_eq!(name("J. Smith"), "J. Smith");
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
        for nothing in ["nan", "NULL", "None", "#N/A"] {
            assert_eq!((id_number(nothing), phone(nothing)), (String::new(), String::new()), "{nothing}");
        }
    }
}
