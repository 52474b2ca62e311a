//! Cells to names, amounts and counts.

use crate::domain::Fen;
use crate::domain::fold::{clean_name, half_width};
use crate::domain::money::parse_money;

/// The marks between names.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '/', '\n', '\r', '|'];
/// The words between two sides.
const BETWEEN_SIDES: [char; 3] = ['与', '和', '诉'];

/// The names of a cell that holds several: 张三、李四.
pub(super) fn names(cell: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in cell.split(BETWEEN).map(clean_name) {
        if !is_nothing(&name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The two sides of a cell that names both, split by marks, else by 与, 和 or 诉 where at least two characters stand on
/// each side: 和 is a surname too.
pub(super) fn both_sides(cell: &str) -> (Vec<String>, Vec<String>) {
    let mut all = names(cell);
    if let [one] = all.as_slice() {
        let chars: Vec<char> = one.chars().collect();
        let at = (2..chars.len().saturating_sub(2)).find(|at| BETWEEN_SIDES.contains(&chars[*at]));
        if let Some(at) = at {
            all = vec![chars[..at].iter().collect(), chars[at + 1..].iter().collect()];
        }
    }
    let others = if all.len() > 1 { all.split_off(1) } else { Vec::new() };
    (all, others)
}

/// The marks with which a cell says that there is nothing.
pub(super) fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || cell == "无" || cell.chars().all(|c| matches!(c, '-' | '－' | '—' | '/' | '／'))
}

/// An amount of money; a bare number counts in the unit above the column. The outer None: not an amount.
pub(super) fn amount(cell: &str, unit: &str) -> Option<Option<Fen>> {
    let plain = half_width(cell);
    let plain = plain.trim();
    let bare = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let text = if bare && !plain.is_empty() && unit.contains('万') {
        format!("{plain}万")
    } else {
        plain.to_owned()
    };
    parse_money(&text).ok()
}

/// A count of people or things: 12, 12人, １２ 件.
pub(super) fn count(cell: &str) -> Option<u32> {
    let text = half_width(cell);
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.trim_end_matches(['人', '余', '件', '次', '名', '个', ' '])
        .parse()
        .ok()
        .filter(|_| !text.contains('余'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sides() {
        // Would catch a split that tears the surname or given name 和 apart.
        assert_eq!(names("方勇杰、杨 玉，严磊喜\n"), ["方勇杰", "杨玉", "严磊喜"]);
        assert_eq!(names("无"), Vec::<String>::new());
        let sides = |cell| {
            let (a, b) = both_sides(cell);
            (a.join("+"), b.join("+"))
        };
        assert_eq!(sides("张三、李四"), ("张三".into(), "李四".into()));
        assert_eq!(sides("张三与李四"), ("张三".into(), "李四".into()));
        assert_eq!(sides("张和平和李四"), ("张和平".into(), "李四".into()));
        assert_eq!(sides("和建国"), ("和建国".into(), String::new()));
        assert_eq!(sides("张三"), ("张三".into(), String::new()));
        assert_eq!(sides(""), (String::new(), String::new()));
    }

    #[test]
    fn amounts_take_the_unit_of_their_column() {
        assert_eq!(amount("3.5", "万元"), Some(Some(Fen(3_500_000))));
        assert_eq!(amount("3.5万", "万元"), Some(Some(Fen(3_500_000))));
        assert_eq!(amount("500", "元"), Some(Some(Fen(50_000))));
        assert_eq!(amount("", "万元"), Some(None));
        assert_eq!(amount("约三万", ""), None);
        assert_eq!(
            (count("12人"), count("１２"), count("100余人"), count("多人")),
            (Some(12), Some(12), None, None)
        );
    }
}
