//! Bytes that only the key opens, and that cannot be altered unseen: XChaCha20-Poly1305 with a random nonce in front.

use std::io;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::secret::DataKey;
use crate::domain::Surroundings;

const NONCE: usize = 24;

/// Seals the bytes. `about` is authenticated, not encrypted: opening needs the same.
///
/// # Errors
/// When the system has no random data to give.
pub fn seal(
    key: &DataKey,
    about: &[u8],
    bytes: &[u8],
    surroundings: &mut dyn Surroundings,
) -> io::Result<Vec<u8>> {
    let mut sealed = vec![0; NONCE];
    surroundings.random(&mut sealed)?;
    let payload = Payload { msg: bytes, aad: about };
    let hidden = XChaCha20Poly1305::new(key.bytes().into())
        .encrypt(&nonce(&sealed), payload)
        .map_err(|_| io::Error::other("seal"))?;
    sealed.extend(hidden);
    Ok(sealed)
}

/// The bytes that were sealed; none where the key or `about` differs, or a single bit is altered.
pub fn open(key: &DataKey, about: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (front, hidden) = sealed.split_at_checked(NONCE)?;
    let payload = Payload { msg: hidden, aad: about };
    let bytes = XChaCha20Poly1305::new(key.bytes().into()).decrypt(&nonce(front), payload).ok()?;
    Some(Zeroizing::new(bytes))
}

fn nonce(front: &[u8]) -> XNonce {
    let mut nonce = [0; NONCE];
    nonce.copy_from_slice(&front[..NONCE]);
    nonce.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fixed;

    #[test]
    fn every_flipped_bit_is_noticed() {
        let mut surroundings = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
        let key = DataKey::fresh(&mut surroundings).unwrap();
        let sealed = seal(&key, b"slot", "松柏镇".as_bytes(), &mut surroundings).unwrap();
        assert_eq!(open(&key, b"slot", &sealed).unwrap().as_slice(), "松柏镇".as_bytes());
        assert!(open(&key, b"other", &sealed).is_none());
        for bit in 0..sealed.len() * 8 {
            let mut altered = sealed.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&key, b"slot", &altered).is_none(), "bit {bit}");
        }
        assert!(open(&key, b"slot", &sealed[..7]).is_none());
    }
}
