//! What is true of the file, where no screen can show it.

use std::path::PathBuf;

use crate::support::desk::Desk;
use crate::support::paper::Paper;

/// The file of that ending beside the data file or in a folder there.
fn written(desk: &Desk, ending: &str) -> Option<PathBuf> {
    let home = desk.app.cx().store.path().parent().unwrap().to_owned();
    let mut folders = vec![home];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name().to_string_lossy().ends_with(ending) {
                return Some(entry.path());
            }
        }
    }
    None
}

/// Whether there is one.
pub fn wrote(desk: &Desk, ending: &str) -> bool {
    written(desk, ending).is_some()
}

/// The printed form of that ending has its places of signatures, and nothing behind any of them.
fn unsigned(desk: &Desk) -> bool {
    let bytes = std::fs::read(written(desk, ".docx").unwrap()).unwrap();
    let text = Paper::read(&bytes).text();
    let places: Vec<&str> =
        text.lines().filter(|line| line.contains("签名") || line.contains("签字")).collect();
    let names = ["张三", "李四", "红调", "测试员"];
    !places.is_empty() && places.iter().all(|line| names.iter().all(|name| !line.contains(name)))
}

/// Whether that holds.
pub fn holds(fact: &str, desk: &mut Desk) -> bool {
    let store = &mut desk.app.cx_mut().store;
    let (name, of) = fact.split_once(' ').unwrap_or((fact, ""));
    match name {
        // The columns of the list are the days of acceptance: none is later than the one above.
        "newest-first" => {
            let days: Vec<_> = desk.cases().iter().map(|case| case.accepted_on).collect();
            days.len() > 1 && days.is_sorted_by(|one, next| one >= next)
        }
        "disclosed" => {
            let all = store.disclosures(100).unwrap();
            all.iter().any(|one| format!("{one:?}").contains(of))
        }
        "sound" => store.check().unwrap().findings.is_empty(),
        "home" => store.directory().office(store.settings().home).is_some_and(|home| home.name == of),
        "setting" => format!("{:?}", store.settings()).contains(of),
        "operator" => {
            let who = store.operator().and_then(|id| store.directory().operator(id));
            who.is_some_and(|who| who.name == of)
        }
        "accepted" => desk.app.cx().headline.accepted == of.parse::<u64>().unwrap(),
        "locked" => {
            store.locks(2024, Some(store.settings().home)).unwrap().len() == of.parse::<usize>().unwrap()
        }
        "unsigned" => unsigned(desk),
        // A zip file begins so, encrypted or not a data file does not.
        "plain" => std::fs::read(written(desk, of).unwrap()).unwrap().starts_with(b"PK"),
        "file-sealed" => {
            let path = store.path().to_owned();
            store.key().is_some() && !std::fs::read(path).unwrap().starts_with(b"SQLite format")
        }
        "backup-due" => store.backup_is_due().unwrap(),
        "backed-up" => !store.backup_is_due().unwrap(),
        other => panic!("no fact {other}"),
    }
}
