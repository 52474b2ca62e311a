//! Keys, and what is locked with them. Knows no SQL and no screen.
//!
//! Where to look
//! - `secret`: the data key and passphrases, wiped from memory when they are dropped
//! - `derive`: a key out of a passphrase (Argon2id)
//! - `sealed`: bytes that only the key opens (XChaCha20-Poly1305)
//! - `key_file`: the small file beside the data file in which the data key is wrapped, once for each operator and
//!   once for the recovery sheet
//! - `recovery`: the words on that sheet
//! - `gate`: wrong passphrases, and what they cost
//! - `pin`: the number that tells the people at one keyboard apart
//! - `file`: a file that is written whole or not at all, for its owner's eyes alone

mod derive;
pub mod file;
mod gate;
mod key_file;
mod pin;
mod recovery;
mod sealed;
mod secret;

pub use derive::{Cost, Salt};
pub use gate::{Gate, GateError, tries_beside};
pub use key_file::{Holder, KeyFile, KeyFileError, Unlocked, path_beside};
pub use pin::{LEAST_DIGITS, MOST_DIGITS, fits_pin, is_pin, keep_pin};
pub use recovery::RecoveryWords;
pub use sealed::{open, seal};
pub use secret::{DataKey, LEAST_LETTERS, Passphrase};
