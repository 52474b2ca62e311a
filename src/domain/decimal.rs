//! A figure with decimals, kept exactly: 8.6 (万元), 95.49 (%). A binary fraction would print 8.600000000000001.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

use thiserror::Error;

use super::fold::half_width;

/// The most decimals that a figure has.
pub const MOST_PLACES: u8 = 6;
/// The most digits before the point: with all decimals they still fit 64 bits.
const MOST_WHOLE: usize = 12;

/// A figure as it was given, decimals and all: 8.60 is printed 8.60.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: i64,
    places: u8,
}

/// Why a text is no such figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DecimalError {
    /// Not a number of 0 or more.
    #[error("not a figure")]
    NotANumber,
    /// More decimals than [`MOST_PLACES`], or too many digits before them.
    #[error("too long a figure")]
    TooLong,
}

impl Decimal {
    /// A whole figure.
    pub const fn whole(number: i64) -> Self {
        Self { digits: number, places: 0 }
    }

    /// `digits` with that many of them after the point; none where there would be more than [`MOST_PLACES`].
    pub const fn new(digits: i64, places: u8) -> Option<Self> {
        if places <= MOST_PLACES { Some(Self { digits, places }) } else { None }
    }

    /// All digits, without the point.
    pub const fn digits(self) -> i64 {
        self.digits
    }

    /// How many of the digits are decimals.
    pub const fn places(self) -> u8 {
        self.places
    }

    /// The whole number below it, or itself.
    pub const fn floor(self) -> i64 {
        self.digits.div_euclid(10_i64.pow(self.places as u32))
    }

    /// Whether nothing but zeros follows the point.
    pub const fn is_whole(self) -> bool {
        self.digits.rem_euclid(10_i64.pow(self.places as u32)) == 0
    }

    /// Its size without the sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self { digits: self.digits.saturating_abs(), places: self.places }
    }

    /// Both as whole numbers of one unit, for a share; small enough to be multiplied by 1000.
    pub fn in_one_unit(self, other: Self) -> (i64, i64) {
        const MOST: i64 = 1_000_000_000_000_000;
        let places = self.places.max(other.places);
        let (mut one, mut two) = (self.at(places), other.at(places));
        while one.max(two) > MOST {
            (one, two) = (one / 10, two / 10);
        }
        (one, two)
    }

    /// The digits with that many decimals, which are no fewer than it has.
    fn at(self, places: u8) -> i64 {
        self.digits.saturating_mul(10_i64.pow(u32::from(places.saturating_sub(self.places))))
    }

    fn with(self, other: Self, of: impl Fn(i64, i64) -> i64) -> Self {
        let places = self.places.max(other.places);
        Self { digits: of(self.at(places), other.at(places)), places }
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self::whole(number)
    }
}

/// The sum has as many decimals as the longer one.
impl Add for Decimal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(other, i64::saturating_add)
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.with(other, i64::saturating_sub)
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::default(), Add::add)
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads `8.6`, `11502`, `11,502`, in full width too; not below 0.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let text = half_width(text);
        let text = text.trim();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let groups: Vec<&str> = whole.split(',').collect();
        let grouped = groups.len() == 1
            || (groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len()));
        let whole = groups.concat();
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !grouped || !is_number(&whole) || !is_number(decimals) {
            return Err(DecimalError::NotANumber);
        }
        let decimals = if text.contains('.') { decimals } else { "" };
        let places = u8::try_from(decimals.len()).ok().filter(|places| *places <= MOST_PLACES);
        let whole = whole.trim_start_matches('0');
        match places.filter(|_| whole.len() <= MOST_WHOLE) {
            Some(places) => {
                let digits = format!("0{whole}{decimals}").parse().map_err(|_| DecimalError::TooLong)?;
                Ok(Self { digits, places })
            }
            None => Err(DecimalError::TooLong),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.digits);
        }
        let one = 10_u64.pow(u32::from(self.places));
        let size = self.digits.unsigned_abs();
        let sign = if self.digits < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:0width$}", size / one, size % one, width = usize::from(self.places))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Catches: a digit lost or gained between typing, keeping and printing; a sum that is not exact.
        #[test]
        fn figures_come_back_and_add_exactly(a in 0i64..=999_999_999_999, b in 0i64..=999_999_999, p in 0u8..=6, q in 0u8..=6) {
            let (one, other) = (Decimal::new(a, p).unwrap(), Decimal::new(b, q).unwrap());
            prop_assert_eq!(one.to_string().parse(), Ok(one));
            let scaled = |digits: i64, places: u8| i128::from(digits) * 10_i128.pow(u32::from(6 - places));
            let sum = one + other;
            prop_assert_eq!(scaled(sum.digits(), sum.places()), scaled(a, p) + scaled(b, q));
            prop_assert_eq!(sum - other, Decimal::new(one.at(sum.places()), sum.places()).unwrap());
        }
    }

    /// Catches: a slip read as another figure.
    #[test]
    fn what_is_typed_is_read() {
        let read = |text: &str| text.parse::<Decimal>().map(|figure| figure.to_string());
        for (typed, figure) in
            [("8.6", "8.6"), ("９５．４９", "95.49"), (" 11,502 ", "11502"), ("0.50", "0.50"), ("007", "7")]
        {
            assert_eq!(read(typed).as_deref(), Ok(figure));
        }
        for slip in ["", ".5", "5.", "-1", "1.2.3", "1,2", "12,34", "8.6万", "1e3", "1，2.5,3"] {
            assert_eq!(read(slip), Err(DecimalError::NotANumber), "{slip}");
        }
        for long in ["1.2345678", "1234567890123"] {
            assert_eq!(read(long), Err(DecimalError::TooLong), "{long}");
        }
        let of =
            |part: &str, whole: &str| part.parse::<Decimal>().unwrap().in_one_unit(whole.parse().unwrap());
        assert_eq!((of("10", "15"), of("8.6", "17"), of("1", "0.25")), ((10, 15), (86, 170), (100, 25)));
        assert_eq!(of("999999999999.5", "999999999999.123456"), (999_999_999_999_500, 999_999_999_999_123));
        assert_eq!(
            (Decimal::new(-7, 1).unwrap().to_string().as_str(), Decimal::new(3116, 1).unwrap().floor()),
            ("-0.7", 311)
        );
    }
}
