//! Keys derived from a passphrase: Argon2id, slow and hungry for memory to make guessing expensive.

use std::io;

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};

use super::secret::{DataKey, Passphrase};
use crate::domain::Surroundings;

/// The cost of one guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over that memory.
    pub passes: u32,
}

impl Cost {
    /// 64 MiB three times: about 150 ms on the laptops this is made for (research: 145 ms).
    pub const STANDARD: Self = Self { memory: 64 * 1024, passes: 3 };
    /// For tests, which lock and unlock by the hundred.
    pub const LEAST: Self = Self { memory: 8, passes: 1 };
    /// More than any file of ours asks for: a damaged figure must not take the whole machine.
    const MOST: Self = Self { memory: 1024 * 1024, passes: 64 };

    /// The key derived from the passphrase and the salt.
    ///
    /// # Errors
    /// When the cost is out of range or there is too little memory.
    pub fn key(self, passphrase: &Passphrase, salt: &Salt) -> io::Result<DataKey> {
        if self.memory > Self::MOST.memory || self.passes > Self::MOST.passes {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let params = Params::new(self.memory, self.passes, 1, Some(32)).map_err(io::Error::other)?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.bytes(), &salt.0, &mut key)
            .map_err(io::Error::other)?;
        Ok(DataKey::from_bytes(key))
    }
}

/// Random bytes beside a passphrase, so that equal passphrases give different keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl Salt {
    /// A new random salt.
    ///
    /// # Errors
    /// When the system has no random data to give.
    pub fn fresh(surroundings: &mut dyn Surroundings) -> io::Result<Self> {
        let mut salt = [0; 16];
        surroundings.random(&mut salt)?;
        Ok(Self(salt))
    }
}
