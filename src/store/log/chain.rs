//! 核验: every device's revisions hang together, each by the hash of the one before. What a chain alone cannot show is
//! that somebody who holds the file wrote its whole tail anew: for that the heads stand, shortened, on each printed
//! report, and are looked for here.

use std::collections::BTreeMap;

use rusqlite::Connection;
use uuid::Uuid;

use super::revision::Revision;
use crate::domain::fold::half_width;
use crate::store::{Result, Store};

/// How many digits of a hash are printed.
pub const ANCHOR_DIGITS: usize = 12;
/// After how many revisions progress is told.
const STRIDE: u64 = 5_000;

/// The newest revision of a device, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The device.
    pub device: Uuid,
    /// What the laptop is called, else the end of its id.
    pub laptop: String,
    /// How many revisions it has written.
    pub seq: i64,
    /// The first [`ANCHOR_DIGITS`] of the hash of the last of them.
    pub hash: String,
}

/// What is wrong with a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    /// Revisions before it are missing.
    Gap,
    /// It does not follow from the one before.
    Link,
    /// It says other than what its hash was made of.
    Altered,
    /// Its place in the common order lies before that of the one before it.
    Order,
}

/// The first revision of a device that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainBreak {
    /// Its sequence number.
    pub seq: i64,
    /// When it says it was written (RFC 3339).
    pub at: String,
    /// What sort of record it is about, by the code of the log.
    pub kind: String,
    /// What is wrong.
    pub fault: ChainFault,
}

/// The chain of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceChain {
    /// Its newest revision.
    pub head: Anchor,
    /// Its first break; none where all of it holds.
    pub broken: Option<ChainBreak>,
}

/// Whether an anchor is found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorFound {
    /// It is the revision of that number, and all before it holds.
    OnChain {
        /// Which laptop.
        laptop: String,
        /// The number.
        seq: i64,
    },
    /// It is the revision of that number, but something before it does not hold.
    BehindBreak {
        /// Which laptop.
        laptop: String,
        /// The number.
        seq: i64,
    },
    /// No revision has that hash: what stood there when it was printed was written anew or cut off.
    Nowhere,
    /// There is no hash in what was given.
    Unreadable,
}

/// What was proved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Revisions looked at.
    pub revisions: u64,
    /// Every device that has written something, in the order in which this file met them.
    pub chains: Vec<DeviceChain>,
    /// Every anchor that was asked for, as given, and whether it was found.
    pub anchors: Vec<(String, AnchorFound)>,
}

impl Verified {
    /// Whether everything holds and every anchor was found.
    pub fn holds(&self) -> bool {
        self.chains.iter().all(|chain| chain.broken.is_none())
            && self.anchors.iter().all(|(_, found)| matches!(found, AnchorFound::OnChain { .. }))
    }
}

/// The hashes within a text: runs of at least [`ANCHOR_DIGITS`] hex digits, shortened to that many.
fn hashes_in(text: &str) -> Vec<String> {
    let folded = half_width(text).to_ascii_lowercase();
    folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() >= ANCHOR_DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(|word| word[..ANCHOR_DIGITS].to_owned())
        .collect()
}

fn digits(hash: &[u8; 32]) -> String {
    hash[..ANCHOR_DIGITS / 2].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is looked for: each hash once, with where it was found.
#[derive(Default)]
struct Looked {
    found: BTreeMap<String, Option<AnchorFound>>,
}

/// Walks every chain from its first revision; `name_of` says what the laptop of a device is called, `progress` is told
/// how many were looked at.
pub(in crate::store) fn walk_chains(
    conn: &Connection,
    name_of: &dyn Fn(Uuid) -> String,
    anchors: &[String],
    progress: &mut dyn FnMut(u64),
) -> Result<Verified> {
    let mut looked = Looked::default();
    looked.found.extend(anchors.iter().flat_map(|text| hashes_in(text)).map(|hash| (hash, None)));
    let sql = format!(
        "SELECT {} FROM revision r JOIN device d ON d.id = r.device ORDER BY r.device, r.seq",
        Revision::COLUMNS
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut verified = Verified::default();
    let mut last: Option<Revision> = None;
    while let Some(row) = rows.next()? {
        let revision = Revision::from_row(row)?;
        let before = last.as_ref().filter(|last| last.device == revision.device);
        if before.is_none() {
            let laptop = name_of(revision.device);
            let head = Anchor { device: revision.device, laptop, seq: 0, hash: String::new() };
            verified.chains.push(DeviceChain { head, broken: None });
        }
        if let Some(chain) = verified.chains.last_mut() {
            if chain.broken.is_none() {
                let of = |fault| ChainBreak {
                    seq: revision.seq,
                    at: revision.at.clone(),
                    kind: revision.kind.clone(),
                    fault,
                };
                chain.broken = fault_of(before, &revision).map(of);
            }
            (chain.head.seq, chain.head.hash) = (revision.seq, digits(&revision.hash));
            looked.see(chain);
        }
        last = Some(revision);
        verified.revisions += 1;
        if verified.revisions % STRIDE == 0 {
            progress(verified.revisions);
        }
    }
    verified.anchors = anchors.iter().map(|text| (text.clone(), looked.answer(text))).collect();
    Ok(verified)
}

impl Looked {
    fn see(&mut self, chain: &DeviceChain) {
        if let Some(found) = self.found.get_mut(&chain.head.hash) {
            let (laptop, seq) = (chain.head.laptop.clone(), chain.head.seq);
            *found = Some(match chain.broken {
                None => AnchorFound::OnChain { laptop, seq },
                Some(_) => AnchorFound::BehindBreak { laptop, seq },
            });
        }
    }

    /// The answer for one text: of several hashes in it the worst.
    fn answer(&self, text: &str) -> AnchorFound {
        let hashes = hashes_in(text);
        let answers = hashes.iter().map(|hash| self.found.get(hash).cloned().flatten());
        let answers: Vec<AnchorFound> = answers.map(|found| found.unwrap_or(AnchorFound::Nowhere)).collect();
        let rank = |found: &AnchorFound| match found {
            AnchorFound::OnChain { .. } => 0,
            AnchorFound::BehindBreak { .. } => 1,
            AnchorFound::Nowhere | AnchorFound::Unreadable => 2,
        };
        answers.into_iter().max_by_key(rank).unwrap_or(AnchorFound::Unreadable)
    }
}

/// What is wrong with a revision, seen from the one before it.
fn fault_of(before: Option<&Revision>, revision: &Revision) -> Option<ChainFault> {
    let (seq, prev, stamp) = before.map_or((0, [0; 32], 0), |last| (last.seq, last.hash, last.stamp));
    if revision.seq != seq + 1 {
        Some(ChainFault::Gap)
    } else if revision.computed_hash() != revision.hash {
        Some(ChainFault::Altered)
    } else if revision.prev != prev {
        Some(ChainFault::Link)
    } else if revision.stamp <= stamp {
        Some(ChainFault::Order)
    } else {
        None
    }
}

impl Store {
    /// Proves the chain of every device, and looks for the anchors of printed reports: each a hash or a whole line.
    /// `progress` is told now and then how many revisions were looked at.
    ///
    /// # Errors
    /// Why the file could not be read. What does not hold is in the answer.
    pub fn verify(&self, anchors: &[String], progress: &mut dyn FnMut(u64)) -> Result<Verified> {
        walk_chains(&self.conn, &|device| self.directory.laptop_name(device), anchors, progress)
    }

    /// How many revisions [`Self::verify`] will look at.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn revision_count(&self) -> Result<u64> {
        Ok(self.conn.query_row("SELECT count(*) FROM revision", [], |row| row.get(0))?)
    }

    /// The newest revision of every device, for the foot of a report: whoever keeps the paper can tell later whether
    /// what lies before it was written anew.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn anchors(&self) -> Result<Vec<Anchor>> {
        anchors_of(&self.conn, &|device| self.directory.laptop_name(device))
    }
}

/// The newest revision of every device that wrote something; `name_of` says what its laptop is called.
pub(in crate::store) fn anchors_of(
    conn: &Connection,
    name_of: &dyn Fn(Uuid) -> String,
) -> Result<Vec<Anchor>> {
    let sql = "SELECT d.uuid, r.seq, r.hash FROM device d JOIN revision r ON r.device = d.id \
               AND r.seq = (SELECT max(seq) FROM revision WHERE device = d.id) ORDER BY d.id";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut anchors = Vec::new();
    while let Some(row) = rows.next()? {
        let device = row.get(0)?;
        let laptop = name_of(device);
        anchors.push(Anchor { device, laptop, seq: row.get(1)?, hash: digits(&row.get(2)?) });
    }
    Ok(anchors)
}
