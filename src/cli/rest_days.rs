//! `tiaojie rest-days`: the tables of statutory holidays and swapped working days.

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json};
use crate::domain::date_entry::iso;
use crate::domain::{RestDays, RestYear};
use crate::report::aligned_words;
use crate::text::{Lang, about, rest_days as words, roster};

#[derive(Debug, Args)]
pub(super) struct RestDaysArgs {
    #[arg(value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1950..=2200), help = words::year())]
    pub year: Option<i32>,
    #[arg(long, value_name = "DAYS", requires = "year", conflicts_with = "reset", help = words::off())]
    pub off: Option<String>,
    #[arg(long, value_name = "DAYS", requires = "off", help = words::work())]
    pub work: Option<String>,
    #[arg(long, requires = "year", help = words::reset_help())]
    pub reset: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Lists the tables, or changes that of a year.
pub(super) fn run(context: &Context, args: &RestDaysArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    let change = match (&args.off, args.reset) {
        (Some(off), _) => {
            let year = args.year.unwrap_or_default();
            let table = RestYear::parse(year, off, args.work.as_deref().unwrap_or_default());
            let table = table.map_err(|error| Complaint::Usage(words::wrong(lang, &error)))?;
            Some((year, Some(table)))
        }
        (None, true) => args.year.map(|year| (year, None)),
        (None, false) => None,
    };
    if let Some((year, table)) = &change {
        // Saves of commands are not undone on the screen.
        store.transact_via(Some("command"), |writer| writer.put_rest_year(*year, table.as_ref()))?;
        if !args.json {
            let said = if table.is_some() { words::saved } else { words::was_reset };
            return say(&said(lang, *year));
        }
        store = context.open()?;
    }
    let rest = &store.settings().rest_days;
    let years: Vec<i32> = rest.years().filter(|year| args.year.is_none_or(|asked| asked == *year)).collect();
    if args.json {
        let tables = years.iter().filter_map(|year| as_json(rest, *year));
        return say_json(&tables.collect());
    }
    let head = [words::YEAR, words::STATE, words::OFF, words::WORK].map(|word| word.text(lang).to_owned());
    let lines = years.iter().filter_map(|year| line(rest, *year, lang));
    say(aligned_words(&std::iter::once(head.to_vec()).chain(lines).collect::<Vec<_>>()).trim_end())
}

fn line(rest: &RestDays, year: i32, lang: Lang) -> Option<Vec<String>> {
    let table = rest.year(year)?;
    let own = rest.own().contains_key(&year);
    let state = if own { roster::own_text(lang) } else { roster::built_in(lang) };
    Some(vec![year.to_string(), state.to_owned(), table.off_text(), table.work_text()])
}

fn as_json(rest: &RestDays, year: i32) -> Option<Value> {
    let table = rest.year(year)?;
    let days = |days: &std::collections::BTreeSet<chrono::NaiveDate>| -> Value {
        days.iter().map(|day| Value::from(iso(*day))).collect()
    };
    let own = rest.own().contains_key(&year);
    Some(json!({ "year": year, "own": own, "off": days(table.off()), "work": days(table.work()) }))
}
