//! The cost of the passphrase: a plain and an encrypted file, queried alternately in the same run.

use std::path::{Path, PathBuf};
use std::time::Instant;

use tiaojie::domain::{Dispute, Fixed, Party, Side, Surroundings};
use tiaojie::store::{CaseFilter, Grouping, ListQuery, Result, Store, TotalsQuery};
use tiaojie::vault::{Cost, Gate, Holder, Passphrase, path_beside};

use crate::district::{self, today};
use crate::measure::{Figure, month};

/// Unless others are asked for.
const SIZES: [usize; 2] = [1_000, 100_000];
const PASSPHRASE: &str = "松柏镇二号电脑";
const SAVES: usize = 400;

/// One file, plain or encrypted.
struct Half {
    path: PathBuf,
    store: Store,
}

/// What one question took, in milliseconds.
#[derive(Default)]
struct Spans(Vec<f64>);

impl Spans {
    fn time(&mut self, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let begun = Instant::now();
        work()?;
        self.0.push(begun.elapsed().as_secs_f64() * 1_000.0);
        Ok(())
    }

    fn text(mut self) -> String {
        self.0.sort_by(f64::total_cmp);
        let at = |share: usize| self.0[(self.0.len() * share / 100).min(self.0.len() - 1)];
        format!("{:.2} / {:.2} ms", at(50), at(99))
    }
}

/// Makes both files of each size, measures, prints.
pub fn run(folder: &Path, asked: &[usize]) -> Result<()> {
    let sizes = if asked.is_empty() { &SIZES[..] } else { asked };
    let mut columns: Vec<(String, Vec<Figure>)> = Vec::new();
    for size in sizes.iter().copied() {
        let original = folder.join(format!("bench-{size}.db"));
        if !original.exists() {
            district::make(&original, size)?;
        }
        let mut sides = [side(folder, &original, "plain")?, side(folder, &original, "encrypted")?];
        let begun = Instant::now();
        sides[1].store.protect(Holder::Office, &Passphrase::typed(PASSPHRASE), Cost::STANDARD)?;
        eprintln!("{size} cases encrypted in {:.2} s", begun.elapsed().as_secs_f64());
        let [plain, encrypted] = measured(&mut sides)?;
        columns.push((format!("{size}, plain"), plain));
        columns.push((format!("{size}, encrypted"), encrypted));
    }
    let heads: Vec<String> = columns.iter().map(|(head, _)| format!(" {head} ")).collect();
    println!("| p50 / p99 |{}|", heads.join("|"));
    println!("|---|{}|", vec!["---:"; columns.len()].join("|"));
    for row in 0..columns[0].1.len() {
        let cells: Vec<String> =
            columns.iter().map(|(_, figures)| format!(" {} ", figures[row].text)).collect();
        println!("| {} |{}|", columns[0].1[row].name, cells.join("|"));
    }
    Ok(())
}

fn side(folder: &Path, original: &Path, name: &str) -> Result<Half> {
    let path = folder.join(format!("bench-{name}.db"));
    for added in ["", "-wal", "-shm", ".key", ".tries", ".mark"] {
        let _ = std::fs::remove_file(tiaojie::vault::file::beside(&path, added));
    }
    std::fs::copy(original, &path)?;
    let store = Store::open(&path, Box::new(Fixed::at(today(), 31)))?;
    Ok(Half { path, store })
}

/// Both sides answer each question in turns, so that what else the machine does falls on both.
fn turns(
    sides: &mut [Half; 2],
    name: &'static str,
    times: usize,
    out: &mut [Vec<Figure>; 2],
    mut work: impl FnMut(&mut Half, usize) -> Result<()>,
) -> Result<()> {
    let mut spans = [Spans::default(), Spans::default()];
    for n in 0..times {
        for (side, spans) in sides.iter_mut().zip(&mut spans) {
            spans.time(|| work(side, n))?;
        }
    }
    for (figures, spans) in out.iter_mut().zip(spans) {
        figures.push(Figure { name, text: spans.text() });
    }
    Ok(())
}

fn measured(sides: &mut [Half; 2]) -> Result<[Vec<Figure>; 2]> {
    let mut out = [Vec::new(), Vec::new()];
    let clock = || Box::new(Fixed::at(today(), 33));
    turns(sides, "open, key at hand", 40, &mut out, |side, _| {
        Store::open_with(&side.path, side.store.key(), clock()).map(drop)
    })?;
    turns(sides, "open by passphrase", 10, &mut out, |side, _| {
        if !path_beside(&side.path).exists() {
            return Store::open(&side.path, clock()).map(drop);
        }
        let opened = Gate::of(&side.path).open(&Passphrase::typed(PASSPHRASE), clock().now());
        let unlocked = opened.map_err(|error| std::io::Error::other(error.to_string()))?;
        Store::open_unlocked(&side.path, &unlocked, clock()).map(drop)
    })?;
    turns(sides, "save a new case, durable", SAVES, &mut out, |side, n| save(&mut side.store, n))?;
    turns(sides, "one month's totals", 300, &mut out, |side, n| {
        let query =
            TotalsQuery { range: month(n), grouping: Grouping::Type, office: None, months: Vec::new() };
        side.store.totals(&query).map(drop)
    })?;
    let mut after = [None, None];
    let mut turn = 0;
    turns(sides, "next page of 50 cases", 300, &mut out, |side, _| {
        let own = &mut after[turn % 2];
        turn += 1;
        let query = ListQuery { limit: 50, after: own.clone(), ..ListQuery::default() };
        *own = side.store.list(&query)?.last().map(|row| row.page_after(query.order));
        Ok(())
    })?;
    let words = ["排水沟改道影", "赡养老人的费", "张伟", "李芳", "王"];
    turns(sides, "search", 300, &mut out, |side, n| side.store.search(words[n % words.len()], 50).map(drop))?;
    turns(sides, "every case looked through", 10, &mut out, |side, _| {
        side.store.search_by_scan("龘靐齉", 50).map(drop)
    })?;
    for (side, figures) in sides.iter().zip(&mut out) {
        let cases = side.store.all_ids(&CaseFilter::default())?.len();
        let bytes = std::fs::metadata(&side.path)?.len();
        figures.push(Figure { name: "file size", text: format!("{:.1} MB", bytes as f64 / 1e6) });
        eprintln!("{cases} cases at the end");
    }
    Ok(out)
}

fn save(store: &mut Store, n: usize) -> Result<()> {
    let office = store.settings().home;
    let mut case = Dispute::new(store.fresh_dispute_id(), office, today());
    case.summary = format!("因排水沟改道影响邻居院坝发生争执{n}");
    for (side, name) in [(Side::Applicant, "张三"), (Side::Respondent, "李四")] {
        case.parties.push(Party::new(store.fresh_id(), side, name));
    }
    store.save_dispute(None, case, None).map(drop)
}
