//! Text folding: the full-width twins an input method types, the stray spaces and invisible characters that come
//! with pasted names. The text and the query of a search are folded the same way.

use std::borrow::Cow;

use super::simplified::simplified;

/// The half-width twin of a full-width character, or the character itself. `、` `。` `【` and the like have no ASCII
/// twin and stay.
pub fn half_width_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The text with every full-width character that has an ASCII twin (０-９ Ａ-Ｚ ／ ． ， ： － ＋ ？ （ ） and the ideographic
/// space) in half width.
pub fn half_width(text: &str) -> String {
    let mut half = String::with_capacity(text.len());
    half.extend(text.chars().map(half_width_char));
    half
}

/// The text as it is indexed and searched: half width, lower case, simplified. Folds each character by itself, so that a
/// part of a text folds to a part of the folded text; a search for any substring rests on that.
pub fn search_fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(half_width_char) {
        // Every word of every case comes through here, and most of it is Chinese, which has no lower case to look up.
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if CASELESS.contains(&c) {
            folded.push(simplified(c));
        } else {
            folded.extend(fold_char(c));
        }
    }
    folded
}

/// What [`search_fold`] makes of one character: mostly one.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    half_width_char(c).to_lowercase().map(simplified)
}

/// Chinese punctuation and characters: none of these has another case.
const CASELESS: std::ops::RangeInclusive<char> = '\u{3000}'..='\u{9FFF}';

/// A name as it should stand in the file: trimmed, without control or invisible characters, `张 三` as `张三`; between
/// other words one space stays.
pub fn clean_name(text: &str) -> String {
    let line = clean_line(text);
    if !line.contains(' ') {
        return line;
    }
    let mut name = String::with_capacity(line.len());
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let between_chinese = c == ' '
            && name.chars().next_back().is_some_and(is_chinese)
            && chars.peek().copied().is_some_and(is_chinese);
        if !between_chinese {
            name.push(c);
        }
    }
    name
}

/// The text on one line: every run of white space, line ends and control characters becomes one space, the ends are
/// trimmed, invisible characters are dropped.
pub fn clean_line(text: &str) -> String {
    // As most cells are; a ledger has millions of them.
    if text.chars().all(|c| c.is_ascii_graphic() || CASELESS.contains(&c) && !c.is_whitespace()) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        if !(c.is_whitespace() || c.is_control()) {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether it is a Chinese character (汉字), 〇 included.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// The text with every line end as `\n`: that of Windows, of old Macintoshes, of a spreadsheet that writes its own
/// escape for it, of a word processor's manual break, of Unicode.
pub fn line_ends(text: &str) -> Cow<'_, str> {
    // Every cell comes through here, and hardly any has a byte with which one of these begins.
    let may_begin = |byte: u8| matches!(byte, b'\r' | 0x0B | 0x0C | 0xC2 | 0xE2 | b'_');
    if !text.bytes().any(may_begin) || !text.contains(ENDS) && !text.contains(ESCAPED) {
        return text.into();
    }
    let text = text.replace(ESCAPED, "\r");
    text.replace("\r\n", "\n").replace(ENDS, "\n").into()
}

/// Line ends other than `\n`.
const ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// How an xlsx writes `\r`; programs that copy a cell without decoding it hand it on.
const ESCAPED: &str = "_x000D_";

/// The text with its lines: each cleaned as [`clean_line`] does, empty ones at both ends dropped.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = line_ends(text).split('\n').map(clean_line).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// Whether a character cannot be seen. Such characters come along with text copied from a web page or a chat,
/// and names that differ only in them look equal.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn full_width_keys_count_as_their_twins() {
        // Would catch a table that forgets one of the characters an input method types for an ASCII key.
        assert_eq!(half_width("０９ＡＺａｚ／．，：－＋？（）～　"), "09AZaz/.,:-+?()~ ");
        assert_eq!(half_width("、。【】〔〕“”张"), "、。【】〔〕“”张");
    }

    #[test]
    fn traditional_is_found_as_simplified() {
        // Would catch a fold that knows one form only, and one that differs between the two ways to fold.
        assert_eq!(search_fold("統計、損害；呂家戶Ａ"), "统计、损害;吕家户a");
        for text in ["統計Ａb", "ſKİ諶", "𬬮鋹"] {
            assert_eq!(search_fold(text), text.chars().flat_map(fold_char).collect::<String>());
        }
    }

    #[test]
    fn what_is_not_looked_up_has_no_lower_case() {
        // Would catch a range that reaches into letters with two cases.
        for c in CASELESS {
            assert!(c.to_lowercase().eq([c]), "{c}");
        }
    }

    #[test]
    fn names_lose_what_typists_put_between_characters() {
        // Would catch a clean-up that also joins the words of a foreign name, or keeps what cannot be seen.
        assert_eq!(clean_name(" 张 三\r\n"), "张三");
        assert_eq!(clean_name("张　　三丰"), "张三丰");
        assert_eq!(clean_name("John   Smith"), "John Smith");
        assert_eq!(clean_name("\u{feff}李\u{200b}四\u{0}"), "李四");
        assert_eq!(clean_name("张三 A组"), "张三 A组");
        assert_eq!(clean_name("  \t "), "");
    }

    #[test]
    fn a_pasted_paragraph_becomes_one_line() {
        // Would catch a program that lets a line end or an escape byte through to the terminal.
        assert_eq!(clean_line("一、事由\r\n\r\n\t二、经过\u{1b}[31m "), "一、事由 二、经过 [31m");
    }

    #[test]
    fn a_line_ends_once_whatever_ends_it() {
        // Would catch a line end that is lost or becomes two, and an empty line between paragraphs that goes.
        for end in ["\n", "\r\n", "\r", "_x000D_\n", "_x000D_", "\u{b}", "\u{2028}", "\u{85}"] {
            assert_eq!(clean_lines(&format!("{end}一、{end}{end} 二、{end}")), "一、\n\n二、", "{end:?}");
        }
    }

    proptest! {
        #[test]
        fn a_part_of_a_text_folds_to_a_part_of_the_fold(a in any::<String>(), b in any::<String>()) {
            // Would catch folding that looks at neighbours (final sigma), which loses substrings in a search.
            let whole = search_fold(&format!("{a}{b}"));
            prop_assert_eq!(whole, search_fold(&a) + &search_fold(&b));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>(), names in "[ 　张三a\t\u{200b}]{0,12}") {
            for text in [text, names] {
                prop_assert_eq!(clean_name(&clean_name(&text)), clean_name(&text));
                let line = clean_line(&text);
                prop_assert_eq!(&clean_line(&line), &line);
                prop_assert!(!line.chars().any(char::is_control));
                prop_assert_eq!(line.trim(), &line);
                prop_assert_eq!(search_fold(&search_fold(&line)), search_fold(&line));
            }
        }
    }
}
