//! Identities: 16-byte UUIDs typed by what they identify, so that a mediator's id cannot be passed where a
//! dispute's is wanted.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Dispute, FollowUp, Laptop, Mediator, Office, Operator, Party, Referral, Service};

/// The identity of a `K`, equal on every laptop.
pub struct Id<K> {
    uuid: Uuid,
    of: PhantomData<fn() -> K>,
}

/// Identity of a case.
pub type DisputeId = Id<Dispute>;
/// Identity of a party within a case.
pub type PartyId = Id<Party>;
/// Identity of an outgoing or incoming referral.
pub type ReferralId = Id<Referral>;
/// Identity of a follow-up visit.
pub type FollowUpId = Id<FollowUp>;
/// Identity of an office: district, township or village.
pub type OfficeId = Id<Office>;
/// Identity of a mediator.
pub type MediatorId = Id<Mediator>;
/// Identity of an operator, the person at the keyboard.
pub type OperatorId = Id<Operator>;
/// Identity of a laptop: the device that stands in its revisions.
pub type LaptopId = Id<Laptop>;
/// Identity of an entry of the centre's service log.
pub type ServiceId = Id<Service>;

impl<K> Id<K> {
    /// Takes a UUID as the identity of a `K`.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The identity that follows from a name: the same words give the same id on every laptop, so two laptops
    /// that each import 松柏镇 from a ledger make one office.
    pub fn named(words: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for word in words {
            hash.update((word.len() as u64).to_be_bytes());
            hash.update(word.as_bytes());
        }
        let digest = hash.finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Self::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// The UUID itself.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The 16 bytes as they stand in the file.
    pub const fn bytes(&self) -> &[u8; 16] {
        self.uuid.as_bytes()
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Id<K> {}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid.simple(), f)
    }
}

impl<K> std::str::FromStr for Id<K> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_at_their_borders() {
        // Would catch an id made by joining the words without their lengths.
        assert_ne!(OfficeId::named(&["松柏", "镇"]), OfficeId::named(&["松", "柏镇"]));
        assert_eq!(OfficeId::named(&["松柏镇"]), OfficeId::named(&["松柏镇"]));
    }
}
