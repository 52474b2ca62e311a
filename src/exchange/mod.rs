//! Several laptops made one: bundles from hand to hand, and a folder that all of them read and write.
//!
//! What travels are revisions and nothing else; which of them a laptop lacks, and taking them in, is the store's. This
//! floor knows how they are packed and sealed, and where the files are.
//!
//! Where to look
//! - `bundle`: one file with what the others lack: [`write_bundle`], [`look_into`], [`take_in`]
//! - `folder`: a stick, a shared or a synced folder, both directions at once: [`sync_folder`]; `segments`: its files
//! - `container`: the file format: magic, version, slots for the key, the sealed and pressed stream, the hash at its end
//! - `wire`: what is in the stream: who it is from, then the revisions
//! - `slots`: who can open a file: those who know a passphrase, or the laptops it was sealed to
//!
//! # The way in
//!
//! A file is read three times: once for its hash, once opened and chained revision by revision, and once to take it in.
//! Whatever is wrong is known before a single row is written, and memory stays that of one chunk.
//!
//! # What screens and commands use
//!
//! ```text
//! Extent::{Lacking(Vec<LaptopId>), Everything}
//! Sealing::{Passphrase { passphrase, cost }, Recipients(Vec<PublicKey>)}   Opening::{Passphrase(Passphrase), OwnKey}
//! write_bundle(&mut Store, &Extent, &Sealing, &Path, Replacing, &mut Watch) -> Result<Written>
//! look_into(&mut Store, &Path, &Opening, &mut Watch) -> Result<Contents>      // nothing is written
//!   Contents { path, name, manifest: Manifest { from, laptop, office, office_name, at, base, ends, revisions, cases },
//!              report: store::TakenIn { revisions, known, waiting, cases_new, cases_changed, conflicts, collisions, gaps, .. } }
//! take_in(&mut Store, &Contents, &mut Watch) -> Result<store::TakenIn>
//! sync_folder(&mut Store, &Path, &Sealing, &mut Watch) -> Result<FolderReport>
//!   FolderReport { taken: TakenIn, read, written, revisions_written, skipped: Vec<Skipped { name, why }>, refused: Vec<Refusal> }
//! recipients(&Store) -> Vec<(Laptop, PublicKey)>                              // the other laptops that can be sealed to
//! wants_passphrase(&Path) -> Result<bool>                                     // else it is sealed to laptops
//! is_fork_of(&Store, &Refusal) -> bool                                       // then this laptop needs a new device
//! Store::exchange_keys(&mut self) -> Result<(SecretKey, PublicKey)>           // this laptop's, made on first use
//! Store::knowledge(), Store::heard_of(laptop), Store::conflicts(skip, limit), Store::conflict_count()
//! Watch = dyn FnMut(Progress { stage, done, total }) -> ControlFlow<()>, of the store; Break gives it up
//! ExchangeError: its sentences are text::exchange::error(lang, &error)
//! ```

mod bundle;
mod container;
mod error;
mod folder;
mod segments;
mod slots;
#[cfg(test)]
mod tests;
mod wire;

pub use bundle::{
    Contents, Extent, Written, is_fork_of, look_into, recipients, take_in, wants_passphrase, write_bundle,
};
pub use container::Replacing;
pub use error::{ExchangeError, Result};
pub use folder::{FolderReport, sync_folder};
pub use segments::{Skipped, WhySkipped};
pub use slots::{Opening, Sealing};
pub use wire::Manifest;
