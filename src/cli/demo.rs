//! `tiaojie demo`: a sample district with the ledger of 2024.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::complain::Complaint;
use super::context::Context;
use super::say;
use super::terminal::run_terminal;
use crate::domain::{
    CutOff, Indicator, Machine, MachineOn, Office, OfficeKind, Operator, Period, Surroundings,
};
use crate::ledger::{Differences, Plan, Sheet};
use crate::store::Store;
use crate::text::{Lang, cli as words};
use crate::tui::start::Begin;

const SHEETS: [(&str, &str); 3] = [
    ("shennongjia-places.csv", include_str!("../../tests/fixtures/shennongjia-places.csv")),
    ("ledger-2024.csv", include_str!("../../tests/fixtures/ledger-2024.csv")),
    ("services-2024.csv", include_str!("../../tests/fixtures/services-2024.csv")),
];

/// Creates the demo and opens it; if stdout is not a terminal, it prints the path.
pub(super) fn run(context: &Context, begin: Begin) -> Result<(), Complaint> {
    let (path, folder) = match &context.file {
        Some(path) => (path.clone(), None),
        None => {
            let folder = std::env::temp_dir().join(format!("tiaojie-demo-{}", Machine.fresh_uuid().simple()));
            (folder.join("tiaojie.db"), Some(folder))
        }
    };
    make(&path)?;
    if !std::io::stdout().is_terminal() {
        return say(&words::demo_made(context.lang, &path.display().to_string()));
    }
    let done = run_terminal(context, &path, Box::new(MachineOn(last_day())), begin);
    throw_away(folder);
    done.map(drop)
}

/// The tour on a demo of its own, wherever the user's file is.
pub(super) fn tour(context: &Context, lang: Lang) -> Result<(), Complaint> {
    let own = Context { lang, file: None, yes: context.yes, passphrase_file: None };
    run(&own, Begin::Tour)
}

/// The clock of the demo is set to the last day of its ledger, which shows its last month and its open cases.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default()
}

/// Removes a demo made for one visit; a file given by the user stays.
fn throw_away(folder: Option<PathBuf>) {
    if let Some(folder) = folder {
        // It is in the system's temporary folder, so a failure does not matter.
        let _ = std::fs::remove_dir_all(folder);
    }
}

fn make(path: &Path) -> Result<(), Complaint> {
    let mut store = Store::create(path, Box::new(MachineOn(last_day())))?;
    let district = Office {
        id: Office::root_id(),
        parent: None,
        committee: words::DEMO_COMMITTEE.to_owned(),
        division_code: "429021000000".to_owned(),
        ..Office::below(Office::root_id(), OfficeKind::District, words::DEMO_DISTRICT)
    };
    store.transact(|writer| writer.put_office(&district))?;
    store.sign_in(&Operator::named(words::DEMO_OPERATOR))?;
    let mut plan = Plan::new(&store)?;
    for (name, text) in SHEETS {
        let failed = |error| Complaint::Sheet(name.to_owned(), error);
        let sheet = Sheet::from_csv(name, text.as_bytes()).map_err(failed)?;
        plan.add(&store, sheet)?.map_err(failed)?;
    }
    plan.apply(&mut store, Differences::Keep)?;
    indicate(&mut store)
}

/// Adds the figures of the year from other offices.
fn indicate(store: &mut Store) -> Result<(), Complaint> {
    let year = Period::Year(2024).range(CutOff::MONTH_END);
    for (name, value) in words::DEMO_INDICATORS {
        let mut figure = Indicator::new(store.fresh_id(), year);
        (figure.name, figure.value, figure.unit) =
            (name.to_owned(), value.into(), words::DEMO_UNIT.to_owned());
        store.transact_via(Some("import"), |writer| writer.put_entry(None, &figure))?;
    }
    Ok(())
}
