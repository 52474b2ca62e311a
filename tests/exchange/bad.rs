//! Damaged, truncated and forged bundles: refused with the reason, and nothing is written.

use std::path::Path;

use proptest::prelude::*;
use tiaojie::exchange::{Extent, WhySkipped};
use tiaojie::store::Store;
use tiaojie::text::{Lang, exchange as words};

use super::desk::{laptop, look, new_case, out, sync};
use super::dump::all_content;

/// A small bundle and a laptop that is handed it.
fn bundle(folder: &Path) -> (Vec<u8>, Store) {
    let mut a = laptop(folder, 1);
    new_case(&mut a, "张三");
    let path = out(&mut a, &Extent::Everything, &folder.join("a.tjb"));
    (std::fs::read(path).unwrap(), laptop(folder, 2))
}

fn refused(store: &mut Store, path: &Path, bytes: &[u8], what: &str) {
    std::fs::write(path, bytes).unwrap();
    let error = match look(store, path) {
        Err(error) => error,
        Ok(contents) => panic!("{what}: {contents:?}"),
    };
    let said = words::error(Lang::Zh, &error);
    assert!(said.contains("b.tjb"), "{what}: {said}");
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, mut b) = bundle(folder.path());
    let path = folder.path().join("b.tjb");
    let before = all_content(&b);
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1 << (at % 8);
        refused(&mut b, &path, &altered, &format!("byte {at}"));
    }
    for length in 0..bytes.len() {
        refused(&mut b, &path, &bytes[..length], &format!("cut at {length}"));
    }
    let mut longer = bytes.clone();
    longer.push(0);
    refused(&mut b, &path, &longer, "one more");
    assert_eq!(before, all_content(&b));
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(look(&mut b, &path).unwrap().report.cases_new, 1);
    assert_eq!(before, all_content(&b), "looking writes nothing");
}

#[test]
fn every_flipped_bit_of_a_segment_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let stick = folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let (mut a, mut b) = (laptop(folder.path(), 1), laptop(folder.path(), 2));
    new_case(&mut a, "张三");
    sync(&mut a, &stick);
    let of_a = stick.join("tiaojie").join(a.device().to_string());
    let path = std::fs::read_dir(&of_a).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, b"").unwrap();
    sync(&mut b, &stick);
    let before = all_content(&b);
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1 << (at % 8);
        std::fs::write(&path, &altered).unwrap();
        let report = sync(&mut b, &stick);
        assert!(report.is_nothing(), "byte {at}");
        let why: Vec<WhySkipped> = report.skipped.iter().map(|skipped| skipped.why).collect();
        assert_eq!(why.len(), 1, "byte {at}: {:?}", report.skipped);
    }
    assert_eq!(before, all_content(&b));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch a length that is believed, an index out of range, a reader that never ends.
    #[test]
    fn what_is_made_up_is_refused(
        front in 0..3_usize,
        noise in proptest::collection::vec(any::<u8>(), 0..600),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (bytes, mut b) = bundle(folder.path());
        let path = folder.path().join("b.tjb");
        let before = all_content(&b);
        let made = match front {
            0 => noise,
            // Ours as far as it goes, then noise.
            1 => [&bytes[..bytes.len().min(noise.len())], &noise].concat(),
            _ => {
                let mut altered = bytes.clone();
                for (at, to) in &cuts {
                    let at = at.index(altered.len());
                    altered[at] = altered[at].wrapping_add(*to | 1);
                }
                altered
            }
        };
        if made != bytes {
            refused(&mut b, &path, &made, "made up");
        }
        prop_assert_eq!(before, all_content(&b));
    }
}
