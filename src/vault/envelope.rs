//! Bytes that only the holder of a secret key opens: HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::str::FromStr;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::Surroundings;

/// Bytes of the encapsulated key at the beginning of an envelope.
const ENCAPPED: usize = 32;

/// The public key that data is sealed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// A short text to tell keys apart; reveals nothing beyond the key itself.
    pub fn hint(&self) -> String {
        hex(&Sha256::digest(self.0)[..8])
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// The text is not a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a public key")]
pub struct NoKey;

impl FromStr for PublicKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        unhex(text).map(Self).ok_or(NoKey)
    }
}

/// The secret key that opens it: wiped from memory when dropped, and not shown by a debug print.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<[u8; 32]>);

impl SecretKey {
    /// A new random key.
    ///
    /// # Errors
    /// When the system has no random data to give.
    pub fn fresh(surroundings: &mut dyn Surroundings) -> io::Result<Self> {
        let mut chance = Zeroizing::new([0; 32]);
        surroundings.random(chance.as_mut())?;
        let (secret, _) = X25519HkdfSha256::derive_keypair(chance.as_ref());
        let mut bytes = Zeroizing::new([0; 32]);
        bytes.copy_from_slice(&secret.to_bytes());
        Ok(Self(bytes))
    }

    /// The key of that text, as [`Self::text`] gave it.
    pub fn from_text(text: &str) -> Option<Self> {
        unhex(text).map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// In hex, for the file that keeps it.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(hex(self.0.as_ref()))
    }

    /// The public key that belongs to it.
    ///
    /// # Errors
    /// When the bytes are no valid key.
    pub fn public(&self) -> io::Result<PublicKey> {
        let public = X25519HkdfSha256::sk_to_pk(&self.secret()?);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&public.to_bytes());
        Ok(PublicKey(bytes))
    }

    fn secret(&self) -> io::Result<<X25519HkdfSha256 as Kem>::PrivateKey> {
        Deserializable::from_bytes(self.0.as_ref()).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

/// Seals the bytes so that only the holder of the other half of that key reads them.
///
/// # Errors
/// When the system has no random data to give, or the key is invalid.
pub fn seal_to(
    to: &PublicKey,
    about: &[u8],
    bytes: &[u8],
    surroundings: &mut dyn Surroundings,
) -> io::Result<Vec<u8>> {
    let bad = |_| io::Error::from(io::ErrorKind::InvalidData);
    let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&to.0).map_err(bad)?;
    let mut chance = Chance::drawn(surroundings)?;
    let (encapped, sealed) =
        hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &key,
            about,
            bytes,
            &[],
            &mut chance,
        )
        .map_err(bad)?;
    let mut all = encapped.to_bytes().to_vec();
    all.extend(sealed);
    Ok(all)
}

/// The bytes that were sealed to that key; none where it was another key, or a single bit is altered.
pub fn open_sealed(key: &SecretKey, about: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (encapped, sealed) = sealed.split_at_checked(ENCAPPED)?;
    let encapped = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapped).ok()?;
    let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &key.secret().ok()?,
        &encapped,
        about,
        sealed,
        &[],
    );
    opened.ok().map(Zeroizing::new)
}

/// Random data drawn beforehand and expanded, for a library that cannot report a failing source.
struct Chance {
    seed: Zeroizing<[u8; 32]>,
    count: u64,
}

impl Chance {
    fn drawn(surroundings: &mut dyn Surroundings) -> io::Result<Self> {
        let mut seed = Zeroizing::new([0; 32]);
        surroundings.random(seed.as_mut())?;
        Ok(Self { seed, count: 0 })
    }

    fn fill(&mut self, into: &mut [u8]) {
        for part in into.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(self.seed.as_ref());
            hash.update(self.count.to_be_bytes());
            self.count += 1;
            part.copy_from_slice(&hash.finalize()[..part.len()]);
        }
    }
}

impl TryRng for Chance {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.fill(&mut bytes);
        Ok(u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        Ok(u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        self.fill(into);
        Ok(())
    }
}

impl TryCryptoRng for Chance {}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::try_from(pair[0] << 4 | pair[1]).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    #[test]
    fn only_its_own_key_opens_an_envelope_and_every_flipped_bit_is_noticed() {
        let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let (mine, other) = (SecretKey::fresh(&mut chance).unwrap(), SecretKey::fresh(&mut chance).unwrap());
        let public: PublicKey = mine.public().unwrap().to_string().parse().unwrap();
        let sealed = seal_to(&public, b"bundle", b"key", &mut chance).unwrap();
        let kept = SecretKey::from_text(&mine.text()).unwrap();
        assert_eq!(open_sealed(&kept, b"bundle", &sealed).unwrap().as_slice(), b"key");
        assert!(open_sealed(&other, b"bundle", &sealed).is_none());
        assert!(open_sealed(&mine, b"other", &sealed).is_none());
        for bit in 0..sealed.len() * 8 {
            let mut altered = sealed.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            // The top bit of an X25519 point is not looked at (RFC 7748); the seal then binds the bytes as they were sent.
            assert!(open_sealed(&mine, b"bundle", &altered).is_none(), "bit {bit}");
        }
        assert!(!format!("{mine:?}").contains(&mine.text()[..4]));
    }
}
