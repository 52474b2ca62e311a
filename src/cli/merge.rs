//! `tiaojie merge`: two records of one dispute become one.

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_corrected, say_json, show};
use crate::domain::Dispute;
use crate::domain::merge::{Offer, Stand, Take, merged, offers};
use crate::report::aligned_words;
use crate::store::Store;
use crate::text::{Lang, about as about_words, cli as cli_words, merge as words};

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    #[arg(value_name = "KEPT", help = words::about_kept())]
    pub kept: String,
    #[arg(value_name = "OTHER", help = words::about_other())]
    pub other: String,
    #[arg(long = "field", value_name = "FIELD", help = words::about_field())]
    pub fields: Vec<String>,
    #[arg(long, conflicts_with = "fields", help = words::about_nothing())]
    pub nothing: bool,
    #[arg(long, help = words::about_dry_run())]
    pub dry_run: bool,
    #[arg(long, help = about_words::json())]
    pub json: bool,
}

/// Merges the two, or says what that would do.
pub(super) fn run(context: &Context, args: &MergeArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    let kept = show::find(&store, lang, &args.kept)?;
    let other = show::find(&store, lang, &args.other)?;
    let mut found = offers(&kept, &other);
    choose(&mut found, args, lang)?;
    let after = merged(&kept, &other, &found);
    let taken = found.iter().filter(|offer| offer.take == Take::Other).count();
    if !args.dry_run {
        store.merge(&kept, after, &other)?;
        say_corrected(lang, &mut store);
    }
    if args.json {
        return say_json(&json!({
            "kept": kept.id.to_string(),
            "void": other.id.to_string(),
            "dry_run": args.dry_run,
            "fields": found.iter().map(|offer| as_json(offer, &store, lang, (&kept, &other))).collect::<Vec<_>>(),
        }));
    }
    let rows: Vec<Vec<String>> =
        found.iter().map(|offer| line(offer, &store, lang, (&kept, &other))).collect();
    if args.dry_run {
        let list = if rows.is_empty() { words::alike(lang).to_owned() } else { aligned_words(&rows) };
        return say(&format!("{}\n{}", words::would(lang), list.trim_end()));
    }
    say(&words::merged(lang, &kept.number, &other.number, taken))
}

/// Sets what is taken over, as the arguments say.
fn choose(found: &mut [Offer], args: &MergeArgs, lang: Lang) -> Result<(), Complaint> {
    if args.nothing {
        found.iter_mut().for_each(|offer| offer.take = Take::Own);
    }
    for name in &args.fields {
        let mut known = false;
        for offer in found.iter_mut().filter(|offer| offer.field().code() == name) {
            (offer.take, known) = (Take::Other, true);
        }
        if !known {
            return Err(Complaint::Usage(cli_words::unknown_argument(lang, name)));
        }
    }
    Ok(())
}

fn line(offer: &Offer, store: &Store, lang: Lang, cases: (&Dispute, &Dispute)) -> Vec<String> {
    let [own, other] = words::values(lang, offer, cases, store.directory());
    vec![
        offer.field().code().to_owned(),
        words::label(lang, offer, cases.0),
        words::stand(lang, offer.stand).to_owned(),
        words::take(lang, offer.take).to_owned(),
        own,
        other,
    ]
}

fn as_json(offer: &Offer, store: &Store, lang: Lang, cases: (&Dispute, &Dispute)) -> Value {
    let [own, other] = words::values(lang, offer, cases, store.directory());
    json!({
        "field": offer.field().code(),
        "lacking": offer.stand == Stand::Lacks,
        "taken": offer.take == Take::Other,
        "kept": own,
        "other": other,
    })
}
