//! The words of the recovery sheet, printed once and kept in the safe in case every passphrase is forgotten.
//! Twelve Chinese characters of the BIP-39 list: 128 random bits and four check bits.

use std::fmt;
use std::io;

use bip39::{Language, Mnemonic};
use zeroize::Zeroizing;

use super::secret::Passphrase;
use crate::domain::Surroundings;

/// Twelve words.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryWords(Zeroizing<String>);

impl RecoveryWords {
    /// New random words.
    ///
    /// # Errors
    /// When the system has no random data to give.
    pub fn fresh(surroundings: &mut dyn Surroundings) -> io::Result<Self> {
        let mut chance = Zeroizing::new([0; 16]);
        surroundings.random(chance.as_mut())?;
        let words = Mnemonic::from_entropy_in(Language::SimplifiedChinese, chance.as_ref())
            .map_err(io::Error::other)?;
        Ok(Self(Zeroizing::new(words.words().collect())))
    }

    /// The words that were typed, with blanks or without; none where they cannot be those of a sheet: a word that is
    /// not on the list, one too few, or one in another's place.
    pub fn typed(text: &str) -> Option<Self> {
        let words: Vec<String> = text.chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
        let spaced = Zeroizing::new(words.join(" "));
        let read = Mnemonic::parse_in_normalized(Language::SimplifiedChinese, &spaced).ok()?;
        (words.len() == 12).then(|| Self(Zeroizing::new(read.words().collect())))
    }

    /// In groups of four, as they are printed.
    pub fn groups(&self) -> [Zeroizing<String>; 3] {
        let letters: Vec<char> = self.0.chars().collect();
        [0, 4, 8].map(|at| Zeroizing::new(letters.iter().skip(at).take(4).collect()))
    }

    /// The passphrase of the recovery slot.
    pub fn passphrase(&self) -> Passphrase {
        Passphrase::typed(&self.0)
    }
}

impl fmt::Debug for RecoveryWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryWords(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    #[test]
    fn words_come_back_as_they_are_typed_and_a_slip_is_noticed() {
        let mut surroundings = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let words = RecoveryWords::fresh(&mut surroundings).unwrap();
        let groups: Vec<String> = words.groups().iter().map(|group| group.to_string()).collect();
        assert_eq!(RecoveryWords::typed(&groups.join("  ")), Some(words.clone()));
        assert_eq!(RecoveryWords::typed(&groups.concat()), Some(words));
        assert_eq!(RecoveryWords::typed(&groups[..2].concat()), None);
        assert_eq!(RecoveryWords::typed(&(groups[0].clone() + &groups[1] + "调解员甲")), None);
    }
}
