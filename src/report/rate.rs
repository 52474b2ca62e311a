//! Rates, each with what it divides.

use super::Value;
use crate::domain::Divisor;
use crate::text::{Lang, totals as words};

/// A rate: `part` of `whole`. Both count the same cases, those of the part being among those of the whole, so that no
/// rate can pass 100 % (DOMAIN §5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    part: i64,
    whole: i64,
}

impl Rate {
    /// `part` of `whole`.
    pub const fn of(part: i64, whole: i64) -> Self {
        Self { part, whole }
    }

    /// What is divided.
    pub const fn part(self) -> i64 {
        self.part
    }

    /// What it is divided by.
    pub const fn whole(self) -> i64 {
        self.whole
    }

    /// In tenths of a percent, rounded. None where nothing is below, and where a damaged file counts more above than
    /// below: the checks of a report name the cases.
    pub const fn tenths(self) -> Option<i64> {
        if self.whole <= 0 || self.part < 0 || self.part > self.whole {
            return None;
        }
        Some((self.part * 1_000 + self.whole / 2) / self.whole)
    }

    /// The success rate with its figures: 成功率 = 成功 189 ÷ 受理 214 = 88.3%.
    pub fn said(self, divisor: Divisor, lang: Lang) -> String {
        words::rate_in_figures(lang, divisor, [self.part, self.whole], &Value::Rate(self).text())
    }

    /// 办结率 with its figures.
    pub fn closing_said(self, lang: Lang) -> String {
        words::closing_rate_in_figures(lang, [self.part, self.whole], &Value::Rate(self).text())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Catches: a rate of more than all or of less than nothing, a rate that is cut instead of rounded.
        #[test]
        fn a_rate_is_none_or_at_most_all(part in -50_i64..5_000, whole in -50_i64..5_000) {
            match Rate::of(part, whole).tenths() {
                None => prop_assert!(whole <= 0 || part < 0 || part > whole),
                Some(tenths) => {
                    prop_assert!((0..=1_000).contains(&tenths));
                    let exact = part as f64 * 1_000.0 / whole as f64;
                    prop_assert!((tenths as f64 - exact).abs() <= 0.5);
                }
            }
        }
    }
}
