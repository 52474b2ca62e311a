//! Jobs that print what they have done, to be killed or to lose power; and the checks of the file afterwards.

use std::io::Write;

use tiaojie::domain::{Closing, DisputeId, OfficeId, Outcome};
use tiaojie::ledger::{Differences, Plan, Sheet};
use tiaojie::store::Store;

use super::{day, luck};

/// One line, which the far end has before anything else is done.
pub fn acknowledge(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n@{line}").unwrap();
    out.flush().unwrap();
}

/// Logs a case, keeps a draft, closes the case, takes the closing back: each acknowledged once it is done.
pub fn save(store: &mut Store, cases: u32) {
    let town: OfficeId = store.settings().home;
    for n in 0..cases {
        let case = luck::case_in(store, town, ("张三", "李四"));
        let case = store.save_dispute(None, case, Some("entry")).unwrap().dispute;
        acknowledge(&format!("open {}", case.id));
        let draft = format!("{{\"n\":\"{}\"}}", case.id);
        store.keep_draft("entry", &draft).unwrap();
        acknowledge(&format!("draft {}", case.id));
        let mut after = case.clone();
        after.closing = Some(Closing { outcome: Outcome::Oral, on: day(2024, 3, 6) });
        store.save_dispute(Some(&case), after, None).unwrap();
        acknowledge(&format!("closed {}", case.id));
        if n % 3 == 0 {
            store.undo().unwrap();
            acknowledge(&format!("reopened {}", case.id));
        }
    }
}

/// Imports the year's ledger, 214 cases in one transaction.
pub fn import(store: &mut Store, begun: impl FnOnce()) {
    let mut plan = Plan::new(store).unwrap();
    let bytes = include_bytes!("../fixtures/ledger-2024.csv");
    plan.add(store, Sheet::from_csv("ledger-2024.csv", bytes).unwrap()).unwrap().unwrap();
    begun();
    plan.apply(store, Differences::Keep).unwrap();
}

/// How many cases [`import_many`] brings: enough for the way of large imports.
pub const MANY: usize = 2_100;

/// Imports a made-up ledger of many cases in one transaction.
pub fn import_many(store: &mut Store, begun: impl FnOnce()) {
    let row = |n: usize| {
        format!(
            "（2024）神松民调字第{n:04}号,2024-{:02}-{:02},张{n},李{n},邻里纠纷\n",
            n % 12 + 1,
            n % 28 + 1
        )
    };
    let text: String = (1..=MANY).map(row).collect();
    let text = format!("编号,受理日期,申请人,被申请人,纠纷类别\n{text}");
    let mut plan = Plan::new(store).unwrap();
    plan.add(store, Sheet::from_csv("many.csv", text.as_bytes()).unwrap()).unwrap().unwrap();
    begun();
    plan.apply(store, Differences::Keep).unwrap();
}

/// Asserts that every acknowledged save of [`save`] is in the file, whole, and at most one beyond them; `known` are
/// the cases that were there before. Answers how many saves were acknowledged.
pub fn assert_kept(store: &Store, heard: &[String], known: &mut Vec<DisputeId>, round: &str) -> usize {
    assert_eq!(store.check().unwrap().findings, [], "{round}");
    let (mut saves, mut last) = (0, None);
    for line in heard {
        let Some((what, id)) = line.split_once(' ') else { continue };
        let id: DisputeId = id.parse().unwrap();
        saves += 1;
        last = Some((what, id));
        if what == "open" {
            known.push(id);
        }
    }
    for id in &*known {
        store.dispute(*id).unwrap_or_else(|error| panic!("{round}: {id} is gone: {error}"));
    }
    let there = luck::ids(store);
    assert!(there.len() <= known.len() + 1, "{round}: what was not acknowledged is one save at most");
    if let Some((what, id)) = last {
        let closed = store.dispute(id).unwrap().closing.is_some();
        let draft = store.draft("entry").unwrap().map(|draft| draft.body);
        let newest = there.iter().any(|found| !known.contains(found));
        match what {
            // What follows may be there too: it was under way.
            "open" => assert!(!closed, "{round}"),
            "draft" => assert!(draft.unwrap().contains(&id.to_string()), "{round}"),
            "closed" => assert!(closed || !newest, "{round}"),
            _ => assert!(!closed && (newest || draft.unwrap().contains(&id.to_string())), "{round}"),
        }
    }
    saves
}
