//! Who can open a file. Its key is stored once for every way to open it: wrapped by a passphrase, or sealed
//! to the key of a laptop.

use std::io;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};

use crate::domain::Surroundings;
use crate::vault::{Cost, DataKey, Passphrase, PublicKey, Salt, SecretKey, open, open_sealed, seal, seal_to};

/// How a file is sealed.
#[derive(Debug, Clone)]
pub enum Sealing {
    /// To everybody who knows the passphrase.
    Passphrase {
        /// The passphrase.
        passphrase: Passphrase,
        /// The cost of one guess.
        cost: Cost,
    },
    /// To the laptops with these keys and to nobody else, not even this one.
    Recipients(Vec<PublicKey>),
}

/// How a file is opened.
#[derive(Debug, Clone)]
pub enum Opening {
    /// With the passphrase it was sealed with.
    Passphrase(Passphrase),
    /// With the key of this laptop.
    OwnKey,
}

/// What the seal of a slot is bound to.
const ABOUT: &[u8] = b"tiaojie exchange key";
const BY_PASSPHRASE: &str = "passphrase";
const TO_LAPTOP: &str = "laptop";

/// The key of a file for one way to open it. A kind that only a newer program knows is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cost: Option<Cost>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    /// The hint of the key it is sealed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    sealed: String,
}

impl Slot {
    pub(super) fn is_by_passphrase(&self) -> bool {
        self.kind == BY_PASSPHRASE
    }
}

/// A passphrase made into a key: slow on purpose, so done once and kept for the other files with the same salt.
#[derive(Clone)]
pub(super) struct Derived {
    cost: Cost,
    salt: Salt,
    key: DataKey,
}

impl Derived {
    pub(super) fn fresh(
        passphrase: &Passphrase,
        cost: Cost,
        surroundings: &mut dyn Surroundings,
    ) -> io::Result<Self> {
        let salt = Salt::fresh(surroundings)?;
        Ok(Self { cost, salt, key: cost.key(passphrase, &salt)? })
    }

    /// The slot that opens with it.
    pub(super) fn slot(&self, file: &DataKey, surroundings: &mut dyn Surroundings) -> io::Result<Slot> {
        Ok(Slot {
            kind: BY_PASSPHRASE.to_owned(),
            cost: Some(self.cost),
            salt: Some(BASE64_STANDARD.encode(self.salt.0)),
            hint: None,
            sealed: BASE64_STANDARD.encode(seal(&self.key, ABOUT, file.bytes(), surroundings)?),
        })
    }
}

/// The slots that open with those keys.
pub(super) fn for_laptops(
    keys: &[PublicKey],
    file: &DataKey,
    surroundings: &mut dyn Surroundings,
) -> io::Result<Vec<Slot>> {
    let slot = |key: &PublicKey| {
        Ok(Slot {
            kind: TO_LAPTOP.to_owned(),
            cost: None,
            salt: None,
            hint: Some(key.hint()),
            sealed: BASE64_STANDARD.encode(seal_to(key, ABOUT, file.bytes(), surroundings)?),
        })
    };
    keys.iter().map(slot).collect()
}

/// Why no slot opened.
#[derive(Debug)]
pub(super) enum Shut {
    /// One opens with another passphrase.
    WrongPassphrase,
    /// All open with a passphrase, and none was given.
    WantsPassphrase,
    /// They are sealed to other laptops.
    NotForUs,
    /// They are not as they were written.
    Damaged,
    /// Another I/O error.
    Io(io::Error),
}

/// The keys that are tried on a file.
pub(super) struct Keyring {
    passphrase: Option<Passphrase>,
    secret: Option<SecretKey>,
    derived: Vec<Derived>,
}

impl Keyring {
    pub(super) fn new(passphrase: Option<Passphrase>, secret: Option<SecretKey>) -> Self {
        Self { passphrase, secret, derived: Vec::new() }
    }

    /// The key of the file.
    pub(super) fn open(&mut self, slots: &[Slot]) -> Result<DataKey, Shut> {
        let hint = self.secret.as_ref().and_then(|secret| secret.public().ok()).map(|key| key.hint());
        let mut shut = Shut::NotForUs;
        for slot in slots {
            let Ok(sealed) = BASE64_STANDARD.decode(&slot.sealed) else { return Err(Shut::Damaged) };
            let found = match slot.kind.as_str() {
                BY_PASSPHRASE => match self.by_passphrase(slot)? {
                    Some(key) => {
                        shut = Shut::WrongPassphrase;
                        open(&key, ABOUT, &sealed)
                    }
                    None => {
                        shut = Shut::WantsPassphrase;
                        None
                    }
                },
                TO_LAPTOP if slot.hint == hint => {
                    self.secret.as_ref().and_then(|secret| open_sealed(secret, ABOUT, &sealed))
                }
                _ => None,
            };
            if let Some(key) = found {
                return key.as_slice().try_into().map(DataKey::from_bytes).map_err(|_| Shut::Damaged);
            }
        }
        Err(shut)
    }

    /// The key derived from the passphrase with that slot's salt; none without a passphrase.
    fn by_passphrase(&mut self, slot: &Slot) -> Result<Option<DataKey>, Shut> {
        let Some(passphrase) = &self.passphrase else { return Ok(None) };
        let salt = slot.salt.as_ref().and_then(|salt| BASE64_STANDARD.decode(salt).ok());
        let salt = salt.and_then(|salt| salt.try_into().ok()).map(Salt).ok_or(Shut::Damaged)?;
        let cost = slot.cost.ok_or(Shut::Damaged)?;
        let known = self.derived.iter().find(|known| (known.cost, known.salt) == (cost, salt));
        let derived = match known {
            Some(known) => known.clone(),
            None => {
                let key = cost.key(passphrase, &salt).map_err(Shut::Io)?;
                let derived = Derived { cost, salt, key };
                self.derived.push(derived.clone());
                derived
            }
        };
        Ok(Some(derived.key))
    }

    /// The key derived from the passphrase with that slot's salt, if it opens the slot.
    pub(super) fn derived_for(&mut self, slot: &Slot) -> Result<Derived, Shut> {
        self.open(std::slice::from_ref(slot))?;
        let salt = slot.salt.as_ref().and_then(|salt| BASE64_STANDARD.decode(salt).ok());
        let found = self.derived.iter().find(|known| Some(known.salt.0.as_slice()) == salt.as_deref());
        found.cloned().ok_or(Shut::Damaged)
    }
}
