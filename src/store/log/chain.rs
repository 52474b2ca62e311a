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
/// Progress is reported after so many revisions.
const STRIDE: u64 = 5_000;

/// The newest revision of a device, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Its device.
    pub device: Uuid,
    /// The name of the laptop, else the end of its id.
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
    /// Its content does not match its hash.
    Altered,
    /// Its position in the common order is before that of its predecessor.
    Order,
}

/// The first invalid revision of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainBreak {
    /// Its sequence number.
    pub seq: i64,
    /// When it was written, by its own statement (RFC 3339).
    pub at: String,
    /// The kind of its record, by the code of the log.
    pub kind: String,
    /// What is wrong.
    pub fault: ChainFault,
}

/// The chain of one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceChain {
    /// Its newest revision.
    pub head: Anchor,
    /// Its first break; none where the whole chain is valid.
    pub broken: Option<ChainBreak>,
}

/// Whether an anchor was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorFound {
    /// It is the revision of that number, and all before it is valid.
    OnChain {
        /// The laptop.
        laptop: String,
        /// The number.
        seq: i64,
    },
    /// It is the revision of that number, but something before it is invalid.
    BehindBreak {
        /// The laptop.
        laptop: String,
        /// The number.
        seq: i64,
    },
    /// No revision has that hash: the log was rewritten or cut off since it was printed.
    Nowhere,
    /// The given text contains no hash.
    Unreadable,
}

/// The result of the verification.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// The number of revisions checked.
    pub revisions: u64,
    /// Every device with revisions, in the order in which this file first saw them.
    pub chains: Vec<DeviceChain>,
    /// Every anchor that was asked for, as given, and whether it was found.
    pub anchors: Vec<(String, AnchorFound)>,
}

impl Verified {
    /// Whether everything is valid and every anchor was found.
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

/// The hashes searched for: each once, with where it was found.
#[derive(Default)]
struct Looked {
    found: BTreeMap<String, Option<AnchorFound>>,
}

/// Checks every chain from its first revision; `name_of` returns the name of a device's laptop, `progress`
/// gets the number of revisions checked.
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

    /// The answer for one text: the worst of the hashes in it.
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

/// What is wrong with a revision, given its predecessor.
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
    /// Verifies the chain of every device, and searches for the anchors of printed reports: each a hash or a
    /// whole line. `progress` gets the number of revisions checked now and then.
    ///
    /// # Errors
    /// Why the file could not be read. Invalid revisions are in the result.
    pub fn verify(&self, anchors: &[String], progress: &mut dyn FnMut(u64)) -> Result<Verified> {
        walk_chains(&self.conn, &|device| self.laptop_name(device), anchors, progress)
    }

    /// How many revisions [`Self::verify`] will check.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn revision_count(&self) -> Result<u64> {
        Ok(self.conn.query_row("SELECT count(*) FROM revision", [], |row| row.get(0))?)
    }

    /// The newest revision of every device, for the foot of a report, so that the printed copy later shows
    /// whether the log before it was rewritten.
    ///
    /// # Errors
    /// Why the file could not be read.
    pub fn anchors(&self) -> Result<Vec<Anchor>> {
        anchors_of(&self.conn, &|device| self.laptop_name(device))
    }
}

/// The newest revision of every device with revisions; `name_of` returns the name of its laptop.
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
