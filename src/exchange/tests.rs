//! The format from within: what only somebody with the key could do to a file.

use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::container::{Replacing, check, write_form};
use super::slots::{Derived, Keyring};
use super::wire::{MANIFEST, Manifest, Packer, Unpacker, put_frame};
use crate::domain::{Fixed, LaptopId, Office, Surroundings};
use crate::store::{Knowledge, Known, Revision};
use crate::vault::{Cost, DataKey, Passphrase};

/// Some revisions of two laptops, and the manifest that goes with them.
fn some() -> (Manifest, Vec<Revision>) {
    let mut all = Vec::new();
    let mut ends = Knowledge::default();
    for device in [Uuid::from_u128(1), Uuid::from_u128(2)] {
        let mut prev = [0; 32];
        for seq in 1..6 {
            let mut revision = Revision {
                device,
                seq,
                stamp: seq * 3,
                at: format!("2024-01-0{seq}T10:00:00+08:00"),
                operator: (seq % 2 == 0).then_some([7; 16]),
                kind: if seq < 3 { "dispute".into() } else { "later".into() },
                record: [seq as u8; 16],
                body: format!(r#"{{"set":{{"summary":["第{seq}次"]}}}}"#),
                prev,
                hash: [0; 32],
            };
            revision.hash = revision.computed_hash();
            prev = revision.hash;
            all.push(revision);
        }
        ends.put(LaptopId::new(device), Known { seq: 5, hash: prev });
    }
    all.sort_by_key(|revision| (revision.stamp, revision.device));
    let manifest = Manifest {
        from: LaptopId::new(Uuid::from_u128(1)),
        laptop: "一号机".into(),
        office: Office::root_id(),
        office_name: "神农架林区".into(),
        at: "2024-01-09T10:00:00+08:00".into(),
        base: Knowledge::default(),
        ends,
        revisions: 10,
        cases: 2,
    };
    (manifest, all)
}

fn packed() -> Vec<u8> {
    let (manifest, all) = some();
    let mut packer = Packer::new(Vec::new(), &manifest).unwrap();
    all.iter().for_each(|revision| packer.put(revision).unwrap());
    packer.end().unwrap()
}

fn unpacked(bytes: &[u8]) -> super::Result<(Manifest, Vec<Revision>)> {
    let mut unpacker = Unpacker::new(bytes, PathBuf::from("x"))?;
    let manifest = unpacker.manifest().clone();
    let all = unpacker.by_ref().collect::<super::Result<_>>()?;
    assert!(unpacker.next().is_none());
    Ok((manifest, all))
}

#[test]
fn a_stream_gives_back_what_was_put_in_and_says_when_it_is_cut() {
    assert_eq!(unpacked(&packed()).unwrap(), some());
    let whole = packed();
    for length in 0..whole.len() {
        assert!(unpacked(&whole[..length]).is_err(), "{length}");
    }
    assert!(unpacked(&[&whole[..], b"E\0"].concat()).is_err(), "something after the end");
}

#[test]
fn a_newer_minor_form_is_read_and_what_is_new_in_it_passed_over() {
    // Would catch a reader that every small addition to the format locks out.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.tjb");
    let mut chance = Fixed::at(chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap(), 1);
    let phrase = Passphrase::typed("松柏镇口令");
    let derived = Derived::fresh(&phrase, Cost::LEAST, &mut chance).unwrap();
    let key = DataKey::fresh(&mut chance as &mut dyn Surroundings).unwrap();
    let strange: super::slots::Slot =
        serde_json::from_value(json!({"kind": "fingerprint", "finger": 3, "sealed": "AAAA"})).unwrap();
    let slots = vec![strange, derived.slot(&key, &mut chance).unwrap()];
    let (manifest, all) = some();
    write_form(7, &path, folder.path().join("part"), Replacing::Nothing, (&key, slots), |mut stream| {
        let mut said: Value = serde_json::from_slice(&manifest.to_bytes().unwrap()).unwrap();
        said["weather"] = json!({"rain": true});
        put_frame(&mut stream, MANIFEST, &serde_json::to_vec(&said).unwrap()).unwrap();
        put_frame(&mut stream, b'Z', b"what only a newer program knows").unwrap();
        let mut packer = Packer::after_manifest(stream);
        all.iter().for_each(|revision| packer.put(revision).unwrap());
        let mut stream = packer.end().unwrap();
        stream.flush().unwrap();
        Ok((stream, ()))
    })
    .unwrap();
    let checked = check(&path, &mut Keyring::new(Some(phrase), None)).unwrap();
    let unpacker = Unpacker::new(checked.stream().unwrap(), path).unwrap();
    assert_eq!(unpacker.collect::<super::Result<Vec<_>>>().unwrap(), all);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Would catch a length or an index that is believed, and a change of what was said that no hash notices.
    #[test]
    fn no_altered_stream_gives_other_revisions(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in proptest::option::of((any::<prop::sample::Index>(), any::<prop::sample::Index>())),
    ) {
        let mut bytes = packed();
        for (at, to) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *to;
        }
        if let Some((from, to)) = cut {
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            bytes.drain(from.min(to)..from.max(to));
        }
        if let Ok((_, all)) = unpacked(&bytes) {
            prop_assert_eq!(all, some().1);
        }
    }

    #[test]
    fn noise_is_no_stream(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(unpacked(&bytes).is_err());
    }
}
