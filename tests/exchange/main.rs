//! The exchange between laptops: bundles, folders, and their errors.

mod bad;
mod desk;
mod dump;
mod flow;
mod folder;
mod office;
mod oracle;
mod simulation;
#[path = "../support/mod.rs"]
mod support;
mod versions;
