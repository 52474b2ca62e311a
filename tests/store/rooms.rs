//! The modules of the store depend on each other in one direction.

use std::path::Path;

/// From the ground up.
const ROOMS: [&str; 10] =
    ["log", "office", "derived", "ask", "figures", "save", "records", "entries", "merge", "keep"];

fn place_of(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// Every name that a path from the store begins with: one, or those of a group.
fn names(code: &str) -> impl Iterator<Item = &str> {
    code.split("crate::store::").skip(1).flat_map(|path| {
        let group = path.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let most = if group.is_some() { usize::MAX } else { 1 };
        let end = |letter: char| !letter.is_alphanumeric() && letter != '_';
        group.unwrap_or(path).split(end).filter(|name| !name.is_empty()).take(most)
    })
}

fn look_into(folder: &Path, room: &str, back: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look_into(&path, room, back);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        // Tests may set up what they like.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("tests.rs") {
            continue;
        }
        let above = names(code).filter(|name| place_of(name) > place_of(room));
        back.extend(above.map(|name| format!("{} uses {name}", path.display())));
    }
}

#[test]
fn a_room_uses_only_those_below_it() {
    // Would catch two rooms that know each other, which nobody can read apart.
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut back = Vec::new();
    for room in ROOMS {
        look_into(&store.join(room), room, &mut back);
    }
    assert_eq!(back, Vec::<String>::new());
    let read: Vec<&str> = names("use crate::store::log::Kind; use crate::store::{Result, keep};").collect();
    assert_eq!(read, ["log", "Result", "keep"]);
}
