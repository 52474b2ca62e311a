//! The figures of tables, and how they are printed.

use super::Rate;
use crate::domain::{Decimal, Fen};

/// The value of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Cases or persons.
    Count(i64),
    /// Money, printed in 万元.
    Money(Fen),
    /// A share of cases.
    Rate(Rate),
    /// An average or a median in tenths of a case or a day; none where there is nothing to average.
    Tenths(Option<i64>),
    /// A difference to an average, in tenths of a case; none where there is no average.
    TenthsChange(Option<i64>),
    /// A difference of cases or persons.
    CountChange(i64),
    /// A difference of money.
    MoneyChange(Fen),
    /// A difference of shares, in tenths of a percentage point.
    RateChange(Option<i64>),
    /// A figure with decimals; none where it was not given.
    Decimal(Option<Decimal>),
    /// A word in place of a figure: of that time the file has no records.
    Word(&'static str),
}

/// Printed where a rate has nothing below, or an average nothing to average.
pub const NOTHING: &str = "—";

impl Value {
    /// The difference to an earlier value of the same kind.
    pub(super) fn less(self, before: Self) -> Self {
        match (self, before) {
            (Self::Count(now), Self::Count(before)) => Self::CountChange(now - before),
            (Self::Money(now), Self::Money(before)) => Self::MoneyChange(now - before),
            (Self::Rate(now), Self::Rate(before)) => {
                Self::RateChange(now.tenths().zip(before.tenths()).map(|(now, before)| now - before))
            }
            (_, Self::Word(word)) => Self::Word(word),
            (value, _) => value,
        }
    }

    /// Whether there is nothing to compute it from: it prints [`NOTHING`].
    pub const fn is_nothing(self) -> bool {
        match self {
            Self::Rate(rate) => rate.tenths().is_none(),
            Self::RateChange(n) | Self::Tenths(n) | Self::TenthsChange(n) => n.is_none(),
            Self::Decimal(figure) => figure.is_none(),
            _ => false,
        }
    }

    /// As printed in tables: `12`, `3.50`, `88.3%`, [`NOTHING`] where there is no rate; changes with their sign, in
    /// percentage points without `%`.
    pub fn text(self) -> String {
        let tenths = |n: i64| format!("{}{}.{}", if n < 0 { "-" } else { "" }, n.abs() / 10, n.abs() % 10);
        let signed = |n: i64, text: String| if n > 0 { format!("+{text}") } else { text };
        match self {
            Self::Count(count) => count.to_string(),
            Self::Money(amount) => amount.wan_text(),
            Self::Rate(rate) => {
                rate.tenths().map_or_else(|| NOTHING.to_owned(), |share| format!("{}%", tenths(share)))
            }
            Self::Word(word) => word.to_owned(),
            Self::Decimal(figure) => figure.map_or_else(|| NOTHING.to_owned(), |figure| figure.to_string()),
            Self::CountChange(change) => signed(change, change.to_string()),
            Self::MoneyChange(change) => signed(change.0, change.wan_text()),
            Self::RateChange(Some(change)) => signed(change, tenths(change)),
            Self::Tenths(Some(n)) => tenths(n),
            Self::TenthsChange(Some(n)) => signed(n, tenths(n)),
            Self::RateChange(None) | Self::Tenths(None) | Self::TenthsChange(None) => NOTHING.to_owned(),
        }
    }
}
