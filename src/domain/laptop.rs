//! 电脑: a laptop that cases are logged on.

use super::{LaptopId, OfficeId};

/// What a laptop says of itself, so that the others know whose work they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laptop {
    /// The device that stands in its revisions. A restored backup and a copied file are a new one.
    pub id: LaptopId,
    /// What its people call it: 松柏镇一号机. May be empty.
    pub name: String,
    /// The office whose people work on it.
    pub home: OfficeId,
    /// Its mark in case numbers, so that two laptops of one office never give out the same one. May be empty.
    pub series: String,
    /// The public key that bundles for it are sealed to, in hex (X25519); none before its first exchange.
    pub key: Option<String>,
}
