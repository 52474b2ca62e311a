//! `tiaojie disclosures`: the exports.

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{names, say, say_json};
use crate::domain::Period;
use crate::report::aligned_words;
use crate::store::{DisclosureKind, DisclosurePage};
use crate::text::{about, account_cli as about_words, disclosures as words};

#[derive(Debug, Args)]
pub(super) struct DisclosuresArgs {
    #[arg(long, value_name = "MONTH", help = about_words::month())]
    pub month: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = ["export", "print", "copy", "bundle", "unmask"], help = about_words::kind())]
    pub kind: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 200, help = about_words::limit())]
    pub limit: usize,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Lists the exports, newest first.
pub(super) fn run(context: &Context, args: &DisclosuresArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let month = match &args.month {
        None => None,
        Some(typed) => match names::period(lang, typed)? {
            Period::Month(month) => Some(month),
            _ => return Err(Complaint::Usage(crate::text::locks::not_a_month(lang, typed))),
        },
    };
    let kind = args.kind.as_deref().and_then(DisclosureKind::from_code);
    let page = DisclosurePage { kind, month, before: None, limit: args.limit };
    let rows = store.disclosure_page(&page)?;
    let directory = store.directory();
    if args.json {
        let list: Vec<Value> = rows
            .iter()
            .map(|one| {
                let operator = one.by.and_then(|id| directory.operator(id)).map(|known| known.name.clone());
                json!({
                    "at": one.at,
                    "operator": operator,
                    "kind": one.said.kind.code(),
                    "what": one.said.what,
                    "cases": one.said.cases,
                    "masking": one.said.masking.code(),
                    "to": one.said.to,
                })
            })
            .collect();
        return say_json(&json!(list));
    }
    if rows.is_empty() {
        return say(words::none(lang));
    }
    let mut lines = vec![words::headings(lang).map(str::to_owned).to_vec()];
    lines.extend(rows.iter().map(|one| words::cells(lang, one, directory).to_vec()));
    say(aligned_words(&lines).trim_end())
}
