//! The cost of an exchange: a whole district in one bundle, written from one file and read into an empty one.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use tiaojie::domain::Machine;
use tiaojie::store::{Result, Store};

use super::district;
use super::import::{peak_of, remove};

const SIZES: [usize; 2] = [10_000, 100_000];

/// Prints a line a size.
pub fn run(folder: &Path) -> Result<()> {
    println!(
        "| exchange of | revisions | bytes each | out | in, checked and tried first | peak memory out, in |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let phrase = folder.join("exchange.phrase");
    std::fs::write(&phrase, "a passphrase of the bench\n")?;
    for size in SIZES {
        let path = folder.join(format!("bench-{size}.db"));
        if !path.exists() {
            district::make(&path, size)?;
        }
        let revisions: i64 = {
            let store = Store::open(&path, Box::new(Machine))?;
            store.knowledge()?.iter().map(|(_, known)| known.seq).sum()
        };
        let (bundle, into) = (folder.join("exchange.tjb"), folder.join("exchange.db"));
        remove(&into)?;
        let (out, out_peak) = timed(&path, &["out", "--force"], &bundle, &phrase)?;
        let bytes = std::fs::metadata(&bundle)?.len();
        let (taken, in_peak) = timed(&into, &["in"], &bundle, &phrase)?;
        let rate = |seconds: f64| format!("{seconds:.1} s, {:.0}/s", revisions as f64 / seconds);
        println!(
            "| {size} cases | {revisions} | {:.0} | {} | {} | {out_peak}, {in_peak} |",
            bytes as f64 / revisions as f64,
            rate(out),
            rate(taken)
        );
        remove(&into)?;
        std::fs::remove_file(&bundle)?;
    }
    Ok(())
}

/// Seconds and the largest resident size of one command.
fn timed(file: &Path, what: &[&str], bundle: &Path, phrase: &Path) -> Result<(f64, String)> {
    let begun = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_tiaojie"))
        .arg("--file")
        .arg(file)
        .arg("exchange")
        .args(what)
        .arg(bundle)
        .arg("--passphrase-file")
        .arg(phrase)
        .stdout(Stdio::null())
        .spawn()?;
    let peak = peak_of(child)?.unwrap_or_else(|| "failed".to_owned());
    Ok((begun.elapsed().as_secs_f64(), peak))
}
