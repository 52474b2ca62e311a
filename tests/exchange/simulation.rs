//! Eight laptops with clocks years apart and random edits, exchanging in random pairs by bundle and folder,
//! repeatedly, partially, out of order, with lost files: all get the same content, no edit is lost, and
//! exactly the real conflicts are flagged.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tiaojie::domain::{Closing, DisputeId, Mediator, Outcome, Party, Side};
use tiaojie::exchange::Extent;
use tiaojie::store::Store;

use super::desk::{day, edit, laptop, look, new_case, out, sync, take, town};
use super::dump::{assert_equal, dump};
use super::oracle::{Oracle, flagged, heads};

const LAPTOPS: usize = 8;

/// How many runs and steps: few in the suite, as many as asked for in the long form.
fn asked(name: &str, few: u64) -> u64 {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(few)
}

/// Chance that can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

struct World {
    folder: TempDir,
    laptops: Vec<Store>,
    sticks: Vec<PathBuf>,
    oracle: Oracle,
    dice: Dice,
    /// Bundles that were written, to be handed to anybody at any time.
    bundles: Vec<PathBuf>,
    exchanges: u64,
}

impl World {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let laptops = (0..LAPTOPS).map(|n| laptop(folder.path(), n as u16)).collect();
        let sticks: Vec<PathBuf> = ["stick", "share"].iter().map(|name| folder.path().join(name)).collect();
        sticks.iter().for_each(|stick| std::fs::create_dir(stick).unwrap());
        let dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        Self { folder, laptops, sticks, oracle: Oracle::default(), dice, bundles: Vec::new(), exchanges: 0 }
    }

    fn observe(&mut self, who: usize) {
        self.oracle.observe(&self.laptops[who]);
    }

    fn step(&mut self, n: u64) {
        let who = self.dice.below(LAPTOPS);
        match self.dice.below(20) {
            0..=12 => self.work(who, n),
            13..=15 => self.bundle(who, n),
            16 => self.old_bundle(who),
            _ => self.stick(who),
        }
    }

    /// Somebody logs, changes, voids, undoes, renames.
    fn work(&mut self, who: usize, n: u64) {
        let what = self.dice.below(24);
        let store = &mut self.laptops[who];
        let cases = store.all_ids(&Default::default()).unwrap();
        if cases.is_empty() || what == 0 {
            new_case(store, &format!("人{n}"));
        } else if what == 1 {
            // Undo and redo of nothing, or of what another has changed since, are refused.
            let _ = if n.is_multiple_of(2) { store.undo() } else { store.redo() };
        } else if what == 2 {
            let mut office = town();
            office.aliases = vec![format!("别名{}", n % 5)];
            store.transact(|w| w.put_office(&office)).unwrap();
        } else if what == 3 {
            let mut settings = store.settings().clone();
            settings.cut_off_day = 20 + (n % 8) as u32;
            store.save_settings(&settings).unwrap();
        } else {
            // Few cases, so that people meet.
            let id = cases[self.dice.below(cases.len().min(6))];
            let choice = self.dice.below(12);
            change(store, id, choice, n);
        }
        self.observe(who);
    }

    fn bundle(&mut self, who: usize, n: u64) {
        let to = self.dice.below(LAPTOPS);
        let extent = match self.dice.below(3) {
            0 => Extent::Everything,
            _ => Extent::Lacking(vec![self.laptops[to].device()]),
        };
        let path = self.folder.path().join(format!("{n}.tjb"));
        out(&mut self.laptops[who], &extent, &path);
        self.observe(who);
        self.bundles.push(path.clone());
        // Some are handed over at once, some lie about.
        if self.dice.below(3) > 0 {
            self.take(to, &path);
        }
    }

    fn old_bundle(&mut self, who: usize) {
        if !self.bundles.is_empty() {
            let path = self.bundles[self.dice.below(self.bundles.len())].clone();
            self.take(who, &path);
        }
    }

    fn take(&mut self, who: usize, path: &Path) {
        let store = &mut self.laptops[who];
        let taken = take(store, path).unwrap();
        // The second time nothing comes of it.
        if taken.gaps.is_empty() {
            assert!(look(store, path).unwrap().report.is_nothing());
        }
        self.exchanges += 1;
    }

    fn stick(&mut self, who: usize) {
        let stick = self.sticks[self.dice.below(2)].clone();
        if self.dice.below(8) == 0 {
            self.lose_a_file(&stick);
        }
        let report = sync(&mut self.laptops[who], &stick);
        assert_eq!(report.refused, []);
        self.observe(who);
        self.exchanges += 1;
    }

    /// A file goes, or is cut off.
    fn lose_a_file(&mut self, stick: &Path) {
        let Ok(devices) = std::fs::read_dir(stick.join("tiaojie")) else { return };
        let folders = devices.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
        let mut files: Vec<PathBuf> = folders
            .flat_map(|folder| std::fs::read_dir(folder).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        if files.is_empty() {
            return;
        }
        let file = &files[self.dice.below(files.len())];
        if self.dice.below(2) == 0 {
            std::fs::remove_file(file).unwrap();
        } else {
            let bytes = std::fs::read(file).unwrap();
            std::fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }
    }

    /// Everybody meets, until nobody has anything new.
    fn meet(&mut self) {
        for _ in 0..2 {
            for who in 0..LAPTOPS {
                let stick = self.sticks[0].clone();
                sync(&mut self.laptops[who], &stick);
                self.observe(who);
            }
        }
        for who in 0..LAPTOPS {
            let report = sync(&mut self.laptops[who], &self.sticks[0].clone());
            assert!(report.is_nothing(), "{report:?}");
            assert_eq!(report.taken.gaps, []);
        }
    }
}

fn change(store: &mut Store, id: DisputeId, choice: usize, n: u64) {
    let mediator = Mediator::at(town().id, format!("调解员{}", n % 4));
    if choice == 11 {
        store.transact(|w| w.put_mediator(&mediator)).unwrap();
    }
    let party = store.fresh_id();
    edit(store, id, |case| match choice {
        0 | 1 => case.summary = format!("第{n}次改"),
        2 => case.people = Some(n as u32 % 3),
        3 => case.closing = Some(Closing { outcome: Outcome::Oral, on: case.accepted_on }),
        4 => case.closing = None,
        5 => case.accepted_on = day(2024, 1 + n as u32 % 12, 5),
        6 => case.void = n.is_multiple_of(2).then(|| "重复".to_owned()),
        7 => case.parties.push(Party::new(party, Side::Respondent, format!("对方{n}"))),
        8 => {
            if let Some(first) = case.parties.first_mut() {
                first.name = format!("改名{}", n % 7);
            }
        }
        9 => case.tags = [format!("标签{}", n % 3)].into(),
        10 => case.number = format!("2024-{:03}", n % 9),
        _ => case.mediators = vec![mediator.id],
    });
}

fn run(seed: u64, steps: u64) {
    let mut world = World::new(seed);
    for n in 0..steps {
        world.step(n);
    }
    world.meet();
    let (newest, contested) = (world.oracle.newest(), world.oracle.contested());
    let all = world.oracle.revisions();
    let first = dump(&world.laptops[0]);
    let queries = ["人", "改名3", "对方", "第", "松柏镇", "标签1", "调解员2"];
    for (n, store) in world.laptops.iter_mut().enumerate() {
        let what = format!("seed {seed}, laptop {n}");
        let mine = dump(store);
        assert_equal(&first, &mine, &what);
        assert_eq!(mine["revision"].len(), all.len(), "{what}: no edit is lost");
        assert_eq!(heads(store), newest, "{what}: the heads are the newest by true causal order");
        assert_eq!(flagged(store), contested, "{what}: flagged is what truly differs");
        assert_eq!(store.conflict_count().unwrap(), contested.len() as u64);
        assert_eq!(store.conflicts(0, 10_000).unwrap().len(), contested.len());
        assert_eq!(store.check().unwrap().findings, [], "{what}");
        store.rebuild().unwrap();
        assert_equal(&mine, &dump(store), &format!("{what}, rebuilt"));
    }
    let found = |store: &Store, query: &str| {
        let mut ids: Vec<_> = store.search(query, 500).unwrap().into_iter().map(|hit| hit.case.id).collect();
        ids.sort();
        ids
    };
    for query in queries {
        let wanted = found(&world.laptops[0], query);
        assert!(world.laptops.iter().all(|store| found(store, query) == wanted), "{query}");
    }
    println!(
        "seed {seed}: {} revisions, {} exchanges, {} contested of {} fields",
        all.len(),
        world.exchanges,
        contested.len(),
        newest.len()
    );
}

#[test]
fn eight_laptops_come_to_the_same_file_and_flag_what_truly_differs() {
    // Would catch an apply that depends on the order of arrival, an edit that a stamp or a clock hides, a conflict
    // that is none or that is missed, a bundle or a stick that leaves something out.
    let (runs, steps) = (asked("TIAOJIE_EXCHANGES", 1), asked("TIAOJIE_EXCHANGE_STEPS", 240));
    for seed in 1..=runs {
        run(seed, steps);
    }
}
