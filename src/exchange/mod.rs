//! Exchange between laptops: bundles, and a folder that all of them read and write.
//!
//! Only revisions are exchanged. The store finds which of them a laptop lacks and takes them in; this layer
//! packs and seals them, and finds their files.
//!
//! Where to look
//! - `bundle`: one file with what the others lack: [`write_bundle`], [`look_into`], [`take_in`]
//! - `folder`: a stick, a shared or a synced folder, both directions at once: [`sync_folder`]; `segments`: its files
//! - `container`: the file format: magic, version, slots for the key, the sealed stream, the hash
//! - `wire`: what is in the stream: who it is from, then the revisions
//! - `slots`: who can open a file: those who know a passphrase, or the laptops it was sealed to
//!
//! # Reading
//!
//! A file is read three times: for its hash, to check it revision by revision, and to take it in. Every fault
//! is known before a single row is written, and memory stays that of one chunk.
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
