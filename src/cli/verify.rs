//! `tiaojie verify`: proves that the log was not altered.

use clap::Args;
use serde_json::{Value, json};

use super::complain::Complaint;
use super::context::Context;
use super::meter::Meter;
use super::{say, say_json};
use crate::store::{AnchorFound, ChainFault, Progress, Stage, Verified};
use crate::text::{about, account_cli as about_words, verify as words};

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[arg(long, value_name = "TEXT", num_args = 1.., help = about_words::anchor())]
    pub anchor: Vec<String>,
    #[arg(long, help = about::json())]
    pub json: bool,
}

/// Verifies every chain and searches the anchors; a failure gives exit code 1.
pub(super) fn run(context: &Context, args: &VerifyArgs) -> Result<(), Complaint> {
    let lang = context.lang;
    let store = context.open()?;
    let total = store.revision_count()?;
    let mut meter = Meter::new(lang, words::progress);
    let verified = store.verify(&args.anchor, &mut |done| {
        meter.show(Progress { stage: Stage::Checking, done, total });
    })?;
    meter.clear();
    if args.json {
        say_json(&as_json(&verified))?;
    } else {
        let mut lines = vec![words::looked_at(lang, &verified)];
        lines.extend(verified.chains.iter().map(words::head));
        for chain in &verified.chains {
            let broken = chain.broken.as_ref();
            lines.extend(broken.map(|broken| words::broken(lang, &chain.head.laptop, broken)));
        }
        let anchors = verified.anchors.iter();
        lines.extend(anchors.map(|(given, found)| words::anchor_found(lang, given, found)));
        if verified.holds() {
            lines.push(words::holds(lang).to_owned());
        }
        say(&lines.join("\n"))?;
    }
    if verified.holds() { Ok(()) } else { Err(Complaint::Failed(words::does_not_hold(lang).to_owned())) }
}

fn as_json(verified: &Verified) -> Value {
    let fault = |fault| match fault {
        ChainFault::Gap => "gap",
        ChainFault::Link => "link",
        ChainFault::Altered => "altered",
        ChainFault::Order => "order",
    };
    let chains: Vec<Value> = verified
        .chains
        .iter()
        .map(|chain| {
            let broken = chain.broken.as_ref().map(|broken| {
                json!({ "seq": broken.seq, "at": broken.at, "kind": broken.kind, "fault": fault(broken.fault) })
            });
            json!({
                "device": chain.head.device.to_string(),
                "laptop": chain.head.laptop,
                "seq": chain.head.seq,
                "hash": chain.head.hash,
                "broken": broken,
            })
        })
        .collect();
    let anchors: Vec<Value> = verified
        .anchors
        .iter()
        .map(|(given, found)| match found {
            AnchorFound::OnChain { laptop, seq } => {
                json!({ "given": given, "found": "on chain", "laptop": laptop, "seq": seq })
            }
            AnchorFound::BehindBreak { laptop, seq } => {
                json!({ "given": given, "found": "behind a break", "laptop": laptop, "seq": seq })
            }
            AnchorFound::Nowhere => json!({ "given": given, "found": "nowhere" }),
            AnchorFound::Unreadable => json!({ "given": given, "found": "unreadable" }),
        })
        .collect();
    json!({ "revisions": verified.revisions, "holds": verified.holds(), "chains": chains, "anchors": anchors })
}
