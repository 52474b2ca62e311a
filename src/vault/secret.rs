//! Secrets. They are wiped from memory when dropped and never show in a debug print.

use std::fmt;
use std::io;

use zeroize::{Zeroize, Zeroizing};

use crate::domain::Surroundings;
use crate::domain::fold::half_width;

/// The fewest characters of a passphrase.
pub const LEAST_LETTERS: usize = 6;

/// The 32 random bytes that the data file is encrypted with. They never change with a passphrase.
#[derive(Clone, PartialEq, Eq)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A new random key.
    ///
    /// # Errors
    /// When the system has no random data to give.
    pub fn fresh(surroundings: &mut dyn Surroundings) -> io::Result<Self> {
        let mut key = Self([0; 32]);
        surroundings.random(&mut key.0)?;
        Ok(key)
    }

    /// The key of those bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// In hex, as passed to SQLite.
    pub fn hex(&self) -> Zeroizing<String> {
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            for half in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(half), 16));
            }
        }
        Zeroizing::new(text)
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

/// A passphrase, as typed to open the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// As it was typed. Full-width twins count as their half-width characters, and blanks at either end not at all:
    /// the same keys open the file whether the input method was on or off.
    pub fn typed(text: &str) -> Self {
        let text = Zeroizing::new(half_width(text));
        Self(Zeroizing::new(text.trim().to_owned()))
    }

    /// Whether it is too short to be set; see [`LEAST_LETTERS`].
    pub fn is_too_short(&self) -> bool {
        self.0.chars().count() < LEAST_LETTERS
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_input_method_makes_no_other_passphrase() {
        // Would catch a laptop that cannot be opened because the input method was on when the passphrase was set.
        assert_eq!(Passphrase::typed("　Ｓｎｊ－２０２４　"), Passphrase::typed("Snj-2024"));
        assert_ne!(Passphrase::typed("Snj-2024"), Passphrase::typed("snj-2024"));
    }

    #[test]
    fn a_secret_does_not_print() {
        let key = DataKey::from_bytes([171; 32]);
        assert!(!format!("{key:?}{:?}", Passphrase::typed("松柏镇排水")).contains("ab"));
        assert!(!format!("{:?}", Passphrase::typed("松柏镇排水")).contains('松'));
        assert_eq!(&key.hex()[..4], "abab");
    }
}
