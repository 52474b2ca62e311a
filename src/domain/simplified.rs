//! Traditional characters and the simplified ones they are compared as. What is stored stays as it was typed.
//!
//! `simplified.txt` is the table of characters of OpenCC (Apache-2.0) as the crate `ferrous-opencc` hands it out; a test
//! compares the two and writes the file anew. A table and not the crate itself: every word of every case of an import is
//! compared, character by character, and phrases must not count where a part of a text has to be found.

/// Pairs of characters, 40 a line: one, and the one it is compared as.
const PAIRS: &str = include_str!("simplified.txt");

/// The characters that have a place in [`TABLE`]: those of nearly all names.
const FIRST: u32 = 0x3400;
const PLACES: usize = 0x9FFF - 0x3400 + 1;

/// For each character from [`FIRST`] on, the one it is compared as; 0 for itself.
static TABLE: [u16; PLACES] = table();

/// The character that `c` is compared as: 張 as 张, 张 as itself.
pub fn simplified(c: char) -> char {
    let code = u32::from(c);
    if code < FIRST {
        return c;
    }
    let place = usize::try_from(code - FIRST).unwrap_or(PLACES);
    match TABLE.get(place) {
        Some(0) => c,
        Some(other) => char::from_u32(u32::from(*other)).unwrap_or(c),
        None => beyond(c),
    }
}

/// The same for characters that hardly anybody has in a name; these look through the whole list.
fn beyond(c: char) -> char {
    if u32::from(c) < 0x20000 {
        return c;
    }
    let mut chars = PAIRS.chars().filter(|c| *c != '\n');
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// Reads the pairs within the table's reach while the program is compiled.
const fn table() -> [u16; PLACES] {
    let mut table = [0; PLACES];
    let bytes = PAIRS.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            at += 1;
            continue;
        }
        let (from, next) = code_at(bytes, at);
        let (to, next) = code_at(bytes, next);
        at = next;
        if from >= FIRST && from < FIRST + PLACES as u32 {
            table[(from - FIRST) as usize] = to as u16;
        }
    }
    table
}

/// The character that begins at that byte, three or four bytes long, and where the next begins.
const fn code_at(bytes: &[u8], at: usize) -> (u32, usize) {
    let length = if bytes[at] >= 0xF0 { 4 } else { 3 };
    let mut code = (bytes[at] as u32) & if length == 4 { 0x07 } else { 0x0F };
    let mut nth = 1;
    while nth < length {
        code = (code << 6) | (bytes[at + nth] as u32 & 0x3F);
        nth += 1;
    }
    (code, at + length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;

    use super::*;

    /// What the library makes of each character, with one representative where its own lies beyond the table.
    fn of_the_library() -> BTreeMap<char, char> {
        let library = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
        let is_near = |c: char| (FIRST..=0x9FFF).contains(&u32::from(c));
        let ranges = ('\u{3400}'..='\u{9FFF}').chain('\u{20000}'..='\u{323AF}');
        let simpler = |c: char| -> char {
            let one = library.convert(&c.to_string());
            let mut chars = one.chars();
            chars.next().filter(|_| chars.next().is_none()).unwrap_or(c)
        };
        let pairs: Vec<(char, char)> =
            ranges.map(|c| (c, simpler(simpler(c)))).filter(|(c, to)| c != to).collect();
        let mut stands_for = BTreeMap::new();
        for (from, to) in pairs.iter().filter(|(from, to)| is_near(*from) && !is_near(*to)) {
            stands_for.entry(*to).or_insert(*from);
        }
        let mut table: BTreeMap<char, char> = stands_for.iter().map(|(far, near)| (*far, *near)).collect();
        for (from, to) in pairs {
            let to = stands_for.get(&to).copied().unwrap_or(to);
            if from != to {
                table.insert(from, to);
            }
        }
        table
    }

    /// Catches: a table that is older than the library's, or was edited by hand. `TIAOJIE_TABLE=write` makes it anew.
    #[test]
    fn the_table_is_that_of_the_library() {
        let wanted = of_the_library();
        let pairs: Vec<String> = wanted.iter().map(|(from, to)| format!("{from}{to}")).collect();
        let text: String = pairs.chunks(40).map(|line| line.concat() + "\n").collect();
        if std::env::var("TIAOJIE_TABLE").is_ok_and(|how| how == "write") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain/simplified.txt"), &text).unwrap();
            return;
        }
        assert_eq!(PAIRS, text);
        for c in ('\0'..='\u{9FFF}').chain('\u{F900}'..='\u{FAFF}').chain(wanted.keys().copied()) {
            assert_eq!(simplified(c), wanted.get(&c).copied().unwrap_or(c), "{c}");
            assert_eq!(simplified(simplified(c)), simplified(c), "{c} in two steps");
        }
    }

    /// Catches: a table that is read shifted, or in the other direction.
    #[test]
    fn both_forms_of_a_name_are_one() {
        for (one, other) in [("統計損害張三", "统计损害张三"), ("呂戶鄭諶費", "吕户郑谌费"), ("鋹", "𬬮")]
        {
            let fold = |text: &str| text.chars().map(simplified).collect::<String>();
            assert_eq!(fold(one), fold(other));
        }
        assert_eq!("调解abc，。１".chars().map(simplified).collect::<String>(), "调解abc，。１");
    }
}
