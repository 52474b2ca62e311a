//! `tiaojie import`: ledgers in, all of what is good or nothing.

use serde_json::{Value, json};

use super::args::ImportArgs;
use super::complain::Complaint;
use super::context::Context;
use super::files::{Target, read_sheet};
use super::{say, say_json};
use crate::ledger::{Differences, LedgerKind, Plan, Remark, Sheet, SheetReport};
use crate::text::{Lang, ledger as words};

/// So many rows of a list are shown; the JSON has all.
const LISTED: usize = 20;

/// What came of an import.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    DryRun,
    NothingNew,
    Written,
    NotAgreed,
}

/// Imports the files in one go.
pub(super) fn run(context: &Context, args: &ImportArgs) -> Result<(), Complaint> {
    let sheets: Vec<Sheet> = args.files.iter().map(|path| read_sheet(path)).collect::<Result<_, _>>()?;
    let mut target = Target::open(context)?;
    let mut plan = Plan::new(&target.store)?;
    for (sheet, path) in sheets.into_iter().zip(&args.files) {
        let name = path.display().to_string();
        let report =
            plan.add(&target.store, sheet)?.map_err(|error| Complaint::Sheet(name.clone(), error))?;
        if args.places && report.kind != LedgerKind::Places {
            return Err(Complaint::Failed(crate::text::cli::not_places(context.lang, &name)));
        }
    }
    let reports: Vec<SheetReport> = plan.reports().cloned().collect();
    if !args.json {
        tell(context.lang, &reports, args)?;
    }
    let done = decide(context, args, &mut target, plan, &reports)?;
    if done == Done::Written || done == Done::NothingNew {
        target.keep();
    }
    finish(context, args, &reports, done)
}

fn decide(
    context: &Context,
    args: &ImportArgs,
    target: &mut Target,
    plan: Plan,
    reports: &[SheetReport],
) -> Result<Done, Complaint> {
    let refused: usize = reports.iter().map(|report| report.refused.len()).sum();
    let brings = |report: &SheetReport| {
        report.new + report.completed > 0 || (args.update && !report.changed.is_empty())
    };
    if args.dry_run {
        return Ok(Done::DryRun);
    }
    if !reports.iter().any(brings) {
        return Ok(if refused > 0 && !context.yes { Done::NotAgreed } else { Done::NothingNew });
    }
    if refused > 0 && !context.agrees(&words::ask_without(context.lang, refused))? {
        return Ok(Done::NotAgreed);
    }
    let differences = if args.update { Differences::Update } else { Differences::Keep };
    plan.apply(&mut target.store, differences)?;
    Ok(Done::Written)
}

fn finish(
    context: &Context,
    args: &ImportArgs,
    reports: &[SheetReport],
    done: Done,
) -> Result<(), Complaint> {
    let lang = context.lang;
    if args.json {
        let files: Vec<Value> = reports.iter().map(|report| report_json(lang, report)).collect();
        say_json(&json!({
            "files": files,
            "written": done == Done::Written,
            "dry_run": done == Done::DryRun,
        }))?;
    }
    let sentence = match done {
        Done::DryRun => words::dry_run(lang).to_owned(),
        Done::NothingNew => words::nothing_new(lang).to_owned(),
        Done::Written => words::written(lang, reports.iter().map(|report| report.new).sum()),
        Done::NotAgreed => {
            let refused = reports.iter().map(|report| report.refused.len()).sum();
            return Err(Complaint::Failed(words::not_agreed(lang, refused)));
        }
    };
    if args.json { Ok(()) } else { say(&sentence) }
}

fn tell(lang: Lang, reports: &[SheetReport], args: &ImportArgs) -> Result<(), Complaint> {
    for report in reports {
        say(&words::summary(lang, report))?;
        list(lang, words::refused_heading(lang), &report.refused, |remark| words::remark(lang, remark))?;
        list(lang, words::warnings_heading(lang), &report.warnings, |remark| words::remark(lang, remark))?;
        list(lang, words::skipped_heading(lang), &report.skipped, |remark| words::remark(lang, remark))?;
        let heading = if args.update { words::updated_heading(lang) } else { words::changed_heading(lang) };
        list(lang, heading, &report.changed, |case| words::differing(lang, case))?;
        if report.closed_on_acceptance > 0 {
            say(&words::closed_on_acceptance(lang, report.closed_on_acceptance))?;
        }
        if !report.kept_columns.is_empty() {
            say(&words::kept_columns(lang, &report.kept_columns))?;
        }
    }
    Ok(())
}

fn list<T>(lang: Lang, heading: &str, items: &[T], line: impl Fn(&T) -> String) -> Result<(), Complaint> {
    if items.is_empty() {
        return Ok(());
    }
    say(heading)?;
    for item in items.iter().take(LISTED) {
        say(&format!("  {}", line(item)))?;
    }
    if items.len() > LISTED {
        say(&format!("  {}", words::and_more(lang, items.len() - LISTED)))
    } else {
        Ok(())
    }
}

fn report_json(lang: Lang, report: &SheetReport) -> Value {
    let remarks =
        |list: &[Remark]| -> Vec<Value> { list.iter().map(|remark| remark_json(lang, remark)).collect() };
    let kind = match report.kind {
        LedgerKind::Cases => "cases",
        LedgerKind::Services => "services",
        LedgerKind::Places => "places",
    };
    let changed: Vec<Value> = report
        .changed
        .iter()
        .map(|case| {
            let fields: Vec<Value> = case
                .fields
                .iter()
                .map(|field| json!({"field": field.field, "file": field.file, "ledger": field.ledger}))
                .collect();
            json!({"line": case.line, "number": case.number, "id": case.id.to_string(), "fields": fields})
        })
        .collect();
    json!({
        "file": report.file,
        "name": &*report.name,
        "kind": kind,
        "rows": report.rows,
        "new": report.new,
        "same": report.same,
        "completed": report.completed,
        "changed": changed,
        "refused": remarks(&report.refused),
        "skipped": remarks(&report.skipped),
        "warnings": remarks(&report.warnings),
        "closed_on_acceptance": report.closed_on_acceptance,
        "kept_columns": report.kept_columns,
    })
}

fn remark_json(lang: Lang, remark: &Remark) -> Value {
    json!({
        "sheet": &*remark.sheet,
        "line": remark.line,
        "letter": remark.letter,
        "column": remark.column,
        "words": remark.words,
        "reason": words::code(&remark.why),
        "text": words::why(lang, &remark.why),
    })
}
