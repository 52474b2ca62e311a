//! The exchange as JSON.

use serde_json::{Value, json};

use crate::domain::{Laptop, LaptopId};
use crate::exchange::{Contents, FolderReport, Manifest, WhySkipped, Written};
use crate::store::{Gap, Knowledge, Refusal, TakenIn};
use crate::text::exchange::short;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn written(written: &Written) -> Value {
    json!({
        "path": written.path.display().to_string(),
        "revisions": written.revisions,
        "cases": written.cases,
        "bytes": written.bytes,
    })
}

fn knowledge(knowledge: &Knowledge) -> Value {
    let one = |(device, known): (LaptopId, crate::store::Known)| json!({"device": device.to_string(), "seq": known.seq, "hash": short(&known.hash)});
    knowledge.iter().map(one).collect()
}

fn manifest(manifest: &Manifest) -> Value {
    json!({
        "from": manifest.from.to_string(),
        "laptop": manifest.laptop,
        "office": manifest.office_name,
        "written_at": manifest.at,
        "revisions": manifest.revisions,
        "cases": manifest.cases,
        "assumes": knowledge(&manifest.base),
        "anchors": knowledge(&manifest.ends),
    })
}

pub(super) fn contents(contents: &Contents) -> Value {
    json!({"path": contents.path.display().to_string(), "bundle": manifest(&contents.manifest), "would": taken(&contents.report)})
}

pub(super) fn taken_from(contents: &Contents, report: &TakenIn) -> Value {
    json!({"path": contents.path.display().to_string(), "bundle": manifest(&contents.manifest), "taken": taken(report)})
}

fn gap(gap: &Gap) -> Value {
    json!({"device": gap.device.to_string(), "have": gap.have, "need": gap.need})
}

fn taken(report: &TakenIn) -> Value {
    let conflicts = report.conflicts.iter();
    let conflict = |one: &crate::store::NewConflict| json!({"record": hex(&one.record), "kind": one.kind, "field": one.field});
    let collision = |one: &crate::store::SameNumber| {
        let cases: Vec<String> = one.cases.iter().map(ToString::to_string).collect();
        json!({"number": one.number, "cases": cases})
    };
    json!({
        "revisions": report.revisions,
        "known": report.known,
        "waiting": report.waiting,
        "cases_new": report.cases_new,
        "cases_changed": report.cases_changed,
        "taken_back": report.taken_back,
        "conflicts": conflicts.map(conflict).collect::<Vec<_>>(),
        "collisions": report.collisions.iter().map(collision).collect::<Vec<_>>(),
        "gaps": report.gaps.iter().map(gap).collect::<Vec<_>>(),
    })
}

fn refusal(refusal: &Refusal) -> Value {
    let (device, seq) = refusal.of();
    let what = match refusal {
        Refusal::Fork { .. } => "fork",
        Refusal::Altered { .. } => "altered",
        Refusal::Unreadable { .. } => "unreadable",
        Refusal::Stamp { .. } => "stamp",
    };
    json!({"device": device.to_string(), "seq": seq, "what": what})
}

pub(super) fn folder(report: &FolderReport) -> Value {
    let why = |why| match why {
        WhySkipped::Foreign => "foreign",
        WhySkipped::Damaged => "damaged",
        WhySkipped::Shut => "shut",
        WhySkipped::Newer => "newer",
    };
    let skipped = report.skipped.iter().map(|one| json!({"name": one.name, "why": why(one.why)}));
    json!({
        "taken": taken(&report.taken),
        "files_read": report.read,
        "files_written": report.written,
        "revisions_written": report.revisions_written,
        "skipped": skipped.collect::<Vec<_>>(),
        "refused": report.refused.iter().map(refusal).collect::<Vec<_>>(),
    })
}

pub(super) fn keys(laptops: &[&Laptop], me: LaptopId) -> Value {
    let one = |laptop: &&Laptop| json!({"id": laptop.id.to_string(), "name": laptop.name, "key": laptop.key, "this": laptop.id == me});
    laptops.iter().map(one).collect()
}
