//! 签到密码: a short number that tells the people at one keyboard apart. It keeps honest people from signing with each
//! other's name; four digits stop nobody who holds the file, which is what the passphrase is for.

use std::io;

use super::derive::{Cost, Salt};
use super::secret::Passphrase;
use crate::domain::Surroundings;
use crate::domain::fold::half_width;

/// The fewest digits of a PIN.
pub const LEAST_DIGITS: usize = 4;
/// The most digits of a PIN.
pub const MOST_DIGITS: usize = 8;
/// The prefix of a stored PIN, to tell its format from later ones.
const WAY: &str = "argon2id";

/// Whether it is a valid PIN: 4 to 8 digits, full-width ones too.
pub fn is_pin(typed: &str) -> bool {
    let digits = half_width(typed);
    let digits = digits.trim();
    (LEAST_DIGITS..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The stored form of a PIN: its cost, salt and hash.
///
/// # Errors
/// When the system has no random data or too little memory to give.
pub fn keep_pin(typed: &str, cost: Cost, surroundings: &mut dyn Surroundings) -> io::Result<String> {
    let salt = Salt::fresh(surroundings)?;
    let hash = cost.key(&Passphrase::typed(typed), &salt)?;
    Ok(format!("{WAY}${}${}${}${}", cost.memory, cost.passes, hex(&salt.0), *hash.hex()))
}

/// Whether the PIN matches its stored form. A form of a newer program matches no PIN.
///
/// # Errors
/// When there is too little memory to try.
pub fn fits_pin(kept: &str, typed: &str) -> io::Result<bool> {
    let Some((cost, salt, hash)) = read(kept) else { return Ok(false) };
    let tried = cost.key(&Passphrase::typed(typed), &salt)?.hex();
    // Compares every character, so that the time taken does not tell where the first difference is.
    let unlike = tried.bytes().zip(hash.bytes()).fold(0, |unlike, (a, b)| unlike | (a ^ b));
    Ok(unlike == 0 && tried.len() == hash.len())
}

fn read(kept: &str) -> Option<(Cost, Salt, &str)> {
    let mut parts = kept.split('$');
    let (WAY, memory, passes) = (parts.next()?, parts.next()?, parts.next()?) else { return None };
    let cost = Cost { memory: memory.parse().ok()?, passes: passes.parse().ok()? };
    let (salt, hash) = (parts.next()?, parts.next()?);
    let bytes: Option<Vec<u8>> =
        (0..salt.len()).step_by(2).map(|at| u8::from_str_radix(salt.get(at..at + 2)?, 16).ok()).collect();
    Some((cost, Salt(bytes?.try_into().ok()?), hash))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    #[test]
    fn only_the_same_digits_fit() {
        // Would catch a PIN kept in plain, one that any number fits, and one that only fits with the input method off.
        let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), 1);
        let kept = keep_pin("2468", Cost::LEAST, &mut chance).unwrap();
        assert!(!kept.contains("2468") && kept.starts_with("argon2id$8$1$"));
        assert!(fits_pin(&kept, "２４６８").unwrap());
        for wrong in ["2469", "24680", "", "8642"] {
            assert!(!fits_pin(&kept, wrong).unwrap(), "{wrong}");
        }
        assert_ne!(keep_pin("2468", Cost::LEAST, &mut chance).unwrap(), kept);
        for strange in ["", "argon2id$8$1$00", "later$8$1$00$00", "argon2id$x$1$00$00"] {
            assert!(!fits_pin(strange, "2468").unwrap_or(false), "{strange}");
        }
    }

    #[test]
    fn a_pin_is_four_to_eight_digits() {
        assert!(is_pin("1234") && is_pin("１２３４５６７８"));
        assert!(!is_pin("123") && !is_pin("123456789") && !is_pin("12a4") && !is_pin(""));
    }
}
