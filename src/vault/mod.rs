//! Keys and encryption. Knows no SQL and no screen.
//!
//! Where to look
//! - `secret`: the data key and passphrases, wiped from memory when they are dropped
//! - `derive`: a key derived from a passphrase (Argon2id)
//! - `sealed`: bytes that only the key opens (XChaCha20-Poly1305); `stream`: the same for long streams
//! - `envelope`: bytes that only the holder of a secret key opens (HPKE)
//! - `key_file`: the small file beside the data file in which the data key is wrapped, once for each operator and
//!   once for the recovery sheet
//! - `recovery`: the words on that sheet
//! - `gate`: tries on a passphrase, with a growing wait after wrong ones
//! - `pin`: the number that tells the people at one keyboard apart
//! - `file`: files that are written whole or not at all, readable by their owner only

mod derive;
mod envelope;
pub mod file;
mod gate;
mod key_file;
mod pin;
mod recovery;
mod sealed;
mod secret;
mod stream;

pub use derive::{Cost, Salt};
pub use envelope::{NoKey, PublicKey, SecretKey, open_sealed, seal_to};
pub use gate::{Gate, GateError, tries_beside};
pub use key_file::{Holder, KeyFile, KeyFileError, Unlocked, path_beside};
pub use pin::{LEAST_DIGITS, MOST_DIGITS, fits_pin, is_pin, keep_pin};
pub use recovery::RecoveryWords;
pub use sealed::{open, seal};
pub use secret::{DataKey, LEAST_LETTERS, Passphrase};
pub use stream::{OpenReader, SealWriter};
