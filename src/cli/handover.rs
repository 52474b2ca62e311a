//! `tiaojie handover`: moves cases to another office, whose laptops alone can edit them from then on.

use clap::Args;
use serde_json::json;

use super::complain::Complaint;
use super::context::Context;
use super::{names, say, say_json, show};
use crate::domain::{DisputeId, OfficeId};
use crate::store::{HandedOver, Handing, Right, Store, StoreError};
use crate::text::{about, laptop as words};

#[derive(Debug, Args)]
pub(super) struct HandoverArgs {
    #[arg(long, value_name = "OFFICE", required_unless_present = "case", help = words::about_office())]
    pub office: Option<String>,
    #[arg(long, value_name = "NUMBER|ID", conflicts_with = "office", requires = "to", help = words::about_case())]
    pub case: Option<String>,
    #[arg(long, value_name = "OFFICE", help = words::about_to())]
    pub to: Option<String>,
    #[arg(long, help = words::about_dry_run())]
    pub dry_run: bool,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Hands over the cases of an office, or one case.
pub(super) fn run(context: &Context, args: &HandoverArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let mut store = context.open()?;
    store.may(Right::HandOver)?;
    let office =
        |name: &Option<String>| name.as_deref().map(|name| names::office(&store, lang, name)).transpose();
    let (of, to) = (office(&args.office)?, office(&args.to)?);
    // The arguments name an office, or a case and its new office.
    let to = to.or(of).ok_or(StoreError::NoSuchRecord)?;
    let (handing, count) = match (&args.case, of) {
        (Some(which), _) => one(&store, show::find(&store, lang, which)?.id, to)?,
        (None, Some(of)) => store.handing_of(of, to)?,
        (None, None) => (Handing::new(), HandedOver::default()),
    };
    let name = names::office_name(store.directory(), to, lang);
    if !args.dry_run {
        store.hand_over(&handing)?;
    }
    if args.json {
        return say_json(&json!({
            "to": to.to_string(),
            "handed": count.handed,
            "there": count.there,
            "elsewhere": count.elsewhere,
            "dry_run": args.dry_run,
        }));
    }
    let said = if args.dry_run { words::would_hand } else { words::handed_many };
    say(said(lang, count, &name).trim_end())
}

fn one(store: &Store, id: DisputeId, to: OfficeId) -> Result<(Handing, HandedOver), StoreError> {
    if store.keeper_of(id)? == Some(to) {
        return Ok((Handing::new(), HandedOver { there: 1, ..HandedOver::default() }));
    }
    Ok((Handing::from([(id, to)]), HandedOver { handed: 1, ..HandedOver::default() }))
}
