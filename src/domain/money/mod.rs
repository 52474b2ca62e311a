//! Money in 分, as the file keeps it, and the ways in which people write amounts.

use std::iter::Sum;
use std::ops::{Add, Sub};

use thiserror::Error;

mod amount;

pub use amount::{parse_money, plain_number, with_points};

/// An amount of money in 分 (1/100 元), never negative in a valid record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

/// Why a text is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not a way of writing money.
    #[error("not an amount of money")]
    NotAnAmount,
    /// Below zero.
    #[error("an amount cannot be negative")]
    Negative,
    /// Finer than 分: more than two decimals of 元.
    #[error("an amount has at most two decimals of a yuan")]
    TooPrecise,
    /// More than [`Fen::MOST`].
    #[error("the amount is too large")]
    TooLarge,
    /// 三万五元 may mean 35000 or 30005: the person has to say which.
    #[error("the amount can be read in two ways")]
    Ambiguous,
}

impl Fen {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// The largest amount that can be entered: 10^13 分, a thousand 亿元.
    pub const MOST: Self = Self(10_000_000_000_000);

    /// So many whole 元; saturates at the ends of the type.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// The sum, held at the ends of the type.
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, held at the ends of the type.
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// In 元, with two decimals only where there are 角 or 分: `35000`, `35000.50`.
    pub fn yuan_text(self) -> String {
        let (sign, all) = (self.sign(), self.0.unsigned_abs());
        match all % 100 {
            0 => format!("{sign}{}", all / 100),
            rest => format!("{sign}{}.{rest:02}", all / 100),
        }
    }

    /// In 万元 with two decimals, halves rounded up, as tables print it: `3.50`.
    pub fn wan_text(self) -> String {
        // 0.01 万元 is 10,000 分.
        let hundredths = (self.0.unsigned_abs() + 5_000) / 10_000;
        let sign = if hundredths == 0 { "" } else { self.sign() };
        format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }

    const fn sign(self) -> &'static str {
        if self.0 < 0 { "-" } else { "" }
    }
}

impl Add for Fen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.saturating_add(other)
    }
}

impl Sub for Fen {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// 人民币大写, as agreements print it: 壹万贰仟叁佰肆拾伍元陆角柒分; 整 follows where there are no 分.
pub fn capitals(amount: Fen) -> String {
    let all = amount.0.unsigned_abs();
    let (yuan, jiao, fen) = (all / 100, all / 10 % 10, all % 10);
    let mut text = String::from(if amount.0 < 0 { "负" } else { "" });
    if yuan > 0 {
        push_whole(&mut text, yuan);
        text.push('元');
    }
    if jiao > 0 {
        text.push(digit(jiao));
        text.push('角');
    } else if yuan > 0 && fen > 0 {
        text.push('零');
    }
    match (fen, all) {
        (_, 0) => text.push_str("零元整"),
        (0, _) => text.push('整'),
        _ => text.extend([digit(fen), '分']),
    }
    text
}

fn digit(value: u64) -> char {
    usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or('零')
}

/// Writes a whole number above zero. A gap of zeros of any length, also one across 万 or 亿, is one 零.
fn push_whole(text: &mut String, number: u64) {
    const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];
    const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
    let (mut begun, mut gap) = (false, false);
    for (group_at, group_name) in GROUPS.iter().enumerate().rev() {
        let group = number / 10_u64.pow(4 * u32::try_from(group_at).unwrap_or(0)) % 10_000;
        for (place_at, place) in PLACES.iter().enumerate().rev() {
            let value = group / 10_u64.pow(u32::try_from(place_at).unwrap_or(0)) % 10;
            if value == 0 {
                gap = begun;
                continue;
            }
            if gap {
                text.push('零');
            }
            text.push(digit(value));
            text.push_str(place);
            (begun, gap) = (true, false);
        }
        if group > 0 {
            text.push_str(group_name);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_print_as_tables_and_forms_want_them() {
        // Would catch a lost leading zero of the 分 and rounding that cuts.
        assert_eq!(Fen(3_500_000).yuan_text(), "35000");
        assert_eq!(Fen(3_500_005).yuan_text(), "35000.05");
        assert_eq!(Fen(-50).yuan_text(), "-0.50");
        assert_eq!(Fen(3_500_000).wan_text(), "3.50");
        assert_eq!(Fen(5_000).wan_text(), "0.01");
        assert_eq!(Fen(4_999).wan_text(), "0.00");
        assert_eq!(Fen(-1).wan_text(), "0.00");
        assert_eq!(Fen::from_yuan(28_738_000).wan_text(), "2873.80");
        assert_eq!([Fen(1), Fen(2)].into_iter().sum::<Fen>() - Fen(3), Fen::ZERO);
        assert_eq!(Fen(i64::MAX) + Fen(1), Fen(i64::MAX));
    }

    #[test]
    fn capitals_follow_the_rules_of_the_banks() {
        // The examples of the rules for filling in notes: where 零 stands, where 整 stands.
        for (fen, text) in [
            (1_234_567, "壹万贰仟叁佰肆拾伍元陆角柒分"),
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (3_500_000, "叁万伍仟元整"),
            (1_000, "壹拾元整"),
            (10_000_000_500, "壹亿零伍元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (5, "伍分"),
            (50, "伍角整"),
            (0, "零元整"),
        ] {
            assert_eq!(capitals(Fen(fen)), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_can_be_read_again(fen in 0..=Fen::MOST.0, power in 0_u32..13) {
            // Would catch any misplaced or missing 零; round amounts are where they go wrong.
            for fen in [fen, fen / 10_i64.pow(power) * 10_i64.pow(power), fen % 10_i64.pow(power)] {
                prop_assert_eq!(parse_money(&capitals(Fen(fen))), Ok(Some(Fen(fen))));
                prop_assert_eq!(parse_money(&Fen(fen).yuan_text()), Ok(Some(Fen(fen))));
            }
        }
    }
}
