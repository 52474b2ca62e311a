//! `tiaojie check` and `tiaojie rebuild`.

use serde_json::json;

use super::complain::Complaint;
use super::context::Context;
use super::{say, say_json};
use crate::text::cli as words;

/// Checks the file; a failed check gives exit code 1.
pub(super) fn run(context: &Context, as_json: bool) -> Result<(), Complaint> {
    let lang = context.lang;
    let report = context.open()?.check()?;
    let findings: Vec<String> = report.findings.iter().map(|finding| words::finding(lang, finding)).collect();
    if as_json {
        say_json(&json!({
            "cases": report.cases,
            "revisions": report.revisions,
            "tally_lines": report.tally_lines,
            "searches": report.searches,
            "findings": findings,
        }))?;
    } else {
        say(&words::checked(lang, &report))?;
        for finding in &findings {
            say(finding)?;
        }
        if findings.is_empty() {
            say(words::clean(lang))?;
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Complaint::Failed(words::not_clean(lang, findings.len()))) }
}

/// Rebuilds all derived tables.
pub(super) fn rebuild(context: &Context) -> Result<(), Complaint> {
    let revisions = context.open()?.rebuild()?;
    say(&words::rebuilt(context.lang, revisions))
}
