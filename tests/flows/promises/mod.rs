//! Every promise typed: what help says of a place and what the manual says of the keys, sentence by sentence, each with
//! the keys that show it. A sentence that changes, or a new one, needs its row.

mod facts;
mod files;
mod play;

use std::collections::BTreeSet;
use std::path::Path;

use play::{Row, rows};
use tiaojie::text::Lang;
use tiaojie::tui::actions::PLACES;

const SCREENS: [&str; 3] = ["work.txt", "figures.txt", "office.txt"];
const MANUAL: [(&str, &str); 2] = [("points.txt", "十八点"), ("writing.txt", "填写的写法")];
const BOOK: &str = include_str!("../../../docs/manual.zh.md");

/// A table of promises. It is read when the test runs: rows are written and tried without building anything.
fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows/promises").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The sentences of a text, each up to its full stop.
fn sentences(text: &str) -> BTreeSet<String> {
    text.split_inclusive('。').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A section of the manual without its marks: each point its own lines joined.
fn section(name: &str) -> String {
    let from = BOOK.split(&format!("\n## {name}\n")).nth(1).unwrap();
    let text = from.split("\n## ").next().unwrap();
    text.lines().map(|line| line.trim()).collect::<Vec<_>>().join("").replace(['*', '`'], "")
}

fn play_all(name: &str) {
    let table = table(name);
    let rows = rows(&table);
    let broken: Vec<String> = rows.iter().filter_map(Row::broken).collect();
    assert!(broken.is_empty(), "{} of {} not kept:\n{}", broken.len(), rows.len(), broken.join("\n"));
}

/// Catches: a sentence of help that nobody types, one that was changed and is no longer what is shown, a row about
/// nothing that is said.
#[test]
fn every_sentence_of_every_place_has_its_row() {
    let tables = SCREENS.map(table);
    let table: Vec<Row> = tables.iter().flat_map(|table| rows(table)).collect();
    let told: BTreeSet<(String, String)> =
        table.iter().map(|row| (row.place.to_owned(), row.sentence.to_owned())).collect();
    let said: BTreeSet<(String, String)> = PLACES
        .iter()
        .flat_map(|place| {
            let name = place.wording.name(Lang::Zh).to_owned();
            sentences(place.wording.about(Lang::Zh)).into_iter().map(move |said| (name.clone(), said))
        })
        .collect();
    let lacking: Vec<_> = said.difference(&told).collect();
    let stray: Vec<_> = told.difference(&said).collect();
    assert!(lacking.is_empty() && stray.is_empty(), "without a row: {lacking:#?}\nnot said: {stray:#?}");
}

/// Catches: keys of the manual's eighteen points and of how to fill in that changed, or that nobody types.
#[test]
fn every_point_of_the_manual_has_its_row() {
    for (file, name) in MANUAL {
        let table = table(file);
        let text = section(name);
        let mut rest = text.clone();
        for row in rows(&table) {
            let said = row.sentence;
            assert!(text.contains(said), "not said in {name}: {said}\n{text}");
            rest = rest.replacen(said, "", 1);
        }
        let left: String =
            rest.split(['-', '。']).filter(|part| part.chars().any(|c| c > '\u{2fff}')).collect();
        assert_eq!(left, "", "{name}: without a row");
    }
}

/// Catches: promises of the daily screens that the keys do not keep.
#[test]
fn the_screens_of_a_case_keep_what_they_promise() {
    play_all(SCREENS[0]);
}

/// Catches: the same for figures and lists.
#[test]
fn the_figures_keep_what_they_promise() {
    play_all(SCREENS[1]);
}

/// Catches: the same for what surrounds the cases: laptops, backups, passphrases.
#[test]
fn the_office_keeps_what_it_promises() {
    play_all(SCREENS[2]);
}

/// Catches: a key of the eighteen points that does something else.
#[test]
fn the_eighteen_points_are_kept() {
    play_all(MANUAL[0].0);
}

/// Catches: a way of writing that is told and not understood.
#[test]
fn what_may_be_written_is_understood() {
    play_all(MANUAL[1].0);
}
